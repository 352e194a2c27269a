//! The engine against random scenarios and random calls, step by step beside a second interpreter.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use bifurque::engine::{Event, Misuse, Phase, Session, Step};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::{ChoiceIndex, ExitCode, RouteCode};
use bifurque::scenario::reading::shown;
use bifurque::scenario::source::{Block, BlockKind, VariableKind};
use generator::Call;
use proptest::prelude::*;
use reference::Reference;
use serde_json::Value;

#[path = "support/generator.rs"]
mod generator;
#[path = "support/reference.rs"]
mod reference;

fn load(json: &Value) -> Rc<Scenario> {
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}\n{json:#}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plays_as_the_reference_does(json in generator::scenario(), seed in any::<u64>(), calls in generator::calls()) {
        let scenario = load(&json);
        let mut events = Vec::new();
        let mut session = Session::start(Rc::clone(&scenario), seed, &mut events);
        let mut reference = Reference::start(json.clone());
        agree(&session, &reference);
        for call in &calls {
            let length = events.len();
            let before = session.clone();
            match make(call, &mut session, &mut events) {
                Made::Step(step, Ok(())) => {
                    follow(&mut reference, &scenario, step, &events[length..]).expect("the reference refuses what the engine allows");
                }
                Made::Step(step, Err(misuse)) => {
                    unchanged(&before, &session);
                    prop_assert_eq!(events.len(), length, "a misuse tells events: {:?}", misuse);
                    prop_assert!(follow(&mut reference, &scenario, step, &[]).is_err(), "the reference allows what the engine refuses: {:?}", misuse);
                    prop_assert_eq!(misuse, expected_misuse(&before, step));
                }
                Made::Rewound(decision, Ok(branch)) => {
                    unchanged(&before, &session);
                    prop_assert!(session.is_over() && decision < session.path().count());
                    prop_assert!(session.steps().starts_with(branch.steps()));
                    prop_assert_eq!(branch.path().count(), decision);
                    prop_assert!(branch.offers().next().is_some(), "it stands at a decision");
                    (session, events, reference) = replay(&scenario, &json, seed, branch.steps());
                    unchanged(&branch, &session);
                }
                Made::Rewound(decision, Err(misuse)) => {
                    unchanged(&before, &session);
                    let expected = if session.is_over() { Misuse::NoSuchDecision } else { Misuse::NotOver };
                    prop_assert_eq!(misuse, expected);
                    prop_assert!(!session.is_over() || decision >= session.path().count());
                }
            }
            agree(&session, &reference);
            sound(&session);
        }
        let (again, told, _) = replay(&scenario, &json, seed, session.steps());
        unchanged(&again, &session);
        prop_assert_eq!(told, events);
    }
}

enum Made {
    Step(Step, Result<(), Misuse>),
    Rewound(usize, Result<Session, Misuse>),
}

fn make(call: &Call, session: &mut Session, events: &mut Vec<Event>) -> Made {
    let step = match call {
        Call::Advance(at) => {
            let open: Vec<ChoiceIndex> = session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
            open.get(usize::from(*at) % open.len().max(1)).map_or(Step::Proceed, |choice| Step::Choose(*choice))
        }
        Call::Choose(at) => {
            let count = session.scenario().program.choices.len();
            Step::Choose(ChoiceIndex(u32::try_from(usize::from(*at) % (count + 1)).unwrap()))
        }
        Call::Proceed => Step::Proceed,
        Call::Skip => Step::Skip,
        Call::Rewound(decision) => return Made::Rewound(usize::from(*decision), session.rewound(usize::from(*decision))),
    };
    Made::Step(step, session.take(step, events))
}

/// Lets the reference make the same step; the lots drawn are read from the engine's events.
fn follow(reference: &mut Reference, scenario: &Scenario, step: Step, events: &[Event]) -> Result<(), reference::Refused> {
    let arms: Vec<usize> = events.iter().filter_map(|event| if let Event::Drew { arm, .. } = event { Some(*arm as usize) } else { None }).collect();
    match step {
        Step::Choose(choice) if choice.at() < scenario.program.choices.len() => reference.choose(&scenario.choice(choice).id),
        Step::Choose(_) => reference.choose("past the last"),
        Step::Proceed => reference.proceed(&arms),
        Step::Skip => reference.skip(),
    }
}

fn replay(scenario: &Rc<Scenario>, json: &Value, seed: u64, steps: &[Step]) -> (Session, Vec<Event>, Reference) {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), seed, &mut events);
    let mut reference = Reference::start(json.clone());
    for &step in steps {
        let length = events.len();
        session.take(step, &mut events).expect("what was done can be done again");
        follow(&mut reference, scenario, step, &events[length..]).unwrap();
    }
    (session, events, reference)
}

/// The error that a call must give, from what the errors say of themselves.
fn expected_misuse(session: &Session, step: Step) -> Misuse {
    let state = session.state();
    let exit = session.scenario().program.scenes[state.scene().at()].exit;
    let waits = matches!((state.phase(), exit), (Phase::Scene, ExitCode::Decision(_)));
    match step {
        Step::Skip if session.scenario().program.skip.is_none() => Misuse::NothingToSkip,
        _ if session.is_over() => Misuse::Over,
        Step::Choose(choice) if waits => {
            if session.offers().any(|offer| offer.choice == choice) {
                Misuse::ClosedChoice
            } else {
                Misuse::ElsewhereChoice
            }
        }
        Step::Choose(_) => Misuse::NoDecision,
        Step::Proceed if waits => Misuse::DecisionWaits,
        Step::Proceed | Step::Skip => Misuse::NoWayOn,
    }
}

fn unchanged(before: &Session, after: &Session) {
    assert_eq!(before.state(), after.state());
    assert_eq!(before.items(), after.items());
    assert_eq!(before.outcome_items(), after.outcome_items());
    assert_eq!(before.steps(), after.steps());
}

/// What holds of every play-through, whatever was called.
fn sound(session: &Session) {
    let scenario = session.scenario();
    let program = &scenario.program;
    let state = session.state();
    for (value, variable) in state.values().iter().zip(&program.variables) {
        assert!((variable.min..=variable.max).contains(value), "{value} is out of bounds");
    }
    let detours = program.routes.iter().filter(|route| matches!(route, RouteCode::Detour { .. })).count();
    assert!(state.stack().len() <= detours, "{} detours under way, {detours} written", state.stack().len());
    assert_eq!(session.items().len(), program.scenes[state.scene().at()].items.len());
    match state.phase() {
        Phase::Scene => assert!(session.outcome_items().is_empty()),
        Phase::Outcome(choice) => {
            assert_eq!(session.outcome_items().len(), program.choices[choice.at()].outcome.len());
            assert_eq!(session.offers().count(), 0);
        }
    }
    assert_eq!(session.is_over(), scenario.ending(state.scene()).is_some());
}

/// Whether the engine and the reference show the same.
fn agree(session: &Session, reference: &Reference) {
    let scenario = session.scenario();
    let state = session.state();
    assert_eq!(&*scenario.scene(state.scene()).id, reference.scene);
    let outcome = if let Phase::Outcome(choice) = state.phase() { Some(choice) } else { None };
    assert_eq!(outcome.map(|choice| scenario.choice(choice).id.to_string()), reference.outcome);
    let stack: Vec<&str> = state.stack().iter().map(|&scene| &*scenario.scene(scene).id).collect();
    assert_eq!(stack, reference.stack);
    assert_eq!(visible(&scenario.scene(state.scene()).blocks, session.items()), reference.shown);
    let outcome = outcome.map(|choice| visible(&scenario.choice(choice).outcome, session.outcome_items()));
    assert_eq!(outcome.unwrap_or_default(), reference.outcome_shown);
    let offers: Vec<(String, bool)> = session.offers().map(|offer| (scenario.choice(offer.choice).id.to_string(), offer.open)).collect();
    assert_eq!(offers, reference.offers());
    assert_eq!(session.is_over(), reference.is_over());
    for (at, resource) in scenario.source.resources.iter().enumerate() {
        assert_eq!(visible(&resource.blocks, &session.resource_items(at)), reference.resource(at));
    }
    for (variable, value) in scenario.source.variables.iter().zip(state.values()) {
        let text = match &variable.kind {
            VariableKind::Flag(_) => (*value == 1).to_string(),
            VariableKind::Level(_) => value.to_string(),
            VariableKind::OneOf(words) => words[usize::try_from(*value).unwrap()].to_string(),
        };
        assert_eq!(text, reference.values[&*variable.id], "{}", &*variable.id);
    }
    for (at, scene) in scenario.source.scenes.iter().enumerate() {
        let index = bifurque::scenario::program::SceneIndex(u32::try_from(at).unwrap());
        assert_eq!(state.visits(index) > 0, reference.visited.contains(&*scene.id));
    }
}

/// The ids of the blocks shown and of their messages and comments.
fn visible(blocks: &[Block], items: &[bool]) -> Vec<String> {
    let id = |id: Option<&str>| id.expect("the loader names everything").to_owned();
    let mut ids = Vec::new();
    for shown in shown(blocks, items) {
        ids.push(id(shown.block.id.as_deref()));
        let parts: Vec<Option<&str>> = match &shown.block.kind {
            BlockKind::Thread(thread) => thread.messages.iter().map(|message| message.id.as_deref()).collect(),
            BlockKind::Post(post) => post.comments.iter().map(|comment| comment.id.as_deref()).collect(),
            _ => Vec::new(),
        };
        ids.extend(parts.into_iter().zip(shown.parts).filter(|(_, shown)| **shown).map(|(part, _)| id(part)));
    }
    ids
}

/// Scenarios that are only plain would prove little: what the generator makes must reach every corner.
#[test]
fn the_generator_reaches_every_corner() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let (json, calls) = (generator::scenario(), generator::calls()).new_tree(&mut runner).unwrap().current();
        let mut events = Vec::new();
        let mut session = Session::start(load(&json), 0, &mut events);
        for call in &calls {
            match make(call, &mut session, &mut events) {
                Made::Rewound(_, Err(misuse)) | Made::Step(_, Err(misuse)) => met.insert(format!("{misuse:?}")),
                Made::Rewound(_, Ok(branch)) => {
                    session = branch;
                    met.insert("rewound".into())
                }
                Made::Step(..) => met.insert("step".into()),
            };
            if session.state().stack().len() > 1 {
                met.insert("nested detour".into());
            }
        }
        for event in events {
            let name = format!("{event:?}");
            met.insert(name.split(['(', ' ', '{']).next().unwrap().to_owned());
            if let Event::Wrote { saturated: true, .. } = event {
                met.insert("saturated".into());
            }
        }
    }
    let wanted = [
        "Chose",
        "ClosedChoice",
        "DecisionWaits",
        "Detoured",
        "Drew",
        "ElsewhereChoice",
        "Ended",
        "Entered",
        "Left",
        "NoDecision",
        "NoSuchDecision",
        "NoWayOn",
        "NotOver",
        "NothingToSkip",
        "Over",
        "Returned",
        "Wrote",
        "nested detour",
        "rewound",
        "saturated",
        "step",
    ];
    assert_eq!(met.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
}
