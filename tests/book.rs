//! A book is played with a pencil, beside the engine: the same scenes in the same order, the same blocks, the same choices; and its page in words, beside the book.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use bifurque::book::{Book, End, Shared, Way, html};
use bifurque::engine::{Event, Phase, Session};
use bifurque::example::SCENARIO;
use bifurque::scenario::Scenario;
use bifurque::scenario::place::Place;
use bifurque::scenario::program::{ChoiceIndex, RouteCode};
use bifurque::scenario::reading::shown;
use paper::{Player, Stuck};
use proptest::prelude::*;
use reader::{Pages, Read, Reader};
use serde_json::Value;

#[path = "support/generator.rs"]
#[allow(dead_code, reason = "calls are made otherwise here")]
mod generator;
#[path = "support/paper.rs"]
mod paper;
#[path = "support/reader.rs"]
mod reader;

fn load(json: &Value) -> Rc<Scenario> {
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}\n{json:#}"))
}

/// The items that the engine shows of a place, as the book's player reads them.
fn items(scenario: &Scenario, place: Place, found: &[bool]) -> Vec<usize> {
    let first = place.items(scenario).range().start;
    let mut items = Vec::new();
    for shown in shown(place.blocks(scenario), found) {
        items.push(first + shown.item);
        items.extend((0..).zip(shown.parts).filter(|(_, part)| **part).map(|(at, _): (usize, _)| first + shown.item + 1 + at));
    }
    items
}

/// Player and engine have the same before them.
fn agree(player: &Player<'_, '_>, session: &Session) {
    let scenario = session.scenario();
    let page = player.read();
    let (place, found) = match session.state().phase() {
        Phase::Scene => (Place::Scene(session.state().scene()), session.items()),
        Phase::Outcome(choice) => (Place::Outcome(choice), session.outcome_items()),
    };
    assert_eq!(player.here().place, place);
    assert_eq!(page.items, items(scenario, place, found), "{place:?}");
    let offers = |open: bool| session.offers().filter(move |offer| offer.open == open).map(|offer| offer.choice);
    assert_eq!(page.open.iter().map(|(choice, _)| *choice).collect::<Vec<_>>(), offers(true).collect::<Vec<_>>());
    let told: Vec<ChoiceIndex> = offers(false).filter(|choice| scenario.choice(*choice).locked.is_some()).collect();
    assert_eq!(page.closed, told);
    assert_eq!(matches!(player.here().end, End::Ending), session.is_over());
    for resource in 0..scenario.source.resources.len() {
        assert_eq!(player.annex(resource), items(scenario, Place::Resource(resource), &session.resource_items(resource)));
    }
    assert_eq!(player.noted.len(), session.state().stack().len());
    assert!(player.noted.len() <= player.book.returns);
}

/// What the dice said: the arms that the engine drew where there was something to draw.
fn drawn(scenario: &Scenario, events: &[Event]) -> Vec<usize> {
    let arms = |route: &bifurque::scenario::program::RouteIndex| match scenario.program.routes[route.at()] {
        RouteCode::Chance(arms) => arms.len(),
        _ => 0,
    };
    events.iter().filter_map(|event| if let Event::Drew { route, arm } = event { (arms(route) > 1).then_some(*arm as usize) } else { None }).collect()
}

/// Plays both side by side; each number picks what is done next.
fn play(scenario: &Rc<Scenario>, book: &Book<'_>, seed: u64, picks: &[u16]) -> bool {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), seed, &mut events);
    let mut player = Player::new(book);
    agree(&player, &session);
    for &pick in picks {
        if session.is_over() {
            break;
        }
        events.clear();
        if pick % 16 == 15 && book.skip.is_some() {
            session.skip(&mut events).unwrap();
            player.skip().unwrap();
            agree(&player, &session);
            continue;
        }
        let open = player.read().open;
        if let Some(&(choice, to)) = open.get(usize::from(pick) % open.len().max(1)) {
            session.choose(choice, &mut events).unwrap();
            player.turn_to(to);
            if player.here().place != Place::Outcome(choice) {
                // Nothing is read or done on the way to the next scene.
                assert!(session.outcome_items().is_empty());
                session.proceed(&mut events).unwrap();
            }
        } else {
            let engine = session.proceed(&mut events);
            let paper = player.go_on(&drawn(scenario, &events));
            assert_eq!(engine.is_err(), paper == Err(Stuck), "{engine:?}");
            if engine.is_err() {
                return false;
            }
        }
        agree(&player, &session);
    }
    session.is_over()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_book_plays_as_the_engine_does(
        json in generator::scenario(), shuffle in any::<u64>(), seed in any::<u64>(), picks in proptest::collection::vec(any::<u16>(), 0..40),
    ) {
        let scenario = load(&json);
        let book = Book::of(&scenario, shuffle);
        is_sound(&book);
        play(&scenario, &book, seed, &picks);
    }
}

/// What the printed page is found to say must be what the book means.
fn play_as_printed(book: &Book<'_>, pages: &Pages, seed: u64) {
    let names = |line: usize, at: u32| if book.sheet[line].last == 0 { book.sheet[line].name.clone() } else { format!("{}{}", book.sheet[line].name, at + 1) };
    let ticked = |player: &Player<'_, '_>| -> BTreeSet<String> {
        player.sheet.iter().enumerate().flat_map(|(line, ticked)| ticked.iter().map(move |at| (line, *at))).map(|(line, at)| names(line, at)).collect()
    };
    let mut player = Player::new(book);
    let lines = book.sheet.iter().map(|line| (line.name.clone(), line.last + 1)).collect();
    let mut reader = Reader::new(pages, ticked(&player), lines);
    for step in 0..60u64 {
        let page = player.read();
        let read = reader.read();
        let open = page.open.iter().map(|(_, to)| *to).collect();
        assert_eq!(read, Read { insets: page.insets.iter().copied().collect(), open, closed: page.closed.len() }, "number {}", player.at);
        let pick = (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(step.wrapping_mul(0xd1b5_4a32_d192_ed03)) >> 40) as usize;
        if let Some((_, to)) = page.open.get(pick % page.open.len().max(1)) {
            player.turn_to(*to);
            reader.turn_to(*to);
        } else {
            let (arms, throws) = dice(&player, pick);
            if player.go_on(&arms).is_err() {
                return;
            }
            reader.go_on(&throws);
        }
        assert_eq!((reader.at, &reader.noted), (player.at, &player.noted));
        assert_eq!(reader.ticked, ticked(&player), "number {}", player.at);
    }
}

/// How the dice fall where the player stands, whatever is drawn: the arms, and the throws that mean them.
fn dice(player: &Player<'_, '_>, pick: usize) -> (Vec<usize>, Vec<String>) {
    let End::Onward { way, .. } = &player.here().end else { return (Vec::new(), Vec::new()) };
    let (mut way, mut arms, mut throws) = (way, Vec::new(), Vec::new());
    loop {
        match way {
            Way::Draw(draw) => {
                let arm = pick % draw.arms.len();
                arms.push(arm);
                throws.push(draw.written(if pick % 3 == 0 { draw.arms[arm].from } else { draw.arms[arm].to }));
                way = &draw.arms[arm].way;
            }
            Way::Fork(ways) => way = &ways.iter().find(|(when, _)| player.holds(when)).unwrap().1,
            Way::Go { .. } | Way::Back => return (arms, throws),
        }
    }
}

#[test]
fn the_shipped_books_say_in_words_what_they_mean() {
    for scenario in shipped() {
        let book = Book::of(&scenario, scenario.digest.number());
        let pages = Pages::of(&html(&book, Shared::default()));
        (0..200).for_each(|seed| play_as_printed(&book, &pages, seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_book_says_in_words_what_it_means(
        json in generator::scenario(), shuffle in any::<u64>(), seed in any::<u64>(), wider in proptest::option::of(any::<bool>()),
    ) {
        let scenario = load(&widened(json, wider));
        let book = Book::of(&scenario, shuffle);
        let pages = Pages::of(&html(&book, Shared::default()));
        for play in 0..4 {
            play_as_printed(&book, &pages, seed.wrapping_add(play));
        }
    }
}

/// The same case with every level so wide, upwards or downwards, that it is a number to be written and no row of boxes.
fn widened(mut json: Value, upwards: Option<bool>) -> Value {
    for level in json["variables"].as_array_mut().unwrap().iter_mut().filter_map(|variable| variable.get_mut("level")) {
        match upwards {
            Some(true) => level["max"] = (level["max"].as_i64().unwrap() + 12).into(),
            Some(false) => level["min"] = (level["min"].as_i64().unwrap() - 12).into(),
            None => {}
        }
    }
    json
}

/// A case of one level, from 0 to so much, that begins at 5.
fn with_a_level(most: u32) -> Rc<Scenario> {
    let mut json: Value = serde_json::from_str(SCENARIO).unwrap();
    json["variables"] = serde_json::json!([{ "id": "force", "level": { "min": 0, "max": most, "initial": 5 } }]);
    json["scenes"][0]["decision"]["choices"][0]["when"] = "force > 2".into();
    json["scenes"][0]["blocks"] =
        [4, 5].map(|force| serde_json::json!({ "narration": "Une phrase.", "when": format!("force = {force}") })).into_iter().collect();
    load(&json)
}

#[test]
fn a_number_is_written_down_and_a_mark_is_moved() {
    let sheet = |most| {
        let scenario = with_a_level(most);
        html(&Book::of(&scenario, 1), Shared::default()).split_once("<section class=\"part sheet\"").unwrap().1.split_once("</section>").unwrap().0.to_owned()
    };
    let of_marks = ["cochez au crayon les cases qui portent un point", "une marque qui se déplace", "Une marque qui est au bout"];
    let of_numbers = ["écrivez au crayon chaque nombre de départ", "au départ 5", "Un nombre ne dépasse jamais ses bornes"];
    for (most, there, absent) in [(11, of_marks, ["au départ", "chaque nombre", "Un nombre"]), (12, of_numbers, of_marks)] {
        let sheet = sheet(most).replace(['\u{a0}', '\u{202f}'], " ");
        for words in there {
            assert!(sheet.contains(words), "0 to {most}: « {words} » in {sheet}");
        }
        for words in absent {
            assert!(!sheet.contains(words), "0 to {most}: no « {words} » in {sheet}");
        }
    }
}

#[test]
fn insets_for_two_values_of_a_number_name_no_box() {
    let scenario = with_a_level(20);
    let book = Book::of(&scenario, 1);
    let page = html(&book, Shared::default());
    assert!(page.contains("le nombre") && !page.contains("case cochée"), "{page}");
    play_as_printed(&book, &Pages::of(&page), 1);
}

#[test]
fn a_quoted_message_has_its_emphasis_and_a_post_has_comments() {
    let mut json: Value = serde_json::from_str(SCENARIO).unwrap();
    json["people"] = serde_json::json!([{ "id": "ada", "name": "Ada" }]);
    json["scenes"][0]["blocks"] = serde_json::json!([
        { "thread": { "title": "Le fil", "messages": [{ "id": "un", "from": "ada", "text": "Salut **tous**" }, { "from": "ada", "quote": "un", "text": "Oui." }] } },
        { "post": { "from": "ada", "text": "Un mot.", "comments": [{ "from": "ada", "text": "Oui.", "when": "visited(accueil)" }] } },
    ]);
    let scenario = load(&json);
    let page = html(&Book::of(&scenario, 1), Shared::default());
    assert!(page.contains("<p class=\"quote\">Salut <strong>tous</strong></p>") && !page.contains("**"), "{page}");
    assert!(page.contains(" : le commentaire n°") || page.contains("\u{a0}: le commentaire n°"), "{page}");
}

fn shipped() -> Vec<Rc<Scenario>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    ["premiers-pas", "le-carnet-de-mme-aubry", "equipe-du-soir", "vous-connaissez-peut-etre"]
        .iter()
        .map(|id| Scenario::load(&std::fs::read(folder.join(id).join("scenario.json")).unwrap(), None).unwrap())
        .collect()
}

#[test]
fn the_shipped_books_play_as_the_engine_does() {
    for scenario in shipped() {
        let book = Book::of(&scenario, scenario.digest.number());
        is_sound(&book);
        let mut ends = 0;
        for seed in 0..400u64 {
            // Numbers that depend on the seed alone, and never ask to skip but in one play of four.
            let next = |at: u64| (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(at.wrapping_mul(0xd1b5_4a32_d192_ed03)) >> 40) as u16;
            let picks: Vec<u16> = (1..200).map(|at| if seed % 4 == 0 { next(at) } else { next(at) & !1 }).collect();
            ends += usize::from(play(&scenario, &book, seed, &picks));
        }
        assert_eq!(ends, 400, "{}: every play comes to an end", scenario.id());
    }
}

/// Numbers lead somewhere, each inset is sent to from one place, and what stands together gives nothing away.
fn is_sound(book: &Book<'_>) {
    let scenario = book.scenario;
    assert_eq!(book.paragraphs[0].place, Place::Scene(scenario.program.start));
    let scenes = book.paragraphs.iter().filter(|paragraph| matches!(paragraph.place, Place::Scene(_))).count();
    assert_eq!(scenes, scenario.source.scenes.len());
    let text = format!("{:?} {:?} {:?}", book.paragraphs, book.insets, book.annexes);
    for number in (0..book.insets.len()).map(|at| book.inset_number(at)) {
        assert_eq!(text.matches(&format!("inset: {number} }}")).count(), 1, "inset {number}");
    }
    fn check(way: &Way, last: u32) {
        match way {
            Way::Go { to, note, .. } => assert!((1..=last).contains(to) && note.is_none_or(|note| (1..=last).contains(&note))),
            Way::Back => {}
            Way::Fork(ways) => {
                assert!(ways.len() > 1 && ways.last().unwrap().0.is_always());
                ways.iter().for_each(|(_, way)| check(way, last));
            }
            Way::Draw(draw) => draw.arms.iter().for_each(|arm| check(&arm.way, last)),
        }
    }
    let last = u32::try_from(book.paragraphs.len()).unwrap();
    for paragraph in &book.paragraphs {
        if let End::Onward { way, .. } = &paragraph.end {
            check(way, last);
        }
    }
}

#[test]
fn the_order_is_shuffled_and_always_the_same() {
    for scenario in shipped() {
        let order = |seed| Book::of(&scenario, seed).paragraphs.iter().map(|paragraph| paragraph.place).collect::<Vec<_>>();
        let digest = scenario.digest.number();
        assert_eq!(order(digest), order(digest));
        assert_ne!(order(1), order(2));
        let places = order(digest);
        let neighbours = places.windows(2).filter(|pair| {
            let decision = |place: &Place| match place {
                Place::Outcome(choice) => Some(scenario.program.choices[choice.at()].scene),
                _ => None,
            };
            decision(&pair[0]).is_some() && decision(&pair[0]) == decision(&pair[1])
        });
        // Among a dozen paragraphs there is no room to part all.
        let most = usize::from(places.len() < 20);
        assert!(neighbours.count() <= most, "{}: what follows from two choices of one decision stands together", scenario.id());
    }
}
