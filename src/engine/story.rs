//! A path told again, with what caused what.
//!
//! When a block is shown or a route taken because a condition held, the choices whose writes made it hold are its causes: « dans ce récit », this came from
//! that. Causes are found by walking the path again, so that play itself pays nothing for them.

use std::rc::Rc;

use super::event::Event;
use super::session::{Misuse, Session, Step};
use super::state::State;
use crate::scenario::Scenario;
use crate::scenario::program::{Change, ChoiceIndex, ConditionIndex, Operation, Program, SceneIndex, Stretch};

/// A path told again.
#[derive(Clone, Debug)]
pub struct Story {
    /// What was shown and chosen, in order.
    pub moments: Vec<Moment>,
    /// The play-through at the point where the steps end.
    pub session: Session,
}

/// A moment of a story.
#[derive(Clone, Debug)]
pub enum Moment {
    /// A scene was shown.
    Scene {
        /// The scene.
        scene: SceneIndex,
        /// Which of its items were shown.
        items: Vec<bool>,
        /// The items shown because of earlier choices.
        consequences: Vec<Consequence>,
        /// The decisions (from 0) that led here rather than elsewhere, where the way depended on a condition.
        led_by: Vec<usize>,
    },
    /// A choice was made.
    Choice {
        /// Which decision of the path it is, from 0.
        decision: usize,
        /// The choice.
        choice: ChoiceIndex,
        /// Which items of its outcome were shown.
        items: Vec<bool>,
        /// The items of its outcome shown because of earlier choices.
        consequences: Vec<Consequence>,
    },
}

/// An item that was shown because its condition held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The item's place among those of its scene or outcome.
    pub item: usize,
    /// The decisions (from 0) whose effects made the condition hold; empty when no choice had a part in it.
    pub causes: Vec<usize>,
}

/// Walks the steps of a path again.
///
/// # Errors
/// [`Misuse`] at the first step that the scenario does not allow.
pub fn tell(scenario: Rc<Scenario>, seed: u64, steps: &[Step]) -> Result<Story, Misuse> {
    let mut events = Vec::new();
    let session = Session::start(Rc::clone(&scenario), seed, &mut events);
    let mut teller = Teller { memory: Memory::new(&scenario.program), session, moments: Vec::new(), decision: 0 };
    teller.scene(Vec::new());
    for &step in steps {
        teller.step(step, &mut events)?;
    }
    Ok(Story { moments: teller.moments, session: teller.session })
}

struct Teller {
    session: Session,
    memory: Memory,
    moments: Vec<Moment>,
    decision: usize,
}

impl Teller {
    fn step(&mut self, step: Step, events: &mut Vec<Event>) -> Result<(), Misuse> {
        events.clear();
        let scenario = Rc::clone(self.session.scenario());
        let program = &scenario.program;
        let led_by = self.causes_of_all(program, &self.session.conditions_ahead());
        self.session.take(step, events)?;
        match step {
            Step::Choose(choice) => {
                self.memory.chose(program, choice, self.decision);
                let items = self.session.outcome_items().to_vec();
                let consequences = self.consequences(program, program.choices[choice.at()].outcome, &items);
                self.moments.push(Moment::Choice { decision: self.decision, choice, items, consequences });
                self.decision += 1;
            }
            Step::Proceed => {
                self.memory.left(events, self.decision);
                self.scene(led_by);
            }
            Step::Skip => {
                self.memory.left(events, self.decision);
                self.scene(Vec::new());
            }
        }
        Ok(())
    }

    fn scene(&mut self, led_by: Vec<usize>) {
        let scenario = Rc::clone(self.session.scenario());
        let scene = self.session.state().scene();
        let items = self.session.items().to_vec();
        let consequences = self.consequences(&scenario.program, scenario.program.scenes[scene.at()].items, &items);
        self.moments.push(Moment::Scene { scene, items, consequences, led_by });
    }

    fn consequences(&self, program: &Program, stretch: Stretch, items: &[bool]) -> Vec<Consequence> {
        let codes = &program.items[stretch.range()];
        let shown = codes.iter().zip(items).enumerate().filter(|(_, (_, shown))| **shown);
        shown.filter_map(|(item, (code, _))| code.when.map(|when| Consequence { item, causes: self.causes_of_all(program, &[when]) })).collect()
    }

    fn causes_of_all(&self, program: &Program, conditions: &[ConditionIndex]) -> Vec<usize> {
        let mut causes: Vec<usize> = conditions.iter().flat_map(|&condition| self.memory.causes(program, self.session.state(), condition)).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

/// Which decisions wrote what.
struct Memory {
    /// For each variable, the decisions whose writes its value still holds: one after an assignment, all since then for a level.
    writers: Vec<Vec<usize>>,
    /// For each choice, the decision at which it was made first.
    chosen: Vec<Option<usize>>,
    /// For each scene, the last decision before it was first left.
    visited: Vec<Option<usize>>,
}

impl Memory {
    fn new(program: &Program) -> Self {
        Self { writers: vec![Vec::new(); program.variables.len()], chosen: vec![None; program.choices.len()], visited: vec![None; program.scenes.len()] }
    }

    fn chose(&mut self, program: &Program, choice: ChoiceIndex, decision: usize) {
        self.chosen[choice.at()].get_or_insert(decision);
        for effect in &program.effects[program.choices[choice.at()].effects.range()] {
            let writers = &mut self.writers[effect.variable.at()];
            if matches!(effect.change, Change::Set(_)) {
                writers.clear();
            }
            if writers.last() != Some(&decision) {
                writers.push(decision);
            }
        }
    }

    /// A scene left before any decision was visited by nobody's choice.
    fn left(&mut self, events: &[Event], decisions: usize) {
        for event in events {
            if let (Event::Left(scene), Some(decision)) = (event, decisions.checked_sub(1)) {
                self.visited[scene.at()].get_or_insert(decision);
            }
        }
    }

    /// The decisions that made a condition have the truth value it has.
    fn causes(&self, program: &Program, state: &State, condition: ConditionIndex) -> Vec<usize> {
        let mut stack: Vec<(bool, Vec<usize>)> = Vec::new();
        for &operation in &program.operations[program.conditions[condition.0 as usize].range()] {
            let next = match operation {
                Operation::Not => stack.pop().map(|(truth, causes)| (!truth, causes)),
                Operation::And => Self::join(&mut stack, false),
                Operation::Or => Self::join(&mut stack, true),
                atom => Some((state.atom(atom), self.atom_causes(atom))),
            };
            stack.extend(next);
        }
        stack.pop().map(|(_, causes)| causes).unwrap_or_default()
    }

    /// Joins two terms. `decisive` is the value of which one is enough: true for `or`, false for `and`. Where it is there, only the terms that have it count.
    fn join(stack: &mut Vec<(bool, Vec<usize>)>, decisive: bool) -> Option<(bool, Vec<usize>)> {
        let (right, right_causes) = stack.pop()?;
        let (left, left_causes) = stack.pop()?;
        let settled = left == decisive || right == decisive;
        let mut causes = Vec::new();
        for (truth, term) in [(left, left_causes), (right, right_causes)] {
            if !settled || truth == decisive {
                causes.extend(term);
            }
        }
        Some((if settled { decisive } else { !decisive }, causes))
    }

    fn atom_causes(&self, atom: Operation) -> Vec<usize> {
        match atom {
            Operation::Compare(variable, ..) => self.writers[variable.at()].clone(),
            Operation::Chose(choice) => self.chosen[choice.at()].into_iter().collect(),
            Operation::Visited(scene) => self.visited[scene.at()].into_iter().collect(),
            Operation::Constant(_) | Operation::Not | Operation::And | Operation::Or => Vec::new(),
        }
    }
}
