//! Detours may nest but not without end: the graph of detours is acyclic, so the return stack is bounded.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Report, Rule};
use super::program::{ExitCode, Program, RouteCode, RouteIndex, SceneIndex};
use super::source::Source;

/// Reports detours that lead into each other.
///
/// Two detours are linked when the second can be taken between the first's beginning and its return. Cost: one walk of the scenes for each detour.
pub fn check(source: &Source, program: &Program, report: &mut Report) {
    if program.scenes.len() != source.scenes.len() {
        return;
    }
    let mut inside: BTreeMap<SceneIndex, BTreeSet<SceneIndex>> = BTreeMap::new();
    for route in &program.routes {
        if let RouteCode::Detour { detour, .. } = route {
            inside.entry(*detour).or_insert_with(|| detours_from(program, *detour));
        }
    }
    let mut done = BTreeSet::new();
    for &first in inside.keys() {
        let mut path = Vec::new();
        if let Some(scene) = cycle(first, &inside, &mut path, &mut done) {
            let id = &source.scenes[scene.at()].id;
            report.push(
                Rule::DetourCycle,
                id.0.span,
                format!("Le détour « {} » peut se reprendre lui-même avant d’être revenu.", &**id),
                "Remplacez l’un des détours par une route ordinaire.",
            );
            return;
        }
    }
}

/// The detours that can be taken from a scene before its detour returns.
fn detours_from(program: &Program, from: SceneIndex) -> BTreeSet<SceneIndex> {
    let mut found = BTreeSet::new();
    let mut seen = vec![false; program.scenes.len()];
    let mut pending = vec![from];
    while let Some(scene) = pending.pop() {
        let Some(seen) = seen.get_mut(scene.at()) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        let mut routes: Vec<RouteIndex> = match program.scenes[scene.at()].exit {
            ExitCode::Decision(choices) => program.choices[choices.range()].iter().map(|choice| choice.route).collect(),
            ExitCode::Passage(route) => vec![route],
            ExitCode::Return | ExitCode::Ending => Vec::new(),
        };
        while let Some(route) = routes.pop() {
            match program.routes[route.0 as usize] {
                RouteCode::To(scene) => pending.push(scene),
                RouteCode::Branches(branches) => routes.extend(program.branches[branches.range()].iter().map(|branch| branch.route)),
                RouteCode::Chance(arms) => routes.extend(program.arms[arms.range()].iter().map(|arm| arm.route)),
                RouteCode::Detour { detour, then } => {
                    found.insert(detour);
                    pending.push(then);
                }
            }
        }
    }
    found
}

/// A scene on a cycle reachable from `from`, if there is one. Depth-first; as deep as there are detours inside detours.
fn cycle(
    from: SceneIndex,
    inside: &BTreeMap<SceneIndex, BTreeSet<SceneIndex>>,
    path: &mut Vec<SceneIndex>,
    done: &mut BTreeSet<SceneIndex>,
) -> Option<SceneIndex> {
    if path.contains(&from) {
        return Some(from);
    }
    if done.contains(&from) {
        return None;
    }
    path.push(from);
    let found = inside.get(&from).into_iter().flatten().find_map(|&next| cycle(next, inside, path, done));
    path.pop();
    done.insert(from);
    found
}
