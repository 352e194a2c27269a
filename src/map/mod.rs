//! The map of a case: its scenes in layers, and the ways between them.
//!
//! ```text
//! Program ── graph ──▶ Graph ── layers ─ order ─ place ──▶ Layout ── draw ──▶ Shapes ──▶ SVG text, or the app's elements
//! ```
//!
//! The layout is that of Sugiyama, Tagawa and Toda (1981), in whole numbers: the same case gives the same map everywhere. It is total: any scenario that the loader
//! accepts has a map, however tangled, in a time that grows little faster than the case.

mod crossings;
mod curve;
pub mod draw;
pub mod graph;
mod index;
mod layers;
pub mod layout;
pub mod notes;
mod order;
mod paper;
mod place;
pub mod source;
pub mod svg;
pub mod table;
#[cfg(test)]
mod tests;
pub mod weight;
pub mod window;
mod wrap;

pub use graph::Graph;
pub use layout::{Direction, Layout};
pub use weight::Weight;
