//! A path picked choice by choice by the trainer, from the beginning or from a fork: « et si on avait… ».

use std::rc::Rc;

use crate::engine::{Misuse, Session, Step};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// A path under composition. It stands at a decision or at an ending.
#[derive(Clone, Debug)]
pub struct Composer {
    session: Session,
    /// The decisions that were there from the start: the path up to the fork.
    kept: usize,
}

impl Composer {
    /// A path from the beginning of the story, played with the seed of the group session.
    #[must_use]
    pub fn new(scenario: &Rc<Scenario>, seed: u32) -> Self {
        let mut session = Session::start(Rc::clone(scenario), u64::from(seed), &mut Vec::new());
        go_on(&mut session);
        Self { session, kept: 0 }
    }

    /// A path that stands again at the `decision`-th decision of another (from 0). `None` if that one has fewer.
    #[must_use]
    pub fn forked(path: &Session, decision: usize) -> Option<Self> {
        Some(Self { session: upto(path, decision)?, kept: decision })
    }

    /// The play-through so far.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The choices made so far, those before the fork too.
    #[must_use]
    pub fn path(&self) -> Vec<ChoiceIndex> {
        self.session.path().collect()
    }

    /// How many of its decisions stood before the fork; 0 where it was composed from the beginning.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// The decision that waits; `None` once the story is over.
    #[must_use]
    pub fn waiting(&self) -> Option<SceneIndex> {
        self.session.offers().next().map(|_| self.session.state().scene())
    }

    /// The choices that can be made now, in the order of the text.
    #[must_use]
    pub fn open(&self) -> Vec<ChoiceIndex> {
        self.session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect()
    }

    /// Makes a choice and goes on to the next decision.
    ///
    /// # Errors
    /// [`Misuse`] if it is not open now.
    pub fn choose(&mut self, choice: ChoiceIndex) -> Result<(), Misuse> {
        self.session.choose(choice, &mut Vec::new())?;
        go_on(&mut self.session);
        Ok(())
    }

    /// Whether a choice can be taken back: none before the fork can.
    #[must_use]
    pub fn can_take_back(&self) -> bool {
        self.session.path().count() > self.kept
    }

    /// Takes the last choice back.
    pub fn take_back(&mut self) {
        if self.can_take_back() {
            if let Some(before) = upto(&self.session, self.session.path().count() - 1) {
                self.session = before;
            }
        }
    }
}

/// Scenes that ask nothing are walked through; a case in which they lead in a circle stops there.
fn go_on(session: &mut Session) {
    let mut walked = session.clone();
    if walked.walk_to_decision(&mut Vec::new()).is_ok() {
        *session = walked;
    }
}

/// The same path as it stood at its `decision`-th decision (from 0).
fn upto(path: &Session, decision: usize) -> Option<Session> {
    let made = path.steps().iter().enumerate().filter(|(_, step)| matches!(step, Step::Choose(_))).map(|(at, _)| at);
    let end = made.chain([path.steps().len()]).nth(decision)?;
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(path.scenario()), path.seed(), &mut events);
    for &step in &path.steps()[..end] {
        session.take(step, &mut events).ok()?;
        events.clear();
    }
    Some(session)
}
