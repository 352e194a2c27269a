//! Exhaustive exploration: every state that play can reach, whatever is chosen and whatever the lots say.
//!
//! Breadth first in what the player does: level *n* holds the states that need *n* gestures, a choice or a skip, passages and returns taken for nothing. Each
//! state remembers how it was first reached, so that every counter-example is a shortest one. A level is a stretch of the list of states: those that gestures
//! of the level before lead to, then those that flow from them. So there is no queue.
//!
//! Cost: each state is expanded once, and each way out of it costs one look into a table: time is linear in states and ways, memory is what [`super::states`]
//! says. Which items are shown is read once for each state, until a condition has been seen both true and false: from then on there is nothing to learn of it.

use super::layout::copy;
use super::machine::{Machine, Scratch, Witness};
use super::states::{MOST, States, Waiting, Way};
use crate::scenario::program::{ConditionIndex, ExitCode, Program, Stretch};

/// How far to go, and whom to tell.
pub struct Limits<'a> {
    /// How many states to meet at most.
    pub states: usize,
    /// Told every so many thousand states how many there are; says whether to go on.
    pub progress: &'a mut dyn FnMut(usize) -> bool,
}

/// How many bytes the words of states may take, whatever the budget: past this, what is left counts as not proved.
const MOST_BYTES: usize = 1 << 30;

/// How many ways may lead from state to state, whatever the budget: what is proved of states is proved with all their ways at hand, at 4 bytes each.
pub(super) const MOST_WAYS: usize = 1 << 27;

/// How many states are met between two reports of progress.
const REPORT_EVERY: usize = 1 << 16;

/// Marks what was never met, where the number of a state stands for what was.
pub const NEVER: u32 = u32::MAX;

/// What was met, each with the first state in which it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Scenes entered.
    pub scenes: Vec<u32>,
    /// Choices that were open.
    pub choices: Vec<u32>,
    /// Choices that were closed.
    pub closed: Vec<u32>,
    /// Branches of conditional routes that were taken.
    pub branches: Vec<u32>,
    /// Arms of draws that can come.
    pub arms: Vec<u32>,
    /// Effects that a bound kept from what was wanted.
    pub saturated: Vec<u32>,
    /// For each condition, whether it was read false, and whether it was read true.
    pub truths: Vec<[bool; 2]>,
    /// For each scene, the first state from which nothing leads on.
    pub stuck: Vec<u32>,
}

/// A scenario explored, as far as the limits allowed.
pub struct Explored {
    /// Every state met.
    pub states: States,
    /// How many ways were followed from one to another.
    pub ways: usize,
    /// Where each level begins: the states that need so many gestures.
    pub levels: Vec<u32>,
    /// What was met.
    pub seen: Seen,
    /// Whether every state was met.
    pub complete: bool,
}

impl Explored {
    /// How many gestures a state needs.
    #[must_use]
    pub fn level(&self, state: usize) -> usize {
        self.levels.partition_point(|&first| first as usize <= state).saturating_sub(1)
    }
}

/// Explores a scenario from its start.
pub fn explore(machine: &Machine<'_>, limits: Limits<'_>) -> Explored {
    let mut exploration = Exploration::new(machine, limits.states);
    while exploration.advance(machine, REPORT_EVERY) {
        if !(limits.progress)(exploration.states()) {
            exploration.stop();
        }
    }
    exploration.end()
}

/// An exploration that goes on bit by bit. It is of one machine: that must be the same, or made anew of the same scenario, each time.
pub struct Exploration {
    most: usize,
    explored: Explored,
    waiting: Waiting,
    unread: Unread,
    /// The state to expand next.
    at: usize,
    /// Where the states of this level end, once all are known: until then they are come to, then gestures are made in each.
    end: Option<usize>,
    /// The state being expanded.
    current: u32,
    /// Whether the limits left a state out.
    overflow: bool,
}

impl Exploration {
    /// At the start of a scenario. At most so many states will be met.
    #[must_use]
    pub fn new(machine: &Machine<'_>, most: usize) -> Self {
        let program = machine.program;
        let mut states = States::new(machine.layout.words());
        states.add(&machine.layout.start(program), 0, Way::FLOW, 1);
        Self {
            most: most.clamp(1, (MOST_BYTES / (machine.layout.words().max(1) * size_of::<u64>())).clamp(1, MOST)),
            explored: Explored { states, ways: 0, levels: vec![0], seen: Seen::of(program), complete: false },
            waiting: Waiting::default(),
            unread: Unread::of(program),
            at: 0,
            end: None,
            current: 0,
            overflow: false,
        }
    }

    /// How many states were met.
    #[must_use]
    pub fn states(&self) -> usize {
        self.explored.states.len()
    }

    /// What was explored so far: nothing is said to be complete before [`Exploration::end`].
    #[must_use]
    pub fn explored(&self) -> &Explored {
        &self.explored
    }

    /// Takes so many steps, of which each state has two; says whether there is more to do.
    pub fn advance(&mut self, machine: &Machine<'_>, steps: usize) -> bool {
        let mut scratch = machine.scratch();
        let mut explorer = Explorer { machine, exploration: self };
        let mut left = steps;
        while left > 0 && explorer.goes_on() {
            left = match explorer.exploration.end {
                None => explorer.arrivals(left, &mut scratch),
                Some(end) => explorer.gestures(left, end, &mut scratch),
            };
        }
        explorer.goes_on()
    }

    /// Goes no further: what is left counts as not proved.
    pub fn stop(&mut self) {
        self.overflow = true;
    }

    /// What was explored.
    #[must_use]
    pub fn end(mut self) -> Explored {
        self.explored.complete = !self.overflow && self.at == self.explored.states.len();
        self.explored
    }
}

/// An exploration at work.
struct Explorer<'a> {
    machine: &'a Machine<'a>,
    exploration: &'a mut Exploration,
}

impl Explorer<'_> {
    /// Whether there is a state to expand.
    fn goes_on(&self) -> bool {
        let Exploration { at, end, explored, overflow, .. } = &*self.exploration;
        !overflow && (*at < explored.states.len() || end.is_some())
    }

    /// Comes to states of this level until all are known; gives what is left of the steps.
    fn arrivals(&mut self, steps: usize, scratch: &mut Scratch) -> usize {
        for left in (0..steps).rev() {
            self.arrive(self.exploration.at, scratch);
            self.exploration.at += 1;
            if self.exploration.at == self.exploration.explored.states.len() {
                self.settle();
            }
            if self.exploration.at == self.exploration.explored.states.len() {
                self.exploration.end = Some(self.exploration.at);
                self.exploration.at = self.exploration.explored.levels.last().map_or(0, |&first| first as usize);
                return left;
            }
            if self.exploration.overflow {
                return left;
            }
        }
        0
    }

    /// Makes the gestures of this level; gives what is left of the steps.
    fn gestures(&mut self, steps: usize, end: usize, scratch: &mut Scratch) -> usize {
        for left in (0..steps).rev() {
            self.act(self.exploration.at, scratch);
            self.exploration.at += 1;
            if self.exploration.at == end {
                self.settle();
                self.exploration.end = None;
                if !self.exploration.overflow && end < self.exploration.explored.states.len() {
                    self.exploration.explored.levels.push(number(end));
                }
                return left;
            }
            if self.exploration.overflow {
                return left;
            }
        }
        0
    }

    /// Adds the states that wait.
    fn settle(&mut self) {
        let Exploration { explored, waiting, overflow, most, .. } = &mut *self.exploration;
        explored.ways += waiting.len();
        *overflow |= explored.ways > MOST_WAYS || !explored.states.add_all(waiting, *most);
    }

    /// A state is come to: its blocks are read, and what follows of itself follows.
    fn arrive(&mut self, at: usize, scratch: &mut Scratch) {
        let machine = self.machine;
        let Exploration { explored: Explored { states, seen, .. }, unread, current, .. } = &mut *self.exploration;
        *current = number(at);
        copy(&mut scratch.from, states.get(at));
        let scene = machine.layout.scene_of(&scratch.from).at();
        first(&mut seen.scenes[scene], *current);
        unread.scenes.read(scene, machine, &scratch.from, &mut seen.truths);
        read(&mut unread.resources, machine, &scratch.from, &mut seen.truths);
        if !matches!(machine.program.scenes[scene].exit, ExitCode::Decision(_) | ExitCode::Ending) {
            machine.flow(scratch, self);
        }
    }

    fn act(&mut self, at: usize, scratch: &mut Scratch) {
        let state = self.exploration.explored.states.get(at);
        if !self.machine.skips() && !matches!(self.machine.exit(state), ExitCode::Decision(_)) {
            return;
        }
        copy(&mut scratch.from, state);
        self.exploration.current = number(at);
        self.machine.act(scratch, self);
    }
}

/// The number of a state: the limits keep it under [`NEVER`].
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NEVER)
}

/// Notes the first state in which something was met.
#[inline]
fn first(known: &mut u32, state: u32) {
    *known = state.min(*known);
}

impl Witness for Explorer<'_> {
    #[inline]
    fn reach(&mut self, state: &[u64], way: Way) {
        if self.exploration.waiting.add(state, self.exploration.current, way) {
            self.settle();
        }
    }

    #[inline]
    fn read(&mut self, condition: ConditionIndex, truth: bool) {
        self.exploration.explored.seen.truths[condition.0 as usize][usize::from(truth)] = true;
    }

    fn closed(&mut self, choice: usize) {
        first(&mut self.exploration.explored.seen.closed[choice], self.exploration.current);
    }

    fn open(&mut self, choice: usize, outcome: &[u64]) {
        let Exploration { explored: Explored { seen, .. }, unread, current, .. } = &mut *self.exploration;
        first(&mut seen.choices[choice], *current);
        unread.outcomes.read(choice, self.machine, outcome, &mut seen.truths);
        read(&mut unread.resources, self.machine, outcome, &mut seen.truths);
    }

    fn branch(&mut self, branch: usize) {
        first(&mut self.exploration.explored.seen.branches[branch], self.exploration.current);
    }

    fn arm(&mut self, arm: usize) {
        first(&mut self.exploration.explored.seen.arms[arm], self.exploration.current);
    }

    fn saturated(&mut self, effect: usize) {
        first(&mut self.exploration.explored.seen.saturated[effect], self.exploration.current);
    }

    fn stuck(&mut self) {
        let scene = self.machine.layout.scene_of(self.exploration.explored.states.get(self.exploration.current as usize));
        first(&mut self.exploration.explored.seen.stuck[scene.at()], self.exploration.current);
    }
}

impl Seen {
    fn of(program: &Program) -> Self {
        let never = |length: usize| vec![NEVER; length];
        Self {
            scenes: never(program.scenes.len()),
            choices: never(program.choices.len()),
            closed: never(program.choices.len()),
            branches: never(program.branches.len()),
            arms: never(program.arms.len()),
            saturated: never(program.effects.len()),
            truths: vec![[false; 2]; program.conditions.len()],
            stuck: never(program.scenes.len()),
        }
    }
}

/// The conditions of items that have not been seen both true and false, by where the items are.
struct Unread {
    scenes: Lists,
    outcomes: Lists,
    /// Those of all resources, which can be opened anywhere.
    resources: Vec<ToRead>,
}

/// A condition to read where the one before it holds, if there is one: a message is not read where its thread is not shown.
type ToRead = (Option<ConditionIndex>, ConditionIndex);

/// Conditions to read, for each of many places. Most places soon have none: whether they do is kept apart, one byte each, since every step asks.
struct Lists {
    some: Vec<bool>,
    lists: Vec<Vec<ToRead>>,
}

impl Unread {
    fn of(program: &Program) -> Self {
        let items = |stretch: Stretch| -> Vec<ToRead> { program.items[stretch.range()].iter().filter_map(|item| Some((item.within, item.when?))).collect() };
        Self {
            scenes: Lists::of(program.scenes.iter().map(|scene| items(scene.items)).collect()),
            outcomes: Lists::of(program.choices.iter().map(|choice| items(choice.outcome)).collect()),
            resources: program.resources.iter().flat_map(|resource| items(*resource)).collect(),
        }
    }
}

impl Lists {
    fn of(lists: Vec<Vec<ToRead>>) -> Self {
        Self { some: lists.iter().map(|list| !list.is_empty()).collect(), lists }
    }

    #[inline]
    fn read(&mut self, at: usize, machine: &Machine<'_>, state: &[u64], truths: &mut [[bool; 2]]) {
        if self.some[at] {
            self.some[at] = read(&mut self.lists[at], machine, state, truths);
        }
    }
}

/// Reads conditions, and keeps those of which there is more to learn; says whether there are any.
fn read(unread: &mut Vec<ToRead>, machine: &Machine<'_>, state: &[u64], truths: &mut [[bool; 2]]) -> bool {
    unread.retain(|&(within, condition)| {
        if within.is_some_and(|within| !machine.holds(within, state)) {
            return true;
        }
        let truths = &mut truths[condition.0 as usize];
        truths[usize::from(machine.holds(condition, state))] = true;
        *truths != [true; 2]
    });
    !unread.is_empty()
}
