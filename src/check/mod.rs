//! What can be proved of a scenario.
//!
//! Its variables are bounded and its detours come back, so that it is a finite machine: looking at every state that play can reach is proof and not sampling.
//!
//! ```text
//! Program ── layout, machine ──▶ packed states and what follows each ── explore ──▶ all of them, and what was met
//!                                                                   └── proof ──▶ from where an ending can be reached, how long play lasts
//!                                                                   └── findings ──▶ what an author is told, with a shortest way that shows it
//! ```
//!
//! Cost: time and memory are linear in states and ways. A state of one word (64 bits of scene, variables and marks) takes about 35 bytes while they are explored
//! and 90 at the most where three ways lead out of each, room for growth and the walk that proves included: `cargo bench --bench check` prints both.

mod components;
pub mod condition;
pub mod editorial;
#[cfg(feature = "cli")]
pub mod entry;
pub mod example;
pub mod excerpt;
pub mod explore;
pub mod findings;
pub mod further;
mod graph;
pub mod layout;
pub mod lengths;
pub mod machine;
pub mod plays;
pub mod proof;
#[cfg(feature = "cli")]
pub mod report;
pub mod review;
#[cfg(feature = "cli")]
pub mod sample;
mod slices;
pub mod states;
#[cfg(feature = "cli")]
pub mod statistics;
pub mod told;
mod unmet;

use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;

pub use slices::Checking;

/// How many states are looked at unless more are asked for.
pub const BUDGET: usize = 5_000_000;

/// What was proved of a scenario, or how far it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many states were met.
    pub states: usize,
    /// Whether those are all.
    pub complete: bool,
    /// How much memory the states took, in bytes.
    pub bytes: usize,
    /// Whether an ending was reached.
    pub ends: bool,
    /// The least decisions that lead to an ending without skipping; none if none was reached, or if the check was stopped before it was known.
    pub shortest: Option<usize>,
    /// The most decisions that lead to an ending without skipping; none if none is reached, if not every state was met, or if there are paths as long as one likes.
    pub longest: Option<u32>,
    /// Whether play can come back to a state it was in.
    pub circular: bool,
}

impl Verdict {
    /// What is known, in one line for an author.
    #[must_use]
    pub fn sentence(&self) -> String {
        let decisions = |number: usize| findings::counted(number, "décision", "décisions");
        let states = findings::counted(self.states, "état", "états");
        let all = match (self.complete, self.states) {
            (true, 1) => "vu",
            (true, _) => "tous vus",
            (false, _) => "et il en reste",
        };
        let length = match (self.shortest, self.longest) {
            (Some(shortest), Some(longest)) if longest as usize == shortest => format!("{} sur tout parcours", decisions(shortest)),
            (Some(shortest), Some(longest)) => format!("de {shortest} à {}", decisions(longest as usize)),
            (Some(shortest), None) if self.circular => format!("au moins {}, et autant que l’on veut par les boucles", decisions(shortest)),
            (Some(shortest), None) => format!("au moins {}", decisions(shortest)),
            (None, _) if self.complete => "aucune fin".to_owned(),
            (None, _) if self.ends => return format!("{states}, {all}."),
            (None, _) => "aucune fin atteinte jusqu’ici".to_owned(),
        };
        format!("{states}, {all}\u{202f}; {length}.")
    }
}

/// How much is done between two reports of progress.
const STEPS: usize = 1 << 17;

/// Looks at every state that play of a scenario can reach, at most `budget`. `bytes` is the file it was loaded from, to place what is found. `progress` is told
/// now and then how many states were met, and says whether to go on.
#[must_use]
pub fn check(scenario: &Scenario, bytes: &[u8], budget: usize, progress: &mut dyn FnMut(usize) -> bool) -> Verdict {
    let mut checking = Checking::new(scenario, budget);
    while checking.advance(scenario, STEPS) {
        if !progress(checking.states()) {
            checking.stop();
        }
    }
    checking.verdict(scenario, bytes)
}
