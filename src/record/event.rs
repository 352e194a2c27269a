//! What happened during an attempt, in the words of the scenario's ids.

use serde::{Deserialize, Serialize};

use super::answer::Answer;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Event {
    /// Its number: the first is 0, each is one more than the one before.
    pub number: u32,
    /// Milliseconds since the attempt began, never less than the one before.
    pub elapsed: u64,
    /// What happened.
    pub event: Happened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// The attempt began.
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
