//! The published JSON Schema of a group session. Native only.

use schemars::Schema;

use super::GroupSession;
use crate::scenario::schema::of;

/// The schema of a group session: individual, not anonymous.
#[must_use]
pub fn group_session() -> Schema {
    of::<GroupSession>("Bifurque group session")
}
