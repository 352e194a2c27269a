//! Conditions over the boxes of the sheet.

use super::sheet::{Cell, Line, LineKind, Meaning, box_of_choice, box_of_scene, line_of};
use crate::scenario::program::{ConditionIndex, Operation, Program, Relation, VariableIndex};

/// What must be so on the sheet. `not` stands nowhere but in a box that is empty; terms stand side by side where they can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// A box is ticked.
    Ticked(Cell),
    /// A box is empty.
    Empty(Cell),
    /// The mark of a track stands between two boxes, or on one of them.
    Between {
        /// The line.
        line: usize,
        /// The place of the leftmost box.
        from: u32,
        /// The place of the rightmost one.
        to: u32,
    },
    /// All of these; of none, always.
    All(Vec<Test>),
    /// At least one of these; of none, never.
    Any(Vec<Test>),
}

impl Test {
    /// What always holds.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Whether it holds whatever is on the sheet.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(terms) if terms.is_empty())
    }

    /// Whether it holds for nothing that can be on the sheet.
    #[must_use]
    pub fn is_never(&self) -> bool {
        matches!(self, Self::Any(terms) if terms.is_empty())
    }

    /// Whether it is plain that both cannot hold at once: two boxes of a line of which one only is ticked, or a box that is ticked and empty.
    pub(super) fn excludes(&self, other: &Self, sheet: &[Line]) -> bool {
        match (self, other) {
            (Self::Ticked(one), Self::Ticked(other)) => one.line == other.line && one.at != other.at && sheet[one.line].kind != LineKind::Boxes,
            (Self::Ticked(one), Self::Empty(other)) | (Self::Empty(one), Self::Ticked(other)) => one == other,
            _ => false,
        }
    }

    /// A condition of the program; what has none always holds.
    pub(super) fn of(program: &Program, sheet: &[Line], condition: Option<ConditionIndex>) -> Self {
        let Some(condition) = condition else { return Self::always() };
        let mut stack = Vec::new();
        for &operation in &program.operations[program.conditions[condition.at()].range()] {
            let next = match operation {
                Operation::Not => stack.pop().map(|test: Self| test.opposite(sheet)),
                Operation::And => join(&mut stack, true),
                Operation::Or => join(&mut stack, false),
                Operation::Compare(variable, relation, value) => Some(compare(program, sheet, variable, relation, value)),
                Operation::Visited(scene) => box_of_scene(sheet, scene).map(Self::Ticked),
                Operation::Chose(choice) => box_of_choice(sheet, choice).map(Self::Ticked),
                Operation::Constant(true) => Some(Self::always()),
                Operation::Constant(false) => Some(Self::Any(Vec::new())),
            };
            stack.extend(next);
        }
        stack.pop().unwrap_or_else(Self::always)
    }

    fn opposite(self, sheet: &[Line]) -> Self {
        let all = |terms: Vec<Self>| terms.into_iter().map(|term| term.opposite(sheet));
        match self {
            Self::Ticked(cell) => Self::Empty(cell),
            Self::Empty(cell) => Self::Ticked(cell),
            Self::Between { line, from, to } => {
                let left = from.checked_sub(1).map(|to| between(line, 0, to));
                let right = (to < sheet[line].last).then(|| between(line, to + 1, sheet[line].last));
                joined(left.into_iter().chain(right), false)
            }
            Self::All(terms) => joined(all(terms), false),
            Self::Any(terms) => joined(all(terms), true),
        }
    }
}

fn between(line: usize, from: u32, to: u32) -> Test {
    if from == to { Test::Ticked(Cell { line, at: from }) } else { Test::Between { line, from, to } }
}

fn join(stack: &mut Vec<Test>, all: bool) -> Option<Test> {
    let (right, left) = (stack.pop()?, stack.pop()?);
    Some(joined([left, right].into_iter(), all))
}

/// Terms joined: what is joined in the same way is one list, what cannot matter is left out.
fn joined(terms: impl Iterator<Item = Test>, all: bool) -> Test {
    let mut list = Vec::new();
    for term in terms {
        match term {
            Test::All(inner) if all => list.extend(inner),
            Test::Any(inner) if !all => list.extend(inner),
            term if all && term.is_never() || !all && term.is_always() => return term,
            term => list.push(term),
        }
    }
    let mut known: Vec<Test> = Vec::with_capacity(list.len());
    for term in list {
        if !known.contains(&term) {
            known.push(term);
        }
    }
    match known.pop() {
        Some(only) if known.is_empty() => only,
        last => {
            known.extend(last);
            if all { Test::All(known) } else { Test::Any(known) }
        }
    }
}

fn compare(program: &Program, sheet: &[Line], variable: VariableIndex, relation: Relation, value: i32) -> Test {
    let never = Test::Any(Vec::new());
    let Some((line, own)) = line_of(sheet, variable) else { return never };
    match (&own.meaning, own.kind) {
        (Meaning::OneOf(_, values), _) => {
            let cells = values.iter().zip(0..).filter(|(other, _)| relation.holds(**other, value)).map(|(_, at)| Cell { line, at });
            if relation == Relation::NotEqual {
                let missing = values.iter().zip(0..).find(|(other, _)| **other == value);
                return missing.map_or_else(Test::always, |(_, at)| Test::Empty(Cell { line, at }));
            }
            joined(cells.map(Test::Ticked), false)
        }
        (_, LineKind::Track) => {
            let code = program.variables[variable.at()];
            if relation == Relation::NotEqual {
                return compare(program, sheet, variable, Relation::Equal, value).opposite(sheet);
            }
            // The least value that could be, and the greatest: one past the bounds where there is none.
            let low = match relation {
                Relation::Equal | Relation::AtLeast => value.max(code.min),
                Relation::Greater => value.saturating_add(1).max(code.min),
                _ => code.min,
            };
            let high = match relation {
                Relation::Equal | Relation::AtMost => value.min(code.max),
                Relation::Less => value.saturating_sub(1).min(code.max),
                _ => code.max,
            };
            if low > high || !relation.holds(low, value) {
                return never;
            }
            if (low, high) == (code.min, code.max) {
                return Test::always();
            }
            let ends = [low, high].map(|value| own.box_of(program, variable, value).unwrap_or(0));
            between(line, ends[0].min(ends[1]), ends[0].max(ends[1]))
        }
        _ => {
            let cell = Cell { line, at: 0 };
            match [0, 1].map(|own| relation.holds(own, value)) {
                [true, true] => Test::always(),
                [false, true] => Test::Ticked(cell),
                [true, false] => Test::Empty(cell),
                [false, false] => never,
            }
        }
    }
}
