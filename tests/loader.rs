//! The loader against a corpus of faulty files, one directory a case, and against noise.
//!
//! `BIFURQUE_REWRITE=1 cargo test --test loader` writes what the loader says now into every `expected.txt`: read each before you keep it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bifurque::scenario::diagnostic::Rule;
use bifurque::scenario::{MAX_BYTES, Scenario};
use proptest::prelude::*;
use proptest::sample::Index;

/// Every rule of the loader.
const RULES: [Rule; 18] = [
    Rule::Size,
    Rule::Encoding,
    Rule::Syntax,
    Rule::Format,
    Rule::Type,
    Rule::UnknownKey,
    Rule::DuplicateKey,
    Rule::MissingKey,
    Rule::Value,
    Rule::IdSpelling,
    Rule::DuplicateId,
    Rule::UnknownId,
    Rule::Expression,
    Rule::ExpressionType,
    Rule::Text,
    Rule::Exit,
    Rule::Route,
    Rule::DetourCycle,
];

/// Past the last rule, so that a new one cannot be forgotten in [`RULES`]: this stops compiling.
fn is_listed(rule: Rule) -> bool {
    match rule {
        Rule::Size
        | Rule::Encoding
        | Rule::Syntax
        | Rule::Format
        | Rule::Type
        | Rule::UnknownKey
        | Rule::DuplicateKey
        | Rule::MissingKey
        | Rule::Value
        | Rule::IdSpelling
        | Rule::DuplicateId
        | Rule::UnknownId
        | Rule::Expression
        | Rule::ExpressionType
        | Rule::Text
        | Rule::Exit
        | Rule::Route
        | Rule::DetourCycle => RULES.contains(&rule),
        // What is found in a scenario that was loaded: `tests/check.rs`, `tests/plays.rs`, `tests/editorial.rs`.
        Rule::Unproven
        | Rule::UnreachableScene
        | Rule::UnreachableEnding
        | Rule::ClosedChoice
        | Rule::UntakenBranch
        | Rule::HiddenItem
        | Rule::NoOpenChoice
        | Rule::StrayReturn
        | Rule::Trap
        | Rule::ClosedDefault
        | Rule::AlwaysTrue
        | Rule::Saturation
        | Rule::NeverWritten
        | Rule::NeverRead
        | Rule::Play
        | Rule::UnplayedEnding
        | Rule::SceneWords
        | Rule::ChoiceWords
        | Rule::UnevenChoices
        | Rule::JudgingWord
        | Rule::Verdict
        | Rule::OneSided
        | Rule::CostOrOpening
        | Rule::NoAlternative
        | Rule::UncheckedReference
        | Rule::Acronym
        | Rule::Typography
        | Rule::UnusedException
        | Rule::SameChoice => !RULES.contains(&rule),
    }
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loader");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 45, "only {} cases", cases.len());
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// What the loader says of a file, as it is printed.
fn said(bytes: &[u8]) -> String {
    match Scenario::load(bytes, None) {
        Ok(_) => String::new(),
        Err(diagnostics) => diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect(),
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let rewrite = std::env::var_os("BIFURQUE_REWRITE").is_some();
    let (mut different, mut misnamed) = (Vec::new(), Vec::new());
    for case in cases() {
        let said = said(&fs::read(case.join("scenario.json")).unwrap());
        if rewrite {
            fs::write(case.join("expected.txt"), &said).unwrap();
        }
        let expected = fs::read_to_string(case.join("expected.txt")).unwrap();
        if said != expected {
            let lost = expected.lines().filter(|line| !said.lines().any(|other| other == *line)).map(|line| format!("  - {line}\n"));
            let new = said.lines().filter(|line| !expected.lines().any(|other| other == *line)).map(|line| format!("  + {line}\n"));
            different.push(format!("{}\n{}", name(&case), lost.chain(new).collect::<String>()));
        }
        if said.is_empty() != name(&case).starts_with("loads-") {
            misnamed.push(name(&case));
        }
    }
    assert!(misnamed.is_empty(), "a case that loads is named so, and no other: {misnamed:?}");
    assert!(different.is_empty(), "\n{}", different.join("\n"));
}

#[test]
fn every_rule_is_met() {
    let mut met = BTreeSet::from([rule_of_a_large_file()]);
    for case in cases() {
        let found = Scenario::load(&fs::read(case.join("scenario.json")).unwrap(), None).err();
        met.extend(found.into_iter().flatten().map(|diagnostic| diagnostic.rule));
    }
    assert_eq!(met, BTreeSet::from(RULES));
    assert!(met.into_iter().all(is_listed));
}

#[test]
fn every_rule_has_a_code_of_its_own() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code()).collect();
    assert_eq!(codes.len(), RULES.len());
    assert!(codes.iter().all(|code| code.len() == 4 && code.starts_with('B')));
}

fn rule_of_a_large_file() -> Rule {
    let found = Scenario::load(&vec![b' '; MAX_BYTES + 1024 * 1024], None).expect_err("17 MB");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        "1:1 B001 $\u{a0}: Le fichier fait 17 Mo. Un scénario fait 16 Mo au plus\u{a0}: sortez les médias du fichier, ou coupez le cas en deux."
    );
    found[0].rule
}

/// Printed sentences are French ones: no plain space where French wants another.
#[test]
fn what_is_said_is_well_set() {
    for case in cases() {
        for line in said(&fs::read(case.join("scenario.json")).unwrap()).lines() {
            for wrong in ["« ", " »", " : ", " ; ", " ! ", " ? ", "'", "  "] {
                // What was found in the file is shown as it is.
                assert!(!line.replace("«\u{a0}'\u{a0}»", "signe").contains(wrong), "{}: {wrong:?} in {line}", name(&case));
            }
            assert!(line.ends_with(['.', '»', '?']), "{}: {line}", name(&case));
        }
    }
}

/// The JSON Schema, which editors use, refuses what the loader's decoder refuses. It cannot know what names point at.
#[cfg(feature = "cli")]
#[test]
fn the_json_schema_refuses_what_the_decoder_refuses() {
    let schema = bifurque::scenario::schema::scenario();
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    let of_the_schema = ["type-", "unknown-key-", "missing-key-", "missing-kind-", "id-", "exit-"];
    let too = ["value-language", "value-channel", "value-two-kinds", "route-zero-weights", "several-at-once", "format-as-a-string", "format-missing"];
    // What depends on another key, or on how a number is written: a schema knows 3e0 as the whole number 3, and its `int32` binds nobody.
    let beyond = ["missing-when-of-locked", "type-level-in-exponents", "type-level-past-32-bits"];
    let mut checked = 0;
    let mut accepted = Vec::new();
    for case in cases() {
        let name = name(&case);
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(&fs::read(case.join("scenario.json")).unwrap()) else { continue };
        let refused = !validator.is_valid(&value);
        assert!(!refused || !name.starts_with("loads-"), "{name}: the schema refuses what the loader accepts");
        if (of_the_schema.iter().any(|prefix| name.starts_with(prefix)) || too.contains(&&*name)) && !beyond.contains(&&*name) {
            checked += 1;
            if !refused {
                accepted.push(name);
            }
        }
    }
    assert!(checked >= 20, "{checked}");
    assert!(accepted.is_empty(), "the schema accepts {accepted:?}");
}

/// Lines and columns of a fault, in a file whose every line has letters of several bytes before it.
#[test]
fn places_are_counted_in_characters() {
    let text = "{ \"x-é😀\": 1, \"é\": 2 }";
    let found = Scenario::load(text.as_bytes(), None).unwrap_err();
    let unknown = found.iter().find(|diagnostic| diagnostic.rule == Rule::UnknownKey).unwrap();
    assert_eq!((unknown.line, unknown.column), (1, 14));
    assert_eq!(unknown.path, "$.é");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_panics_on_noise(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Scenario::load(&bytes, None).is_err());
    }

    #[test]
    fn never_panics_on_noise_that_looks_like_json(text in "[{}\\[\\]\",:0-9a-z\\\\ufx. -]{0,80}") {
        prop_assert!(Scenario::load(text.as_bytes(), None).is_err());
    }

    /// A sound file, with pieces cut out, doubled, or replaced by pieces of itself: much of it stays JSON, and some of it stays sound.
    #[test]
    fn never_panics_on_a_damaged_scenario(damage in proptest::collection::vec((0..4u8, any::<Index>(), any::<Index>(), any::<u8>()), 1..5)) {
        let mut bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loader/loads-with-nested-detours/scenario.json")).unwrap();
        for (kind, at, from, byte) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.truncate(at),
                2 => {
                    let end = (at + usize::from(byte % 40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                _ => {
                    let start = from.index(bytes.len());
                    let piece = bytes[start..(start + usize::from(byte % 40)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        if let Err(found) = Scenario::load(&bytes, None) {
            prop_assert!(!found.is_empty());
            let places: Vec<(u32, u32)> = found.iter().map(|diagnostic| (diagnostic.line, diagnostic.column)).collect();
            prop_assert!(places.is_sorted(), "out of order: {:?}", places);
        }
    }

    /// Values of a sound file replaced by other JSON: everything stays JSON, so that the decoder and the linker are reached.
    #[test]
    fn never_panics_on_misplaced_values(swaps in proptest::collection::vec((any::<Index>(), any::<Index>()), 1..4)) {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loader/loads-with-nested-detours/scenario.json")).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (to, from) in swaps {
            let mut pointers = Vec::new();
            pointers_of(&json, String::new(), &mut pointers);
            let value = json.pointer(&pointers[from.index(pointers.len())]).unwrap().clone();
            *json.pointer_mut(&pointers[to.index(pointers.len())]).unwrap() = value;
        }
        if let Err(found) = Scenario::load(json.to_string().as_bytes(), None) {
            prop_assert!(found.iter().all(|diagnostic| diagnostic.line == 1 && diagnostic.path.starts_with('$')));
        }
    }
}

fn pointers_of(value: &serde_json::Value, here: String, pointers: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| pointers_of(item, format!("{here}/{at}"), pointers)),
        serde_json::Value::Object(members) => members.iter().for_each(|(key, member)| pointers_of(member, format!("{here}/{key}"), pointers)),
        _ => {}
    }
    pointers.push(here);
}
