//! Recorded plays: paths that an author wants to stay true, `plays.json` beside the scenario.
//!
//! Each names the choices that are made, in order, and what must hold of the way: the ending, scenes that are visited or not, words that are read, conditions that
//! hold at the end, choices that are closed where they are met. A play that fails is told at the line that fails, with what came instead.

#[cfg(feature = "cli")]
pub mod add;
mod follow;

pub use follow::{Refused, offered};

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::scenario::Scenario;
use crate::scenario::decode::{Located, record};
use crate::scenario::diagnostic::{Diagnostic, Report, Rule, Span};
use crate::scenario::expression::Scope;
use crate::scenario::library::{Shared, load};
use crate::scenario::program::SceneIndex;

/// The format of `plays.json` that this version reads.
pub const FORMAT: u32 = 1;

record! {
    /// Recorded plays: `plays.json`.
    pub struct Plays {
        /// The version of the format: 1.
        pub format: u32,
        /// The plays.
        pub plays: Vec<Recorded>,
    }
}

impl Shared for Plays {}

record! {
    /// A recorded play.
    pub struct Recorded {
        /// What it is called.
        pub name: String,
        /// The choices that are made, by their ids, in order.
        pub choices: Vec<Located>,
        /// What draws are made with; 0 unless it is said.
        pub seed: u32 = default,
        /// The ending that it reaches, by its id. Without one it may stop anywhere.
        pub ending: Option<Located>,
        /// Scenes that it enters, by their ids.
        pub visits: Vec<Located> = default,
        /// Scenes that it does not enter.
        pub avoids: Vec<Located> = default,
        /// Words that are read on the way, whatever the spaces and the apostrophes.
        pub reads: Vec<Located> = default,
        /// Conditions that hold where it stops: `confiance >= 2 and not mandat`.
        pub holds: Vec<Located> = default,
        /// Choices that are closed where they are met, by their ids.
        pub closed: Vec<Located> = default,
    }
}

/// What came of the plays of a scenario.
#[derive(Clone, Debug, Default)]
pub struct Played {
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How many plays there are.
    pub plays: usize,
    /// The endings that they reach as they say.
    pub endings: Share,
    /// The choices that they make.
    pub choices: Share,
    /// The blocks, messages and comments that they show.
    pub items: Share,
}

impl Played {
    /// What the plays cover, in one line for an author.
    #[must_use]
    pub fn sentence(&self) -> String {
        let share = |share: Share| format!("{} sur {}", share.met, share.all);
        let plays = if self.plays < 2 { "parcours enregistré" } else { "parcours enregistrés" };
        let (endings, choices, items) = (share(self.endings), share(self.choices), share(self.items));
        format!("{} {plays}\u{202f}; fins atteintes\u{a0}: {endings}, choix faits\u{a0}: {choices}, blocs montrés\u{a0}: {items}.", self.plays)
    }
}

/// So many out of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many were met.
    pub met: usize,
    /// How many there are.
    pub all: usize,
}

/// Reads `plays.json`.
///
/// # Errors
/// Everything that is wrong with it.
fn read(bytes: &[u8]) -> Result<Plays, Vec<Diagnostic>> {
    let recorded = load::<Plays>(bytes)?;
    if recorded.format == FORMAT {
        return Ok(recorded);
    }
    let mut report = Report::default();
    report.push(Rule::Format, Span::default(), format!("Le format {} n’est pas lu par cette version.", recorded.format), "Écrivez \"format\": 1.");
    Err(crate::scenario::place(bytes, report))
}

/// Plays the recorded plays of a scenario. `bytes` is the file `plays.json`.
#[must_use]
pub fn play(scenario: &Rc<Scenario>, bytes: &[u8]) -> Played {
    let recorded = match read(bytes) {
        Ok(recorded) => recorded,
        Err(diagnostics) => return Played { diagnostics, ..Played::default() },
    };
    let mut report = Report::default();
    let scope = Scope::of(scenario);
    let mut met = follow::Met::default();
    for play in &recorded.plays {
        if let Err(fault) = follow::follow(scenario, &scope, play, &mut met) {
            report.push(Rule::Play, fault.span, format!("Le parcours « {} » : {}", play.name, fault.message), fault.help);
        }
    }
    let scenes = (0..).map(SceneIndex).take(scenario.program.scenes.len());
    let endings: Vec<_> = scenes.filter_map(|scene| scenario.ending(scene)).collect();
    let promised: BTreeSet<&str> = recorded.plays.iter().filter_map(|play| Some(&**play.ending.as_ref()?)).collect();
    for ending in endings.iter().filter(|ending| !promised.contains(&*ending.id)) {
        let message = format!("Aucun parcours enregistré ne dit finir par « {} ».", &*ending.id);
        report.push(Rule::UnplayedEnding, Span::default(), message, "Ajoutez un parcours qui y mène, avec \"ending\".");
    }
    Played {
        plays: recorded.plays.len(),
        endings: Share { met: met.endings.len(), all: endings.len() },
        choices: Share { met: met.choices.len(), all: scenario.program.choices.len() },
        items: Share { met: met.items.len(), all: told_items(scenario) },
        diagnostics: crate::scenario::place(bytes, report),
    }
}

/// How many blocks, messages and comments a story may show, documents aside.
fn told_items(scenario: &Scenario) -> usize {
    let program = &scenario.program;
    program.scenes.iter().map(|scene| scene.items.len()).chain(program.choices.iter().map(|choice| choice.outcome.len())).sum()
}

/// The JSON Schema of `plays.json`.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> schemars::Schema {
    crate::scenario::schema::of::<Plays>("Bifurque plays")
}
