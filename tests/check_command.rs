//! `bifurque check` as it is called: what it prints, and its exit codes.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// The exit code and what was printed, to either stream.
fn check(arguments: &[&str]) -> (i32, String) {
    bifurque("check", arguments)
}

fn bifurque(command: &str, arguments: &[&str]) -> (i32, String) {
    let (code, output, errors) = from(Path::new(env!("CARGO_MANIFEST_DIR")), command, arguments);
    (code, output + &errors)
}

/// The exit code, what was printed and what was said beside it, called from a folder.
fn from(folder: &Path, command: &str, arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_bifurque")).current_dir(folder).arg(command).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

/// A folder of scenarios for one test: the shared files, and the tutorial in `premiers-pas`.
fn scenarios(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-command").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("premiers-pas")).unwrap();
    for file in ["references.json", "vocabulary.json", "themes.json", "premiers-pas/scenario.json"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file), folder.join(file)).unwrap();
    }
    folder
}

/// Changes a file of a test.
fn change(file: &Path, from: &str, to: &str) {
    let before = fs::read_to_string(file).unwrap();
    assert!(before.contains(from), "{from}");
    fs::write(file, before.replacen(from, to, 1)).unwrap();
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
    let (code, text, _) = from(Path::new(env!("CARGO_MANIFEST_DIR")), "check", &["--deny", "warning", "--format", "json", "tests/editorial/several-at-once"]);
    assert_eq!(code, 1, "{text}");
    let told: Value = serde_json::from_str(&text).unwrap();
    let codes: Vec<&str> = told["files"][0]["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["B110", "B119", "B120", "B113", "B114", "B116"]);
    assert!(!check(&["tests/editorial/sound-excused-where-it-stands"]).1.contains("bifurque explain"));
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
    assert!(text.contains("tests/browser : aucun scénario ici."), "{text}");
    for (command, arguments) in [("stats", &["tests/browser"][..]), ("catalogue", &["tests/browser", "--output", "/dev/null"]), ("play", &["tests/browser"])] {
        let (code, text) = bifurque(command, arguments);
        assert!(code == 2 && text.contains("tests/browser : aucun scénario ici."), "{command}: {text}");
    }
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

#[test]
fn shared_files_are_found_from_wherever_one_stands() {
    let folder = scenarios("wherever");
    let case = folder.join("premiers-pas");
    change(&case.join("scenario.json"), "\"prise-en-main\"", "\"prise-en-mains\"");
    let whole = case.to_str().unwrap();
    for (here, path) in
        [(&folder, "premiers-pas"), (&folder, "."), (&case, "."), (&case, "scenario.json"), (&case, "./scenario.json"), (&case, ".."), (&case, whole)]
    {
        let (code, text, _) = from(here, "check", &[path]);
        assert!(code == 1 && text.contains("B022"), "{} {path}: {text}", here.display());
    }
    // A book finds the names of its tags as well.
    change(&case.join("scenario.json"), "\"prise-en-mains\"", "\"prise-en-main\"");
    let [there, here] = [(&folder, "premiers-pas"), (&case, ".")].map(|(here, path)| {
        let output = folder.join("book.html");
        assert_eq!(from(here, "book", &[path, "--output", output.to_str().unwrap()]), (0, String::new(), String::new()));
        fs::read_to_string(output).unwrap()
    });
    assert!(there == here);
}

#[test]
fn what_is_compared_with_nothing_says_so() {
    let nothing = "comparés à aucune liste.";
    let folder = scenarios("compared");
    let (code, text, _) = from(&folder, "check", &["."]);
    assert!(code == 0 && !text.contains(nothing), "{text}");
    // One is missing: a warning, and what is wrong with the others is told all the same.
    fs::remove_file(folder.join("themes.json")).unwrap();
    let (code, text, _) = from(&folder, "check", &["."]);
    assert!(
        code == 0 && text.contains("./themes.json: avertissement\u{a0}: ce fichier manque") && text.contains("0\u{a0}erreur, 1\u{a0}avertissement."),
        "{text}"
    );
    assert_eq!(from(&folder, "check", &[".", "--deny", "warning"]).0, 1);
    fs::write(folder.join("references.json"), "{").unwrap();
    let (code, text, _) = from(&folder, "check", &["."]);
    assert!(code == 1 && text.contains("B003") && text.contains(nothing), "{text}");
    // None is there: that may be meant.
    fs::remove_file(folder.join("references.json")).unwrap();
    fs::remove_file(folder.join("vocabulary.json")).unwrap();
    let (code, text, _) = from(&folder, "check", &[".", "--deny", "warning"]);
    let line = text.lines().find(|line| line.starts_with("./premiers-pas/scenario.json: ")).unwrap();
    assert!(code == 0 && line.ends_with(nothing), "{text}");
}

#[test]
fn what_cannot_be_read_stops_nothing_else() {
    let folder = scenarios("goes-on");
    fs::write(folder.join("references.json"), "{").unwrap();
    let (code, text, errors) = from(&folder, "check", &["--format", "json", "nowhere", "premiers-pas", "elsewhere", "./premiers-pas"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    let files: Vec<&str> = told["files"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert_eq!(files.iter().filter(|file| file.ends_with("references.json")).count(), 1, "{files:?}");
    assert_eq!(files.iter().filter(|file| file.ends_with("scenario.json")).count(), 2, "{files:?}");
    assert!(code == 2 && errors.contains("nowhere") && errors.contains("elsewhere"), "{errors}");
    // The same of numbers.
    let (code, text, errors) = from(&folder, "stats", &["--json", "nowhere", "premiers-pas"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert!(code == 2 && told["scenarios"].as_array().unwrap().len() == 1 && errors.contains("nowhere"), "{errors}");
}

#[test]
fn an_id_is_that_of_one_scenario_and_of_its_folder() {
    let folder = scenarios("ids");
    let other = folder.join("seconds-pas");
    fs::create_dir(&other).unwrap();
    fs::copy(folder.join("premiers-pas/scenario.json"), other.join("scenario.json")).unwrap();
    let (code, text, _) = from(&folder, "check", &["."]);
    assert!(code == 1 && text.contains("l’id « premiers-pas » est aussi celui de ./premiers-pas/scenario.json"), "{text}");
    assert!(text.contains("l’id est « premiers-pas », le dossier s’appelle « seconds-pas »") && text.contains("2\u{a0}erreurs"), "{text}");
    let (code, text, _) = from(&other, "check", &["scenario.json"]);
    assert!(code == 1 && text.contains("le dossier s’appelle « seconds-pas »"), "{text}");
    let (code, text, errors) = from(&folder, "check", &["--format", "json", "seconds-pas"]);
    assert!(code == 1 && serde_json::from_str::<Value>(&text).is_ok() && errors.contains("seconds-pas"), "{errors}");
    let (code, _, errors) = from(&folder, "catalogue", &[".", "--output", "catalogue.json"]);
    assert!(code == 2 && errors.contains("l’id « premiers-pas » est aussi celui de") && !folder.join("catalogue.json").exists(), "{errors}");
}

#[test]
fn what_is_printed_for_programs_is_for_programs_alone() {
    for (command, arguments) in
        [("stats", &["--json", "tests/loader/unknown-start", "tests/check/stray-return"][..]), ("play", &["--json", "tests/loader/unknown-start"])]
    {
        let (code, text, errors) = from(Path::new(env!("CARGO_MANIFEST_DIR")), command, arguments);
        assert!(code == 1 && errors.contains("B022") && !text.contains("B022"), "{command}: {text}");
        assert!(text.is_empty() || serde_json::from_str::<Value>(&text).is_ok(), "{command}: {text}");
    }
}

#[test]
fn titles_give_the_terminal_no_orders() {
    let folder = scenarios("orders");
    change(&folder.join("premiers-pas/scenario.json"), "\"title\": \"Premiers pas\"", "\"title\": \"Premiers\\u001b[2J \\u202epas\"");
    for (command, arguments) in [("stats", &["premiers-pas"][..]), ("play", &["premiers-pas", "--choose", "tasse"])] {
        let (code, text, _) = from(&folder, command, arguments);
        assert!(code == 0 && text.contains("Premiers[2J pas") && !text.contains(['\u{1b}', '\u{202e}']), "{command}: {text}");
    }
}
