//! What a record is worth once its scenario has changed: said in words, never a silent reset.

use std::rc::Rc;

#[cfg(feature = "cli")]
use super::handover::{HandOver, HandOverFault, Recap};
use super::{Journal, Play};
use crate::scenario::Scenario;

/// What a record is worth against the scenario as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The scenario is the one that was played.
    Same,
    /// The scenario changed, and every scene shown and every choice made are still there in the same order.
    StillValid,
    /// Every choice made is still possible, but the story around them has changed.
    Moved {
        /// The version that was played.
        version: String,
    },
    /// Some choice is no longer possible.
    NotPlayable {
        /// The version that was played.
        version: String,
        /// Which decision of the path fails, from 1.
        decision: usize,
    },
    /// The scenario is the one that was played, and the record does not fit it: the record itself was changed.
    Altered,
    /// The record is for another scenario.
    OtherScenario,
}

/// What a record says it is of.
struct Pinned<'a> {
    scenario: &'a str,
    version: &'a str,
    digest: &'a str,
}

impl Verdict {
    /// Judges a journal against a scenario.
    #[must_use]
    pub fn of(scenario: &Rc<Scenario>, journal: &Journal) -> Self {
        let attempt = &journal.attempt;
        let replays = || Play::replay(Rc::clone(scenario), journal).is_ok();
        Self::judge(scenario, Pinned { scenario: &attempt.scenario, version: &attempt.version, digest: &attempt.digest }, replays, || {
            failing_decision(scenario, journal)
        })
    }

    /// Judges a path that was handed over. It says less than a journal: scenes without a decision are not in it.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn of_hand_over(scenario: &Rc<Scenario>, given: &HandOver) -> Self {
        let read = Recap::read(scenario, given);
        let pinned = Pinned { scenario: &given.scenario, version: &given.version, digest: &given.digest };
        Self::judge(
            scenario,
            pinned,
            || read.is_ok(),
            || match &read {
                Err(HandOverFault::Decision { decision, .. } | HandOverFault::Misuse { decision, .. }) => Some((decision + 1).min(given.path.len().max(1))),
                Ok(_) | Err(HandOverFault::Ending(_)) => None,
            },
        )
    }

    /// `fails` is the first decision, from 1, that the record cannot pass.
    fn judge(scenario: &Scenario, pinned: Pinned<'_>, replays: impl FnOnce() -> bool, fails: impl FnOnce() -> Option<usize>) -> Self {
        if pinned.scenario != scenario.id() {
            return Self::OtherScenario;
        }
        let version = pinned.version.to_owned();
        match (replays(), pinned.digest == scenario.digest.to_string()) {
            (true, true) => Self::Same,
            (true, false) if same_major(&version, &scenario.source.version) => Self::StillValid,
            (true, false) => Self::Moved { version },
            (false, true) => Self::Altered,
            (false, false) => match fails() {
                None => Self::Moved { version },
                Some(decision) => Self::NotPlayable { version, decision },
            },
        }
    }

    /// Whether play can go on from where the record stops.
    #[must_use]
    pub fn can_resume(&self) -> bool {
        matches!(self, Self::Same | Self::StillValid)
    }

    /// The verdict in French: what happened, why, what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Same => "Ce parcours correspond au cas tel qu’il est aujourd’hui.".to_owned(),
            Self::StillValid => {
                "Le texte du cas a été retouché depuis ce parcours. Vos choix et les scènes sont les mêmes : le parcours reste valable.".to_owned()
            }
            Self::Moved { version } => format!(
                "Le cas a été remanié depuis ce parcours (version {version}). Vos choix existent toujours, mais l’histoire autour a changé : le parcours peut être gardé et téléchargé, pas repris."
            ),
            Self::NotPlayable { version, decision } => format!(
                "Le cas a changé depuis ce parcours (version {version}) : la décision {decision} n’y existe plus sous cette forme. Le parcours peut être gardé et téléchargé, pas rejoué."
            ),
            Self::Altered => {
                "Ce parcours a été modifié ou abîmé depuis son enregistrement : ses choix ne se suivent plus. Il peut être gardé et téléchargé, pas rejoué."
                    .to_owned()
            }
            Self::OtherScenario => "Ce parcours appartient à un autre cas.".to_owned(),
        }
    }
}

fn same_major(left: &str, right: &str) -> bool {
    left.split('.').next() == right.split('.').next()
}

/// The first decision, from 1, that the choices alone cannot pass in the scenario as it is now.
fn failing_decision(scenario: &Rc<Scenario>, journal: &Journal) -> Option<usize> {
    use super::event::Happened;
    use crate::engine::Session;

    let mut session = Session::start(Rc::clone(scenario), u64::from(journal.attempt.seed), &mut Vec::new());
    let mut decisions = 0;
    for event in &journal.events {
        let fits = match &event.event {
            Happened::WhatIf(_) => return None,
            Happened::Skipped => session.skip(&mut Vec::new()).is_ok(),
            Happened::Chose(answer) => {
                decisions += 1;
                session.walk_to_decision(&mut Vec::new()).is_ok()
                    && scenario.find_choice(session.state().scene(), &answer.choice).is_some_and(|choice| session.choose(choice, &mut Vec::new()).is_ok())
            }
            _ => true,
        };
        if !fits {
            return Some(decisions.max(1));
        }
    }
    None
}
