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
//! Cost: time and memory are linear in states and ways. A state of one word (64 bits of scene, variables and marks) takes about 30 bytes while they are explored
//! and 60 at the most, room for growth and the walk that proves included: `cargo bench --bench check` prints both.

mod components;
pub mod condition;
pub mod editorial;
#[cfg(feature = "cli")]
pub mod entry;
pub mod example;
pub mod explore;
pub mod findings;
pub mod further;
pub mod layout;
pub mod lengths;
pub mod machine;
pub mod plays;
pub mod proof;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod sample;
pub mod states;
#[cfg(feature = "cli")]
pub mod statistics;
mod unmet;

use explore::{Explored, Limits, NEVER, explore};
use findings::findings;
use machine::Machine;

use crate::scenario::Scenario;
use crate::scenario::diagnostic::{Diagnostic, Report};
use crate::scenario::program::ExitCode;

/// How many states are looked at unless more are asked for.
pub const BUDGET: usize = 5_000_000;

/// What was proved of a scenario, or how far it got.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many states were met.
    pub states: usize,
    /// Whether those are all.
    pub complete: bool,
    /// How much memory the states took, in bytes.
    pub bytes: usize,
    /// The least decisions that lead to an ending without skipping; none if none was reached.
    pub shortest: Option<usize>,
    /// The most decisions that lead to an ending without skipping; none if none is reached, or if not every state was met.
    pub longest: Option<u32>,
    /// Whether play can come back to a state it was in: then decisions made in circles are not counted in `longest`, and there are paths as long as one likes.
    pub circular: bool,
}

/// Looks at every state that play of a scenario can reach, at most `budget`. `bytes` is the file it was loaded from, to place what is found. `progress` is told
/// now and then how many states were met, and says whether to go on.
#[must_use]
pub fn check(scenario: &Scenario, bytes: &[u8], budget: usize, progress: &mut dyn FnMut(usize) -> bool) -> Verdict {
    let machine = Machine::of(&scenario.program, true);
    let explored = explore(&machine, Limits { states: budget, progress });
    let proof = proof::prove(&machine, &explored);
    let mut report = Report::default();
    for finding in findings(scenario, &machine.layout, &explored, &proof) {
        report.push(finding.rule, finding.span, finding.message, finding.help);
    }
    let shortest = if machine.skips() {
        let without = Machine::of(&scenario.program, false);
        shortest(scenario, &explore(&without, Limits { states: budget, progress }))
    } else {
        shortest(scenario, &explored)
    };
    Verdict {
        diagnostics: if report.is_empty() { Vec::new() } else { crate::scenario::place(bytes, report) },
        states: explored.states.len(),
        complete: explored.complete,
        bytes: explored.states.bytes(),
        shortest,
        longest: proof.longest.filter(|_| explored.complete),
        circular: proof.circular,
    }
}

/// The least gestures to any ending.
fn shortest(scenario: &Scenario, explored: &Explored) -> Option<usize> {
    let endings = scenario.program.scenes.iter().zip(&explored.seen.scenes).filter(|(scene, state)| scene.exit == ExitCode::Ending && **state != NEVER);
    endings.map(|(_, &state)| explored.level(state as usize)).min()
}
