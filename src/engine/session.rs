//! One play-through: what is offered, what a choice does, where it leads.

use std::rc::Rc;

use thiserror::Error;

use super::chance;
use super::event::Event;
use super::state::{Phase, State};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, ConditionIndex, ExitCode, RouteCode, RouteIndex, SceneIndex, Stretch};

/// How many passages and returns are walked in a row before a path counts as leading in a circle. Not tied to the number of scenes: a detour that is taken
/// from several passages shows its scenes each time.
pub const MOST_PASSAGES: usize = 10_000;

/// A play-through of a scenario with a seed.
///
/// ```
/// # use bifurque::{engine::Session, scenario::Scenario};
/// # let scenario = Scenario::load(bifurque::example::SCENARIO.as_bytes(), None).unwrap();
/// let mut events = Vec::new();
/// let mut session = Session::start(scenario, 0, &mut events);
/// while !session.is_over() {
///     let open = session.offers().find(|offer| offer.open);
///     match open {
///         Some(offer) => session.choose(offer.choice, &mut events).unwrap(),
///         None => session.proceed(&mut events).unwrap(),
///     }
/// }
/// assert_eq!(session.path().count(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Rc<Scenario>,
    seed: u64,
    state: State,
    /// Which items of the scene are shown: evaluated once, on entering it.
    items: Vec<bool>,
    /// Which items of the outcome are shown: evaluated once, after the choice's effects.
    outcome: Vec<bool>,
    steps: Vec<Step>,
}

/// One call that moved a play-through on. The list of them, with the seed, is the play-through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// [`Session::choose`].
    Choose(ChoiceIndex),
    /// [`Session::proceed`].
    Proceed,
    /// [`Session::skip`].
    Skip,
}

/// A choice as it is offered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The choice.
    pub choice: ChoiceIndex,
    /// Whether it can be made. A choice that is not open is shown with its reason when the author wrote one, else hidden.
    pub open: bool,
}

/// A call that does not fit where the play-through stands. The state is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Misuse {
    /// `choose` where no decision is asked.
    #[error("no decision is asked here: call `proceed`")]
    NoDecision,
    /// `choose` with a choice of another scene.
    #[error("this choice belongs to another scene: choose among `offers`")]
    ElsewhereChoice,
    /// `choose` with a choice that is not open.
    #[error("this choice is not open now: choose among the open `offers`")]
    ClosedChoice,
    /// `proceed` where a decision waits.
    #[error("a decision waits here: call `choose`")]
    DecisionWaits,
    /// `choose` or `proceed` after an ending.
    #[error("the story is over: go back to a decision with `rewound`")]
    Over,
    /// `rewound` before an ending.
    #[error("going back opens after an ending: the story goes on")]
    NotOver,
    /// `rewound` to a decision that was not reached.
    #[error("this path has fewer decisions")]
    NoSuchDecision,
    /// A `return` where no detour was begun, which the checker reports; a route without a branch, which the loader refuses; or more passages on end than
    /// [`MOST_PASSAGES`].
    #[error("nothing leads on from here")]
    NoWayOn,
    /// `skip` in a case that names no place to skip to.
    #[error("this case has nothing to skip")]
    NothingToSkip,
}

impl Session {
    /// Begins a play-through: the first scene is entered.
    #[must_use]
    pub fn start(scenario: Rc<Scenario>, seed: u64, events: &mut Vec<Event>) -> Self {
        let state = State::new(&scenario.program);
        let start = scenario.program.start;
        let mut session = Self { scenario, seed, state, items: Vec::new(), outcome: Vec::new(), steps: Vec::new() };
        session.enter(start, events);
        session
    }

    /// The scenario played.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.scenario
    }

    /// The seed of its chances.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The calls made so far, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The choices made so far, in order.
    pub fn path(&self) -> impl Iterator<Item = ChoiceIndex> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Choose(choice) => Some(*choice),
            Step::Proceed | Step::Skip => None,
        })
    }

    /// Makes one call again.
    ///
    /// # Errors
    /// As the call itself.
    pub fn take(&mut self, step: Step, events: &mut Vec<Event>) -> Result<(), Misuse> {
        match step {
            Step::Choose(choice) => self.choose(choice, events),
            Step::Proceed => self.proceed(events),
            Step::Skip => self.skip(events),
        }
    }

    /// Which blocks, messages and comments of the scene are shown: for [`crate::scenario::reading::shown`].
    #[must_use]
    pub fn items(&self) -> &[bool] {
        &self.items
    }

    /// The same for the outcome of the choice just made; empty outside an outcome.
    #[must_use]
    pub fn outcome_items(&self) -> &[bool] {
        match self.state.phase {
            Phase::Scene => &[],
            Phase::Outcome(_) => &self.outcome,
        }
    }

    /// Which blocks of a resource are shown now.
    #[must_use]
    pub fn resource_items(&self, resource: usize) -> Vec<bool> {
        let mut items = Vec::new();
        if let Some(&stretch) = self.scenario.program.resources.get(resource) {
            self.evaluate(stretch, &mut items);
        }
        items
    }

    /// Whether an ending is reached.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.exit() == ExitCode::Ending
    }

    /// The choices of the decision that waits here, in order, open or not; none where no decision waits.
    pub fn offers(&self) -> impl Iterator<Item = Offer> + '_ {
        let program = &self.scenario.program;
        let choices = match (self.state.phase, self.exit()) {
            (Phase::Scene, ExitCode::Decision(choices)) => choices,
            _ => Stretch::default(),
        };
        choices.range().map(move |index| Offer {
            choice: ChoiceIndex(u32::try_from(index).unwrap_or(u32::MAX)),
            open: program.choices[index].when.is_none_or(|when| self.state.holds(program, when)),
        })
    }

    /// Makes a choice: its effects are applied in order, then its outcome is evaluated. [`Session::proceed`] takes its route.
    ///
    /// # Errors
    /// [`Misuse`] where no decision waits, or with a choice that is not open here.
    pub fn choose(&mut self, choice: ChoiceIndex, events: &mut Vec<Event>) -> Result<(), Misuse> {
        let program = &self.scenario.program;
        match (self.state.phase, self.exit()) {
            (Phase::Scene, ExitCode::Decision(choices)) if choices.range().contains(&choice.at()) => {}
            (Phase::Scene, ExitCode::Decision(_)) => return Err(Misuse::ElsewhereChoice),
            (_, ExitCode::Ending) => return Err(Misuse::Over),
            _ => return Err(Misuse::NoDecision),
        }
        let code = &program.choices[choice.at()];
        if code.when.is_some_and(|when| !self.state.holds(program, when)) {
            return Err(Misuse::ClosedChoice);
        }
        events.push(Event::Chose(choice));
        self.steps.push(Step::Choose(choice));
        self.state.chosen[choice.at()] = true;
        for &effect in &program.effects[code.effects.range()] {
            let saturated = self.state.apply(program, effect);
            events.push(Event::Wrote { variable: effect.variable, value: self.state.values[effect.variable.at()], saturated });
        }
        let mut outcome = std::mem::take(&mut self.outcome);
        self.evaluate(code.outcome, &mut outcome);
        self.outcome = outcome;
        self.state.phase = Phase::Outcome(choice);
        Ok(())
    }

    /// Goes on: from an outcome along the choice's route, from a passage along its own, from a detour's end back.
    ///
    /// # Errors
    /// [`Misuse`] where a decision waits or the story is over. The state is then unchanged.
    pub fn proceed(&mut self, events: &mut Vec<Event>) -> Result<(), Misuse> {
        let way = self.way()?;
        self.steps.push(Step::Proceed);
        self.leave(events);
        events.extend(way.drawn.into_iter().map(|(route, arm)| Event::Drew { route, arm }));
        match way.kind {
            WayKind::Plain => {}
            WayKind::Detour(then) => {
                self.state.stack.push(then);
                events.push(Event::Detoured(then));
            }
            WayKind::Return => {
                self.state.stack.pop();
                events.push(Event::Returned);
            }
        }
        self.enter(way.to, events);
        Ok(())
    }

    /// The scene to which [`Session::proceed`] leads now. Nothing changes.
    ///
    /// # Errors
    /// As [`Session::proceed`].
    pub fn next_scene(&self) -> Result<SceneIndex, Misuse> {
        self.way().map(|way| way.to)
    }

    /// Goes on past the sensitive scenes, to the place that the case's content warning names. Detours under way are given up.
    ///
    /// # Errors
    /// [`Misuse`] if the case names no such place or the story is over.
    pub fn skip(&mut self, events: &mut Vec<Event>) -> Result<(), Misuse> {
        let to = self.scenario.program.skip.ok_or(Misuse::NothingToSkip)?;
        if self.is_over() {
            return Err(Misuse::Over);
        }
        self.steps.push(Step::Skip);
        self.state.stack.clear();
        self.leave(events);
        self.enter(to, events);
        Ok(())
    }

    /// Whether there are sensitive scenes to go past: the case names a place after them, which this path has not reached.
    #[must_use]
    pub fn can_skip(&self) -> bool {
        self.scenario.program.skip.is_some_and(|to| to != self.state.scene() && self.state.visits(to) == 0) && !self.is_over()
    }

    /// A new play-through that stands again at the `decision`-th decision of this path (from 0): « Et si… ? ». This one is unchanged.
    ///
    /// # Errors
    /// [`Misuse`] before an ending, or if the path has fewer decisions.
    pub fn rewound(&self, decision: usize) -> Result<Self, Misuse> {
        if !self.is_over() {
            return Err(Misuse::NotOver);
        }
        let decisions = self.steps.iter().enumerate().filter(|(_, step)| matches!(step, Step::Choose(_)));
        let (end, _) = decisions.into_iter().nth(decision).ok_or(Misuse::NoSuchDecision)?;
        let mut events = Vec::new();
        let mut session = Self::start(Rc::clone(&self.scenario), self.seed, &mut events);
        for &step in &self.steps[..end] {
            session.take(step, &mut events)?;
            events.clear();
        }
        Ok(session)
    }

    /// Goes on through outcomes and passages until a decision waits or the story is over. Stops after [`MOST_PASSAGES`], since passages may lead in a circle.
    ///
    /// # Errors
    /// [`Misuse::NoWayOn`] if nothing leads on.
    pub fn walk_to_decision(&mut self, events: &mut Vec<Event>) -> Result<(), Misuse> {
        for _ in 0..=MOST_PASSAGES {
            match (self.state.phase, self.exit()) {
                (_, ExitCode::Ending) | (Phase::Scene, ExitCode::Decision(_)) => return Ok(()),
                _ => self.proceed(events)?,
            }
        }
        Err(Misuse::NoWayOn)
    }

    fn exit(&self) -> ExitCode {
        self.scenario.program.scenes[self.state.scene.at()].exit
    }

    fn enter(&mut self, scene: SceneIndex, events: &mut Vec<Event>) {
        self.state.scene = scene;
        self.state.phase = Phase::Scene;
        let code = &self.scenario.program.scenes[scene.at()];
        let (stretch, ends) = (code.items, code.exit == ExitCode::Ending);
        let mut items = std::mem::take(&mut self.items);
        self.evaluate(stretch, &mut items);
        self.items = items;
        events.push(Event::Entered(scene));
        if ends {
            events.push(Event::Ended(scene));
        }
    }

    fn leave(&mut self, events: &mut Vec<Event>) {
        let visits = &mut self.state.visits[self.state.scene.at()];
        *visits = visits.saturating_add(1);
        events.push(Event::Left(self.state.scene));
    }

    fn evaluate(&self, stretch: Stretch, shown: &mut Vec<bool>) {
        let program = &self.scenario.program;
        shown.clear();
        shown.extend(program.items[stretch.range()].iter().map(|item| item.conditions().all(|when| self.state.holds(program, when))));
    }

    /// The conditions that decide where [`Session::proceed`] leads now, in the order they are read.
    pub(super) fn conditions_ahead(&self) -> Vec<ConditionIndex> {
        let route = match (self.state.phase, self.exit()) {
            (Phase::Outcome(choice), _) => self.scenario.program.choices[choice.at()].route,
            (Phase::Scene, ExitCode::Passage(route)) => route,
            _ => return Vec::new(),
        };
        let mut read = Vec::new();
        // A way that leads nowhere is reported by `proceed`; here only what was read counts.
        let _ = self.follow(route, |condition| read.push(condition));
        read
    }

    fn way(&self) -> Result<Way, Misuse> {
        match (self.state.phase, self.exit()) {
            (_, ExitCode::Ending) => Err(Misuse::Over),
            (Phase::Outcome(choice), _) => self.follow(self.scenario.program.choices[choice.at()].route, |_| {}),
            (Phase::Scene, ExitCode::Passage(route)) => self.follow(route, |_| {}),
            (Phase::Scene, ExitCode::Return) => Ok(Way { to: *self.state.stack.last().ok_or(Misuse::NoWayOn)?, kind: WayKind::Return, drawn: Vec::new() }),
            (Phase::Scene, ExitCode::Decision(_)) => Err(Misuse::DecisionWaits),
        }
    }

    /// Where a route leads now, telling each condition read. Nothing changes: the visit being ended is not counted yet.
    fn follow(&self, route: RouteIndex, mut read: impl FnMut(ConditionIndex)) -> Result<Way, Misuse> {
        let program = &self.scenario.program;
        let mut drawn = Vec::new();
        let mut route = route;
        loop {
            match program.routes[route.0 as usize] {
                RouteCode::To(to) => return Ok(Way { to, kind: WayKind::Plain, drawn }),
                RouteCode::Detour { detour, then } => return Ok(Way { to: detour, kind: WayKind::Detour(then), drawn }),
                RouteCode::Branches(branches) => {
                    let taken = program.branches[branches.range()].iter().find(|branch| {
                        branch.when.is_none_or(|when| {
                            read(when);
                            self.state.holds(program, when)
                        })
                    });
                    route = taken.ok_or(Misuse::NoWayOn)?.route;
                }
                RouteCode::Chance(arms) => {
                    let arms = &program.arms[arms.range()];
                    let number = chance::draw(self.seed, route.0, self.state.visits[self.state.scene.at()]);
                    let arm = chance::pick(number, arms.iter().map(|arm| arm.weight));
                    drawn.push((route, u32::try_from(arm).unwrap_or(u32::MAX)));
                    route = arms.get(arm).ok_or(Misuse::NoWayOn)?.route;
                }
            }
        }
    }
}

/// A way found: where to, and how. The arm of a draw may lead to another draw.
struct Way {
    to: SceneIndex,
    kind: WayKind,
    drawn: Vec<(RouteIndex, u32)>,
}

enum WayKind {
    Plain,
    Detour(SceneIndex),
    Return,
}
