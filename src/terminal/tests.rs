//! A case as plain text, what is typed, and going back.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use serde_json::{Value, json};

use super::{Look, Playthrough, Reply, Teller};
use crate::engine::Session;
use crate::record::{Journal, Play, RecordFile, read, write_journals};
use crate::scenario::Scenario;
use crate::scenario::library::{References, load};

/// The example, changed.
fn scenario(change: impl FnOnce(&mut Value)) -> Rc<Scenario> {
    let mut value: Value = serde_json::from_str(crate::example::SCENARIO).unwrap();
    change(&mut value);
    Scenario::load(value.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The example with these blocks in its first scene.
fn with_blocks(blocks: Value) -> Rc<Scenario> {
    scenario(|value| {
        value["people"] = json!([{ "id": "lea", "name": "Léa" }, { "id": "bilal", "name": "Bilal" }]);
        value["scenes"][0]["blocks"] = blocks;
    })
}

/// What the first scene shows below its title, spaces as they are typed.
fn shown(blocks: Value, look: Look) -> String {
    let scenario = with_blocks(blocks);
    let references: References = load(
        r#"{ "format": 1, "notice": "n", "references": [
            { "id": "L04", "title": "Le secret", "citation": "Code, art. 1", "says": "On se tait.", "status": "verified", "checked": "2026-11-21" }] }"#
            .as_bytes(),
    )
    .unwrap();
    let session = Session::start(Rc::clone(&scenario), 0, &mut Vec::new());
    let page = Teller { scenario: &scenario, references: Some(&references), look }.scene(&session);
    page.split_once("\n\n").unwrap().1.replace(['\u{a0}', '\u{202f}'], " ")
}

const WIDE: usize = 100;

#[test]
fn each_kind_of_block_is_told_by_its_name() {
    let plain = |block: Value| shown(json!([block]), Look::new(WIDE, false));
    for (block, expected) in [
        (json!({ "narration": "Il *pleut*.\n\n- un\n- **deux**" }), "Il pleut.\n• un\n• deux\n"),
        (json!({ "speech": { "who": "lea", "manner": "à voix basse", "text": "Non." } }), "Léa, à voix basse : « Non. »\n"),
        (json!({ "speech": { "who": "vous", "text": "Si." } }), "Vous : « Si. »\n"),
        (json!({ "ellipsis": "Plus tard" }), "* * *  Plus tard\n"),
        (
            json!({ "thread": { "title": "Équipe", "members": "15 membres", "muted": true, "messages": [
                { "notice": "Bilal vous ajoute" },
                { "id": "m", "from": "bilal", "time": "9 h 02", "text": "Qui vient ?", "state": "Vu par 3 personnes" },
                { "from": "lea", "quote": "m", "text": "Moi.", "attachment": { "kind": "photo", "description": "Un bus" } }
            ] } }),
            "│ Groupe : Équipe (15 membres ; notifications coupées)\n│\n│ Bilal vous ajoute\n│\n│ Bilal, 9 h 02 : Qui vient ?\n│ (Vu par 3 personnes)\n│\n│ Léa, en réponse à Bilal : Moi.\n│ [Photo : Un bus]\n",
        ),
        (
            json!({ "email": { "from": "lea", "to": ["l’équipe", "vous"], "cc": ["Bilal"], "subject": "Lundi", "time": "mardi", "text": "Bonjour.\n\nMerci.",
                "attachments": [{ "kind": "document", "description": "Un planning" }] } }),
            "│ Courriel : Lundi\n│ De : Léa\n│ À : l’équipe, vous\n│ Copie : Bilal\n│ Date : mardi\n│\n│ Bonjour.\n│\n│ Merci.\n│\n│ [Document : Un planning]\n",
        ),
        (
            json!({ "post": { "from": "lea", "audience": "Public", "text": "Bravo.", "reactions": "40 réactions", "comments": [{ "from": "bilal", "time": "1 h", "text": "Oui." }] } }),
            "│ Publication : Léa (Public)\n│\n│ Bravo.\n│ (40 réactions)\n│\n│   Bilal, 1 h : Oui.\n",
        ),
        (
            json!({ "document": { "kind": "form", "title": "Demande", "date": "lundi", "text": "À remplir.", "signature": "Léa",
                "fields": [{ "label": "Nom", "value": "Rey" }, { "label": "Date" }] } }),
            "│ Formulaire : Demande (lundi)\n│\n│ À remplir.\n│\n│ • Nom : Rey\n│ • Date : (Non rempli)\n│\n│ Signé : Léa\n",
        ),
        (
            json!({ "screen": { "title": "Compte", "address": "exemple.fr", "text": "Bonjour.", "error": "Code faux.",
                "fields": [{ "label": "Code", "value": "1234", "state": "error" }], "actions": ["Envoyer", "Retour"] } }),
            "│ Écran : Compte (exemple.fr)\n│\n│ Message d’erreur : Code faux.\n│\n│ Bonjour.\n│\n│ • Code : 1234 (Refusé)\n│\n│ [Envoyer] [Retour]\n",
        ),
        (json!({ "image": { "file": "a.webp", "alt": "Un carnet", "caption": "Le carnet" } }), "│ Image : Un carnet\n│ Le carnet\n"),
        (
            json!({ "audio": { "file": "a.mp3", "title": "Répondeur", "transcript": "Rappelez." } }),
            "│ Enregistrement sonore : Répondeur\n│\n│ Transcription : Rappelez.\n",
        ),
        (json!({ "video": { "file": "a.mp4", "title": "Film", "transcript": "Rien." } }), "│ Vidéo : Film\n│\n│ Transcription : Rien.\n"),
        (
            json!({ "reference": { "id": "L04" } }),
            "│ Repère L04 : Le secret\n│ On se tait.\n│ Code, art. 1\n│ Vérifié le 21/11/2026. Ce repère n’est pas un conseil juridique.\n",
        ),
        (json!({ "reference": { "id": "L99", "text": "Voir [la loi](L04)." } }), "│ Repère L99\n│ Voir la loi [L04].\n"),
    ] {
        assert_eq!(plain(block.clone()), expected, "{block}");
    }
}

#[test]
fn lines_fit_and_no_break_spaces_do_not_break() {
    let words = "Une phrase un peu longue, qui pose une question tout au bout de la ligne ? Et « une citation » : la suite.";
    for columns in [0, 20, 33, 47, 64, 1000] {
        let page = shown(
            json!([{ "speech": { "who": "lea", "text": words } }, { "ellipsis": words }, { "document": { "kind": "note", "title": words } }]),
            Look::new(columns, false),
        );
        let most = columns.clamp(20, 100);
        assert!(page.lines().all(|line| line.chars().count() <= most), "{columns}\n{page}");
        assert!(page.lines().all(|line| !line.trim_start_matches(['│', ' ']).starts_with(['?', ':', '»'])), "{columns}\n{page}");
        assert!(page.lines().all(|line| line.trim_end() == line), "{columns}\n{page:?}");
    }
    let under = shown(json!([{ "ellipsis": words }]), Look::new(40, false));
    assert!(under.lines().skip(1).all(|line| line.starts_with("       ")), "{under}");
}

#[test]
fn emphasis_is_shown_on_a_terminal_only_and_no_orders_are_given_to_it() {
    let blocks = || json!([{ "narration": "Un *mot\u{1b}\\[2J* et **un *autre*.**" }]);
    assert_eq!(shown(blocks(), Look::new(WIDE, false)), "Un mot[2J et un autre.\n");
    let styled = shown(json!([{ "narration": "Un *mot long* et **fort**." }]), Look::new(20, true));
    assert_eq!(styled, "Un \u{1b}[3mmot long\u{1b}[0m et \u{1b}[1mfort\u{1b}[0m.\n");
    // A line ends what it began.
    let wrapped = shown(json!([{ "narration": "*un deux trois quatre cinq six*" }]), Look::new(20, true));
    assert!(wrapped.lines().all(|line| line.starts_with("\u{1b}[3m") && line.ends_with("\u{1b}[0m")), "{wrapped:?}");
}

/// Two decisions with a choice that is closed and one that is hidden, a document, sensitive scenes between.
fn story() -> Rc<Scenario> {
    scenario(|value| {
        value["variables"] = json!([{ "id": "salue", "flag": false }]);
        value["resources"] = json!([{ "id": "charte", "title": "La charte", "blocks": [{ "narration": "On frappe." }] }]);
        value["content-warning"] = json!({ "text": "Une dispute.", "skip": "fin" });
        let scenes = value["scenes"].as_array_mut().unwrap();
        scenes[0]["time"] = json!("lundi, 9 h");
        scenes[0]["place"] = json!("Le hall");
        let choices = &mut scenes[0]["decision"]["choices"];
        choices[0]["effects"] = json!(["salue = true"]);
        choices[0]["to"] = json!("couloir");
        choices[0]["outcome"] = json!([{ "narration": "On vous répond." }]);
        choices[1]["to"] = json!("bureau");
        choices[0]["positions"] = json!(["faire-avec"]);
        choices[0]["opens"] = json!("Un échange.");
        scenes.insert(1, json!({ "id": "couloir", "title": "Le couloir", "blocks": [{ "narration": "Il est long." }], "passage": { "to": "bureau" } }));
        let closed = json!({ "id": "parler", "text": "Vous parlez.", "when": "salue", "locked": "On ne se connaît pas.", "to": "fin" });
        let hidden = json!({ "id": "rire", "text": "Vous riez.", "when": "salue", "to": "fin" });
        let open = json!({ "id": "partir", "text": "Vous partez.", "to": "fin" });
        scenes.insert(2, json!({ "id": "bureau", "title": "Le bureau", "blocks": [], "decision": { "prompt": "Et là ?", "choices": [closed, hidden, open] } }));
    })
}

fn choice(scenario: &Scenario, scene: &str, id: &str) -> crate::scenario::program::ChoiceIndex {
    scenario.find_choice(scenario.find_scene(scene).unwrap(), id).unwrap()
}

/// Plays on from an outcome or a passage until something waits.
fn walk(through: &mut Playthrough) {
    while !through.waits() {
        through.go_on(5).unwrap();
    }
}

#[test]
fn a_story_is_told_without_its_tags() {
    let scenario = story();
    let teller = Teller { scenario: &scenario, references: None, look: Look::new(WIDE, false) };
    let mut through = Playthrough::begin(&scenario, 0).unwrap();
    let words = |page: String| page.replace(['\u{a0}', '\u{202f}'], " ");
    let introduction = words(teller.introduction());
    assert!(introduction.starts_with("Un exemple\nUn cas de 1 à 1 minutes\n\nVous êtes à l’accueil.\n\nIl est neuf heures."), "{introduction}");
    assert!(introduction.ends_with("\n\nAvertissement : Une dispute.\n"), "{introduction}");
    assert_eq!(words(teller.scene(through.session())), "── L’accueil\n   lundi, 9 h · Le hall\n\nQuelqu’un entre.\n");
    assert_eq!(words(teller.decision(through.session())), "Que faites-vous ?\n  1. A. Vous saluez.\n  2. B. Vous attendez.\n");
    assert_eq!(teller.resources(), "Documents\n  1. La charte\n");
    assert_eq!(words(teller.resource(0, through.session())), "Document : La charte\n\nOn frappe.\n");
    assert_eq!(teller.resource(1, through.session()), "");
    let greet = choice(&scenario, "accueil", "saluer");
    through.choose(greet, 1).unwrap();
    assert_eq!(words(teller.outcome(greet, through.session())), "→ Vous saluez.\n\nOn vous répond.\n");
    assert!(through.back().unwrap());
    through.choose(choice(&scenario, "accueil", "attendre"), 2).unwrap();
    assert_eq!(words(teller.decision(through.session())), "Et là ?\n  ×  A. Vous parlez. (fermé : On ne se connaît pas.)\n  2. C. Vous partez.\n");
    through.choose(choice(&scenario, "bureau", "partir"), 3).unwrap();
    let end = words(teller.scene(through.session()));
    assert!(end.contains("Fin : Quelqu’un est entré\n\nPour la personne : Elle est là.\n"), "{end}");
    assert!(end.ends_with("La question qui reste : Et maintenant ?\n"), "{end}");
    assert_eq!(teller.decision(through.session()), "");
}

#[test]
fn what_is_typed_is_understood() {
    let scenario = story();
    let mut through = Playthrough::begin(&scenario, 0).unwrap();
    through.choose(choice(&scenario, "accueil", "attendre"), 0).unwrap();
    let session = through.session();
    let [speak, laugh, leave] = ["parler", "rire", "partir"].map(|id| choice(&scenario, "bureau", id));
    for (line, reply) in [
        ("1\n", Reply::Closed(speak)),
        (" 2 ", Reply::Choose(leave)),
        ("3", Reply::Unknown),
        ("0", Reply::Unknown),
        ("99999999999999999999999", Reply::Unknown),
        ("A", Reply::Closed(speak)),
        ("C", Reply::Choose(leave)),
        ("partir", Reply::Choose(leave)),
        // Hidden: it is as if it were not there.
        ("B", Reply::Unknown),
        ("rire", Reply::Unknown),
        ("b", Reply::Back),
        ("s", Reply::Skip),
        ("r", Reply::Resources),
        ("r 2", Reply::Open(1)),
        ("r 0", Reply::Unknown),
        ("r deux", Reply::Unknown),
        ("q", Reply::Quit),
        ("", Reply::Unknown),
        ("c", Reply::Unknown),
        ("partir vite", Reply::Unknown),
    ] {
        assert_eq!(Reply::of(session, line), reply, "{line:?}");
    }
    through.back().unwrap();
    through.choose(choice(&scenario, "accueil", "saluer"), 0).unwrap();
    walk(&mut through);
    assert_eq!(Reply::of(through.session(), "2"), Reply::Choose(laugh));
}

#[test]
fn going_back_replays_what_was_before_and_the_journal_is_sound() {
    let scenario = story();
    let mut through = Playthrough::begin(&scenario, 0).unwrap();
    let sound = |journal: &Journal| {
        let Ok(RecordFile::Journals(read)) = read(&write_journals(vec![journal.clone()])) else { panic!("it reads as no journal") };
        assert_eq!(read, std::slice::from_ref(journal));
        Play::replay(Rc::clone(&scenario), journal).unwrap()
    };
    let first = through.journal([7; 16], 1);
    assert!(!through.back().unwrap());
    through.choose(choice(&scenario, "accueil", "saluer"), 10).unwrap();
    walk(&mut through);
    assert_eq!(through.visited(), ["accueil", "couloir", "bureau"]);
    assert!(through.open(0, 20).unwrap());
    assert!(!through.open(1, 20).unwrap());
    let second = through.journal([7; 16], 1);
    assert_eq!(sound(&second).opened(), ["charte"]);
    // Time may not run backwards in a journal.
    through.choose(choice(&scenario, "bureau", "rire"), 15).unwrap();
    walk(&mut through);
    assert!(through.session().is_over());
    assert_eq!(sound(&through.journal([7; 16], 1)).elapsed(), 20);
    // Twice back: the document opened at the second decision goes with it.
    assert!(through.back().unwrap());
    assert_eq!(through.journal([7; 16], 1), second);
    assert!(through.back().unwrap());
    assert_eq!(through.journal([7; 16], 1), first);
    assert!(!through.back().unwrap());
    through.skip(30).unwrap();
    assert!(through.session().is_over() && through.waits());
    sound(&through.journal([7; 16], 1));
    assert!(through.skip(31).is_err());
    assert!(through.back().unwrap());
    assert_eq!(through.journal([7; 16], 1), first);
}
