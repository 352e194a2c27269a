//! The exploration against another that is slow and plain, on random scenarios; what it tells, against a corpus, one directory a case.
//!
//! `BIFURQUE_REWRITE=1 cargo test --test check` writes what is told now into every `expected.txt`: read each before you keep it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bifurque::check::example::Gesture;
use bifurque::check::explore::{Explored, Limits, NEVER, explore};
use bifurque::check::findings::findings;
use bifurque::check::machine::Machine;
use bifurque::check::plays::play;
use bifurque::check::proof::{Proof, prove};
use bifurque::check::{Checking, Verdict, check};
use bifurque::engine::{Session, Step};
use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::{Rule, Severity};
use bifurque::scenario::program::ExitCode;
use expected::{Case, cases, compare};
use naive::Naive;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

#[path = "support/expected.rs"]
mod expected;
#[path = "support/generator.rs"]
#[allow(dead_code, reason = "this test makes no calls")]
mod generator;
#[path = "support/naive.rs"]
mod naive;

/// How many random scenarios are explored twice, and how many states the slow exploration bears.
const CASES: u32 = 3000;
const MOST_STATES: usize = 400;

fn load(json: &Value) -> Rc<Scenario> {
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}\n{json:#}"))
}

fn explored(machine: &Machine<'_>, states: usize) -> Explored {
    explore(machine, Limits { states, progress: &mut |_| true })
}

/// The same check, so many steps at a time.
fn in_slices(scenario: &Scenario, bytes: &[u8], steps: usize) -> Verdict {
    let mut checking = Checking::new(scenario, MOST_STATES * 4);
    while checking.advance(scenario, steps) {}
    checking.verdict(scenario, bytes)
}

#[test]
fn a_check_that_is_stopped_says_what_it_saw() {
    let bytes = include_bytes!("../scenarios/premiers-pas/scenario.json");
    let scenario = Scenario::load(bytes, None).unwrap();
    let whole = check(&scenario, bytes, MOST_STATES, &mut |_| true);
    for slices in 0..100 {
        let mut checking = Checking::new(&scenario, MOST_STATES);
        if !(0..slices).all(|_| checking.advance(&scenario, 3)) {
            assert_eq!(checking.verdict(&scenario, bytes), whole);
            return;
        }
        checking.stop();
        assert!(!checking.advance(&scenario, 1));
        let seen = checking.states();
        let verdict = checking.verdict(&scenario, bytes);
        assert!(!verdict.complete && verdict.states == seen && verdict.longest.is_none(), "{slices}: {verdict:?}");
        assert_eq!(verdict.diagnostics.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::Unproven], "{slices}");
    }
    panic!("it has no end");
}

/// Wherever it is stopped: an ending that was met is not said to be out of reach.
#[test]
fn a_check_that_is_stopped_denies_no_ending() {
    let bytes = include_bytes!("../scenarios/vous-connaissez-peut-etre/scenario.json");
    let scenario = Scenario::load(bytes, None).unwrap();
    assert!(scenario.program.skip.is_some(), "what it measures again without skipping is the point");
    let mut met = 0;
    for slices in 0.. {
        let mut checking = Checking::new(&scenario, MOST_STATES * 100);
        if !(0..slices).all(|_| checking.advance(&scenario, 2_000)) {
            break;
        }
        checking.stop();
        let verdict = checking.verdict(&scenario, bytes);
        assert_eq!(verdict.sentence().contains("aucune fin"), !verdict.ends, "{}", verdict.sentence());
        met += usize::from(verdict.ends && verdict.shortest.is_none());
    }
    assert!(met > 0, "it was never stopped between the two");
}

#[test]
fn explores_as_the_engine_plays() {
    let (compared, trapped, circular, saturating) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let count = |counter: &AtomicUsize, is: bool| _ = counter.fetch_add(usize::from(is), Ordering::Relaxed);
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&(generator::scenario(), any::<bool>()), |(json, skipping)| {
        let scenario = load(&json);
        let machine = Machine::of(&scenario.program, skipping);
        let explored = explored(&machine, MOST_STATES);
        let proof = prove(&machine, &explored);
        if !explored.complete {
            prop_assert_eq!(explored.states.len(), MOST_STATES);
            return Ok(());
        }
        let naive = naive::explore(&scenario, skipping);
        agree(&scenario, &explored, &naive)?;
        agree_on_endings(&scenario, &proof, &naive)?;
        count(&compared, explored.states.len() > 3);
        count(&trapped, !proof.traps.is_empty());
        count(&circular, proof.circular);
        count(&saturating, explored.seen.saturated.iter().any(|&state| state != NEVER));
        let bytes = json.to_string().into_bytes();
        let verdict = check(&scenario, &bytes, MOST_STATES * 4, &mut |_| true);
        prop_assert_eq!(&verdict, &in_slices(&scenario, &bytes, 1 + bytes.len() % 7), "the same bit by bit");
        if !skipping {
            let ends = |place: &naive::Place| scenario.program.scenes[place.scene.at()].exit == ExitCode::Ending;
            let distances = naive.distances();
            let nearest = naive.places.iter().zip(&distances).filter(|((place, _), _)| ends(place)).map(|(_, distance)| *distance).min();
            prop_assert_eq!(verdict.shortest, nearest, "shortest");
        }
        let strands = |rule: Rule| matches!(rule, Rule::NoOpenChoice | Rule::StrayReturn | Rule::Trap);
        let stranding = verdict.diagnostics.iter().any(|diagnostic| strands(diagnostic.rule));
        prop_assert!(!skipping || !verdict.complete || stranding == (proof.hopeless > 0 || !naive.stuck.is_empty()), "told if and only if someone is stranded");
        let half = self::explored(&machine, explored.states.len() / 2);
        prop_assert!(explored.states.len() < 2 || !half.complete && half.states.len() == explored.states.len() / 2);
        for trap in prove(&machine, &half).traps {
            prop_assert!(proof.traps.contains(&trap), "what is found wrong before the end is wrong: {:?}", trap);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let counts = [compared, trapped, circular, saturating].map(AtomicUsize::into_inner);
    println!("compared with more than 3 states, with a trap, with a circle, with an effect past a bound: {counts:?}");
    assert!(counts[0] > CASES as usize / 4 && counts[1..].iter().all(|&count| count > CASES as usize / 50), "{counts:?}");
}

fn met(states: &[u32]) -> BTreeSet<usize> {
    states.iter().enumerate().filter(|(_, state)| **state != NEVER).map(|(at, _)| at).collect()
}

fn agree(scenario: &Scenario, explored: &Explored, naive: &Naive) -> Result<(), TestCaseError> {
    let seen = &explored.seen;
    prop_assert_eq!(explored.states.len(), naive.places.len(), "states");
    prop_assert_eq!(met(&seen.scenes), naive.scenes.clone(), "scenes");
    prop_assert_eq!(met(&seen.choices), naive.choices.clone(), "choices");
    prop_assert_eq!(met(&seen.branches), naive.branches.clone(), "branches");
    prop_assert_eq!(met(&seen.arms), naive.arms.clone(), "arms");
    prop_assert_eq!(met(&seen.saturated), naive.saturated.clone(), "saturated");
    prop_assert_eq!(met(&seen.stuck), naive.stuck.clone(), "stuck");
    prop_assert_eq!(&seen.truths, &naive.truths, "truths");
    let distances = naive.distances();
    for (scene, &first) in seen.scenes.iter().enumerate().filter(|(_, first)| **first != NEVER) {
        let nearest = naive.places.iter().zip(&distances).filter(|((place, _), _)| place.scene.at() == scene).map(|(_, distance)| *distance).min();
        prop_assert_eq!(Some(explored.level(first as usize)), nearest, "gestures to {}", &*scenario.source.scenes[scene].id);
    }
    Ok(())
}

fn agree_on_endings(scenario: &Scenario, proof: &Proof, naive: &Naive) -> Result<(), TestCaseError> {
    let hope = naive.hope(&scenario.program);
    prop_assert_eq!(proof.hopeless, hope.iter().filter(|hope| !**hope).count(), "hopeless");
    prop_assert_eq!(proof.hopeless == 0, proof.traps.is_empty() && naive.stuck.is_empty(), "every loss has its reason");
    for trap in &proof.traps {
        let scenes: BTreeSet<usize> = trap.scenes.iter().map(|scene| scene.at()).collect();
        let lost = naive.places.iter().zip(&hope).filter(|(_, hope)| !**hope).map(|((place, _), _)| place.scene.at()).collect::<BTreeSet<_>>();
        prop_assert!(scenes.is_subset(&lost), "trap");
    }
    match naive.longest(&scenario.program) {
        Ok(longest) => {
            prop_assert!(!proof.circular);
            prop_assert_eq!(proof.longest, longest, "longest");
        }
        Err(()) => prop_assert!(proof.circular, "circle"),
    }
    Ok(())
}

/// Every rule that is found by exploration, or in recorded plays.
const RULES: [Rule; 16] = [
    Rule::Unproven,
    Rule::UnreachableScene,
    Rule::UnreachableEnding,
    Rule::ClosedChoice,
    Rule::UntakenBranch,
    Rule::HiddenItem,
    Rule::NoOpenChoice,
    Rule::StrayReturn,
    Rule::Trap,
    Rule::ClosedDefault,
    Rule::AlwaysTrue,
    Rule::Saturation,
    Rule::NeverWritten,
    Rule::NeverRead,
    Rule::Play,
    Rule::UnplayedEnding,
];

/// Enough for every case of the corpus but the one that shows what happens past it.
const CORPUS_STATES: usize = 10_000;

fn corpus() -> Vec<Case> {
    cases("check", 60)
}

fn loaded(name: &str, bytes: &[u8]) -> Rc<Scenario> {
    Scenario::load(bytes, None).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"))
}

#[test]
fn tells_what_is_expected_of_the_corpus() {
    let told = compare(&corpus(), |(name, bytes, expected)| {
        let scenario = loaded(name, bytes);
        let mut found = check(&scenario, bytes, CORPUS_STATES, &mut |_| true).diagnostics;
        // What is told of plays comes after.
        if let Ok(plays) = fs::read(expected.with_file_name("plays.json")) {
            found.extend(play(&scenario, &plays).diagnostics);
        }
        found
    });
    assert_eq!(told, RULES, "each rule has a case");
}

/// A case as long as a book, with a detour in every tenth scene: too long to store, sound all the same.
#[test]
fn ten_thousand_scenes_are_proved() {
    const SCENES: usize = 10_000;
    let scene = |at: usize| {
        let exit = match at {
            _ if at == SCENES => r#""ending":{"id":"la-fin","title":"T","person":"P","professional":"P","team":"T","question":"Q"}"#.to_owned(),
            _ if at % 10 == 0 => format!(r#""passage":{{"to":{{"detour":"note","then":"s{}"}}}}"#, at + 1),
            _ => format!(r#""decision":{{"prompt":"Q","choices":[{{"id":"a{at}","text":"A","to":"s{0}"}},{{"id":"b{at}","text":"B","to":"s{0}"}}]}}"#, at + 1),
        };
        format!(r#"{{"id":"s{at}","title":"T","blocks":[],{exit}}}"#)
    };
    let scenes: Vec<String> = (0..=SCENES).map(scene).collect();
    let start = bifurque::example::SCENARIO.find("\"start\"").unwrap();
    let head = &bifurque::example::SCENARIO[..start];
    let text = format!(r#"{head}"start":"s0","scenes":[{},{{"id":"note","title":"T","blocks":[],"return":true}}]}}"#, scenes.join(","));
    let verdict = check(&loaded("ten thousand", text.as_bytes()), text.as_bytes(), SCENES * 4, &mut |_| true);
    assert_eq!(verdict.diagnostics, []);
    assert!(verdict.complete && verdict.states > SCENES, "{}", verdict.states);
    assert_eq!(verdict.longest, Some(9000));
}

/// Each way that is told can be walked, and ends at what it is told for.
#[test]
fn every_counter_example_can_be_played() {
    let mut played = 0;
    for (name, bytes, _) in corpus() {
        let scenario = loaded(&name, &bytes);
        let machine = Machine::of(&scenario.program, true);
        let explored = explored(&machine, CORPUS_STATES);
        for finding in findings(&scenario, &machine.layout, &explored, &prove(&machine, &explored)) {
            assert_eq!(
                finding.example.is_some(),
                matches!(finding.rule, Rule::NoOpenChoice | Rule::StrayReturn | Rule::Trap | Rule::ClosedDefault | Rule::Saturation),
                "{name}"
            );
            let Some(example) = finding.example else { continue };
            // Some seed makes the lots come out well.
            let seeds = if example.by_luck { 100 } else { 1 };
            let shown = (0..seeds).any(|seed| walk(&scenario, seed, &example.gestures).is_some_and(|session| shows(finding.rule, session)));
            assert!(shown, "{name}: {}", finding.message);
            played += 1;
        }
    }
    assert!(played >= 20, "only {played}");
}

fn walk(scenario: &Rc<Scenario>, seed: u64, example: &[Gesture]) -> Option<Session> {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), seed, &mut events);
    for gesture in example {
        match gesture {
            Gesture::Skip => session.skip(&mut events).ok()?,
            Gesture::Choose(choice) => {
                session.walk_to_decision(&mut events).ok()?;
                session.choose(*choice, &mut events).ok()?;
            }
        }
    }
    Some(session)
}

fn shows(rule: Rule, mut session: Session) -> bool {
    let mut events = Vec::new();
    match rule {
        Rule::Saturation => true,
        Rule::NoOpenChoice => session.walk_to_decision(&mut events).is_ok() && !session.is_over() && session.offers().all(|offer| !offer.open),
        Rule::ClosedDefault => {
            session.walk_to_decision(&mut events).unwrap();
            let scenario = session.scenario();
            let limit = scenario.decision(session.state().scene()).and_then(|decision| decision.limit.as_ref()).unwrap();
            session.offers().any(|offer| !offer.open && *scenario.choice(offer.choice).id == *limit.default)
        }
        Rule::StrayReturn => session.walk_to_decision(&mut events).is_err(),
        // Whatever is done, it goes on.
        _ => (0..50).all(|_| {
            let open = session.offers().find(|offer| offer.open).map(|offer| offer.choice);
            session.take(open.map_or(Step::Proceed, Step::Choose), &mut events).is_ok()
        }),
    }
}

#[test]
fn what_strands_someone_is_an_error() {
    let errors: Vec<Rule> = RULES.into_iter().filter(|rule| rule.severity() == Severity::Error).collect();
    assert_eq!(errors, [Rule::Unproven, Rule::UnreachableEnding, Rule::NoOpenChoice, Rule::StrayReturn, Rule::Trap, Rule::ClosedDefault, Rule::Play]);
    let codes: Vec<&str> = RULES.into_iter().map(Rule::code).collect();
    assert!(codes.is_sorted() && codes.iter().all(|code| *code > "B052"), "{codes:?}");
}
