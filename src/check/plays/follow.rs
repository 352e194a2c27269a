//! One recorded play, from the first scene to where it stops.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Recorded;
use crate::engine::{MOST_PASSAGES, Phase, Session};
use crate::scenario::decode::Located;
use crate::scenario::diagnostic::{Span, suggestion};
use crate::scenario::expression::{self, Scope};
use crate::scenario::program::{ChoiceIndex, ExitCode, SceneIndex, Stretch};
use crate::scenario::{Scenario, reading};

/// What the plays met, all of them together.
#[derive(Default)]
pub struct Met {
    /// The choices that were made.
    pub choices: BTreeSet<ChoiceIndex>,
    /// The blocks, messages and comments that were shown, by their place in the program.
    pub items: BTreeSet<usize>,
    /// The endings that were reached by plays that say so, by their scenes.
    pub endings: BTreeSet<SceneIndex>,
}

/// What fails in a play, and where it is written.
pub struct Fault {
    /// Where in `plays.json`.
    pub span: Span,
    /// What was expected and what came.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

fn fault<T>(at: &Located, message: String, help: impl Into<String>) -> Result<T, Fault> {
    Err(Fault { span: at.span, message, help: help.into() })
}

/// Plays it, and looks at what must hold.
pub fn follow(scenario: &Rc<Scenario>, scope: &Scope<'_>, play: &Recorded, met: &mut Met) -> Result<(), Fault> {
    let mut player = Player::start(scenario, play.seed, met);
    for (choice, step) in play.choices.iter().zip(1..) {
        player.walk(choice)?;
        player.notice_closed(&play.closed)?;
        player.choose(choice, step)?;
    }
    let last = play.choices.last().or(play.ending.as_ref());
    if let Some(last) = last {
        player.walk(last)?;
    }
    player.notice_closed(&play.closed)?;
    player.met_closed(&play.closed)?;
    player.ends(play.ending.as_ref())?;
    player.went(play)?;
    player.holds(scope, &play.holds)
}

/// Why a choice that is named cannot be made where a play-through stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// The choice of this id, if it is open where a play-through stands; `step` is its number on the path, from 1.
///
/// # Errors
/// [`Refused`] if nothing is asked there, if the scene has no such choice, or if it is closed.
pub fn offered(session: &Session, wanted: &str, step: usize) -> Result<ChoiceIndex, Refused> {
    let scenario = session.scenario();
    let scene = session.state().scene();
    let here = &*scenario.scene(scene).id;
    let ids = |open: bool| -> Vec<&str> { session.offers().filter(|offer| offer.open || !open).map(|offer| &*scenario.choice(offer.choice).id).collect() };
    if ids(false).is_empty() {
        let message = format!("au {} choix, l’histoire est finie : « {here} ».", rank(step));
        return Err(Refused { message, help: "Retirez ce choix et les suivants.".to_owned() });
    }
    let Some(choice) = scenario.find_choice(scene, wanted) else {
        return Err(Refused {
            message: format!("au {} choix, la scène « {here} » n’offre pas « {wanted} ».", rank(step)),
            help: suggestion(wanted, &ids(false)),
        });
    };
    if session.offers().any(|offer| offer.choice == choice && offer.open) {
        return Ok(choice);
    }
    let message = format!("au {} choix, « {wanted} » n’est pas ouvert dans « {here} ».", rank(step));
    Err(Refused { message, help: format!("Ouverts là : {}.", ids(true).join(", ")) })
}

/// « 1ᵉʳ », « 2ᵉ »
fn rank(step: usize) -> String {
    if step == 1 { "1ᵉʳ".to_owned() } else { format!("{step}ᵉ") }
}

struct Player<'a> {
    scenario: &'a Rc<Scenario>,
    session: Session,
    visited: BTreeSet<&'a str>,
    closed: BTreeSet<String>,
    read: String,
    met: &'a mut Met,
}

impl<'a> Player<'a> {
    fn start(scenario: &'a Rc<Scenario>, seed: u32, met: &'a mut Met) -> Self {
        let session = Session::start(Rc::clone(scenario), seed.into(), &mut Vec::new());
        let mut player = Self { scenario, session, visited: BTreeSet::new(), closed: BTreeSet::new(), read: String::new(), met };
        player.look();
        player
    }

    /// Takes in what is shown now.
    fn look(&mut self) {
        let program = &self.scenario.program;
        let scene = self.session.state().scene();
        let (items, blocks, shown): (Stretch, _, _) = match self.session.state().phase() {
            Phase::Scene => (program.scenes[scene.at()].items, &self.scenario.scene(scene).blocks, self.session.items()),
            Phase::Outcome(choice) => (program.choices[choice.at()].outcome, &self.scenario.choice(choice).outcome, self.session.outcome_items()),
        };
        self.visited.insert(&self.scenario.scene(scene).id);
        self.read.push_str(&bare(&reading::plain(self.scenario, blocks, shown)));
        self.read.push(' ');
        self.met.items.extend(items.range().zip(shown).filter(|(_, shown)| **shown).map(|(item, _)| item));
    }

    /// On, as long as nothing is asked.
    fn walk(&mut self, at: &Located) -> Result<(), Fault> {
        for _ in 0..MOST_PASSAGES {
            if self.session.is_over() || self.session.offers().next().is_some() {
                return Ok(());
            }
            if self.session.proceed(&mut Vec::new()).is_err() {
                return fault(at, format!("rien ne mène plus loin que « {} ».", self.here()), "Voyez ce que dit la vérification du scénario.");
            }
            self.look();
        }
        fault(
            at,
            format!("plus de {MOST_PASSAGES} passages s’y suivent sans rien demander, jusqu’à « {} ».", self.here()),
            "Donnez une issue à ces passages, ou une décision.",
        )
    }

    fn here(&self) -> &'a str {
        &self.scenario.scene(self.session.state().scene()).id
    }

    fn choose(&mut self, wanted: &Located, step: usize) -> Result<(), Fault> {
        let choice = offered(&self.session, wanted, step).or_else(|refused| fault(wanted, refused.message, refused.help))?;
        if self.session.choose(choice, &mut Vec::new()).is_err() {
            return fault(wanted, format!("le {} choix ne se fait pas.", rank(step)), "Voyez ce que dit la vérification du scénario.");
        }
        self.met.choices.insert(choice);
        self.look();
        Ok(())
    }

    /// Remembers which of these are met and closed; one that is open is a fault.
    fn notice_closed(&mut self, expected: &[Located]) -> Result<(), Fault> {
        for offer in self.session.offers() {
            let id = &*self.scenario.choice(offer.choice).id;
            match expected.iter().find(|choice| *choice.text == *id) {
                Some(choice) if offer.open => {
                    return fault(
                        choice,
                        format!("« {id} » devait être fermé dans « {} », il est ouvert.", self.here()),
                        "Revoyez sa condition, ou le parcours.",
                    );
                }
                Some(_) => {
                    self.closed.insert(id.to_owned());
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Whether all of these were met and closed.
    fn met_closed(&self, expected: &[Located]) -> Result<(), Fault> {
        match expected.iter().find(|choice| !self.closed.contains(&***choice)) {
            Some(choice) => fault(choice, format!("« {} » n’a pas été rencontré.", &**choice), "Nommez un choix d’une scène par où le parcours passe."),
            None => Ok(()),
        }
    }

    fn ends(&mut self, wanted: Option<&Located>) -> Result<(), Fault> {
        let Some(wanted) = wanted else { return Ok(()) };
        let scene = self.session.state().scene();
        match self.scenario.ending(scene) {
            Some(ending) if *ending.id == **wanted => {
                self.met.endings.insert(scene);
                Ok(())
            }
            Some(ending) => {
                fault(wanted, format!("il devait finir par « {} », il finit par « {} ».", &**wanted, &*ending.id), "Corrigez la fin, ou les choix.")
            }
            None if matches!(self.scenario.program.scenes[scene.at()].exit, ExitCode::Decision(_)) => fault(
                wanted,
                format!("il devait finir par « {} », il s’arrête à la décision de « {} ».", &**wanted, self.here()),
                "Ajoutez les choix qui manquent.",
            ),
            None => fault(wanted, format!("il devait finir par « {} », il s’arrête dans « {} ».", &**wanted, self.here()), "Corrigez la fin, ou les choix."),
        }
    }

    fn went(&self, play: &Recorded) -> Result<(), Fault> {
        let known = |scene: &Located| match self.scenario.find_scene(scene) {
            Some(_) => Ok(()),
            None => {
                let ids: Vec<&str> = self.scenario.source.scenes.iter().map(|scene| &*scene.id).collect();
                fault(scene, format!("il n’y a pas de scène « {} ».", &**scene), suggestion(scene, &ids))
            }
        };
        for scene in &play.visits {
            known(scene)?;
            if !self.visited.contains(&**scene) {
                return fault(scene, format!("il devait passer par « {} », il n’y passe pas.", &**scene), "Corrigez les choix, ou ce qui est attendu.");
            }
        }
        for scene in &play.avoids {
            known(scene)?;
            if self.visited.contains(&**scene) {
                return fault(scene, format!("il ne devait pas passer par « {} », il y passe.", &**scene), "Corrigez les choix, ou ce qui est attendu.");
            }
        }
        match play.reads.iter().find(|words| !self.read.contains(&bare(words))) {
            Some(words) => fault(words, format!("« {} » n’est lu nulle part sur ce chemin.", &**words), "Recopiez une partie d’un bloc qui y est montré."),
            None => Ok(()),
        }
    }

    fn holds(&self, scope: &Scope<'_>, conditions: &[Located]) -> Result<(), Fault> {
        for condition in conditions {
            let mut operations = Vec::new();
            if let Err(error) = expression::condition(condition, scope, &mut operations) {
                return fault(condition, error.message, error.help);
            }
            if !self.session.state().satisfies(&operations) {
                return fault(
                    condition,
                    format!("« {} » devait être vrai là où il s’arrête, et ne l’est pas.", &**condition),
                    "Corrigez les choix, ou ce qui est attendu.",
                );
            }
        }
        Ok(())
    }
}

/// Words as they are compared: whatever spaces and apostrophes typography has set.
fn bare(words: &str) -> String {
    let plain = words.replace('’', "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
