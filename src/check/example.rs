//! Counter-examples: a shortest way to a state, as what the player does.

use super::explore::Explored;
use super::layout::Layout;
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, ExitCode, Program, RouteCode, RouteIndex};

/// Something the player does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// Makes a choice.
    Choose(ChoiceIndex),
    /// Skips the sensitive scenes.
    Skip,
}

/// A shortest way to a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// What the player does, in order.
    pub gestures: Vec<Gesture>,
    /// Whether lots are drawn on the way, and have to come out well.
    pub by_luck: bool,
}

/// What the player does to come to a state: no way is shorter.
#[must_use]
pub fn way_to(scenario: &Scenario, explored: &Explored, layout: &Layout, state: u32) -> Example {
    let program = &scenario.program;
    let mut example = Example::default();
    let mut at = state as usize;
    while at != 0 {
        let (from, way) = explored.states.reached(at);
        let choice = way.choice_made().map(ChoiceIndex);
        if way.skips() {
            example.gestures.push(Gesture::Skip);
        } else {
            let route = match (choice, program.scenes[layout.scene_of(explored.states.get(from)).at()].exit) {
                (Some(choice), _) => Some(program.choices[choice.at()].route),
                (None, ExitCode::Passage(route)) => Some(route),
                _ => None,
            };
            example.by_luck |= route.is_some_and(|route| draws(program, route));
        }
        example.gestures.extend(choice.map(Gesture::Choose));
        at = from;
    }
    example.gestures.reverse();
    example
}

/// Whether a route may come to a draw.
fn draws(program: &Program, route: RouteIndex) -> bool {
    match program.routes[route.0 as usize] {
        RouteCode::Chance(_) => true,
        RouteCode::Branches(branches) => program.branches[branches.range()].iter().any(|branch| draws(program, branch.route)),
        RouteCode::To(_) | RouteCode::Detour { .. } => false,
    }
}

/// How many gestures of a long way are told, at its beginning and at its end.
const TOLD: (usize, usize) = (3, 7);

/// « 3 choix : connecter, photo, laisser → aucune option offerte. »
#[must_use]
pub fn sentence(scenario: &Scenario, example: &Example, result: &str) -> String {
    let gestures = &example.gestures;
    let luck = if example.by_luck { " (selon le sort)" } else { "" };
    let told = |gesture: &Gesture| match *gesture {
        Gesture::Choose(choice) => scenario.choice(choice).id.to_string(),
        Gesture::Skip => "(scènes sensibles passées)".to_owned(),
    };
    let (first, last) = TOLD;
    let words: Vec<String> = if gestures.len() > first + last + 1 {
        let (start, end) = (&gestures[..first], &gestures[gestures.len() - last..]);
        start.iter().map(told).chain(["…".to_owned()]).chain(end.iter().map(told)).collect()
    } else {
        gestures.iter().map(told).collect()
    };
    match gestures.iter().filter(|gesture| matches!(gesture, Gesture::Choose(_))).count() {
        0 if words.is_empty() => format!("Dès le début{luck} → {result}."),
        0 => format!("En passant les scènes sensibles{luck} → {result}."),
        choices => format!("{choices} choix : {}{luck} → {result}.", words.join(", ")),
    }
}
