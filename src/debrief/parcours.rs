//! A parcours walked against the case: which decisions it answered, where it stopped.

use std::rc::Rc;

use super::gather::{Odd, Refusal};
use crate::engine::Session;
use crate::record::{Given, HandOver, Hesitation, NONE_FITS, REASON_LETTERS, Recap};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// The most people who can have played together, as the introduction lets them say. More would falsify the count of the room.
pub const MOST_PEOPLE: u32 = 99;

/// A parcours as the tables count it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcours {
    /// How many people played it together, 1 or more.
    pub people: u32,
    /// The decisions answered, in the order of the path; where a loop came back to a decision, its first answer only.
    pub decided: Vec<Decided>,
    /// The decision at which it stopped, if it stopped at one that was not answered before.
    pub stopped: Option<SceneIndex>,
    /// The ending reached.
    pub ending: Option<SceneIndex>,
}

/// A decision that was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The scene that asked.
    pub scene: SceneIndex,
    /// The choice made.
    pub choice: ChoiceIndex,
    /// The other choice one nearly made.
    pub hesitation: Option<ChoiceIndex>,
    /// The motive picked, by its place in the author's list; the length of that list for « aucune ne me convient ».
    pub motive: Option<u32>,
}

/// How much of a parcours fits the case as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// All of it, in the case that was played.
    Same,
    /// All of it, though the case was retouched since (the same major version).
    StillValid,
    /// All of it, though the case was written anew since.
    Moved {
        /// The version that was played.
        version: String,
    },
    /// Its beginning: from `decision` on (from 1), the case is another.
    Partly {
        /// The version that was played.
        version: String,
        /// The first decision that no longer exists as it was, from 1.
        decision: usize,
    },
}

impl Joined {
    /// What the trainer is told, where there is something to tell.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Same => None,
            Self::StillValid => Some("Joué sur une version retouchée du cas : les choix sont les mêmes, il compte en entier.".to_owned()),
            Self::Moved { version } => {
                Some(format!("Joué sur la version {version}, remaniée depuis : ses choix existent encore, il compte, mais l’histoire autour a changé."))
            }
            Self::Partly { version, decision: 1 } => {
                Some(format!("Joué sur la version {version} : sa première décision n’existe plus sous cette forme. Rien de ce parcours n’est compté."))
            }
            Self::Partly { version, decision } => {
                Some(format!("Joué sur la version {version} : il compte jusqu’à la décision {}, la suivante n’existe plus sous cette forme.", decision - 1))
            }
        }
    }
}

/// A parcours and what it was worth.
#[derive(Clone, Debug)]
pub struct Walk {
    /// What is counted.
    pub parcours: Parcours,
    /// How much of it fits.
    pub joined: Joined,
    /// Where the story stands at its end.
    pub session: Session,
}

impl Walk {
    /// Walks what was handed over against the case as it is now.
    ///
    /// # Errors
    /// [`Refusal`] if it belongs to another case, or does not fit the very case it says it played.
    pub fn of(scenario: &Rc<Scenario>, file: &HandOver) -> Result<Self, Refusal> {
        if file.scenario != scenario.id() {
            return Err(Refusal::OtherCase { title: file.title.clone() });
        }
        let same = file.digest == scenario.digest.to_string();
        if let Some(odd) = odd(file).or_else(|| (same && !answers_are_known(scenario, file)).then_some(Odd::Answers)) {
            return Err(Refusal::Altered(odd));
        }
        let version = || file.version.clone();
        match Recap::read(scenario, file) {
            Ok(recap) if same => Ok(Self::counted(scenario, &file.path, recap, file, Joined::Same)),
            Ok(recap) if same_major(&file.version, &scenario.source.version) => Ok(Self::counted(scenario, &file.path, recap, file, Joined::StillValid)),
            Ok(recap) => Ok(Self::counted(scenario, &file.path, recap, file, Joined::Moved { version: version() })),
            Err(_) if same => Err(Refusal::Altered(Odd::Path)),
            Err(_) => {
                let (fits, recap) = beginning(scenario, file);
                Ok(Self::counted(scenario, &file.path[..fits], recap, file, Joined::Partly { version: version(), decision: fits + 1 }))
            }
        }
    }

    fn counted(scenario: &Rc<Scenario>, path: &[Given], recap: Recap, file: &HandOver, joined: Joined) -> Self {
        let mut decided: Vec<Decided> = Vec::with_capacity(path.len());
        for given in path {
            let Some(one) = decision(scenario, given) else { continue };
            if decided.iter().all(|before| before.scene != one.scene) {
                decided.push(one);
            }
        }
        let mut session = recap.session;
        let partly = matches!(joined, Joined::Partly { .. });
        // From a path that stopped, the next decision is where its owner was: what stands between asks nothing.
        let walked = session.walk_to_decision(&mut Vec::new()).is_ok();
        let here = session.state().scene();
        let ending = (walked && session.is_over() && !partly).then_some(here);
        let stopped = (walked && !session.is_over() && !partly && decided.iter().all(|before| before.scene != here)).then_some(here);
        Self { parcours: Parcours { people: file.players.people.max(1), decided, stopped, ending }, joined, session }
    }
}

fn decision(scenario: &Scenario, given: &Given) -> Option<Decided> {
    let scene = scenario.find_scene(&given.scene)?;
    let choice = scenario.find_choice(scene, &given.choice)?;
    let hesitation = match &given.hesitation {
        Some(Hesitation::With(other)) => scenario.find_choice(scene, other).filter(|other| *other != choice),
        _ => None,
    };
    let motives = scenario.decision(scene).and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
    let motive =
        given.motive.as_ref().and_then(|motive| if motive == NONE_FITS { Some(motives.len()) } else { motives.iter().position(|known| *known.id == **motive) });
    Some(Decided { scene, choice, hesitation, motive: motive.and_then(|at| u32::try_from(at).ok()) })
}

/// What is said beside the choices and could not have been said in any case: who played, moments that do not follow each other, reasons longer than a sentence.
fn odd(file: &HandOver) -> Option<Odd> {
    if file.players.people > MOST_PEOPLE {
        return Some(Odd::People);
    }
    let mut last = 0;
    file.path.iter().find_map(|given| {
        if given.elapsed.is_some_and(|elapsed| elapsed < std::mem::replace(&mut last, elapsed)) {
            return Some(Odd::Moments);
        }
        given.reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_LETTERS).then_some(Odd::Reasons)
    })
}

/// Whether the hesitations and motives are among those of the case. A choice that the case does not have is for the walk to find.
fn answers_are_known(scenario: &Scenario, file: &HandOver) -> bool {
    file.path.iter().all(|given| {
        decision(scenario, given).is_none_or(|decided| {
            let hesitated = matches!(given.hesitation, Some(Hesitation::With(_)));
            hesitated == decided.hesitation.is_some() && given.motive.is_some() == decided.motive.is_some()
        })
    })
}

/// How many decisions of a path the case still allows, and the path up to there.
fn beginning(scenario: &Rc<Scenario>, file: &HandOver) -> (usize, Recap) {
    let upto = |length: usize| {
        let skips = file.skips.iter().filter(|skip| (skip.decisions as usize) < length.max(1)).copied().collect();
        Recap::read(scenario, &HandOver { path: file.path[..length].to_vec(), ending: None, skips, ..file.clone() })
    };
    // The longest that fits: a path that fits has only beginnings that fit.
    let (mut fits, mut fails) = (0, file.path.len() + 1);
    while fails - fits > 1 {
        let middle = fits.midpoint(fails);
        if upto(middle).is_ok() { fits = middle } else { fails = middle }
    }
    let start = || Recap { session: Session::start(Rc::clone(scenario), u64::from(file.seed), &mut Vec::new()), answers: Vec::new() };
    (fits, upto(fits).unwrap_or_else(|_| start()))
}

fn same_major(left: &str, right: &str) -> bool {
    left.split('.').next() == right.split('.').next()
}
