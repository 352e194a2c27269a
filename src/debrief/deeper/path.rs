//! Where a path that may be shown comes from: the trainer composed it, or its owner offers it.

use std::rc::Rc;

use super::Composer;
use crate::debrief::{GroupSession, Walk};
use crate::engine::Session;
use crate::scenario::Scenario;

/// A path that may be shown to the room, if its owner still offers it.
#[derive(Clone, Debug)]
pub enum Path {
    /// A parcours that its owner offered, by its number in the session.
    Offered(u32),
    /// One that the trainer composed, with the name it is shown under.
    Composed(String, Box<Composer>),
}

/// The numbers of the parcours that are offered now.
#[must_use]
pub fn offered(session: &GroupSession) -> Vec<u32> {
    session.gathered.iter().filter(|gathered| gathered.offered).map(|gathered| gathered.number).collect()
}

impl Path {
    /// What it is called: never whose it is.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Offered(number) => ["Parcours offert n° ", &number.to_string()].concat(),
            Self::Composed(name, _) => name.clone(),
        }
    }

    /// The play-through, looked up now: nothing once its owner no longer offers it or took it back, or where it does not fit the case.
    #[must_use]
    pub fn session(&self, scenario: &Rc<Scenario>, room: &GroupSession) -> Option<Session> {
        match self {
            Self::Composed(_, composer) => Some(composer.session().clone()),
            Self::Offered(number) => {
                let gathered = room.gathered.iter().find(|gathered| gathered.number == *number && gathered.offered)?;
                Some(Walk::of(scenario, &gathered.hand_over).ok()?.session)
            }
        }
    }
}
