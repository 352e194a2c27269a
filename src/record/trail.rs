//! The walk that the path code and the QR code share: a path as a row of digits, each with its radix.
//!
//! From where play stands one goes on to the next decision or ending, and one digit says what was done there: which choice, in the order of the file; or
//! « stopped here ». In a case that has sensitive scenes a first digit says whether they were skipped; in a path that does, each digit may also say
//! « skipped on the way here », and another says from where. Writing and reading are this one walk with another guide, so that they cannot differ.

use std::rc::Rc;

use super::answer::Hesitation;
use super::handover::{Given, GivenSkip, HandOver};
use super::{Attempt, AttemptId, Players, Settings};
use crate::engine::{Misuse, Offer, Session};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// What a digit says.
pub(super) enum Question {
    /// Whether sensitive scenes were skipped anywhere: asked first, where there are any, so that a path that skips nothing pays little for it.
    Skips,
    /// What was done at a decision or an ending.
    Turn {
        /// The scene reached.
        scene: SceneIndex,
        /// How many choices it has; this number itself stands for « stopped here », the next for « skipped on the way here ».
        choices: u32,
        /// One more than the greatest answer.
        radix: u32,
    },
    /// How many times one went on before the sensitive scenes were skipped.
    Passages {
        /// One more than the greatest answer.
        radix: u32,
    },
}

impl Question {
    /// One more than the greatest answer.
    pub(super) fn radix(&self) -> u32 {
        match self {
            Self::Skips => 2,
            Self::Turn { radix, .. } | Self::Passages { radix } => *radix,
        }
    }
}

/// A path that was walked.
#[derive(Debug)]
pub(super) struct Trail {
    /// The decisions made, in order.
    pub(super) decided: Vec<Decided>,
    /// Where the sensitive scenes were skipped.
    pub(super) skips: Vec<GivenSkip>,
    /// The ending to which it leads.
    pub(super) ending: Option<SceneIndex>,
}

/// A decision made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    /// The scene that asked.
    pub(super) scene: SceneIndex,
    /// The choice made.
    pub(super) choice: ChoiceIndex,
    /// Its place in the decision, from 0.
    pub(super) place: u32,
    /// How many choices the decision has.
    pub(super) choices: u32,
}

/// The scenario does not allow what the guide says: after so many decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// How many decisions were made before.
    pub(super) decisions: u32,
}

/// Walks a scenario as the guide answers. A guide that has no answer ends the walk as lost.
pub(super) fn walk(scenario: &Rc<Scenario>, seed: u32, guide: &mut dyn FnMut(Question) -> Option<u32>) -> Result<Trail, Lost> {
    let skippable = scenario.program.skip.is_some() && guide(Question::Skips).ok_or(Lost { decisions: 0 })? == 1;
    let mut session = Session::start(Rc::clone(scenario), u64::from(seed), &mut Vec::new());
    let mut trail = Trail { decided: Vec::new(), skips: Vec::new(), ending: None };
    let mut events = Vec::new();
    loop {
        let decisions = u32::try_from(trail.decided.len()).unwrap_or(u32::MAX);
        let lost = Lost { decisions };
        let before = skippable.then(|| session.clone());
        let steps = session.steps().len();
        session.walk_to_decision(&mut events).map_err(|_| lost)?;
        events.clear();
        let passages = u32::try_from(session.steps().len() - steps).unwrap_or(u32::MAX);
        let scene = session.state().scene();
        let offers: Vec<Offer> = session.offers().collect();
        let choices = u32::try_from(offers.len()).unwrap_or(u32::MAX);
        let turn = guide(Question::Turn { scene, choices, radix: choices + 1 + u32::from(skippable) }).ok_or(lost)?;
        if let Some(offer) = offers.get(turn as usize) {
            session.choose(offer.choice, &mut events).map_err(|_| lost)?;
            trail.decided.push(Decided { scene, choice: offer.choice, place: turn, choices });
        } else if turn == choices {
            trail.ending = session.is_over().then_some(scene);
            return Ok(trail);
        } else {
            session = before.ok_or(lost)?;
            // From the ending itself there is nothing to skip.
            let radix = passages + u32::from(choices > 0);
            let passages = if radix > 0 { guide(Question::Passages { radix }).ok_or(lost)? } else { return Err(lost) };
            skip(&mut session, passages).map_err(|_| lost)?;
            trail.skips.push(GivenSkip { decisions, passages });
        }
    }
}

fn skip(session: &mut Session, passages: u32) -> Result<(), Misuse> {
    for _ in 0..passages {
        session.proceed(&mut Vec::new())?;
    }
    session.skip(&mut Vec::new())
}

/// Answers as a path that was handed over did.
pub(super) struct Witness<'a> {
    given: &'a HandOver,
    scenario: &'a Scenario,
    decisions: usize,
    skips: usize,
}

impl<'a> Witness<'a> {
    pub(super) fn new(given: &'a HandOver, scenario: &'a Scenario) -> Self {
        Self { given, scenario, decisions: 0, skips: 0 }
    }

    pub(super) fn answer(&mut self, question: &Question) -> Option<u32> {
        let skip = self.given.skips.get(self.skips).filter(|skip| skip.decisions as usize == self.decisions);
        match *question {
            Question::Skips => Some(u32::from(!self.given.skips.is_empty())),
            Question::Turn { choices, .. } if skip.is_some() => Some(choices + 1),
            Question::Turn { scene, choices, .. } => {
                let Some(given) = self.given.path.get(self.decisions) else { return Some(choices) };
                self.decisions += 1;
                let choice = self.scenario.find_scene(&given.scene).filter(|asked| *asked == scene).and(self.scenario.find_choice(scene, &given.choice))?;
                Some(self.scenario.place(choice))
            }
            Question::Passages { .. } => {
                self.skips += 1;
                skip.map(|skip| skip.passages)
            }
        }
        .filter(|answer| *answer < question.radix())
    }
}

impl Decided {
    /// The place, among the other choices of the decision (from 0), of the one that has this id.
    pub(super) fn place_among_others(self, scenario: &Scenario, id: &str) -> Option<u32> {
        let place = scenario.place(scenario.find_choice(self.scene, id)?);
        (place != self.place).then_some(if place > self.place { place - 1 } else { place })
    }

    /// The other choice of the decision that stands at this place (from 0).
    pub(super) fn other(self, scenario: &Scenario, place: u32) -> Option<Hesitation> {
        let place = if place >= self.place { place + 1 } else { place };
        let choice = scenario.decision(self.scene)?.choices.get(place as usize)?;
        Some(Hesitation::With(choice.id.to_string()))
    }
}

impl Trail {
    /// The hand-over of this path, with no more answers than the choices.
    pub(super) fn hand_over(self, scenario: &Scenario, attempt: AttemptId, seed: u32, players: Players) -> HandOver {
        let given = |decided: &Decided| Given {
            scene: scenario.scene(decided.scene).id.to_string(),
            choice: scenario.choice(decided.choice).id.to_string(),
            ..Given::default()
        };
        let path = self.decided.iter().map(given).collect();
        let ending = self.ending.and_then(|scene| scenario.ending(scene)).map(|ending| ending.id.to_string());
        // Its date and its settings do not travel.
        let attempt = Attempt::new(scenario, attempt.0, 0, seed, players, Settings::default());
        HandOver { skips: self.skips, ..HandOver::bare(attempt, path, ending) }
    }
}
