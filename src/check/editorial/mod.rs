//! How a scenario is written, as far as a program can tell: lengths, words that judge, tags, sources, acronyms, signs.
//!
//! Nothing here is wrong in itself: every finding is a warning, and an author may mean what is told. Then the scene, the choice or the whole case says so,
//! with the reason, in its key `meant`; an exception that excuses nothing is told in its turn. A rule that scolds without cause is not read a second time:
//! where a program cannot know, it says nothing.
//!
//! ```text
//! Scenario ── pieces ──▶ every text: whose, where, in which voice ── words, verdicts, acronyms, signs… ──▶ findings ── meant ──▶ diagnostics
//!          └─ counts ──▶ how many words each scene holds on any play ── scenes ───┘
//! ```
//!
//! The format itself asks for the alternatives of pictures and recordings, and the loader for sources that exist: what is left to tell is that they say nothing,
//! or that nobody has checked them.

mod acronyms;
mod alike;
mod alternatives;
mod choices;
mod counts;
mod meant;
mod pieces;
mod references;
mod scenes;
mod signs;
#[cfg(test)]
mod tests;
mod verdicts;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use pieces::{Owner, Piece, pieces};

use crate::scenario::diagnostic::{Diagnostic, Report, Rule, Span};
use crate::scenario::library::Library;
use crate::scenario::source::Source;
use crate::scenario::texts::{TOLD, and_more};
use crate::scenario::{Scenario, json};

/// Reads a scenario as an editor would. `bytes` is the file it was loaded from, to place what is found; without a library, sources are not looked up.
#[must_use]
pub fn editorial(scenario: &Scenario, bytes: &[u8], library: Option<&Library>) -> Vec<Diagnostic> {
    let file = crate::scenario::text_of(bytes, &mut Report::default()).unwrap_or("");
    let pieces = pieces(&scenario.source);
    let mut editor = Editor { scenario, source: &scenario.source, file, found: Vec::new(), unread: Vec::new() };
    scenes::tell(&mut editor);
    choices::tell(&mut editor);
    alike::tell(&mut editor);
    verdicts::tell(&mut editor, &pieces);
    alternatives::tell(&mut editor);
    references::tell(&mut editor, library);
    acronyms::tell(&mut editor, &pieces);
    signs::tell(&mut editor, &pieces);
    let report = meant::excuse(&scenario.source, editor.found, &editor.unread);
    if report.is_empty() { Vec::new() } else { crate::scenario::place(bytes, report) }
}

/// What was proved of a case and what was read in it, as one list in the order of the file.
#[must_use]
pub fn joined(mut proved: Vec<Diagnostic>, read: Vec<Diagnostic>) -> Vec<Diagnostic> {
    proved.extend(read);
    proved.sort_by_key(|one| (one.line, one.column, one.rule));
    proved
}

/// What is told, and by whom it can be excused.
struct Finding {
    owner: Owner,
    rule: Rule,
    span: Span,
    message: String,
    help: String,
    /// What it is about, where saying it once is enough: of the findings about it, the first that nothing excuses is told.
    about: Option<String>,
}

/// Something in the words of a text.
struct Fault {
    /// Counted from 0, as the author typed them.
    characters: Range<usize>,
    message: Cow<'static, str>,
    help: Cow<'static, str>,
    about: Option<String>,
}

impl Fault {
    fn new(characters: Range<usize>, message: impl Into<Cow<'static, str>>, help: impl Into<Cow<'static, str>>) -> Self {
        Self { characters, message: message.into(), help: help.into(), about: None }
    }

    /// The first faults of a text, the last of which says how many more there are.
    fn first(mut faults: Vec<Self>) -> Vec<Self> {
        faults.sort_by_key(|fault| fault.characters.start);
        let more = faults.len().saturating_sub(TOLD);
        faults.truncate(TOLD);
        if let Some(last) = faults.last_mut() {
            last.message = and_more(&last.message, more).into_owned().into();
        }
        faults
    }
}

/// What is read, and where findings gather.
struct Editor<'a> {
    scenario: &'a Scenario,
    source: &'a Source,
    file: &'a str,
    found: Vec<Finding>,
    /// The rules that could not be looked at, and for what: whether an exception excuses something there is not known.
    unread: Vec<(Rule, Owner)>,
}

impl Editor<'_> {
    fn push(&mut self, owner: Owner, rule: Rule, span: Span, message: String, help: &str) {
        self.found.push(Finding { owner, rule, span, message, help: help.to_owned(), about: None });
    }

    /// Tells of what is in a text, in the order of its words.
    fn push_in(&mut self, piece: &Piece<'_>, rule: Rule, faults: Vec<Fault>) {
        let mut characters = json::Characters::of(self.file, piece.words.span);
        for fault in faults {
            let start = characters.go(fault.characters.start);
            // What follows may begin before this one ends.
            let end = characters.clone().go(fault.characters.end);
            let (message, help) = (fault.message.into_owned(), fault.help.into_owned());
            self.found.push(Finding { owner: piece.owner, rule, span: Span::new(start, end), message, help, about: fault.about });
        }
    }
}
