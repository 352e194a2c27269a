//! What a checker tells whoever shows it, as JSON: the checker is a WebAssembly of its own (`src/bin/check-worker.rs`), and the page another.

use serde::Serialize;

use crate::scenario::decode::{record, words};
use crate::scenario::diagnostic::{Diagnostic, Severity};

words! {
    /// A file that an author opens.
    #[derive(PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Role {
        /// `scenario.json`
        Scenario = "scenario",
        /// `plays.json`
        Plays = "plays",
        /// `references.json`
        References = "references",
        /// `vocabulary.json`
        Vocabulary = "vocabulary",
        /// `themes.json`
        Themes = "themes",
    }
}

words! {
    /// How far a check is.
    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Stage {
        /// The files are read, and the scenario can be explored.
        Read = "read",
        /// All is told.
        Over = "over",
    }
}

words! {
    /// How grave a finding is.
    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Gravity {
        /// The case cannot be played, or someone can be left without a way to an ending.
        Error = "error",
        /// The case can be played, and its author may have meant it so.
        Warning = "warning",
    }
}

record! {
    /// All that is known so far.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Told {
        /// How far the check is.
        pub stage: Stage,
        /// What is wrong in each file.
        pub files: Vec<Found>,
        /// What was proved, a sentence each.
        pub lines: Vec<String>,
        /// Whether tags, sources and themes were compared to shared files: all three were there, and sound.
        pub compared: bool,
    }
}

record! {
    /// What is wrong in a file.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Found {
        /// Which of the files.
        pub file: Role,
        /// What is wrong, in the order of the file.
        pub diagnostics: Vec<Finding>,
    }
}

record! {
    /// One thing that is wrong.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Finding {
        /// The code of the rule: `B001`.
        pub code: String,
        /// How grave it is.
        pub severity: Gravity,
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
}

impl Told {
    /// How many findings of a gravity there are.
    #[must_use]
    pub fn count(&self, gravity: Gravity) -> usize {
        self.findings(gravity).count()
    }

    /// The findings of a gravity, each with its file.
    pub fn findings(&self, gravity: Gravity) -> impl Iterator<Item = (Role, &Finding)> {
        let all = self.files.iter().flat_map(|found| found.diagnostics.iter().map(|finding| (found.file, finding)));
        all.filter(move |(_, finding)| finding.severity == gravity)
    }
}

impl From<Diagnostic> for Finding {
    fn from(one: Diagnostic) -> Self {
        let severity = match one.rule.severity() {
            Severity::Error => Gravity::Error,
            Severity::Warning => Gravity::Warning,
        };
        let Diagnostic { rule, line, column, path, message, help } = one;
        Self { code: rule.code().to_owned(), severity, line, column, path, message, help }
    }
}
