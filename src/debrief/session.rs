//! A workshop: what was gathered, the votes, the notes, what was published. One file, saved whole at each gesture.

use std::rc::Rc;

use serde::{Serialize, Serializer};

use super::ballot::Ballot;
use super::gather::{Outcome, Refusal, gather, same_attempt as is_same};
use super::gathered::Gathered;
use super::ledger::Ledger;
use super::parcours::{Parcours, Walk};
use super::script::{Place, Script};
use super::table::contributions;
use super::together::Together;
use crate::record::{AttemptId, UnreadableRecord};
use crate::scenario::Scenario;
use crate::scenario::decode::{record, words};

/// The format of a group session that this version writes.
pub const SESSION_FORMAT: u32 = 1;

record! {
    /// A group session. Individual, not anonymous: it never leaves the trainer's device but by the trainer's gesture.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct GroupSession {
        /// The format of this file: 1.
        pub format: u32,
        /// `bifurque-seance`
        pub kind: SessionKind,
        /// The session's id.
        pub id: AttemptId,
        /// How often it was saved: two windows that lead one session are told apart by it.
        pub revision: u32,
        /// The scenario's id.
        pub scenario: String,
        /// The scenario's title.
        pub title: String,
        /// The seed that every phone plays with.
        pub seed: u32,
        /// When it was opened, in milliseconds since 1970 by the device's clock.
        pub started: u64,
        /// How the room plays.
        pub rhythm: Rhythm,
        /// The scenes at whose decision play stops, in « pas à pas ».
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub stops: Vec<String> = default,
        /// Whether every device is shared.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub shared_device: bool = default,
        /// Whether time limits are on.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub time_limits: bool = default,
        /// Whether nothing is kept on the devices.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub traceless: bool = default,
        /// How many people, or groups with one ballot, vote; 0 where it is not known.
        pub room: u32,
        /// Whether it is the made-up one, to practise on.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub example: bool = default,
        /// When the group agreed aloud to see counts though it is small, in milliseconds since 1970.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub agreed: Option<u64>,
        /// How many parcours ever arrived.
        pub arrivals: u32,
        /// The parcours.
        pub gathered: Vec<Gathered>,
        /// The votes.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub ballots: Vec<Ballot> = default,
        /// What the whole room plays on the projector, once it has begun.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub together: Option<Together>,
        /// The trainer's script, with what was changed in it.
        pub script: Script,
        /// Where in it the group is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub place: Option<Place>,
        /// When it was begun, in milliseconds since 1970.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub begun: Option<u64>,
        /// What was published.
        pub ledger: Ledger,
        /// What the group keeps.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub notes: Vec<Note> = default,
        /// Whether it is closed: the parcours are gone, the tables stay.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub closed: bool = default,
        /// How many took part whose parcours were erased: by its closing, or by that of a session that was merged into it. An older version did not keep it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub erased: Option<Turnout>,
        /// The sessions that were merged into it, and into those.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub merged: Vec<AttemptId> = default,
    }
}

record! {
    /// « 13 parcours, 25 personnes »
    #[derive(Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Turnout {
        /// Parcours: one person, a pair or a group each.
        pub parcours: u32,
        /// People.
        pub people: u32,
    }
}

words! {
    /// Says that a file is a group session.
    pub enum SessionKind {
        /// The only kind there is.
        GroupSession = "bifurque-seance",
    }
}

impl Serialize for SessionKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

words! {
    /// How the room plays.
    pub enum Rhythm {
        /// « Libre »: everyone plays, then the talk.
        Free = "free",
        /// « Pas à pas »: every phone stops at the chosen decisions.
        StepByStep = "step-by-step",
        /// « Collectif »: one path on the projector.
        Together = "together",
    }
}

impl Serialize for Rhythm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// A sentence that the group keeps.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Note {
        /// The step of the script during which it was written.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub step: Option<String>,
        /// Its words.
        pub text: String,
        /// Whether the group has re-read it: only then is it printed or exported.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub reread: bool = default,
    }
}

impl Turnout {
    fn with(self, other: Self) -> Self {
        Self { parcours: self.parcours.saturating_add(other.parcours), people: self.people.saturating_add(other.people) }
    }
}

impl GroupSession {
    /// A session of which nothing is known yet. `random` comes from the platform's cryptographic source, `started` from its clock, in milliseconds since 1970.
    #[must_use]
    pub fn new(scenario: &Scenario, script: Script, random: [u8; 16], started: u64) -> Self {
        Self {
            format: SESSION_FORMAT,
            id: AttemptId(random),
            scenario: scenario.id().to_owned(),
            title: scenario.source.title.text.clone(),
            started,
            place: script.first(),
            script,
            stops: scenario.source.note.stops.iter().map(|stop| (**stop).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// The parcours walked against the case, with their numbers. One that no longer fits is left out.
    #[must_use]
    pub fn parcours(&self, scenario: &Rc<Scenario>) -> Vec<(u32, Parcours)> {
        self.gathered.iter().filter_map(|gathered| Some((gathered.number, Walk::of(scenario, &gathered.hand_over).ok()?.parcours))).collect()
    }

    /// How many took part; nothing where it is closed and did not keep it.
    #[must_use]
    pub fn turnout(&self) -> Option<Turnout> {
        self.turnout_of(|_| true)
    }

    /// The same, of the parcours that are here only those whose number `counts`.
    #[must_use]
    pub fn turnout_of(&self, counts: impl Fn(u32) -> bool) -> Option<Turnout> {
        let erased = self.erased.or((!self.closed).then(Turnout::default))?;
        let here = self.gathered.iter().filter(|gathered| counts(gathered.number));
        Some(here.fold(erased, |sum, gathered| sum.with(Turnout { parcours: 1, people: gathered.hand_over.players.people.max(1) })))
    }

    /// Publishes every table, or brings them up to date where that is allowed; says whether what is published changed.
    pub fn publish(&mut self, scenario: &Scenario, parcours: &[(u32, Parcours)]) -> bool {
        self.ledger.publish(&contributions(scenario, parcours))
    }

    /// The vote of a round on a decision, if there was one.
    #[must_use]
    pub fn ballot(&self, scene: &str, round: u32) -> Option<&Ballot> {
        self.ballots.iter().find(|ballot| ballot.scene == scene && ballot.round == round)
    }

    /// The same, opened if there was none.
    pub fn ballot_mut(&mut self, scene: &str, round: u32, choices: usize) -> &mut Ballot {
        let at = self.ballots.iter().position(|ballot| ballot.scene == scene && ballot.round == round).unwrap_or_else(|| {
            self.ballots.push(Ballot::new(scene, round, choices));
            self.ballots.len() - 1
        });
        &mut self.ballots[at]
    }

    /// A person takes their parcours back. What it gave to a published table stays there, without its owner.
    pub fn withdraw(&mut self, number: u32) {
        let withdrawn = self.gathered.iter().find(|gathered| gathered.number == number).map(|gathered| gathered.hand_over.attempt);
        self.together = self.together.take().filter(|together| withdrawn != Some(together.attempt));
        self.gathered.retain(|gathered| gathered.number != number);
        self.ledger.forget(number);
    }

    /// « Clore la séance »: the parcours go, the tables stay.
    pub fn close(&mut self) {
        self.erased = self.turnout();
        self.gathered.clear();
        self.together = None;
        self.ledger.forget_all();
        self.closed = true;
    }

    /// Takes in another session of the same case: its parcours, its votes on decisions that were not voted here, its notes, what it published. Gives what
    /// became of each parcours.
    ///
    /// # Errors
    /// [`Refusal`] if it is about another case, if this one is closed, or if what the other still counts of erased parcours may be counted here already.
    pub fn merge(&mut self, scenario: &Rc<Scenario>, other: &Self) -> Result<Vec<Result<Outcome, Refusal>>, Refusal> {
        if other.scenario != self.scenario {
            return Err(Refusal::OtherCase { title: other.title.clone() });
        }
        if self.closed {
            return Err(Refusal::Closed);
        }
        // Parcours are recognised as long as they are there; once they are erased, only the sessions can be.
        let known = |id: &AttemptId| *id == self.id || self.merged.contains(id);
        if other.holds_erased() && (known(&other.id) || other.merged.iter().any(known)) {
            return Err(Refusal::AlreadyMerged);
        }
        // What its owner offered there is not offered to another room.
        let bring = |gathered: &Gathered| gather(self, scenario, gathered.carrier, gathered.hand_over.clone());
        let outcomes = other.gathered.iter().map(bring).collect();
        let number = |there: u32| {
            let theirs = other.gathered.iter().find(|gathered| gathered.number == there)?;
            self.gathered.iter().find(|ours| is_same(ours, theirs.carrier, &theirs.hand_over)).map(|ours| ours.number)
        };
        self.ledger.merge(&other.ledger, number);
        for ballot in &other.ballots {
            if self.ballot(&ballot.scene, ballot.round).is_none() {
                self.ballots.push(ballot.clone());
            }
        }
        for note in &other.notes {
            if !self.notes.iter().any(|ours| ours.text == note.text) {
                self.notes.push(note.clone());
            }
        }
        for id in std::iter::once(&other.id).chain(&other.merged) {
            if !self.merged.contains(id) {
                self.merged.push(*id);
            }
        }
        if let Some(erased) = other.erased {
            self.erased = Some(self.erased.unwrap_or_default().with(erased));
        }
        Ok(outcomes)
    }

    /// Whether some of its tables are of parcours that it no longer has.
    fn holds_erased(&self) -> bool {
        self.closed || self.erased.is_some()
    }

    /// Writes it as the device keeps it: what [`Self::write`] writes, without the spaces for people to read.
    #[must_use]
    pub fn write_compact(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Writes it as a file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Reads a group session from its file.
///
/// # Errors
/// As [`crate::record::read`].
pub fn read_session(text: &str) -> Result<GroupSession, UnreadableRecord> {
    crate::record::read_of_kind(text, "bifurque-seance")
}
