//! Counter-examples: a shortest way to a state, as what the player does.

use super::explore::Explored;
use crate::scenario::Scenario;
use crate::scenario::program::ChoiceIndex;

/// Something the player does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// Makes a choice.
    Choose(ChoiceIndex),
    /// Skips the sensitive scenes.
    Skip,
}

/// What the player does to come to a state, in order: no way is shorter. Where lots are drawn on it, they have to come out well.
#[must_use]
pub fn way_to(explored: &Explored, state: u32) -> Vec<Gesture> {
    let mut gestures = Vec::new();
    let mut at = state as usize;
    while at != 0 {
        let (from, way) = explored.states.reached(at);
        if way.skips() {
            gestures.push(Gesture::Skip);
        }
        gestures.extend(way.choice_made().map(|choice| Gesture::Choose(ChoiceIndex(choice))));
        at = from;
    }
    gestures.reverse();
    gestures
}

/// How many gestures of a long way are told, at its beginning and at its end.
const TOLD: (usize, usize) = (3, 7);

/// « 3 choix : connecter, photo, laisser → aucune option offerte. »
#[must_use]
pub fn sentence(scenario: &Scenario, gestures: &[Gesture], result: &str) -> String {
    let told = |gesture: &Gesture| match *gesture {
        Gesture::Choose(choice) => scenario.choice(choice).id.to_string(),
        Gesture::Skip => "(scènes sensibles passées)".to_owned(),
    };
    let mut words: Vec<String> = gestures.iter().map(told).collect();
    let (first, last) = TOLD;
    if words.len() > first + last + 1 {
        words.splice(first..words.len() - last, ["…".to_owned()]);
    }
    match gestures.iter().filter(|gesture| matches!(gesture, Gesture::Choose(_))).count() {
        0 if words.is_empty() => format!("Dès le début → {result}."),
        choices => format!("{choices} choix : {} → {result}.", words.join(", ")),
    }
}
