//! What leaves for other tools. Pure: texts are made here, and written by whoever asks.
//!
//! | to whom | what | made from |
//! |---|---|---|
//! | anyone | [`csv()`], [`json`], [`html()`]: tables of totals | what the [`crate::debrief::Ledger`] published |
//! | a learning record store | [`xapi`]: « individuel, non anonyme » | hand-overs |

mod csv;
mod html;
mod report;
#[cfg(feature = "cli")]
pub mod schema;
#[cfg(test)]
mod tests;
pub mod xapi;

pub use csv::csv;
pub use html::html;
pub use report::{CaseReport, DecisionReport, Detail, MotiveReport, OptionReport, OptionsReport, REPORT_FORMAT, Report, Size, VoteReport};

/// A report as JSON, for people to read. Its schema is published beside the scenarios.
#[must_use]
pub fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
