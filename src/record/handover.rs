//! What a person gives of an attempt, and what can be read of it again.

use std::rc::Rc;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::answer::{Answer, Hesitation};
use super::{Attempt, AttemptId, Play, Players};
use crate::engine::{MOST_PASSAGES, Misuse, Session, Step};
use crate::scenario::Scenario;
use crate::scenario::decode::{record, words};

record! {
    /// A path that was handed over. By default it holds the choices, the hesitations and the motives; nothing else unless the person ticked it.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct HandOver {
        /// The format of this file: 1.
        pub format: u32,
        /// `bifurque-parcours`
        pub kind: HandOverKind,
        /// The attempt's id: the same attempt given twice is recognised by it.
        pub attempt: AttemptId,
        /// The scenario's id.
        pub scenario: String,
        /// The scenario's title.
        pub title: String,
        /// The scenario's version.
        pub version: String,
        /// The scenario's digest.
        pub digest: String,
        /// The scenario's shape tag.
        pub shape: u32,
        /// The seed of its chances.
        pub seed: u32,
        /// The version of the engine's rules.
        pub engine: u32,
        /// Who played.
        pub players: Players,
        /// What was decided, in order.
        pub path: Vec<Given>,
        /// The ending reached; absent when the path stops before one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ending: Option<String>,
        /// Where the sensitive scenes were skipped, in order.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub skips: Vec<GivenSkip> = default,
        /// How often « Relire » was opened, if the person gives it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rereadings: Option<u32>,
        /// The resources opened, if the person gives them.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub opened: Option<Vec<String>>,
    }
}

words! {
    /// Says that a file is a hand-over.
    pub enum HandOverKind {
        /// The only kind there is.
        Path = "bifurque-parcours",
    }
}

impl Serialize for HandOverKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// One decision of a path that was handed over.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Given {
        /// The scene that asked.
        pub scene: String,
        /// The choice made.
        pub choice: String,
        /// What was answered to « Avez-vous hésité ? »
        #[serde(skip_serializing_if = "Option::is_none")]
        pub hesitation: Option<Hesitation>,
        /// The motive picked.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub motive: Option<String>,
        /// The reason in one's own words, if the person gives it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Milliseconds since the attempt began, if the person gives them.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub elapsed: Option<u64>,
    }
}

record! {
    /// A place of the path from which the sensitive scenes were skipped.
    #[derive(Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct GivenSkip {
        /// How many decisions were made before.
        pub decisions: u32,
        /// How many times the person went on since the last of them, or since the last skip: the scenes left on the way count in later conditions.
        pub passages: u32,
    }
}

impl GivenSkip {
    /// Where the sensitive scenes were skipped in a play-through, in order.
    #[must_use]
    pub fn all(steps: &[Step]) -> Vec<Self> {
        let mut skips = Vec::new();
        let mut here = Self { decisions: 0, passages: 0 };
        for step in steps {
            match step {
                Step::Choose(_) => here = Self { decisions: here.decisions + 1, passages: 0 },
                Step::Proceed => here.passages += 1,
                Step::Skip => {
                    skips.push(here);
                    here.passages = 0;
                }
            }
        }
        skips
    }
}

/// What the person ticked. Nothing is ticked at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// When each decision was made.
    pub times: bool,
    /// How often « Relire » was opened.
    pub rereadings: bool,
    /// Which resources were opened.
    pub resources: bool,
    /// The reasons in one's own words.
    pub reasons: bool,
}

impl HandOver {
    /// What a person gives of an attempt, possibly before its end. Only the first path counts: no « Et si… ? » is in it.
    #[must_use]
    pub fn of(attempt: &Attempt, play: &Play, sharing: Sharing) -> Self {
        let session = play.counted();
        let path = play.answers().iter().zip(play.times()).map(|(answer, elapsed)| given(answer, *elapsed, sharing)).collect();
        let ending = play.scenario().ending(session.state().scene()).map(|ending| ending.id.to_string());
        Self {
            skips: GivenSkip::all(session.steps()),
            rereadings: sharing.rereadings.then(|| play.rereadings()),
            opened: sharing.resources.then(|| play.opened().to_vec()),
            ..Self::bare(attempt.clone(), path, ending)
        }
    }

    /// What was decided in an attempt, and the ending reached; nothing besides.
    #[must_use]
    pub fn bare(attempt: Attempt, path: Vec<Given>, ending: Option<String>) -> Self {
        Self {
            format: attempt.format,
            kind: HandOverKind::Path,
            attempt: attempt.id,
            scenario: attempt.scenario,
            title: attempt.title,
            version: attempt.version,
            digest: attempt.digest,
            shape: attempt.shape,
            seed: attempt.seed,
            engine: attempt.engine,
            players: attempt.players,
            path,
            ending,
            skips: Vec::new(),
            rereadings: None,
            opened: None,
        }
    }
}

impl HandOver {
    /// Writes it as a file.
    #[must_use]
    pub fn write(&self) -> String {
        super::json(self)
    }
}

fn given(answer: &Answer, elapsed: u64, sharing: Sharing) -> Given {
    Given {
        scene: answer.scene.clone(),
        choice: answer.choice.clone(),
        hesitation: answer.hesitation.clone(),
        motive: answer.motive.clone(),
        reason: answer.reason.clone().filter(|_| sharing.reasons),
        elapsed: sharing.times.then_some(elapsed),
    }
}

/// A path ready to be told: from an attempt under way, or from a file.
#[derive(Clone, Debug)]
pub struct Recap {
    /// The play-through, at the point where the path stops.
    pub session: Session,
    /// The answers, in order.
    pub answers: Vec<Answer>,
}

/// A path that the scenario does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HandOverFault {
    /// A decision that the scenario does not ask there.
    #[error("decision {decision}: the scenario does not offer {choice:?} in scene {scene:?} there")]
    Decision {
        /// Which decision of the path, from 0.
        decision: usize,
        /// The scene recorded.
        scene: String,
        /// The choice recorded.
        choice: String,
    },
    /// A call that the engine refuses.
    #[error("decision {decision}: {misuse}")]
    Misuse {
        /// Which decision of the path, from 0.
        decision: usize,
        /// Why.
        misuse: Misuse,
    },
    /// The path ends elsewhere than recorded.
    #[error("the path does not reach the ending {0:?}")]
    Ending(String),
}

impl Recap {
    /// The path of an attempt.
    #[must_use]
    pub fn of(play: &Play) -> Self {
        Self { session: play.counted().clone(), answers: play.answers().to_vec() }
    }

    /// Walks a path that was handed over.
    ///
    /// # Errors
    /// [`HandOverFault`] where the scenario does not allow it.
    pub fn read(scenario: &Rc<Scenario>, file: &HandOver) -> Result<Self, HandOverFault> {
        let mut events = Vec::new();
        let mut session = Session::start(Rc::clone(scenario), u64::from(file.seed), &mut events);
        let mut answers = Vec::new();
        for (decision, given) in file.path.iter().enumerate() {
            let misused = |misuse| HandOverFault::Misuse { decision, misuse };
            let fault = || HandOverFault::Decision { decision, scene: given.scene.clone(), choice: given.choice.clone() };
            Self::skip_after(file, decision, &mut session)?;
            session.walk_to_decision(&mut events).map_err(misused)?;
            let scene = session.state().scene();
            if scenario.find_scene(&given.scene) != Some(scene) {
                return Err(fault());
            }
            let choice = scenario.find_choice(scene, &given.choice).ok_or_else(fault)?;
            session.choose(choice, &mut events).map_err(misused)?;
            events.clear();
            answers.push(Answer {
                scene: given.scene.clone(),
                choice: given.choice.clone(),
                hesitation: given.hesitation.clone(),
                motive: given.motive.clone(),
                reason: given.reason.clone(),
                timed_out: false,
            });
        }
        Self::skip_after(file, file.path.len(), &mut session)?;
        if let Some(ending) = &file.ending {
            session.walk_to_decision(&mut events).map_err(|misuse| HandOverFault::Misuse { decision: file.path.len(), misuse })?;
            if !scenario.ends_as(session.state().scene(), ending) {
                return Err(HandOverFault::Ending(ending.clone()));
            }
        }
        Ok(Self { session, answers })
    }

    fn skip_after(file: &HandOver, decision: usize, session: &mut Session) -> Result<(), HandOverFault> {
        let misused = |misuse| HandOverFault::Misuse { decision, misuse };
        for skip in file.skips.iter().filter(|skip| skip.decisions as usize == decision) {
            // A file from elsewhere may ask for any number: passages that lead in a circle would never end.
            if skip.passages as usize > MOST_PASSAGES {
                return Err(misused(Misuse::NoWayOn));
            }
            for _ in 0..skip.passages {
                session.proceed(&mut Vec::new()).map_err(misused)?;
            }
            session.skip(&mut Vec::new()).map_err(misused)?;
        }
        Ok(())
    }
}
