//! How often the engines ask for memory in a step. Ours need not, but for the list of steps, which doubles, and the first scenes after a start.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

mod story;

use bifurque::scenario::Scenario;
use story::player::{Bifurque, Ink, Player};
use story::random::Random;
use story::{Story, agreement, ink, scenario};

const STEPS: u64 = 10_000;

fn main() {
    println!("{:>7}  {:<9} {:>19} {:>20}", "scenes", "engine", "allocations a step", "steps without any");
    for size in [10, 1_000] {
        let story = Story::generate(size);
        let mut bifurque = Bifurque::new(Scenario::load(&scenario::write(&story), None).expect("the story loads"));
        let mut ink = Ink::new(&bladeink_compiler::Compiler::new().compile(&ink::write(&story)).expect("the story compiles"));
        agreement::check(&mut bifurque, &mut ink);
        print(size, "Bifurque", &mut bifurque);
        print(size, "bladeink", &mut ink);
    }
}

fn print(size: usize, engine: &str, player: &mut impl Player) {
    let mut random = Random::new(0);
    let (mut allocations, mut without) = (0, 0);
    for _ in 0..STEPS {
        let place = player.draw(&mut random);
        let counted = allocation_counter::measure(|| _ = std::hint::black_box(player.choose(place)));
        allocations += counted.count_total;
        without += u64::from(counted.count_total == 0);
    }
    let mean = allocations as f64 / STEPS as f64;
    println!("{size:>7}  {engine:<9} {mean:>19.2} {:>18} %", without * 100 / STEPS);
}
