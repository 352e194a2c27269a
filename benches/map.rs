//! The map of generated stories of 10 to 10,000 scenes: every choice leads anywhere, or a few scenes on, as in a written case.
//!
//! `cargo bench --bench map`.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

#[path = "story/random.rs"]
#[allow(dead_code, reason = "the other benches draw more from it")]
mod random;

use std::hint::black_box;
use std::path::Path as Directory;
use std::rc::Rc;
use std::time::Duration;

use bifurque::map::{Direction, Graph, Layout};
use bifurque::scenario::Scenario;
use criterion::{BenchmarkId, Criterion};
use random::Random;
use serde_json::{Value, json};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// How far a choice leads in a story that goes on.
const NEAR: usize = 6;

fn main() {
    let output = Directory::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    let mut criterion = Criterion::default().output_directory(&output).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    criterion = criterion.sample_size(10).configure_from_args();
    for (name, far) in [("story", false), ("tangle", true)] {
        let mut group = criterion.benchmark_group(format!("map/{name}"));
        for size in SIZES {
            let scenario = generate(size, far);
            group.bench_with_input(BenchmarkId::from_parameter(size), &scenario, |bencher, scenario| {
                bencher.iter(|| black_box(Layout::of(Graph::of(scenario), Direction::Down)));
            });
        }
        group.finish();
    }
    criterion.final_summary();
}

/// A story of some scenes with three choices each; the last is its ending.
fn generate(size: usize, far: bool) -> Rc<Scenario> {
    let mut random = Random::new(size as u64);
    let mut target = |scene: usize| if far { random.below(size) } else { (scene + 1 + random.below(NEAR)).min(size - 1) };
    let scenes: Vec<Value> = (0..size)
        .map(|scene| {
            let mut value = json!({ "id": format!("scene-{scene}"), "title": format!("Scène {scene}"), "blocks": [] });
            if scene + 1 == size {
                value["ending"] = json!({ "id": "fin", "title": "Fin", "person": "a", "professional": "b", "team": "c", "question": "d" });
            } else {
                let choice = |place: usize, to: usize| json!({ "id": format!("choix-{scene}-{place}"), "text": "Vous agissez.", "to": format!("scene-{to}") });
                let choices: Vec<Value> = (0..3).map(|place| choice(place, target(scene))).collect();
                value["decision"] = json!({ "prompt": "Et là ?", "choices": choices });
            }
            value
        })
        .collect();
    let scenario = json!({
        "format": 1, "id": "banc", "version": "1.0.0", "language": "fr", "title": "Banc d’essai", "summary": "Un récit engendré.",
        "family": "prise-en-main", "duration": { "min": 1, "max": 1 }, "licence": "CC-BY-4.0",
        "introduction": { "role": "Vous mesurez.", "text": "Le temps passe." }, "note": { "works-on": "La vitesse." },
        "start": "scene-0", "scenes": scenes,
    });
    Scenario::load(scenario.to_string().as_bytes(), None).expect("a generated story is sound")
}
