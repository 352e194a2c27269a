//! A scenario as a machine on packed states: from each, all that can follow.
//!
//! This is [`crate::engine::Session`] once more, with every arm of a draw taken. Effects saturate one by one and in order; the scene left is marked on leaving;
//! routes are followed before that; outcome and route see what the effects have done. An outcome is not a state: nothing can be chosen there, so a choice
//! leads straight to the scenes that its route can enter. A passage is one: its blocks are read there, and it is a place of its own in every finding.

use super::condition::Conditions;
use super::layout::{Field, Layout, copy, from_least};
use super::states::Way;
use crate::scenario::program::{Change, ConditionIndex, EffectCode, ExitCode, Program, RouteCode, RouteIndex, SceneIndex, Stretch, VariableCode};

/// A scenario, compiled for exploration.
pub struct Machine<'p> {
    /// The scenario's tables.
    pub program: &'p Program,
    /// How its states are packed.
    pub layout: Layout,
    conditions: Conditions,
    moves: Vec<Move>,
    effects: Vec<Effect>,
    /// Where the sensitive scenes are skipped to, and the mark of having left it; none if that is not explored.
    skip: Option<(SceneIndex, Field)>,
}

/// What a choice does, in half a line of the processor's memory: in a great scenario that is where the time goes.
#[derive(Clone, Copy)]
struct Move {
    when: Option<ConditionIndex>,
    /// The mark of having made it.
    mark: Field,
    /// Its effects, from one to just before the other.
    effects: (u32, u32),
    way: Go,
}

/// Where a choice leads: mostly straight to a scene.
#[derive(Clone, Copy)]
enum Go {
    To(SceneIndex),
    By(RouteIndex),
}

/// What an effect does to a field.
#[derive(Clone, Copy)]
enum Effect {
    /// Gives it a number, and whether that is not the one wanted.
    Set {
        field: Field,
        number: u32,
        saturates: bool,
    },
    Add {
        field: Field,
        more: i32,
        bounds: VariableCode,
    },
}

/// Words that one step of the machine works on, kept from step to step so that none allocates.
pub struct Scratch {
    /// The state that steps are made from.
    pub from: Vec<u64>,
    after: Vec<u64>,
    next: Vec<u64>,
}

/// What is told while a state's successors are made. Each answer to a condition is told as it is read, in order.
pub trait Witness {
    /// A state that follows. The same one may be told twice.
    fn reach(&mut self, state: &[u64], way: Way);
    /// A condition was read.
    fn read(&mut self, _condition: ConditionIndex, _truth: bool) {}
    /// A choice is met that cannot be made.
    fn closed(&mut self, _choice: usize) {}
    /// A choice can be made; the state is that of its outcome.
    fn open(&mut self, _choice: usize, _outcome: &[u64]) {}
    /// A branch of a conditional route is taken.
    fn branch(&mut self, _branch: usize) {}
    /// An arm of a draw can come.
    fn arm(&mut self, _arm: usize) {}
    /// An effect would go past a bound.
    fn saturated(&mut self, _effect: usize) {}
    /// Nothing leads on: no choice is open, or a return has nowhere to come back to.
    fn stuck(&mut self) {}
}

impl<'p> Machine<'p> {
    /// The machine of a scenario. With `skipping`, the sensitive scenes can be skipped wherever the player can.
    #[must_use]
    pub fn of(program: &'p Program, skipping: bool) -> Self {
        let layout = Layout::of(program, skipping);
        let effect = |effect: &EffectCode| Effect::of(layout.variable(effect.variable.at()), program.variables[effect.variable.at()], effect.change);
        let effects = program.effects.iter().map(effect).collect();
        let conditions = Conditions::of(program, &layout);
        let skip = program.skip.filter(|_| skipping).map(|to| (to, layout.visited(to)));
        let moves = program.choices.iter().enumerate().map(|(at, choice)| Move {
            when: choice.when,
            mark: layout.chosen(at),
            effects: choice.effects.bounds(),
            way: match program.routes[choice.route.0 as usize] {
                RouteCode::To(to) => Go::To(to),
                _ => Go::By(choice.route),
            },
        });
        Self { program, conditions, moves: moves.collect(), effects, skip, layout }
    }

    /// Room for the machine's steps.
    #[must_use]
    pub fn scratch(&self) -> Scratch {
        let room = || vec![0; self.layout.words()];
        Scratch { from: room(), after: room(), next: room() }
    }

    /// Whether the sensitive scenes can be skipped somewhere.
    #[must_use]
    pub fn skips(&self) -> bool {
        self.skip.is_some()
    }

    /// The way out of a state's scene.
    #[inline]
    #[must_use]
    pub fn exit(&self, state: &[u64]) -> ExitCode {
        self.program.scenes[self.layout.scene_of(state).at()].exit
    }

    /// Whether a condition holds in a state.
    #[inline]
    #[must_use]
    pub fn holds(&self, condition: ConditionIndex, state: &[u64]) -> bool {
        self.conditions.holds(condition, state)
    }

    /// What follows of itself: by the passage or the return that ends the scene.
    pub fn flow(&self, scratch: &mut Scratch, witness: &mut impl Witness) {
        let Scratch { from, after, next } = scratch;
        let scene = self.layout.scene_of(from);
        match self.program.scenes[scene.at()].exit {
            ExitCode::Passage(route) => self.follow(route, scene, from, next, Way::FLOW, witness),
            ExitCode::Return => {
                copy(after, from);
                match self.layout.pop(after) {
                    Some(to) => self.enter(to, scene, after, Way::FLOW, witness),
                    None => witness.stuck(),
                }
            }
            ExitCode::Decision(_) | ExitCode::Ending => {}
        }
    }

    /// What follows from what the player does: makes a choice, or skips.
    pub fn act(&self, scratch: &mut Scratch, witness: &mut impl Witness) {
        let Scratch { from, after, next } = scratch;
        let scene = self.layout.scene_of(from);
        let exit = self.program.scenes[scene.at()].exit;
        let skip = self.skip.filter(|&(to, left)| to != scene && left.get(from) == 0 && exit != ExitCode::Ending).map(|(to, _)| to);
        if let ExitCode::Decision(choices) = exit {
            self.choose(choices, scene, from, [after, next], skip, witness);
        }
        if let Some(to) = skip {
            copy(next, from);
            self.layout.clear_stack(next);
            self.enter(to, scene, next, Way::SKIP, witness);
        }
    }

    fn choose(&self, choices: Stretch, scene: SceneIndex, from: &[u64], room: [&mut Vec<u64>; 2], skip: Option<SceneIndex>, witness: &mut impl Witness) {
        let [after, next] = room;
        let mut stuck = true;
        for (at, number) in choices.range().zip(u32::try_from(choices.range().start).unwrap_or(0)..) {
            let choice = self.moves[at];
            if let Some(when) = choice.when {
                let open = self.holds(when, from);
                witness.read(when, open);
                if !open {
                    witness.closed(at);
                    continue;
                }
            }
            stuck = false;
            copy(after, from);
            choice.mark.set(after, 1);
            for at in choice.effects.0 as usize..choice.effects.1 as usize {
                if self.effects[at].apply(after) {
                    witness.saturated(at);
                }
            }
            witness.open(at, after);
            match choice.way {
                Go::To(to) => {
                    copy(next, after);
                    self.enter(to, scene, next, Way::choice(number), witness);
                }
                Go::By(route) => self.follow(route, scene, after, next, Way::choice(number), witness),
            }
            if let Some(to) = skip {
                copy(next, after);
                self.layout.clear_stack(next);
                self.enter(to, scene, next, Way::choice_then_skip(number), witness);
            }
        }
        if stuck {
            witness.stuck();
        }
    }

    /// Routes lie inside each other no deeper than a file's values do.
    fn follow(&self, route: RouteIndex, scene: SceneIndex, state: &[u64], next: &mut [u64], way: Way, witness: &mut impl Witness) {
        match self.program.routes[route.0 as usize] {
            RouteCode::To(to) => {
                copy(next, state);
                self.enter(to, scene, next, way, witness);
            }
            RouteCode::Detour { detour, then } => {
                copy(next, state);
                self.layout.push(next, then);
                self.enter(detour, scene, next, way, witness);
            }
            RouteCode::Branches(branches) => {
                let taken = branches.range().find(|&at| {
                    self.program.branches[at].when.is_none_or(|when| {
                        let truth = self.holds(when, state);
                        witness.read(when, truth);
                        truth
                    })
                });
                if let Some(at) = taken {
                    witness.branch(at);
                    self.follow(self.program.branches[at].route, scene, state, next, way, witness);
                }
            }
            RouteCode::Chance(arms) => {
                for at in arms.range() {
                    witness.arm(at);
                    self.follow(self.program.arms[at].route, scene, state, next, way, witness);
                }
            }
        }
    }

    /// Leaves a scene for another.
    #[inline]
    fn enter(&self, to: SceneIndex, left: SceneIndex, state: &mut [u64], way: Way, witness: &mut impl Witness) {
        self.layout.visited(left).set(state, 1);
        self.layout.scene.set(state, u64::from(to.0));
        witness.reach(state, way);
    }
}

impl Effect {
    fn of(field: Field, bounds: VariableCode, change: Change) -> Self {
        match change {
            Change::Add(more) => Effect::Add { field, more, bounds },
            Change::Set(wanted) => {
                let value = wanted.clamp(bounds.min, bounds.max);
                let number = u32::try_from(from_least(bounds, value)).unwrap_or(u32::MAX);
                Effect::Set { field, number, saturates: value != wanted }
            }
        }
    }

    /// Changes the field; says whether a bound kept it from what was wanted.
    #[inline]
    fn apply(self, words: &mut [u64]) -> bool {
        match self {
            Effect::Set { field, number, saturates } => {
                field.set(words, u64::from(number));
                saturates
            }
            Effect::Add { field, more, bounds } => {
                let value = i64::from(bounds.min) + i64::try_from(field.get(words)).unwrap_or(0);
                let wanted = i32::try_from(value).unwrap_or(bounds.max).saturating_add(more);
                let value = wanted.clamp(bounds.min, bounds.max);
                field.set(words, from_least(bounds, value));
                value != wanted
            }
        }
    }
}
