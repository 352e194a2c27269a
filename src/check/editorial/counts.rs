//! How many words each scene holds, on every play.
//!
//! Blocks with conditions make a scene longer on some plays than on others, and adding all of them up would scold the author of two variants of which each player
//! reads one. So plays are looked at, as when a scenario is proved: each state that is met gives one true count. Past the states looked at there may be others,
//! which are not told: what is told was met.
//!
//! What is a word, [`crate::scenario::words`] says. [`crate::check::lengths`] counts titles, questions and options besides, since it measures time: here it is the
//! text that an author can cut.

use crate::check::example::{sentence, way_to};
use crate::check::explore::{Explored, Limits, explore};
use crate::check::machine::Machine;
use crate::scenario::Scenario;
use crate::scenario::words::{Count, Item, items};
use crate::text::count;

/// How many states are looked at: those of a case of twenty scenes and a dozen variables, in some tens of milliseconds.
const STATES: usize = 100_000;

/// The counts of a scene over all plays that enter it, each with a state that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    /// Of the shortest.
    pub(super) least: (Count, u32),
    /// Of the longest.
    pub(super) most: (Count, u32),
    /// Whether no play has another count.
    pub(super) proved: bool,
}

impl Counts {
    fn add(&mut self, count: Count, state: u32) {
        if count.all() < self.least.0.all() {
            self.least = (count, state);
        }
        // Of two that are as long, the one that tells more.
        if (count.all(), count.told) > (self.most.0.all(), self.most.0.told) {
            self.most = (count, state);
        }
    }
}

/// Plays of a scenario: the states that they go through.
pub(super) struct Plays<'a> {
    scenario: &'a Scenario,
    machine: Machine<'a>,
    explored: Explored,
}

impl<'a> Plays<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let machine = Machine::of(&scenario.program, true);
        let explored = explore(&machine, Limits { states: STATES, progress: &mut |_| true });
        Self { scenario, machine, explored }
    }

    /// The counts of every scene; none of those that no play enters.
    pub(super) fn counts(&self) -> Vec<Option<Counts>> {
        let Self { scenario, machine, explored } = self;
        let program = &scenario.program;
        let scenes: Vec<Vec<Item>> =
            scenario.source.scenes.iter().zip(&program.scenes).map(|(scene, code)| items(program, code.items, &scene.blocks)).collect();
        let varies: Vec<bool> = scenes.iter().map(|items| items.iter().any(|item| item.when.iter().any(Option::is_some))).collect();
        let mut counts: Vec<Option<Counts>> = vec![None; scenes.len()];
        for (at, number) in (0..explored.states.len()).zip(0..) {
            let state = explored.states.get(at);
            let scene = machine.layout.scene_of(state).at();
            // Where nothing has a condition, the first state tells all.
            if varies[scene] || counts[scene].is_none() {
                let shown = |item: &&Item| item.when.iter().flatten().all(|&when| machine.holds(when, state));
                let count: Count = scenes[scene].iter().filter(shown).map(|item| item.count).sum();
                let proved = explored.complete || !varies[scene];
                counts[scene].get_or_insert(Counts { least: (count, number), most: (count, number), proved }).add(count, number);
            }
        }
        counts
    }

    /// « 2 choix : connecter, photo → 49 mots. »
    pub(super) fn way(&self, state: u32, words: usize) -> String {
        sentence(self.scenario, &way_to(self.scenario, &self.explored, &self.machine.layout, state), &count(words, "mot", "mots"))
    }
}
