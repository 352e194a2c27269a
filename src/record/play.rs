//! The fold over the journal: where an attempt stands, and what may be written next.

use std::rc::Rc;

use thiserror::Error;

use super::answer::{Answer, Hesitation, NONE_FITS};
use super::event::{Event, Happened};
use super::{FORMAT_CURRENT, Journal, REASON_LETTERS};
use crate::engine::{Misuse, Phase, Session};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::reading;

/// An attempt as its journal tells it.
#[derive(Clone, Debug)]
pub struct Play {
    scenario: Rc<Scenario>,
    /// The path that counts.
    counted: Session,
    /// The branch under way, once the path is over.
    branch: Option<WhatIf>,
    answers: Vec<Answer>,
    /// The milliseconds at which each answer was given.
    times: Vec<u64>,
    branches: Vec<WhatIf>,
    /// Whether the scene reached was shown.
    shown: bool,
    handed_over: bool,
    rereadings: u32,
    opened: Vec<String>,
    next: u32,
    elapsed: u64,
}

/// A « Et si… ? »: a branch that leaves the path at a decision and is not counted.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The decision of the path (from 0) at which it leaves.
    pub decision: usize,
    /// How far it went.
    pub session: Session,
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A scene: its decision or its passage waits.
    Scene(SceneIndex),
    /// What follows from a choice.
    Outcome(ChoiceIndex),
    /// An ending.
    Ending(SceneIndex),
}

/// An event that does not fit the journal before it, or the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The journal was written in another format.
    #[error("the journal has format {0}, this version reads {FORMAT_CURRENT}")]
    Format(u32),
    /// Numbers must follow each other.
    #[error("event {found} stands where event {expected} belongs")]
    Number {
        /// The number that belongs there.
        expected: u32,
        /// The number found.
        found: u32,
    },
    /// A scene that the scenario does not have, or does not lead to.
    #[error("event {number}: the scenario does not show scene {scene:?} here")]
    Scene {
        /// The event.
        number: u32,
        /// The scene.
        scene: String,
    },
    /// An ending that the path has not reached.
    #[error("event {number}: the path has not reached the ending {ending:?}")]
    Ending {
        /// The event.
        number: u32,
        /// The ending.
        ending: String,
    },
    /// A choice that the scenario does not have here.
    #[error("event {number}: the scene has no choice {choice:?}")]
    Choice {
        /// The event.
        number: u32,
        /// The choice.
        choice: String,
    },
    /// An answer that the decision does not allow.
    #[error("event {number}: {what} is not an answer to this decision")]
    Answer {
        /// The event.
        number: u32,
        /// What does not fit.
        what: &'static str,
    },
    /// A call that the engine refuses.
    #[error("event {number}: {misuse}")]
    Misuse {
        /// The event.
        number: u32,
        /// Why.
        misuse: Misuse,
    },
}

impl Play {
    /// An attempt of which nothing is written yet.
    #[must_use]
    pub fn new(scenario: Rc<Scenario>, seed: u32) -> Self {
        let counted = Session::start(Rc::clone(&scenario), u64::from(seed), &mut Vec::new());
        Self {
            scenario,
            counted,
            branch: None,
            answers: Vec::new(),
            times: Vec::new(),
            branches: Vec::new(),
            shown: false,
            handed_over: false,
            rereadings: 0,
            opened: Vec::new(),
            next: 0,
            elapsed: 0,
        }
    }

    /// Folds a journal.
    ///
    /// # Errors
    /// The first event that does not fit.
    pub fn replay(scenario: Rc<Scenario>, journal: &Journal) -> Result<Self, Fault> {
        if journal.attempt.format != FORMAT_CURRENT {
            return Err(Fault::Format(journal.attempt.format));
        }
        let mut play = Self::new(scenario, journal.attempt.seed);
        journal.events.iter().try_for_each(|event| play.apply(event))?;
        Ok(play)
    }

    /// Applies one event.
    ///
    /// # Errors
    /// [`Fault`] if it does not fit; the play is then unchanged.
    pub fn apply(&mut self, event: &Event) -> Result<(), Fault> {
        let number = event.number;
        if number != self.next {
            return Err(Fault::Number { expected: self.next, found: number });
        }
        let misused = |misuse| Fault::Misuse { number, misuse };
        match &event.event {
            Happened::Shown(scene) => self.show(number, scene)?,
            Happened::Chose(answer) => self.answer(number, answer, event.elapsed)?,
            Happened::Skipped => {
                self.session_mut().skip(&mut Vec::new()).map_err(misused)?;
                self.shown = false;
            }
            Happened::WhatIf(decision) => {
                let decision = *decision as usize;
                let session = self.counted.rewound(decision).map_err(misused)?;
                self.leave_branch();
                self.branch = Some(WhatIf { decision, session });
                self.shown = false;
            }
            Happened::WhatIfLeft => self.leave_branch(),
            Happened::HandedOver => self.handed_over = true,
            Happened::Reread => self.rereadings += 1,
            Happened::Opened(resource) => self.opened.push(resource.clone()),
            Happened::Finished(ending) => self.finish(number, ending)?,
            Happened::Started | Happened::Selected(_) | Happened::Paused | Happened::Resumed => {}
        }
        self.next += 1;
        self.elapsed = self.elapsed.max(event.elapsed);
        Ok(())
    }

    fn show(&mut self, number: u32, scene: &str) -> Result<(), Fault> {
        let misused = |misuse| Fault::Misuse { number, misuse };
        let reached = if self.shown { self.session().next_scene().map_err(misused)? } else { self.session().state().scene() };
        if !self.scenario.is_named(reached, scene) {
            return Err(Fault::Scene { number, scene: scene.to_owned() });
        }
        if self.shown {
            self.session_mut().proceed(&mut Vec::new()).map_err(misused)?;
        }
        self.shown = true;
        Ok(())
    }

    fn answer(&mut self, number: u32, answer: &Answer, elapsed: u64) -> Result<(), Fault> {
        let scene = self.session().state().scene();
        if !self.shown || !self.scenario.is_named(scene, &answer.scene) {
            return Err(Fault::Scene { number, scene: answer.scene.clone() });
        }
        let choice = self.find_choice(number, scene, &answer.choice)?;
        self.check_answer(number, scene, choice, answer)?;
        self.session_mut().choose(choice, &mut Vec::new()).map_err(|misuse| Fault::Misuse { number, misuse })?;
        if self.branch.is_none() {
            self.answers.push(answer.clone());
            self.times.push(elapsed);
        }
        Ok(())
    }

    fn finish(&self, number: u32, ending: &str) -> Result<(), Fault> {
        let session = self.session();
        let reached = session.is_over() && self.scenario.ends_as(session.state().scene(), ending);
        if reached { Ok(()) } else { Err(Fault::Ending { number, ending: ending.to_owned() }) }
    }

    fn find_choice(&self, number: u32, scene: SceneIndex, choice: &str) -> Result<ChoiceIndex, Fault> {
        self.scenario.find_choice(scene, choice).ok_or_else(|| Fault::Choice { number, choice: choice.to_owned() })
    }

    fn check_answer(&self, number: u32, scene: SceneIndex, choice: ChoiceIndex, answer: &Answer) -> Result<(), Fault> {
        if let Some(Hesitation::With(other)) = &answer.hesitation {
            if self.find_choice(number, scene, other)? == choice {
                return Err(Fault::Answer { number, what: "a hesitation with the choice made" });
            }
        }
        if let Some(motive) = &answer.motive {
            let motives = self.scenario.decision(scene).and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
            if motive != NONE_FITS && !motives.iter().any(|known| *known.id == *motive) {
                return Err(Fault::Answer { number, what: "this motive" });
            }
        }
        if answer.reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_LETTERS) {
            return Err(Fault::Answer { number, what: "a reason of more than 280 letters" });
        }
        Ok(())
    }

    fn leave_branch(&mut self) {
        if let Some(branch) = self.branch.take() {
            self.branches.push(branch);
            self.shown = true;
        }
    }

    /// The events that begin an attempt.
    #[must_use]
    pub fn beginning(&self) -> Vec<Happened> {
        let mut events = vec![Happened::Started];
        events.extend(Self::arrival(&self.counted));
        events
    }

    /// The events that « Valider » writes: the choice, and the next scene where the choice has no outcome to show.
    ///
    /// # Errors
    /// As [`Play::apply`].
    pub fn choosing(&self, answer: Answer) -> Result<Vec<Happened>, Fault> {
        let mut events = self.owed();
        events.push(Happened::Chose(answer));
        let mut ahead = self.clone();
        for event in &events {
            ahead.apply(&Event { number: ahead.next, elapsed: ahead.elapsed, event: event.clone() })?;
        }
        if !ahead.has_outcome() {
            events.extend(ahead.going_on()?);
        }
        Ok(events)
    }

    /// The events that « Continuer » writes: the next scene, and the ending if it is one.
    ///
    /// # Errors
    /// [`Fault::Misuse`] where a decision waits or the story is over.
    pub fn going_on(&self) -> Result<Vec<Happened>, Fault> {
        let mut session = self.session().clone();
        session.proceed(&mut Vec::new()).map_err(|misuse| Fault::Misuse { number: self.next, misuse })?;
        let mut events = self.owed();
        events.extend(Self::arrival(&session));
        Ok(events)
    }

    /// What was still to be written when the page was killed between two events of one gesture: that the scene is shown.
    fn owed(&self) -> Vec<Happened> {
        if self.shown { Vec::new() } else { Self::arrival(self.session()) }
    }

    /// The events that skipping the sensitive scenes writes.
    ///
    /// # Errors
    /// [`Fault::Misuse`] if the case has nothing to skip.
    pub fn skipping(&self) -> Result<Vec<Happened>, Fault> {
        let mut session = self.session().clone();
        session.skip(&mut Vec::new()).map_err(|misuse| Fault::Misuse { number: self.next, misuse })?;
        let mut events = vec![Happened::Skipped];
        events.extend(Self::arrival(&session));
        Ok(events)
    }

    /// The events that « Et si… ? » writes at a decision of the path, from 0.
    ///
    /// # Errors
    /// [`Fault::Misuse`] before the ending, or if the path has fewer decisions.
    pub fn wondering(&self, decision: usize) -> Result<Vec<Happened>, Fault> {
        let session = self.counted.rewound(decision).map_err(|misuse| Fault::Misuse { number: self.next, misuse })?;
        let mut events = vec![Happened::WhatIf(u32::try_from(decision).unwrap_or(u32::MAX))];
        events.extend(Self::arrival(&session));
        Ok(events)
    }

    fn arrival(session: &Session) -> Vec<Happened> {
        let scenario = session.scenario();
        let scene = session.state().scene();
        let mut events = vec![Happened::Shown(scenario.scene(scene).id.to_string())];
        events.extend(scenario.ending(scene).map(|ending| Happened::Finished(ending.id.to_string())));
        events
    }

    /// What is on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let state = self.session().state();
        match state.phase() {
            Phase::Outcome(choice) => Screen::Outcome(choice),
            Phase::Scene if self.session().is_over() => Screen::Ending(state.scene()),
            Phase::Scene => Screen::Scene(state.scene()),
        }
    }

    /// Whether the outcome on the screen has anything to show.
    #[must_use]
    pub fn has_outcome(&self) -> bool {
        let Screen::Outcome(choice) = self.screen() else { return false };
        reading::shown(&self.scenario.choice(choice).outcome, self.session().outcome_items()).next().is_some()
    }

    /// The play-through on the screen: the branch under way, else the path that counts.
    #[must_use]
    pub fn session(&self) -> &Session {
        self.branch.as_ref().map_or(&self.counted, |branch| &branch.session)
    }

    fn session_mut(&mut self) -> &mut Session {
        self.branch.as_mut().map_or(&mut self.counted, |branch| &mut branch.session)
    }

    /// The path that counts.
    #[must_use]
    pub fn counted(&self) -> &Session {
        &self.counted
    }

    /// The branch under way.
    #[must_use]
    pub fn branch(&self) -> Option<&WhatIf> {
        self.branch.as_ref()
    }

    /// The branches tried and left.
    #[must_use]
    pub fn branches(&self) -> &[WhatIf] {
        &self.branches
    }

    /// The answers of the path that counts, in order.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The milliseconds since the beginning at which each answer was given.
    #[must_use]
    pub fn times(&self) -> &[u64] {
        &self.times
    }

    /// Whether the path that counts has reached an ending.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.counted.is_over()
    }

    /// Whether the path was handed over.
    #[must_use]
    pub fn is_handed_over(&self) -> bool {
        self.handed_over
    }

    /// How many times « Relire » was opened.
    #[must_use]
    pub fn rereadings(&self) -> u32 {
        self.rereadings
    }

    /// The resources opened, in order, as often as they were.
    #[must_use]
    pub fn opened(&self) -> &[String] {
        &self.opened
    }

    /// The number of the event to write next.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.next
    }

    /// The milliseconds of the last event.
    #[must_use]
    pub fn elapsed(&self) -> u64 {
        self.elapsed
    }

    /// The scenario played.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.scenario
    }
}
