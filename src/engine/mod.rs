//! Play: pure, total, deterministic.
//!
//! A [`Session`] offers choices, applies one, goes on, and tells what happened as [`Event`]s. It knows no clock, no browser and no words; the same scenario,
//! seed and choices give the same events everywhere. [`story::tell`] walks a path again and says which earlier choices caused what was shown; [`later::of`] puts
//! that in words.

pub(crate) mod chance;
mod event;
pub mod later;
mod session;
mod state;
pub mod story;
#[cfg(test)]
mod tests;

pub use event::Event;
pub use session::{MOST_PASSAGES, Misuse, Offer, Session, Step};
pub use state::{Phase, State};
