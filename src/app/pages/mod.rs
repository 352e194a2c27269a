//! The pages beside the story.

pub mod catalogue;
pub mod hand_over;
pub mod introduction;
pub mod privacy;
pub mod records;
