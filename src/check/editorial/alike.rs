//! Choices of one decision that only their words tell apart.
//!
//! Two are alike where neither has an outcome, both have the same effects and lead to the same scene in the same way, and no condition remembers which was made.
//! Ways that part, by conditions or by lot, are each their own. Two wordings of one choice, each under its own condition, may never be offered together: of them
//! nothing is told.

use super::{Editor, Owner};
use crate::scenario::diagnostic::Rule;
use crate::scenario::program::{ChoiceCode, ChoiceIndex, ExitCode, Operation, Program, RouteCode};
use crate::scenario::source::{Choice, Exit};

pub(super) fn tell(editor: &mut Editor<'_>) {
    let (source, program) = (editor.source, &editor.scenario.program);
    for (at, (scene, code)) in source.scenes.iter().zip(&program.scenes).enumerate() {
        let (Exit::Decision(decision), ExitCode::Decision(stretch)) = (&scene.exit, code.exit) else { continue };
        let listed: Vec<(&Choice, ChoiceIndex)> = decision.choices.iter().zip((0..).map(ChoiceIndex).skip(stretch.range().start)).collect();
        for (number, &(choice, index)) in listed.iter().enumerate() {
            let alike = |&&(other, before): &&(&Choice, ChoiceIndex)| may_meet(other, choice) && do_the_same(program, before, index);
            let Some((other, _)) = listed[..number].iter().find(alike) else { continue };
            let message = format!("Le choix « {} » fait la même chose que « {} » : seuls leurs mots diffèrent.", &*choice.id, &*other.id);
            let help = "Donnez à l’un une suite (« outcome »), un effet ou une route à lui, ou retirez-en un.";
            editor.push(Owner::Choice(at, number), Rule::SameChoice, choice.id.0.span, message, help);
        }
    }
}

/// Whether two choices are offered together for all that their conditions say.
fn may_meet(one: &Choice, other: &Choice) -> bool {
    match (&one.when, &other.when) {
        (Some(one), Some(other)) => **one == **other,
        _ => true,
    }
}

fn do_the_same(program: &Program, one: ChoiceIndex, other: ChoiceIndex) -> bool {
    let code = |choice: ChoiceIndex| &program.choices[choice.at()];
    let effects = |code: &ChoiceCode| &program.effects[code.effects.range()];
    let remembered = |choice: ChoiceIndex| program.operations.contains(&Operation::Chose(choice));
    let (first, second) = (code(one), code(other));
    let same_way = match program.routes[first.route.at()] {
        route @ (RouteCode::To(_) | RouteCode::Detour { .. }) => route == program.routes[second.route.at()],
        RouteCode::Branches(_) | RouteCode::Chance(_) => false,
    };
    let silent = first.outcome.is_empty() && second.outcome.is_empty();
    silent && same_way && effects(first) == effects(second) && !remembered(one) && !remembered(other)
}
