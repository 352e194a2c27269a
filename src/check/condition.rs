//! Conditions on packed states: every comparison becomes one interval test on one field.

use std::ops::Range;

use super::layout::{Field, Layout, from_least};
use crate::scenario::program::{ConditionIndex, Operation, Program, Relation, VariableCode};

/// The conditions of a scenario, for its layout.
#[derive(Clone, Debug)]
pub struct Conditions {
    tests: Vec<Test>,
    stretches: Vec<Range<u32>>,
}

/// One step of postfix code.
#[derive(Clone, Copy, Debug)]
enum Test {
    /// Pushes whether the field holds a number from `least` to `least + more`.
    Within {
        field: Field,
        least: u32,
        more: u32,
    },
    Constant(bool),
    Not,
    And,
    Or,
}

impl Conditions {
    /// Compiles all conditions. The tests are as many as the operations, and one more for each `!=`.
    #[must_use]
    pub fn of(program: &Program, layout: &Layout) -> Self {
        let mut tests = Vec::new();
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let stretches = program.conditions.iter().map(|stretch| {
            let start = tests.len();
            program.operations[stretch.range()].iter().for_each(|operation| compile(*operation, program, layout, &mut tests));
            narrow(start)..narrow(tests.len())
        });
        let stretches = stretches.collect();
        Self { tests, stretches }
    }

    /// Whether a condition holds in a state. As in the engine, the truth values are the bits of one word.
    #[inline]
    #[must_use]
    pub fn holds(&self, condition: ConditionIndex, words: &[u64]) -> bool {
        let stretch = &self.stretches[condition.0 as usize];
        let mut stack: u64 = 0;
        for test in &self.tests[stretch.start as usize..stretch.end as usize] {
            match *test {
                Test::Within { field, least, more } => stack = (stack << 1) | u64::from(field.get(words).wrapping_sub(u64::from(least)) <= u64::from(more)),
                Test::Constant(value) => stack = (stack << 1) | u64::from(value),
                Test::Not => stack ^= 1,
                Test::And => stack = (stack >> 1) & (stack | !1),
                Test::Or => stack = (stack >> 1) | (stack & 1),
            }
        }
        stack & 1 == 1
    }
}

fn compile(operation: Operation, program: &Program, layout: &Layout, tests: &mut Vec<Test>) {
    let mark = |field: Field| Test::Within { field, least: 1, more: 0 };
    let test = match operation {
        Operation::Compare(variable, Relation::NotEqual, value) => {
            tests.push(within(layout.variable(variable.at()), program.variables[variable.at()], Relation::Equal, value));
            Test::Not
        }
        Operation::Compare(variable, relation, value) => within(layout.variable(variable.at()), program.variables[variable.at()], relation, value),
        Operation::Visited(scene) => mark(layout.visited(scene)),
        Operation::Chose(choice) => mark(layout.chosen(choice.at())),
        Operation::Constant(value) => Test::Constant(value),
        Operation::Not => Test::Not,
        Operation::And => Test::And,
        Operation::Or => Test::Or,
    };
    tests.push(test);
}

/// The values of a variable that stand in a relation to a number are an interval; it may be empty.
fn within(field: Field, variable: VariableCode, relation: Relation, value: i32) -> Test {
    let (least, greatest) = match relation {
        Relation::Equal | Relation::NotEqual => (Some(value), Some(value)),
        Relation::Less => (Some(variable.min), value.checked_sub(1)),
        Relation::AtMost => (Some(variable.min), Some(value)),
        Relation::Greater => (value.checked_add(1), Some(variable.max)),
        Relation::AtLeast => (Some(value), Some(variable.max)),
    };
    match (least.map(|least| least.max(variable.min)), greatest.map(|greatest| greatest.min(variable.max))) {
        (Some(least), Some(greatest)) if least <= greatest => {
            // Both are 32 bits wide, from the least value on.
            let narrow = |value: i32| u32::try_from(from_least(variable, value)).unwrap_or(u32::MAX);
            Test::Within { field, least: narrow(least), more: narrow(greatest) - narrow(least) }
        }
        _ => Test::Constant(false),
    }
}
