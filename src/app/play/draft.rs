//! What is filled in at a decision and not yet validated.

use crate::record::{Answer, Hesitation, REASON_LETTERS};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// What is filled in and not yet validated.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The choice selected.
    pub choice: Option<ChoiceIndex>,
    /// What is answered to « Avez-vous hésité ? »
    pub hesitation: Option<Hesitation>,
    /// What weighed.
    pub motive: Option<String>,
    /// Why, in one's own words.
    pub reason: String,
    /// « Valider » was pressed without a choice.
    pub missing: bool,
}

impl Draft {
    /// Selects a choice. One cannot hesitate with what one has just picked.
    pub fn select(&mut self, choice: ChoiceIndex) {
        self.choice = Some(choice);
        self.hesitation = None;
        self.missing = false;
    }

    /// The answer, for a choice of a scene.
    pub fn answer(&self, scenario: &Scenario, scene: SceneIndex, choice: ChoiceIndex, timed_out: bool) -> Answer {
        let reason: String = self.reason.trim().chars().take(REASON_LETTERS).collect();
        Answer {
            scene: scenario.scene(scene).id.to_string(),
            choice: scenario.choice(choice).id.to_string(),
            hesitation: self.hesitation.clone(),
            motive: self.motive.clone(),
            reason: Some(reason).filter(|reason| !reason.is_empty()),
            timed_out,
        }
    }
}
