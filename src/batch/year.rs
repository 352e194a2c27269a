//! All that was handed over in a year, or in a room: each parcours counted once, in the tables of its case.

use std::rc::Rc;

use thiserror::Error;

use super::brief::Brief;
use super::paths::Paths;
use super::seen::{Seen, fingerprint, mixed};
use super::tally::Tally;
use crate::debrief::{Carrier, GroupSession, Joined, Ledger, Refusal, Turnout};
use crate::export::Size;
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
    other_version: u64,
    /// What sessions published.
    sessions: Ledger,
    /// How many parcours and people these tables count, as far as is known.
    published: Size,
}

impl Case {
    /// The case.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        self.paths.scenario()
    }

    /// How many took part.
    #[must_use]
    pub fn size(&self) -> Size {
        Size {
            parcours: self.tally.parcours + self.published.parcours,
            people: self.tally.people + self.published.people,
            other_version: self.other_version,
            closed_sessions: self.published.closed_sessions,
        }
    }

    /// The tables: those that sessions published, and those of all other parcours.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let mut ledger = self.tally.ledger(self.scenario());
        ledger.merge(&self.sessions, |_| None);
        ledger
    }
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
    /// A session, some parcours of which were counted before: both tables cannot be added up.
    #[error("{0} parcours de cette séance ont déjà été lus : ses tableaux ne sont pas ajoutés. Donnez la séance avant les fichiers, ou sans eux.")]
    Overlap(usize),
    /// It does not fit its case.
    #[error("{}", .0.sentence())]
    Refusal(Refusal),
}

impl Year {
    /// No parcours yet, of these cases.
    #[must_use]
    pub fn new(scenarios: impl IntoIterator<Item = Rc<Scenario>>) -> Self {
        let case =
            |scenario| Case { paths: Paths::new(scenario), tally: Tally::default(), other_version: 0, sessions: Ledger::default(), published: Size::default() };
        Self { cases: scenarios.into_iter().map(case).collect(), seen: Seen::default() }
    }

    /// The cases, in the order given.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// How many different attempts, and sessions, were counted.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.seen.len()
    }

    /// Counts a record, once.
    ///
    /// # Errors
    /// [`Refused`]; nothing is then counted.
    pub fn add(&mut self, brief: &Brief<'_>) -> Result<Added, Refused> {
        let case = self.cases.iter().position(|case| *case.scenario().id() == *brief.scenario);
        let at = case.ok_or_else(|| Refused::UnknownCase(brief.scenario.to_string()))?;
        let case = &mut self.cases[at];
        let (parcours, joined) = case.paths.walk(brief).map_err(Refused::Refusal)?;
        if !self.seen.insert(fingerprint(brief.attempt.0)) {
            return Ok(Added::Again);
        }
        case.tally.add(parcours);
        case.other_version += u64::from(joined != Joined::Same);
        Ok(Added::New(at, joined.sentence()))
    }

    /// Adds what a session published, once. What it holds and has not published stays untold: a table that the room saw changes by
    /// three parcours or more, here too.
    ///
    /// # Errors
    /// [`Refused`]; nothing is then counted.
    pub fn add_session(&mut self, mut session: GroupSession) -> Result<Added, Refused> {
        let case = self.cases.iter().position(|case| *case.scenario().id() == *session.scenario);
        let at = case.ok_or_else(|| Refused::UnknownCase(session.scenario.clone()))?;
        let case = &mut self.cases[at];
        let own = fingerprint(session.id.0);
        if self.seen.contains(own) {
            return Ok(Added::Again);
        }
        let mut marks = vec![own];
        // What came by code knows ten bits of its id only: it is known again by its place in the session.
        marks.extend(session.gathered.iter().map(|gathered| match gathered.carrier {
            Carrier::Code => mixed(own.wrapping_add(u64::from(gathered.number))),
            _ => fingerprint(gathered.hand_over.attempt.0),
        }));
        let known = marks.iter().filter(|mark| self.seen.contains(**mark)).count();
        if known > 0 {
            return Err(Refused::Overlap(known));
        }
        for mark in marks {
            self.seen.insert(mark);
        }
        let scenario = Rc::clone(case.scenario());
        let walked = session.parcours(&scenario);
        session.publish(&scenario, &walked);
        match session.turnout() {
            Some(Turnout { parcours, people }) => {
                case.published.parcours += u64::from(parcours);
                case.published.people += u64::from(people);
            }
            None => case.published.closed_sessions += 1,
        }
        case.sessions.merge(&session.ledger, |_| None);
        Ok(Added::New(at, None))
    }
}
