//! Any case that is read, generated or from bytes, with some plays: the proof ends within its budget, says the same twice, and places what it says.

#![no_main]

use arbitrary::Arbitrary;
use bifurque::check::{check, plays};
use bifurque::scenario::Scenario;
use bifurque_fuzz::{generated, in_bounds};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    Bytes(&'a [u8]),
    Generated { seed: [u8; 32], budget: u16, plays: &'a str },
}

const BUDGET: usize = 2000;

fuzz_target!(|input: Input<'_>| {
    let (bytes, budget, recorded) = match input {
        Input::Bytes(bytes) => (bytes.to_vec(), BUDGET, ""),
        Input::Generated { seed, budget, plays } => (generated(seed), usize::from(budget) % BUDGET, plays),
    };
    let Ok(scenario) = Scenario::load(&bytes, None) else { return };
    let verdict = check(&scenario, &bytes, budget, &mut |_| true);
    assert!(verdict.states <= budget.max(1), "{} states of {budget}", verdict.states);
    in_bounds(&verdict.diagnostics, &bytes);
    if let (Some(shortest), Some(longest)) = (verdict.shortest, verdict.longest) {
        assert!(shortest <= longest as usize, "the shortest is the longer");
    }
    let again = check(&scenario, &bytes, budget, &mut |_| true);
    assert_eq!((again.diagnostics, again.states, again.complete), (verdict.diagnostics, verdict.states, verdict.complete));
    let stopped = check(&scenario, &bytes, budget, &mut |_| false);
    assert!(stopped.states <= again.states);
    in_bounds(&plays::play(&scenario, recorded.as_bytes()).diagnostics, recorded.as_bytes());
});
