//! Where a play-through stands: plain numbers, cheap to copy.

use crate::scenario::program::{Change, ChoiceIndex, ConditionIndex, EffectCode, Operation, Program, SceneIndex};

/// The case's memory and the place reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub(super) scene: SceneIndex,
    pub(super) phase: Phase,
    /// Where each detour under way comes back to, the innermost last.
    pub(super) stack: Vec<SceneIndex>,
    pub(super) values: Vec<i32>,
    /// How many times each scene was left.
    pub(super) visits: Vec<u32>,
    /// Which choices were made on this path.
    pub(super) chosen: Vec<bool>,
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The scene itself.
    Scene,
    /// What follows from a choice, before its route is taken.
    Outcome(ChoiceIndex),
}

impl State {
    pub(super) fn new(program: &Program) -> Self {
        Self {
            scene: program.start,
            phase: Phase::Scene,
            stack: Vec::new(),
            values: program.variables.iter().map(|variable| variable.initial).collect(),
            visits: vec![0; program.scenes.len()],
            chosen: vec![false; program.choices.len()],
        }
    }

    /// The scene reached.
    #[must_use]
    pub fn scene(&self) -> SceneIndex {
        self.scene
    }

    /// Whether the scene or an outcome is shown.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The value of each variable, in the order of the file.
    #[must_use]
    pub fn values(&self) -> &[i32] {
        &self.values
    }

    /// How many times a scene was left on this path.
    #[must_use]
    pub fn visits(&self, scene: SceneIndex) -> u32 {
        self.visits.get(scene.at()).copied().unwrap_or(0)
    }

    /// Where the detours under way come back to, the innermost last.
    #[must_use]
    pub fn stack(&self) -> &[SceneIndex] {
        &self.stack
    }

    /// Whether a condition holds now.
    ///
    /// The truth values of the postfix code are kept in the bits of one word: the parser bounds their number.
    #[must_use]
    pub fn holds(&self, program: &Program, condition: ConditionIndex) -> bool {
        self.satisfies(&program.operations[program.conditions[condition.0 as usize].range()])
    }

    /// Whether the postfix code of a condition is true now.
    #[must_use]
    pub fn satisfies(&self, operations: &[Operation]) -> bool {
        let mut stack: u64 = 0;
        for operation in operations {
            match *operation {
                Operation::Not => stack ^= 1,
                Operation::And => stack = (stack >> 1) & (stack | !1),
                Operation::Or => stack = (stack >> 1) | (stack & 1),
                atom => stack = (stack << 1) | u64::from(self.atom(atom)),
            }
        }
        stack & 1 == 1
    }

    /// The truth of a single term; `false` for a connective, which is none.
    pub(super) fn atom(&self, operation: Operation) -> bool {
        match operation {
            Operation::Compare(variable, relation, value) => relation.holds(self.values[variable.at()], value),
            Operation::Visited(scene) => self.visits[scene.at()] > 0,
            Operation::Chose(choice) => self.chosen[choice.at()],
            Operation::Constant(value) => value,
            Operation::Not | Operation::And | Operation::Or => false,
        }
    }

    /// Changes a variable; a value past a bound stays at the bound. Says whether it did.
    pub(super) fn apply(&mut self, program: &Program, effect: EffectCode) -> bool {
        let variable = program.variables[effect.variable.at()];
        let value = &mut self.values[effect.variable.at()];
        let wanted = match effect.change {
            Change::Set(wanted) => wanted,
            Change::Add(more) => value.saturating_add(more),
        };
        *value = wanted.clamp(variable.min, variable.max);
        *value != wanted
    }
}
