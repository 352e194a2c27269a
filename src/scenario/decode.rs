//! From the spanned tree to the typed source, reporting everything that does not fit.
//!
//! One declaration gives three things: the Rust type, its decoder and, natively, its JSON Schema. `record!` declares an object; `words!` a
//! closed list of strings; `kinds!` an object in which one key out of several names the kind.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::diagnostic::{Report, Rule, Span, suggestion};
use super::json::{Member, Node, Value};

/// A type that can be read from the tree.
pub trait Decode: Sized {
    /// Reads a value; reports what is wrong with it and gives `None` when nothing usable is left.
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self>;

    /// What an absent key means; `None` where the key is required.
    fn absent() -> Option<Self> {
        None
    }
}

/// Says that a value of another kind was expected.
pub fn wrong_type(node: &Node<'_>, expected: &str, report: &mut Report) {
    report.push(
        Rule::Type,
        node.span,
        format!("Attendu ici : {expected}. Trouvé : {}.", node.value.kind()),
        "Le README des scénarios donne la forme de chaque clé.",
    );
}

impl Decode for String {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        match &node.value {
            Value::String(text) => Some(text.clone().into_owned()),
            _ => {
                wrong_type(node, "une chaîne", report);
                None
            }
        }
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                wrong_type(node, "true ou false", report);
                None
            }
        }
    }
}

impl Decode for i32 {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        let number = match node.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            wrong_type(node, "un nombre entier", report);
        }
        number
    }
}

impl Decode for u32 {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        let number = match node.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            wrong_type(node, "un nombre entier, zéro ou plus", report);
        }
        number
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        T::decode(node, report).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        T::decode(node, report).map(Box::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    /// Reads every item, so that a fault in the first does not hide those of the second; gives the list only when all are sound.
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        let Value::Array(items) = &node.value else {
            wrong_type(node, "une liste", report);
            return None;
        };
        let read: Vec<T> = items.iter().filter_map(|item| T::decode(item, report)).collect();
        (read.len() == items.len()).then_some(read)
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            wrong_type(node, "un objet", report);
            return None;
        };
        report_duplicates(members, report);
        let read: Self = members.iter().filter_map(|member| Some((member.key.clone().into_owned(), T::decode(&member.value, report)?))).collect();
        (read.len() == members.len()).then_some(read)
    }
}

/// A string and where it stands, for what is checked after reading: ids, expressions, text.
#[derive(Clone, Debug)]
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
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        String::decode(node, report).map(|text| Self { text, span: node.span })
    }
}

/// A name that something is pointed at by: lowercase ASCII letters, digits and hyphens, a letter first, 64 letters at most.
#[derive(Clone, Debug)]
pub struct Id(pub Located);

impl std::ops::Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl Decode for Id {
    fn decode(node: &Node<'_>, report: &mut Report) -> Option<Self> {
        let located = Located::decode(node, report)?;
        if is_id(&located.text) {
            return Some(Self(located));
        }
        report.push(
            Rule::IdSpelling,
            node.span,
            format!("« {} » ne peut pas servir d’identifiant.", located.text.escape_debug()),
            "Minuscules sans accent, chiffres et traits d’union, une lettre d’abord, 64 signes au plus : « le-carnet ».",
        );
        None
    }
}

/// Whether a word is spelled as an [`Id`] must be.
#[must_use]
pub fn is_id(word: &str) -> bool {
    word.len() <= 64
        && word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(feature = "cli")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Id, Located};

    impl JsonSchema for Located {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            "Text".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string" })
        }
    }

    impl JsonSchema for Id {
        fn schema_name() -> Cow<'static, str> {
            "Id".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "maxLength": 64,
                "pattern": "^[a-z][a-z0-9-]*$",
                "description": "Lowercase ASCII letters, digits and hyphens, a letter first.",
            })
        }
    }
}

/// The members of an object while it is decoded.
pub struct Fields<'n, 's> {
    span: Span,
    members: &'n [Member<'s>],
}

impl<'n, 's> Fields<'n, 's> {
    /// Opens an object; reports keys that are not in `known` and keys that stand twice. Keys that begin with `x-`, and `$schema`, are let through.
    pub fn open(node: &'n Node<'s>, known: &[&str], report: &mut Report) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            wrong_type(node, "un objet", report);
            return None;
        };
        report_duplicates(members, report);
        for member in members {
            let key: &str = &member.key;
            if !is_foreign(key) && !known.iter().any(|name| same_key(name, key)) {
                let names: Vec<Cow<'_, str>> = known.iter().map(|name| spelled(name)).collect();
                let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
                report.push(Rule::UnknownKey, member.key_span, format!("La clé « {} » n’existe pas ici.", key.escape_debug()), suggestion(key, &names));
            }
        }
        Some(Self { span: node.span, members })
    }

    /// Reads one field; its Rust name stands for the key, `_` for `-`.
    pub fn read<T: Decode>(&self, name: &str, report: &mut Report) -> Option<T> {
        if let Some(member) = self.members.iter().find(|member| same_key(name, &member.key)) {
            return T::decode(&member.value, report);
        }
        let absent = T::absent();
        if absent.is_none() {
            report.push(
                Rule::MissingKey,
                Span::new(self.span.start as usize, self.span.start as usize + 1),
                format!("Il manque la clé « {} ».", spelled(name)),
                format!("Ajoutez \"{}\": … à cet objet.", spelled(name)),
            );
        }
        absent
    }

    /// Reads one field that may be absent, and then has its type's default.
    pub fn read_or_default<T: Decode + Default>(&self, name: &str, report: &mut Report) -> Option<T> {
        self.read::<Option<T>>(name, report).map(Option::unwrap_or_default)
    }

    /// The members whose keys are among `names`, in the order of the source.
    pub fn among<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'n Member<'s>> + 'a {
        self.members.iter().filter(|member| names.iter().any(|name| same_key(name, &member.key)))
    }

    /// Where the object stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }
}

/// Keys that belong to tools: kept in the file and in the digest, ignored here.
fn is_foreign(key: &str) -> bool {
    key.starts_with("x-") || key == "$schema"
}

fn report_duplicates(members: &[Member<'_>], report: &mut Report) {
    let mut seen = std::collections::BTreeSet::new();
    for member in members {
        if !seen.insert(&member.key) {
            report.push(
                Rule::DuplicateKey,
                member.key_span,
                format!("La clé « {} » est là deux fois dans le même objet.", member.key.escape_debug()),
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

/// Reads a member of a closed list of words; reports the nearest when it is none of them.
pub fn word<T: Copy>(node: &Node<'_>, words: &[(&str, T)], report: &mut Report) -> Option<T> {
    let text = String::decode(node, report)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| same_key(word, &text)) {
        return Some(*value);
    }
    let names: Vec<String> = words.iter().map(|(word, _)| spelled(word).into_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    report.push(Rule::Value, node.span, format!("« {} » n’est pas une valeur possible ici.", text.escape_debug()), suggestion(&text, &names));
    None
}

/// Finds the one member that names the kind of an object; reports none, or several.
pub fn kind<'n, 's>(fields: &Fields<'n, 's>, kinds: &[&str], report: &mut Report) -> Option<(usize, &'n Node<'s>)> {
    let mut found = fields.among(kinds);
    let first = found.next();
    let second = found.next();
    match (first, second) {
        (Some(member), None) => kinds.iter().position(|name| same_key(name, &member.key)).map(|index| (index, &member.value)),
        (Some(_), Some(second)) => {
            report.push(Rule::Value, second.key_span, "Cet objet a deux natures à la fois.", "Séparez-le en deux objets : une seule de ces clés par objet.");
            None
        }
        (None, _) => {
            let names: Vec<Cow<'_, str>> = kinds.iter().map(|name| spelled(name)).collect();
            let start = fields.span().start as usize;
            report.push(
                Rule::MissingKey,
                Span::new(start, start + 1),
                "Il manque la clé qui dit ce qu’est cet objet.",
                format!("Une parmi : {}.", names.join(", ")),
            );
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
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", deny_unknown_fields))]
        pub struct $name {
            $( $(#[$field_meta])* $(#[cfg_attr(feature = "cli", schemars($default))])? pub $field: $type ),*
        }

        impl $crate::scenario::decode::Decode for $name {
            fn decode(node: &$crate::scenario::json::Node<'_>, report: &mut $crate::scenario::diagnostic::Report) -> Option<Self> {
                let fields = $crate::scenario::decode::Fields::open(node, &[$(stringify!($field)),*], report)?;
                $( let $field = $crate::scenario::decode::record!(@read fields report $type, $field $($default)?); )*
                Some(Self { $( $field: $field? ),* })
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

        impl $crate::scenario::decode::Decode for $name {
            fn decode(node: &$crate::scenario::json::Node<'_>, report: &mut $crate::scenario::diagnostic::Report) -> Option<Self> {
                $crate::scenario::decode::word(node, &[$(($word, Self::$variant)),*], report)
            }
        }
    };
}

/// Declares what one key of an object may say it is: `{ "narration": "…" }`. The other keys of the object belong to the record around it.
macro_rules! kinds {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident($type:ty) = $key:literal ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name {
            $( $(#[$variant_meta])* #[cfg_attr(feature = "cli", schemars(rename = $key))] $variant($type) ),*
        }

        impl $name {
            /// The keys that name a kind, in the order of the documentation.
            pub const KEYS: &[&str] = &[$($key),*];

            /// Reads the kind from the object's fields.
            pub fn read(fields: &$crate::scenario::decode::Fields<'_, '_>, report: &mut $crate::scenario::diagnostic::Report) -> Option<Self> {
                let (index, node) = $crate::scenario::decode::kind(fields, Self::KEYS, report)?;
                let key = *Self::KEYS.get(index)?;
                $( if key == $key { return <$type as $crate::scenario::decode::Decode>::decode(node, report).map(Self::$variant); } )*
                None
            }
        }
    };
}

pub(crate) use {kinds, record, words};
