//! Cases that are sound, with one fault put into each: how many the loader, the checker and the recorded plays report, and whether those that nobody reports do
//! no harm. Whoever is stranded is told of: every case without an error is played in every way by `support/forward.rs` or `support/naive.rs`.
//!
//! Small cases get every fault there is, shipped ones a sample of each kind. `cargo test --release --test mutation -- --ignored --nocapture` puts every fault
//! into every shipped case, and lists those that change the story and that no play catches.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::check::{check, plays};
use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::{Rule, Severity};
use forward::{Forward, forward};
use mutate::{Fault, Kind, faults};
use serde_json::Value;

#[path = "support/forward.rs"]
mod forward;
#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/naive.rs"]
#[allow(dead_code, reason = "how far things are is asked in another test")]
mod naive;

/// How many states the checker may look at. A fault that needs more is told of as not proved, which is an error.
const BUDGET: usize = 200_000;

/// What becomes of a fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fate {
    /// The loader refuses the case.
    Refused,
    /// The checker says that it is an error.
    Error,
    /// The checker warns.
    Warning,
    /// The checker says nothing, and a recorded play fails.
    Play,
    /// Nobody who plays can tell.
    SameStory,
    /// The story is another, in which nobody is stranded and everything can be met.
    OtherStory,
}

/// A case without a fault.
struct Sound {
    json: Value,
    plays: Option<Vec<u8>>,
    met: Option<Forward>,
}

impl Sound {
    fn read(folder: &Path) -> Self {
        let json: Value = serde_json::from_slice(&fs::read(folder.join("scenario.json")).unwrap()).unwrap();
        let bytes = json.to_string().into_bytes();
        let scenario = Scenario::load(&bytes, None).unwrap();
        let verdict = check(&scenario, &bytes, BUDGET, &mut |_| true);
        assert!(verdict.complete && verdict.diagnostics.is_empty(), "{}: {:?}", folder.display(), verdict.diagnostics);
        Self { json, plays: fs::read(folder.join("plays.json")).ok(), met: forward(&scenario, BUDGET) }
    }

    fn fate(&self, fault: &Fault) -> Fate {
        let bytes = fault.in_case(&self.json).to_string().into_bytes();
        let Ok(scenario) = Scenario::load(&bytes, None) else { return Fate::Refused };
        let verdict = check(&scenario, &bytes, BUDGET, &mut |_| true);
        let strands = |rule: Rule| matches!(rule, Rule::NoOpenChoice | Rule::StrayReturn | Rule::Trap);
        if verdict.diagnostics.iter().any(|diagnostic| strands(diagnostic.rule)) || !verdict.complete {
            return Fate::Error;
        }
        // Nobody is said to be stranded: the engine itself must agree.
        let told = !verdict.diagnostics.is_empty();
        let met = forward(&scenario, BUDGET);
        match &met {
            Some(met) => {
                let stranded = !met.stuck.is_empty() || met.hopeless() > 0;
                assert!(!stranded, "someone is stranded and nobody says so: {}", fault.words(&self.json));
                assert_eq!(met.states.len(), verdict.states, "{}", fault.words(&self.json));
                let all = met.scenes.len() == scenario.program.scenes.len() && met.choices.len() == scenario.program.choices.len();
                assert!(told || all, "something is never met and nobody says so: {}", fault.words(&self.json));
            }
            None => assert_all_is_met(&scenario, told, &fault.words(&self.json)),
        }
        let played = |plays: &Vec<u8>| plays::play(&scenario, plays).diagnostics.is_empty();
        if verdict.diagnostics.iter().any(|diagnostic| diagnostic.rule.severity() == Severity::Error) {
            Fate::Error
        } else if told {
            Fate::Warning
        } else if !self.plays.as_ref().is_none_or(played) {
            Fate::Play
        } else if met.as_ref().zip(self.met.as_ref()).is_some_and(|(met, before)| met.is_same_story(before)) {
            Fate::SameStory
        } else {
            Fate::OtherStory
        }
    }
}

/// The same by the exploration that draws every lot; what is not told of must be met.
fn assert_all_is_met(scenario: &Rc<Scenario>, told: bool, words: &str) {
    let (met, program) = (naive::explore(scenario, true), &scenario.program);
    assert!(met.stuck.is_empty() && met.hope(program).into_iter().all(|hope| hope), "someone is stranded and nobody says so: {words}");
    let counted = [met.scenes.len(), met.choices.len(), met.branches.len(), met.arms.len()];
    let all = [program.scenes.len(), program.choices.len(), program.branches.len(), program.arms.len()];
    assert!(told || counted == all, "something is never met and nobody says so: {words}");
}

/// What became of the faults, kind by kind.
#[derive(Default)]
struct Tally(BTreeMap<Kind, BTreeMap<Fate, usize>>);

impl Tally {
    fn add(&mut self, kind: Kind, fate: Fate) {
        *self.0.entry(kind).or_default().entry(fate).or_default() += 1;
    }

    fn sum(&self, counts: impl Fn(Fate) -> bool) -> usize {
        self.0.values().flatten().filter(|(fate, _)| counts(**fate)).map(|(_, count)| count).sum()
    }

    /// Of the faults that a player can meet, how many in a hundred are reported.
    fn rate(&self) -> f64 {
        let percent = |part: usize, all: usize| u32::try_from(part * 1000 / all.max(1)).map_or(0.0, f64::from) / 10.0;
        percent(self.sum(|fate| fate < Fate::SameStory), self.sum(|fate| fate != Fate::SameStory))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:16}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "fault", "all", "refused", "error", "warning", "play", "same", "other")?;
        let fates = [Fate::Refused, Fate::Error, Fate::Warning, Fate::Play, Fate::SameStory, Fate::OtherStory];
        for (kind, counts) in &self.0 {
            write!(formatter, "{:16}{:>8}", format!("{kind:?}"), counts.values().sum::<usize>())?;
            fates.iter().try_for_each(|fate| write!(formatter, "{:>8}", counts.get(fate).copied().unwrap_or(0)))?;
            writeln!(formatter)?;
        }
        write!(formatter, "{:16}{:>8}", "", self.sum(|_| true))?;
        fates.iter().try_for_each(|wanted| write!(formatter, "{:>8}", self.sum(|fate| fate == *wanted)))?;
        let harmless = self.sum(|fate| fate >= Fate::SameStory);
        write!(formatter, "\nreported: {:.1} % of those that a player can meet; proved harmless, and played in every way: {harmless}", self.rate())
    }
}

/// Puts faults into a case, at most so many of each kind, spread over all of them.
fn mutated(case: &Sound, most: usize, tally: &mut Tally, mut tell: impl FnMut(&Fault, Fate)) {
    let faults = faults(&case.json);
    for faults in faults.chunk_by(|left, right| left.kind == right.kind) {
        let step = faults.len().div_ceil(most).max(1);
        for fault in faults.iter().step_by(step) {
            let fate = case.fate(fault);
            tally.add(fault.kind, fate);
            tell(fault, fate);
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn shipped() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder("scenarios")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.join("scenario.json").is_file());
    cases.sort();
    cases
}

#[test]
fn every_fault_of_small_cases() {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder("tests/check")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.file_name().unwrap().to_string_lossy().starts_with("sound-"));
    cases.sort();
    cases.push(folder("scenarios/premiers-pas"));
    let mut tally = Tally::default();
    for case in cases {
        mutated(&Sound::read(&case), usize::MAX, &mut tally, |_, _| ());
    }
    println!("{tally}");
    assert!(tally.sum(|_| true) > 450, "{tally}");
    assert!(tally.rate() > 80.0, "{tally}");
}

#[test]
fn a_sample_of_the_faults_of_shipped_cases() {
    let mut tally = Tally::default();
    for case in shipped() {
        mutated(&Sound::read(&case), 3, &mut tally, |_, _| ());
    }
    println!("{tally}");
    assert!(tally.rate() > 80.0, "{tally}");
}

#[test]
#[ignore = "minutes: cargo test --release --test mutation -- --ignored --nocapture"]
fn every_fault_of_shipped_cases() {
    let mut all = Tally::default();
    for folder in shipped() {
        let (case, mut tally) = (Sound::read(&folder), Tally::default());
        println!("\n{}", folder.file_name().unwrap().to_string_lossy());
        mutated(&case, usize::MAX, &mut tally, |fault, fate| {
            all.add(fault.kind, fate);
            if fate == Fate::OtherStory {
                println!("  {}", fault.words(&case.json));
            }
        });
        println!("{tally}");
    }
    println!("\nall\n{all}");
}
