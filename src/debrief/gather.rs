//! What comes in: a new parcours, the same attempt again, a late finisher; and what is refused, with the reason.

use std::rc::Rc;

use thiserror::Error;

use super::gathered::{Carrier, Gathered};
use super::parcours::{Joined, MOST_PEOPLE, Walk};
use super::session::GroupSession;
use crate::record::{HandOver, REASON_LETTERS};
use crate::scenario::Scenario;

/// How many of the first bits of an attempt's id a code carries.
const CODE_BITS: u32 = 10;

/// What became of a parcours that was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added {
        /// How much of it fits the case.
        joined: Joined,
    },
    /// The attempt was there already, and nothing of it is new.
    Same,
    /// The attempt was there, and this goes further or tells more.
    Extended {
        /// How much of it fits the case.
        joined: Joined,
    },
}

/// Why a parcours is not counted. `Display` is for engineers, [`Refusal::sentence`] for the trainer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It belongs to another case.
    #[error("it was played in another scenario: {title}")]
    OtherCase {
        /// That case's title.
        title: String,
    },
    /// It says that it played this very case, which does not allow it.
    #[error("what it says cannot be: {0:?}")]
    Altered(Odd),
    /// It bears the id of an attempt that was gathered, and tells another path.
    #[error("its id is that of another attempt")]
    OtherAttempt,
    /// The session is closed.
    #[error("the session is closed")]
    Closed,
    /// A session some of whose parcours are erased, and which may be counted here already.
    #[error("the session, whose parcours are erased, is merged already")]
    AlreadyMerged,
    /// There are as many as a session can hold.
    #[error("the session is full")]
    Full,
}

/// What cannot be in a parcours that says it played this very case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Its choices, its skips or its ending are not those of a path through the case.
    Path,
    /// A hesitation or a motive is not among those of the case.
    Answers,
    /// Its decisions were made before those that come before them.
    Moments,
    /// A reason is longer than the app lets anyone write.
    Reasons,
    /// More people played than the app lets anyone say.
    People,
}

impl Odd {
    fn words(self) -> String {
        match self {
            Self::Path => "ses choix ne se suivent pas".to_owned(),
            Self::Answers => "une hésitation ou un motif n’existe pas dans ce cas".to_owned(),
            Self::Moments => "les moments de ses décisions ne se suivent pas".to_owned(),
            Self::Reasons => format!("une de ses phrases dépasse {REASON_LETTERS} caractères"),
            Self::People => format!("il compte plus de {MOST_PEOPLE} personnes"),
        }
    }
}

impl Refusal {
    /// What happened and what to do, for the trainer.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::OtherCase { title } if title.is_empty() => "Ce parcours appartient à un autre cas.".to_owned(),
            Self::OtherCase { title } => format!("Ce parcours appartient à un autre cas : « {title} »."),
            Self::Altered(odd) => {
                format!("Ce parcours a été modifié ou abîmé : {}. Demandez à la personne de le transmettre de nouveau.", odd.words())
            }
            Self::OtherAttempt => {
                "Ce parcours porte le numéro d’un autre, déjà reçu, et raconte un autre chemin. Le premier est gardé, celui-ci n’est pas ajouté.".to_owned()
            }
            Self::Closed => "La séance est close : elle ne reçoit plus de parcours.".to_owned(),
            Self::AlreadyMerged => "Cette séance, dont des parcours sont effacés, est déjà réunie à celle-ci : elle compterait deux fois.".to_owned(),
            Self::Full => "La séance est pleine. Ouvrez-en une autre ; elles pourront être réunies.".to_owned(),
        }
    }
}

/// The most parcours of a session: far past a room, and what one file can still hold.
const MOST: usize = 100_000;

/// Brings a parcours into a session.
///
/// # Errors
/// [`Refusal`]; the session is then unchanged.
pub fn gather(session: &mut GroupSession, scenario: &Rc<Scenario>, carrier: Carrier, hand_over: HandOver) -> Result<Outcome, Refusal> {
    if session.closed {
        return Err(Refusal::Closed);
    }
    let joined = Walk::of(scenario, &hand_over)?.joined;
    let Some(known) = session.gathered.iter_mut().find(|known| same_attempt(known, carrier, &hand_over)) else {
        if session.gathered.len() >= MOST {
            return Err(Refusal::Full);
        }
        session.arrivals += 1;
        session.gathered.push(Gathered { number: session.arrivals, carrier, offered: false, hand_over });
        return Ok(Outcome::Added { joined });
    };
    let before = &known.hand_over;
    if !follows(&before.path, &hand_over.path) && !follows(&hand_over.path, &before.path) {
        return Err(Refusal::OtherAttempt);
    }
    if richness(carrier, &hand_over) <= richness(known.carrier, before) {
        return Ok(Outcome::Same);
    }
    known.carrier = carrier;
    known.hand_over = hand_over;
    Ok(Outcome::Extended { joined })
}

/// Whether what comes is an attempt that is there. A code knows ten bits of the id only, so there the path must agree as well: two people who chose alike have
/// one chance in a thousand to be taken for one.
pub(super) fn same_attempt(known: &Gathered, carrier: Carrier, hand_over: &HandOver) -> bool {
    let before = &known.hand_over;
    if known.carrier != Carrier::Code && carrier != Carrier::Code {
        return before.attempt == hand_over.attempt;
    }
    let unfinished = before.ending.is_none() || hand_over.ending.is_none() || before.path.len() == hand_over.path.len();
    first_bits(before) == first_bits(hand_over)
        && before.players.people == hand_over.players.people
        && unfinished
        && (follows(&before.path, &hand_over.path) || follows(&hand_over.path, &before.path))
}

fn first_bits(hand_over: &HandOver) -> u16 {
    let [a, b, ..] = hand_over.attempt.0;
    u16::from_be_bytes([a, b]) >> (16 - CODE_BITS)
}

/// Whether a path goes on where another stops, or is the same.
fn follows(shorter: &[crate::record::Given], longer: &[crate::record::Given]) -> bool {
    shorter.len() <= longer.len() && shorter.iter().zip(longer).all(|(left, right)| left.scene == right.scene && left.choice == right.choice)
}

/// How much is told: how far it goes first, past sensitive scenes too, then whether it is whole, then what is told besides the choices.
fn richness(carrier: Carrier, hand_over: &HandOver) -> (usize, usize, bool, bool, usize) {
    let besides = |given: &crate::record::Given| {
        [given.hesitation.is_some(), given.motive.is_some(), given.reason.is_some(), given.elapsed.is_some()].into_iter().filter(|told| *told).count()
    };
    let told = hand_over.path.iter().map(besides).sum::<usize>() + usize::from(hand_over.rereadings.is_some()) + usize::from(hand_over.opened.is_some());
    (hand_over.path.len(), hand_over.skips.len(), hand_over.ending.is_some(), carrier != Carrier::Code, told)
}
