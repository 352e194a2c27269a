//! The pages beside the story.

pub mod catalogue;
pub mod introduction;
mod opened;
mod privacy;
pub mod records;

pub use privacy::privacy;
