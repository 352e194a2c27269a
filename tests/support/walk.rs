//! A plain exhaustive walk of a scenario: every state that play can reach, whatever is chosen and whatever the lots say.
//!
//! A state is a scene, the return stack, the variables, and which scenes were left and which choices made, as far as some condition reads them. The walk runs
//! on the program's tables and not through [`bifurque::engine::Session`], which would draw only one arm of a chance.

use std::collections::{BTreeSet, HashMap};

use bifurque::scenario::Scenario;
use bifurque::scenario::program::{Change, ChoiceIndex, ConditionIndex, ExitCode, Operation, Program, RouteCode, RouteIndex, SceneIndex, Stretch};

/// Where play can stand when a scene is entered.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct State {
    pub scene: SceneIndex,
    stack: Vec<SceneIndex>,
    values: Vec<i32>,
    visited: Vec<bool>,
    chosen: Vec<bool>,
}

/// What a walk met.
#[derive(Default)]
pub struct Walk {
    /// Every state, with the numbers of those that follow.
    pub states: Vec<(State, Vec<usize>)>,
    pub scenes: BTreeSet<SceneIndex>,
    pub choices: BTreeSet<ChoiceIndex>,
    /// Branches of conditional routes and arms of draws that were taken.
    pub branches: BTreeSet<usize>,
    pub arms: BTreeSet<usize>,
    /// For each condition, whether it was read false, and whether it was read true.
    pub truths: Vec<[bool; 2]>,
    /// Scenes whose decision was reached with no choice open, or whose return had nowhere to come back to.
    pub stuck: BTreeSet<SceneIndex>,
}

/// Walks a scenario; with `skipping`, the sensitive scenes may be skipped from everywhere as well.
pub fn walk(scenario: &Scenario, skipping: bool) -> Walk {
    const MOST: usize = 400_000;
    let program = &scenario.program;
    let start = State {
        scene: program.start,
        stack: Vec::new(),
        values: program.variables.iter().map(|variable| variable.initial).collect(),
        visited: vec![false; program.scenes.len()],
        chosen: vec![false; program.choices.len()],
    };
    let walk = Walk { truths: vec![[false; 2]; program.conditions.len()], ..Walk::default() };
    let mut walker = Walker { program, read: marks_read(program), known: HashMap::new(), walk };
    walker.number(start);
    let mut next = 0;
    while next < walker.walk.states.len() {
        assert!(next < MOST, "{}: more than {MOST} states", scenario.id());
        let state = walker.walk.states[next].0.clone();
        let following = walker.from(&state, skipping);
        walker.walk.states[next].1 = following;
        next += 1;
    }
    walker.walk
}

impl Walk {
    /// The scenes of the states from which no ending can be reached.
    pub fn stranded(&self, program: &Program) -> BTreeSet<SceneIndex> {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (from, (_, following)) in self.states.iter().enumerate() {
            following.iter().for_each(|&to| before[to].push(from));
        }
        let ends = |state: &State| program.scenes[state.scene.at()].exit == ExitCode::Ending;
        let mut pending: Vec<usize> = (0..self.states.len()).filter(|&at| ends(&self.states[at].0)).collect();
        let mut saved = vec![false; self.states.len()];
        while let Some(at) = pending.pop() {
            if !std::mem::replace(&mut saved[at], true) {
                pending.extend(&before[at]);
            }
        }
        self.states.iter().zip(saved).filter(|(_, saved)| !saved).map(|((state, _), _)| state.scene).collect()
    }
}

/// The scenes and choices that some condition asks about.
fn marks_read(program: &Program) -> (BTreeSet<SceneIndex>, BTreeSet<ChoiceIndex>) {
    let mut read = (BTreeSet::new(), BTreeSet::new());
    for operation in &program.operations {
        match *operation {
            Operation::Visited(scene) => {
                read.0.insert(scene);
            }
            Operation::Chose(choice) => {
                read.1.insert(choice);
            }
            _ => {}
        }
    }
    read
}

struct Walker<'a> {
    program: &'a Program,
    read: (BTreeSet<SceneIndex>, BTreeSet<ChoiceIndex>),
    known: HashMap<State, usize>,
    walk: Walk,
}

impl Walker<'_> {
    fn number(&mut self, state: State) -> usize {
        let next = self.walk.states.len();
        let number = *self.known.entry(state.clone()).or_insert(next);
        if number == next {
            self.walk.states.push((state, Vec::new()));
        }
        number
    }

    fn from(&mut self, state: &State, skipping: bool) -> Vec<usize> {
        let program = self.program;
        let code = &program.scenes[state.scene.at()];
        self.walk.scenes.insert(state.scene);
        self.items(code.items, state);
        program.resources.iter().for_each(|resource| self.items(*resource, state));
        let mut following = BTreeSet::new();
        match code.exit {
            ExitCode::Ending => return Vec::new(),
            ExitCode::Passage(route) => self.follow(route, state, &mut following),
            ExitCode::Return => {
                let mut after = state.clone();
                match after.stack.pop() {
                    Some(to) => following.insert(self.enter(after, state.scene, to)),
                    None => self.walk.stuck.insert(state.scene),
                };
            }
            ExitCode::Decision(choices) => {
                let mut open = false;
                for index in choices.range() {
                    let choice = &program.choices[index];
                    if choice.when.is_some_and(|when| !self.holds(when, state)) {
                        continue;
                    }
                    open = true;
                    let index = ChoiceIndex(u32::try_from(index).unwrap());
                    self.walk.choices.insert(index);
                    let mut after = state.clone();
                    if self.read.1.contains(&index) {
                        after.chosen[index.at()] = true;
                    }
                    for effect in &program.effects[choice.effects.range()] {
                        let bounds = program.variables[effect.variable.at()];
                        let value = &mut after.values[effect.variable.at()];
                        *value = match effect.change {
                            Change::Set(wanted) => wanted,
                            Change::Add(more) => value.saturating_add(more),
                        }
                        .clamp(bounds.min, bounds.max);
                    }
                    self.items(choice.outcome, &after);
                    self.follow(choice.route, &after, &mut following);
                    self.skip(skipping, &after, &mut following);
                }
                if !open {
                    self.walk.stuck.insert(state.scene);
                }
            }
        }
        self.skip(skipping, state, &mut following);
        following.into_iter().collect()
    }

    fn skip(&mut self, skipping: bool, state: &State, following: &mut BTreeSet<usize>) {
        if let Some(to) = self.program.skip.filter(|_| skipping) {
            let after = State { stack: Vec::new(), ..state.clone() };
            following.insert(self.enter(after, state.scene, to));
        }
    }

    fn follow(&mut self, route: RouteIndex, state: &State, following: &mut BTreeSet<usize>) {
        let program = self.program;
        match program.routes[route.0 as usize] {
            RouteCode::To(to) => {
                following.insert(self.enter(state.clone(), state.scene, to));
            }
            RouteCode::Detour { detour, then } => {
                let mut after = state.clone();
                after.stack.push(then);
                following.insert(self.enter(after, state.scene, detour));
            }
            RouteCode::Branches(branches) => {
                let taken = branches.range().find(|&index| program.branches[index].when.is_none_or(|when| self.holds(when, state)));
                let taken = taken.expect("the last branch has no condition");
                self.walk.branches.insert(taken);
                self.follow(program.branches[taken].route, state, following);
            }
            RouteCode::Chance(arms) => {
                for arm in arms.range() {
                    self.walk.arms.insert(arm);
                    self.follow(program.arms[arm].route, state, following);
                }
            }
        }
    }

    fn enter(&mut self, mut state: State, from: SceneIndex, to: SceneIndex) -> usize {
        if self.read.0.contains(&from) {
            state.visited[from.at()] = true;
        }
        state.scene = to;
        self.number(state)
    }

    fn items(&mut self, stretch: Stretch, state: &State) {
        for item in &self.program.items[stretch.range()] {
            // A message is read with its thread, or not at all.
            let read = item.within.is_none_or(|within| self.holds(within, state));
            if let Some(when) = item.when.filter(|_| read) {
                self.holds(when, state);
            }
        }
    }

    fn holds(&mut self, condition: ConditionIndex, state: &State) -> bool {
        let mut stack: Vec<bool> = Vec::new();
        for operation in &self.program.operations[self.program.conditions[condition.0 as usize].range()] {
            let truth = match *operation {
                Operation::Compare(variable, relation, value) => relation.holds(state.values[variable.at()], value),
                Operation::Visited(scene) => state.visited[scene.at()],
                Operation::Chose(choice) => state.chosen[choice.at()],
                Operation::Constant(value) => value,
                Operation::Not => !stack.pop().unwrap(),
                Operation::And => stack.pop().unwrap() & stack.pop().unwrap(),
                Operation::Or => stack.pop().unwrap() | stack.pop().unwrap(),
            };
            stack.push(truth);
        }
        let truth = stack.pop().unwrap();
        self.walk.truths[condition.0 as usize][usize::from(truth)] = true;
        truth
    }
}
