//! Plays at random: what a reader who chooses by lot meets. It proves nothing; it shows what is rare.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::engine::Session;
use crate::engine::chance::{draw, pick};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// The most decisions of a play: one that is longer is cut there.
pub const MOST_DECISIONS: u32 = 1_000;

/// What some plays met, each counted once however often it met it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many plays there were.
    pub plays: u32,
    /// For each scene of the case, how many plays entered it.
    pub scenes: Vec<u32>,
    /// For each choice of the case, how many plays made it.
    pub choices: Vec<u32>,
    /// How many plays were cut: after [`MOST_DECISIONS`], or after [`crate::engine::MOST_PASSAGES`] passages in a row.
    pub cut: u32,
    /// How many plays came to where nothing leads on: a decision with nothing open, or a return outside detours.
    pub stuck: u32,
}

/// Plays so many times. Every open choice is as likely as the others; sensitive scenes are not skipped. The same case, number and seed give the same counts.
#[must_use]
pub fn sample(scenario: &Rc<Scenario>, plays: u32, seed: u32) -> Sample {
    let program = &scenario.program;
    let mut sample = Sample { plays, scenes: vec![0; program.scenes.len()], choices: vec![0; program.choices.len()], cut: 0, stuck: 0 };
    for number in 0..plays {
        one(scenario, draw(seed.into(), number, 0), &mut sample);
    }
    sample
}

fn one(scenario: &Rc<Scenario>, seed: u64, sample: &mut Sample) {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), seed, &mut events);
    for decision in 0.. {
        events.clear();
        let walked = session.walk_to_decision(&mut events);
        // The walk gives up in a circle of passages as well: there, the next scene is known.
        if walked.is_err() && session.next_scene().is_err() {
            sample.stuck += 1;
            break;
        }
        if walked.is_err() || decision == MOST_DECISIONS && !session.is_over() {
            sample.cut += 1;
            break;
        }
        if session.is_over() {
            break;
        }
        let open: Vec<ChoiceIndex> = session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
        // Routes are numbered from 0: no lot of the story is drawn with this number.
        let lot = pick(draw(seed, u32::MAX, decision), open.iter().map(|_| 1));
        let chosen = open.get(lot).map(|choice| session.choose(*choice, &mut events));
        if !matches!(chosen, Some(Ok(()))) {
            sample.stuck += 1;
            break;
        }
    }
    let entered = |at: u32| session.state().scene() == SceneIndex(at) || session.state().visits(SceneIndex(at)) > 0;
    for (count, at) in sample.scenes.iter_mut().zip(0..) {
        *count += u32::from(entered(at));
    }
    let made: BTreeSet<ChoiceIndex> = session.path().collect();
    for choice in made {
        sample.choices[choice.at()] += 1;
    }
}
