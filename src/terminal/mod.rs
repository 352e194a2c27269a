//! A case in the terminal: its scenes as plain text, what a reader types, and the journal of what was played.
//!
//! [`Teller`] turns what the engine shows into lines that fit a [`Look`]; [`Reply`] understands a line that was typed; [`Playthrough`] keeps the events, goes back by
//! replaying fewer of them, and says what a recorded play needs. Nothing here reads or writes a stream: the command does.

mod block;
mod page;
mod playthrough;
mod reply;
mod story;
#[cfg(test)]
mod tests;

pub use page::{Look, is_printable, printable};
pub use playthrough::Playthrough;
pub use reply::{Reply, visible};
pub use story::Teller;
