//! Plays at random, counted.

use std::rc::Rc;

use bifurque::check::findings::grouped;
use bifurque::check::sample::{MOST_DECISIONS, Sample, sample};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::{ChoiceIndex, SceneIndex};

use super::super::say;

/// Plays so many times, and says what was met. What never was is there as well.
pub fn run(scenario: &Rc<Scenario>, plays: u32, seed: u32) {
    let sample = sample(scenario, plays, seed);
    let count = |number: u32| grouped(number as usize);
    say(format_args!("{} parcours au hasard, graine {seed}, {} décisions au plus chacun.", count(plays), count(MOST_DECISIONS)));
    say(format_args!("Coupés pour leur longueur : {} ; arrêtés là où rien ne mène plus loin : {}.", count(sample.cut), count(sample.stuck)));
    let scenes = |wanted: bool| {
        let all = (0..).map(SceneIndex).zip(&sample.scenes);
        all.filter(move |(scene, _)| scenario.ending(*scene).is_some() == wanted)
    };
    say(format_args!("\nFins : les parcours qui y arrivent"));
    for (scene, met) in scenes(true) {
        line(&sample, *met, scenario.ending(scene).map_or("", |ending| &ending.id));
    }
    say(format_args!("\nScènes : les parcours qui y passent"));
    for (scene, met) in scenes(false) {
        line(&sample, *met, &scenario.scene(scene).id);
    }
    if sample.choices.is_empty() {
        say(format_args!("\nChoix : ce cas n’en a pas."));
        return;
    }
    say(format_args!("\nChoix : les parcours où ils sont faits"));
    for (choice, met) in (0..).map(ChoiceIndex).zip(&sample.choices) {
        let scene = scenario.program.choices[choice.at()].scene;
        line(&sample, *met, &[&*scenario.scene(scene).id, " / ", &*scenario.choice(choice).id].concat());
    }
}

/// A number, its share of the plays, and what it counts.
fn line(sample: &Sample, met: u32, name: &str) {
    let share = format!("{:.1}", f64::from(met) * 100.0 / f64::from(sample.plays)).replace('.', ",");
    say(format_args!("{:>9}  {share:>5}\u{a0}%  {name}", grouped(met as usize)));
}
