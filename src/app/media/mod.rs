//! The blocks of a story, each drawn as its medium: a conversation looks like a conversation, a letter like paper.
//!
//! One file a medium, each a function from the author's words to elements; [`blocks`] calls them. Nothing here decides: which blocks are
//! shown comes from the engine, through [`crate::scenario::reading`].
//!
//! What is drawn for the eye alone is hidden from assistive technology (portraits, icons), and what the drawing says without words is said in words for it.

mod attachment;
mod blocks;
mod document;
mod email;
mod fields;
mod icon;
mod picture;
mod portrait;
mod post;
mod reference;
mod rich_text;
mod screen;
mod speech;
mod stage;
mod thread;

pub use blocks::{blocks, one_block};
pub use icon::drawing;

pub use crate::scenario::place::Place;
pub use portrait::{PortraitSize, portrait};
pub use rich_text::rich;
