//! What is kept of an attempt, and what is given of it.
//!
//! The [`Journal`] is append-only: an [`Attempt`] that says what is played, and numbered [`Event`]s. [`Play`] is the fold over it: applying the same events
//! gives the same screen, today and next year. The [`HandOver`] is another format, made from a play, with only what the person gives. A [`Verdict`] says
//! what a journal is worth once its scenario has changed. What is handed over travels as a file, as a [`PathCode`] on paper, or as a [`Packet`] in a QR code.

mod answer;
mod attempt;
mod checksum;
mod code;
#[cfg(feature = "cli")]
pub mod divergence;
mod event;
mod file;
mod handover;
mod letters;
mod longest;
mod packet;
mod play;
#[cfg(feature = "cli")]
pub mod schema;
#[cfg(test)]
mod tests;
mod trail;
mod transfer;
mod verdict;

pub use answer::{Answer, Hesitation, NONE_FITS};
pub use attempt::{Attempt, AttemptId, Players, PlayersMode, Settings};
pub use code::PathCode;
pub use event::{Event, Happened};
pub use file::{Journal, RecordFile, UnreadableRecord, read, read_of_kind, read_part, salvage, write_journals};
pub use handover::{Given, GivenSkip, HandOver, HandOverFault, HandOverKind, Recap, Sharing};
pub use longest::LongestPath;
pub use packet::Packet;
pub use play::{Fault, Play, Screen, WhatIf};
pub use transfer::{DoesNotFit, Misread, TransferFault};
pub use verdict::Verdict;

/// The format of the journal and of the hand-over that this version writes.
pub const FORMAT_CURRENT: u32 = 1;

/// The version of the engine's rules: a record made under other rules might not replay to the same screens.
pub const ENGINE_VERSION: u32 = 1;

/// The most letters (Unicode scalars) that a reason may have.
pub const REASON_LETTERS: usize = 280;

/// The JSON form of a value of ours, for people to read; every one has one.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
