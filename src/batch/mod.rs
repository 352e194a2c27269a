//! Records by the million: read as they stream by, without keeping them. Native only.

pub mod brief;
pub mod documents;
pub mod paths;
pub mod register;
pub mod seen;
pub mod tally;
pub mod year;
