//! `bifurque play`, `replay`, `new` and `completions` as they are called: what they print, what they write, and their exit codes.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bifurque::record::{Attempt, HandOver, Happened, Journal, Play, Players, RecordFile, Settings, Sharing, read, write_journals};
use bifurque::scenario::Scenario;
use serde_json::{Value, json};

const TUTORIAL: &str = "scenarios/premiers-pas";

/// What came of a call.
struct Ran {
    code: i32,
    output: String,
    errors: String,
}

/// Calls the command with something typed. What is printed has ordinary spaces.
fn typing(arguments: &[&str], typed: impl AsRef<[u8]>) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bifurque"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Where the command stops before it has read all, the pipe is closed.
    let _ = child.stdin.take().unwrap().write_all(typed.as_ref());
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    Ran { code: done.status.code().unwrap(), output: text(done.stdout), errors: text(done.stderr) }
}

fn run(arguments: &[&str]) -> Ran {
    typing(arguments, "")
}

/// A folder for one test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("play-command").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the tutorial, changed.
fn tutorial(folder: &Path, change: impl FnOnce(&mut Value)) -> PathBuf {
    let mut value: Value = serde_json::from_slice(&fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(TUTORIAL).join("scenario.json")).unwrap()).unwrap();
    change(&mut value);
    let case = folder.join("case");
    fs::create_dir_all(&case).unwrap();
    fs::write(case.join("scenario.json"), value.to_string()).unwrap();
    case
}

fn journals(text: &str) -> Vec<Journal> {
    match read(text) {
        Ok(RecordFile::Journals(journals)) => journals,
        other => panic!("{other:?}"),
    }
}

fn chosen(journal: &Journal) -> Vec<&str> {
    journal.events.iter().filter_map(|event| if let Happened::Chose(answer) = &event.event { Some(&*answer.choice) } else { None }).collect()
}

#[test]
fn a_case_is_played_by_typing_with_ways_back() {
    let ran = typing(&["play", TUTORIAL], "1\nC\nr\nr 1\nb\nb\n2\n1\n3\nb\ntinter\nq\n");
    assert_eq!((ran.code, &*ran.errors), (0, ""));
    let text = &ran.output;
    for expected in [
        "── Simone tousse\n   Samedi, 9 h 40 · Le Quart d’heure, café associatif\n\nYasmine vous fait visiter en onze pas",
        "  1. A. Vous prenez la tasse bleue et la glissez sous la machine.\n  2. B. ",
        "\n→ Vous prenez la tasse bleue et la glissez sous la machine.\n\nSimone remplit la tasse au ras du bord.\n",
        "│ Groupe : Les habitués (",
        "  ×  C. Vous faites tinter votre verre pour que tout le monde écoute. (fermé :",
        "\nCe choix est fermé : Il faudrait un verre",
        "\nDocuments\n  1. Simone, mode d’emploi\n",
        "\n│ • Appuyer deux fois à gauche.\n",
        "\nIl n’y a pas de décision avant celle-ci.\n",
        "\nCe choix est fermé : La seule chaise libre porte votre verre brûlant.\n",
        "\nFin : Les biscuits sont sur la table\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert_eq!(text.matches("── Simone tousse").count(), 2, "once at first, once on coming back\n{text}");
    assert_eq!(text.matches("Fin : ").count(), 2, "two choices that end it\n{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for tag in ["faire-pour", "Une clé, et une réputation", "rapidite", "\u{1b}"] {
        assert!(!text.contains(tag), "{tag}\n{text}");
    }
}

#[test]
fn sensitive_scenes_are_skipped_where_there_are_any() {
    let ran = typing(&["play", "scenarios/vous-connaissez-peut-etre"], "s\ns\nb\nb\nfoo\n");
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let text = &ran.output;
    let scenario =
        Scenario::load(&fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/vous-connaissez-peut-etre/scenario.json")).unwrap(), None).unwrap();
    let past = scenario.scene(scenario.program.skip.unwrap());
    assert!(text.contains(&format!("Les scènes sensibles sont passées.\n\n── {}", past.title.text.replace('\u{a0}', " "))), "{text}");
    for expected in [
        "Avertissement : ",
        "Il n’y a pas de scènes sensibles à passer ici.",
        "Il n’y a pas de décision avant celle-ci.",
        "Ce n’est rien de connu ici. Tapez un numéro de 1 à",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn choices_are_made_without_asking() {
    let ran = run(&["play", TUTORIAL, "--choose", "tasse,chaise"]);
    assert_eq!((ran.code, &*ran.errors), (0, ""));
    assert!(ran.output.contains("Fin : Les biscuits sont sur la table") && !ran.output.contains("Tapez"), "{}", ran.output);
    // It stops where something is asked, and shows it.
    let ran = run(&["play", TUTORIAL, "--choose", "tasse"]);
    assert!(ran.output.trim_end().ends_with("(fermé :\n        Il faudrait un verre : votre tasse fait « toc ».)"), "{}", ran.output);
    for (choices, expected) in [
        ("tass", "bifurque: au 1ᵉʳ choix, la scène « simone-tousse » n’offre pas « tass ». Vouliez-vous dire « tasse » ?\n"),
        ("tasse,tinter", "bifurque: au 2ᵉ choix, « tinter » n’est pas ouvert dans « cle-biscuits ». Ouverts là : chaise, chat.\n"),
        ("tasse,chat,chat", "bifurque: au 3ᵉ choix, l’histoire est finie : « placard-ferme ». Retirez ce choix et les suivants.\n"),
    ] {
        let ran = run(&["play", TUTORIAL, "--choose", choices]);
        assert_eq!(ran.code, 2);
        assert_eq!(ran.errors, expected);
    }
    assert_eq!(run(&["play", "nowhere"]).code, 2);
    assert_eq!(run(&["play", "scenarios"]).code, 2);
    assert_eq!(run(&["play", "tests/loader/unknown-start"]).code, 1);
}

#[test]
fn the_journal_is_one_of_the_project_s_and_nothing_stands_beside_it() {
    let ran = run(&["play", TUTORIAL, "--choose", "tasse,chaise", "--json"]);
    assert_eq!((ran.code, &*ran.errors), (0, ""));
    let read = journals(&ran.output);
    assert_eq!(chosen(&read[0]), ["tasse", "chaise"]);
    assert_eq!(read[0].events.last().unwrap().event, Happened::Finished("biscuits".to_owned()));
    // When somebody plays, the story goes beside the journal, and what was taken back is not in it.
    let ran = typing(&["play", TUTORIAL, "--json"], "1\nr 1\nb\nr 1\n2\n");
    let read = journals(&ran.output);
    assert_eq!(chosen(&read[0]), ["demander"]);
    assert_eq!(read[0].events.iter().filter(|event| event.event == Happened::Opened("mode-emploi".to_owned())).count(), 1);
    assert!(ran.errors.contains("── La clé des biscuits"), "{}", ran.errors);
}

#[test]
fn plays_at_random_are_the_same_for_the_same_seed() {
    let play = |seed: &str| run(&["play", "scenarios/equipe-du-soir", "--random", "500", "--seed", seed]);
    let first = play("7");
    assert_eq!((first.code, &*first.errors), (0, ""));
    assert_eq!(first.output, play("7").output);
    assert_ne!(first.output, play("8").output);
    let text = &first.output;
    assert!(
        text.starts_with(
            "500 parcours au hasard, graine 7, 1 000 décisions au plus chacun.\nCoupés pour leur longueur : 0 ; arrêtés là où rien ne mène plus loin : 0.\n\nFins"
        ),
        "{text}"
    );
    assert!(text.contains("      500  100,0 %  premier-soir\n"), "{text}");
    let sections: Vec<&str> = text.split("\n\n").collect();
    let total: u32 = sections[1].lines().skip(1).map(|line| line.split_whitespace().next().unwrap().parse::<u32>().unwrap()).sum();
    assert_eq!(total, 500, "each play has one ending\n{text}");
    // What is never met is there.
    let ran = run(&["play", "tests/check/unreachable-scene", "--random", "10"]);
    assert!(ran.output.lines().any(|line| line.starts_with("        0    0,0 %  ")), "{}", ran.output);
    let ran = run(&["play", "tests/check/trap-past-three-choices", "--random", "200"]);
    let cut = ran.output.split("longueur : ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap().parse::<u32>().unwrap();
    assert!(cut > 0, "{}", ran.output);
    assert_eq!(run(&["play", TUTORIAL, "--random", "0"]).code, 2);
    assert_eq!(run(&["play", TUTORIAL, "--random", "5", "--record"]).code, 2);
}

#[test]
fn a_play_is_recorded_and_holds() {
    let folder = folder("record");
    let case = tutorial(&folder, |_| {});
    let (case, file) = (case.to_str().unwrap(), case.join("plays.json"));
    let ran = run(&["play", case, "--choose", "tasse,chaise", "--record"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(ran.errors.contains("Parcours ajouté à") && ran.output.contains("Fin : "), "{}", ran.errors);
    let first = fs::read_to_string(&file).unwrap();
    let play = "    {\n      \"name\": \"Les biscuits sont sur la table\",\n      \"choices\": [\n        \"tasse\",\n        \"chaise\"\n      ],\n      \"ending\": \"biscuits\",\n      \"visits\": [\n        \"simone-tousse\",\n        \"cle-biscuits\",\n        \"lucien-arrive\",\n        \"boite-ouverte\"\n      ]\n    }";
    assert_eq!(first, format!("{{\n  \"format\": 1,\n  \"plays\": [\n{play}\n  ]\n}}\n"));
    // A second one, by typing, under a name; stopped before an ending. What was there stays.
    let ran = typing(&["play", case, "--record", "Un \"verre\""], "2\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let second = fs::read_to_string(&file).unwrap();
    assert!(second.starts_with(first.trim_end().trim_end_matches("\n  ]\n}")), "{second}");
    let plays: Value = serde_json::from_str(&second).unwrap();
    assert_eq!(plays["plays"][1], json!({ "name": "Un \"verre\"", "choices": ["demander"], "visits": ["simone-tousse", "cle-biscuits"] }));
    let ran = run(&["check", case]);
    assert_eq!(ran.code, 0, "{}", ran.output);
    assert!(ran.output.contains("2 parcours enregistrés") && !ran.output.contains("B100"), "{}", ran.output);
    // Nothing was chosen, or what a play cannot say was done: the file stays.
    assert_eq!(typing(&["play", case, "--record"], "q\n").code, 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), second);
    let ran = typing(&["play", "scenarios/vous-connaissez-peut-etre", "--record"], "s\n1\n");
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("plays.json n’a pas de mot pour cela"), "{}", ran.errors);
    // What another name of the file holds stays: a new file takes its place, whole.
    let kept = folder.join("kept.json");
    fs::hard_link(&file, &kept).unwrap();
    assert_eq!(run(&["play", case, "--choose", "demander,chat", "--record"]).code, 0);
    assert_eq!(fs::read_to_string(&kept).unwrap(), second);
    assert_ne!(fs::read_to_string(&file).unwrap(), second);
    assert_eq!(fs::read_dir(Path::new(case)).unwrap().count(), 2, "the scenario and its plays");
    // A file that is not sound is not touched.
    fs::write(&file, "{ \"format\": 1, \"plays\": [ }").unwrap();
    let ran = run(&["play", case, "--choose", "tasse", "--record"]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("B003") && ran.errors.contains("rien n’y a été changé"), "{}", ran.errors);
    assert_eq!(fs::read_to_string(&file).unwrap(), "{ \"format\": 1, \"plays\": [ }");
}

/// Writes a record and replays it.
fn replay(folder: &Path, record: &str, scenario: Option<&Path>) -> Ran {
    let file = folder.join("parcours.bifurque.json");
    fs::write(&file, record).unwrap();
    let mut arguments = vec!["replay", file.to_str().unwrap()];
    arguments.extend(scenario.iter().flat_map(|scenario| ["--scenario", scenario.to_str().unwrap()]));
    run(&arguments)
}

#[test]
fn a_record_is_judged_against_its_case() {
    let folder = folder("replay");
    let record = run(&["play", TUTORIAL, "--choose", "tasse,chaise", "--json"]).output;
    let ran = replay(&folder, &record, None);
    assert_eq!(ran.code, 0, "{}{}", ran.output, ran.errors);
    assert!(
        ran.output.contains("« Premiers pas ». Ce parcours correspond au cas tel qu’il est aujourd’hui.\n  2 décisions, fin « biscuits ».\n"),
        "{}",
        ran.output
    );
    // Altered by hand.
    let ran = replay(&folder, &record.replace("\"chaise\"", "\"tinter\""), None);
    assert_eq!(ran.code, 1);
    assert!(
        ran.output.contains("ses choix ne se suivent plus") && ran.output.contains("à l’événement 4, le choix fait dans « cle-biscuits » y est fermé."),
        "{}",
        ran.output
    );
    let ran = replay(&folder, &record.replace("\"chaise\"", "\"chaisse\""), None);
    assert!(ran.output.contains("la scène « cle-biscuits » n’offre pas « chaisse ». Vouliez-vous dire « chaise » ?"), "{}", ran.output);
    let ran = replay(&folder, &record.replace("\"lucien-arrive\"", "\"boite-ouverte\""), None);
    assert!(ran.output.contains("à l’événement 5, la scène « boite-ouverte » est montrée, le cas mène à « lucien-arrive »."), "{}", ran.output);
    // What an answer cannot hold, and what the engine refuses, is told in French to the end.
    for (key, value, expected) in [
        ("motive", json!("rien"), "à l’événement 4, dans « cle-biscuits », le motif donné n’est pas de ceux de la décision."),
        ("hesitation", json!({ "with": "chaise" }), "à l’événement 4, dans « cle-biscuits », l’hésitation est avec le choix fait."),
        ("reason", json!("é".repeat(281)), "à l’événement 4, dans « cle-biscuits », la raison donnée est trop longue."),
        ("", json!("skipped"), "à l’événement 4, des scènes sensibles sont passées dans « cle-biscuits », le cas n’en a pas."),
    ] {
        let mut file: Value = serde_json::from_str(&record).unwrap();
        let event = &mut file["journals"][0]["events"][4]["event"];
        if key.is_empty() {
            *event = value;
        } else {
            event["chose"][key] = value;
        }
        let ran = replay(&folder, &file.to_string(), None);
        assert!(ran.code == 1 && ran.output.contains(expected), "{}{}", ran.output, ran.errors);
    }
    // Truncated, of a later version, none of ours, of a case that is not there or not a name at all.
    let ran = replay(&folder, &record[..record.len() / 2], None);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("Ce fichier est incomplet ou abîmé : il s’arrête au milieu.") && ran.errors.contains("B003"), "{}", ran.errors);
    for nothing_of_ours in ["hello", "", "[", "\u{feff} <html>"] {
        let ran = replay(&folder, nothing_of_ours, None);
        assert_eq!(ran.code, 2);
        assert!(ran.errors.contains("Ce fichier n’est pas un parcours enregistré par Bifurque."), "{}", ran.errors);
    }
    let ran = replay(&folder, &record, Some(Path::new("tests/loader/unknown-start")));
    assert_eq!((ran.code, &*ran.output), (2, ""));
    assert!(ran.errors.contains("B022") && ran.errors.contains("ce cas a des erreurs, le parcours ne peut pas être jugé."), "{}", ran.errors);
    let ran = replay(&folder, &record.replacen("\"format\": 1", "\"format\": 2", 1), None);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("par une version plus récente de Bifurque"), "{}", ran.errors);
    assert_eq!(replay(&folder, "{}", None).code, 2);
    let ran = replay(&folder, &record.replace("\"scenario\": \"premiers-pas\"", "\"scenario\": \"nulle-part\""), None);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("Donnez-le avec --scenario."), "{}", ran.errors);
    assert_eq!(replay(&folder, &record.replace("\"scenario\": \"premiers-pas\"", "\"scenario\": \"../tests\""), None).code, 2);
    let ran = replay(&folder, &record, Some(Path::new("scenarios/equipe-du-soir")));
    assert_eq!(ran.code, 1);
    assert!(ran.output.contains("Ce parcours appartient à un autre cas."), "{}", ran.output);
}

#[test]
fn a_case_that_changed_says_what_became_of_a_record() {
    let folder = folder("migration");
    let record = run(&["play", TUTORIAL, "--choose", "tasse,chaise", "--json"]).output;
    let given = {
        let case = Scenario::load(&fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(TUTORIAL).join("scenario.json")).unwrap(), None).unwrap();
        let play = Play::replay(case.clone(), &journals(&record)[0]).unwrap();
        HandOver::of(&Attempt::new(&case, [1; 16], 0, 0, Players::ALONE, Settings::default()), &play, Sharing::default()).write()
    };
    let judged = |change: &dyn Fn(&mut Value)| {
        let case = tutorial(&folder, change);
        [&record, &given].map(|record| replay(&folder, record, Some(&case)))
    };
    // A word was mended: still valid.
    for ran in judged(&|case| case["scenes"][0]["title"] = json!("Simone souffle")) {
        assert_eq!(ran.code, 0, "{}{}", ran.output, ran.errors);
        assert!(ran.output.contains("le parcours reste valable"), "{}", ran.output);
    }
    // A choice and a scene have other names.
    let renamed = |case: &mut Value| {
        let text = case.to_string().replace("\"chaise\"", "\"escabeau\"").replace("chose(cle-biscuits, chaise)", "chose(cle-biscuits, escabeau)");
        let text = text.replace("\"cle-biscuits\"", "\"la-cle\"").replace("(cle-biscuits,", "(la-cle,");
        *case = serde_json::from_str(&text).unwrap();
        case["renamed"] = json!({ "chaise": "escabeau", "cle-biscuits": "la-cle" });
    };
    for ran in judged(&renamed) {
        assert_eq!(ran.code, 0, "{}{}", ran.output, ran.errors);
        for (old, new) in [("chaise", "escabeau"), ("cle-biscuits", "la-cle")] {
            assert!(ran.output.contains(&format!("Renommé depuis : « {old} » s’appelle maintenant « {new} ».")), "{}", ran.output);
        }
    }
    // The story around the choices has changed.
    for ran in judged(&|case| {
        case["version"] = json!("2.0.0");
        case["scenes"][0]["title"] = json!("Simone souffle");
    }) {
        assert_eq!(ran.code, 1);
        assert!(ran.output.contains("Le cas a été remanié depuis ce parcours (version 1."), "{}", ran.output);
    }
    // A choice is gone.
    for ran in judged(&|case| case["scenes"][1]["decision"]["choices"][0]["id"] = json!("echelle")) {
        assert_eq!(ran.code, 1, "{}", ran.output);
        assert!(ran.output.contains("la décision 2 n’y existe plus sous cette forme") && ran.output.contains("n’offre pas « chaise »"), "{}", ran.output);
    }
}

#[test]
fn a_new_scenario_plays_and_passes_every_check() {
    let folder = folder("new");
    for shared in ["references.json", "vocabulary.json", "themes.json"] {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(shared), folder.join(shared)).unwrap();
    }
    let place = folder.to_str().unwrap();
    let ran = run(&["new", "mon-cas-2", "--folder", place]);
    assert_eq!((ran.code, &*ran.errors), (0, ""));
    let case = folder.join("mon-cas-2");
    let ran = run(&["check", "--deny", "warning", case.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.output);
    assert!(ran.output.contains("fins atteintes : 2 sur 2, choix faits : 5 sur 5, blocs montrés : 16 sur 16."), "{}", ran.output);
    let bytes = fs::read(case.join("scenario.json")).unwrap();
    let scenario = Scenario::load(&bytes, None).unwrap();
    assert_eq!((scenario.id(), scenario.source.people.len(), scenario.source.variables.len()), ("mon-cas-2", 1, 1));
    let played = typing(&["play", case.to_str().unwrap()], "2\n2\n");
    assert!(played.output.contains("Fin : Elle a accepté la date elle-même"), "{}", played.output);
    // A second time it is there.
    let ran = run(&["new", "mon-cas-2", "--folder", place]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("existe déjà : rien n’y a été changé"), "{}", ran.errors);
    assert_eq!(fs::read(case.join("scenario.json")).unwrap(), bytes);
    for id in ["Mon-cas", "mon cas", "1-cas", "", "../cas", "été", &"a".repeat(65)] {
        let ran = run(&["new", id, "--folder", place]);
        assert_eq!(ran.code, 2, "{id}");
        assert!(ran.errors.contains("ne peut pas être le nom d’un scénario"), "{id}: {}", ran.errors);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
}

#[test]
fn shells_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell]);
        assert_eq!((ran.code, &*ran.errors), (0, ""));
        for command in ["check", "play", "replay", "new", "completions"] {
            assert!(ran.output.contains(command), "{shell}: {command}");
        }
    }
    assert_eq!(run(&["completions", "cmd"]).code, 2);
}

#[test]
fn a_file_of_several_journals_is_judged_one_by_one() {
    let folder = folder("several");
    let [one, other] = ["tasse,chaise", "demander,chat"].map(|choices| journals(&run(&["play", TUTORIAL, "--choose", choices, "--json"]).output).remove(0));
    let ran = replay(&folder, &write_journals(vec![one.clone(), other]), None);
    assert_eq!(ran.code, 0, "{}{}", ran.output, ran.errors);
    assert_eq!(ran.output.matches("Ce parcours correspond au cas").count(), 2, "{}", ran.output);
    // One that is damaged does not hide the other.
    let mut file: Value = serde_json::from_str(&write_journals(vec![one.clone(), one.clone()])).unwrap();
    file["journals"][0]["events"][0]["number"] = json!("zéro");
    let ran = replay(&folder, &file.to_string(), None);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.output.matches("Ce parcours correspond au cas").count(), 1, "{}", ran.output);
    assert!(ran.output.contains("a été modifié ou abîmé"), "{}", ran.output);
    assert_eq!(replay(&folder, &write_journals(Vec::new()), None).code, 2);
    // Neither does one whose case is not there.
    let record = |id: &str| {
        let mut journal = one.clone();
        journal.attempt.scenario = id.to_owned();
        journal
    };
    let ran = replay(&folder, &write_journals(vec![record("nulle-part"), one.clone(), record("ailleurs")]), None);
    assert_eq!((ran.code, ran.output.matches("Ce parcours correspond au cas").count()), (2, 1), "{}", ran.output);
    assert!(["scenarios/nulle-part : ", "scenarios/ailleurs : "].iter().all(|path| ran.errors.contains(path)), "{}", ran.errors);
}

#[test]
fn what_is_typed_in_another_encoding_is_a_line_like_another() {
    let ran = typing(&["play", TUTORIAL], b"1\n\xe9\n1\n");
    assert_eq!((ran.code, &*ran.errors), (0, ""));
    assert!(ran.output.contains("Ce n’est rien de connu ici.") && ran.output.contains("Fin : Les biscuits sont sur la table"), "{}", ran.output);
    // What is echoed gives no orders either.
    assert!(!typing(&["play", TUTORIAL], "\u{1b}[2J\n").output.contains('\u{1b}'));
}

#[test]
fn the_way_back_is_offered_after_a_skip() {
    let ran = typing(&["play", "scenarios/vous-connaissez-peut-etre"], "s\n");
    let (before, after) = ran.output.split_once("Les scènes sensibles sont passées.").unwrap();
    assert!(!before.contains("« b » pour revenir") && after.replace('\n', " ").contains("« b » pour revenir"), "{}", ran.output);
}

#[test]
fn a_case_that_leads_nowhere_or_asks_nothing_says_so() {
    let ran = run(&["play", "tests/check/stray-return", "--choose", "non"]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("rien ne mène plus loin que « charte » : « bifurque check » dit pourquoi."), "{}", ran.errors);
    let ran = run(&["play", "tests/check/stray-return", "--random", "100"]);
    let counted = ran.output.split("longueur : ").nth(1).unwrap();
    assert!(counted.starts_with("0 ; arrêtés là où rien ne mène plus loin : ") && !counted.contains("loin : 0."), "{}", ran.output);
    let folder = folder("no-choices");
    let case = tutorial(&folder, |case| {
        let ending = case["scenes"].as_array().unwrap().iter().find(|scene| scene["ending"].is_object()).unwrap().clone();
        case["start"] = ending["id"].clone();
        case["scenes"] = json!([ending]);
        case["scenes"][0]["blocks"] = json!([]);
        case["note"]["stops"] = json!([]);
    });
    let ran = run(&["play", case.to_str().unwrap(), "--random", "3"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(ran.output.ends_with("\nChoix : ce cas n’en a pas.\n"), "{}", ran.output);
}
