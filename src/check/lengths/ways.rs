//! The ways out of a state, with what each costs and how often it is taken.

use super::super::machine::{Machine, Scratch, Witness};
use super::super::states::{States, Way};
use super::reading::Reading;
use crate::scenario::program::{ExitCode, Program, RouteCode};

/// A way out of a state.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// The words of the outcome that is read on it.
    pub words: u32,
    /// How often it is taken out of its state, all open choices being made as often as each other: from 0 to 1.
    pub share: f64,
}

/// Makes the ways out of states.
pub struct Ways<'a> {
    pub machine: &'a Machine<'a>,
    pub reading: &'a Reading,
    pub states: &'a States,
    scratch: Scratch,
    /// How often each arm comes, of all that is drawn on its route.
    arms: Vec<f64>,
}

impl<'a> Ways<'a> {
    pub fn of(machine: &'a Machine<'a>, reading: &'a Reading, states: &'a States) -> Self {
        Self { machine, reading, states, scratch: machine.scratch(), arms: arms(machine.program) }
    }

    /// The words of a state's scene, and whether it asks for a decision, ends the story, or neither.
    pub fn stands(&self, state: u32) -> (u32, ExitCode) {
        let packed = self.states.get(state as usize);
        (self.reading.scene(self.machine.layout.scene_of(packed), self.machine, packed), self.machine.exit(packed))
    }

    /// Adds the ways out of a state.
    pub fn list(&mut self, state: u32, ways: &mut Vec<(u32, Taken)>) {
        let first = ways.len();
        self.scratch.from.copy_from_slice(self.states.get(state as usize));
        let mut lister = Lister { machine: self.machine, reading: self.reading, states: self.states, arms: &self.arms, ways, words: 0, share: 1.0, open: 0 };
        self.machine.flow(&mut self.scratch, &mut lister);
        self.machine.act(&mut self.scratch, &mut lister);
        let open = f64::from(lister.open.max(1));
        ways[first..].iter_mut().for_each(|(_, way)| way.share /= open);
    }
}

/// How often each arm comes. Routes lie inside each other: an arm of an arm comes as often as both.
fn arms(program: &Program) -> Vec<f64> {
    let mut arms = vec![0.0; program.arms.len()];
    let roots = program.choices.iter().map(|choice| choice.route).chain(program.scenes.iter().filter_map(|scene| match scene.exit {
        ExitCode::Passage(route) => Some(route),
        _ => None,
    }));
    let mut pending: Vec<_> = roots.map(|route| (route, 1.0)).collect();
    while let Some((route, share)) = pending.pop() {
        match program.routes[route.at()] {
            RouteCode::To(_) | RouteCode::Detour { .. } => {}
            RouteCode::Branches(branches) => pending.extend(program.branches[branches.range()].iter().map(|branch| (branch.route, share))),
            RouteCode::Chance(stretch) => {
                let total: f64 = program.arms[stretch.range()].iter().map(|arm| f64::from(arm.weight)).sum();
                for at in stretch.range() {
                    arms[at] = share * f64::from(program.arms[at].weight) / total;
                    pending.push((program.arms[at].route, arms[at]));
                }
            }
        }
    }
    arms
}

struct Lister<'a> {
    machine: &'a Machine<'a>,
    reading: &'a Reading,
    states: &'a States,
    arms: &'a [f64],
    ways: &'a mut Vec<(u32, Taken)>,
    /// Of the choice whose ways are being made.
    words: u32,
    share: f64,
    open: u32,
}

impl Witness for Lister<'_> {
    fn reach(&mut self, state: &[u64], _way: Way) {
        // Every state was met before.
        let to = self.states.find(state);
        self.ways.extend(to.map(|to| (to, Taken { words: self.words, share: self.share })));
    }

    fn open(&mut self, choice: usize, outcome: &[u64]) {
        self.words = self.reading.outcome(choice, self.machine, outcome);
        self.share = 1.0;
        self.open += 1;
    }

    fn arm(&mut self, arm: usize) {
        self.share = self.arms[arm];
    }
}
