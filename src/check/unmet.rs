//! What never happens, once every state was met: said at the outermost place where it does not, not again for all that lies inside.

use super::explore::NEVER;
use super::findings::Finder;
use crate::scenario::diagnostic::Rule;
use crate::scenario::program::{ChoiceIndex, ConditionIndex, ExitCode, RouteCode, RouteIndex, SceneIndex, Stretch};
use crate::scenario::source::{Block, BlockKind, Exit, Located, Route};

/// Tells every scene, ending, choice, branch and item that no path meets, and every condition that always holds.
pub(super) fn tell(finder: &mut Finder<'_>) {
    let scenario = finder.scenario;
    let (source, program) = (&scenario.source, &scenario.program);
    for ((index, scene), code) in (0..).map(SceneIndex).zip(&source.scenes).zip(&program.scenes) {
        if finder.explored.seen.scenes[index.at()] == NEVER {
            unreachable_scene(finder, index);
            continue;
        }
        items(finder, &scene.blocks, code.items);
        match (&scene.exit, code.exit) {
            (Exit::Passage(passage), ExitCode::Passage(to)) => route(finder, &passage.to, to),
            (Exit::Decision(_), ExitCode::Decision(choices)) => {
                (0..).map(ChoiceIndex).skip(choices.range().start).take(choices.len()).for_each(|index| choice(finder, index));
            }
            _ => {}
        }
    }
    for (resource, stretch) in source.resources.iter().zip(&program.resources) {
        items(finder, &resource.blocks, *stretch);
    }
}

fn unreachable_scene(finder: &mut Finder<'_>, index: SceneIndex) {
    let scene = finder.scenario.scene(index);
    let help = "Faites-y mener une route que l’on puisse prendre, ou retirez la scène.";
    match &scene.exit {
        Exit::Ending(ending) if finder.ends(index) => {
            finder.push(Rule::UnreachableEnding, ending.id.0.span, format!("Aucun parcours n’atteint la fin « {} ».", &*ending.id), help);
        }
        _ => finder.push(Rule::UnreachableScene, scene.id.0.span, format!("Aucun parcours n’entre dans la scène « {} ».", &*scene.id), help),
    }
}

fn choice(finder: &mut Finder<'_>, index: ChoiceIndex) {
    let (words, code) = (finder.scenario.choice(index), &finder.scenario.program.choices[index.at()]);
    if finder.explored.seen.choices[index.at()] == NEVER {
        let span = words.when.as_ref().map_or(words.id.0.span, |when| when.span);
        let message = format!("Le choix « {} » n’est jamais offert : sa condition est toujours fausse ici.", &*words.id);
        finder.push(Rule::ClosedChoice, span, message, "Changez « when », ou retirez ce choix.");
        return;
    }
    always(finder, words.when.as_ref(), code.when);
    items(finder, &words.outcome, code.outcome);
    route(finder, &words.to, code.route);
}

/// A condition that was read where it stands, and always held.
fn always(finder: &mut Finder<'_>, words: Option<&Located>, when: Option<ConditionIndex>) {
    let (Some(words), Some(when)) = (words, when) else { return };
    if finder.explored.seen.truths[when.0 as usize] == [false, true] {
        let message = format!("La condition « {} » est toujours vraie ici : elle ne décide de rien.", words.text);
        finder.push(Rule::AlwaysTrue, words.span, message, "Retirez « when », ou changez la condition.");
    }
}

fn items(finder: &mut Finder<'_>, blocks: &[Block], stretch: Stretch) {
    let mut codes = finder.scenario.program.items[stretch.range()].iter().copied();
    let mut tell = |name: &str, words: Option<&Located>| {
        let when = codes.next().and_then(|item| item.when);
        if let (Some(words), Some([true, false])) = (words, when.map(|when| finder.explored.seen.truths[when.0 as usize])) {
            let message = format!("{name} ne se montre jamais : sa condition est toujours fausse ici.");
            finder.push(Rule::HiddenItem, words.span, message, "Changez la condition, ou retirez ce qui en dépend.");
        }
        always(finder, words, when);
    };
    for block in blocks {
        tell("Ce bloc", block.when.as_ref());
        match &block.kind {
            BlockKind::Thread(thread) => thread.messages.iter().for_each(|message| tell("Ce message", message.when.as_ref())),
            BlockKind::Post(post) => post.comments.iter().for_each(|comment| tell("Ce commentaire", comment.when.as_ref())),
            _ => {}
        }
    }
}

/// A route that is followed. The arms of a draw all come.
fn route(finder: &mut Finder<'_>, words: &Route, index: RouteIndex) {
    let program = &finder.scenario.program;
    match (words, program.routes[index.0 as usize]) {
        (Route::Branches(list), RouteCode::Branches(branches)) => {
            for (words, at) in list.iter().zip(branches.range()) {
                let code = program.branches[at];
                if finder.explored.seen.branches[at] != NEVER {
                    always(finder, words.when.as_ref(), code.when);
                    route(finder, &words.to, code.route);
                    continue;
                }
                let is_false = code.when.is_some_and(|when| finder.explored.seen.truths[when.0 as usize][0]);
                let why = if is_false { "sa condition est toujours fausse ici" } else { "une autre l’est toujours avant elle" };
                let span = words.when.as_ref().map(|when| when.span).or_else(|| words.to.place()).unwrap_or_default();
                let message = format!("Cette branche n’est jamais prise : {why}.");
                finder.push(Rule::UntakenBranch, span, message, "Retirez-la, ou changez les conditions de la liste.");
            }
        }
        (Route::Chance(draw), RouteCode::Chance(arms)) => {
            for (words, at) in draw.chance.iter().zip(arms.range()) {
                route(finder, &words.to, program.arms[at].route);
            }
        }
        _ => {}
    }
}
