//! What happened during an attempt, in the words of the scenario's ids.

use serde::Serialize;

use super::answer::Answer;
use crate::scenario::decode::{Decode, record, wrong_type};
use crate::scenario::diagnostic::Report;
use crate::scenario::json::{Node, Value};

record! {
    /// One line of the journal.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Event {
        /// Its number: the first is 0, each is one more than the one before.
        pub number: u32,
        /// Milliseconds since the attempt began, never less than the one before.
        pub elapsed: u64,
        /// What happened.
        pub event: Happened,
    }
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// The attempt began.
    #[default]
    Started,
    /// A scene was shown.
    Shown(String),
    /// A choice was selected, not yet validated.
    Selected(String),
    /// A choice was validated.
    Chose(Answer),
    /// « Relire » was opened.
    Reread,
    /// A resource was opened.
    Opened(String),
    /// The sensitive scenes were skipped.
    Skipped,
    /// The page went out of sight.
    Paused,
    /// Play went on after a pause, a reload or a crash.
    Resumed,
    /// An ending was reached.
    Finished(String),
    /// « Et si… ? » was opened at this decision of the path (from 0): what follows is on a branch of its own.
    WhatIf(u32),
    /// The branch was left.
    WhatIfLeft,
    /// The path was handed over.
    HandedOver,
}

impl Decode for Happened {
    /// A word, or an object of one member: `"reread"`, `{ "shown": "accueil" }`.
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        match &node.value {
            Value::String(word) => {
                let words = [Self::Started, Self::Reread, Self::Skipped, Self::Paused, Self::Resumed, Self::WhatIfLeft, Self::HandedOver];
                let names = ["started", "reread", "skipped", "paused", "resumed", "what-if-left", "handed-over"];
                if let Some((_, happened)) = names.into_iter().zip(words).find(|(name, _)| name == word) {
                    return happened;
                }
            }
            Value::Object(members) => {
                if let [member] = members.as_slice() {
                    let value = &member.value;
                    match &*member.key {
                        "shown" => return Self::Shown(String::decode(value, report)),
                        "selected" => return Self::Selected(String::decode(value, report)),
                        "chose" => return Self::Chose(Answer::decode(value, report)),
                        "opened" => return Self::Opened(String::decode(value, report)),
                        "finished" => return Self::Finished(String::decode(value, report)),
                        "what-if" => return Self::WhatIf(u32::decode(value, report)),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        wrong_type(node, "un événement", report);
        Self::Started
    }
}
