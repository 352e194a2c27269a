//! What was published before: so that a report made again after one arrival tells of no one.
//!
//! The register is for whoever makes the reports, and never leaves with them: it holds the counts of small tables too. A case's tables change only once
//! [`FEWEST_CHANGES`] parcours more were counted, all at once; and each of them only where as many more arrived.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::year::Case;
use crate::debrief::{FEWEST_CHANGES, Ledger, arrivals};
use crate::export::Size;
use crate::record::UnreadableRecord;
use crate::scenario::decode::{record, words};

record! {
    /// All that was published.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Register {
        /// The format of this file: 1.
        pub format: u32,
        /// `bifurque-registre`
        pub kind: RegisterKind,
        /// By the scenario's id.
        pub cases: BTreeMap<String, Settled> = default,
    }
}

words! {
    /// Says that a file is a register.
    pub enum RegisterKind {
        /// The only kind there is.
        Register = "bifurque-registre",
    }
}

impl Serialize for RegisterKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// A case as it was published.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Settled {
        /// How many parcours.
        pub parcours: u64,
        /// How many people.
        pub people: u64,
        /// How many of the parcours were played on another version of the case.
        pub other_version: u64,
        /// How many closed sessions that did not keep how many took part were counted besides.
        pub closed_sessions: u64,
        /// The tables.
        pub ledger: Ledger,
    }
}

impl Settled {
    /// How many took part.
    #[must_use]
    pub fn size(&self) -> Size {
        Size { parcours: self.parcours, people: self.people, other_version: self.other_version, closed_sessions: self.closed_sessions }
    }
}

impl Register {
    /// A register of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { format: 1, ..Self::default() }
    }

    /// Reads a register from its file.
    ///
    /// # Errors
    /// As [`crate::record::read`].
    pub fn read(text: &str) -> Result<Self, UnreadableRecord> {
        crate::record::read_of_kind(text, "bifurque-registre")
    }

    /// Writes it as a file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Publishes a case as far as that may be; gives what is published of it, and whether anything counted waits.
    pub fn settle(&mut self, case: &Case) -> (&Settled, bool) {
        let Size { parcours, people, other_version, closed_sessions } = case.size();
        let mut now = Settled { parcours, people, other_version, closed_sessions, ledger: case.ledger() };
        let before = self.cases.entry(case.scenario().id().to_owned()).or_default();
        let enough = |before: u64, now: u64| now >= before.saturating_add(FEWEST_CHANGES as u64);
        let counted = |settled: &Settled| settled.ledger.tables.values().map(|table| u64::from(arrivals(table))).max().unwrap_or(0);
        // The tables of an older closed session do not say how many took part: then the fullest table does.
        let mut waits = false;
        if !enough(before.parcours, now.parcours) && !enough(counted(before), counted(&now)) {
            waits = *before != now;
        } else {
            for (name, table) in &before.ledger.tables {
                let new = now.ledger.tables.entry(name.clone()).or_default();
                if new != table && !enough(u64::from(arrivals(table)), u64::from(arrivals(new))) {
                    waits = true;
                    new.clone_from(table);
                }
            }
            *before = now;
        }
        (before, waits)
    }
}
