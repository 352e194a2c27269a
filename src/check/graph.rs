//! The ways between the states met, gathered once: a walk over them then need not make each state anew and look for it.
//!
//! Cost: one pass over the states in their order, linear in states and ways, whose looks into the table wait for memory together ([`Waiting`]). Memory: a machine
//! word a state and 4 bytes a way.

use super::explore::{Explored, MOST_WAYS};
use super::machine::{Machine, Witness};
use super::states::{MOST, States, Waiting, Way};

/// What a way costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: it follows of itself.
    Flow,
    /// A decision.
    Decision,
    /// Past sensitive scenes.
    Skip,
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// To a state that was met.
    At(u32),
    /// To one that was not, where the exploration stopped.
    Unmet,
}

/// The ways, as far as they were gathered.
#[derive(Default)]
pub struct Graph {
    /// Where the ways out of each state begin; at the end, once all are gathered, where those of the last one end.
    begins: Vec<usize>,
    ways: Vec<Packed>,
    /// Those of the last states, not looked for yet.
    waiting: Waiting,
    /// How many states were asked for their ways.
    asked: usize,
    /// Past so many ways, states are not asked for theirs: those met last can have far more than were followed.
    most: usize,
}

/// Where a way leads and its kind, in one word.
#[derive(Clone, Copy)]
struct Packed(u32);

const KIND: u32 = 30;
const UNMET: u32 = (1 << KIND) - 1;
// States have smaller numbers than that.
const _: () = assert!(MOST <= UNMET as usize);

impl Packed {
    fn of(kind: Kind, end: Option<u32>) -> Self {
        Self((kind as u32) << KIND | end.unwrap_or(UNMET))
    }

    fn read(self) -> (Kind, End) {
        let kind = match self.0 >> KIND {
            0 => Kind::Flow,
            1 => Kind::Decision,
            _ => Kind::Skip,
        };
        (kind, if self.0 & UNMET == UNMET { End::Unmet } else { End::At(self.0 & UNMET) })
    }
}

impl Graph {
    /// Room for all ways of what was explored.
    pub fn of(explored: &Explored) -> Self {
        Self { begins: Vec::with_capacity(explored.states.len() + 1), ways: Vec::with_capacity(explored.ways), most: MOST_WAYS, ..Self::default() }
    }

    /// Gathers the ways out of so many more states at the most; gives how many of these steps are left once all are gathered.
    pub fn gather(&mut self, machine: &Machine<'_>, explored: &Explored, steps: usize) -> usize {
        let states = &explored.states;
        let mut scratch = machine.scratch();
        for left in (1..=steps).rev() {
            if self.asked == states.len() {
                self.settle(states);
                self.begins.resize(states.len() + 1, self.ways.len());
                return left;
            }
            if self.ways.len() + self.waiting.len() >= self.most {
                self.settle(states);
                self.begins.resize(self.asked + 1, self.ways.len());
                self.ways.push(Packed::of(Kind::Flow, None));
                self.asked += 1;
                continue;
            }
            scratch.from.copy_from_slice(states.get(self.asked));
            let mut gatherer = Gatherer { graph: self, states };
            machine.flow(&mut scratch, &mut gatherer);
            machine.act(&mut scratch, &mut gatherer);
            self.asked += 1;
        }
        0
    }

    /// The ways out of a state, once all are gathered.
    pub fn out(&self, state: u32) -> impl Iterator<Item = (Kind, End)> + '_ {
        let at = state as usize;
        self.ways[self.begins[at]..self.begins[at + 1]].iter().map(|way| way.read())
    }

    /// Looks for the ends of the ways that wait.
    fn settle(&mut self, states: &States) {
        let Self { begins, ways, waiting, .. } = self;
        states.find_all(waiting, |from, way, end| {
            let kind = match way {
                way if way.skips() => Kind::Skip,
                Way::FLOW => Kind::Flow,
                _ => Kind::Decision,
            };
            // States that have no way out begin where the next one does.
            begins.resize(begins.len().max(from as usize + 1), ways.len());
            ways.push(Packed::of(kind, end));
        });
    }
}

/// Adds the ways of a state to those that wait.
struct Gatherer<'a> {
    graph: &'a mut Graph,
    states: &'a States,
}

impl Witness for Gatherer<'_> {
    #[inline]
    fn reach(&mut self, state: &[u64], way: Way) {
        // The limits keep the numbers of states under 2³².
        let from = u32::try_from(self.graph.asked).unwrap_or(u32::MAX);
        if self.graph.waiting.add(state, from, way) {
            self.graph.settle(self.states);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::explore::{Limits, explore};
    use super::*;
    use crate::scenario::Scenario;

    /// What was not asked for may lead anywhere: nobody is said to be stranded for it.
    #[test]
    fn past_its_limit_every_state_may_lead_on() {
        let scenario = Scenario::load(crate::example::SCENARIO.as_bytes(), None).unwrap();
        let machine = Machine::of(&scenario.program, true);
        let explored = explore(&machine, Limits { states: 1000, progress: &mut |_| true });
        let gathered = |most: usize| {
            let mut graph = Graph { most, ..Graph::of(&explored) };
            assert_eq!(graph.gather(&machine, &explored, 1000), 1000 - explored.states.len());
            (0..).take(explored.states.len()).map(|state| graph.out(state).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let whole = gathered(MOST_WAYS);
        assert!(whole.iter().flatten().all(|(_, end)| *end != End::Unmet) && whole.iter().flatten().count() == explored.ways);
        assert!(gathered(0).iter().all(|ways| *ways == [(Kind::Flow, End::Unmet)]));
        for most in 0..explored.ways {
            let cut = gathered(most);
            let same = cut.iter().zip(&whole).take_while(|(cut, whole)| cut == whole).count();
            assert!(cut[same..].iter().all(|ways| *ways == [(Kind::Flow, End::Unmet)]), "{most}: {cut:?}");
        }
    }
}
