//! How fast states are explored and proved, and how much memory each takes, for stories of 10³ to 10⁶ states and for one of 10,000 scenes. Aimed at: two
//! million states a second on one core to explore, and fewer than 100 bytes a state at the most, all included.
//!
//! `cargo bench --bench check`; under `cargo test` only the small ones.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

use std::time::{Duration, Instant};

use bifurque::check::explore::{Explored, Limits, NEVER, explore};
use bifurque::check::machine::Machine;
use bifurque::check::proof::prove;
use bifurque::check::{BUDGET, check};
use bifurque::scenario::Scenario;
use random::Random;
use serde_json::{Value, json};

#[path = "story/random.rs"]
#[allow(dead_code, reason = "this story picks from no list")]
mod random;

fn main() {
    let whole = std::env::args().any(|argument| argument == "--bench");
    println!("| story | scenes | states | ways | words | explored in | states/s | ways/s | proved in | bytes a state | at the most |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for flags in [5, 8, 12, 15, 17].into_iter().filter(|flags| whole || *flags < 8) {
        measure(&format!("{flags} flags"), &Story { scenes: 40, flags, marks: 0 });
    }
    let states = measure("10,000 scenes, eight flags", &Story { scenes: if whole { 10_000 } else { 100 }, flags: 8, marks: 0 });
    assert!(!whole || states > 1_000_000, "the great story is small: {states} states");
    measure("marks of 70 scenes", &Story { scenes: if whole { 600 } else { 100 }, flags: 5, marks: 70 });
}

/// A story that can come back to where it was: three choices a scene, one in three on a condition, each with an effect, and conditional blocks.
struct Story {
    scenes: usize,
    flags: usize,
    /// How many scenes some block asks whether they were visited.
    marks: usize,
}

fn measure(name: &str, story: &Story) -> usize {
    let bytes = story.write();
    let scenario = Scenario::load(&bytes, None).expect("the story loads");
    let machine = Machine::of(&scenario.program, true);
    let run = || explore(&machine, Limits { states: BUDGET, progress: &mut |_| true });
    // The best of three measures, each of as many runs as the clock needs to be exact: what other programs took does not count.
    let (explored, once) = timed(run);
    let runs = 1 + u32::try_from(SHORT.as_micros() / once.as_micros().max(100)).unwrap_or(0);
    let took = (0..3).map(|_| timed(|| (0..runs).for_each(|_| drop(std::hint::black_box(run())))).1 / runs).min().unwrap_or(once);
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
        story.scenes,
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

/// The least time that is measured.
const SHORT: Duration = Duration::from_millis(300);

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

impl Story {
    fn write(&self) -> Vec<u8> {
        let mut random = Random::new(self.scenes as u64);
        let variables: Vec<Value> = (0..self.flags).map(|flag| json!({ "id": format!("flag-{flag}"), "flag": false })).collect();
        let scenes: Vec<Value> = (0..self.scenes).map(|at| self.scene(at, &mut random)).collect();
        let mut scenario: Value = serde_json::from_str(bifurque::example::SCENARIO).expect("the example is JSON");
        scenario["variables"] = variables.into();
        scenario["start"] = "scene-0".into();
        scenario["scenes"] = scenes.into();
        scenario.to_string().into_bytes()
    }

    fn scene(&self, at: usize, random: &mut Random) -> Value {
        let flag = random.below(self.flags);
        let mut blocks = vec![json!({ "narration": "Le temps passe." }), json!({ "narration": "On s’en souvient.", "when": format!("flag-{flag}") })];
        // Scenes that lie near the end: the marks of the others would be as many states as there are sets of them.
        if at + 1 == self.scenes {
            let marks = (0..self.marks).map(|mark| json!({ "narration": "On y était.", "when": format!("visited(scene-{})", self.scenes - 2 - mark) }));
            blocks.extend(marks);
        }
        let mut scene = json!({ "id": format!("scene-{at}"), "title": format!("Scène {at}"), "blocks": blocks });
        if at + 1 == self.scenes {
            let moved = "Rien n’a bougé.";
            scene["ending"] = json!({ "id": "fin", "title": "Fin", "person": moved, "professional": moved, "team": moved, "question": "Et puis ?" });
        } else {
            scene["decision"] = json!({ "prompt": "Que faites-vous ?", "choices": (0..3).map(|place| self.choice(at, place, random)).collect::<Vec<_>>() });
        }
        scene
    }

    /// The first choice goes on; the two others go anywhere before the scenes whose marks are asked for. Those are walked through in order.
    fn choice(&self, at: usize, place: usize, random: &mut Random) -> Value {
        let free = self.scenes - 1 - self.marks;
        let to = if place == 0 || at >= free { at + 1 } else { random.below(free) };
        let (flag, value) = (random.below(self.flags), random.percent(50));
        let mut choice =
            json!({ "id": format!("choix-{at}-{place}"), "text": "Vous agissez.", "effects": [format!("flag-{flag} = {value}")], "to": format!("scene-{to}") });
        if place == 2 {
            let (one, other) = (random.below(self.flags), random.below(self.flags));
            choice["when"] = format!("flag-{one} or not flag-{other}").into();
        }
        choice
    }
}
