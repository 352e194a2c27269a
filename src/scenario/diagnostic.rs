//! What is wrong in a scenario, where, and how to mend it.

use std::fmt;

use super::json::{self, Node};
pub use super::rule::{Rule, Severity};

/// A sentence to an author, made only where someone reads it: the trainees' app is built without the feature `sentences`. It says a case's fault by its code and
/// its place, and an author has the command line.
macro_rules! told {
    ($($format:tt)*) => {
        if cfg!(feature = "sentences") { format!($($format)*) } else { String::new() }
    };
}

pub(crate) use told;

/// A stretch of the source, in bytes. A scenario file is at most 16 MB, so 32 bits are enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// Just past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte `start` to just before byte `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Whether a byte of the source lies inside.
    #[must_use]
    pub fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }
}

/// One thing that is wrong, told to the author. Sentences are in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule broken.
    pub rule: Rule,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalars.
    pub column: u32,
    /// The JSON path: `$.scenes[2].title`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl fmt::Display for Diagnostic {
    /// `12:7 B022 $.scenes[1].passage.to : message Remedy.`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, line, column, path, message, help } = self;
        let code = rule.code();
        if cfg!(feature = "sentences") {
            write!(formatter, "{line}:{column} {code} {path}\u{a0}: {message} {help}")
        } else {
            write!(formatter, "{line}:{column} {code} {path}")
        }
    }
}

/// Gathers what is wrong while a file is read, so that the author is told all of it and not the first thing only.
#[derive(Debug, Default)]
pub struct Report {
    entries: Vec<Entry>,
    spoilt: bool,
}

#[derive(Debug)]
struct Entry {
    rule: Rule,
    span: Span,
    message: String,
    help: String,
}

impl Report {
    /// Adds a finding.
    pub fn push(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let (message, help) = if cfg!(feature = "sentences") { (message.into(), help.into()) } else { Default::default() };
        self.entries.push(Entry { rule, span, message, help });
    }

    /// Adds a finding that leaves nothing usable: what was being read is replaced by an empty value, and the whole must be set aside.
    pub fn spoil(&mut self, rule: Rule, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.push(rule, span, message, help);
        self.set_aside();
    }

    /// Sets the whole aside: something could not be read, and another finding says why.
    pub fn set_aside(&mut self) {
        self.spoilt = true;
    }

    /// Whether something could not be read at all.
    #[must_use]
    pub fn is_spoilt(&self) -> bool {
        self.spoilt
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Places every finding in the source, in the order of the file. `root` gives the JSON paths; without it (a syntax error) they are `$`.
    #[must_use]
    pub fn finish(mut self, source: &str, root: Option<&Node<'_>>) -> Vec<Diagnostic> {
        self.entries.sort_by_key(|entry| (entry.span.start, entry.rule));
        let mut place = Place { source, at: 0, line: 1, column: 1 };
        self.entries
            .into_iter()
            .map(|entry| {
                place.advance(entry.span.start as usize);
                Diagnostic {
                    rule: entry.rule,
                    line: place.line,
                    column: place.column,
                    path: root.map_or_else(|| "$".to_owned(), |node| json::path_at(node, entry.span.start)),
                    message: spaced(&entry.message),
                    help: spaced(&entry.help),
                }
            })
            .collect()
    }
}

/// Sets the no-break spaces of French in a sentence of ours. Not [`crate::text::typography`]: that would turn the straight quotes of JSON examples too.
pub(crate) fn spaced(sentence: &str) -> String {
    if !cfg!(feature = "sentences") {
        return String::new();
    }
    let mut out = String::with_capacity(sentence.len());
    let mut characters = sentence.chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        let mut ahead = characters.clone();
        let (next, after) = (ahead.next(), ahead.next());
        let ends = after.is_none_or(char::is_whitespace);
        out.push(match (character, next) {
            (' ', Some('»')) => '\u{a0}',
            (' ', _) if before == Some('«') => '\u{a0}',
            (' ', Some(':')) if ends => '\u{a0}',
            (' ', Some(';' | '!' | '?')) if ends => '\u{202f}',
            _ => character,
        });
        before = Some(character);
    }
    out
}

/// How many letters of what stands in a file a sentence repeats.
const REPEATED: usize = 60;

/// A piece of the file as a sentence repeats it: signs that cannot be seen are spelt, and what is long is cut.
pub(crate) fn shown(piece: &str) -> String {
    if !cfg!(feature = "sentences") {
        return String::new();
    }
    let mut out = String::new();
    for (at, character) in piece.chars().enumerate() {
        match character {
            _ if at == REPEATED => {
                out.push('…');
                break;
            }
            '\'' | '"' | '\\' => out.push(character),
            _ => out.extend(character.escape_debug()),
        }
    }
    out
}

/// A sign that does not belong where it is, between quotation marks; by its number as well if it cannot be seen, or can pass for a letter of ours.
pub(crate) fn stray(sign: char) -> String {
    let number = u32::from(sign);
    let hidden = sign != ' ' && (sign.is_whitespace() || sign.is_control() || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    if hidden {
        told!("un signe qui ne se voit pas (U+{number:04X})")
    } else if sign.is_alphabetic() && number > 0x24F {
        told!("« {sign} » (U+{number:04X}, une lettre d’un autre alphabet)")
    } else {
        told!("« {sign} »")
    }
}

/// Walks the source once, since the findings are sorted.
struct Place<'s> {
    source: &'s str,
    at: usize,
    line: u32,
    column: u32,
}

impl Place<'_> {
    fn advance(&mut self, to: usize) {
        let mut to = to.min(self.source.len());
        while !self.source.is_char_boundary(to) {
            to -= 1;
        }
        let passed = self.source.get(self.at..to).unwrap_or("");
        let line = passed.rfind('\n').map_or(passed, |end| {
            self.line += passed.bytes().map(|byte| u32::from(byte == b'\n')).sum::<u32>();
            self.column = 1;
            &passed[end + 1..]
        });
        self.column += line.chars().map(|_| 1).sum::<u32>();
        self.at = self.at.max(to);
    }
}

/// The known word nearest to a mistyped one, if any is near: at most one letter in three differs.
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = word.chars().count();
    // No fewer letters differ than one word has more than the other, of those that are compared.
    let may_be_near = |candidate: &&str| {
        let other = candidate.chars().count();
        length.min(COMPARED).abs_diff(other.min(COMPARED)) * 3 <= length.max(other).max(3)
    };
    known
        .into_iter()
        .filter(may_be_near)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(edits, candidate)| *edits * 3 <= length.max(candidate.chars().count()).max(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The remedy that names the nearest known word, or else lists what is known when that is short.
#[must_use]
pub fn suggestion(word: &str, known: &[&str]) -> String {
    if !cfg!(feature = "sentences") {
        return String::new();
    }
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("Vouliez-vous dire « {near} » ?"),
        None if known.is_empty() => "Rien de tel n’est déclaré.".to_owned(),
        None if known.len() <= 32 => format!("Connus ici : {}.", known.join(", ")),
        None => format!("Aucun des {} noms connus ne ressemble à celui-ci.", known.len()),
    }
}

/// How many letters of two words are compared: more are not a slip of the finger.
const COMPARED: usize = 64;

/// Edit distance with swaps (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(COMPARED).collect();
    let right: Vec<char> = right.chars().take(COMPARED).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for row in 1..=left.len() {
        let mut line = vec![row];
        for column in 1..=right.len() {
            let substitution = above[column - 1] + usize::from(left[row - 1] != right[column - 1]);
            let mut best = substitution.min(above[column] + 1).min(line[column - 1] + 1);
            let swapped = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
            if swapped {
                best = best.min(before[column - 2] + 1);
            }
            line.push(best);
        }
        before = above;
        above = line;
    }
    above[right.len()]
}
