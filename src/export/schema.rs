//! The published JSON Schema of a report. Native only.

use schemars::Schema;

use super::Report;
use crate::scenario::schema::of;

/// The schema of the tables of a debrief.
#[must_use]
pub fn report() -> Schema {
    of::<Report>("Bifurque debrief report")
}
