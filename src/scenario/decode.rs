//! From the spanned tree to the typed source, reporting everything that does not fit.
//!
//! One declaration gives three things: the Rust type, its decoder and, natively, its JSON Schema. `record!` declares an object; `words!` a
//! closed list of strings; `kinds!` an object in which one key out of several names the kind.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::diagnostic::{Report, Rule, Span, nearest, shown, stray, suggestion, told};
use super::json::{Member, Node, Value};

/// A type that can be read from the tree.
///
/// Reading always gives a value. Where nothing usable is found, the report says so and is spoilt ([`Report::spoil`]), and an empty value stands in: the rest can
/// be read, so that the author is told of all faults at once, but whoever began the reading must set the whole aside. Decoders that could give nothing would have
/// to take their half-read values apart at every field, in every type; that was a third of the loader's WebAssembly.
pub trait Decode: Default {
    /// Whether the key may be absent, which then means the default.
    const OPTIONAL: bool = false;

    /// Reads a value; reports what is wrong with it.
    fn decode(node: &Node<'_>, report: &mut Report) -> Self;
}

/// Reads a whole file; `None` when nothing usable is left.
pub fn decode<T: Decode>(root: &Node<'_>, report: &mut Report) -> Option<T> {
    let value = T::decode(root, report);
    (!report.is_spoilt()).then_some(value)
}

/// Says that a value of another kind was expected.
pub fn wrong_type(node: &Node<'_>, expected: &str, report: &mut Report) {
    report.spoil(Rule::Type, node.span, told!("Attendu ici : {expected}. Trouvé : {}.", node.value.kind()), remedy(&node.value, expected));
}

/// What is most often meant by a value of another kind.
fn remedy(value: &Value<'_>, expected: &str) -> &'static str {
    if !cfg!(feature = "sentences") {
        return "";
    }
    match (value, expected) {
        (Value::Null, _) => "Écrivez une valeur, ou retirez la clé si elle peut manquer.",
        (Value::Number(_) | Value::Bool(_), "une chaîne") => "Mettez la valeur entre guillemets.",
        (Value::String(_), "true ou false" | "true") => "Écrivez true ou false, sans guillemets.",
        (Value::String(_), number) if number.starts_with("un nombre") => "Écrivez le nombre en chiffres, sans guillemets ni unité.",
        (Value::Number(written), number) if number.starts_with("un nombre") => {
            if written.starts_with('-') && number.ends_with("plus") {
                "Écrivez zéro ou plus."
            } else {
                "Ni virgule ni point, et neuf chiffres au plus."
            }
        }
        (Value::String(_) | Value::Object(_), "une liste") => "Mettez la valeur entre crochets, même seule : [ … ].",
        (Value::String(_) | Value::Array(_), "un objet") => "Mettez entre accolades les clés qu’il faut ici : { \"clé\": valeur }.",
        (Value::Bool(false), "true") => "Écrivez true, ou retirez la clé.",
        _ => "Le README des scénarios donne la forme de chaque clé.",
    }
}

impl Decode for String {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        if let Value::String(text) = &node.value {
            return text.clone().into_owned();
        }
        wrong_type(node, "une chaîne", report);
        Self::new()
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        if let Value::Bool(value) = node.value {
            return value;
        }
        wrong_type(node, "true ou false", report);
        false
    }
}

/// A whole number as it is written, if it is one.
fn number<T: std::str::FromStr + Default>(node: &Node<'_>, expected: &str, report: &mut Report) -> T {
    if let Value::Number(written) = node.value {
        if let Ok(number) = written.parse() {
            return number;
        }
    }
    wrong_type(node, expected, report);
    T::default()
}

impl Decode for i32 {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        number(node, "un nombre entier", report)
    }
}

impl Decode for u32 {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        number(node, "un nombre entier, zéro ou plus", report)
    }
}

impl Decode for u64 {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        number(node, "un nombre entier, zéro ou plus", report)
    }
}

impl<T: Decode> Decode for Option<T> {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        Some(T::decode(node, report))
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        Self::new(T::decode(node, report))
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        if let Value::Array(items) = &node.value {
            return items.iter().map(|item| T::decode(item, report)).collect();
        }
        wrong_type(node, "une liste", report);
        Self::new()
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let mut read = Self::new();
        let Value::Object(members) = &node.value else {
            wrong_type(node, "un objet", report);
            return read;
        };
        report_duplicates(members, report);
        for member in members {
            read.insert(member.key.clone().into_owned(), T::decode(&member.value, report));
        }
        read
    }
}

/// A string and where it stands, for what is checked after reading: ids, expressions, text.
#[derive(Clone, Debug, Default)]
pub struct Located {
    /// The string, escapes resolved.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

impl fmt::Display for Located {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::ops::Deref for Located {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Decode for Located {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        Self { text: String::decode(node, report), span: node.span }
    }
}

/// A name that something is pointed at by: lowercase ASCII letters, digits and hyphens, a letter first, 64 letters at most.
#[derive(Clone, Debug, Default)]
pub struct Id(pub Located);

impl std::ops::Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl Decode for Id {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let located = Located::decode(node, report);
        if matches!(node.value, Value::String(_)) && !is_id(&located.text) {
            let strange = located.text.chars().find(|sign| !matches!(sign, 'a'..='z' | '0'..='9' | '-'));
            let why = strange.map_or(String::new(), |sign| told!(" : {} n’y va pas", stray(sign)));
            report.spoil(
                Rule::IdSpelling,
                node.span,
                if located.text.is_empty() {
                    told!("Cet identifiant est vide.")
                } else {
                    told!("« {} » ne peut pas servir d’identifiant{why}.", shown(&located.text))
                },
                "Minuscules sans accent, chiffres et traits d’union, une lettre d’abord, 64 signes au plus : « le-carnet ».",
            );
        }
        Self(located)
    }
}

/// Whether a word is spelled as an [`Id`] must be.
#[must_use]
pub fn is_id(word: &str) -> bool {
    word.len() <= 64
        && word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The members of an object while it is decoded.
pub struct Fields<'n, 's> {
    node: &'n Node<'s>,
    known: &'n [&'n str],
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens an object; reports keys that are not in `known` and keys that stand twice. Keys that begin with `x-`, and `$schema`, are let through.
    pub fn open(node: &'n Node<'s>, known: &'n [&'n str], report: &mut Report) -> Self {
        let Value::Object(members) = &node.value else {
            wrong_type(node, "un objet", report);
            return Self { node, known };
        };
        report_duplicates(members, report);
        for member in members {
            let key: &str = &member.key;
            if !is_foreign(key) && !known.iter().any(|name| same_key(name, key)) {
                report.push(Rule::UnknownKey, member.key_span, told!("La clé « {} » n’existe pas ici.", shown(key)), nearest_key(key, known));
            }
        }
        Self { node, known }
    }

    /// Opens what may hold keys that are not ours; what is no object holds none.
    #[must_use]
    pub fn any(node: &'n Node<'s>) -> Self {
        Self { node, known: &[] }
    }

    fn members(&self) -> &'n [Member<'s>] {
        match &self.node.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'n Node<'s>> {
        self.members().iter().find(|member| same_key(name, &member.key)).map(|member| &member.value)
    }

    /// Reads one field; its Rust name stands for the key, `_` for `-`.
    pub fn read<T: Decode>(&self, name: &str, report: &mut Report) -> T {
        match self.find(name) {
            Some(node) => T::decode(node, report),
            None => {
                if !T::OPTIONAL {
                    self.missing(name, report);
                }
                T::default()
            }
        }
    }

    /// Reads one field that may be absent, and then has its type's default.
    pub fn read_or_default<T: Decode>(&self, name: &str, report: &mut Report) -> T {
        self.find(name).map_or_else(T::default, |node| T::decode(node, report))
    }

    fn missing(&self, name: &str, report: &mut Report) {
        if self.misspells(&[name]) {
            report.set_aside();
        } else if matches!(self.node.value, Value::Object(_)) {
            // What is no object was reported as such.
            let message = told!("Il manque la clé « {} ».", spelled(name));
            report.spoil(Rule::MissingKey, self.start(), message, told!("Ajoutez \"{}\": … à cet objet.", spelled(name)));
        }
    }

    /// Whether an unknown key is told to stand for one of these, which is then not said to be missing as well.
    #[must_use]
    pub fn misspells(&self, names: &[&str]) -> bool {
        if !cfg!(feature = "sentences") {
            return false;
        }
        let known: Vec<Cow<'_, str>> = self.known.iter().map(|name| spelled(name)).collect();
        let meant = |key: &str| nearest(key, known.iter().map(AsRef::as_ref)).is_some_and(|near| near != key && names.iter().any(|name| same_key(name, near)));
        self.members().iter().any(|member| !is_foreign(&member.key) && meant(&member.key))
    }

    /// The bracket that opens the object.
    fn start(&self) -> Span {
        let start = self.node.span.start as usize;
        Span::new(start, start + 1)
    }

    /// The members whose keys are among `names`, in the order of the source.
    pub fn among<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'n Member<'s>> + 'a {
        self.members().iter().filter(|member| names.iter().any(|name| same_key(name, &member.key)))
    }
}

/// The remedy that names the key nearest to a mistyped one.
fn nearest_key(key: &str, known: &[&str]) -> String {
    if !cfg!(feature = "sentences") {
        return String::new();
    }
    let names: Vec<Cow<'_, str>> = known.iter().map(|name| spelled(name)).collect();
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    suggestion(key, &names)
}

/// Keys that belong to tools: kept in the file and in the digest, ignored here.
fn is_foreign(key: &str) -> bool {
    key.starts_with("x-") || key == "$schema"
}

fn report_duplicates(members: &[Member<'_>], report: &mut Report) {
    let mut seen = BTreeSet::new();
    for member in members {
        if !seen.insert(&*member.key) {
            report.push(
                Rule::DuplicateKey,
                member.key_span,
                told!("La clé « {} » est là deux fois dans le même objet.", shown(&member.key)),
                "Gardez-en une seule : la seconde serait perdue.",
            );
        }
    }
}

/// A Rust field name as the key it stands for.
fn spelled(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    if name.contains('_') { Cow::Owned(name.replace('_', "-")) } else { Cow::Borrowed(name) }
}

fn same_key(name: &str, key: &str) -> bool {
    let name = name.strip_prefix("r#").unwrap_or(name).as_bytes();
    name.len() == key.len() && name.iter().zip(key.as_bytes()).all(|(&left, &right)| if left == b'_' { right == b'-' } else { left == right })
}

/// Finds the place of a word in a closed list; reports the nearest when it is none of them.
pub fn word(node: &Node<'_>, words: &[&str], report: &mut Report) -> usize {
    let Value::String(text) = &node.value else {
        wrong_type(node, "une chaîne", report);
        return 0;
    };
    words.iter().position(|word| same_key(word, text)).unwrap_or_else(|| {
        report.spoil(Rule::Value, node.span, told!("« {} » n’est pas une valeur possible ici.", shown(text)), nearest_key(text, words));
        0
    })
}

/// Finds the one member that names the kind of an object; reports none, or several.
pub fn kind<'n, 's>(fields: &Fields<'n, 's>, kinds: &[&str], report: &mut Report) -> Option<(usize, &'n Node<'s>)> {
    let mut found = fields.among(kinds);
    let first = found.next();
    let second = found.next();
    match (first, second) {
        (Some(member), None) => kinds.iter().position(|name| same_key(name, &member.key)).map(|index| (index, &member.value)),
        (Some(_), Some(second)) => {
            report.spoil(Rule::Value, second.key_span, "Cet objet a deux natures à la fois.", "Séparez-le en deux objets : une seule de ces clés par objet.");
            None
        }
        (None, _) if fields.misspells(kinds) => {
            report.set_aside();
            None
        }
        (None, _) => {
            // What is no object was reported as such.
            if matches!(fields.node.value, Value::Object(_)) {
                let names = told!("Une parmi : {}.", kinds.iter().map(|name| spelled(name)).collect::<Vec<_>>().join(", "));
                report.spoil(Rule::MissingKey, fields.start(), "Il manque la clé qui dit ce qu’est cet objet.", names);
            }
            None
        }
    }
}

/// Declares an object: its struct, its decoder and its schema. `= default` marks a field that may be absent and is not an `Option`.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident {
        $( $(#[$field_meta:meta])* pub $field:ident : $type:ty $(= $default:ident)? ),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", deny_unknown_fields))]
        pub struct $name {
            $( $(#[$field_meta])* $(#[cfg_attr(feature = "cli", schemars($default))])? pub $field: $type ),*
        }

        impl $crate::scenario::decode::Decode for $name {
            fn decode(node: &$crate::scenario::json::Node<'_>, report: &mut $crate::scenario::diagnostic::Report) -> Self {
                let fields = $crate::scenario::decode::Fields::open(node, &[$(stringify!($field)),*], report);
                Self { $( $field: $crate::scenario::decode::record!(@read fields report $type, $field $($default)?) ),* }
            }
        }
    };
    (@read $fields:ident $report:ident $type:ty, $field:ident) => { $fields.read::<$type>(stringify!($field), $report) };
    (@read $fields:ident $report:ident $type:ty, $field:ident default) => { $fields.read_or_default::<$type>(stringify!($field), $report) };
}

/// Declares a closed list of words: a fieldless enum, its decoder and its schema. `OneOf` is spelled `one-of`.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name {
            $( $(#[$variant_meta])* #[cfg_attr(feature = "cli", schemars(rename = $word))] $variant ),*
        }

        impl $name {
            /// The words, in the order of the documentation.
            pub const WORDS: &[&str] = &[$($word),*];
            const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that says it.
            #[must_use]
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::scenario::decode::Decode for $name {
            fn decode(node: &$crate::scenario::json::Node<'_>, report: &mut $crate::scenario::diagnostic::Report) -> Self {
                Self::ALL[$crate::scenario::decode::word(node, Self::WORDS, report)]
            }
        }
    };
}

/// Declares what one key of an object may say it is: `{ "narration": "…" }`. The other keys of the object belong to the record around it.
macro_rules! kinds {
    ($(#[$meta:meta])* pub enum $name:ident {
        $(#[$first_meta:meta])* $first:ident($first_type:ty) = $first_key:literal
        $(, $(#[$variant_meta:meta])* $variant:ident($type:ty) = $key:literal )* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name {
            $(#[$first_meta])* #[cfg_attr(feature = "cli", schemars(rename = $first_key))] $first($first_type)
            $(, $(#[$variant_meta])* #[cfg_attr(feature = "cli", schemars(rename = $key))] $variant($type) )*
        }

        impl $name {
            /// The keys that name a kind, in the order of the documentation.
            pub const KEYS: &[&str] = &[$first_key $(, $key)*];

            /// Reads the kind from the object's fields.
            pub fn read(fields: &$crate::scenario::decode::Fields<'_, '_>, report: &mut $crate::scenario::diagnostic::Report) -> Self {
                let Some((index, node)) = $crate::scenario::decode::kind(fields, Self::KEYS, report) else { return Self::default() };
                let key = Self::KEYS[index];
                $( if key == $key { return Self::$variant(<$type as $crate::scenario::decode::Decode>::decode(node, report)); } )*
                Self::$first(<$first_type as $crate::scenario::decode::Decode>::decode(node, report))
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$first(Default::default())
            }
        }
    };
}

pub(crate) use {kinds, record, words};
