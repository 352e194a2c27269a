//! Where a path that may be shown comes from: the trainer composed it, or its owner offers it.

use std::rc::Rc;

use super::Composer;
use crate::debrief::{Carrier, GroupSession, Walk};
use crate::engine::Session;
use crate::scenario::Scenario;

/// A path that may be shown to the room, as long as the owner of what is theirs in it offers it.
#[derive(Clone, Debug)]
pub enum Path {
    /// A parcours that its owner offered, by its number in the session.
    Offered(u32),
    /// One that the trainer composed.
    Composed {
        /// The path.
        composer: Box<Composer>,
        /// The parcours of which it has the beginning, if it has one's.
        from: Option<u32>,
    },
}

/// The numbers of the parcours that are offered now.
#[must_use]
pub fn offered(session: &GroupSession) -> Vec<u32> {
    session.gathered.iter().filter(|gathered| gathered.offered).map(|gathered| gathered.number).collect()
}

impl Path {
    /// A path to be composed from the beginning of the story, with the seed of the group session.
    #[must_use]
    pub fn composed(scenario: &Rc<Scenario>, room: &GroupSession) -> Self {
        Self::Composed { composer: Box::new(Composer::new(scenario, room.seed)), from: None }
    }

    /// « Et si on avait… »: a path that leaves this one at a decision (from 0). `None` if this one has fewer, or may not be shown.
    #[must_use]
    pub fn forked(&self, scenario: &Rc<Scenario>, room: &GroupSession, decision: usize) -> Option<Self> {
        let composer = Box::new(Composer::forked(&self.session(scenario, room)?, decision)?);
        Some(Self::Composed { composer, from: self.owner() })
    }

    /// The number of the parcours that is shown with it, whose owner may take it back.
    #[must_use]
    pub fn owner(&self) -> Option<u32> {
        match self {
            Self::Offered(number) => Some(*number),
            Self::Composed { from, .. } => *from,
        }
    }

    /// What it is called: never whose it is.
    #[must_use]
    pub fn name(&self, room: &GroupSession) -> String {
        match self {
            Self::Offered(number) if room.gathered.iter().any(|one| one.number == *number && one.carrier == Carrier::Room) => {
                "Le récit joué ensemble".to_owned()
            }
            Self::Offered(number) => ["Parcours offert n° ", &number.to_string()].concat(),
            Self::Composed { composer, .. } if composer.kept() > 0 => "Et si on avait…".to_owned(),
            Self::Composed { .. } => "Chemin composé".to_owned(),
        }
    }

    /// The path under composition; `None` for a parcours that was played.
    #[must_use]
    pub fn composer(&self) -> Option<&Composer> {
        match self {
            Self::Offered(_) => None,
            Self::Composed { composer, .. } => Some(composer),
        }
    }

    /// The same, to go on with.
    pub fn composer_mut(&mut self) -> Option<&mut Composer> {
        match self {
            Self::Offered(_) => None,
            Self::Composed { composer, .. } => Some(composer),
        }
    }

    /// The play-through, looked up now: nothing once its owner no longer offers it or took it back, or where it does not fit the case.
    #[must_use]
    pub fn session(&self, scenario: &Rc<Scenario>, room: &GroupSession) -> Option<Session> {
        let theirs = |number: u32| room.gathered.iter().find(|gathered| gathered.number == number && gathered.offered);
        match self {
            Self::Composed { composer, from } => from.is_none_or(|number| theirs(number).is_some()).then(|| composer.session().clone()),
            Self::Offered(number) => Some(Walk::of(scenario, &theirs(*number)?.hand_over).ok()?.session),
        }
    }
}
