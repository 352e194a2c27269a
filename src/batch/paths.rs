//! Walks remembered: of a year of records, most take a way that another took before.
//!
//! A tree of the ways walked so far, for one case as it was played in one version with one seed. A record that goes along it to where another stopped is worth what
//! that one was worth; only a new way is played through the engine.

use std::rc::Rc;

use super::brief::{Brief, Doubt, Step};
use crate::debrief::{Decided, Joined, MOST_PEOPLE, Parcours, Refusal, Walk};
use crate::record::{NONE_FITS, REASON_LETTERS};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, RouteCode, SceneIndex};

/// The most places that are remembered, in all ways of a case: records made to fill the memory do not.
const MOST_PLACES: usize = 100_000;

/// The most versions and seeds whose ways are remembered.
const MOST_TREES: usize = 1_000;

/// The ways through one case.
#[derive(Debug)]
pub struct Paths {
    scenario: Rc<Scenario>,
    digest: String,
    /// Whether lots are drawn: without them, every seed tells the same story.
    draws: bool,
    trees: Vec<Tree>,
    /// The tree used last: the records of a workshop stand together.
    last: usize,
    places: Vec<Place>,
    /// The parcours told last: its memory serves again.
    parcours: Parcours,
}

/// The ways of one version with one seed.
#[derive(Debug)]
struct Tree {
    digest: String,
    version: String,
    seed: u32,
    joined: Joined,
    root: usize,
}

/// Where a way stands after a decision.
#[derive(Debug)]
struct Place {
    /// The scene and the choice, as records name them and in the case.
    scene: String,
    choice: String,
    decided: Option<(SceneIndex, ChoiceIndex)>,
    /// The places after it.
    next: Vec<usize>,
    /// What a parcours that stops here is worth, once one did.
    end: Option<End>,
}

#[derive(Clone, Debug)]
struct End {
    stopped: Option<SceneIndex>,
    ending: Option<SceneIndex>,
}

impl Paths {
    /// No way is known yet.
    #[must_use]
    pub fn new(scenario: Rc<Scenario>) -> Self {
        let draws = scenario.program.routes.iter().any(|route| matches!(route, RouteCode::Chance(_)));
        let parcours = Parcours { people: 0, decided: Vec::new(), stopped: None, ending: None };
        Self { digest: scenario.digest.to_string(), scenario, draws, trees: Vec::new(), last: 0, places: Vec::new(), parcours }
    }

    /// The case.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.scenario
    }

    /// Walks a record, as [`Walk::of`] does.
    ///
    /// # Errors
    /// As [`Walk::of`].
    pub fn walk(&mut self, brief: &Brief<'_>) -> Result<(&Parcours, Joined), Refusal> {
        if let Some(tree) = self.known(brief) {
            let joined = self.trees[tree].joined.clone();
            return Ok((&self.parcours, joined));
        }
        let walk = Walk::of(&self.scenario, &brief.to_hand_over())?;
        if !matches!(walk.joined, Joined::Partly { .. }) && brief.skips.is_empty() {
            self.remember(brief, &walk);
        }
        self.parcours = walk.parcours;
        Ok((&self.parcours, walk.joined))
    }

    /// Tells the parcours of a record whose way is known, by its tree.
    fn known(&mut self, brief: &Brief<'_>) -> Option<usize> {
        let tree = self.tree(brief).filter(|_| brief.skips.is_empty() && *brief.scenario == *self.scenario.id())?;
        self.last = tree;
        // What the engine does not see can be odd as well: then the whole record is judged.
        if brief.people() > MOST_PEOPLE {
            return None;
        }
        let same = *brief.digest == *self.digest;
        let mut at = self.trees[tree].root;
        let mut last = 0;
        self.parcours.decided.clear();
        for step in &brief.path {
            at = self.after(at, step)?;
            let (scene, choice) = self.places[at].decided?;
            let decided = self.decided(scene, choice, step);
            if !is_sound(step, &mut last) || (same && !answers_are_known(step, &decided)) {
                return None;
            }
            if self.parcours.decided.iter().all(|before| before.scene != scene) {
                self.parcours.decided.push(decided);
            }
        }
        let end = self.places[at].end.as_ref()?;
        let reached = end.ending.and_then(|scene| self.scenario.ending(scene));
        if brief.ending.as_ref().is_some_and(|named| reached.is_none_or(|reached| *reached.id != **named)) {
            return None;
        }
        (self.parcours.people, self.parcours.stopped, self.parcours.ending) = (brief.people().max(1), end.stopped, end.ending);
        Some(tree)
    }

    fn tree(&self, brief: &Brief<'_>) -> Option<usize> {
        let seed = if self.draws { brief.seed } else { 0 };
        let fits = |tree: &Tree| tree.seed == seed && *tree.digest == *brief.digest && *tree.version == *brief.version;
        if self.trees.get(self.last).is_some_and(fits) { Some(self.last) } else { self.trees.iter().position(fits) }
    }

    fn after(&self, at: usize, step: &Step<'_>) -> Option<usize> {
        let fits = |next: &&usize| self.places[**next].choice == *step.choice && self.places[**next].scene == *step.scene;
        self.places[at].next.iter().find(fits).copied()
    }

    fn decided(&self, scene: SceneIndex, choice: ChoiceIndex, step: &Step<'_>) -> Decided {
        let hesitation = match &step.hesitation {
            Some(Doubt::With(other)) => self.scenario.find_choice(scene, other).filter(|other| *other != choice),
            _ => None,
        };
        let motive = step.motive.as_ref().and_then(|motive| {
            let motives = self.scenario.decision(scene).and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
            let place = if **motive == *NONE_FITS { Some(motives.len()) } else { motives.iter().position(|known| *known.id == **motive) };
            place.and_then(|at| u32::try_from(at).ok())
        });
        Decided { scene, choice, hesitation, motive }
    }

    fn remember(&mut self, brief: &Brief<'_>, walk: &Walk) {
        let tree = self.tree(brief);
        if self.places.len() + brief.path.len() >= MOST_PLACES || (tree.is_none() && self.trees.len() >= MOST_TREES) {
            return;
        }
        let tree = tree.unwrap_or_else(|| {
            self.trees.push(Tree {
                digest: brief.digest.to_string(),
                version: brief.version.to_string(),
                seed: if self.draws { brief.seed } else { 0 },
                joined: walk.joined.clone(),
                root: self.places.len(),
            });
            self.places.push(Place { scene: String::new(), choice: String::new(), decided: None, next: Vec::new(), end: None });
            self.trees.len() - 1
        });
        let mut at = self.trees[tree].root;
        for step in &brief.path {
            at = self.after(at, step).unwrap_or_else(|| {
                let new = self.places.len();
                let scene = self.scenario.find_scene(&step.scene);
                let decided = scene.and_then(|scene| Some((scene, self.scenario.find_choice(scene, &step.choice)?)));
                self.places.push(Place { scene: step.scene.to_string(), choice: step.choice.to_string(), decided, next: Vec::new(), end: None });
                self.places[at].next.push(new);
                new
            });
        }
        self.places[at].end = Some(End { stopped: walk.parcours.stopped, ending: walk.parcours.ending });
    }
}

/// As `Walk::of` wants it of any record.
fn is_sound(step: &Step<'_>, last: &mut u64) -> bool {
    let in_order = step.elapsed.is_none_or(|elapsed| elapsed >= std::mem::replace(last, elapsed));
    in_order && step.reason.as_ref().is_none_or(|reason| reason.len() <= REASON_LETTERS || reason.chars().count() <= REASON_LETTERS)
}

/// As `Walk::of` wants it of a record that says it played this very case.
fn answers_are_known(step: &Step<'_>, decided: &Decided) -> bool {
    let hesitated = matches!(step.hesitation, Some(Doubt::With(_)));
    hesitated == decided.hesitation.is_some() && step.motive.is_some() == decided.motive.is_some()
}

#[cfg(test)]
mod tests;
