//! What stands under « Aller plus loin »: each a way to look again, one gesture away, never in the trainer's way.
//!
//! | file | concern | computed from |
//! |---|---|---|
//! | `marks` | the decisions in the order of the story, with plain marks | published tables |
//! | `axes` | tensions and positions along the case | published tables |
//! | `reasons` | the wall of reasons: words that their owners ticked | parcours that are here |
//! | `path` | where a path comes from: composed by the trainer, or offered | parcours offered now |
//! | `composer` | a path picked choice by choice, also from a fork | – |
//! | `compare` | two paths side by side from where they part | paths |
//! | `replay` | one path told again, or played live | a path |
//! | `weights` | what the map of paths shows of each choice | published tables |
//! | `fit` | words that fit a page | – |
//!
//! # Invariants
//!
//! - What counts is computed from published tables only; what is somebody's own is looked up at each call, so that who withdraws is gone from the next one.
//! - Nothing is ranked: decisions stand in the order of the story, choices in that of the text, reasons in one that says nothing of when they came or from whom.

mod axes;
mod compare;
mod composer;
mod fit;
mod marks;
mod path;
mod reasons;
mod replay;
mod weights;

pub use axes::{FEWEST_DECISIONS, MOST_MARKS, axis_has_marks, axis_sentence, axis_slides, positions, tensions};
pub use compare::{Comparison, Side, Stage, compare};
pub use composer::Composer;
pub use marks::{MARKS_HELP, Mark, Marked, mark_slides, marks};
pub use path::{Path, offered};
pub use reasons::{Reason, Wall, wall};
pub use replay::{live, replay};
pub use weights::weights;

use super::ledger::Ledger;
use super::table::{DecisionTable, decisions};
use crate::scenario::Scenario;

/// Every decision of the case as the ledger lets it be shown, in the order of the story. `agreed`: the group agreed to see counts though it is small.
#[must_use]
pub fn tables(scenario: &Scenario, ledger: &Ledger, agreed: bool) -> Vec<DecisionTable> {
    decisions(scenario).map(|scene| DecisionTable::of(scenario, ledger, scene, agreed)).collect()
}
