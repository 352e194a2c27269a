//! What the fuzz targets begin with: the cases of the tests and what the application writes of shipped ones, all of which must be read.
//!
//! `BIFURQUE_SEEDS=fuzz/corpus cargo test --test fuzz_seeds` writes them; `tools/fuzz` does it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::debrief::script::Script;
use bifurque::debrief::{GroupSession, Together, make_up, read_session};
use bifurque::record::{Answer, Attempt, Event, HandOver, Journal, Packet, PathCode, Play, Players, RecordFile, Settings, Sharing, read, write_journals};
use bifurque::scenario::Scenario;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scenario files one folder down.
fn cases(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path().join("scenario.json"));
    let mut files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

/// A journal to the end of a case, in which the `number`-th open choice is made, and what is handed over of it.
fn played(scenario: &Rc<Scenario>, number: usize) -> (Journal, HandOver) {
    let attempt = Attempt::new(scenario, [7; 16], 1_795_000_000_000, 3, Players::ALONE, Settings::default());
    let (mut journal, mut play) = (Journal { attempt, events: Vec::new() }, Play::new(Rc::clone(scenario), 3));
    let mut events = play.beginning();
    while !events.is_empty() {
        for event in events.drain(..) {
            let event = Event { number: play.next_number(), elapsed: play.elapsed() + 1500, event };
            play.apply(&event).unwrap();
            journal.events.push(event);
        }
        let session = play.session();
        let open: Vec<_> = session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
        let here = &scenario.scene(session.state().scene()).id;
        events = match open.get(number % open.len().max(1)) {
            Some(choice) => play.choosing(Answer::bare(here, &scenario.choice(*choice).id)).unwrap(),
            None if session.is_over() => Vec::new(),
            None => play.going_on().unwrap(),
        };
    }
    let sharing = Sharing { times: true, rereadings: true, resources: true, reasons: true };
    let given = HandOver::of(&journal.attempt, &play, sharing);
    (journal, given)
}

/// Records of every kind, of a case.
fn records(scenario: &Rc<Scenario>) -> Vec<String> {
    let mut records = Vec::new();
    for number in 0..2 {
        let (journal, given) = played(scenario, number);
        let packet = Packet::of(&given, scenario).unwrap();
        assert!(packet.read(scenario).is_ok());
        records.extend([write_journals(vec![journal]), given.write(), packet.to_string()]);
        records.extend(PathCode::of(&given, scenario).map(|code| code.to_string()));
    }
    assert!(matches!(read(&records[0]), Ok(RecordFile::Journals(_))) && matches!(read(&records[1]), Ok(RecordFile::HandOver(_))));
    let mut session = GroupSession::new(scenario, Script::default(), [1; 16], 0);
    session.together = Some(Together::begin([7; 16], 0));
    let bare = session.write_compact();
    make_up(&mut session, scenario);
    let parcours = session.parcours(scenario);
    session.publish(scenario, &parcours);
    // Small enough to be changed in many ways in a second.
    session.gathered.truncate(3);
    records.extend([bare, session.write_compact()]);
    assert!(records.iter().rev().take(2).all(|text| read_session(text).is_ok()));
    records
}

#[test]
fn seeds_are_read() {
    let folder = std::env::var_os("BIFURQUE_SEEDS").map(|folder| root().join(folder));
    let write = |target: &str, name: &str, bytes: &[u8]| {
        if let Some(folder) = folder.as_ref().map(|folder| folder.join(target)) {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), bytes).unwrap();
        }
    };
    for kind in ["scenarios", "tests/loader", "tests/check"] {
        for case in cases(kind) {
            let name = case.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(&case).unwrap();
            write("loader", &name, &bytes);
            // Four zeros say that bytes follow.
            write("check", &name, &[&[0; 4][..], &bytes].concat());
        }
    }
    for case in cases("scenarios") {
        let scenario = Scenario::load(&fs::read(case).unwrap(), None).unwrap();
        for (number, record) in records(&scenario).iter().enumerate() {
            write("record", &format!("{}-{number}", scenario.id()), record.as_bytes());
        }
    }
    for (number, words) in ["visited(s) and not chose(s, o)", "b >= 2 or (c = x and a)", "b += 3", "c = y"].iter().enumerate() {
        write("expression", &number.to_string(), words.as_bytes());
    }
    write("engine", "empty", &[]);
}
