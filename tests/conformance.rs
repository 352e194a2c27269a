//! The same calls give the same events and the same journal, byte for byte, natively and in a browser.
//!
//! `tests/conformance/<name>.json` says what is played: a scenario of its own or the id of a shipped one, a seed, and calls, some of which are misuse.
//! `<name>.txt` says what comes of it. `BIFURQUE_REWRITE=1 cargo test --test conformance` writes the latter anew: after a change of a shipped scenario its
//! digest is another, after a change of the engine's rules `record::ENGINE_VERSION` must be.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fmt::Write;
use std::rc::Rc;

use bifurque::engine::{Event, Misuse, Session};
use bifurque::record::{self, Answer, Attempt, Happened, Journal, Play, Players, Settings, write_journals};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ChoiceIndex;
use serde::Deserialize;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const SHIPPED: [(&str, &str); 4] = [
    ("premiers-pas", include_str!("../scenarios/premiers-pas/scenario.json")),
    ("equipe-du-soir", include_str!("../scenarios/equipe-du-soir/scenario.json")),
    ("le-carnet-de-mme-aubry", include_str!("../scenarios/le-carnet-de-mme-aubry/scenario.json")),
    ("vous-connaissez-peut-etre", include_str!("../scenarios/vous-connaissez-peut-etre/scenario.json")),
];

macro_rules! fixtures {
    ($($name:ident),* $(,)?) => {
        $(
            #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
            #[cfg_attr(not(target_arch = "wasm32"), test)]
            fn $name() {
                check(
                    stringify!($name),
                    include_str!(concat!("conformance/", stringify!($name), ".json")),
                    include_str!(concat!("conformance/", stringify!($name), ".txt")),
                );
            }
        )*

        #[cfg(not(target_arch = "wasm32"))]
        const FIXTURES: &[&str] = &[$(stringify!($name)),*];
    };
}

fixtures!(
    chance_detours_and_bounds,
    generated_one,
    generated_two,
    generated_three,
    premiers_pas,
    equipe_du_soir,
    le_carnet_de_mme_aubry,
    vous_connaissez_peut_etre,
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    scenario: serde_json::Value,
    seed: u32,
    calls: Vec<String>,
}

fn check(name: &str, input: &str, expected: &str) {
    let fixture: Fixture = serde_json::from_str(input).unwrap();
    let text = match fixture.scenario.as_str() {
        Some(id) => SHIPPED.iter().find(|(known, _)| *known == id).unwrap_or_else(|| panic!("{id} is not shipped")).1.to_owned(),
        None => fixture.scenario.to_string(),
    };
    let scenario = Scenario::load(text.as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let mut said = String::new();
    played(&scenario, &fixture, &mut said).unwrap();
    written(&scenario, &fixture, &mut said).unwrap();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("BIFURQUE_REWRITE").is_some() {
        std::fs::write(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/conformance/{name}.txt")), &said).unwrap();
        return;
    }
    let line = said.lines().zip(expected.lines()).position(|(left, right)| left != right);
    let shown = line.map(|line| (said.lines().nth(line), expected.lines().nth(line)));
    assert!(said == expected, "{name}: line {:?} differs (found, expected): {shown:?}", line.map(|line| line + 1));
}

/// What the engine tells of the calls, one event a line.
fn played(scenario: &Rc<Scenario>, fixture: &Fixture, said: &mut String) -> std::fmt::Result {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), u64::from(fixture.seed), &mut events);
    tell(scenario, &mut events, said)?;
    for call in &fixture.calls {
        writeln!(said, "> {call}")?;
        if let Err(misuse) = make(call, &mut session, &mut events) {
            writeln!(said, "refused: {misuse}")?;
        }
        tell(scenario, &mut events, said)?;
    }
    Ok(())
}

fn make(call: &str, session: &mut Session, events: &mut Vec<Event>) -> Result<(), Misuse> {
    let (verb, object) = call.split_once(' ').unwrap_or((call, ""));
    match verb {
        "choose" => {
            let scenario = Rc::clone(session.scenario());
            let count = u32::try_from(scenario.program.choices.len()).unwrap();
            let choice = (0..count).map(ChoiceIndex).find(|choice| &*scenario.choice(*choice).id == object);
            session.choose(choice.unwrap_or(ChoiceIndex(count)), events)
        }
        "proceed" => session.proceed(events),
        "skip" => session.skip(events),
        "rewind" => session.rewound(object.parse().unwrap()).map(|rewound| *session = rewound),
        _ => panic!("{call:?} is no call"),
    }
}

fn tell(scenario: &Scenario, events: &mut Vec<Event>, said: &mut String) -> std::fmt::Result {
    let scene = |scene| &*scenario.scene(scene).id;
    for event in events.drain(..) {
        match event {
            Event::Entered(index) => writeln!(said, "entered {}", scene(index))?,
            Event::Chose(choice) => writeln!(said, "chose {} ({})", &*scenario.choice(choice).id, scenario.letter(choice))?,
            Event::Wrote { variable, value, saturated } => {
                writeln!(said, "wrote {} = {value}{}", &*scenario.source.variables[variable.at()].id, if saturated { ", held at the bound" } else { "" })?;
            }
            Event::Drew { route, arm } => writeln!(said, "drew arm {arm} of route {}", route.0)?,
            Event::Left(index) => writeln!(said, "left {}", scene(index))?,
            Event::Detoured(then) => writeln!(said, "detour, then {}", scene(then))?,
            Event::Returned => writeln!(said, "returned")?,
            Event::Ended(index) => writeln!(said, "ended in {}", scene(index))?,
        }
    }
    Ok(())
}

/// The journal that the same calls write, as its file.
fn written(scenario: &Rc<Scenario>, fixture: &Fixture, said: &mut String) -> std::fmt::Result {
    let attempt = Attempt::new(scenario, [0xb1; 16], 1_795_000_000_000, fixture.seed, Players::ALONE, Settings::default());
    let mut journal = Journal { attempt, events: Vec::new() };
    let mut play = Play::new(Rc::clone(scenario), fixture.seed);
    let mut write = |play: &mut Play, events: Vec<Happened>| {
        for event in events {
            let number = play.next_number();
            let event = record::Event { number, elapsed: u64::from(number) * 1500, event };
            play.apply(&event).unwrap();
            journal.events.push(event);
        }
    };
    let beginning = play.beginning();
    write(&mut play, beginning);
    for call in &fixture.calls {
        let (verb, object) = call.split_once(' ').unwrap_or((call, ""));
        let events = match verb {
            "choose" => play.choosing(Answer::bare(&scenario.scene(play.session().state().scene()).id, object)),
            "proceed" => play.going_on(),
            "skip" => play.skipping(),
            _ => play.wondering(object.parse().unwrap()),
        };
        match events {
            Ok(events) => write(&mut play, events),
            Err(fault) => writeln!(said, "{call}: {fault}")?,
        }
    }
    writeln!(said, "{}", write_journals(vec![journal]))
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_fixture_and_every_shipped_scenario_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |folder: &str, wanted: &dyn Fn(&std::path::Path) -> bool| {
        let mut names: Vec<String> = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| wanted(path))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let sorted = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(names("tests/conformance", &|path| path.extension().is_some_and(|kind| kind == "json")), sorted(FIXTURES.to_vec()));
    assert_eq!(names("scenarios", &|path| path.join("scenario.json").is_file()), sorted(SHIPPED.map(|(id, _)| id).to_vec()));
}
