//! Totals of any number of parcours, in the memory of one: what the tables of a report come from.

use std::collections::BTreeMap;

use crate::debrief::{Decided, ENDINGS, Ledger, Parcours, contributions};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;

/// The totals of one case.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many parcours.
    pub parcours: u64,
    /// How many people played them.
    pub people: u64,
    /// By the choice, which has its own place: the answers that go with it and how often each was given.
    decided: Vec<Vec<(Decided, u32)>>,
    stopped: BTreeMap<SceneIndex, u32>,
    endings: BTreeMap<Option<SceneIndex>, u32>,
}

impl Tally {
    /// Counts a parcours.
    pub fn add(&mut self, parcours: &Parcours) {
        self.parcours += 1;
        self.people += u64::from(parcours.people);
        for decided in &parcours.decided {
            let at = decided.choice.at();
            if self.decided.len() <= at {
                self.decided.resize_with(at + 1, Vec::new);
            }
            let answers = &mut self.decided[at];
            match answers.iter_mut().find(|(known, _)| known == decided) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => answers.push((*decided, 1)),
            }
        }
        if let Some(scene) = parcours.stopped {
            count(&mut self.stopped, scene);
        }
        count(&mut self.endings, parcours.ending);
    }

    /// The tables of all parcours counted, published at once.
    #[must_use]
    pub fn ledger(&self, scenario: &Scenario) -> Ledger {
        let mut ledger = Ledger::default();
        let none = Parcours { people: 1, decided: Vec::new(), stopped: None, ending: None };
        let mut add = |parcours: Parcours, times: u32, endings: bool| {
            for (table, cells) in contributions(scenario, &[(0, parcours)]).into_values().flatten().filter(|(table, _)| endings == (table == ENDINGS)) {
                let table = ledger.tables.entry(table).or_default();
                for cell in cells {
                    let count = table.cells.entry(cell).or_default();
                    *count = count.saturating_add(times);
                }
            }
        };
        for (decided, times) in self.decided.iter().flatten() {
            add(Parcours { decided: vec![*decided], ..none.clone() }, *times, false);
        }
        for (scene, times) in &self.stopped {
            add(Parcours { stopped: Some(*scene), ..none.clone() }, *times, false);
        }
        for (ending, times) in &self.endings {
            add(Parcours { ending: *ending, ..none.clone() }, *times, true);
        }
        ledger
    }
}

fn count<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(1);
}
