//! « Collectif »: one story for the whole room, told page by page, kept as the room's parcours.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use bifurque::debrief::deeper::{Path, offered, replay};
use bifurque::debrief::running::{self, Showing};
use bifurque::debrief::slide::{Part, Slide, shown_words};
use bifurque::debrief::telling::{self, Telling, tellings};
use bifurque::debrief::{Carrier, GroupSession, Outcome, Refusal, Shown, TogetherFault, Turn, Turnout, Walk, read_session};
use bifurque::engine::{Misuse, Session};
use bifurque::record::PlayersMode;
use bifurque::scenario::Scenario;
use proptest::prelude::*;
use room::Lots;
use story::{case, choice, go_on, session, source, story, take};

#[path = "support/room.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod room;

#[path = "support/story.rs"]
mod story;

const CASES: [&str; 4] = ["premiers-pas", "le-carnet-de-mme-aubry", "equipe-du-soir", "vous-connaissez-peut-etre"];

/// Votes of eight at the decision that waits.
fn vote(session: &mut GroupSession, story: &Session) {
    let scene = telling::waiting(story).unwrap();
    let choices = story.offers().count();
    let ballot = session.ballot_mut(&story.scenario().scene(scene).id, 1, choices);
    (0..8).for_each(|ballots| ballot.count(ballots % u32::try_from(choices).unwrap()));
    ballot.publish(8).unwrap();
}

/// Plays to an ending; tells `seen` of everything that the room saw.
fn play(session: &mut GroupSession, scenario: &Rc<Scenario>, seed: u64, mut seen: impl FnMut(&Session, &[Slide])) {
    let mut lots = Lots::new(seed);
    loop {
        let story = story(session, scenario);
        if telling::votes_here(&story) {
            vote(session, &story);
        }
        for telling in tellings(session, &story) {
            seen(&story, &telling::slides(session, &story, telling));
        }
        if story.is_over() {
            return;
        }
        let open: Vec<_> = story.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
        if open.is_empty() {
            go_on(session, scenario);
            continue;
        }
        for other in &open {
            seen(&story, &telling::what_if(&story, *other).unwrap());
        }
        session.together.as_mut().unwrap().take(scenario, open[lots.below(open.len())]).unwrap();
    }
}

fn said(slides: &[Slide]) -> String {
    let part = |part: &Part| match part {
        Part::Text(words) | Part::Caption(words) => words.clone(),
        Part::Choices(choices) => choices.iter().map(|choice| [&choice.letter, " ", &choice.text].concat()).collect::<Vec<_>>().join("\n"),
        Part::Bars(bars) => bars.rows.iter().map(|row| [&row.letter, " ", &row.text].concat()).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    };
    slides.iter().flat_map(|slide| [slide.title.clone()].into_iter().chain(slide.parts.iter().map(part))).collect::<Vec<_>>().join("\n")
}

/// The letters and digits of a text: whatever its pages, its markup and its spaces.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[test]
fn every_case_is_told_to_its_end_on_pages_that_a_room_can_read() {
    for id in CASES {
        let scenario = case(id);
        for seed in 0..12 {
            let mut session = session(&scenario);
            let mut told = String::new();
            play(&mut session, &scenario, seed, |story, slides| {
                assert!(!slides.is_empty(), "{id}: an empty telling in {:?}", story.state().scene());
                for (slide, page) in slides.iter().zip(1..) {
                    assert!(shown_words(slide) <= 60, "{id}: {} words: {slide:?}", shown_words(slide));
                    assert!(!slide.title.is_empty() && !slide.parts.is_empty(), "{id}: {slide:?}");
                    assert_eq!((slide.page, slide.pages as usize), (page, slides.len()));
                }
                told.push_str(&said(slides));
            });
            // Nothing that was shown to one who plays is lost between the pages.
            let words = bare(&told);
            let story = story(&session, &scenario);
            for turn in &session.together.as_ref().unwrap().turns {
                let scene = scenario.scene(scenario.find_scene(&turn.scene).unwrap());
                assert!(words.contains(&bare(&scene.title)), "{id}: {}", scene.title.text);
            }
            let ending = scenario.ending(story.state().scene()).unwrap();
            let question = bifurque::text::parse(&ending.question).unwrap().plain();
            assert!(words.contains(&bare(&question)), "{id}: {question}");
            assert_eq!(session.keep_together(&scenario), Ok(Outcome::Added { joined: bifurque::debrief::Joined::Same }), "{id}");
        }
    }
}

#[test]
fn a_scene_is_told_whole_in_its_order() {
    let scenario = case("le-carnet-de-mme-aubry");
    let session = session(&scenario);
    let story = story(&session, &scenario);
    let scene = story.state().scene();
    let slides = telling::slides(&session, &story, Telling::Scene(scene));
    let source = scenario.scene(scene);
    let plain = bifurque::scenario::reading::plain(&scenario, &source.blocks, story.items());
    let pages: String =
        slides.iter().flat_map(|slide| &slide.parts).filter_map(|part| if let Part::Text(text) = part { Some(bare(text)) } else { None }).collect();
    assert_eq!(pages, bare(&plain));
    let Part::Caption(when) = &slides[0].parts[0] else { panic!("{:?}", slides[0]) };
    assert_eq!(*when, format!("{} · {}", source.time.as_ref().unwrap().text, source.place.as_ref().unwrap().text));
    assert!(slides.len() > 1 && slides[1..].iter().all(|slide| slide.title == source.title.text && slide.parts.len() == 1));
}

#[test]
fn a_line_longer_than_a_page_is_parted_at_its_sentences_and_then_at_its_words() {
    for text in
        ["Oui. ".repeat(150), "mot ".repeat(150), "qu’à l’écran d’aujourd’hui ".repeat(60), "*[a](b)\\ <b>".repeat(80), "- un\n- deux".into(), String::new()]
    {
        let slides = bifurque::debrief::slide::told("Un titre", "Lundi · Ici", &text);
        assert!(slides.iter().all(|slide| shown_words(slide) <= 60), "{slides:?}");
        let told: String =
            slides.iter().flat_map(|slide| &slide.parts).filter_map(|part| if let Part::Text(text) = part { Some(bare(text)) } else { None }).collect();
        assert_eq!(told, bare(&text));
    }
    let long = bifurque::debrief::slide::told("T", "", &"Une phrase de six mots ici. ".repeat(30));
    let ends = |slide: &Slide| matches!(slide.parts.last(), Some(Part::Text(text)) if text.ends_with('.'));
    assert!(long.len() >= 3 && long.iter().all(ends), "{long:?}");
}

#[test]
fn a_room_of_premiers_pas_goes_through_every_moment_in_order() {
    let scenario = case("premiers-pas");
    let mut session = session(&scenario);
    let labels = |session: &GroupSession| tellings(session, &story(session, &scenario)).into_iter().map(Telling::label).collect::<Vec<_>>();
    assert_eq!(labels(&session), ["présenter le cas", "projeter la scène", "projeter les options"]);
    let first = story(&session, &scenario);
    vote(&mut session, &first);
    assert_eq!(labels(&session), ["présenter le cas", "projeter la scène", "projeter les options", "montrer le vote"]);
    take(&mut session, &scenario, "demander");
    assert_eq!(labels(&session), ["projeter ce qui suit"]);
    go_on(&mut session, &scenario);
    assert_eq!(labels(&session), ["projeter la scène", "projeter les options"]);
    take(&mut session, &scenario, "tinter");
    go_on(&mut session, &scenario);
    assert_eq!(labels(&session), ["projeter la scène"]);
    go_on(&mut session, &scenario);
    assert_eq!(labels(&session), ["projeter la scène", "projeter la fin"]);
    let fault = session.together.as_mut().unwrap().go_on(&scenario).unwrap_err();
    assert_eq!(fault, TogetherFault::Misuse { turn: 6, misuse: Misuse::Over });
}

#[test]
fn a_closed_choice_says_why_and_a_hidden_one_is_nowhere() {
    let shown = case("premiers-pas");
    let mut json: serde_json::Value = serde_json::from_str(&source("premiers-pas")).unwrap();
    json["scenes"][1]["decision"]["choices"][0].as_object_mut().unwrap().remove("locked");
    let hidden = Scenario::load(json.to_string().as_bytes(), None).unwrap();
    for (scenario, letters) in [(&shown, "ABC"), (&hidden, "BC")] {
        let mut session = session(scenario);
        take(&mut session, scenario, "demander");
        go_on(&mut session, scenario);
        let story = story(&session, scenario);
        vote(&mut session, &story);
        let scene = story.state().scene();
        for telling in [Telling::Choices(scene), Telling::Vote(scene)] {
            let said = said(&telling::slides(&session, &story, telling));
            let seen: String =
                said.lines().filter_map(|line| line.split_once(' ')).map(|(letter, _)| letter).filter(|letter| matches!(*letter, "A" | "B" | "C")).collect();
            assert_eq!(seen, letters, "{said}");
        }
        let said = said(&telling::slides(&session, &story, Telling::Choices(scene)));
        assert_eq!(said.contains("(fermée : La seule chaise libre porte votre verre brûlant)"), letters == "ABC", "{said}");
        let closed = choice(&story, "chaise");
        let before = session.together.clone();
        assert_eq!(session.together.as_mut().unwrap().take(scenario, closed), Err(TogetherFault::Misuse { turn: 3, misuse: Misuse::ClosedChoice }));
        assert_eq!(telling::what_if(&story, closed), Err(Misuse::ClosedChoice));
        assert_eq!(session.together, before);
    }
}

#[test]
fn a_comparison_is_marked_and_counts_for_nothing() {
    let scenario = case("premiers-pas");
    let mut session = session(&scenario);
    take(&mut session, &scenario, "demander");
    let (before, taken) = session.together.as_ref().unwrap().last_decision(&scenario).unwrap().unwrap();
    assert_eq!(&*scenario.choice(taken).id, "demander");
    let kept = session.clone();
    let slides = telling::what_if(&before, choice(&before, "tasse")).unwrap();
    assert!(slides.iter().all(|slide| slide.title.starts_with("Et si… ")), "{slides:?}");
    assert!(said(&slides).contains("Simone remplit la tasse") && said(&slides).contains("La clé des biscuits"), "{}", said(&slides));
    assert_eq!(session, kept);
    assert_eq!(session.together.as_ref().unwrap().decisions(), 1);
    go_on(&mut session, &scenario);
    assert!(session.together.as_ref().unwrap().last_decision(&scenario).unwrap().is_some(), "it can be compared until the next one");
}

#[test]
fn it_becomes_one_parcours_of_the_room_however_often_it_is_kept() {
    let scenario = case("le-carnet-de-mme-aubry");
    let mut session = session(&scenario);
    session.room = 14;
    take(&mut session, &scenario, "souris");
    assert!(matches!(session.keep_together(&scenario), Ok(Outcome::Added { .. })));
    assert_eq!(session.keep_together(&scenario), Ok(Outcome::Same));
    play(&mut session, &scenario, 3, |_, _| {});
    assert!(matches!(session.keep_together(&scenario), Ok(Outcome::Extended { .. })));
    assert_eq!(session.keep_together(&scenario), Ok(Outcome::Same));
    assert_eq!(session.turnout(), Some(Turnout { parcours: 1, people: 14 }));
    let gathered = &session.gathered[0];
    assert_eq!((gathered.carrier, gathered.hand_over.players.mode), (Carrier::Room, PlayersMode::Group));
    let walk = Walk::of(&scenario, &gathered.hand_over).unwrap();
    assert_eq!(walk.parcours.ending, Some(story(&session, &scenario).state().scene()));
    assert_eq!(walk.session.state(), story(&session, &scenario).state());
    // A file, and back.
    let read = read_session(&session.write()).unwrap();
    assert_eq!(read, session);
}

#[test]
fn people_are_as_many_as_the_room_the_votes_or_the_smallest_group() {
    let scenario = case("premiers-pas");
    for (room, people, mode) in [(0, 3, PlayersMode::Group), (1, 1, PlayersMode::Alone), (2, 2, PlayersMode::Pair), (12, 12, PlayersMode::Group)] {
        let mut session = session(&scenario);
        session.room = room;
        take(&mut session, &scenario, "tasse");
        session.keep_together(&scenario).unwrap();
        let players = session.gathered[0].hand_over.players;
        assert_eq!((players.people, players.mode), (people, mode));
    }
    let mut session = session(&scenario);
    let first = story(&session, &scenario);
    vote(&mut session, &first);
    assert_eq!(session.room_people(), 8);
}

#[test]
fn what_is_taken_back_or_closed_is_gone_with_its_list() {
    let scenario = case("premiers-pas");
    let mut session = session(&scenario);
    play(&mut session, &scenario, 1, |_, _| {});
    session.keep_together(&scenario).unwrap();
    let mut closed = session.clone();
    closed.close();
    assert_eq!(closed.together, None);
    let mut late = GroupSession { together: session.together.clone(), ..closed };
    assert_eq!(late.keep_together(&scenario), Err(TogetherFault::Refused(Refusal::Closed)));
    session.withdraw(2);
    assert!(session.together.is_some(), "another's withdrawal does not take the room's");
    session.withdraw(1);
    assert_eq!((session.together.clone(), session.gathered.len()), (None, 0));
    assert_eq!(session.keep_together(&scenario), Err(TogetherFault::NotBegun));
}

#[test]
fn a_seed_changed_on_the_way_does_not_change_the_story_begun() {
    let scenario = case("le-carnet-de-mme-aubry");
    let mut session = session(&scenario);
    play(&mut session, &scenario, 5, |_, _| {});
    session.seed = 99;
    assert!(story(&session, &scenario).is_over());
    session.keep_together(&scenario).unwrap();
    assert_eq!(session.gathered[0].hand_over.seed, 0);
}

#[test]
fn the_debrief_goes_on_with_the_ballots() {
    let scenario = case("premiers-pas");
    let mut session = session(&scenario);
    play(&mut session, &scenario, 1, |_, _| {});
    session.keep_together(&scenario).unwrap();
    let parcours = session.parcours(&scenario);
    session.publish(&scenario, &parcours);
    let scene = scenario.find_scene("cle-biscuits").unwrap();
    let slides = running::slides(&session, &scenario, &session.script.first().unwrap_or_default(), Showing::Reveal(scene));
    let Part::Bars(bars) = &slides[0].parts[0] else { panic!("{slides:?}") };
    assert_eq!(bars.rows.iter().map(|row| row.values[0].count).collect::<Vec<_>>(), [Some(3), Some(3), Some(2)]);
    assert_eq!(session.ballot("cle-biscuits", 1).unwrap().shown(false), Shown::Counts(vec![3, 3, 2]));
    // Looked at again, further on: the votes that were shown, none other, and the room's own parcours, which it saw as it was made.
    let voted = running::votes_shown(&session, &scenario, scene);
    assert_eq!(voted, [("Premier vote", Shown::Counts(vec![3, 3, 2]))]);
    (0..8).for_each(|_| session.ballot_mut("cle-biscuits", 2, 3).count(0));
    assert_eq!(running::votes_shown(&session, &scenario, scene), voted, "a second vote that was not shown");
    session.ballot_mut("cle-biscuits", 2, 3).publish(8).unwrap();
    assert_eq!(running::votes_shown(&session, &scenario, scene).len(), 2);
    assert_eq!(offered(&session), [1]);
    assert!(!replay(&scenario, &session, &Path::Offered(1)).is_empty());
    assert_eq!(Path::Offered(1).name(&session), "Le récit joué ensemble");
    session.gathered[0].offered = false;
    assert_eq!(session.keep_together(&scenario), Ok(Outcome::Same));
    assert!(offered(&session).is_empty(), "what the trainer took back stays so");
}

#[test]
fn where_a_loop_comes_back_to_a_decision_its_first_vote_stays() {
    let mut json: serde_json::Value = serde_json::from_str(&source("premiers-pas")).unwrap();
    json["scenes"][1]["decision"]["choices"][1]["to"] = "simone-tousse".into();
    let scenario = Scenario::load(json.to_string().as_bytes(), None).unwrap();
    let mut session = session(&scenario);
    let first = story(&session, &scenario);
    vote(&mut session, &first);
    take(&mut session, &scenario, "tasse");
    go_on(&mut session, &scenario);
    take(&mut session, &scenario, "chat");
    go_on(&mut session, &scenario);
    let again = story(&session, &scenario);
    assert_eq!(telling::waiting(&again), telling::waiting(&first));
    assert!(telling::votes_here(&first) && !telling::votes_here(&again));
    assert!(!tellings(&session, &again).iter().any(|telling| matches!(telling, Telling::Vote(_))));
    take(&mut session, &scenario, "demander");
    session.keep_together(&scenario).unwrap();
    let walked = session.parcours(&scenario).remove(0).1;
    assert_eq!(walked.decided.iter().map(|decided| &*scenario.choice(decided.choice).id).collect::<Vec<_>>(), ["tasse", "chat"]);
}

fn turn(scene: &str, choice: Option<&str>) -> Turn {
    Turn { scene: scene.to_owned(), choice: choice.map(str::to_owned), skipped: false }
}

#[test]
fn a_damaged_list_says_where_and_what_to_do() {
    let scenario = case("premiers-pas");
    let begun = turn("simone-tousse", Some("tasse"));
    let damaged = [
        (vec![turn("nulle-part", None)], TogetherFault::Scene { turn: 1, scene: "nulle-part".into() }),
        (vec![begun.clone(), turn("cle-biscuits", None)], TogetherFault::Scene { turn: 2, scene: "cle-biscuits".into() }),
        (vec![turn("simone-tousse", Some("<script>"))], TogetherFault::Choice { turn: 1, choice: "<script>".into() }),
        (vec![turn("simone-tousse", Some("chat"))], TogetherFault::Choice { turn: 1, choice: "chat".into() }),
        (vec![turn("simone-tousse", None)], TogetherFault::Misuse { turn: 1, misuse: Misuse::DecisionWaits }),
        (vec![Turn { skipped: true, ..begun.clone() }], TogetherFault::Choice { turn: 1, choice: "tasse".into() }),
        (vec![Turn { skipped: true, ..turn("simone-tousse", None) }], TogetherFault::Misuse { turn: 1, misuse: Misuse::NothingToSkip }),
        (vec![begun.clone(), begun], TogetherFault::Misuse { turn: 2, misuse: Misuse::NoDecision }),
    ];
    for (turns, expected) in damaged {
        let mut session = session(&scenario);
        session.together.as_mut().unwrap().turns = turns;
        let before = session.clone();
        assert_eq!(session.together.as_ref().unwrap().replay(&scenario).unwrap_err(), expected);
        assert_eq!(session.keep_together(&scenario).unwrap_err(), expected);
        assert_eq!(session.together.as_mut().unwrap().go_on(&scenario).unwrap_err(), expected);
        assert_eq!(session, before);
        assert!(expected.sentence().contains("recommencez le récit"));
    }
}

proptest! {
    #[test]
    fn no_list_however_damaged_does_worse_than_a_fault(turns in prop::collection::vec(("simone-tousse|cle-biscuits|lucien-arrive|boite-ouverte|x", prop::option::of("tasse|demander|chat|chaise|tinter|y")), 0..9)) {
        let scenario = case("premiers-pas");
        let mut session = session(&scenario);
        session.together.as_mut().unwrap().turns = turns.iter().map(|(scene, choice)| turn(scene, choice.as_deref())).collect();
        let together = session.together.clone().unwrap();
        let replayed = together.replay(&scenario);
        prop_assert_eq!(session.keep_together(&scenario).is_ok(), replayed.is_ok());
        if let Ok(story) = replayed {
            for telling in tellings(&session, &story) {
                let _ = telling::slides(&session, &story, telling);
            }
            prop_assert_eq!(session.parcours(&scenario).len(), 1);
        }
    }
}
