//! A story told to a room: what comes next where it stands, and what that shows.
//!
//! Like a beat of a script, a moment of the story shows several things, each at one « next » of the trainer's: nothing is projected by itself.

use super::session::GroupSession;
use super::slide::{self, Slide};
use super::table::Shown;
use crate::engine::{Misuse, Offer, Phase, Session};
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::reading;

/// One thing that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Who one plays, and the frame of the story.
    Introduction,
    /// The scene.
    Scene(SceneIndex),
    /// What it asks, and its choices.
    Choices(SceneIndex),
    /// What the room voted.
    Vote(SceneIndex),
    /// What follows from the branch taken.
    Outcome(ChoiceIndex),
    /// The ending: what moved for whom, the question left open.
    Ending(SceneIndex),
}

impl Telling {
    /// What « next » says it will do.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Introduction => "présenter le cas",
            Self::Scene(_) => "projeter la scène",
            Self::Choices(_) => "projeter les options",
            Self::Vote(_) => "montrer le vote",
            Self::Outcome(_) => "projeter ce qui suit",
            Self::Ending(_) => "projeter la fin",
        }
    }
}

/// The decision that waits, if one does.
#[must_use]
pub fn waiting(story: &Session) -> Option<SceneIndex> {
    story.offers().next().map(|_| story.state().scene())
}

/// Whether the room votes on the decision that waits: where a loop comes back to one, its first vote stays.
#[must_use]
pub fn votes_here(story: &Session) -> bool {
    waiting(story).is_some_and(|scene| story.state().visits(scene) == 0)
}

/// The choices that a room sees: a closed one without a reason stays hidden, as for one who plays.
pub fn visible(story: &Session) -> impl Iterator<Item = Offer> + '_ {
    story.offers().filter(|offer| offer.open || story.scenario().choice(offer.choice).locked.is_some())
}

/// What is told where the story stands, in order. A vote of which no ballot was typed is not shown.
#[must_use]
pub fn tellings(session: &GroupSession, story: &Session) -> Vec<Telling> {
    let scene = story.state().scene();
    let mut tellings = Vec::new();
    if story.steps().is_empty() {
        tellings.push(Telling::Introduction);
    }
    match story.state().phase() {
        Phase::Outcome(choice) => tellings.push(Telling::Outcome(choice)),
        Phase::Scene => tellings.push(Telling::Scene(scene)),
    }
    if story.is_over() {
        tellings.push(Telling::Ending(scene));
    }
    if waiting(story).is_some() {
        tellings.push(Telling::Choices(scene));
        let voted = session.ballot(&story.scenario().scene(scene).id, 1).is_some_and(|ballot| ballot.total() > 0);
        if voted && votes_here(story) {
            tellings.push(Telling::Vote(scene));
        }
    }
    tellings
}

/// What the room sees of it.
#[must_use]
pub fn slides(session: &GroupSession, story: &Session, telling: Telling) -> Vec<Slide> {
    let scenario = story.scenario();
    match telling {
        Telling::Introduction => slide::introduction(scenario),
        Telling::Scene(scene) => scene_slides(story, scene, ""),
        Telling::Choices(_) => slide::offered(scenario, visible(story)),
        Telling::Vote(scene) => {
            let shown = session.ballot(&scenario.scene(scene).id, 1).map_or(Shown::Nothing, |ballot| ballot.shown(session.agreed.is_some()));
            let letters = visible(story).map(|offer| scenario.letter(offer.choice).to_string()).collect::<Vec<_>>();
            slide::only(slide::votes(scenario, scene, &[("", &shown)]), &letters)
        }
        Telling::Outcome(choice) => outcome_slides(story, choice, ""),
        Telling::Ending(scene) => scenario.ending(scene).map_or_else(Vec::new, slide::ending),
    }
}

/// What stands before the title of what was not taken.
const WHAT_IF: &str = "Et si… ";

/// « Et si… »: what would have followed from another branch, and the scene it leads to. `before` stands at the decision and is left as it is.
///
/// # Errors
/// [`Misuse`] if no decision waits there, or the branch is not open.
pub fn what_if(before: &Session, choice: ChoiceIndex) -> Result<Vec<Slide>, Misuse> {
    let mut branch = before.clone();
    let mut events = Vec::new();
    branch.choose(choice, &mut events)?;
    let mut slides = outcome_slides(&branch, choice, WHAT_IF);
    branch.proceed(&mut events)?;
    slides.extend(scene_slides(&branch, branch.state().scene(), WHAT_IF));
    Ok(Slide::numbered(slides))
}

fn scene_slides(story: &Session, scene: SceneIndex, before: &str) -> Vec<Slide> {
    let scenario = story.scenario();
    let told = scenario.scene(scene);
    slide::told(&[before, &told.title].concat(), &slide::when(scenario, scene), &reading::plain(scenario, &told.blocks, story.items()))
}

fn outcome_slides(story: &Session, choice: ChoiceIndex, before: &str) -> Vec<Slide> {
    let scenario = story.scenario();
    let text = reading::plain(scenario, &scenario.choice(choice).outcome, story.outcome_items());
    if text.is_empty() && before.is_empty() {
        return Vec::new();
    }
    let (letter, title) = (scenario.letter(choice).to_string(), if before.is_empty() { "Ce qui suit : " } else { before });
    slide::told(&[title, &letter].concat(), &scenario.choice(choice).text, &text)
}
