//! A story with a number of states that its flags set, for both engines: it can come back to where it was, and every scene can be come to with most flags up
//! or down. Three choices a scene, one in three on a condition, each with an effect, and a conditional block.

pub mod coverage;
mod ink;
mod scenario;

use crate::random::Random;

/// A story, generated from its sizes alone: every run explores the same.
pub struct Story {
    pub flags: usize,
    /// How many scenes some block asks whether they were visited. Ours alone: they are not written in ink.
    pub marks: usize,
    /// None of the last has choices: it is the ending.
    pub scenes: Vec<Scene>,
    /// The words of a scene.
    pub words: usize,
}

pub struct Scene {
    /// The flag that one of its two blocks asks for.
    pub asks: usize,
    pub choices: Vec<Choice>,
}

pub struct Choice {
    /// Offered if the first is up or the second is down.
    pub when: Option<(usize, usize)>,
    /// The flag that it writes, and how.
    pub effect: (usize, bool),
    pub to: usize,
}

impl Story {
    pub fn of(scenes: usize, flags: usize) -> Self {
        Self::with_marks(scenes, flags, 0)
    }

    /// The first choice of a scene goes on; the two others go anywhere before the scenes whose marks are asked for. Those are walked through in order: the
    /// marks of the others would be as many states as there are sets of them.
    pub fn with_marks(scenes: usize, flags: usize, marks: usize) -> Self {
        let mut random = Random::new(scenes as u64);
        let free = scenes - 1 - marks;
        let mut scene = |at: usize| {
            let asks = random.below(flags);
            let mut choice = |place: usize| {
                let to = if place == 0 || at >= free { at + 1 } else { random.below(free) };
                let effect = (random.below(flags), random.percent(50));
                Choice { when: (place == 2).then(|| (random.below(flags), random.below(flags))), effect, to }
            };
            Scene { asks, choices: if at + 1 == scenes { Vec::new() } else { (0..3).map(&mut choice).collect() } }
        };
        Self { flags, marks, scenes: (0..scenes).map(&mut scene).collect(), words: 3 }
    }
}
