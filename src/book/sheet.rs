//! The player's sheet: the case's memory as lines of boxes. Their names tell nothing, nor does their order, nor the end of a track they begin from.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{Lots, position};
use crate::scenario::Scenario;
use crate::scenario::program::{self, ChoiceIndex, Operation, Program, SceneIndex, VariableIndex};
use crate::scenario::source::VariableKind;

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name: « K ».
    pub name: String,
    /// How its boxes go together.
    pub kind: LineKind,
    /// The place of its last box, from 0.
    pub last: u32,
    /// The box that is ticked at the start.
    pub start: Option<u32>,
    /// What it stands for: for the trainer.
    pub meaning: Meaning,
}

/// How the boxes of a line go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Each is ticked by itself.
    Boxes,
    /// Exactly one is ticked.
    One,
    /// Exactly one holds a mark, which moves along.
    Track,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A flag.
    Flag(VariableIndex),
    /// A variable of several words: the value of each box.
    OneOf(VariableIndex, Vec<i32>),
    /// A level; `true` if its greatest value is on the left.
    Level(VariableIndex, bool),
    /// Choices that were made.
    Choices(Vec<ChoiceIndex>),
    /// Scenes that were left.
    Scenes(Vec<SceneIndex>),
}

/// A box: its line, and its place there, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The place of the line on the sheet.
    pub line: usize,
    /// The place of the box in the line.
    pub at: u32,
}

/// Something to do on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Tick a box. Where one box only is ticked in a line, the others are cleared.
    Tick(Cell),
    /// Clear a box.
    Clear(Cell),
    /// Move the mark of a line by so many boxes, to the right where that is more than 0; it stays at the end of the line.
    Move {
        /// The line.
        line: usize,
        /// How far.
        by: i64,
    },
}

/// Names of lines: none of the letters that choices bear, none that could be read as a digit.
const LETTERS: [char; 14] = ['K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z'];

/// The lines for what conditions read: nothing else has to be remembered.
pub fn lines(scenario: &Scenario, seed: u64) -> Vec<Line> {
    let program = &scenario.program;
    let mut variables = BTreeSet::new();
    let mut scenes = BTreeSet::new();
    let mut choices: BTreeMap<SceneIndex, BTreeSet<ChoiceIndex>> = BTreeMap::new();
    for operation in &program.operations {
        match *operation {
            Operation::Compare(variable, ..) => drop(variables.insert(variable)),
            Operation::Visited(scene) => drop(scenes.insert(scene)),
            Operation::Chose(choice) => drop(choices.entry(program.choices[choice.at()].scene).or_default().insert(choice)),
            Operation::Constant(_) | Operation::Not | Operation::And | Operation::Or => {}
        }
    }
    let mut lots = Lots::new(seed, 0);
    let mut lines: Vec<Line> = variables.into_iter().map(|variable| of_variable(scenario, variable, &mut lots)).collect();
    lines.extend(choices.into_values().map(|choices| marks(choices.into_iter().collect(), &mut lots, Meaning::Choices)));
    if !scenes.is_empty() {
        lines.push(marks(scenes.into_iter().collect(), &mut lots, Meaning::Scenes));
    }
    lots.shuffle(&mut lines);
    lines.sort_by_key(|line| line.kind);
    for (at, line) in lines.iter_mut().enumerate() {
        line.name = name(at);
    }
    lines
}

fn of_variable(scenario: &Scenario, variable: VariableIndex, lots: &mut Lots) -> Line {
    let code = scenario.program.variables[variable.at()];
    let last = distance(code.min, code.max);
    let line = |kind, start, meaning| Line { name: String::new(), kind, last, start, meaning };
    match scenario.source.variables[variable.at()].kind {
        VariableKind::Flag(initial) => Line { last: 0, ..line(LineKind::Boxes, initial.then_some(0), Meaning::Flag(variable)) },
        VariableKind::Level(_) => {
            let turned = lots.below(2) == 1;
            let start = if turned { distance(code.initial, code.max) } else { distance(code.min, code.initial) };
            line(LineKind::Track, Some(start), Meaning::Level(variable, turned))
        }
        VariableKind::OneOf(_) => {
            let mut values: Vec<i32> = (code.min..=code.max).collect();
            lots.shuffle(&mut values);
            let start = values.iter().position(|value| *value == code.initial).map(position);
            line(LineKind::One, start, Meaning::OneOf(variable, values))
        }
    }
}

fn marks<T>(mut of: Vec<T>, lots: &mut Lots, meaning: fn(Vec<T>) -> Meaning) -> Line {
    lots.shuffle(&mut of);
    Line { name: String::new(), kind: LineKind::Boxes, last: position(of.len().saturating_sub(1)), start: None, meaning: meaning(of) }
}

/// The name of a line: one letter, then two, as the columns of a spreadsheet.
fn name(at: usize) -> String {
    let (before, last) = (at / LETTERS.len(), LETTERS[at % LETTERS.len()]);
    let mut name = before.checked_sub(1).map(name).unwrap_or_default();
    name.push(last);
    name
}

fn distance(from: i32, to: i32) -> u32 {
    u32::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}

impl Line {
    /// The box of a value of the variable that the line stands for; none if that is another.
    pub(super) fn box_of(&self, program: &Program, variable: VariableIndex, value: i32) -> Option<u32> {
        match &self.meaning {
            Meaning::OneOf(own, values) if *own == variable => values.iter().position(|known| *known == value).map(position),
            Meaning::Level(own, turned) if *own == variable => {
                let code = program.variables[variable.at()];
                let value = value.clamp(code.min, code.max);
                Some(if *turned { distance(value, code.max) } else { distance(code.min, value) })
            }
            _ => None,
        }
    }
}

/// The line of a variable, and its place.
pub fn line_of(sheet: &[Line], variable: VariableIndex) -> Option<(usize, &Line)> {
    sheet.iter().enumerate().find(|(_, line)| match &line.meaning {
        Meaning::Flag(own) | Meaning::OneOf(own, _) | Meaning::Level(own, _) => *own == variable,
        Meaning::Choices(_) | Meaning::Scenes(_) => false,
    })
}

/// The box that is ticked when a choice is made.
pub fn box_of_choice(sheet: &[Line], choice: ChoiceIndex) -> Option<Cell> {
    find(sheet, |meaning| if let Meaning::Choices(choices) = meaning { choices.iter().position(|other| *other == choice) } else { None })
}

/// The box that is ticked when a scene is left.
pub fn box_of_scene(sheet: &[Line], scene: SceneIndex) -> Option<Cell> {
    find(sheet, |meaning| if let Meaning::Scenes(scenes) = meaning { scenes.iter().position(|other| *other == scene) } else { None })
}

fn find(sheet: &[Line], place: impl Fn(&Meaning) -> Option<usize>) -> Option<Cell> {
    sheet.iter().enumerate().find_map(|(line, own)| place(&own.meaning).map(|at| Cell { line, at: position(at) }))
}

/// What an effect does to the sheet; nothing if no condition reads its variable.
pub fn change(program: &Program, sheet: &[Line], effect: program::EffectCode) -> Option<Change> {
    let (line, own) = line_of(sheet, effect.variable)?;
    match (&own.meaning, effect.change) {
        (Meaning::Flag(_), program::Change::Set(0)) => Some(Change::Clear(Cell { line, at: 0 })),
        (Meaning::Flag(_), program::Change::Set(_)) => Some(Change::Tick(Cell { line, at: 0 })),
        (_, program::Change::Set(value)) => own.box_of(program, effect.variable, value).map(|at| Change::Tick(Cell { line, at })),
        (Meaning::Level(_, turned), program::Change::Add(more)) => {
            let by = i64::from(more);
            (by != 0).then_some(Change::Move { line, by: if *turned { -by } else { by } })
        }
        // The loader lets nothing be added to what is no number.
        (_, program::Change::Add(_)) => None,
    }
}
