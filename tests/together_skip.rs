//! « Passer les scènes sensibles », where a room plays together.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use bifurque::debrief::telling::{self, Telling, tellings};
use bifurque::debrief::{GroupSession, Outcome, TogetherFault, Walk, read_session};
use bifurque::engine::{Misuse, Session};
use bifurque::record::{Answer, Attempt, Event, HandOver, Happened, Play, Players, PlayersMode, Settings, Sharing};
use bifurque::scenario::Scenario;
use story::{case, go_on, session, story, take};

#[path = "support/story.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod story;

/// The case that has sensitive scenes.
const SENSITIVE: &str = "vous-connaissez-peut-etre";

fn skip(session: &mut GroupSession, scenario: &Rc<Scenario>) {
    session.together.as_mut().unwrap().skip(scenario).unwrap();
}

/// What one who plays hands over of the same choices, the sensitive scenes skipped after so many of them, so many screens later.
fn alone(scenario: &Rc<Scenario>, choices: &[&str], after: usize, passages: usize) -> (HandOver, Session) {
    let attempt = Attempt::new(scenario, [7; 16], 0, 0, Players { mode: PlayersMode::Group, people: 3 }, Settings::default());
    let mut play = Play::new(Rc::clone(scenario), 0);
    let apply = |play: &mut Play, happened: Vec<Happened>| {
        for event in happened {
            play.apply(&Event { number: play.next_number(), elapsed: 0, event }).unwrap();
        }
    };
    let begun = play.beginning();
    apply(&mut play, begun);
    for made in 0..=choices.len() {
        if made == after {
            for _ in 0..passages {
                let on = play.going_on().unwrap();
                apply(&mut play, on);
            }
            let skipped = play.skipping().unwrap();
            apply(&mut play, skipped);
        }
        while telling::waiting(play.session()).is_none() && !play.session().is_over() {
            let on = play.going_on().unwrap();
            apply(&mut play, on);
        }
        if let Some(choice) = choices.get(made) {
            let scene = scenario.scene(play.session().state().scene()).id.to_string();
            let answer = Answer { scene, choice: (*choice).to_owned(), hesitation: None, motive: None, reason: None, timed_out: false };
            let chosen = play.choosing(answer).unwrap();
            apply(&mut play, chosen);
        }
    }
    (HandOver::of(&attempt, &play, Sharing::default()), play.session().clone())
}

#[test]
fn scenes_skipped_by_a_room_are_written_as_those_that_one_skips_alone() {
    let scenario = case(SENSITIVE);
    let past = scenario.program.skip.unwrap();
    // Before any decision; from the decision that waits after a passage; from what follows a choice.
    for (first, passages) in [(&[][..], 0), (&["restreint"][..], 3), (&["refuser", "supprimer"][..], 0)] {
        let mut session = session(&scenario);
        for choice in first {
            while telling::waiting(&story(&session, &scenario)).is_none() {
                go_on(&mut session, &scenario);
            }
            take(&mut session, &scenario, choice);
        }
        for _ in 0..passages {
            go_on(&mut session, &scenario);
        }
        assert!(story(&session, &scenario).can_skip());
        skip(&mut session, &scenario);
        let here = story(&session, &scenario);
        assert_eq!(here.state().scene(), past);
        assert!(!here.can_skip(), "once is enough");
        assert_eq!(tellings(&session, &here), [Telling::Scene(past), Telling::Choices(past)]);

        let rest = ["dire", "regle"];
        for choice in rest {
            while telling::waiting(&story(&session, &scenario)).is_none() {
                go_on(&mut session, &scenario);
            }
            take(&mut session, &scenario, choice);
        }
        while !story(&session, &scenario).is_over() {
            go_on(&mut session, &scenario);
        }
        session.keep_together(&scenario).unwrap();
        let (expected, played) = alone(&scenario, &[first, &rest].concat(), first.len(), passages);
        assert_eq!(session.gathered[0].hand_over, expected);
        assert_eq!(expected.skips.len(), 1);
        assert_eq!((story(&session, &scenario).state(), story(&session, &scenario).steps()), (played.state(), played.steps()));
        // Walked again from what is kept, it is where the room was; a file brings it back.
        let walk = Walk::of(&scenario, &session.gathered[0].hand_over).unwrap();
        assert_eq!(walk.session.state(), played.state());
        assert!(walk.parcours.ending.is_some());
        let read = read_session(&session.write()).unwrap();
        assert_eq!(read, session);
        assert_eq!(story(&read, &scenario).state(), played.state());
    }
}

#[test]
fn what_was_kept_before_scenes_were_skipped_is_kept_further_after() {
    let scenario = case(SENSITIVE);
    let mut session = session(&scenario);
    take(&mut session, &scenario, "refuser");
    session.keep_together(&scenario).unwrap();
    assert_ne!(session.parcours(&scenario)[0].1.stopped, scenario.program.skip);
    skip(&mut session, &scenario);
    assert!(matches!(session.keep_together(&scenario), Ok(Outcome::Extended { .. })));
    assert_eq!(session.parcours(&scenario)[0].1.stopped, scenario.program.skip);
    assert_eq!(session.keep_together(&scenario), Ok(Outcome::Same));
}

#[test]
fn a_case_without_sensitive_scenes_and_a_story_past_them_have_nothing_to_skip() {
    let plain = case("premiers-pas");
    let mut room = session(&plain);
    assert!(!story(&room, &plain).can_skip());
    assert_eq!(room.together.as_mut().unwrap().skip(&plain), Err(TogetherFault::Misuse { turn: 1, misuse: Misuse::NothingToSkip }));
    assert_eq!(room.together.as_ref().unwrap().turns, []);
    let scenario = case(SENSITIVE);
    let mut room = session(&scenario);
    while !story(&room, &scenario).is_over() {
        let here = story(&room, &scenario);
        let after = scenario.program.skip.unwrap();
        let past = here.state().scene() == after || here.state().visits(after) > 0;
        assert_eq!(here.can_skip(), !past, "{}", scenario.scene(here.state().scene()).title);
        match here.offers().find(|offer| offer.open) {
            Some(offer) => room.together.as_mut().unwrap().take(&scenario, offer.choice).unwrap(),
            None => go_on(&mut room, &scenario),
        }
    }
    let turn = room.together.as_ref().unwrap().turns.len() + 1;
    assert!(!story(&room, &scenario).can_skip());
    assert_eq!(room.together.as_mut().unwrap().skip(&scenario), Err(TogetherFault::Misuse { turn, misuse: Misuse::Over }));
}
