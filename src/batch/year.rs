//! All that was handed over in a year, or in a room: each parcours counted once, in the tables of its case.

use std::rc::Rc;

use thiserror::Error;

use super::brief::Brief;
use super::paths::Paths;
use super::seen::{Seen, fingerprint, mixed};
use super::tally::Tally;
use crate::debrief::{Joined, Refusal};
use crate::record::AttemptId;
use crate::scenario::Scenario;

/// Parcours of any number of cases, counted as they come.
#[derive(Debug)]
pub struct Year {
    cases: Vec<Case>,
    seen: Seen,
}

/// One case and the parcours counted in it.
#[derive(Debug)]
pub struct Case {
    paths: Paths,
    /// The totals.
    pub tally: Tally,
    /// How many of them were played on another version of the case.
    pub other_version: u64,
}

impl Case {
    /// The case.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        self.paths.scenario()
    }
}

/// Which attempt a record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// That of the id it bears.
    Attempt,
    /// One of a session, by its number there: what came by code knows ten bits of its id only.
    Numbered(AttemptId, u32),
}

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is counted in the case of this place; what there is to say of its version.
    New(usize, Option<String>),
    /// The same attempt was read before: the first one counts.
    Again,
}

/// Why a record is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Its case is not among those at hand.
    #[error("Le cas « {0} » n’est pas dans le dossier des scénarios.")]
    UnknownCase(String),
    /// It does not fit its case.
    #[error("{}", .0.sentence())]
    Refusal(Refusal),
}

impl Year {
    /// No parcours yet, of these cases.
    #[must_use]
    pub fn new(scenarios: impl IntoIterator<Item = Rc<Scenario>>) -> Self {
        let case = |scenario| Case { paths: Paths::new(scenario), tally: Tally::default(), other_version: 0 };
        Self { cases: scenarios.into_iter().map(case).collect(), seen: Seen::default() }
    }

    /// The cases, in the order given.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// How many different attempts were counted.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.seen.len()
    }

    /// Counts a record, once.
    ///
    /// # Errors
    /// [`Refused`]; nothing is then counted.
    pub fn add(&mut self, brief: &Brief<'_>, mark: Mark) -> Result<Added, Refused> {
        let case = self.cases.iter().position(|case| *case.scenario().id() == *brief.scenario);
        let at = case.ok_or_else(|| Refused::UnknownCase(brief.scenario.to_string()))?;
        let case = &mut self.cases[at];
        let (parcours, joined) = case.paths.walk(brief).map_err(Refused::Refusal)?;
        let fingerprint = match mark {
            Mark::Attempt => fingerprint(brief.attempt.0),
            Mark::Numbered(session, number) => mixed(fingerprint(session.0).wrapping_add(u64::from(number))),
        };
        if !self.seen.insert(fingerprint) {
            return Ok(Added::Again);
        }
        case.tally.add(parcours);
        case.other_version += u64::from(joined != Joined::Same);
        Ok(Added::New(at, joined.sentence()))
    }
}
