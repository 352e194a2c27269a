//! How far an exploration got.

use std::io::{IsTerminal, Write};
use std::path::Path;

use bifurque::check::findings::grouped;

/// How far it got, on a terminal only.
pub struct Bar<'a> {
    file: &'a Path,
    shown: bool,
}

impl<'a> Bar<'a> {
    /// Nothing is shown yet.
    pub fn new(file: &'a Path) -> Self {
        Self { file, shown: false }
    }

    /// Shows how many states were met; goes on in any case.
    pub fn tell(&mut self, states: usize) -> bool {
        let mut terminal = std::io::stderr();
        if terminal.is_terminal() {
            // What cannot be shown is not worth stopping for.
            let _ = write!(terminal, "\r{} : {} états…", self.file.display(), grouped(states));
            self.shown = true;
        }
        true
    }

    /// Takes away what is shown.
    pub fn clear(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}
