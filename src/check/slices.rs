//! A check that goes on bit by bit, so that a page which does it stays alive and can stop it.

use super::Verdict;
use super::explore::{Exploration, Explored, NEVER};
use super::findings::findings;
use super::machine::Machine;
use super::proof::Proving;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Report;
use crate::scenario::program::ExitCode;

/// A check under way: [`super::check`] is a loop over it. The scenario must be the same each time.
pub struct Checking {
    budget: usize,
    exploration: Exploration,
    /// What its states prove, once they are explored.
    proving: Option<Proving>,
    /// They are explored again without skipping, where there is something to skip: how long play lasts is said of play without it.
    measuring: Option<Exploration>,
    stopped: bool,
}

impl Checking {
    /// Before the first step. At most `budget` states will be looked at.
    #[must_use]
    pub fn new(scenario: &Scenario, budget: usize) -> Self {
        let exploration = Exploration::new(&Machine::of(&scenario.program, true), budget);
        Self { budget, exploration, proving: None, measuring: None, stopped: false }
    }

    /// How many states were met so far.
    #[must_use]
    pub fn states(&self) -> usize {
        self.exploration.states()
    }

    /// Takes so many steps, a fraction of a microsecond each; says whether there is more to do. The machine is made anew each time, which is linear in the size of
    /// the scenario.
    pub fn advance(&mut self, scenario: &Scenario, steps: usize) -> bool {
        if self.stopped {
            return false;
        }
        let machine = Machine::of(&scenario.program, true);
        if self.exploration.advance(&machine, steps) {
            return true;
        }
        let explored = self.exploration.explored();
        if self.proving.get_or_insert_with(|| Proving::new(explored)).advance(&machine, explored, steps) {
            return true;
        }
        if !machine.skips() {
            return false;
        }
        let without = Machine::of(&scenario.program, false);
        self.measuring.get_or_insert_with(|| Exploration::new(&without, self.budget)).advance(&without, steps)
    }

    /// Goes no further: what is left counts as not proved.
    pub fn stop(&mut self) {
        self.stopped = true;
        self.exploration.stop();
    }

    /// What is known. `bytes` is the file that the scenario was loaded from, to place what is found.
    #[must_use]
    pub fn verdict(self, scenario: &Scenario, bytes: &[u8]) -> Verdict {
        let machine = Machine::of(&scenario.program, true);
        let explored = self.exploration.end();
        let proof = self.proving.map(Proving::end).unwrap_or_default();
        let mut report = Report::default();
        for finding in findings(scenario, &machine.layout, &explored, &proof) {
            report.push(finding.rule, finding.span, finding.message, finding.help);
        }
        let measured = self.measuring.map(Exploration::end);
        Verdict {
            diagnostics: if report.is_empty() { Vec::new() } else { crate::scenario::place(bytes, report) },
            states: explored.states.len(),
            complete: explored.complete,
            bytes: explored.states.bytes(),
            ends: endings(scenario, &explored).next().is_some(),
            shortest: if machine.skips() { measured.and_then(|measured| shortest(scenario, &measured)) } else { shortest(scenario, &explored) },
            longest: proof.longest.filter(|_| explored.complete && !proof.circular),
            circular: proof.circular,
        }
    }
}

/// The least gestures to any ending.
fn shortest(scenario: &Scenario, explored: &Explored) -> Option<usize> {
    endings(scenario, explored).map(|state| explored.level(state)).min()
}

/// The first state of each ending that was reached.
fn endings(scenario: &Scenario, explored: &Explored) -> impl Iterator<Item = usize> {
    let scenes = scenario.program.scenes.iter().zip(&explored.seen.scenes);
    scenes.filter(|(scene, state)| scene.exit == ExitCode::Ending && **state != NEVER).map(|(_, &state)| state as usize)
}
