//! How long cases are, against every path of random ones played with the engine, and on cases counted by hand.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bifurque::check::lengths::{Length, Lengths, lengths};
use bifurque::engine::Session;
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ExitCode;
use bifurque::scenario::words::{Count, items};
use bifurque::text::words;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

#[path = "support/generator.rs"]
#[allow(dead_code, reason = "this test makes no calls")]
mod generator;

const CASES: u32 = 600;
/// More paths than these are not played one by one.
const MOST_PATHS: usize = 3000;

fn load(json: &Value) -> Rc<Scenario> {
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}\n{json:#}"))
}

fn measured(json: &Value) -> Lengths {
    lengths(&load(json), 5000, &mut |_| true)
}

/// Every path of a case whose lots are all the same, as decisions, words and how often: none if there are too many, or if one comes to nothing.
struct Paths<'a> {
    json: &'a Value,
    told: Vec<(u32, usize, f64)>,
    lost: f64,
}

impl Paths<'_> {
    fn play(&mut self, mut session: Session, decisions: u32, words: usize, share: f64) -> Option<()> {
        let (scenario, state) = (Rc::clone(session.scenario()), session.state().scene());
        let scene = &self.json["scenes"][state.at()];
        let mut words = words + texts([&scene["title"]]) + shown(&scene["blocks"], session.items());
        match scenario.program.scenes[state.at()].exit {
            ExitCode::Ending => {
                words += texts(["title", "person", "professional", "team", "question"].map(|key| &scene["ending"][key]));
                self.told.push((decisions, words, share));
                (self.told.len() < MOST_PATHS).then_some(())
            }
            ExitCode::Decision(choices) => {
                let listed = scene["decision"]["choices"].as_array().unwrap();
                words += texts([&scene["decision"]["prompt"]]);
                let offers: Vec<_> = session.offers().collect();
                for (choice, offer) in listed.iter().zip(&offers) {
                    words += if offer.open {
                        texts([&choice["text"]])
                    } else if choice["locked"].is_null() {
                        0
                    } else {
                        texts([&choice["text"], &choice["locked"]])
                    };
                }
                let open: Vec<_> = offers.iter().filter(|offer| offer.open).collect();
                if open.is_empty() {
                    self.lost += share;
                }
                for offer in &open {
                    let mut after = session.clone();
                    after.choose(offer.choice, &mut Vec::new()).unwrap();
                    let outcome = shown(&listed[offer.choice.at() - choices.range().start]["outcome"], after.outcome_items());
                    after.proceed(&mut Vec::new()).unwrap();
                    #[allow(clippy::cast_precision_loss, reason = "a few choices")]
                    self.play(after, decisions + 1, words + outcome, share / open.len() as f64)?;
                }
                Some(())
            }
            ExitCode::Passage(_) | ExitCode::Return => match session.proceed(&mut Vec::new()) {
                Ok(_) => self.play(session, decisions, words, share),
                Err(_) => {
                    self.lost += share;
                    Some(())
                }
            },
        }
    }
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a Value>) -> usize {
    texts.into_iter().map(|text| words(text.as_str().unwrap())).sum()
}

/// The words of blocks, as a page shows them: nothing of a hidden thread, and of one that is shown not its name.
fn shown(blocks: &Value, items: &[bool]) -> usize {
    let mut items = items.iter();
    let mut sum = 0;
    for block in blocks.as_array().unwrap() {
        let outer = *items.next().unwrap();
        let mut add = |shown: bool, text: &Value| sum += if shown { texts([text]) } else { 0 };
        if block["narration"].is_string() {
            add(outer, &block["narration"]);
        }
        if block["post"].is_object() {
            add(outer, &block["post"]["text"]);
        }
        for (kind, parts) in [("thread", "messages"), ("post", "comments")] {
            if block[kind].is_object() {
                block[kind][parts].as_array().unwrap().iter().for_each(|part| add(*items.next().unwrap() && outer, &part["text"]));
            }
        }
    }
    assert!(items.next().is_none());
    sum
}

/// Every draw replaced by its first arm: a play is then its choices alone.
fn without_lots(value: &mut Value) {
    while let Some(first) = value.get("chance").map(|arms| arms[0]["to"].clone()) {
        *value = first;
    }
    match value {
        Value::Array(list) => list.iter_mut().for_each(without_lots),
        Value::Object(map) => map.values_mut().for_each(without_lots),
        _ => {}
    }
}

/// Every way that leads back leads on instead, past the last scene of a group to an ending or a return: play cannot turn in circles.
fn straightened(json: &mut Value) {
    let scenes = json["scenes"].as_array_mut().unwrap();
    let names: Vec<(String, usize)> = scenes.iter().map(|scene| scene["id"].as_str().unwrap().rsplit_once('-').unwrap()).map(numbered).collect();
    for (scene, (group, at)) in scenes.iter_mut().zip(&names) {
        for exit in ["decision", "passage"] {
            if let Some(exit) = scene.get_mut(exit) {
                lead_on(exit, group, *at, &format!("{group}-{}", at + 1));
            }
        }
    }
    for group in ["scene", "detour", "profond"] {
        let count = names.iter().filter(|(name, _)| name == group).count();
        let mut last = if group == "scene" { ending("fin") } else { json!({ "return": true }) };
        (last["id"], last["title"], last["blocks"]) = (json!(format!("{group}-{count}")), json!("Après tout"), json!([]));
        scenes.push(last);
    }
}

fn numbered((group, at): (&str, &str)) -> (String, usize) {
    (group.to_owned(), at.parse().unwrap())
}

fn lead_on(value: &mut Value, group: &str, from: usize, next: &str) {
    let back = |to: &str| to.rsplit_once('-').is_some_and(|(to, at)| to == group && at.parse::<usize>().is_ok_and(|at| at <= from));
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| lead_on(value, group, from, next)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| match value.as_str() {
            Some(to) if matches!(&**key, "to" | "then") && back(to) => *value = json!(next),
            _ => lead_on(value, group, from, next),
        }),
        _ => {}
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6 * one.abs().max(1.0)
}

#[test]
fn lengths_are_those_of_all_paths_played() {
    let (compared, lost) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&generator::scenario(), |mut json| {
        without_lots(&mut json);
        straightened(&mut json);
        let scenario = load(&json);
        let told = lengths(&scenario, 5000, &mut |_| true);
        if !told.complete || told.circular {
            return Ok(());
        }
        let mut paths = Paths { json: &json, told: Vec::new(), lost: 0.0 };
        let start = Session::start(Rc::clone(&scenario), 0, &mut Vec::new());
        if paths.play(start, 0, 0, 1.0).is_none() {
            return Ok(());
        }
        prop_assert_eq!(told.paths, Some(paths.told.len() as u128));
        let lengths: Vec<Length> =
            paths.told.iter().map(|&(decisions, words, _)| Length::of(f64::from(decisions), f64::from(u32::try_from(words).unwrap()))).collect();
        let extreme = |pick: fn(f64, f64) -> f64| {
            let by = |measure: fn(&Length) -> f64| lengths.iter().map(measure).reduce(pick);
            Some(Length { decisions: by(|length| length.decisions)?, words: by(|length| length.words)?, minutes: by(|length| length.minutes)? })
        };
        for (told, counted) in [(told.shortest, extreme(f64::min)), (told.longest, extreme(f64::max))] {
            prop_assert_eq!(told.is_some(), counted.is_some());
            let (Some(told), Some(counted)) = (told, counted) else { continue };
            prop_assert_eq!((told.decisions, told.words), (counted.decisions, counted.words));
            prop_assert!(near(told.minutes, counted.minutes), "{:?} {:?}", told, counted);
        }
        let all: f64 = paths.told.iter().map(|(_, _, share)| share).sum();
        prop_assert!(near(all + paths.lost, 1.0));
        if let Some(typical) = told.typical {
            let mean = |measure: fn(&Length) -> f64| lengths.iter().zip(&paths.told).map(|(length, (_, _, share))| measure(length) * share).sum::<f64>() / all;
            let mean = [mean(|length| length.decisions), mean(|length| length.words), mean(|length| length.minutes)];
            prop_assert!(near(typical.decisions, mean[0]) && near(typical.words, mean[1]) && near(typical.minutes, mean[2]), "{:?} {:?}", typical, mean);
        }
        compared.fetch_add(usize::from(paths.told.len() > 1), Ordering::Relaxed);
        lost.fetch_add(usize::from(paths.lost > 0.0), Ordering::Relaxed);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let counts = [compared, lost].map(AtomicUsize::into_inner);
    println!("compared with more than one path, with someone stranded: {counts:?}");
    assert!(counts[0] > CASES as usize / 6 && counts[1] > CASES as usize / 50, "{counts:?}");
}

/// A case whose scenes are these: each has an id and two words of title.
fn case(scenes: &[(&str, Value)]) -> Value {
    let scenes: Vec<Value> = scenes
        .iter()
        .map(|(id, exit)| {
            let mut scene = exit.clone();
            scene["id"] = json!(id);
            scene["title"] = json!("Deux mots");
            scene["blocks"] = json!([]);
            scene
        })
        .collect();
    json!({
        "format": 1, "id": "compte", "version": "1.0.0", "language": "fr", "title": "Cas", "summary": "Un cas.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0", "introduction": { "role": "Vous jouez.", "text": "Il est tôt." },
        "note": { "works-on": "Les longueurs." }, "start": "un", "scenes": scenes,
    })
}

fn decision(choices: &[(&str, Value)]) -> Value {
    let choices: Vec<Value> = choices.iter().map(|(id, to)| json!({ "id": id, "text": "Vous agissez.", "to": to })).collect();
    json!({ "decision": { "prompt": "Et alors ?", "choices": choices } })
}

/// Two words of title each, and « a b c d ».
fn ending(id: &str) -> Value {
    json!({ "ending": { "id": id, "title": "La fin", "person": "a", "professional": "b", "team": "c", "question": "d" } })
}

#[test]
fn lots_fall_as_they_weigh() {
    // Straight to the end for three quarters; one in four decides once more, with two ways out.
    let lots = json!({ "chance": [{ "weight": 3, "to": "fin" }, { "weight": 1, "to": [{ "to": { "chance": [{ "weight": 1, "to": "deux" }] } }] }] });
    let scenes = [("un", json!({ "passage": { "to": lots } })), ("deux", decision(&[("a", json!("fin")), ("b", json!("fin"))])), ("fin", ending("la-fin"))];
    let told = measured(&case(&scenes));
    let least = Length::of(0.0, 2.0 + 8.0);
    let most = Length::of(1.0, 2.0 + 8.0 + 8.0);
    assert_eq!((told.paths, told.circular, told.shortest, told.longest), (Some(3), false, Some(least), Some(most)));
    assert_eq!(told.typical, Some(Length::of(0.25, 10.0 + 0.25 * 8.0)));
}

#[test]
fn a_circle_counts_once() {
    // From one to two, which can come back, look again, or go to the end.
    let scenes = [
        ("un", decision(&[("aller", json!("deux"))])),
        ("deux", decision(&[("revenir", json!("un")), ("encore", json!("deux")), ("finir", json!("fin"))])),
        ("fin", ending("la-fin")),
    ];
    let told = measured(&case(&scenes));
    let whole = Length::of(2.0, (2.0 + 2.0 + 2.0) + (2.0 + 2.0 + 6.0) + 8.0);
    assert_eq!((told.paths, told.circular), (Some(1), true));
    assert_eq!([told.shortest, told.typical, told.longest], [Some(whole); 3]);
}

#[test]
fn past_the_budget_nothing_is_said_and_without_an_ending_nothing_either() {
    let turning = case(&[("un", decision(&[("a", json!("un"))])), ("fin", ending("la-fin"))]);
    let told = measured(&turning);
    assert_eq!((told.paths, told.shortest, told.typical, told.longest, told.complete), (Some(0), None, None, None, true));
    let told = lengths(&load(&case(&[("un", decision(&[("a", json!("fin"))])), ("fin", ending("la-fin"))])), 1, &mut |_| true);
    assert_eq!(told, Lengths { states: 1, ..Lengths::default() });
}

#[test]
fn of_each_kind_of_block_what_is_read_is_counted() {
    let attachment = json!({ "kind": "photo", "description": "Une chambre" });
    let kinds = [
        (json!({ "narration": "Elle *attend*." }), (2, 0)),
        (json!({ "speech": { "who": "ada", "text": "Oui, oui.", "manner": "à voix basse" } }), (5, 0)),
        (json!({ "ellipsis": "Trois semaines plus tard" }), (4, 0)),
        (
            json!({ "thread": { "title": "Le groupe", "members": "Quatorze membres", "messages": [
                { "from": "ada", "time": "21:14", "text": "Tu dors ?", "state": "Vu par tous", "attachment": attachment }, { "notice": "Ada a quitté le groupe" } ] } }),
            (0, 4 + 5),
        ),
        (
            json!({ "email": { "from": "ada", "to": ["Le service"], "cc": ["Vous"], "subject": "Une question", "time": "Lundi", "text": "À lire.", "attachments": [attachment] } }),
            (0, 6),
        ),
        (
            json!({ "post": { "from": "ada", "audience": "Public", "time": "Hier", "text": "Rien à dire.", "attachment": attachment, "reactions": "40 réactions",
                "comments": [{ "from": "vous", "time": "Hier", "text": "Si." }] } }),
            (0, 3 + 2 + 1),
        ),
        (
            json!({ "document": { "kind": "form", "title": "Le formulaire", "date": "3 mars", "text": "À remplir.", "signature": "Ada",
                "fields": [{ "label": "Nom", "value": "Ada" }, { "label": "Né le" }] } }),
            (0, 2 + 2 + 2 + 2),
        ),
        (
            json!({ "screen": { "title": "Mon compte", "address": "compte.example", "text": "Connectez-vous.", "notice": "Code envoyé", "error": "Trop tard",
                "fields": [{ "label": "Code", "state": "empty" }], "actions": ["Envoyer", "Tout annuler"] } }),
            (0, 2 + 1 + 2 + 2 + 1 + 3),
        ),
        (json!({ "image": { "file": "a.jpg", "alt": "Une porte fendue", "caption": "La porte" } }), (0, 2)),
        (json!({ "audio": { "file": "a.mp3", "title": "Message", "transcript": "Allô ? C’est Ada." } }), (0, 4)),
        (json!({ "reference": { "id": "L04", "text": "Nul n’est tenu." } }), (0, 4)),
    ];
    for (block, (told, shown)) in kinds {
        let mut json = case(&[("un", ending("la-fin"))]);
        json["people"] = json!([{ "id": "ada", "name": "Ada" }]);
        json["scenes"][0]["blocks"] = json!([block]);
        let scenario = load(&json);
        let items = items(&scenario.program, scenario.program.scenes[0].items, &scenario.source.scenes[0].blocks);
        let count: Count = items.iter().map(|item| item.count).sum();
        assert_eq!(count, Count { told, shown }, "{block}");
        // The title, the ending, and the very same.
        assert_eq!(measured(&json).shortest, Some(Length::of(0.0, f64::from(u32::try_from(2 + 6 + count.all()).unwrap()))), "{block}");
    }
}

/// Twice two ways, two hundred times: more than can be counted, and told so.
#[test]
fn paths_past_counting_are_not_counted() {
    let names: Vec<String> = (0..200).map(|number| format!("scene-{number}")).collect();
    let ids: Vec<String> = (0..200).flat_map(|number| [format!("a-{number}"), format!("b-{number}")]).collect();
    let to = |number: usize| json!(names.get(number + 1).map_or("fin", String::as_str));
    let mut scenes: Vec<(&str, Value)> =
        (0..200).map(|number| (&*names[number], decision(&[(&ids[number * 2], to(number)), (&ids[number * 2 + 1], to(number))]))).collect();
    scenes.push(("fin", ending("la-fin")));
    let mut long = case(&scenes);
    long["start"] = json!("scene-0");
    let told = measured(&long);
    assert_eq!((told.paths, told.longest.unwrap().decisions, told.typical.unwrap().decisions), (None, 200.0, 200.0));
    scenes.drain(..100);
    let mut shorter = case(&scenes);
    shorter["start"] = json!("scene-100");
    assert_eq!(measured(&shorter).paths, Some(1 << 100));
}

/// Each round of a circle that ends is read: sums go past 32 bits.
#[test]
fn long_paths_are_counted_to_the_end() {
    let rounds: u32 = 45_000;
    let again = json!({ "id": "encore", "text": "Encore.", "when": format!("tours < {rounds}"), "effects": ["tours += 1"], "to": "un" });
    let mut long = case(&[("un", decision(&[("finir", json!("fin"))])), ("fin", ending("la-fin"))]);
    long["variables"] = json!([{ "id": "tours", "level": { "min": 0, "max": rounds } }]);
    long["scenes"][0]["decision"]["choices"].as_array_mut().unwrap().push(again);
    long["scenes"][0]["blocks"] = json!([{ "narration": "mot ".repeat(100_000) }]);
    let longest = lengths(&load(&long), 200_000, &mut |_| true).longest.unwrap();
    assert_eq!(longest.decisions, f64::from(rounds + 1));
    assert!(longest.words > 4.5e9 && longest.words < 4.6e9, "{}", longest.words);
}

#[test]
fn a_mean_of_nothing_is_not_told() {
    let names: Vec<String> = (0..1200).map(|number| format!("scene-{number}")).collect();
    let ids: Vec<String> = (0..1200).flat_map(|number| [format!("a-{number}"), format!("b-{number}")]).collect();
    let to = |number: usize| json!(names.get(number + 1).map_or("fin", String::as_str));
    let mut scenes: Vec<(&str, Value)> =
        (0..1200).map(|number| (&*names[number], decision(&[(&ids[number * 2], to(number)), (&ids[number * 2 + 1], json!("mur"))]))).collect();
    scenes.extend([("mur", decision(&[("rester", json!("mur"))])), ("fin", ending("la-fin"))]);
    let mut narrow = case(&scenes);
    narrow["start"] = json!("scene-0");
    let told = measured(&narrow);
    assert_eq!((told.shortest.unwrap().decisions, told.typical), (1200.0, None));
}
