//! What was published, and when it may change.
//!
//! Tables are published when the room sees one, when one is printed or exported: all of them at once, of the same parcours, so that no two tables differ by a
//! few. From then on they change only once [`FEWEST_CHANGES`] parcours or more have arrived or gone further; and each of them only where as many change it. So
//! nothing that was seen can be subtracted from anything else that was seen and tell of one person or two. What a withdrawn parcours gave to a published table
//! stays in its counts, which no longer know whose it was: taking it out would show it.
//!
//! A table is a list of named cells with a count each; a parcours adds 1 to some of them. The ledger needs to know no more.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::scenario::decode::record;

/// The fewest parcours by which what is published changes.
pub const FEWEST_CHANGES: usize = 3;

/// What a parcours adds to: for each table that it is in, the names of its cells.
pub type Contribution = BTreeMap<String, Vec<String>>;

record! {
    /// All that was published in a session.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Ledger {
        /// The parcours that were published, by their number in the session, as they were then. Empty once the session is closed.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        pub admitted: BTreeMap<String, Contribution> = default,
        /// The tables, by name: a decision's scene, or [`super::ENDINGS`].
        pub tables: BTreeMap<String, Published> = default,
    }
}

record! {
    /// A table as it was published.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Published {
        /// How many parcours count in each cell; a cell that nobody counts in may be absent.
        pub cells: BTreeMap<String, u32> = default,
        /// The cells in which each parcours that is still here counts, by its number. Empty once the session is closed.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        pub counted: BTreeMap<String, Vec<String>> = default,
        /// The parcours that are never counted here, since another session published them: see [`Ledger::merge`].
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub left_out: Vec<u32> = default,
    }
}

impl Published {
    /// The count of a cell.
    #[must_use]
    pub fn count(&self, cell: &str) -> u32 {
        self.cells.get(cell).copied().unwrap_or(0)
    }

    fn add(&mut self, cells: &[String]) {
        for cell in cells {
            let count = self.cells.entry(cell.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Counts parcours as they are now, if that changes the table by enough of them.
    fn settle(&mut self, now: &BTreeMap<u32, &Vec<String>>) {
        let is_new = |number: &u32, cells: &Vec<String>| !self.left_out.contains(number) && self.counted.get(&number.to_string()) != Some(cells);
        let changed: Vec<u32> = now.iter().filter(|(number, cells)| is_new(number, cells)).map(|(number, _)| *number).collect();
        if changed.len() < FEWEST_CHANGES {
            return;
        }
        for number in changed {
            for cell in self.counted.remove(&number.to_string()).into_iter().flatten() {
                if let Some(count) = self.cells.get_mut(&cell) {
                    *count = count.saturating_sub(1);
                }
            }
            let Some(cells) = now.get(&number) else { continue };
            self.add(cells);
            self.counted.insert(number.to_string(), (*cells).clone());
        }
    }
}

impl Ledger {
    /// A table as it was last published.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Published> {
        self.tables.get(name)
    }

    /// How many parcours would change what is published: those that arrived or went further since.
    #[must_use]
    pub fn waiting(&self, now: &BTreeMap<u32, Contribution>) -> usize {
        now.iter().filter(|(number, contribution)| self.admitted.get(&number.to_string()) != Some(contribution)).count()
    }

    /// Publishes every table, or brings them up to date, if enough parcours changed; says whether they had.
    pub fn publish(&mut self, now: &BTreeMap<u32, Contribution>) -> bool {
        if self.waiting(now) < FEWEST_CHANGES {
            return false;
        }
        let mut tables: BTreeMap<&str, BTreeMap<u32, &Vec<String>>> = BTreeMap::new();
        for (number, contribution) in now {
            for (name, cells) in contribution {
                tables.entry(name).or_default().insert(*number, cells);
            }
        }
        for (name, cells) in tables {
            // One that stays under the least is not there at all.
            if cells.len() >= FEWEST_CHANGES || self.tables.contains_key(name) {
                self.tables.entry(name.to_owned()).or_default().settle(&cells);
            }
        }
        self.admitted = now.iter().map(|(number, contribution)| (number.to_string(), contribution.clone())).collect();
        true
    }

    /// Forgets whose counts a parcours gave. The counts stay.
    pub fn forget(&mut self, number: u32) {
        let number = number.to_string();
        self.admitted.remove(&number);
        for table in self.tables.values_mut() {
            table.counted.remove(&number);
        }
    }

    /// Forgets whose counts all of them are.
    pub fn forget_all(&mut self) {
        self.admitted.clear();
        for table in self.tables.values_mut() {
            table.counted.clear();
            table.left_out.clear();
        }
    }

    /// Takes in what another session published; `number` gives the number here of a parcours there, if it is here.
    ///
    /// Both tables are public, so their sum says nothing new; their union would, where one or two parcours are in both, or are added to what is known here. There
    /// this session's table stays, and the others are left out of it for good.
    pub fn merge(&mut self, other: &Self, number: impl Fn(u32) -> Option<u32>) {
        let here = |there: &String| number(there.parse().ok()?);
        for (name, theirs) in &other.tables {
            let counted: BTreeMap<u32, &Vec<String>> = theirs.counted.iter().filter_map(|(there, cells)| Some((here(there)?, cells))).collect();
            let ours = self.tables.entry(name.clone()).or_default();
            let new: Vec<u32> = counted.keys().copied().filter(|number| !ours.counted.contains_key(&number.to_string())).collect();
            let both = counted.len() - new.len();
            let tells = |few: usize| (1..FEWEST_CHANGES).contains(&few);
            if tells(both) || (both > 0 && tells(new.len())) {
                ours.left_out.extend(new);
                continue;
            }
            if both == 0 {
                for (cell, count) in &theirs.cells {
                    let sum = ours.cells.entry(cell.clone()).or_default();
                    *sum = sum.saturating_add(*count);
                }
            }
            for number in new {
                let cells = counted.get(&number).map_or(&[][..], |cells| cells);
                if both > 0 {
                    ours.add(cells);
                }
                ours.counted.insert(number.to_string(), cells.to_vec());
            }
            ours.left_out.extend(theirs.left_out.iter().filter_map(|there| number(*there)));
        }
        for (there, contribution) in &other.admitted {
            if let Some(number) = here(there) {
                self.admitted.entry(number.to_string()).or_insert_with(|| contribution.clone());
            }
        }
    }
}
