//! The corpus of scenarios, one directory a case with what is told of it: how many there are, and that each rule has one.
//!
//! What is told of each is checked where it is told: `tests/loader.rs`, `tests/check.rs`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bifurque::scenario::diagnostic::Rule;

fn folders(path: &Path) -> Vec<PathBuf> {
    fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

/// The codes that are told of each case, by the case's path.
fn cases() -> BTreeMap<PathBuf, BTreeSet<String>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let cases = folders(&tests).into_iter().flat_map(|corpus| folders(&corpus));
    let told = |case: PathBuf| {
        let expected = fs::read_to_string(case.join("expected.txt")).ok()?;
        Some((case, expected.lines().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect()))
    };
    cases.filter_map(told).collect()
}

#[test]
fn the_corpus_is_large_and_has_each_rule() {
    let cases = cases();
    let (sound, bad): (Vec<_>, Vec<_>) = cases.values().partition(|codes| codes.is_empty());
    println!("{} cases with a fault, {} sound", bad.len(), sound.len());
    for &rule in Rule::ALL {
        let with = bad.iter().filter(|codes| codes.contains(rule.code())).count();
        println!("{}: {with}", rule.code());
        // No one stores 17 MB: `tests/loader.rs` makes them.
        assert!(with > 0 || rule == Rule::Size, "{} has no case", rule.code());
    }
    assert!(bad.len() >= 120 && sound.len() >= 30, "{} cases with a fault, {} sound", bad.len(), sound.len());
    let alone = bad.iter().filter(|codes| codes.len() == 1).count();
    assert!(alone * 10 >= bad.len() * 9, "one fault is one fault: {alone} of {}", bad.len());
}

/// Each case is there for a reason of its own: no file is the same as another.
#[test]
fn no_case_is_there_twice() {
    let mut seen = BTreeMap::new();
    for case in cases().into_keys() {
        let texts = ["scenario.json", "plays.json"].map(|name| fs::read(case.join(name)).unwrap_or_default());
        if let Some(other) = seen.insert(texts, case.clone()) {
            panic!("{} is {}", case.display(), other.display());
        }
    }
}
