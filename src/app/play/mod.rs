//! Playing an attempt: opening it, writing what happens, drawing where it stands.

mod choices;
mod clockwork;
mod ending;
mod header;
mod open;
mod outcome;
mod page;
mod reread;
mod resources;
mod scene;
mod session;
mod what_if;
mod writer;

pub use page::{PlayPage, Snapshot, View};

pub use ending::moved;
pub use writer::Intent;
