//! What is told of the records on the error stream: each that is not counted, with its place, and the sum of all.

use std::io::Write;

/// The most letters of a message that a record chose.
const MOST_LETTERS: usize = 500;

#[derive(Default)]
pub struct Told {
    counted: u64,
    again: u64,
    refused: u64,
    sessions: u64,
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
        self.counted += parcours as u64;
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
        let Self { counted, again, refused, sessions } = self;
        print(&format!("{counted} parcours compté(s), dont {sessions} séance(s) entière(s), {again} déjà lu(s), {refused} écarté(s)."));
    }
}

/// One line, whatever the words: a record from elsewhere drives no terminal.
fn print(line: &str) {
    let safe: String = line.chars().take(MOST_LETTERS).map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
    // Nobody reads the error stream: there is no one to tell.
    let _ = writeln!(std::io::stderr(), "{safe}");
}
