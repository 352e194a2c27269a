//! The exploration against another that is slow and plain, on random scenarios.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bifurque::check::explore::{Explored, Limits, NEVER, explore};
use bifurque::check::machine::Machine;
use bifurque::check::proof::{Proof, prove};
use bifurque::scenario::Scenario;
use naive::Naive;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

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
