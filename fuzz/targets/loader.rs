//! Any bytes as a scenario's file: read whole, or refused with diagnostics that have their place in it.

#![no_main]

use bifurque::check::plays;
use bifurque::scenario::{Scenario, reading};
use bifurque_fuzz::in_bounds;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let scenario = match Scenario::load(bytes, None) {
        Ok(scenario) => scenario,
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "refused without a word");
            return in_bounds(&diagnostics, bytes);
        }
    };
    let again = Scenario::load(bytes, None).expect("what was read is read again");
    assert_eq!((scenario.digest, scenario.shape), (again.digest, again.shape));
    // Whatever is shown can be put into words.
    for (scene, code) in scenario.source.scenes.iter().zip(&scenario.program.scenes) {
        let _ = reading::plain(&scenario, &scene.blocks, &vec![true; code.items.len()]);
    }
    // A file of plays is JSON of ours as well, with conditions in it.
    in_bounds(&plays::play(&scenario, bytes).diagnostics, bytes);
});
