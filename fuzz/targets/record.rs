//! Any words as a file of journals, a hand-over, a session, a path's code or what a QR code carries: what is read is written and read again the same, and
//! what is then done with it in a case never fails but in words.

#![no_main]

use std::rc::Rc;

use bifurque::debrief::script::Script;
use bifurque::debrief::{Carrier, GroupSession, gather, read_session};
use bifurque::record::{HandOver, Journal, Packet, PathCode, Play, Recap, RecordFile, UnreadableRecord, Verdict, read, salvage, write_journals};
use bifurque::scenario::Scenario;
use bifurque_fuzz::{in_bounds, shipped};
use libfuzzer_sys::fuzz_target;

fn refused(error: &UnreadableRecord, words: &str) {
    assert!(!error.sentence().is_empty() && !error.to_string().is_empty());
    if let UnreadableRecord::Syntax(diagnostic) | UnreadableRecord::Damaged(diagnostic) = error {
        in_bounds(std::slice::from_ref(diagnostic), words.as_bytes());
    }
}

fn journals(journals: Vec<Journal>) {
    for journal in &journals {
        for scenario in shipped() {
            let (verdict, replayed) = (Verdict::of(scenario, journal), Play::replay(Rc::clone(scenario), journal));
            assert!(!verdict.sentence().is_empty());
            assert!(!verdict.can_resume() || replayed.is_ok(), "what can be resumed can be played again");
            if let Ok(play) = replayed {
                let _ = (Recap::of(&play), play.screen(), play.has_outcome());
            }
        }
    }
    let text = write_journals(journals);
    match read(&text) {
        Ok(RecordFile::Journals(again)) => assert_eq!(write_journals(again), text),
        other => panic!("journals that were written are not read: {other:?}"),
    }
}

fn hand_over(file: &HandOver) {
    for scenario in shipped() {
        let _ = Recap::read(scenario, file);
        let mut session = GroupSession::new(scenario, Script::default(), [1; 16], 0);
        if gather(&mut session, scenario, Carrier::File, file.clone()).is_ok() {
            let parcours = session.parcours(scenario);
            session.publish(scenario, &parcours);
        }
        // What fits into a code or a packet comes out of it as it went in, as far as either carries it.
        if let Ok(code) = PathCode::of(file, scenario) {
            assert_eq!(code.to_string().parse::<PathCode>(), Ok(code));
            assert!(code.read(scenario, file.seed).is_ok_and(|read| same_path(&read, file)), "{code}");
        }
        if let Ok(packet) = Packet::of(file, scenario) {
            assert_eq!(packet.to_string().parse::<Packet>().as_ref(), Ok(&packet));
            assert!(packet.read(scenario).is_ok_and(|read| same_path(&read, file)), "{packet}");
        }
    }
    match read(&file.write()) {
        Ok(RecordFile::HandOver(again)) => assert_eq!(&*again, file),
        other => panic!("a hand-over that was written is not read: {other:?}"),
    }
}

fn same_path(left: &HandOver, right: &HandOver) -> bool {
    let choices = |file: &HandOver| file.path.iter().map(|given| given.choice.clone()).collect::<Vec<_>>();
    choices(left) == choices(right)
}

fn session(read: &GroupSession) {
    for scenario in shipped() {
        let mut session = read.clone();
        let parcours = session.parcours(scenario);
        session.publish(scenario, &parcours);
        if let Some(together) = &session.together {
            let _ = (together.replay(scenario).is_ok(), together.last_decision(scenario).is_ok(), together.hand_over(scenario, 3).is_ok());
        }
        let mut other = GroupSession::new(scenario, Script::default(), [1; 16], 0);
        let _ = other.merge(scenario, &session);
        session.close();
        let _ = session.turnout();
    }
    let again = read_session(&read.write()).expect("a session that was written is read");
    assert_eq!(&again, read);
}

fn short(words: &str, scenario: &Rc<Scenario>) {
    if let Ok(code) = words.parse::<PathCode>() {
        if let Ok(read) = code.read(scenario, 0) {
            Recap::read(scenario, &read).expect("what a code says can be told");
        }
    }
    if let Ok(packet) = words.parse::<Packet>() {
        if let Ok(read) = packet.read(scenario) {
            Recap::read(scenario, &read).expect("what a packet says can be told");
        }
    }
}

fuzz_target!(|words: &str| {
    match read(words) {
        Ok(RecordFile::Journals(read)) => journals(read),
        Ok(RecordFile::HandOver(read)) => hand_over(&read),
        Err(error) => refused(&error, words),
    }
    match read_session(words) {
        Ok(read) => session(&read),
        Err(error) => refused(&error, words),
    }
    journals(salvage(words));
    for scenario in shipped() {
        short(words, scenario);
    }
});
