//! « Collectif »: the case played once by the whole room, kept as the list of what was done.
//!
//! The list only grows, and is played again from its beginning whenever something is asked of it: a list that no longer fits the case says so, and where.

use std::rc::Rc;

use serde::Serialize;
use thiserror::Error;

use super::gather::{Outcome, Refusal, gather};
use super::gathered::Carrier;
use super::session::GroupSession;
use crate::engine::{Misuse, Session};
use crate::record::{Attempt, AttemptId, Given, GivenSkip, HandOver, Players, PlayersMode, Settings};
use crate::scenario::Scenario;
use crate::scenario::decode::record;
use crate::scenario::program::ChoiceIndex;
use crate::scenario::reading;

record! {
    /// The case as the room plays it.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Together {
        /// The id of the attempt that it becomes.
        pub attempt: AttemptId,
        /// The seed of its chances: that of the session when it began.
        pub seed: u32,
        /// What was done, in order.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub turns: Vec<Turn> = default,
    }
}

record! {
    /// One thing that the room did.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Turn {
        /// The scene where the story stood.
        pub scene: String,
        /// The branch taken; absent where the story only went on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub choice: Option<String>,
        /// Whether it went on past the sensitive scenes. No branch is then taken.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub skipped: bool = default,
    }
}

impl Turn {
    /// The story went on from a scene.
    fn on(scene: String) -> Self {
        Self { scene, choice: None, skipped: false }
    }
}

/// Why what the room played cannot be told or kept. `Display` is for engineers, [`TogetherFault::sentence`] for the trainer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TogetherFault {
    /// The story stands elsewhere.
    #[error("turn {turn}: the story does not stand in scene {scene:?} there")]
    Scene {
        /// Which turn, from 1.
        turn: usize,
        /// The scene recorded.
        scene: String,
    },
    /// A choice that the scene does not have.
    #[error("turn {turn}: the scene has no choice {choice:?}")]
    Choice {
        /// Which turn, from 1.
        turn: usize,
        /// The choice recorded.
        choice: String,
    },
    /// A call that the engine refuses.
    #[error("turn {turn}: {misuse}")]
    Misuse {
        /// Which turn, from 1.
        turn: usize,
        /// Why.
        misuse: Misuse,
    },
    /// Nothing was played.
    #[error("nothing was played together")]
    NotBegun,
    /// The session does not take it in.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl TogetherFault {
    /// What happened and what to do, for the trainer.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Scene { .. } | Self::Choice { .. } | Self::Misuse { .. } => {
                "Le récit commencé ne se rejoue plus : le cas a changé depuis, ou le fichier de la séance est abîmé. Les votes sont gardés ; recommencez le récit."
                    .to_owned()
            }
            Self::NotBegun => "Rien n’a encore été joué ensemble.".to_owned(),
            Self::Refused(refusal) => refusal.sentence(),
        }
    }
}

impl Together {
    /// A play-through of which nothing was done yet. `random` comes from the platform's cryptographic source.
    #[must_use]
    pub fn begin(random: [u8; 16], seed: u32) -> Self {
        Self { attempt: AttemptId(random), seed, turns: Vec::new() }
    }

    /// The play-through, where the room is.
    ///
    /// # Errors
    /// [`TogetherFault`] at the first turn that the case does not allow.
    pub fn replay(&self, scenario: &Rc<Scenario>) -> Result<Session, TogetherFault> {
        self.replay_to(scenario, self.turns.len())
    }

    fn replay_to(&self, scenario: &Rc<Scenario>, end: usize) -> Result<Session, TogetherFault> {
        let mut events = Vec::new();
        let mut session = Session::start(Rc::clone(scenario), u64::from(self.seed), &mut events);
        for (turn, done) in (1..).zip(&self.turns).take(end) {
            let here = session.state().scene();
            if !scenario.is_named(here, &done.scene) {
                return Err(TogetherFault::Scene { turn, scene: done.scene.clone() });
            }
            let step = match &done.choice {
                Some(id) => {
                    let choice = scenario.find_choice(here, id).filter(|_| !done.skipped);
                    session.choose(choice.ok_or_else(|| TogetherFault::Choice { turn, choice: id.clone() })?, &mut events)
                }
                None if done.skipped => session.skip(&mut events),
                None => session.proceed(&mut events),
            };
            step.map_err(|misuse| TogetherFault::Misuse { turn, misuse })?;
            events.clear();
        }
        Ok(session)
    }

    /// The room takes a branch. Where it has nothing to show at once, the story goes on to the next scene, as it does for one who plays.
    ///
    /// # Errors
    /// [`TogetherFault`] if the list is damaged or the branch is not open here. The list is then unchanged.
    pub fn take(&mut self, scenario: &Rc<Scenario>, choice: ChoiceIndex) -> Result<(), TogetherFault> {
        let mut session = self.replay(scenario)?;
        let scene = scenario.scene(session.state().scene()).id.to_string();
        let turn = self.turns.len() + 1;
        session.choose(choice, &mut Vec::new()).map_err(|misuse| TogetherFault::Misuse { turn, misuse })?;
        self.turns.push(Turn { choice: Some(scenario.choice(choice).id.to_string()), ..Turn::on(scene.clone()) });
        if !has_outcome(&session, choice) && session.proceed(&mut Vec::new()).is_ok() {
            self.turns.push(Turn::on(scene));
        }
        Ok(())
    }

    /// The story goes on: from what followed a choice, from a scene that asks nothing.
    ///
    /// # Errors
    /// [`TogetherFault`] if the list is damaged, a decision waits or the story is over. The list is then unchanged.
    pub fn go_on(&mut self, scenario: &Rc<Scenario>) -> Result<(), TogetherFault> {
        let mut session = self.replay(scenario)?;
        let scene = scenario.scene(session.state().scene()).id.to_string();
        session.proceed(&mut Vec::new()).map_err(|misuse| TogetherFault::Misuse { turn: self.turns.len() + 1, misuse })?;
        self.turns.push(Turn::on(scene));
        Ok(())
    }

    /// The story goes on past the sensitive scenes, as it does for one who plays: from a scene, a decision that waits, or what followed a choice.
    ///
    /// # Errors
    /// [`TogetherFault`] if the list is damaged, the case has nothing to skip or the story is over. The list is then unchanged.
    pub fn skip(&mut self, scenario: &Rc<Scenario>) -> Result<(), TogetherFault> {
        let mut session = self.replay(scenario)?;
        let scene = scenario.scene(session.state().scene()).id.to_string();
        session.skip(&mut Vec::new()).map_err(|misuse| TogetherFault::Misuse { turn: self.turns.len() + 1, misuse })?;
        self.turns.push(Turn { skipped: true, ..Turn::on(scene) });
        Ok(())
    }

    /// Whether the sensitive scenes were skipped.
    #[must_use]
    pub fn has_skipped(&self) -> bool {
        self.turns.iter().any(|turn| turn.skipped)
    }

    /// How many branches the room has taken.
    #[must_use]
    pub fn decisions(&self) -> usize {
        self.turns.iter().filter(|turn| turn.choice.is_some()).count()
    }

    /// The last decision: where the story stood before, and the branch taken. On that copy another branch can be told, to compare.
    ///
    /// # Errors
    /// [`TogetherFault`] if the list is damaged.
    pub fn last_decision(&self, scenario: &Rc<Scenario>) -> Result<Option<(Session, ChoiceIndex)>, TogetherFault> {
        let last = self.turns.iter().enumerate().rev().find_map(|(at, turn)| Some((at, turn.choice.as_deref()?)));
        let Some((at, id)) = last else { return Ok(None) };
        let before = self.replay_to(scenario, at)?;
        let taken = scenario.find_choice(before.state().scene(), id);
        Ok(taken.map(|taken| (before, taken)))
    }

    /// The parcours of a room of so many people, as far as it was played.
    ///
    /// # Errors
    /// [`TogetherFault`] if the list is damaged.
    pub fn hand_over(&self, scenario: &Rc<Scenario>, people: u32) -> Result<HandOver, TogetherFault> {
        let session = self.replay(scenario)?;
        let mode = match people {
            0 | 1 => PlayersMode::Alone,
            2 => PlayersMode::Pair,
            _ => PlayersMode::Group,
        };
        let players = Players { mode, people: people.max(1) };
        // Its settings and its date are not handed over.
        let attempt = Attempt::new(scenario, self.attempt.0, 0, self.seed, players, Settings::default());
        let path = self.turns.iter().filter_map(|turn| Some(Given { scene: turn.scene.clone(), choice: turn.choice.clone()?, ..Given::default() })).collect();
        let ending = scenario.ending(session.state().scene()).map(|ending| ending.id.to_string());
        Ok(HandOver { skips: GivenSkip::all(session.steps()), ..HandOver::bare(attempt, path, ending) })
    }
}

/// Whether a choice just made has anything to show before the story goes on.
fn has_outcome(session: &Session, choice: ChoiceIndex) -> bool {
    reading::shown(&session.scenario().choice(choice).outcome, session.outcome_items()).next().is_some()
}

/// What a room is at least, where nobody counted it.
const ROOM: u32 = 3;

impl GroupSession {
    /// How many people play together: the room as the trainer counted it, else the largest vote, else three, the smallest group.
    #[must_use]
    pub fn room_people(&self) -> u32 {
        let voted = self.ballots.iter().map(super::Ballot::total).max().unwrap_or(0);
        match (self.room, voted) {
            (0, 0) => ROOM,
            (0, voted) => voted,
            (room, _) => room,
        }
    }

    /// What the room played becomes a parcours of the session. Done again, it is recognised: the same, or further. It is offered from the first: the whole room
    /// saw it as it was made.
    ///
    /// # Errors
    /// [`TogetherFault`] if nothing was played, the list is damaged, or the session takes no more parcours.
    pub fn keep_together(&mut self, scenario: &Rc<Scenario>) -> Result<Outcome, TogetherFault> {
        let together = self.together.as_ref().ok_or(TogetherFault::NotBegun)?;
        let hand_over = together.hand_over(scenario, self.room_people())?;
        let outcome = gather(self, scenario, Carrier::Room, hand_over)?;
        if matches!(outcome, Outcome::Added { .. }) {
            if let Some(added) = self.gathered.last_mut() {
                added.offered = true;
            }
        }
        Ok(outcome)
    }
}
