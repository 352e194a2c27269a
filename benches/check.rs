//! How fast states are explored and proved, and how much memory each takes, for stories of 10³ to 10⁷ states and for one of 10,000 scenes; and how long an author
//! waits for a file of 1,000 scenes. Aimed at: two million states a second on one core to explore, fewer than 100 bytes a state at the most, all included, and
//! 20 ms to read and prove the file. Beside them, in the same run, what random play meets of the same story in bladeink.
//!
//! `cargo bench --bench check`; under `cargo test` only the small ones.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

use std::time::{Duration, Instant};

use bifurque::check::check;
use bifurque::check::explore::{Explored, Limits, NEVER, explore};
use bifurque::check::machine::Machine;
use bifurque::check::proof::prove;
use bifurque::scenario::Scenario;
use states::{Story, coverage};

#[path = "story/random.rs"]
#[allow(dead_code, reason = "this story picks from no list")]
mod random;
mod states;
#[path = "story/words.rs"]
mod words;

/// More than the largest story has.
const BUDGET: usize = 20_000_000;

fn main() {
    let whole = std::env::args().any(|argument| argument == "--bench");
    println!("| story | scenes | states | ways | words | explored in | states/s | ways/s | proved in | bytes a state | at the most |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (scenes, flags) in [(40, 5), (40, 8), (40, 12), (40, 15), (44, 19), (48, 19)].into_iter().filter(|(_, flags)| whole || *flags < 8) {
        measure(&format!("{flags} flags"), &Story::of(scenes, flags));
    }
    let states = measure("10,000 scenes, eight flags", &Story::of(if whole { 10_000 } else { 100 }, 8));
    assert!(!whole || states > 1_000_000, "the great story is small: {states} states");
    measure("marks of 70 scenes", &Story::with_marks(if whole { 600 } else { 100 }, 5, 70));
    read_and_check(if whole { 1_000 } else { 100 });
    compare(whole);
}

fn measure(name: &str, story: &Story) -> usize {
    let bytes = story.scenario();
    let scenario = Scenario::load(&bytes, None).expect("the story loads");
    let machine = Machine::of(&scenario.program, true);
    let run = || explore(&machine, Limits { states: BUDGET, progress: &mut |_| true });
    // The best of three measures, each of as many runs as the clock needs to be exact: what other programs took does not count.
    let (explored, once) = timed(run);
    let took = best(run, once);
    let (proof, proved) = timed(|| prove(&machine, &explored));
    let (states, ways) = (explored.states.len(), ways(&machine, &explored));
    assert!(explored.complete && proof.hopeless == 0 && explored.seen.scenes.iter().all(|&first| first != NEVER), "{name}: explored to the end, and sound");
    let held = explored.states.bytes();
    drop(explored);
    let most = allocation_counter::measure(|| {
        let verdict = check(&scenario, &bytes, BUDGET, &mut |_| true);
        assert!(verdict.complete && verdict.states == states);
    });
    let per = |bytes: f64| bytes / states as f64;
    println!(
        "| {name} | {} | {states} | {ways} | {} | {:.3} s | {:.2} M | {:.2} M | {:.3} s | {:.1} | {:.1} |",
        story.scenes.len(),
        machine.layout.words(),
        took.as_secs_f64(),
        states as f64 / took.as_secs_f64() / 1e6,
        ways as f64 / took.as_secs_f64() / 1e6,
        proved.as_secs_f64(),
        per(held as f64),
        per(most.bytes_max as f64),
    );
    states
}

/// What an author waits for at every keystroke: the whole file, as bytes, to all that is told of it.
fn read_and_check(scenes: usize) {
    let story = Story { words: 80, ..Story::of(scenes, 3) };
    let bytes = story.scenario();
    let mut states = 0;
    let mut run = || {
        let scenario = Scenario::load(&bytes, None).expect("the story loads");
        states = check(&scenario, &bytes, BUDGET, &mut |_| true).states;
    };
    let once = timed(&mut run).1;
    let took = best(&mut run, once);
    println!("\n{scenes} scenes of 80 words, {} kB, {states} states: read and checked in {:.1} ms.", bytes.len() / 1000, took.as_secs_f64() * 1e3);
}

/// Every state in so much time, and what random play meets of them in as much, and in a hundred times as much.
fn compare(whole: bool) {
    let story = Story::of(40, if whole { 12 } else { 5 });
    let bytes = story.scenario();
    let scenario = Scenario::load(&bytes, None).expect("the story loads");
    let machine = Machine::of(&scenario.program, true);
    let run = || explore(&machine, Limits { states: BUDGET, progress: &mut |_| true });
    let (explored, once) = timed(run);
    let took = best(run, once);
    let all = explored.states.len();
    println!("\n| the same story, {all} states | time | states met | of all | states/s |\n|---|---|---|---|---|");
    let row = |name: &str, took: Duration, states: usize| {
        let seconds = took.as_secs_f64();
        println!("| {name} | {:.1} ms | {states} | {:.2} % | {:.0} |", seconds * 1e3, 100.0 * states as f64 / all as f64, states as f64 / seconds);
    };
    row("explored, bifurque", took, all);
    for times in [1, if whole { 100 } else { 2 }] {
        let met = coverage::at_random(&story, took * times);
        assert!(met.states <= all, "ink meets states that are not");
        row(&format!("random play, bladeink, {} choices", met.steps), met.took, met.states);
    }
}

/// The least time that is measured.
const SHORT: Duration = Duration::from_millis(300);

/// The best of three measures of what took so long once.
fn best<T>(mut run: impl FnMut() -> T, once: Duration) -> Duration {
    let runs = 1 + u32::try_from(SHORT.as_micros() / once.as_micros().max(100)).unwrap_or(0);
    (0..3).map(|_| timed(|| (0..runs).for_each(|_| drop(std::hint::black_box(run())))).1 / runs).min().unwrap_or(once)
}

/// How many ways lead from one state to another.
fn ways(machine: &Machine<'_>, explored: &Explored) -> usize {
    struct Count(usize);
    impl bifurque::check::machine::Witness for Count {
        fn reach(&mut self, _: &[u64], _: bifurque::check::states::Way) {
            self.0 += 1;
        }
    }
    let (mut count, mut scratch) = (Count(0), machine.scratch());
    for at in 0..explored.states.len() {
        scratch.from.copy_from_slice(explored.states.get(at));
        machine.flow(&mut scratch, &mut count);
        machine.act(&mut scratch, &mut count);
    }
    count.0
}

/// How long a core was at work: what other programs took of it does not count, where the system says so.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let spent = || std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok().map(Duration::from_nanos);
    let (start, before) = (Instant::now(), spent());
    let done = work();
    (done, before.zip(spent()).map_or_else(|| start.elapsed(), |(before, after)| after - before))
}
