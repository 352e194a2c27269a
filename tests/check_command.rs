//! `bifurque check` as it is called: what it prints, and its exit codes.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::process::Command;

use serde_json::{Value, json};

/// The exit code and what was printed, to either stream.
fn check(arguments: &[&str]) -> (i32, String) {
    bifurque("check", arguments)
}

fn bifurque(command: &str, arguments: &[&str]) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_bifurque")).current_dir(env!("CARGO_MANIFEST_DIR")).arg(command).args(arguments).output().unwrap();
    let text = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn the_shipped_scenarios_are_proved() {
    let (code, text) = check(&["--deny", "warning"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("scenarios/premiers-pas/scenario.json: 11\u{a0}états, tous vus\u{202f}; 2\u{a0}décisions sur tout parcours."), "{text}");
    assert!(text.contains("0\u{a0}erreur, 0\u{a0}avertissement."), "{text}");
}

#[test]
fn an_error_is_denied() {
    let (code, text) = check(&["tests/check/trap-past-three-choices"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("scenario.json:51:13: B072 $.scenes[3].id"), "{text}");
    assert!(text.contains("3 choix\u{a0}: connecter, photo, laisser → plus aucune fin à portée."), "{text}");
}

#[test]
fn a_warning_is_denied_where_that_is_asked() {
    let case = "tests/check/unreachable-scene/scenario.json";
    let (code, text) = check(&[case]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("B061") && text.contains("0\u{a0}erreur,"), "{text}");
    assert_eq!(check(&["--deny", "warning", case]).0, 1);
}

#[test]
fn how_it_is_written_is_told_in_the_order_of_the_file() {
    let (code, text) = check(&["--deny", "warning", "--format", "json", "tests/editorial/several-at-once"]);
    assert_eq!(code, 1, "{text}");
    let told: Value = serde_json::from_str(&text).unwrap();
    let codes: Vec<&str> = told["files"][0]["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["B110", "B119", "B120", "B113", "B114", "B116"]);
    assert_eq!(check(&["--deny", "warning", "tests/editorial/sound-excused-where-it-stands"]).0, 0);
}

#[test]
fn what_the_loader_finds_is_told_as_well() {
    let (code, text) = check(&["tests/loader/unknown-start"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("B022") && text.contains("1\u{a0}erreur,"), "{text}");
}

#[test]
fn past_the_budget_nothing_is_proved() {
    let (code, text) = check(&["--budget", "100", "scenarios/equipe-du-soir"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("4:9: B060 $.id") && text.contains("100\u{a0}états visités") && text.contains("100\u{a0}états, et il en reste"), "{text}");
}

#[test]
fn what_cannot_run_says_so() {
    assert_eq!(check(&["nowhere"]).0, 2);
    let (code, text) = check(&["tests/browser"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("aucun scénario à vérifier"), "{text}");
    assert_eq!(check(&["--deny", "nothing"]).0, 2);
}

#[test]
fn programs_are_told_the_same_in_json_and_in_sarif_and_nothing_else() {
    let case = "tests/check/unreachable-scene/scenario.json";
    let (_, text) = check(&[case]);
    let read = |format: &str| -> (i32, Value) {
        let (code, text) = check(&["--deny", "warning", "--format", format, case]);
        (code, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}")))
    };
    let (code, told) = read("json");
    let all = told["files"][0]["diagnostics"].as_array().unwrap();
    let at = all.iter().position(|one| one["code"] == "B061").unwrap();
    let one = &all[at];
    assert_eq!((code, &told["files"][0]["file"]), (1, &json!(case)));
    let place = format!("--> {case}:{}:{}: {} {}", one["line"], one["column"], one["code"].as_str().unwrap(), one["path"].as_str().unwrap());
    assert!(text.lines().any(|told| told.trim_start() == place), "{place}\n{text}");
    assert!(["message", "help"].iter().all(|key| text.contains(one[key].as_str().unwrap())), "{text}");
    let (code, told) = read("sarif");
    let result = &told["runs"][0]["results"][at];
    assert_eq!((code, &result["ruleId"], &result["level"]), (1, &one["code"], &one["severity"]));
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], one["line"]);
}

/// Where nobody watches, there is no colour and no progress; where nothing is wrong, nothing more is said.
#[test]
fn what_is_wrong_is_shown_in_the_file_and_said_to_be_explained() {
    let (_, text) = check(&["tests/check/trap-past-three-choices"]);
    assert!(text.contains("51 |       \"id\": \"boucle\",\n   |             ^^^^^^^^\n"), "{text}");
    assert!(text.contains("   = remède\u{a0}: Donnez-lui une route"), "{text}");
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("bifurque explain B072 ") && last.ends_with("\u{a0}: ce que cela veut dire, comment réparer, un exemple."), "{text}");
    assert!(!text.contains(['\u{1b}', '\r']), "{text}");
    assert!(!check(&["tests/editorial/sound-plain"]).1.contains("bifurque explain"));
}

#[test]
fn rules_are_explained() {
    let (code, text) = bifurque("explain", &["b12", "72"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("B012 (erreur)\u{a0}: La même clé deux fois\n") && text.contains("\nB072 (erreur)\u{a0}: "), "{text}");
    let (code, text) = bifurque("explain", &[]);
    assert_eq!((code, text.lines().filter(|line| line.starts_with('B')).count()), (0, bifurque::scenario::diagnostic::Rule::ALL.len()), "{text}");
    let (code, text) = bifurque("explain", &["B0722"]);
    assert!(code == 2 && text.contains("vouliez-vous dire B0"), "{text}");
}
