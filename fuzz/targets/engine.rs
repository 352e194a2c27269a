//! Any calls on any case, shipped or generated: none fails but as misuse, a misuse changes nothing, and what was written of it plays again to the same screen.

#![no_main]

use std::rc::Rc;

use arbitrary::Arbitrary;
use bifurque::engine::story::tell;
use bifurque::engine::{Session, Step};
use bifurque::record::{Answer, Attempt, Event, Happened, Hesitation, Journal, Play, Players, RecordFile, Settings, read, write_journals};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ChoiceIndex;
use bifurque_fuzz::{generated, shipped};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input {
    case: Case,
    seed: u32,
    calls: Vec<Call>,
}

#[derive(Arbitrary, Debug)]
enum Case {
    Shipped(u8),
    Generated([u8; 32]),
}

#[derive(Arbitrary, Debug)]
enum Call {
    /// On: the n-th choice that is open, or further where none is.
    Advance(u8),
    /// Any choice of the case, or one that there is not.
    Choose(u16),
    Proceed,
    Skip,
    WhatIf(u8),
    Write(Word),
}

/// Something written in the journal whether or not it fits.
#[derive(Arbitrary, Debug)]
enum Word {
    Shown(u8),
    Chose(u8, u8, bool),
    Skipped,
    WhatIf(u8),
    WhatIfLeft,
    Finished(u8),
    Opened(String),
    HandedOver,
}

fn open(session: &Session, at: u8) -> Option<ChoiceIndex> {
    let open: Vec<_> = session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
    open.get(usize::from(at) % open.len().max(1)).copied()
}

/// The engine alone.
fn play(scenario: &Rc<Scenario>, seed: u64, calls: &[Call]) {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), seed, &mut events);
    for call in calls {
        let step = match call {
            Call::Advance(at) => open(&session, *at).map_or(Step::Proceed, Step::Choose),
            Call::Choose(choice) => Step::Choose(ChoiceIndex((*choice).into())),
            Call::Proceed => Step::Proceed,
            Call::Skip => Step::Skip,
            Call::WhatIf(decision) => {
                if let Ok(rewound) = session.rewound((*decision).into()) {
                    session = rewound;
                    events.clear();
                }
                continue;
            }
            Call::Write(_) => continue,
        };
        let before = session.clone();
        let told = events.len();
        if session.take(step, &mut events).is_err() {
            assert!(session.state() == before.state() && session.steps() == before.steps() && events.len() == told, "a misuse changes nothing");
        }
        for (value, variable) in session.state().values().iter().zip(&scenario.program.variables) {
            assert!((variable.min..=variable.max).contains(value), "past its bounds");
        }
    }
    let mut again = Session::start(Rc::clone(scenario), seed, &mut Vec::new());
    for step in session.steps() {
        again.take(*step, &mut Vec::new()).expect("what was done can be done again");
    }
    assert!(again.state() == session.state() && again.items() == session.items() && again.outcome_items() == session.outcome_items());
    tell(Rc::clone(scenario), seed, session.steps()).expect("what was done can be told");
    let _ = session.walk_to_decision(&mut events);
}

/// A journal, as the application writes it and as it does not.
fn write(scenario: &Rc<Scenario>, seed: u32, calls: &[Call]) {
    let attempt = Attempt::new(scenario, [7; 16], 0, seed, Players::ALONE, Settings::default());
    let mut journal = Journal { attempt, events: Vec::new() };
    let mut play = Play::new(Rc::clone(scenario), seed);
    let beginning = play.beginning();
    append(&mut journal, &mut play, beginning);
    for call in calls {
        let here = scenario.scene(play.session().state().scene()).id.to_string();
        let events = match call {
            Call::Advance(at) => match open(play.session(), *at) {
                Some(choice) => play.choosing(Answer::bare(&here, &scenario.choice(choice).id)),
                None => play.going_on(),
            },
            Call::Choose(choice) => {
                let choices = scenario.program.choices.len();
                let choice = (usize::from(*choice) < choices).then(|| scenario.choice(ChoiceIndex((*choice).into())).id.to_string());
                play.choosing(Answer::bare(&here, &choice.unwrap_or_default()))
            }
            Call::Proceed => play.going_on(),
            Call::Skip => play.skipping(),
            Call::WhatIf(decision) => play.wondering((*decision).into()),
            Call::Write(word) => {
                // A fault leaves the fold as it was, which the replay below sees.
                let event = Event { number: play.next_number(), elapsed: play.elapsed() + 1, event: happened(scenario, word) };
                if play.apply(&event).is_ok() {
                    journal.events.push(event);
                }
                continue;
            }
        };
        // What the fold says may be written, it takes.
        append(&mut journal, &mut play, events.unwrap_or_default());
    }
    let Ok(RecordFile::Journals(journals)) = read(&write_journals(vec![journal.clone()])) else { panic!("a journal that was written is not read") };
    assert_eq!(journals, [journal]);
    let again = Play::replay(Rc::clone(scenario), &journals[0]).expect("a journal that was written can be played");
    assert!(again.session().state() == play.session().state() && again.counted().state() == play.counted().state());
    assert_eq!((again.screen(), again.answers(), again.times()), (play.screen(), play.answers(), play.times()));
    assert_eq!((again.opened(), again.is_handed_over(), again.branches().len()), (play.opened(), play.is_handed_over(), play.branches().len()));
}

fn append(journal: &mut Journal, play: &mut Play, events: Vec<Happened>) {
    for event in events {
        let event = Event { number: play.next_number(), elapsed: play.elapsed() + 1, event };
        play.apply(&event).unwrap_or_else(|fault| panic!("{fault}: {event:?}"));
        journal.events.push(event);
    }
}

fn happened(scenario: &Scenario, word: &Word) -> Happened {
    let scene = |at: &u8| &scenario.source.scenes[usize::from(*at) % scenario.source.scenes.len()];
    match word {
        Word::Shown(at) => Happened::Shown(scene(at).id.to_string()),
        Word::Chose(at, choice, hesitates) => {
            let choices = match &scene(at).exit {
                bifurque::scenario::source::Exit::Decision(decision) => &decision.choices[..],
                _ => &[],
            };
            let named = |at: usize| choices.get(at % choices.len().max(1)).map_or(String::new(), |choice| choice.id.to_string());
            let mut answer = Answer::bare(&scene(at).id, &named((*choice).into()));
            answer.hesitation = hesitates.then(|| Hesitation::With(named(usize::from(*choice) + 1)));
            Happened::Chose(answer)
        }
        Word::Skipped => Happened::Skipped,
        Word::WhatIf(decision) => Happened::WhatIf((*decision).into()),
        Word::WhatIfLeft => Happened::WhatIfLeft,
        Word::Finished(at) => Happened::Finished(scene(at).id.to_string()),
        Word::Opened(resource) => Happened::Opened(resource.clone()),
        Word::HandedOver => Happened::HandedOver,
    }
}

fuzz_target!(|input: Input| {
    let scenario = match &input.case {
        Case::Shipped(at) => Rc::clone(&shipped()[usize::from(*at) % shipped().len()]),
        Case::Generated(seed) => Scenario::load(&generated(*seed), None).expect("the generator makes cases that are read"),
    };
    play(&scenario, input.seed.into(), &input.calls);
    write(&scenario, input.seed, &input.calls);
});
