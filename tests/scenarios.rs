//! The scenarios that are shipped: each loads, can be finished from everywhere, and shows all it was written for.
//!
//! Each test looks at every scenario and tells everything that is wrong with any of them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::OnceLock;

use bifurque::check::plays::play;
use bifurque::scenario::Scenario;
use bifurque::scenario::library::{Library, Shared, load};
use bifurque::scenario::program::{ChoiceIndex, ConditionIndex, ExitCode, RouteCode, RouteIndex, SceneIndex, Stretch};
use bifurque::scenario::source::{Block, BlockKind};
use walk::{Walk, walk};

#[path = "support/walk.rs"]
mod walk;

/// The cases of the dossier; the tutorial has no number and is smaller.
const CASE_SCENES: std::ops::RangeInclusive<usize> = 18..=24;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn library() -> Library {
    fn shared<T: Shared>(name: &str) -> T {
        let path = folder().join(name);
        load(&fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"))
    }
    Library { references: shared("references.json"), vocabulary: shared("vocabulary.json"), themes: shared("themes.json") }
}

/// The folders that hold a scenario, in the order of their names.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.join("scenario.json").is_file()).collect();
    cases.sort();
    assert!(cases.len() >= 2, "the shipped scenarios are gone: {cases:?}");
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// The scenarios that load; the others are told by the test that is for it.
fn scenarios() -> Vec<Rc<Scenario>> {
    cases().iter().filter_map(|case| Scenario::load(&fs::read(case.join("scenario.json")).unwrap(), None).ok()).collect()
}

/// The walk of a scenario, without skipping: the tests of this file share it.
fn walked(scenario: &Scenario) -> &'static Walk {
    static WALKS: OnceLock<BTreeMap<String, Walk>> = OnceLock::new();
    &WALKS.get_or_init(|| scenarios().iter().map(|scenario| (scenario.id().to_owned(), walk(scenario, false))).collect())[scenario.id()]
}

/// Runs a check on every scenario that loads; fails with everything found.
fn each(check: impl Fn(&Scenario) -> Vec<String>) {
    let found: Vec<String> = scenarios().iter().flat_map(|scenario| check(scenario).into_iter().map(|line| format!("{}: {line}", scenario.id()))).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_scenario_loads_with_the_library() {
    let library = library();
    let mut found = Vec::new();
    for case in cases() {
        match Scenario::load(&fs::read(case.join("scenario.json")).unwrap(), Some(&library)) {
            Err(diagnostics) => found.extend(diagnostics.iter().map(|diagnostic| format!("scenarios/{}/scenario.json:{diagnostic}", name(&case)))),
            Ok(scenario) if scenario.id() != name(&case) => {
                found.push(format!("scenarios/{}: the id is {:?}, not the folder's name", name(&case), scenario.id()))
            }
            Ok(_) => {}
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_scenario_is_proved_sound() {
    let mut found = Vec::new();
    for case in cases() {
        let bytes = fs::read(case.join("scenario.json")).unwrap();
        let Ok(scenario) = Scenario::load(&bytes, None) else { continue };
        let verdict = bifurque::check::check(&scenario, &bytes, 100_000, &mut |_| true);
        found.extend(verdict.diagnostics.iter().map(|diagnostic| format!("scenarios/{}/scenario.json:{diagnostic}", name(&case))));
        // The plain walk of these tests meets the same states; the exploration's also know what was skipped.
        if scenario.program.skip.is_none() && verdict.states != walked(&scenario).states.len() {
            found.push(format!("scenarios/{}: {} states, not {}", name(&case), verdict.states, walked(&scenario).states.len()));
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn cases_have_18_to_24_scenes() {
    each(|scenario| {
        let count = scenario.source.scenes.len();
        let wrong = scenario.source.code.is_some() && !CASE_SCENES.contains(&count);
        wrong.then(|| format!("{count} scenes")).into_iter().collect()
    });
}

#[test]
fn every_scene_is_reachable() {
    each(|scenario| {
        let walk = walked(scenario);
        let unseen = |index: &SceneIndex| !walk.scenes.contains(index);
        scenes(scenario).filter(unseen).map(|index| format!("scene {:?} is never reached", &*scenario.scene(index).id)).collect()
    });
}

#[test]
fn every_ending_is_reachable() {
    each(|scenario| {
        let walk = walked(scenario);
        let endings = scenes(scenario).filter(|index| !walk.scenes.contains(index)).filter_map(|index| scenario.ending(index));
        let mut found: Vec<String> = endings.map(|ending| format!("ending {:?} is never reached", &*ending.id)).collect();
        if !scenes(scenario).any(|index| scenario.ending(index).is_some()) {
            found.push("there is no ending".into());
        }
        found
    });
}

#[test]
fn every_choice_can_be_made() {
    each(|scenario| {
        let walk = walked(scenario);
        let unseen = |index: &ChoiceIndex| !walk.choices.contains(index);
        choices(scenario).filter(unseen).map(|index| format!("choice {:?} can never be made", &*scenario.choice(index).id)).collect()
    });
}

#[test]
fn every_branch_of_every_route_is_taken() {
    each(|scenario| {
        let walk = walked(scenario);
        let mut found = Vec::new();
        for (owner, route) in routes(scenario) {
            match scenario.program.routes[route.0 as usize] {
                RouteCode::Branches(branches) => {
                    let never = branches.range().enumerate().filter(|(_, index)| !walk.branches.contains(index));
                    found.extend(never.map(|(at, _)| format!("{owner}: branch {} of its route is never taken", at + 1)));
                }
                RouteCode::Chance(arms) => {
                    let never = arms.range().enumerate().filter(|(_, index)| !walk.arms.contains(index));
                    found.extend(never.map(|(at, _)| format!("{owner}: arm {} of its draw is never taken", at + 1)));
                }
                RouteCode::To(_) | RouteCode::Detour { .. } => {}
            }
        }
        found
    });
}

#[test]
fn no_condition_is_constant() {
    each(|scenario| {
        let walk = walked(scenario);
        let mut found = Vec::new();
        for (owner, condition) in conditions(scenario) {
            match walk.truths[condition.0 as usize] {
                [false, false] => found.push(format!("{owner}: its condition is never read")),
                [true, true] => {}
                [_, only] => found.push(format!("{owner}: its condition is always {only}")),
            }
        }
        found
    });
}

#[test]
fn nobody_is_ever_stranded() {
    each(|scenario| {
        let walk = walk(scenario, true);
        let mut found: Vec<String> = walk.stuck.iter().map(|&index| format!("scene {:?} can be reached with no way on", &*scenario.scene(index).id)).collect();
        found.extend(
            walk.stranded(&scenario.program).iter().map(|&index| format!("no ending can be reached from some state of scene {:?}", &*scenario.scene(index).id)),
        );
        found
    });
}

#[test]
fn every_variable_is_written_and_read() {
    use bifurque::scenario::program::Operation;
    each(|scenario| {
        let program = &scenario.program;
        let written: BTreeSet<_> = program.effects.iter().map(|effect| effect.variable).collect();
        let read: BTreeSet<_> =
            program.operations.iter().filter_map(|operation| if let Operation::Compare(variable, ..) = operation { Some(*variable) } else { None }).collect();
        let mut found = Vec::new();
        for (at, variable) in scenario.source.variables.iter().enumerate() {
            let is_it = |index: &bifurque::scenario::program::VariableIndex| index.at() == at;
            if !written.iter().any(is_it) {
                found.push(format!("variable {:?} is never written", &*variable.id));
            }
            if !read.iter().any(is_it) {
                found.push(format!("variable {:?} is never read", &*variable.id));
            }
        }
        found
    });
}

#[test]
fn every_conditional_block_says_what_it_tells_in_the_recap() {
    each(|scenario| {
        let mut found = Vec::new();
        for_each_blocks(scenario, |owner, blocks, _| {
            let silent = blocks.iter().filter(|block| block.when.is_some() && block.summary.is_none());
            found.extend(silent.map(|block| format!("{owner}: block {:?} has « when » and no « summary »", block.id.as_deref().unwrap_or("?"))));
        });
        found
    });
}

#[test]
fn plays_go_as_recorded_reach_every_ending_and_make_every_choice() {
    each(|scenario| {
        let played = play(
            &Scenario::load(&fs::read(folder().join(scenario.id()).join("scenario.json")).unwrap(), None).unwrap(),
            &fs::read(folder().join(scenario.id()).join("plays.json")).unwrap(),
        );
        let mut found: Vec<String> = played.diagnostics.iter().map(ToString::to_string).collect();
        for (what, share) in [("endings", played.endings), ("choices", played.choices)] {
            if share.met < share.all {
                found.push(format!("{} {what} of {} are played", share.met, share.all));
            }
        }
        found
    });
}

#[cfg(feature = "cli")]
#[test]
fn the_json_schema_accepts_every_scenario() {
    let schema = bifurque::scenario::schema::scenario();
    let validator = jsonschema::validator_for(schema.as_value()).expect("the schema is a schema");
    let mut found = Vec::new();
    for case in cases() {
        let text = fs::read_to_string(case.join("scenario.json")).unwrap();
        match serde_json::from_str(&text) {
            Ok(value) => found.extend(validator.iter_errors(&value).map(|error| format!("{}: {}: {error}", name(&case), error.instance_path()))),
            Err(error) => found.push(format!("{}: {error}", name(&case))),
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

fn scenes(scenario: &Scenario) -> impl Iterator<Item = SceneIndex> + use<> {
    (0..u32::try_from(scenario.program.scenes.len()).unwrap()).map(SceneIndex)
}

fn choices(scenario: &Scenario) -> impl Iterator<Item = ChoiceIndex> + use<> {
    (0..u32::try_from(scenario.program.choices.len()).unwrap()).map(ChoiceIndex)
}

/// Every route, those inside other routes included, with whose it is.
fn routes(scenario: &Scenario) -> Vec<(String, RouteIndex)> {
    let program = &scenario.program;
    let mut pending = Vec::new();
    for index in scenes(scenario) {
        if let ExitCode::Passage(route) = program.scenes[index.at()].exit {
            pending.push((format!("scene {:?}", &*scenario.scene(index).id), route));
        }
    }
    pending.extend(choices(scenario).map(|index| (format!("choice {:?}", &*scenario.choice(index).id), program.choices[index.at()].route)));
    let mut all = Vec::new();
    while let Some((owner, route)) = pending.pop() {
        match program.routes[route.0 as usize] {
            RouteCode::Branches(branches) => pending.extend(program.branches[branches.range()].iter().map(|branch| (owner.clone(), branch.route))),
            RouteCode::Chance(arms) => pending.extend(program.arms[arms.range()].iter().map(|arm| (owner.clone(), arm.route))),
            RouteCode::To(_) | RouteCode::Detour { .. } => {}
        }
        all.push((owner, route));
    }
    all
}

/// Every condition, with whose it is.
fn conditions(scenario: &Scenario) -> Vec<(String, ConditionIndex)> {
    let program = &scenario.program;
    let mut all = Vec::new();
    for index in choices(scenario) {
        all.extend(program.choices[index.at()].when.map(|when| (format!("choice {:?}", &*scenario.choice(index).id), when)));
    }
    for (owner, route) in routes(scenario) {
        if let RouteCode::Branches(branches) = program.routes[route.0 as usize] {
            let named = program.branches[branches.range()].iter().enumerate();
            all.extend(named.filter_map(|(at, branch)| Some((format!("{owner}, branch {} of its route", at + 1), branch.when?))));
        }
    }
    for_each_blocks(scenario, |owner, blocks, stretch| {
        let names = blocks.iter().flat_map(item_names);
        all.extend(names.zip(&program.items[stretch.range()]).filter_map(|(name, item)| Some((format!("{owner}, {name}"), item.when?))));
    });
    all
}

/// The names of a block and of its messages or comments: one for each item of the program.
fn item_names(block: &Block) -> Vec<String> {
    let id = |id: Option<&str>| format!("{:?}", id.unwrap_or("?"));
    let mut names = vec![format!("block {}", id(block.id.as_deref()))];
    match &block.kind {
        BlockKind::Thread(thread) => names.extend(thread.messages.iter().map(|message| format!("message {}", id(message.id.as_deref())))),
        BlockKind::Post(post) => names.extend(post.comments.iter().map(|comment| format!("comment {}", id(comment.id.as_deref())))),
        _ => {}
    }
    names
}

/// Visits the blocks of scenes, outcomes and resources, with whose they are and where their items stand.
fn for_each_blocks<'a>(scenario: &'a Scenario, mut see: impl FnMut(String, &'a [Block], Stretch)) {
    let program = &scenario.program;
    for index in scenes(scenario) {
        see(format!("scene {:?}", &*scenario.scene(index).id), &scenario.scene(index).blocks, program.scenes[index.at()].items);
    }
    for index in choices(scenario) {
        see(format!("choice {:?}", &*scenario.choice(index).id), &scenario.choice(index).outcome, program.choices[index.at()].outcome);
    }
    for (resource, stretch) in scenario.source.resources.iter().zip(&program.resources) {
        see(format!("resource {:?}", &*resource.id), &resource.blocks, *stretch);
    }
}
