//! The published JSON Schemas of the debrief. Native only.

use schemars::Schema;

use super::GroupSession;
use super::script::Scripts;
use crate::scenario::schema::of;

/// The schema of a group session: individual, not anonymous.
#[must_use]
pub fn group_session() -> Schema {
    of::<GroupSession>("Bifurque group session")
}

/// The schema of `scripts.json`.
#[must_use]
pub fn scripts() -> Schema {
    of::<Scripts>("Bifurque scripts")
}
