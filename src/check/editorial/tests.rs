//! What exceptions excuse, what is left open, how much is told of one text. `tests/editorial.rs` tries every rule on a corpus.

use serde_json::{Value, json};

use super::editorial;
use crate::scenario::Scenario;
use crate::scenario::library::{Library, Shared, load};

const PLAIN: &str = include_str!("../../../tests/editorial/sound-plain/scenario.json");

const OUTCOME: &str = "/scenes/0/decision/choices/0/outcome/0/narration";

/// A case of which nothing is told, with other values at some places: what is told then, each by its code, its place and its message.
fn told(library: Option<&Library>, changes: &[(&str, Value)]) -> Vec<String> {
    let mut json: Value = serde_json::from_str(PLAIN).unwrap();
    for (place, value) in changes {
        let (parent, key) = place.rsplit_once('/').unwrap();
        match json.pointer_mut(parent).unwrap_or_else(|| panic!("{place}")) {
            Value::Array(items) if key == "-" => items.push(value.clone()),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[key] = value.clone(),
        }
    }
    let bytes = json.to_string().into_bytes();
    let scenario = Scenario::load(&bytes, library).unwrap_or_else(|errors| panic!("{errors:#?}"));
    editorial(&scenario, &bytes, library).into_iter().map(|one| format!("{} {} {}", one.rule.code(), one.path, one.message.replace('\u{a0}', " "))).collect()
}

/// The codes and places alone.
fn places(library: Option<&Library>, changes: &[(&str, Value)]) -> Vec<String> {
    told(library, changes).iter().map(|one| one.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn shelf() -> Library {
    fn shared<T: Shared>(bytes: &[u8]) -> T {
        load(bytes).unwrap()
    }
    Library {
        references: shared(include_bytes!("../../../tests/editorial/references.json")),
        vocabulary: shared(include_bytes!("../../../scenarios/vocabulary.json")),
        themes: shared(include_bytes!("../../../scenarios/themes.json")),
    }
}

fn excuse(code: &str) -> Value {
    json!({ code: "C’est voulu." })
}

/// An acronym that no one spells out, in three scopes: an exception silences its own, and the first of the others is told.
#[test]
fn an_exception_excuses_what_stands_on_it_and_nothing_else() {
    let scenes = [("/scenes/0/blocks/-", json!({ "narration": "La MDPH." })), ("/scenes/1/blocks/-", json!({ "narration": "La MDPH, la MDPH." }))];
    let with = |meant: &[&'static str]| {
        let meant = meant.iter().map(|place| (*place, excuse("B119")));
        places(None, &scenes.iter().cloned().chain(meant).collect::<Vec<_>>())
    };
    assert_eq!(with(&[]), ["B119 $.scenes[0].blocks[2].narration"]);
    assert_eq!(with(&["/scenes/0/meant"]), ["B119 $.scenes[1].blocks[1].narration"]);
    assert_eq!(with(&["/scenes/1/meant"]), ["B119 $.scenes[0].blocks[2].narration"]);
    assert!(with(&["/scenes/0/meant", "/scenes/1/meant"]).is_empty());
    assert!(with(&["/meant"]).is_empty());

    let library = shelf();
    let cited = ["/scenes/0/decision/choices/0/references", "/scenes/0/decision/choices/1/references"].map(|place| (place, json!(["L90"])));
    let meant = ("/scenes/0/decision/choices/0/meant", excuse("B118"));
    assert_eq!(places(Some(&library), &cited), ["B118 $.scenes[0].decision.choices[0].references[0]"]);
    assert_eq!(places(Some(&library), &[cited[0].clone(), cited[1].clone(), meant]), ["B118 $.scenes[0].decision.choices[1].references[0]"]);
}

#[test]
fn a_rule_that_was_not_looked_at_is_not_said_to_be_kept() {
    let choice = |key: &str| format!("/scenes/0/decision/choices/0/{key}");
    let (cites, means) = (choice("references"), choice("meant"));
    let unchecked = [(&*cites, json!(["L90"])), (&*means, excuse("B118"))];
    assert!(places(None, &unchecked).is_empty(), "without a library");
    assert_eq!(places(None, &unchecked[1..]), ["B121 $.scenes[0].decision.choices[0].meant.B118"], "nothing is cited");

    let mut nowhere: Value = serde_json::from_str::<Value>(PLAIN).unwrap()["scenes"][1].clone();
    for (place, value) in [("/id", json!("ailleurs")), ("/ending/id", json!("autre")), ("/meant", json!({ "B110": "Court.", "B119": "Connu." }))] {
        let (parent, key) = place.rsplit_once('/').unwrap();
        nowhere.pointer_mut(parent).unwrap()[key] = value;
    }
    nowhere["blocks"][0]["narration"] = json!("La MDPH.");
    assert!(places(None, &[("/scenes/-", nowhere)]).is_empty(), "no play comes there");
}

/// A level of more values than are looked at, and a block that is read at the last of them only.
#[test]
fn what_states_that_were_not_met_hold_is_left_open() {
    let long = (0..200).map(|_| "mot").collect::<Vec<_>>().join(" ");
    let block = ("/scenes/0/blocks/-", json!({ "when": "pas = 150000", "narration": long }));
    let level = ("/variables", json!([{ "id": "pas", "level": { "min": 0, "max": 150_000, "initial": 0 } }]));
    let choice = "/scenes/0/decision/choices/0/";
    let (effects, to) = ([choice, "effects"].concat(), [choice, "to"].concat());
    let again = [block, level, (&*effects, json!(["pas += 1"])), (&*to, json!("couloir"))];
    let meant = [("/scenes/0/meant", excuse("B110"))];
    assert!(places(None, &[&again[..], &meant].concat()).is_empty());
    assert_eq!(places(None, &meant), ["B121 $.scenes[0].meant.B110"], "all was met");
}

#[test]
fn an_ending_that_is_short_on_one_way_says_one_number() {
    let blocks = json!([{ "when": "not chose(couloir, ouvrir)", "narration": "Une enveloppe et un stylo restent sur la table, et tout le monde attend que la pluie cesse." }]);
    let mut changes = vec![("/scenes/1/blocks", blocks)];
    changes.extend(["person", "professional", "team", "question"].map(|key| (["/scenes/1/ending/", key].concat().leak() as &str, json!("…"))));
    let of = |told: Vec<String>| told.into_iter().filter(|one| one.starts_with("B110")).collect::<Vec<_>>().join("");
    let none = of(told(None, &changes));
    assert!(none.contains("donne 0 mot à lire, sur") && none.ends_with("1 choix : ouvrir → 0 mot."), "{none}");
    changes[1].1 = json!("Oui.");
    let one = of(told(None, &changes));
    assert!(one.contains("donne 1 mot à lire, sur") && one.ends_with("1 choix : ouvrir → 1 mot."), "{one}");
}

#[test]
fn verdicts_are_words_of_one_sentence_that_nothing_denies() {
    for sound in [
        "Le café est bon. Choix fait, elle sort.",
        "Le café est bon, choix fait, elle sort.",
        "Le café est bon\n\nChoix fait, elle sort.",
        "Il n’y a pas de bonne réponse.",
        "Il n’y a pas de bonne ou de mauvaise réponse.",
        "Il n’y a pas de bonne réponse ou de mauvaise réponse.",
        "Vous ne trouvez aucune bonne réponse.",
        "Il n’y a ni bonne ni mauvaise réponse.",
        "Vous restez sans bonne réponse.",
    ] {
        assert!(places(None, &[(OUTCOME, json!(sound))]).is_empty(), "{sound}");
    }
    for verdict in [
        "C’est un bon choix.",
        "C’est un bon\nchoix.",
        "C’est un **bon** choix.",
        "Ce n’est pas la bonne réponse.",
        "Il n’y a pas de doute. Mauvaise décision.",
        "Vous ne dites rien, ni oui ni non : mauvais choix.",
        "Vous restez sans voix, bonne réponse.",
    ] {
        assert_eq!(places(None, &[(OUTCOME, json!(verdict))]), ["B114 $.scenes[0].decision.choices[0].outcome[0].narration"], "{verdict}");
    }
}

#[test]
fn what_is_everywhere_in_a_text_is_told_twenty_times_with_how_many_more() {
    let of = |text: &str| told(None, &[(OUTCOME, json!(text))]);
    let spaces = of(&"a , ".repeat(50));
    assert_eq!(spaces.len(), 20);
    assert!(spaces[19].ends_with("Et 30 autres dans ce texte.") && !spaces[18].contains("autres"), "{}", spaces[19]);
    assert!(of(&"a , ".repeat(21))[19].ends_with("Et 1 autre dans ce texte."));
    assert!(of(&"a , ".repeat(20))[19].ends_with("signe."));
    assert!(of(&"bon choix ".repeat(21))[19].ends_with("Et 1 autre dans ce texte."));
    assert_eq!(of(&"a,".repeat(40)).len(), 20);
}

/// An address is known by a sign of its own near the comma, however long the word.
#[test]
fn signs_in_addresses_are_theirs() {
    for sound in ["Voyez https://exemple.fr/a,b?c;d ici.", "Voyez www.exemple.fr/a,b ici.", "Écrivez à a,b@exemple.fr.", "Cherchez q=a,b ici."] {
        assert!(places(None, &[(OUTCOME, json!(sound))]).is_empty(), "{sound}");
    }
    let long = format!("Voyez https://exemple.fr/{}a,b ici.", "c".repeat(200));
    assert_eq!(told(None, &[(OUTCOME, json!(long))]).len(), 1);
    assert_eq!(places(None, &[(OUTCOME, json!("Voyez a@b ici,puis là."))]).len(), 1, "another word");
}

#[test]
fn acronyms_are_spelled_beside_them_or_by_first_letters() {
    for sound in [
        "La maison départementale (MDPH) écrit.",
        "La MDPH (maison départementale) écrit.",
        "La maison départementale des personnes handicapées écrit. La MDPH attend.",
        "La MDPH attend. Le dispositif mobile départemental. La maison départementale : personnes handicapées.",
        "Le MADE : un mode autre du dire ensemble, une mise à disposition externe.",
    ] {
        assert!(places(None, &[(OUTCOME, json!(sound))]).is_empty(), "{sound}");
    }
    for unknown in ["Maison (MDPH) écrit.", "La MDPH (maison) écrit, et puis plus rien.", "La MDPH ()", "La MDPH (maison", "MDPH : dit propre, humide."] {
        assert_eq!(places(None, &[(OUTCOME, json!(unknown))]), ["B119 $.scenes[0].decision.choices[0].outcome[0].narration"], "{unknown}");
    }
}
