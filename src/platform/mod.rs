//! The browser, and the only place that names `web_sys` and `js_sys`. Compiled with the feature `web` only.
//!
//! | File | Concern |
//! |---|---|
//! | `indexed_db` | the durable [`Store`](crate::store::Store) |
//! | `tabs` | two tabs agree on who plays an attempt |
//! | `fetch` | scenarios and other texts of our own origin |
//! | `files` | download a text, open one |
//! | `camera` | QR codes that a camera sees |
//! | `checker` | what checks an author's scenario, in a worker |
//! | `sound` | the beep that goes with them |
//! | `clipboard` | what the person pastes elsewhere |
//! | `settings_storage` | the small settings |
//! | `page` | title, focus, scrolling, printing, attributes of `<html>`, the boot page |
//! | `pan_zoom` | a large drawing in a frame, moved and enlarged |
//! | `rest` | the part of the app that comes after the first screens |
//! | `location` | the part of the address after `#` |
//! | `signals` | page hidden, network lost, what the person prefers |
//! | `forms` | what a form control holds |
//! | `dialogs` | native modal dialogs |
//! | `windows` | the trainer's window and the room's: a line between them, full screen, the remote's keys |
//! | `speech`, `clock`, `random` | what they say |
//! | `failure`, `promises`, `script` | how JavaScript's errors, events and objects become Rust values, for the files above |
//!
//! The rules:
//!
//! - every JavaScript failure becomes a value (`Result`, or an empty answer where there is nothing to decide): nothing here
//!   panics, for a panic is the end of the app;
//! - what a call starts to listen to, it stops listening to when the value it returned is dropped;
//! - no policy: what to record, when to ask, what to say is for the callers. The sentences found here tell a failure.

pub mod camera;
pub mod checker;
pub mod clipboard;
pub mod clock;
pub mod dialogs;
mod failure;
pub mod fetch;
pub mod files;
pub mod forms;
mod indexed_db;
pub mod location;
pub mod page;
pub mod pan_zoom;
mod promises;
pub mod random;
pub mod rest;
mod script;
pub mod settings_storage;
pub mod signals;
pub mod sound;
pub mod speech;
pub mod tabs;
pub mod windows;

pub use failure::Failure;
pub use indexed_db::{IndexedDbStore, SessionShelf};
pub use signals::Listener;
