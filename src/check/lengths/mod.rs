//! How long a case is: the shortest path, the typical one and the longest, in decisions, words and minutes, and how many paths there are.
//!
//! A path is what is chosen and what the lots say, from the start to an ending, sensitive scenes not skipped. What is counted is exact where play cannot come
//! back to a state it was in. Where it can, paths are as many and as long as one likes: then each circle of states counts as one place, where every scene of the
//! circle is read once, and [`Lengths::circular`] says so. The shortest path is exact in any case.
//!
//! Cost: four more visits of every state, time linear in states and ways but for the shortest path, which sorts them by length. Memory: about 70 bytes a state.

mod outlook;
pub mod reading;
mod shortest;
mod ways;

use reading::Reading;

use super::explore::{Limits, explore};
use super::machine::Machine;
use crate::scenario::Scenario;

/// How many words are read in a minute on a screen, silently: the middle of what the pedagogical dossier of the project counts with (200 to 230).
pub const WORDS_A_MINUTE: u32 = 215;
/// How many seconds a decision takes besides its reading: the same source, 45 to 60.
pub const SECONDS_A_DECISION: u32 = 50;

/// How long something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length {
    /// Decisions made.
    pub decisions: f64,
    /// Words read: titles, blocks as [`crate::scenario::words`] counts them, questions, options, outcomes and the ending; what can be opened besides is not counted.
    pub words: f64,
    /// Minutes, at [`WORDS_A_MINUTE`] and [`SECONDS_A_DECISION`].
    pub minutes: f64,
}

impl Length {
    /// What so many decisions and so many words take.
    #[must_use]
    pub fn of(decisions: f64, words: f64) -> Self {
        Self { decisions, words, minutes: words / f64::from(WORDS_A_MINUTE) + decisions * f64::from(SECONDS_A_DECISION) / 60.0 }
    }
}

/// A sum, exact up to 2⁵³: more words than will ever be read.
#[expect(clippy::cast_precision_loss, reason = "what is lost is past all that is told")]
fn number(sum: u64) -> f64 {
    sum as f64
}

/// How long a case is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lengths {
    /// How many states there are, none of them past a skip.
    pub states: usize,
    /// Whether those are all; nothing below is known otherwise.
    pub complete: bool,
    /// Whether play can come back to a state it was in.
    pub circular: bool,
    /// How many paths lead to an ending; none above 2¹²⁸.
    pub paths: Option<u128>,
    /// The least that leads to an ending: each of the three by itself, no path need be all of them. None if no ending is reached.
    pub shortest: Option<Length>,
    /// What a path takes on average, if every open choice is made as often as the others and the lots fall as they weigh. None as well where so few of these paths
    /// end that there is no telling.
    pub typical: Option<Length>,
    /// The most that leads to an ending: each of the three by itself.
    pub longest: Option<Length>,
}

/// Measures a scenario, of which at most `budget` states are looked at.
#[must_use]
pub fn lengths(scenario: &Scenario, budget: usize, progress: &mut dyn FnMut(usize) -> bool) -> Lengths {
    let machine = Machine::of(&scenario.program, false);
    let explored = explore(&machine, Limits { states: budget, progress });
    if !explored.complete {
        return Lengths { states: explored.states.len(), ..Lengths::default() };
    }
    let reading = Reading::of(scenario);
    let outlook = outlook::of(&machine, &reading, &explored.states);
    Lengths { states: explored.states.len(), complete: true, shortest: shortest::of(&machine, &reading, &explored.states), ..outlook }
}
