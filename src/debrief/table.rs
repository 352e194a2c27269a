//! A published table as it may be shown: the small-group rule in size.
//!
//! Under [`FEWEST_SHOWN`] parcours nothing is shown; under [`FEWEST_COUNTED`], which choices were taken, without counts, unless the group agreed aloud and the
//! trainer recorded it; from there, counts. Hesitations and motives are totals per option, hidden below [`FEWEST_SHOWN`].

use std::collections::BTreeMap;

use super::ledger::{Contribution, Ledger, Published};
use super::parcours::{Decided, Parcours};
use crate::record::NONE_FITS;
use crate::scenario::Scenario;
use crate::scenario::program::{ExitCode, SceneIndex};
use crate::scenario::source::Exit;

/// Under so many answers, nothing is shown.
pub const FEWEST_SHOWN: u32 = 3;
/// Under so many answers, choices are shown without counts.
pub const FEWEST_COUNTED: u32 = 8;

/// The name of the table of endings. No scene has it: ids have no space.
pub const ENDINGS: &str = "fins du récit";
const UNFINISHED: &str = "unfinished";
const STOPPED: &str = "stopped";

fn choice_cell(id: &str) -> String {
    ["choice:", id].concat()
}

fn hesitation_cell(id: &str) -> String {
    ["hesitation:", id].concat()
}

fn motive_cell(id: &str) -> String {
    ["motive:", id].concat()
}

fn ending_cell(id: &str) -> String {
    ["ending:", id].concat()
}

/// How many parcours are in a table: each stands in one cell besides what it hesitated with and its motive.
#[must_use]
pub fn arrivals(table: &Published) -> u32 {
    let stands = |cell: &str| [STOPPED, UNFINISHED].contains(&cell) || [choice_cell(""), ending_cell("")].iter().any(|start| cell.starts_with(start));
    table.cells.iter().filter(|(cell, _)| stands(cell)).fold(0, |sum, (_, count)| sum.saturating_add(*count))
}

/// What each parcours adds to, by its number: a table for each decision, by its scene, and [`ENDINGS`].
#[must_use]
pub fn contributions(scenario: &Scenario, parcours: &[(u32, Parcours)]) -> BTreeMap<u32, Contribution> {
    parcours.iter().map(|(number, parcours)| (*number, contribution(scenario, parcours))).collect()
}

fn contribution(scenario: &Scenario, parcours: &Parcours) -> Contribution {
    let name = |scene: SceneIndex| (*scenario.scene(scene).id).to_owned();
    let mut tables: Contribution = parcours.decided.iter().map(|decided| (name(decided.scene), decided_cells(scenario, *decided))).collect();
    tables.extend(parcours.stopped.map(|scene| (name(scene), vec![STOPPED.to_owned()])));
    let ending = parcours.ending.and_then(|scene| scenario.ending(scene));
    tables.insert(ENDINGS.to_owned(), vec![ending.map_or_else(|| UNFINISHED.to_owned(), |ending| ending_cell(&ending.id))]);
    tables
}

fn decided_cells(scenario: &Scenario, decided: Decided) -> Vec<String> {
    let mut cells = vec![choice_cell(&scenario.choice(decided.choice).id)];
    cells.extend(decided.hesitation.map(|other| hesitation_cell(&scenario.choice(other).id)));
    if let Some(at) = decided.motive {
        let motives = scenario.decision(decided.scene).and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
        cells.push(motive_cell(motives.get(at as usize).map_or(NONE_FITS, |motive| &*motive.id)));
    }
    cells
}

/// The scenes that ask a decision, in the order of the file, which is the order of the story.
pub fn decisions(scenario: &Scenario) -> impl Iterator<Item = SceneIndex> + '_ {
    let scenes = (0..).map(SceneIndex).zip(&scenario.program.scenes);
    scenes.filter(|(_, code)| matches!(code.exit, ExitCode::Decision(_))).map(|(scene, _)| scene)
}

/// A total that is hidden where it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Under three: how many is not said, not even none.
    Few,
    /// So many.
    Many(u32),
}

impl Total {
    fn of(count: u32) -> Self {
        if count < FEWEST_SHOWN { Self::Few } else { Self::Many(count) }
    }
}

/// What may be shown of the answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing: fewer than three answered, or nothing was published.
    Nothing,
    /// Which options were taken, in the order of the text.
    Taken(Vec<bool>),
    /// How many took each, in the order of the text.
    Counts(Vec<u32>),
}

impl Shown {
    /// What may be shown of these counts.
    #[must_use]
    pub fn of(counts: Vec<u32>, agreed: bool) -> Self {
        match counts.iter().sum::<u32>() {
            0..FEWEST_SHOWN => Self::Nothing,
            FEWEST_SHOWN..FEWEST_COUNTED if !agreed => Self::Taken(counts.into_iter().map(|count| count > 0).collect()),
            _ => Self::Counts(counts),
        }
    }

    /// The count of an option, where counts are shown.
    #[must_use]
    pub fn count(&self, option: usize) -> Option<u32> {
        match self {
            Self::Counts(counts) => counts.get(option).copied(),
            _ => None,
        }
    }

    /// Whether an option was taken, where that is shown.
    #[must_use]
    pub fn taken(&self, option: usize) -> Option<bool> {
        match self {
            Self::Nothing => None,
            Self::Taken(taken) => taken.get(option).copied(),
            Self::Counts(counts) => counts.get(option).map(|count| *count > 0),
        }
    }

    /// How many answered, where counts are shown.
    #[must_use]
    pub fn answered(&self) -> Option<u32> {
        match self {
            Self::Counts(counts) => Some(counts.iter().sum()),
            _ => None,
        }
    }
}

/// A decision as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionTable {
    /// The scene that asks.
    pub scene: SceneIndex,
    /// The choices, in the order of the text.
    pub choices: Shown,
    /// How many stand there without having answered, where counts are shown.
    pub stopped: Option<u32>,
    /// How many nearly made each choice, in the order of the text; empty where it was not asked or may not be shown.
    pub hesitations: Vec<Total>,
    /// How many gave each motive, in the order of the text, « aucune ne me convient » last; empty where none was asked or they may not be shown.
    pub motives: Vec<Total>,
}

impl DecisionTable {
    /// What the ledger lets be shown of a decision. `agreed`: the group agreed to see counts though it is small.
    #[must_use]
    pub fn of(scenario: &Scenario, ledger: &Ledger, scene: SceneIndex, agreed: bool) -> Self {
        let none = Published::default();
        let table = ledger.table(&scenario.scene(scene).id).unwrap_or(&none);
        let Exit::Decision(decision) = &scenario.scene(scene).exit else {
            return Self { scene, choices: Shown::Nothing, stopped: None, hesitations: Vec::new(), motives: Vec::new() };
        };
        let choices = Shown::of(decision.choices.iter().map(|choice| table.count(&choice_cell(&choice.id))).collect(), agreed);
        let counted = matches!(choices, Shown::Counts(_));
        let ask = decision.ask.as_ref().filter(|_| counted);
        let hesitations = ask
            .filter(|ask| ask.hesitation)
            .map_or_else(Vec::new, |_| decision.choices.iter().map(|choice| Total::of(table.count(&hesitation_cell(&choice.id)))).collect());
        let motives = ask.filter(|ask| !ask.motives.is_empty()).map_or_else(Vec::new, |ask| {
            let ids = ask.motives.iter().map(|motive| &*motive.id).chain([NONE_FITS]);
            ids.map(|id| Total::of(table.count(&motive_cell(id)))).collect()
        });
        Self { scene, stopped: counted.then(|| table.count(STOPPED)), choices, hesitations, motives }
    }

    /// How many arrived there, answered or not, where counts are shown.
    #[must_use]
    pub fn arrived(&self) -> Option<u32> {
        Some(self.choices.answered()? + self.stopped?)
    }
}

/// The endings as they may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingsTable {
    /// The scenes that end the story, in its order.
    pub scenes: Vec<SceneIndex>,
    /// The endings in that order; « en chemin » last.
    pub endings: Shown,
}

impl EndingsTable {
    /// What the ledger lets be shown of the endings.
    #[must_use]
    pub fn of(scenario: &Scenario, ledger: &Ledger, agreed: bool) -> Self {
        let none = Published::default();
        let table = ledger.table(ENDINGS).unwrap_or(&none);
        let scenes: Vec<SceneIndex> = (0..).map(SceneIndex).take(scenario.source.scenes.len()).filter(|scene| scenario.ending(*scene).is_some()).collect();
        let ids = scenes.iter().filter_map(|scene| scenario.ending(*scene)).map(|ending| ending_cell(&ending.id));
        let counts = ids.chain([UNFINISHED.to_owned()]).map(|cell| table.count(&cell)).collect();
        Self { scenes, endings: Shown::of(counts, agreed) }
    }
}
