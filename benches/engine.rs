//! Load, step, replay and whole playthroughs at 10 to 10,000 scenes, beside bladeink on the same generated story and in the same run.
//!
//! `cargo bench --bench engine`, or a part of it: `cargo bench --bench engine -- step`. The table at the end has only what this run measured.
//!
//! Ink makes the words of every screen as it goes on, and cannot do without; our engine knows no words. So `step` and `replay` compare what each engine has to
//! do, and `step-and-words` and `playthrough` what it takes until a person could read.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

mod measures;
mod story;

use std::hint::black_box;
use std::path::Path as Directory;
use std::rc::Rc;
use std::time::Duration;

use bifurque::engine::{Event, Session};
use bifurque::record::Play;
use bifurque::scenario::Scenario;
use bladeink_compiler::Compiler;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode};
use measures::path::{Path, wander};
use measures::table::Table;
use story::player::{Bifurque, Ink, Player};
use story::random::Random;
use story::{Story, agreement, ink, scenario};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() {
    let output = Directory::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    let mut table = Table::new(&output);
    let mut criterion = Criterion::default()
        .output_directory(&output)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
        .configure_from_args();
    let cases = SIZES.map(Case::new);
    loads(&cases, &mut criterion, &mut table);
    compilations(&cases, &mut criterion, &mut table);
    steps("step", Bifurque::advance, &cases, &mut criterion, &mut table);
    steps("step-and-words", Bifurque::choose, &cases, &mut criterion, &mut table);
    replays(&cases, &mut criterion, &mut table);
    journals(&cases, &mut criterion, &mut table);
    playthroughs(&cases, &mut criterion, &mut table);
    criterion.final_summary();
    table.print();
}

/// A story of some size, in all the forms that are measured.
struct Case {
    size: usize,
    bytes: Vec<u8>,
    scenario: Rc<Scenario>,
    ink: String,
    compiled: String,
    path: Path,
}

impl Case {
    fn new(size: usize) -> Self {
        let story = Story::generate(size);
        let bytes = scenario::write(&story);
        let ink = ink::write(&story);
        let compiled = Compiler::new().compile(&ink).expect("the story compiles");
        let scenario = Scenario::load(&bytes, None).expect("the story loads");
        let screens = agreement::check(&mut Bifurque::new(Rc::clone(&scenario)), &mut Ink::new(&compiled));
        let path = Path::longest(&scenario);
        println!("{size} scenes: {} kB, {screens} screens compared and equal, {} decisions replayed", bytes.len() / 1_000, path.places.len());
        Self { size, bytes, scenario, ink, compiled, path }
    }
}

fn id(engine: &str, case: &Case) -> BenchmarkId {
    BenchmarkId::new(engine, case.size)
}

/// A group for what may take long: few samples, each of as few runs as will do.
fn slow<'c>(name: &str, criterion: &'c mut Criterion) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group
}

/// From the bytes of a file to the first thing that can be asked of it. Ink's files are compiled beforehand.
fn loads(cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = slow("load", criterion);
    for case in cases {
        group.bench_function(id("bifurque", case), |bencher| bencher.iter(|| Scenario::load(black_box(&case.bytes), None)));
        group.bench_function(id("bladeink", case), |bencher| bencher.iter(|| bladeink::story::Story::new(black_box(&case.compiled))));
        table.duration("load", case.size);
    }
}

/// What ink does before: we read what authors write as it is.
fn compilations(cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = slow("compile", criterion);
    for case in cases {
        group.bench_function(id("bladeink", case), |bencher| bencher.iter(|| Compiler::new().compile(black_box(&case.ink))));
        table.duration("compile", case.size);
    }
}

/// One choice of a random walk that begins again at endings: the choice, its effects, the way on, the next choices; and the words, for ink or where said.
fn steps(name: &str, ours: impl Fn(&mut Bifurque, usize) -> usize, cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = criterion.benchmark_group(name);
    for case in cases {
        let mut bifurque = Bifurque::new(Rc::clone(&case.scenario));
        let mut random = Random::new(2);
        group.bench_function(id("bifurque", case), |bencher| {
            bencher.iter(|| {
                let place = bifurque.draw(&mut random);
                ours(&mut bifurque, place)
            });
        });
        let mut ink = Ink::new(&case.compiled);
        let mut random = Random::new(2);
        group.bench_function(id("bladeink", case), |bencher| {
            bencher.iter(|| {
                let place = ink.draw(&mut random);
                ink.choose(place)
            });
        });
        table.rate(name, case.size, 1);
    }
}

/// A long path from its beginning, choice by choice.
fn replays(cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = criterion.benchmark_group("replay");
    for case in cases {
        let mut events = Vec::new();
        group.bench_function(id("bifurque", case), |bencher| bencher.iter(|| replay(case, &mut events)));
        let mut ink = Ink::new(&case.compiled);
        group.bench_function(id("bladeink", case), |bencher| {
            bencher.iter(|| {
                ink.restart();
                case.path.places.iter().map(|&place| ink.choose(place)).sum::<usize>()
            });
        });
        table.rate("replay", case.size, case.path.places.len());
    }
}

fn replay(case: &Case, events: &mut Vec<Event>) -> Session {
    let mut session = Session::start(Rc::clone(&case.scenario), 0, events);
    for &step in &case.path.steps {
        events.clear();
        session.take(step, events).expect("a path can be walked again");
    }
    session
}

/// The same path from the journal that the application keeps.
fn journals(cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = criterion.benchmark_group("replay-journal");
    for case in cases {
        group.bench_function(id("bifurque", case), |bencher| bencher.iter(|| Play::replay(Rc::clone(&case.scenario), &case.path.journal)));
        table.rate("replay-journal", case.size, case.path.places.len());
    }
}

/// From the beginning to whatever ending chance leads to.
fn playthroughs(cases: &[Case], criterion: &mut Criterion, table: &mut Table) {
    let mut group = criterion.benchmark_group("playthrough");
    for case in cases {
        let mut path = Vec::new();
        let mut bifurque = Bifurque::new(Rc::clone(&case.scenario));
        let mut random = Random::new(3);
        group.bench_function(id("bifurque", case), |bencher| bencher.iter(|| wander(&mut bifurque, &mut random, &mut path)));
        let mut ink = Ink::new(&case.compiled);
        let mut random = Random::new(3);
        group.bench_function(id("bladeink", case), |bencher| bencher.iter(|| wander(&mut ink, &mut random, &mut path)));
        table.rate("playthrough", case.size, 1);
    }
}
