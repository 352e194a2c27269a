//! What the graph of states proves: from where an ending can be reached, where play turns in a circle for ever, and how long it can last.
//!
//! Skipping is not counted on: it leads to states of its own, but nobody may have to skip in order to reach an ending.
//!
//! The ways are gathered first (the module `graph`), then what is known of a state on one walk over them (the module `components`): time is linear in states and
//! ways. Memory: besides the ways, 8 bytes a state, and the walk's stacks, no more than 8 bytes a way and 24 a state in the worst case.

use super::components::{Fold, Walk};
use super::explore::Explored;
use super::graph::{End, Graph, Kind};
use super::machine::Machine;
use super::states::States;
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
    graph: Graph,
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
        Self { graph: Graph::of(explored), walk: Walk::new(states), hope: vec![NOTHING; states], proof: Proof::default(), over: false }
    }

    /// Takes so many steps, two for each state and one for each way; says whether there is more to do.
    pub fn advance(&mut self, machine: &Machine<'_>, explored: &Explored, steps: usize) -> bool {
        let Self { graph, walk, hope, proof, over } = self;
        let left = graph.gather(machine, explored, steps);
        *over = left > 0 && !walk.advance(&mut Outlook { machine, states: &explored.states, graph, hope, proof }, left);
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

/// What the beginning of a way knows, from what its end knows.
fn back(kind: Kind, hope: u32) -> u32 {
    match (kind, hope) {
        (Kind::Skip, _) => NOTHING,
        (_, NOTHING | LEAVES) => LEAVES,
        (Kind::Flow, _) => hope,
        (Kind::Decision, _) => hope.saturating_add(1),
    }
}

/// What is gathered on the walk.
struct Outlook<'a> {
    machine: &'a Machine<'a>,
    states: &'a States,
    graph: &'a Graph,
    hope: &'a mut [u32],
    proof: &'a mut Proof,
}

impl Fold for Outlook<'_> {
    type Way = Kind;

    fn begin(&mut self, state: u32, ways: &mut Vec<(u32, Kind)>) {
        let first = ways.len();
        let mut ends = false;
        for (kind, end) in self.graph.out(state) {
            match end {
                End::At(to) => ways.push((to, kind)),
                // It may lead to an ending.
                End::Unmet => ends |= kind != Kind::Skip,
            }
        }
        // Nothing leads out of an ending: the others need not be looked at.
        ends |= ways.len() == first && self.machine.exit(self.states.get(state as usize)) == ExitCode::Ending;
        if ends {
            self.hope[state as usize] = ENDS;
        }
    }

    fn leave(&mut self, state: u32, way: Kind, to: u32) {
        let known = back(way, self.hope[to as usize]);
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
