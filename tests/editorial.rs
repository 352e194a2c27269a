//! What is told of how a scenario is written: a corpus, one directory a case, and any text whatever.
//!
//! `BIFURQUE_REWRITE=1 cargo test --test editorial` writes what is told now into every `expected.txt`: read each before you keep it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

use bifurque::check::editorial::editorial;
use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::{Diagnostic, Rule, Severity};
use bifurque::scenario::library::{Library, Shared, load};
use expected::{Case, cases, compare};
use proptest::prelude::*;
use serde_json::{Value, json};

#[path = "support/expected.rs"]
mod expected;
#[path = "support/generator.rs"]
#[allow(dead_code, reason = "this test makes no calls")]
mod generator;

/// Every rule of this kind.
const RULES: [Rule; 13] = [
    Rule::SceneWords,
    Rule::ChoiceWords,
    Rule::UnevenChoices,
    Rule::JudgingWord,
    Rule::Verdict,
    Rule::OneSided,
    Rule::CostOrOpening,
    Rule::NoAlternative,
    Rule::UncheckedReference,
    Rule::Acronym,
    Rule::Typography,
    Rule::UnusedException,
    Rule::SameChoice,
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The library of the shipped scenarios, with the sources of the corpus.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    fn shared<T: Shared>(path: &str) -> T {
        load(&fs::read(root().join(path)).unwrap()).unwrap_or_else(|errors| panic!("{path}: {errors:#?}"))
    }
    LIBRARY.get_or_init(|| Library {
        references: shared("tests/editorial/references.json"),
        vocabulary: shared("scenarios/vocabulary.json"),
        themes: shared("scenarios/themes.json"),
    })
}

fn corpus() -> Vec<Case> {
    cases("editorial", 70)
}

fn loaded(name: &str, bytes: &[u8], library: Option<&Library>) -> Rc<Scenario> {
    Scenario::load(bytes, library).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"))
}

#[test]
fn tells_what_is_expected_of_the_corpus() {
    let library = library();
    let told = compare(&corpus(), |(name, bytes, _)| editorial(&loaded(name, bytes, Some(library)), bytes, Some(library)));
    assert_eq!(told, RULES, "each rule has a case");
}

#[test]
fn nothing_of_this_kind_is_an_error_and_each_is_told_alone() {
    assert!(RULES.iter().all(|rule| rule.severity() == Severity::Warning));
    let library = library();
    for (name, bytes, _) in corpus().into_iter().filter(|(name, ..)| !["several-at-once", "exception-elsewhere"].contains(&&**name)) {
        let found = editorial(&loaded(&name, &bytes, Some(library)), &bytes, Some(library));
        assert!(found.iter().all(|one| one.rule == found[0].rule), "{name}: {found:#?}");
    }
}

/// Where a diagnostic stands, checked against the file.
fn placed(bytes: &[u8], found: &[Diagnostic]) -> Result<(), TestCaseError> {
    let text = std::str::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    for one in found {
        let line = lines.get(one.line as usize - 1);
        prop_assert!(line.is_some_and(|line| (1..=line.chars().count()).contains(&(one.column as usize))), "{}", one);
        prop_assert!(one.path.starts_with("$.") && !one.message.is_empty() && !one.help.is_empty(), "{}", one);
    }
    Ok(())
}

/// Texts that trip those who count in bytes or look for a sign after the last one.
fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "É",
        "e\u{301}",
        "👩🏽‍🦳",
        "\u{301}",
        " ",
        "\u{a0}",
        "\u{202f}",
        "\u{200b}",
        "\n",
        "\n\n",
        "'",
        "’",
        "\"",
        "«",
        "»",
        "“",
        "”",
        ",",
        ".",
        "...",
        "…",
        "!",
        "?",
        ":",
        ";",
        "(",
        ")",
        "-",
        "—",
        "1",
        "MDPH",
        "CNIL",
        "XIV",
        "NON",
        "Bravo",
        "Attention",
        "vous",
        "auriez",
        "dû",
        "simplement",
        "plus",
        "maison",
        "départementale",
        "www.",
        "://",
        "@",
        "ﷺ",
        "\u{0}",
        "𝒜𝒮ℰ",
        "İ",
        "ß",
        "ﬁ",
    ]);
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

/// Puts texts into every place of a scenario that holds words.
fn fill(value: &mut Value, texts: &mut dyn FnMut() -> String) {
    const WORDS: [&str; 12] = ["text", "title", "narration", "person", "professional", "team", "question", "prompt", "summary", "role", "locked", "works-on"];
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if value.is_string() && WORDS.contains(&&**key) {
                    *value = json!(texts());
                } else {
                    fill(value, texts);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, texts)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the words and however the scenes lead on: it ends, and points into the file.
    #[test]
    fn reads_anything(mut json in generator::scenario(), texts in prop::collection::vec(text(), 1..40), pretty in any::<bool>()) {
        let mut next = texts.iter().cycle();
        fill(&mut json, &mut || next.next().unwrap().clone());
        let bytes = if pretty { serde_json::to_vec_pretty(&json) } else { serde_json::to_vec(&json) }.unwrap();
        // Some of these texts are none of ours: the loader says so.
        if let Ok(scenario) = Scenario::load(&bytes, None) {
            let found = editorial(&scenario, &bytes, Some(library()));
            placed(&bytes, &found)?;
        }
    }

    /// Every text of the subset reaches the rules, since a speech is asked for nothing else.
    #[test]
    fn reads_any_text(texts in prop::collection::vec(text(), 6)) {
        let [narration, speech, choice, opens, ending, summary] = &texts[..] else { unreachable!() };
        let json = json!({
            "format": 1, "id": "cas", "version": "1.0.0", "language": "fr", "title": narration, "summary": summary, "family": "positionnement",
            "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0", "introduction": { "role": speech, "text": "Il est tôt." }, "note": { "works-on": "Rien." },
            "start": "a",
            "scenes": [
                { "id": "a", "title": choice, "blocks": [{ "speech": { "who": "vous", "text": "Oui.", "manner": speech } }], "decision": { "prompt": narration, "choices": [
                    { "id": "c", "text": choice, "past": choice, "opens": opens, "vigilance": opens, "to": "b", "outcome": [{ "ellipsis": narration }] } ] } },
                { "id": "b", "title": "Fin", "blocks": [], "ending": { "id": "f", "title": ending, "person": "a", "professional": "b", "team": "c", "question": "d" } },
            ],
        });
        let bytes = serde_json::to_vec(&json).unwrap();
        let scenario = Scenario::load(&bytes, None).unwrap();
        let found = editorial(&scenario, &bytes, None);
        prop_assert!(!found.is_empty(), "the first scene is short");
        placed(&bytes, &found)?;
    }
}
