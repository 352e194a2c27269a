//! One story, told to both engines: generated from its size alone, so that every run and every engine plays the same.
//!
//! It is the story on which the peers were measured: 80 words a scene, three choices of 11 words, one choice in five on a condition, one scene in twenty an
//! ending.

pub mod agreement;
pub mod ink;
pub mod player;
pub mod random;
pub mod scenario;
mod words;

use random::Random;

/// The number of levels, then of flags, that a story remembers.
pub const LEVELS: usize = 3;
pub const FLAGS: usize = 3;
/// The bound of a level: no walk gets there, since ink has no bounds.
pub const BOUND: i32 = 10_000;

const SCENE_WORDS: usize = 80;
const CHOICE_WORDS: usize = 11;
const CHOICES: usize = 3;
const ENDINGS_PERCENT: usize = 5;
/// The first choice of a scene is always open, so that nobody is stuck: 30 % of the two others are 20 % of all.
const CONDITIONAL_PERCENT: usize = 30;

pub struct Story {
    pub scenes: Vec<Scene>,
}

pub struct Scene {
    pub text: String,
    /// None at an ending.
    pub choices: Vec<Choice>,
}

pub struct Choice {
    pub text: String,
    /// All must hold.
    pub conditions: Vec<Condition>,
    pub effect: Effect,
    pub to: usize,
}

pub enum Condition {
    AtLeast { level: usize, value: i32 },
    Less { level: usize, value: i32 },
    Flag { flag: usize, value: bool },
    Visited { scene: usize },
}

pub enum Effect {
    Add { level: usize, value: i32 },
    Set { flag: usize, value: bool },
}

impl Story {
    /// The story of this many scenes.
    pub fn generate(size: usize) -> Self {
        let mut random = Random::new(size as u64);
        let scenes = (0..size)
            .map(|index| {
                let ending = index + 1 == size || (index > 0 && random.percent(ENDINGS_PERCENT));
                let text = words::sentences(SCENE_WORDS, &mut random);
                let choices = if ending { 0 } else { CHOICES };
                Scene { text, choices: (0..choices).map(|place| choice(index, place, size, &mut random)).collect() }
            })
            .collect();
        Self { scenes }
    }
}

fn choice(scene: usize, place: usize, size: usize, random: &mut Random) -> Choice {
    let conditions = match place > 0 && random.percent(CONDITIONAL_PERCENT) {
        true => (0..1 + random.below(2)).map(|_| condition(scene, size, random)).collect(),
        false => Vec::new(),
    };
    let effect = match random.percent(70) {
        true => Effect::Add { level: random.below(LEVELS), value: *random.pick(&[-2, -1, 1, 2]) },
        false => Effect::Set { flag: random.below(FLAGS), value: random.percent(50) },
    };
    Choice { text: words::sentences(CHOICE_WORDS, random), conditions, effect, to: other_than(scene, size, random) }
}

fn condition(scene: usize, size: usize, random: &mut Random) -> Condition {
    match random.below(4) {
        0 => Condition::AtLeast { level: random.below(LEVELS), value: *random.pick(&[-1, 0, 1]) },
        1 => Condition::Less { level: random.below(LEVELS), value: *random.pick(&[0, 1, 2]) },
        2 => Condition::Flag { flag: random.below(FLAGS), value: random.percent(50) },
        // Of another scene: ink counts a visit on entering, Bifurque on leaving.
        _ => Condition::Visited { scene: other_than(scene, size, random) },
    }
}

fn other_than(scene: usize, size: usize, random: &mut Random) -> usize {
    (scene + 1 + random.below(size - 1)) % size
}
