//! What the graph of states proves: from where an ending can be reached, where play turns in a circle for ever, and how long it can last.
//!
//! Skipping is not counted on: it leads to states of its own, but nobody may have to skip in order to reach an ending.
//!
//! One walk in depth over the states met finds the strongly connected components of their graph (Gabow's path-based search, 2000). A component is finished
//! after all that it leads to, so that what is known of those gives what is known of it. Ways are not stored but made again from each state, once.
//!
//! Cost: time linear in states and ways. Memory: 8 bytes a state, and the walk's stacks, which hold the ways not yet taken of the states on the path: no more
//! than 8 bytes a way and 16 a state in the worst case.

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
    let states = &explored.states;
    let mut walk = Walk {
        machine,
        states,
        order: vec![UNREACHED; states.len()],
        hope: vec![NOTHING; states.len()],
        reached: 0,
        path: Vec::new(),
        ways: Vec::new(),
        open: Vec::new(),
        firsts: Vec::new(),
        proof: Proof::default(),
    };
    let mut scratch = machine.scratch();
    if !states.is_empty() {
        walk.begin(0, Kind::Skip, &mut scratch);
        while walk.step(&mut scratch) {}
        walk.proof.longest = walk.hope[0].checked_sub(ENDS);
    }
    let mut proof = walk.proof;
    proof.traps.sort_by_key(|trap| trap.state);
    proof
}

const UNREACHED: u32 = 0;
const FINISHED: u32 = u32::MAX;

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

/// A state on the path of the walk.
struct Step {
    state: u32,
    /// How the walk came here.
    kind: Kind,
    /// Where its ways begin among those not yet taken.
    ways: usize,
    /// Whether it had any but skips.
    leads: bool,
}

struct Walk<'a> {
    machine: &'a Machine<'a>,
    states: &'a States,
    /// When each state was reached, from 1.
    order: Vec<u32>,
    hope: Vec<u32>,
    reached: u32,
    path: Vec<Step>,
    ways: Vec<(u32, Kind)>,
    /// States reached whose component is not finished, and when the first of each that may be one was reached.
    open: Vec<u32>,
    firsts: Vec<u32>,
    proof: Proof,
}

impl Walk<'_> {
    fn begin(&mut self, state: u32, kind: Kind, scratch: &mut Scratch) {
        self.reached += 1;
        self.order[state as usize] = self.reached;
        self.open.push(state);
        self.firsts.push(self.reached);
        scratch.from.copy_from_slice(self.states.get(state as usize));
        if self.machine.exit(&scratch.from) == ExitCode::Ending {
            self.hope[state as usize] = ENDS;
        }
        let ways = self.ways.len();
        let mut told = Told { states: self.states, ways: &mut self.ways, unknown: false };
        self.machine.flow(scratch, &mut told);
        self.machine.act(scratch, &mut told);
        if told.unknown {
            self.hope[state as usize] = ENDS;
        }
        let leads = self.ways[ways..].iter().any(|(_, kind)| *kind != Kind::Skip);
        self.path.push(Step { state, kind, ways, leads });
    }

    /// Takes the next way; false once the walk is over.
    fn step(&mut self, scratch: &mut Scratch) -> bool {
        let Some(step) = self.path.last() else { return false };
        let state = step.state as usize;
        if self.ways.len() == step.ways {
            self.end();
            return true;
        }
        let Some((next, kind)) = self.ways.pop() else { return false };
        match self.order[next as usize] {
            UNREACHED => self.begin(next, kind, scratch),
            FINISHED => self.hope[state] = self.hope[state].max(kind.back(self.hope[next as usize])),
            order => {
                self.proof.circular = true;
                while self.firsts.last().is_some_and(|&first| first > order) {
                    self.firsts.pop();
                }
            }
        }
        true
    }

    /// All ways of the last state of the path are taken.
    fn end(&mut self) {
        let Some(step) = self.path.pop() else { return };
        if self.firsts.last() == Some(&self.order[step.state as usize]) {
            self.firsts.pop();
            self.finish(&step);
            if let Some(before) = self.path.last() {
                let known = step.kind.back(self.hope[step.state as usize]);
                let before = &mut self.hope[before.state as usize];
                *before = known.max(*before);
            }
        }
    }

    /// A component is complete: the state the walk entered it by, and those reached since that are still open.
    fn finish(&mut self, step: &Step) {
        let from = self.open.iter().rposition(|&member| member == step.state).unwrap_or(0);
        let members = &self.open[from..];
        let hope = members.iter().map(|&member| self.hope[member as usize]).max().unwrap_or(NOTHING);
        if hope == NOTHING && step.leads {
            let scene = |&member: &u32| self.machine.layout.scene_of(self.states.get(member as usize));
            let mut scenes: Vec<SceneIndex> = members.iter().map(scene).collect();
            scenes.sort_unstable();
            scenes.dedup();
            self.proof.traps.push(Trap { state: members.iter().copied().min().unwrap_or(step.state), scenes });
        }
        if hope < ENDS {
            self.proof.hopeless += members.len();
        }
        for &member in members {
            self.order[member as usize] = FINISHED;
            self.hope[member as usize] = hope;
        }
        self.open.truncate(from);
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
