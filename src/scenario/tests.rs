//! What records are pinned to: the digest and the shape tag. `tests/loader.rs` tries the loader on a corpus of faulty files.

use super::diagnostic::{Rule, nearest, spaced};
use super::{MAX_BYTES, Scenario};
use crate::example::SCENARIO;

fn load(text: &str) -> std::rc::Rc<Scenario> {
    Scenario::load(text.as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The digest was computed apart, by Python's `json` (sorted keys, no spaces) and `hashlib`; the tag by `hashlib` over the ids.
#[test]
fn the_digest_and_the_shape_of_the_example_are_pinned() {
    let scenario = load(SCENARIO);
    assert_eq!(scenario.digest.to_string(), "26f237037b57be63b8f7fd145eeb75d1af7783eabbc80973ba4bb0aef418bf79");
    assert_eq!(scenario.shape, 87_219_055);
}

#[test]
fn the_digest_is_that_of_the_meaning() {
    let digest = load(SCENARIO).digest;
    let value: serde_json::Value = serde_json::from_str(SCENARIO).unwrap();
    assert_eq!(load(&value.to_string()).digest, digest, "other spaces and another order of keys");
    let escaped: String = SCENARIO.chars().map(|letter| if letter.is_ascii() { letter.to_string() } else { format!("\\u{:04x}", u32::from(letter)) }).collect();
    assert_ne!(escaped, SCENARIO);
    assert_eq!(load(&escaped).digest, digest, "the same letters, escaped");
    assert_eq!(load(&format!("\u{feff}{SCENARIO}\r\n")).digest, digest, "a byte order mark and a line break");
}

#[test]
fn the_digest_changes_with_the_content_and_the_shape_with_the_ids() {
    let scenario = load(SCENARIO);
    for (from, to, reshaped) in [
        ("Quelqu’un entre.", "Quelqu’un sort.", false),
        ("\"version\": \"1.0.0\"", "\"version\": \"1.0.1\"", false),
        ("\"format\": 1,", "\"format\": 1, \"x-note\": 3,", false),
        ("\"id\": \"saluer\"", "\"id\": \"salut\"", true),
        ("\"id\": \"fin\"", "\"id\": \"suite\"", true),
    ] {
        let mut text = SCENARIO.replace(from, to);
        assert_ne!(text, SCENARIO, "{from}");
        if to.contains("suite") {
            text = text.replace("\"to\": \"fin\"", "\"to\": \"suite\"");
        }
        let changed = load(&text);
        assert_ne!(changed.digest, scenario.digest, "{to}");
        assert_eq!(changed.shape != scenario.shape, reshaped, "{to}");
    }
}

/// The order of choices is their letters: a path written in letters would be misread.
#[test]
fn the_shape_changes_with_the_order_of_choices() {
    let (first, second) = (r#"{ "id": "saluer", "text": "Vous saluez.", "to": "fin" }"#, r#"{ "id": "attendre", "text": "Vous attendez.", "to": "fin" }"#);
    let swapped = SCENARIO.replace(first, "§").replace(second, first).replace('§', second);
    assert_ne!(swapped, SCENARIO);
    assert_ne!(load(&swapped).shape, load(SCENARIO).shape);
}

/// The limit is on bytes, and a file just below it is read.
#[test]
fn a_file_of_the_greatest_size_is_read() {
    let padded = format!("{SCENARIO}{}", " ".repeat(MAX_BYTES - SCENARIO.len()));
    assert_eq!(load(&padded).digest, load(SCENARIO).digest);
    assert!(Scenario::load(format!("{padded} ").as_bytes(), None).is_err());
}

/// Past the first fifty, a file has been cut: looking for a name near each of thousands would take minutes.
#[test]
fn a_name_that_is_near_is_given_for_the_first_unknown_ones() {
    let choices: Vec<String> = (0..60).map(|at| format!(r#"{{ "id": "c{at}", "text": "Vous saluez.", "to": "finn" }}"#)).collect();
    let text = SCENARIO.replace(r#"{ "id": "saluer", "text": "Vous saluez.", "to": "fin" }"#, &choices[..20].join(","));
    assert_ne!(text, SCENARIO);
    let helps = |text: &str| -> Vec<String> {
        let errors = Scenario::load(text.as_bytes(), None).expect_err("unknown scenes");
        errors.into_iter().filter(|one| one.rule == Rule::UnknownId).map(|one| one.help).collect()
    };
    assert_eq!(helps(&text), vec![spaced("Vouliez-vous dire « fin » ?"); 20]);
    let text = SCENARIO.replace(r#"{ "id": "saluer", "text": "Vous saluez.", "to": "fin" }"#, &choices.join(","));
    let helps = helps(&text);
    assert!(
        helps[49].starts_with("Vouliez-vous dire") && helps[50..].iter().all(|help| help == "Corrigez d’abord les noms inconnus qui précèdent."),
        "{helps:#?}"
    );
}

/// Words of very different lengths are not compared letter by letter: what is found is the same.
#[test]
fn the_nearest_name_is_the_nearest_whatever_its_length() {
    let long = "a".repeat(90);
    let known = ["fin", "fini", "accueil", "x", &long];
    for (word, near) in [("fin", Some("fin")), ("finn", Some("fin")), ("acueil", Some("accueil")), ("finissons", None), ("y", Some("x")), ("", Some("x"))] {
        assert_eq!(nearest(word, known), near, "{word}");
    }
    assert_eq!(nearest(&"a".repeat(64), [&*long]), Some(&*long));
    assert_eq!(nearest(&"a".repeat(20), [&*long]), None);
}

/// A sign that came with a paste is everywhere: the first twenty are told, each at its place, with how many more there are.
#[test]
fn faults_of_one_text_are_told_twenty_times() {
    let text = SCENARIO.replace("Quelqu’un entre.", &r"é\u00e9\n` ".repeat(25));
    assert_ne!(text, SCENARIO);
    let errors = Scenario::load(text.as_bytes(), None).expect_err("backticks");
    let line = text.lines().nth(errors[0].line as usize - 1).unwrap_or_default();
    let places: Vec<u32> = (1..).zip(line.chars()).filter(|(_, sign)| *sign == '`').map(|(column, _)| column).collect();
    assert_eq!(errors.iter().map(|error| error.column).collect::<Vec<_>>(), places[..20]);
    assert_eq!(errors[19].message, "Un texte n’a pas de code. Et 5\u{a0}autres dans ce texte.");
    assert_eq!(errors[18].message, "Un texte n’a pas de code.");
}
