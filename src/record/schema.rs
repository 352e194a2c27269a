//! The published JSON Schemas of the records. Native only.

use schemars::Schema;

use super::file::JournalFile;
use super::handover::HandOver;
use crate::scenario::schema::of;

/// The schema of a file of journals: what stays on the device, or what its owner downloads.
#[must_use]
pub fn journal() -> Schema {
    of::<JournalFile>("Bifurque journal")
}

/// The schema of what a person hands over.
#[must_use]
pub fn hand_over() -> Schema {
    of::<HandOver>("Bifurque hand-over")
}
