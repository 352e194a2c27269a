//! What is told of the records on the error stream: each that is not counted, with its place, and the sum of all.

use std::io::Write;

use bifurque::terminal::is_printable;
use bifurque::text::count;

/// The most letters of a message that a record chose.
const MOST_LETTERS: usize = 500;

#[derive(Default)]
pub struct Told {
    counted: usize,
    again: usize,
    refused: usize,
    sessions: usize,
}

impl Told {
    pub fn counted(&mut self, remark: Option<&str>, place: &dyn Fn() -> String) {
        self.counted += 1;
        if let Some(remark) = remark {
            print(&[&place(), " : ", remark].concat());
        }
    }

    pub fn session(&mut self, parcours: usize) {
        self.sessions += 1;
        self.counted += parcours;
    }

    pub fn again(&mut self) {
        self.again += 1;
    }

    pub fn refused(&mut self, reason: &str, place: &dyn Fn() -> String) {
        self.refused += 1;
        print(&[&place(), " : ", reason].concat());
    }

    pub fn is_clean(&self) -> bool {
        self.refused == 0
    }

    pub fn sum_up(&self) {
        let counted = count(self.counted, "parcours compté", "parcours comptés");
        let sessions = count(self.sessions, "séance entière", "séances entières");
        let again = count(self.again, "déjà lu", "déjà lus");
        let refused = count(self.refused, "écarté", "écartés");
        print(&format!("{counted}, dont {sessions}, {again}, {refused}."));
    }
}

/// One line, whatever the words: a record from elsewhere drives no terminal.
fn print(line: &str) {
    let safe: String = line.chars().take(MOST_LETTERS).map(|letter| if is_printable(letter) { letter } else { '\u{fffd}' }).collect();
    // Nobody reads the error stream: there is no one to tell.
    let _ = writeln!(std::io::stderr(), "{safe}");
}
