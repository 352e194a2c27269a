//! A script being led: what comes next, and what it shows.
//!
//! A beat shows its pages one after the other; a vote then reveals what was taken, a second vote sets both totals side by side. Each is one « next » of the
//! trainer's, so that nothing is revealed by itself; and where nobody answered there is nothing to reveal.

use super::script::{BeatKind, Place};
use super::session::GroupSession;
use super::slide::{self, Slide};
use super::table::{DecisionTable, Shown};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::scenario::reading;

/// One thing that a beat shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Its pages.
    Pages,
    /// What was taken at its decision: the paths, or the first vote.
    Reveal(SceneIndex),
    /// Both votes, side by side.
    Compare(SceneIndex),
}

impl Showing {
    /// What « next » says it will do.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pages => "Projeter",
            Self::Reveal(_) => "Dévoiler la répartition",
            Self::Compare(_) => "Montrer les deux totaux",
        }
    }
}

/// What a beat shows, in order.
#[must_use]
pub fn showings(session: &GroupSession, scenario: &Scenario, place: &Place) -> Vec<Showing> {
    let Some((step, beat)) = session.script.at(place) else { return Vec::new() };
    let scene = step.scene.as_ref().and_then(|scene| scenario.find_scene(scene)).filter(|scene| scenario.decision(*scene).is_some());
    let mut showings = Vec::new();
    if !beat.pages.is_empty() {
        showings.push(Showing::Pages);
    }
    let voted = |scene, round| vote(session, scenario, scene, round).is_some();
    match (beat.kind, scene) {
        (BeatKind::Vote, Some(scene)) if !session.gathered.is_empty() || voted(scene, 1) => showings.push(Showing::Reveal(scene)),
        (BeatKind::SecondVote, Some(scene)) if voted(scene, 2) => showings.push(Showing::Compare(scene)),
        _ => {}
    }
    showings
}

/// The words of a scene, to be read aloud: when and where, then a line for each thing that everyone met, whatever they had decided before.
#[must_use]
pub fn recalled(scenario: &Scenario, scene: SceneIndex) -> (String, String) {
    let items = &scenario.program.items[scenario.program.scenes[scene.at()].items.range()];
    let shown: Vec<bool> = items.iter().map(|item| item.conditions().next().is_none()).collect();
    (slide::when(scenario, scene), reading::plain(scenario, &scenario.scene(scene).blocks, &shown))
}

/// The same for the room.
#[must_use]
pub fn recalled_slides(scenario: &Scenario, scene: SceneIndex) -> Vec<Slide> {
    let (when, text) = recalled(scenario, scene);
    slide::told(&scenario.scene(scene).title, &when, &text)
}

/// What the room sees of it, from what was published.
#[must_use]
pub fn slides(session: &GroupSession, scenario: &Scenario, place: &Place, showing: Showing) -> Vec<Slide> {
    match showing {
        Showing::Pages => session.script.at(place).map_or_else(Vec::new, |(_, beat)| slide::pages(&beat.pages)),
        Showing::Reveal(scene) => {
            let table = || DecisionTable::of(scenario, &session.ledger, scene, session.agreed.is_some());
            match vote(session, scenario, scene, 1) {
                Some(first) => slide::votes(scenario, scene, &[("", &first)]),
                None => slide::distribution(scenario, &table()),
            }
        }
        Showing::Compare(scene) => {
            let paths = DecisionTable::of(scenario, &session.ledger, scene, session.agreed.is_some()).choices;
            let first = vote(session, scenario, scene, 1);
            let name = if first.is_some() { "Premier vote" } else { "Parcours" };
            let second = vote(session, scenario, scene, 2).unwrap_or(Shown::Nothing);
            slide::votes(scenario, scene, &[(name, &first.unwrap_or(paths)), ("Second vote", &second)])
        }
    }
}

/// The votes on a decision that the room was shown, in order, by the names that tell them apart.
#[must_use]
pub fn votes_shown(session: &GroupSession, scenario: &Scenario, scene: SceneIndex) -> Vec<(&'static str, Shown)> {
    let shown = |(name, round)| Some((name, vote(session, scenario, scene, round)?));
    [("Premier vote", 1), ("Second vote", 2)].into_iter().filter_map(shown).filter(|(_, shown)| *shown != Shown::Nothing).collect()
}

fn vote(session: &GroupSession, scenario: &Scenario, scene: SceneIndex, round: u32) -> Option<Shown> {
    session.ballot(&scenario.scene(scene).id, round).filter(|ballot| ballot.total() > 0).map(|ballot| ballot.shown(session.agreed.is_some()))
}
