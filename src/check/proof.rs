//! What the graph of states proves: from where an ending can be reached, where play turns in a circle for ever, and how long it can last.
//!
//! Skipping is not counted on: it leads to states of its own, but nobody may have to skip in order to reach an ending.
//!
//! What is known of a state is gathered on one walk (the module `components`): time is linear in states and ways. Memory: 8 bytes a state, and the walk's stacks, no
//! more than 8 bytes a way and 16 a state in the worst case.

use super::components::{Fold, Walk};
use super::explore::Explored;
use super::machine::{Machine, Scratch, Witness};
use super::states::{States, Way};
use crate::scenario::program::{ExitCode, SceneIndex};

/// What was proved of the states met.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Circles that nothing leads out of, each by the first of its states and all its scenes.
    pub traps: Vec<Trap>,
    /// How many states lead to no ending, those from which nothing leads on at all included.
    pub hopeless: usize,
    /// Whether play can come back to a state it was in.
    pub circular: bool,
    /// The most decisions that lead from the start to an ending without skipping. Exact unless `circular`: then decisions inside a circle count for nothing.
    /// None if no ending can be reached.
    pub longest: Option<u32>,
}

/// States that lead to each other and to nothing else, none of them an ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// The first of them that is met: a shortest way leads there.
    pub state: u32,
    /// Their scenes, in the order of the file.
    pub scenes: Vec<SceneIndex>,
}

/// Walks all states met. Where not all were, a way to one that was not counts as leading to an ending: what is found wrong is wrong.
#[must_use]
pub fn prove(machine: &Machine<'_>, explored: &Explored) -> Proof {
    let mut proving = Proving::new(explored);
    while proving.advance(machine, explored, usize::MAX) {}
    proving.end()
}

/// A proof that goes on bit by bit. It is of one machine and of what was explored of it: those must be the same each time, the machine made anew or not.
pub struct Proving {
    walk: Walk<Kind>,
    hope: Vec<u32>,
    proof: Proof,
    over: bool,
}

impl Proving {
    /// Before the first step.
    #[must_use]
    pub fn new(explored: &Explored) -> Self {
        let states = explored.states.len();
        Self { walk: Walk::new(states), hope: vec![NOTHING; states], proof: Proof::default(), over: false }
    }

    /// Takes so many steps, one for each state and one for each way; says whether there is more to do.
    pub fn advance(&mut self, machine: &Machine<'_>, explored: &Explored, steps: usize) -> bool {
        let Self { walk, hope, proof, over } = self;
        let mut outlook = Outlook { machine, states: &explored.states, scratch: machine.scratch(), hope, proof };
        *over = !walk.advance(&mut outlook, steps);
        !*over
    }

    /// What was proved so far: the circles that were found are there whatever else is.
    #[must_use]
    pub fn end(self) -> Proof {
        let Self { hope, mut proof, over, .. } = self;
        proof.longest = hope.first().filter(|_| over).and_then(|hope| hope.checked_sub(ENDS));
        proof.traps.sort_by_key(|trap| trap.state);
        proof
    }
}

/// What is known of where a state leads: nothing yet.
const NOTHING: u32 = 0;
/// Out of its circle, but to no ending.
const LEAVES: u32 = 1;
/// To an ending. Each decision on the longest way there adds one.
const ENDS: u32 = 2;

/// What a way costs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flow,
    Decision,
    /// Past sensitive scenes: walked, and not counted on.
    Skip,
}

impl Kind {
    /// What the beginning of a way knows, from what its end knows.
    fn back(self, hope: u32) -> u32 {
        match (self, hope) {
            (Kind::Skip, _) => NOTHING,
            (_, NOTHING | LEAVES) => LEAVES,
            (Kind::Flow, _) => hope,
            (Kind::Decision, _) => hope.saturating_add(1),
        }
    }
}

/// What is gathered on the walk.
struct Outlook<'a> {
    machine: &'a Machine<'a>,
    states: &'a States,
    scratch: Scratch,
    hope: &'a mut [u32],
    proof: &'a mut Proof,
}

impl Fold for Outlook<'_> {
    type Way = Kind;

    fn begin(&mut self, state: u32, ways: &mut Vec<(u32, Kind)>) {
        self.scratch.from.copy_from_slice(self.states.get(state as usize));
        let mut told = Told { states: self.states, ways, unknown: false };
        self.machine.flow(&mut self.scratch, &mut told);
        self.machine.act(&mut self.scratch, &mut told);
        if told.unknown || self.machine.exit(&self.scratch.from) == ExitCode::Ending {
            self.hope[state as usize] = ENDS;
        }
    }

    fn leave(&mut self, state: u32, way: Kind, to: u32) {
        let known = way.back(self.hope[to as usize]);
        let hope = &mut self.hope[state as usize];
        *hope = known.max(*hope);
    }

    fn finish(&mut self, members: &[u32], circular: bool) {
        self.proof.circular |= circular;
        let hope = members.iter().map(|&member| self.hope[member as usize]).max().unwrap_or(NOTHING);
        if hope == NOTHING && circular {
            let scene = |&member: &u32| self.machine.layout.scene_of(self.states.get(member as usize));
            let mut scenes: Vec<SceneIndex> = members.iter().map(scene).collect();
            scenes.sort_unstable();
            scenes.dedup();
            self.proof.traps.extend(members.iter().copied().min().map(|state| Trap { state, scenes }));
        }
        if hope < ENDS {
            self.proof.hopeless += members.len();
        }
        for &member in members {
            self.hope[member as usize] = hope;
        }
    }
}

/// Gathers the ways out of a state.
struct Told<'a> {
    states: &'a States,
    ways: &'a mut Vec<(u32, Kind)>,
    unknown: bool,
}

impl Witness for Told<'_> {
    fn reach(&mut self, state: &[u64], way: Way) {
        let kind = match way {
            way if way.skips() => Kind::Skip,
            Way::FLOW => Kind::Flow,
            _ => Kind::Decision,
        };
        match self.states.find(state) {
            Some(next) => self.ways.push((next, kind)),
            None => self.unknown |= kind != Kind::Skip,
        }
    }
}
