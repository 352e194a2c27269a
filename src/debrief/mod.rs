//! What a group's paths have in common and where they part: pure reports over many attempts, for a trainer who makes people think.
//!
//! ```text
//! files, codes, QR ── gather ──▶ Gathered ── walk ──▶ Parcours ── tally ──▶ cells ── Ledger::publish ──▶ published tables ──▶ every view, print and export
//! ```
//!
//! | file | concern |
//! |---|---|
//! | `gathered` | a parcours as the session keeps it |
//! | `parcours` | the same walked against the case: which choices it counts in |
//! | `gather` | the same attempt twice, a late finisher, what is refused and why |
//! | `intake` | files, codes, what a camera read |
//! | `ledger` | what was published, and when it may change: the small-group rule in time |
//! | `table` | a published table as it may be shown: the small-group rule in size |
//! | `ballot` | lettered votes, counted and typed |
//! | `session` | a workshop: all of the above, in one file |
//! | `said` | conditions in words |
//! | `script` | the trainer's script: its steps, what each shows and says, how long it takes |
//! | `running` | a script being led: what comes next |
//! | `together` | the case played once by the whole room |
//! | `telling` | that story being told: what comes next |
//! | `example` | a made-up session, to practise on |
//! | `slide` | what the room sees |
//! | `deeper` | what stands under « Aller plus loin » |
//!
//! # Invariants
//!
//! - The unit of every count is the parcours: one person, a pair or a group.
//! - Whatever leaves the trainer's device as a count, or is shown to the room, is computed from the [`Ledger`], never from the paths. So nothing can be
//!   subtracted from anything that the ledger has not let through.
//! - No mean, no score, no rank: choices stand in the order of the text, decisions in the order of the story.

mod ballot;
pub mod deeper;
mod example;
mod gather;
mod gathered;
mod intake;
mod ledger;
mod parcours;
pub mod running;
pub mod said;
#[cfg(feature = "cli")]
pub mod schema;
pub mod script;
mod session;
pub mod slide;
mod table;
pub mod telling;
mod together;

pub use ballot::{Ballot, BallotFault};
pub use example::make_up;
pub use gather::{Odd, Outcome, Refusal, gather};
pub use gathered::{Carrier, Gathered};
pub use intake::{Brought, Received, bring_file, bring_line};
pub use ledger::{Contribution, FEWEST_CHANGES, Ledger, Published};
pub use parcours::{Decided, Joined, MOST_PEOPLE, Parcours, Walk};
pub use session::{GroupSession, Note, Rhythm, SessionKind, Turnout, read_session};
pub use table::{DecisionTable, ENDINGS, EndingsTable, FEWEST_COUNTED, FEWEST_SHOWN, Shown, Total, arrivals, contributions, decisions};
pub use together::{Together, TogetherFault, Turn};
