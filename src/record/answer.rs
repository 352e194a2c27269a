//! What a person answers at a decision, besides the choice itself.

use serde::{Deserialize, Serialize};

/// The motive added to every author's list: « Aucune ne me convient, je prends la plus proche. »
pub const NONE_FITS: &str = "aucune";

/// An answer to a decision. Only the choice is compulsory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answer {
    /// The scene that asked.
    pub scene: String,
    /// The choice made.
    pub choice: String,
    /// What was answered to « Avez-vous hésité ? »; absent when it was not asked or not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hesitation: Option<Hesitation>,
    /// The motive picked, or [`NONE_FITS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motive: Option<String>,
    /// The reason in one's own words, at most 280 letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the time limit made the choice.
    #[serde(default, skip_serializing_if = "is_false")]
    pub timed_out: bool,
}

impl Answer {
    /// A bare choice.
    #[must_use]
    pub fn bare(scene: &str, choice: &str) -> Self {
        Self { scene: scene.to_owned(), choice: choice.to_owned(), hesitation: None, motive: None, reason: None, timed_out: false }
    }
}

/// What was answered to « Avez-vous hésité ? »
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Hesitation {
    /// No.
    None,
    /// Yes, with this other choice.
    With(String),
}

fn is_false(value: &bool) -> bool {
    !value
}
