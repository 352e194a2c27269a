//! How many states random play meets, in bladeink on the same story: what is done to test a story where nothing can be proved of it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use bladeink::story::Story as Ink;
use bladeink_compiler::Compiler;

use super::Story;
use crate::random::Random;

/// What random play met in so much time.
pub struct Coverage {
    /// Different states.
    pub states: usize,
    /// Choices made.
    pub steps: usize,
    pub took: Duration,
}

/// Plays at random, from the beginning again after each ending, for as long as is said.
pub fn at_random(story: &Story, long: Duration) -> Coverage {
    let compiled = Compiler::new().compile(&story.ink()).expect("the story compiles");
    let mut ink = Ink::new(&compiled).expect("ink loads");
    let names: Vec<String> = (0..story.flags).map(|flag| format!("flag_{flag}")).collect();
    let (mut met, mut random, mut steps) = (BTreeSet::new(), Random::new(1), 0);
    let start = Instant::now();
    while start.elapsed() < long {
        let text = ink.continue_maximally().expect("ink goes on");
        let scene: u64 = text.lines().next().and_then(|line| line.trim().parse().ok()).expect("a scene says its number");
        let flags = names.iter().map(|name| ink.get_variable(name).and_then(|value| value.coerce_to_int().ok()).expect("a declared flag"));
        met.insert(flags.fold(scene, |state, flag| state << 1 | u64::from(flag != 0)));
        let open = ink.get_current_choices().len();
        if open == 0 {
            ink.reset_state().expect("ink begins again");
        } else {
            ink.choose_choice_index(random.below(open)).expect("an open choice can be made");
            steps += 1;
        }
    }
    Coverage { states: met.len(), steps, took: start.elapsed() }
}
