//! What a person answers at a decision, besides the choice itself.

use serde::Serialize;

use crate::scenario::decode::{Decode, record, wrong_type};
use crate::scenario::diagnostic::Report;
use crate::scenario::json::{Node, Value};

/// The motive added to every author's list: « Aucune ne me convient, je prends la plus proche. »
pub const NONE_FITS: &str = "aucune";

record! {
    /// An answer to a decision. Only the choice is compulsory.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Answer {
        /// The scene that asked.
        pub scene: String,
        /// The choice made.
        pub choice: String,
        /// What was answered to « Avez-vous hésité ? »; absent when it was not asked or not answered.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub hesitation: Option<Hesitation>,
        /// The motive picked, or [`NONE_FITS`].
        #[serde(skip_serializing_if = "Option::is_none")]
        pub motive: Option<String>,
        /// The reason in one's own words, at most 280 letters.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// Whether the time limit made the choice.
        #[serde(skip_serializing_if = "is_false")]
        pub timed_out: bool = default,
    }
}

impl Answer {
    /// A bare choice.
    #[must_use]
    pub fn bare(scene: &str, choice: &str) -> Self {
        Self { scene: scene.to_owned(), choice: choice.to_owned(), hesitation: None, motive: None, reason: None, timed_out: false }
    }
}

/// What was answered to « Avez-vous hésité ? »
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Hesitation {
    /// No.
    #[default]
    None,
    /// Yes, with this other choice.
    With(String),
}

impl Decode for Hesitation {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        match &node.value {
            Value::String(word) if word == "none" => return Self::None,
            Value::Object(members) => {
                if let [member] = members.as_slice() {
                    if member.key == "with" {
                        return Self::With(String::decode(&member.value, report));
                    }
                }
            }
            _ => {}
        }
        wrong_type(node, "\"none\" ou { \"with\": … }", report);
        Self::None
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
