//! Recorded plays: what holds, and what is told of each thing that does not.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use bifurque::check::plays::{Played, Share, play};
use bifurque::scenario::Scenario;
use serde_json::{Value, json};

/// A decision that writes, one that is closed to who did not, a passage between, a scene for who did; two endings.
fn scenario() -> Rc<Scenario> {
    let ending = |id: &str| json!({ "id": id, "title": "Fin", "person": "Elle est là.", "professional": "Vous aussi.", "team": "Elle arrive.", "question": "Et après ?" });
    let source = json!({
        "format": 1, "id": "exemple", "version": "1.0.0", "language": "fr", "title": "Un exemple", "summary": "Une phrase.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0",
        "introduction": { "role": "Vous êtes à l’accueil.", "text": "Il est neuf heures." }, "note": { "works-on": "Les parcours enregistrés." },
        "variables": [{ "id": "confiance", "level": { "min": 0, "max": 3 } }],
        "start": "accueil",
        "scenes": [
            { "id": "accueil", "title": "L’accueil", "blocks": [{ "narration": "Quelqu’un entre : « Bonjour »." }],
              "decision": { "prompt": "Que faites-vous ?", "choices": [
                  { "id": "saluer", "text": "Vous saluez.", "effects": ["confiance += 2"], "outcome": [{ "narration": "On vous sourit." }], "to": "couloir" },
                  { "id": "attendre", "text": "Vous attendez.", "to": "couloir" } ] } },
            { "id": "couloir", "title": "Le couloir", "blocks": [{ "narration": "Il fait frais." }, { "narration": "On vous suit.", "when": "confiance >= 2" }],
              "passage": { "to": "bureau" } },
            { "id": "bureau", "title": "Le bureau", "blocks": [],
              "decision": { "prompt": "Et maintenant ?", "choices": [
                  { "id": "asseoir", "text": "Vous vous asseyez.", "when": "confiance >= 1", "to": "assis" },
                  { "id": "rester", "text": "Vous restez debout.", "to": "debout" } ] } },
            { "id": "assis", "title": "Assis", "blocks": [], "ending": ending("ensemble") },
            { "id": "debout", "title": "Debout", "blocks": [], "ending": ending("chacun") }
        ]
    });
    Scenario::load(source.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn played(plays: &Value) -> Played {
    let text = serde_json::to_string_pretty(&json!({ "format": 1, "plays": plays })).unwrap();
    play(&scenario(), text.as_bytes())
}

/// What is told of a play, with another that reaches the other ending, so that nothing is told of that.
fn told(play: Value) -> Vec<String> {
    let both = [("ensemble", ["saluer", "asseoir"]), ("chacun", ["attendre", "rester"])]
        .map(|(ending, choices)| json!({ "name": ending, "choices": choices, "ending": ending }));
    let diagnostics = played(&json!([play, both[0], both[1]])).diagnostics;
    diagnostics.into_iter().map(|one| format!("{} {} {} {}", one.rule.code(), one.path, one.message, one.help)).collect()
}

#[test]
fn all_that_is_expected_may_hold() {
    let played = played(&json!([
        { "name": "Avec", "choices": ["saluer", "asseoir"], "ending": "ensemble", "visits": ["accueil", "couloir", "assis"], "avoids": ["debout"],
          "reads": ["Quelqu'un entre : « Bonjour »", "On vous sourit.", "suit"], "holds": ["confiance = 2 and chose(accueil, saluer)", "visited(couloir)"] },
        { "name": "Sans", "choices": ["attendre", "rester"], "ending": "chacun", "closed": ["asseoir"], "holds": ["not confiance > 0"] },
        { "name": "En chemin", "choices": ["attendre"], "closed": ["asseoir"] },
    ]));
    assert_eq!(played.diagnostics, []);
    assert_eq!(played.plays, 3);
    assert_eq!([played.endings, played.choices], [Share { met: 2, all: 2 }, Share { met: 4, all: 4 }]);
    assert_eq!(played.items, Share { met: 4, all: 4 }, "the greeting, the smile, the corridor, who follows");
}

#[test]
fn what_does_not_hold_is_told_where_it_is_written_with_what_came() {
    let cases = [
        (
            json!({ "choices": ["salluer"] }),
            "B100 $.plays[0].choices[0] Le parcours « p » : au 1ᵉʳ choix, la scène « accueil » n’offre pas « salluer ». Vouliez-vous dire « saluer » ?",
        ),
        (
            json!({ "choices": ["attendre", "asseoir"] }),
            "B100 $.plays[0].choices[1] Le parcours « p » : au 2ᵉ choix, « asseoir » n’est pas ouvert dans « bureau ». Ouverts là : rester.",
        ),
        (
            json!({ "choices": ["saluer", "rester", "saluer"] }),
            "B100 $.plays[0].choices[2] Le parcours « p » : au 3ᵉ choix, l’histoire est finie : « debout ». Retirez ce choix et les suivants.",
        ),
        (
            json!({ "choices": ["saluer", "rester"], "ending": "ensemble" }),
            "B100 $.plays[0].ending Le parcours « p » : il devait finir par « ensemble », il finit par « chacun ». Corrigez la fin, ou les choix.",
        ),
        (
            json!({ "choices": ["saluer"], "ending": "ensemble" }),
            "B100 $.plays[0].ending Le parcours « p » : il devait finir par « ensemble », il s’arrête à la décision de « bureau ». Ajoutez les choix qui manquent.",
        ),
        (
            json!({ "choices": ["saluer"], "visits": ["assis"] }),
            "B100 $.plays[0].visits[0] Le parcours « p » : il devait passer par « assis », il n’y passe pas. Corrigez les choix, ou ce qui est attendu.",
        ),
        (
            json!({ "choices": ["saluer"], "avoids": ["couloir"] }),
            "B100 $.plays[0].avoids[0] Le parcours « p » : il ne devait pas passer par « couloir », il y passe. Corrigez les choix, ou ce qui est attendu.",
        ),
        (
            json!({ "choices": ["saluer"], "visits": ["couloirs"] }),
            "B100 $.plays[0].visits[0] Le parcours « p » : il n’y a pas de scène « couloirs ». Vouliez-vous dire « couloir » ?",
        ),
        (
            json!({ "choices": ["attendre"], "reads": ["On vous suit"] }),
            "B100 $.plays[0].reads[0] Le parcours « p » : « On vous suit » n’est lu nulle part sur ce chemin. Recopiez une partie d’un bloc qui y est montré.",
        ),
        (
            json!({ "choices": ["attendre"], "holds": ["confiance >= 1"] }),
            "B100 $.plays[0].holds[0] Le parcours « p » : « confiance >= 1 » devait être vrai là où il s’arrête, et ne l’est pas. Corrigez les choix, ou ce qui est attendu.",
        ),
        (
            json!({ "choices": ["saluer"], "closed": ["asseoir"] }),
            "B100 $.plays[0].closed[0] Le parcours « p » : « asseoir » devait être fermé dans « bureau », il est ouvert. Revoyez sa condition, ou le parcours.",
        ),
        (
            json!({ "choices": ["saluer", "rester"], "closed": ["saluez"] }),
            "B100 $.plays[0].closed[0] Le parcours « p » : « saluez » n’a pas été rencontré. Nommez un choix d’une scène par où le parcours passe.",
        ),
    ];
    for (mut play, expected) in cases {
        play.as_object_mut().unwrap().insert("name".to_owned(), "p".into());
        let found: Vec<String> = told(play).iter().map(|line| line.replace(['\u{a0}', '\u{202f}'], " ")).collect();
        assert_eq!(found, [expected]);
    }
}

#[test]
fn a_condition_that_cannot_be_read_and_an_unknown_key_are_told() {
    let found = told(json!({ "name": "p", "choices": ["saluer"], "holds": ["confience = 1"] }));
    assert!(found.len() == 1 && found[0].starts_with("B100 $.plays[0].holds[0]") && found[0].contains("confiance"), "{found:?}");
    let found = told(json!({ "name": "p", "choices": ["saluer"], "fin": "ensemble" }));
    assert!(found[0].starts_with("B011 $.plays[0].fin"), "{found:?}");
    let later = play(&scenario(), br#"{ "format": 2, "plays": [] }"#);
    assert_eq!(later.diagnostics[0].rule.code(), "B004");
}

/// In French to the end: what the engine says of its own is for engineers.
#[test]
fn where_nothing_leads_on_is_told() {
    let scenario = Scenario::load(include_bytes!("check/stray-return/scenario.json"), None).unwrap();
    let played = play(&scenario, br#"{ "format": 1, "plays": [{ "name": "p", "choices": ["non"], "ending": "la-fin" }] }"#);
    let message = played.diagnostics[0].message.replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(message, "Le parcours « p » : rien ne mène plus loin que « charte ».");
}

#[test]
fn what_must_be_closed_is_looked_for_wherever_the_play_stops() {
    let found = told(json!({ "name": "p", "choices": ["saluer"], "closed": ["nimporte"] }));
    assert!(found.len() == 1 && found[0].contains("n’a pas été rencontré"), "{found:?}");
}

#[test]
fn an_ending_that_a_play_only_promises_does_not_count() {
    let played = played(&json!([{ "name": "p", "choices": ["saluer", "rester"], "ending": "ensemble" }]));
    assert_eq!(played.endings, Share { met: 0, all: 2 });
}

#[test]
fn an_ending_that_nobody_plays_is_told() {
    let played = played(&json!([{ "name": "p", "choices": ["saluer", "rester"], "ending": "chacun" }]));
    let found: Vec<_> = played.diagnostics.iter().map(|one| (one.rule.code(), one.message.replace('\u{a0}', " "))).collect();
    assert_eq!(found, [("B101", "Aucun parcours enregistré ne dit finir par « ensemble ».".to_owned())]);
    assert_eq!(played.endings, Share { met: 1, all: 2 });
}
