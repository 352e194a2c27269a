//! What each choice changes further on: where it leads, and what reads the trace that it leaves.
//!
//! A trace is a variable that the choice writes, or its own mark where some `chose` asks for it. It is read by the conditions of what can still come: the ways
//! that were really taken are followed from scene to scene, and a detour's scenes as well as those after it. A trace may be written over before it is read:
//! what is told here is what a choice *can* change.
//!
//! Cost: one walk over the scenes for each choice that leaves a trace: choices × ways of the file, not of the states.

use std::collections::{BTreeMap, BTreeSet};

use super::explore::{Explored, NEVER};
use crate::scenario::program::{Change, ChoiceIndex, ConditionIndex, ExitCode, Operation, Program, RouteCode, RouteIndex, SceneIndex, Stretch, VariableIndex};

/// What a choice changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// The choice.
    pub choice: ChoiceIndex,
    /// The scenes that it can lead to at once, in the order of the file; into a detour, the detour's.
    pub leads: Vec<SceneIndex>,
    /// The traces that it leaves, and what reads each: those that nothing reads have none.
    pub traces: Vec<(Trace, Vec<Reader>)>,
    /// The first choice of its decision that changes the very same: it leads to the same scene, and what is read later of their effects is the same. Another
    /// choice than this one, or none.
    pub same_as: Option<ChoiceIndex>,
}

/// What a choice leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// A variable that it writes.
    Wrote(VariableIndex),
    /// That it was made.
    Made,
}

/// What reads a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// A block, message or comment of a scene.
    Scene(SceneIndex),
    /// A choice: when it is offered.
    Offer(ChoiceIndex),
    /// A block, message or comment of a choice's outcome.
    Outcome(ChoiceIndex),
    /// The way out of a passage.
    Passage(SceneIndex),
    /// The way on from a choice.
    Route(ChoiceIndex),
    /// A document that can be opened anywhere, by its place in the file.
    Resource(usize),
}

/// What every choice of a case changes, in the order of the program. All states were met.
#[must_use]
pub fn further(program: &Program, explored: &Explored) -> Vec<Further> {
    let looker = Looker::of(program, explored);
    let mut all = Vec::with_capacity(program.choices.len());
    for code in &program.scenes {
        let ExitCode::Decision(stretch) = code.exit else { continue };
        let choices = (0..).map(ChoiceIndex).skip(stretch.range().start).take(stretch.len());
        let mut of_decision: Vec<Further> = choices.map(|choice| looker.choice(choice)).collect();
        let mut known: BTreeMap<Sum, ChoiceIndex> = BTreeMap::new();
        for further in &mut of_decision {
            if let Some(sum) = looker.sum(further) {
                let first = *known.entry(sum).or_insert(further.choice);
                further.same_as = Some(first).filter(|first| *first != further.choice);
            }
        }
        all.extend(of_decision);
    }
    all
}

/// All that a choice changes: where it leads, after detours as well, and what it does to what is read later.
type Sum = (SceneIndex, BTreeSet<SceneIndex>, Vec<(VariableIndex, (bool, i32))>);

struct Looker<'a> {
    program: &'a Program,
    explored: &'a Explored,
    /// What is read in each scene, and the scenes that can follow it, after detours as well.
    scenes: Vec<Ahead>,
    /// The choices that some condition remembers by themselves.
    remembered: BTreeSet<ChoiceIndex>,
}

/// What a scene reads and leads to.
#[derive(Default)]
struct Ahead {
    readers: Vec<(ConditionIndex, Reader)>,
    next: BTreeSet<SceneIndex>,
}

impl<'a> Looker<'a> {
    fn of(program: &'a Program, explored: &'a Explored) -> Self {
        let chosen = |operation: &Operation| if let Operation::Chose(choice) = operation { Some(*choice) } else { None };
        let mut looker = Self { program, explored, scenes: Vec::new(), remembered: program.operations.iter().filter_map(chosen).collect() };
        looker.scenes = (0..).map(SceneIndex).take(program.scenes.len()).map(|scene| looker.ahead(scene)).collect();
        looker
    }

    fn choice(&self, choice: ChoiceIndex) -> Further {
        let code = &self.program.choices[choice.at()];
        let (leads, after) = self.ways(choice);
        let mut traces: BTreeSet<Trace> = self.program.effects[code.effects.range()].iter().map(|effect| Trace::Wrote(effect.variable)).collect();
        if self.remembered.contains(&choice) {
            traces.insert(Trace::Made);
        }
        let mut readers = Vec::new();
        if !traces.is_empty() {
            self.outcome(choice, &mut readers);
            self.all_after(leads.union(&after).copied().collect(), &mut readers);
        }
        let read_by = |trace: Trace| readers.iter().filter(|(when, _)| self.reads(*when, trace, choice)).map(|(_, reader)| *reader).collect::<BTreeSet<_>>();
        let traces = traces.into_iter().map(|trace| (trace, read_by(trace).into_iter().collect())).collect();
        Further { choice, leads: leads.into_iter().collect(), traces, same_as: None }
    }

    /// What a choice changes; none if it was never open, if its way parts, or if it is remembered by itself.
    fn sum(&self, further: &Further) -> Option<Sum> {
        let is_read = |trace: Trace| further.traces.iter().any(|(left, readers)| *left == trace && !readers.is_empty());
        let [to] = *further.leads else { return None };
        if self.explored.seen.choices[further.choice.at()] == NEVER || is_read(Trace::Made) {
            return None;
        }
        let effects = &self.program.effects[self.program.choices[further.choice.at()].effects.range()];
        let change = |change: Change| match change {
            Change::Set(value) => (true, value),
            Change::Add(more) => (false, more),
        };
        let read = effects.iter().filter(|effect| is_read(Trace::Wrote(effect.variable))).map(|effect| (effect.variable, change(effect.change)));
        Some((to, self.ways(further.choice).1, read.collect()))
    }

    /// Where a choice leads at once, and after detours.
    fn ways(&self, choice: ChoiceIndex) -> (BTreeSet<SceneIndex>, BTreeSet<SceneIndex>) {
        let (mut leads, mut after) = (BTreeSet::new(), BTreeSet::new());
        self.targets(self.program.choices[choice.at()].route, &mut leads, &mut after);
        (leads, after)
    }

    /// Whether a condition asks for a trace of a choice.
    fn reads(&self, when: ConditionIndex, trace: Trace, choice: ChoiceIndex) -> bool {
        self.program.operations[self.program.conditions[when.at()].range()].iter().any(|operation| match (operation, trace) {
            (Operation::Compare(read, ..), Trace::Wrote(written)) => *read == written,
            (Operation::Chose(made), Trace::Made) => *made == choice,
            _ => false,
        })
    }

    /// Every condition that can be read from some scenes on, and what for.
    fn all_after(&self, mut pending: Vec<SceneIndex>, readers: &mut Vec<(ConditionIndex, Reader)>) {
        let mut met = vec![false; self.scenes.len()];
        pending.iter().for_each(|scene| met[scene.at()] = true);
        while let Some(scene) = pending.pop() {
            let Ahead { readers: here, next } = &self.scenes[scene.at()];
            readers.extend_from_slice(here);
            pending.extend(next.iter().filter(|scene| !std::mem::replace(&mut met[scene.at()], true)));
        }
        for (at, items) in self.program.resources.iter().enumerate() {
            self.items(*items, Reader::Resource(at), readers);
        }
    }

    fn ahead(&self, scene: SceneIndex) -> Ahead {
        let code = &self.program.scenes[scene.at()];
        let Ahead { mut readers, mut next } = Ahead::default();
        let mut after = BTreeSet::new();
        self.items(code.items, Reader::Scene(scene), &mut readers);
        match code.exit {
            ExitCode::Passage(route) => {
                self.conditions(route, Reader::Passage(scene), &mut readers);
                self.targets(route, &mut next, &mut after);
            }
            ExitCode::Decision(choices) => {
                for choice in (0..).map(ChoiceIndex).skip(choices.range().start).take(choices.len()) {
                    let code = &self.program.choices[choice.at()];
                    readers.extend(code.when.map(|when| (when, Reader::Offer(choice))));
                    if self.explored.seen.choices[choice.at()] != NEVER {
                        self.outcome(choice, &mut readers);
                        self.targets(code.route, &mut next, &mut after);
                    }
                }
            }
            ExitCode::Return | ExitCode::Ending => {}
        }
        next.append(&mut after);
        Ahead { readers, next }
    }

    /// The conditions that are read once a choice is made.
    fn outcome(&self, choice: ChoiceIndex, readers: &mut Vec<(ConditionIndex, Reader)>) {
        let code = &self.program.choices[choice.at()];
        self.items(code.outcome, Reader::Outcome(choice), readers);
        self.conditions(code.route, Reader::Route(choice), readers);
    }

    fn items(&self, stretch: Stretch, reader: Reader, readers: &mut Vec<(ConditionIndex, Reader)>) {
        readers.extend(self.program.items[stretch.range()].iter().filter_map(|item| Some((item.when?, reader))));
    }

    fn conditions(&self, route: RouteIndex, reader: Reader, readers: &mut Vec<(ConditionIndex, Reader)>) {
        match self.program.routes[route.at()] {
            RouteCode::To(_) | RouteCode::Detour { .. } => {}
            RouteCode::Branches(branches) => {
                for branch in &self.program.branches[branches.range()] {
                    readers.extend(branch.when.map(|when| (when, reader)));
                    self.conditions(branch.route, reader, readers);
                }
            }
            RouteCode::Chance(arms) => self.program.arms[arms.range()].iter().for_each(|arm| self.conditions(arm.route, reader, readers)),
        }
    }

    /// Where a route leads on the branches that were taken, and what comes after its detours.
    fn targets(&self, route: RouteIndex, leads: &mut BTreeSet<SceneIndex>, after: &mut BTreeSet<SceneIndex>) {
        match self.program.routes[route.at()] {
            RouteCode::To(to) => _ = leads.insert(to),
            RouteCode::Detour { detour, then } => {
                leads.insert(detour);
                after.insert(then);
            }
            RouteCode::Branches(branches) => {
                let taken = branches.range().filter(|&at| self.explored.seen.branches[at] != NEVER);
                taken.for_each(|at| self.targets(self.program.branches[at].route, leads, after));
            }
            RouteCode::Chance(arms) => arms.range().for_each(|at| self.targets(self.program.arms[at].route, leads, after)),
        }
    }
}
