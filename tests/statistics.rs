//! What `bifurque stats` tells: what each choice changes further on, in a case made for it, and the command as it is called.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::process::Command;

use bifurque::check::statistics::Statistics;
use bifurque::scenario::Scenario;
use serde_json::{Value, json};

/// One decision whose choices leave every trace, then places that read them; `avant` comes before, and reads what is not written yet.
fn case() -> Value {
    let choice = |id: &str, effects: &[&str], to: Value| json!({ "id": id, "text": "Vous agissez.", "effects": effects, "to": to });
    let scene = |id: &str, blocks: Value, exit: (&str, Value)| json!({ "id": id, "title": "Une scène", "blocks": blocks, exit.0: exit.1 });
    let narration = |when: &str| json!([{ "narration": "Il se passe quelque chose.", "when": when }]);
    let decision = |choices: Value| ("decision", json!({ "prompt": "Et là ?", "choices": choices }));
    let mut offered = choice("offert", &[], json!("fin"));
    offered["when"] = json!("vu");
    let mut outcome = choice("suite", &[], json!([{ "when": "not vu", "to": "fin" }, { "to": "autre" }]));
    outcome["outcome"] = narration("chose(ici, marque)");
    json!({
        "format": 1, "id": "effets", "version": "1.0.0", "language": "fr", "title": "Cas", "summary": "Un cas.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0", "introduction": { "role": "Vous jouez.", "text": "Il est tôt." },
        "note": { "works-on": "Les effets." }, "start": "avant",
        "variables": [{ "id": "vu", "flag": false }, { "id": "perdu", "flag": false }],
        "resources": [{ "id": "charte", "title": "À lire", "blocks": narration("vu") }],
        "scenes": [
            scene("avant", narration("not vu and not perdu"), ("passage", json!({ "to": "ici" }))),
            scene("ici", json!([]), decision(json!([
                choice("ecrire", &["vu = true"], json!("apres")),
                choice("perdre", &["perdu = true"], json!("apres")),
                choice("rien", &[], json!("apres")),
                choice("marque", &[], json!("apres")),
                choice("detour", &[], json!({ "detour": "note", "then": "apres" })),
                choice("loin", &["vu = true"], json!("fin")),
            ]))),
            scene("note", narration("vu"), ("return", json!(true))),
            scene("apres", narration("vu"), decision(json!([offered, outcome]))),
            scene("autre", json!([]), ("passage", json!({ "to": [{ "when": "vu", "to": "fin" }, { "to": "fin" }] }))),
            scene("fin", json!([]), ("ending", json!({ "id": "la-fin", "title": "La fin", "person": "a", "professional": "b", "team": "c", "question": "d" }))),
        ],
    })
}

#[test]
fn a_choice_changes_what_reads_its_trace_later_and_nothing_else() {
    let scenario = Scenario::load(case().to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let told = Statistics::of(&scenario, 1000, &mut |_| true).json(&scenario);
    let of = |id: &str| told["choices-further"].as_array().unwrap().iter().find(|further| further["choice"] == id).unwrap().clone();
    let readers = json!([
        { "scene": "apres" }, { "offer": "offert" }, { "passage": "autre" }, { "route": "suite" }, { "resource": "charte" },
    ]);
    assert_eq!(of("ecrire")["traces"], json!([{ "variable": "vu", "read-by": readers }]));
    assert_eq!(of("perdre")["traces"], json!([{ "variable": "perdu", "read-by": [] }]), "what reads it lies behind");
    assert_eq!(of("marque")["traces"], json!([{ "made": true, "read-by": [{ "outcome": "suite" }] }]));
    assert_eq!(of("loin")["traces"], json!([{ "variable": "vu", "read-by": [{ "resource": "charte" }] }]));
    assert_eq!(of("detour")["leads"], json!(["note"]));
    let same: Vec<Value> = ["ecrire", "perdre", "rien", "marque", "detour", "loin"].map(|id| of(id)["same-as"].clone()).into();
    assert_eq!(same, [json!(null), json!(null), json!("perdre"), json!(null), json!(null), json!(null)]);
    assert_eq!(of("suite")["leads"], json!(["autre", "fin"]));
}

fn stats(arguments: &[&str]) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_bifurque")).current_dir(env!("CARGO_MANIFEST_DIR")).arg("stats").args(arguments).output().unwrap();
    let text = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    (done.status.code().unwrap(), text.replace(['\u{a0}', '\u{202f}'], " "))
}

#[test]
fn the_command_counts_for_people_and_for_programs() {
    let (code, text) = stats(&["scenarios/premiers-pas"]);
    assert_eq!(code, 0, "{text}");
    for line in
        ["5 scènes : 2 décisions, 1 passage, 2 fins ; 5 choix.", "4 parcours mènent à une fin.", "    tinter → lucien-arrive (la même suite que chaise)"]
    {
        assert!(text.lines().any(|told| told == line), "{line}\n{text}");
    }
    let (code, text) = stats(&["--json"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, told["scenarios"].as_array().unwrap().len()), (0, 4));
    for scenario in told["scenarios"].as_array().unwrap() {
        let measure = |key: &str, of: &str| scenario[key][of].as_f64().unwrap();
        for of in ["decisions", "words", "minutes"] {
            assert!(measure("shortest", of) <= measure("typical", of) && measure("typical", of) <= measure("longest", of), "{scenario:#}");
        }
    }
}

#[test]
fn what_was_not_counted_is_said() {
    let (code, text) = stats(&["--budget", "100", "scenarios/equipe-du-soir"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("100 états, et il en reste"), "{text}");
    assert_eq!(stats(&["tests/loader/unknown-start"]).0, 1);
    assert_eq!(stats(&["nowhere"]).0, 2);
}
