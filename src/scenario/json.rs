//! A JSON parser that remembers where everything stood.
//!
//! serde_json stops at the first error, counts columns in bytes and forgets positions once a value is built. Authors need every error of a
//! file at once, each at its place, so a scenario is first parsed to this spanned tree ([RFC 8259], strictly) and decoded from it.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use std::borrow::Cow;

use super::diagnostic::{Report, Rule, Span, stray, told};

/// How deep arrays and objects may nest: far more than a scenario needs, far less than the stack can bear.
const MAX_DEPTH: usize = 64;

/// A value and where it stands in the source.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// From the value's first byte to just past its last.
    pub span: Span,
    /// The value.
    pub value: Value<'s>,
}

/// A JSON value. Numbers keep the letters they were written with.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(&'s str),
    /// A string, escapes resolved.
    String(Cow<'s, str>),
    /// An array.
    Array(Vec<Node<'s>>),
    /// An object, members in the order of the source, duplicates included.
    Object(Vec<Member<'s>>),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member<'s> {
    /// The key, escapes resolved.
    pub key: Cow<'s, str>,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node<'s>,
}

impl Value<'_> {
    /// What to call this value in a message to an author.
    #[must_use]
    pub fn kind(&self) -> Cow<'static, str> {
        match self {
            Value::Null => "null".into(),
            Value::Bool(value) => value.to_string().into(),
            Value::Number(number) if number.len() > 20 => told!("un nombre de {} signes", number.len()).into(),
            Value::Number(number) => told!("le nombre {number}").into(),
            Value::String(_) => "une chaîne".into(),
            Value::Array(_) => "une liste".into(),
            Value::Object(_) => "un objet".into(),
        }
    }
}

/// Parses a whole text. A syntax error ends the reading: what follows a misplaced bracket would only be guesses.
///
/// Returns `None` after reporting one [`Rule::Syntax`] error.
pub fn parse<'s>(source: &'s str, report: &mut Report) -> Option<Node<'s>> {
    let mut parser = Parser { source, bytes: source.as_bytes(), at: 0 };
    match parser.document() {
        Ok(node) => Some(node),
        Err(error) => {
            report.push(Rule::Syntax, error.span, error.message, error.help);
            None
        }
    }
}

struct SyntaxError {
    span: Span,
    message: String,
    help: String,
}

struct Parser<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
}

type Parsed<T> = Result<T, SyntaxError>;

impl<'s> Parser<'s> {
    fn document(&mut self) -> Parsed<Node<'s>> {
        let node = self.value(0)?;
        self.blank();
        if self.at < self.bytes.len() {
            return Err(self.unexpected("la fin du fichier", "Retirez ce qui suit l’accolade finale."));
        }
        Ok(node)
    }

    fn value(&mut self, depth: usize) -> Parsed<Node<'s>> {
        self.blank();
        let start = self.at;
        if depth > MAX_DEPTH {
            return Err(self.error(start, 1, told!("Plus de {MAX_DEPTH} niveaux imbriqués."), "Aplatissez la structure."));
        }
        let value = match self.bytes.get(self.at) {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            _ => return Err(self.unexpected("une valeur", "Une valeur est une chaîne entre guillemets, un nombre, true, false, une liste ou un objet.")),
        };
        Ok(Node { span: Span::new(start, self.at), value })
    }

    fn object(&mut self, depth: usize) -> Parsed<Value<'s>> {
        self.at += 1;
        let mut members = Vec::new();
        self.blank();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.blank();
            let start = self.at;
            if self.bytes.get(self.at) != Some(&b'"') {
                return Err(self.unexpected("une clé entre guillemets", "Une clé s’écrit \"comme-ceci\" ; la dernière n’est pas suivie d’une virgule."));
            }
            let key = self.string()?;
            let key_span = Span::new(start, self.at);
            self.blank();
            if !self.take(b':') {
                return Err(self.unexpected("« : » après la clé", "Écrivez \"clé\": valeur."));
            }
            let value = self.value(depth + 1)?;
            members.push(Member { key, key_span, value });
            self.blank();
            if self.take(b'}') {
                return Ok(Value::Object(members));
            }
            if !self.take(b',') {
                return Err(self.unexpected("« , » ou « } »", self.after_a_value()));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Value<'s>> {
        self.at += 1;
        let mut items = Vec::new();
        self.blank();
        if self.take(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blank();
            if self.take(b']') {
                return Ok(Value::Array(items));
            }
            if !self.take(b',') {
                return Err(self.unexpected("« , » ou « ] »", self.after_a_value()));
            }
            self.blank();
            if self.bytes.get(self.at) == Some(&b']') {
                return Err(self.unexpected("une valeur", "La dernière valeur d’une liste n’est pas suivie d’une virgule."));
            }
        }
    }

    fn string(&mut self) -> Parsed<Cow<'s, str>> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut copied = start;
        loop {
            let rest = &self.bytes[self.at..];
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    let tail = &self.source[copied..self.at];
                    self.at += 1;
                    return Ok(match owned {
                        None => Cow::Borrowed(tail),
                        Some(mut text) => {
                            text.push_str(tail);
                            Cow::Owned(text)
                        }
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_with(String::new);
                    text.push_str(&self.source[copied..self.at]);
                    let character = self.escape()?;
                    text.push(character);
                    copied = self.at;
                }
                Some(&control) => {
                    let (message, help) = match control {
                        b'\n' | b'\r' => {
                            (told!("Un saut de ligne dans une chaîne."), "Refermez la chaîne sur sa ligne ; un saut de ligne dans le texte s’écrit \\n.")
                        }
                        b'\t' => (told!("Une tabulation dans une chaîne."), "Mettez une espace, ou écrivez \\t."),
                        _ => (told!("Dans une chaîne, {}.", stray(control.into())), "Effacez-le : il vient souvent d’un copier-coller."),
                    };
                    return Err(self.error(self.at, 1, message, help));
                }
                None => {
                    return Err(self.error(
                        open,
                        1,
                        "Cette chaîne n’est pas refermée avant la fin du fichier.".into(),
                        "Ajoutez le guillemet \" qui manque ; le fichier est peut-être tronqué.",
                    ));
                }
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let start = self.at;
        self.at += 1;
        let letter = self.bytes.get(self.at).copied();
        self.at += 1;
        let simple = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                return Err(self.error(
                    start,
                    1,
                    "Échappement inconnu.".into(),
                    "Après \\ viennent \" \\ / b f n r t, ou u et quatre chiffres hexadécimaux. Pour une barre oblique inverse, écrivez \\\\.",
                ));
            }
        };
        Ok(simple)
    }

    fn unicode_escape(&mut self, start: usize) -> Parsed<char> {
        let first = self.hex(start)?;
        let code = match first {
            0xD800..=0xDBFF if self.bytes[self.at..].starts_with(b"\\u") => {
                self.at += 2;
                let second = self.hex(start)?;
                match second {
                    0xDC00..=0xDFFF => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code)
            .ok_or_else(|| self.error(start, 6, "Moitié de caractère (substitut UTF-16 isolé).".into(), "Écrivez le caractère lui-même, sans échappement."))
    }

    fn hex(&mut self, start: usize) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.bytes.get(self.at).and_then(|&byte| (byte as char).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error(start, 2, "Échappement \\u incomplet.".into(), "Écrivez quatre chiffres hexadécimaux après \\u."));
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Parsed<&'s str> {
        let start = self.at;
        self.take(b'-');
        let whole = self.digits();
        let leading_zero = whole > 1 && self.bytes[self.at - whole] == b'0';
        let mut sound = whole > 0 && !leading_zero;
        if self.take(b'.') {
            sound &= self.digits() > 0;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            sound &= self.digits() > 0;
        }
        if sound {
            Ok(&self.source[start..self.at])
        } else {
            Err(self.error(start, 1, "Nombre mal écrit.".into(), "Un nombre s’écrit 12, -3 ou 0.5, sans zéro devant."))
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self, word: &str, value: Value<'s>) -> Parsed<Value<'s>> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.unexpected("une valeur", "Les seuls mots sans guillemets sont true, false et null."))
        }
    }

    fn blank(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&self, expected: &str, help: &'static str) -> SyntaxError {
        let found = self.source[self.at..].chars().next();
        let help = match found {
            Some('/' | '#') => "Le JSON n’a pas de commentaires : retirez-le, ou mettez ses mots sous une clé qui commence par « x- ».",
            Some(',') => "Retirez la virgule de trop.",
            Some('\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{2060}' | '\u{feff}') => "Effacez-le : il vient souvent d’un copier-coller.",
            Some('\'' | '’' | '“' | '«') => "Clés et chaînes vont entre guillemets droits doubles : \"comme-ceci\".",
            _ => help,
        };
        let message = match found {
            Some(character) => told!("Attendu ici : {expected}. Trouvé : {}.", stray(character)),
            None => told!("Attendu ici : {expected}. Le fichier s’arrête : il est peut-être tronqué."),
        };
        self.error(self.at, found.map_or(0, char::len_utf8), message, help)
    }

    /// What is most often wrong after a value.
    fn after_a_value(&self) -> &'static str {
        let value = self.source[..self.at].trim_end().len();
        match self.bytes.get(self.at) {
            Some(b'}' | b']') => "Une liste se ferme par « ] », un objet par « } ».",
            _ if self.source[value..self.at].contains('\n') => "Il manque sans doute une virgule à la fin de la ligne précédente.",
            Some(b'"' | b'{' | b'[') => "Il manque sans doute une virgule juste avant.",
            _ => "Il manque une virgule, ou la chaîne s’est fermée trop tôt : un guillemet dans un texte s’écrit « \\\" ».",
        }
    }

    fn error(&self, at: usize, length: usize, message: String, help: &'static str) -> SyntaxError {
        SyntaxError { span: Span::new(at, (at + length).min(self.bytes.len())), message, help: told!("{help}") }
    }
}

/// Where the characters (Unicode scalars) of a decoded string stand in the source: escapes take more room there.
///
/// It goes forward only, so that any number of places asked for in order cost one reading of the string.
#[derive(Clone, Debug)]
pub struct Characters<'s> {
    source: &'s str,
    at: usize,
    end: usize,
    passed: usize,
}

impl<'s> Characters<'s> {
    /// At the first character of a string. `span` is the string's, quotes included.
    #[must_use]
    pub fn of(source: &'s str, span: Span) -> Self {
        Self { source, at: span.start as usize + 1, end: (span.end as usize).saturating_sub(1), passed: 0 }
    }

    /// Goes on to the character of this number, from 0, and says where it stands. Past the last is the closing quote.
    pub fn go(&mut self, number: usize) -> usize {
        while self.passed < number && self.at < self.end {
            let rest = self.source.get(self.at..self.end).unwrap_or("");
            self.at += match rest.as_bytes() {
                [b'\\', b'u', b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B', ..] => 12,
                [b'\\', b'u', ..] => 6,
                [b'\\', ..] => 2,
                _ => rest.chars().next().map_or(1, char::len_utf8),
            };
            self.passed += 1;
        }
        self.at.min(self.end)
    }
}

/// The JSON path of the innermost value that holds a place of the source: `$.scenes[2].decision.choices[0].to`.
#[must_use]
pub fn path_at(root: &Node<'_>, at: u32) -> String {
    let mut path = String::from("$");
    let mut node = root;
    loop {
        let next = match &node.value {
            Value::Object(members) => members.iter().find(|member| member.key_span.start <= at && at < member.value.span.end).map(|member| {
                path.push('.');
                path.push_str(&member.key);
                &member.value
            }),
            Value::Array(items) => items.iter().enumerate().find(|(_, item)| item.span.contains(at)).map(|(index, item)| {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
                item
            }),
            _ => None,
        };
        match next {
            Some(inner) => node = inner,
            None => return path,
        }
    }
}
