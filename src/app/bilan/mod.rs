//! « Mon bilan »: first the story and the hesitations in words, with what came from what; labels only behind a gesture, after the talk.

mod labels;
mod recap;
mod references;
mod told;
mod view;

pub use recap::{Controls, recap};
pub use references::reference;
pub use told::{Labelled, Told};
pub use view::bilan;
