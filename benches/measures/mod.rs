//! What only the bench of speeds needs.

pub mod path;
pub mod table;
