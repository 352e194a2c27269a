//! Lettered votes on one decision, counted and typed by the trainer, or hands raised.

use serde::Serialize;
use thiserror::Error;

use super::ledger::FEWEST_CHANGES;
use super::table::Shown;
use crate::scenario::decode::record;

record! {
    /// One vote of the room on one decision.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Ballot {
        /// The scene that asks.
        pub scene: String,
        /// Which vote on it: 1 before the talk, 2 after, and so on.
        pub round: u32,
        /// How many ballots for each choice, in the order of the text.
        pub counts: Vec<u32> = default,
        /// The choices typed, in order, by their place: what « Annuler » takes back.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub typed: Vec<u32> = default,
        /// The counts as they were shown, if they were.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub published: Option<Vec<u32>>,
    }
}

/// What cannot be done with a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BallotFault {
    /// It was shown: it changes only by three ballots or more, all added.
    #[error("a vote that was shown changes by three ballots or more, or is taken again")]
    Shown,
    /// The ballots are not as many as the room.
    #[error("{ballots} ballots for a room of {room}")]
    Total {
        /// How many ballots were typed.
        ballots: u32,
        /// How many were expected.
        room: u32,
    },
}

impl BallotFault {
    /// What to do, for the trainer.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Shown => "Ce vote a été montré : il ne change que de trois bulletins ou plus. Pour le corriger, refaites voter la salle.".to_owned(),
            Self::Total { ballots, room } if ballots > room => {
                format!("{ballots} bulletins pour {room} attendus : il y en a trop. Recomptez, ou corrigez le nombre attendu dans « Préparer ».")
            }
            Self::Total { ballots, room } => format!("{ballots} bulletins sur {room} attendus : recomptez, ou corrigez le nombre attendu dans « Préparer »."),
        }
    }
}

/// The most ballots of one vote: no room is larger.
const MOST: u32 = 9_999;

impl Ballot {
    /// A vote of which nothing is counted yet.
    #[must_use]
    pub fn new(scene: &str, round: u32, choices: usize) -> Self {
        Self { scene: scene.to_owned(), round, counts: vec![0; choices], typed: Vec::new(), published: None }
    }

    /// How many ballots were typed.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// One ballot more for a choice, by its place.
    pub fn count(&mut self, choice: u32) {
        if self.total() >= MOST {
            return;
        }
        if let Some(count) = self.counts.get_mut(choice as usize) {
            *count += 1;
            self.typed.push(choice);
        }
    }

    /// Takes the last ballot back; says which choice it was for.
    pub fn undo(&mut self) -> Option<u32> {
        let choice = self.typed.pop()?;
        if let Some(count) = self.counts.get_mut(choice as usize) {
            *count = count.saturating_sub(1);
        }
        Some(choice)
    }

    /// Sets the count of a choice: raised hands.
    pub fn set(&mut self, choice: u32, number: u32) {
        if let Some(count) = self.counts.get_mut(choice as usize) {
            *count = number.min(MOST);
            self.typed.clear();
        }
    }

    /// Publishes the counts, or brings what was shown up to date.
    ///
    /// # Errors
    /// [`BallotFault::Total`] if they are not as many as the room (0 where its size is not known), [`BallotFault::Shown`] if they were shown and differ by less
    /// than may be.
    pub fn publish(&mut self, room: u32) -> Result<(), BallotFault> {
        let ballots = self.total();
        if room != 0 && ballots != room {
            return Err(BallotFault::Total { ballots, room });
        }
        if let Some(shown) = self.published.as_ref().filter(|shown| **shown != self.counts) {
            let only_more = shown.iter().zip(&self.counts).all(|(before, now)| before <= now);
            let more = ballots.saturating_sub(shown.iter().sum());
            if !only_more || (more as usize) < FEWEST_CHANGES {
                return Err(BallotFault::Shown);
            }
        }
        self.published = Some(self.counts.clone());
        Ok(())
    }

    /// What may be shown of it.
    #[must_use]
    pub fn shown(&self, agreed: bool) -> Shown {
        self.published.as_ref().map_or(Shown::Nothing, |counts| Shown::of(counts.clone(), agreed))
    }
}
