//! Bifurque plays branching case scenarios for social workers in training, keeps every choice, and gives a group material to think with.
//!
//! # The house
//!
//! | room | what lives there |
//! |---|---|
//! | [`scenario`] | the format: reading, errors with their place, the expression language, digests, what the engine runs |
//! | [`engine`] | play: what is offered, what a choice does, what caused what |
//! | [`check`] | what can be proved of a scenario: every state that play can reach, and what is wrong in any of them |
//! | [`record`] | the journal of an attempt, its replay, its hand-over, its verdict when the scenario has changed |
//! | [`debrief`] | what a group's paths have in common and where they part; what may be shown of it |
//! | [`qr`] | QR codes as pictures: drawn for a page, read in what a camera sees |
//! | `batch` | records by the million, as they stream by (feature `cli`) |
//! | `terminal` | a case as plain text, what a reader types, the journal of it (feature `cli`) |
//! | `book` | a case on paper: numbered paragraphs, boxes to tick, and what the trainer keeps (feature `cli`) |
//! | [`export`] | what leaves: reports of tables, and statements for a learning record store |
//! | [`text`] | the safe subset of Markdown and French typography |
//! | [`map`] | the scenes in layers and the ways between them: layout, drawing, table |
//! | [`store`] | where journals are kept: the trait and its in-memory twin |
//! | `platform` | the only room that names the browser: storage, clock, files, focus, tabs (feature `web`) |
//! | `app` | the yew application: views and glue (feature `web`) |
//!
//! Data flows one way: bytes → [`scenario::Scenario`] → [`engine::Session`] → [`record::Journal`] → store; views read, they never decide.
//! What is handed over goes on: [`record::HandOver`] → [`debrief::GroupSession`] → [`debrief::Ledger`] → what a room may see.
//!
//! # Invariants
//!
//! - `scenario`, `engine`, `check`, `record`, `debrief`, `export`, `text`, `map`, `store`, `qr`, `terminal` and `book` never name yew, web-sys, js-sys, the file system or a clock; time and
//!   randomness are passed in. A test reads the sources and holds this.
//! - The engine is total: no panic for any scenario the loader accepts and any sequence of calls; misuse is a specific error.
//! - The same scenario, seed and choices give the same events, natively and in WebAssembly.
//! - The journal is the truth; what is on the screen is a fold over it. A choice is durable before what follows it is painted.
//! - The journal stays on the device; the hand-over is another format with only what the person gives.
//! - Whatever a room sees, a sheet shows or an aggregated export holds of a group is computed from its [`debrief::Ledger`], never from the paths.
//! - Scenario and participant text never becomes markup.
//! - Everything stored or exported carries a format version; what cannot be read is named, never dropped in silence.

#![warn(missing_docs)]

#[cfg(feature = "web")]
pub mod app;
#[cfg(feature = "cli")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod book;
pub mod check;
pub mod debrief;
pub mod engine;
pub mod example;
pub mod export;
pub mod map;
#[cfg(feature = "web")]
pub mod platform;
pub mod qr;
pub mod record;
pub mod scenario;
pub mod store;
#[cfg(feature = "cli")]
pub mod terminal;
pub mod text;
