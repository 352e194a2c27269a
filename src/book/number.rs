//! The shuffled order: what follows from a choice does not stand beside it, nor beside what follows from another.

use crate::engine::chance;

/// How far apart two numbers stand that should not be seen together: more than a page holds.
const APART: usize = 6;
/// How many places are tried for a number that stands too near.
const TRIES: u32 = 40;

/// Lots drawn with a seed, always the same.
pub struct Lots {
    seed: u64,
    purpose: u32,
    drawn: u32,
}

impl Lots {
    /// Lots of their own for each purpose.
    pub fn new(seed: u64, purpose: u32) -> Self {
        Self { seed, purpose, drawn: 0 }
    }

    /// A number below another; 0 if that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        self.drawn = self.drawn.wrapping_add(1);
        let number = u128::from(chance::draw(self.seed, self.purpose, self.drawn));
        usize::try_from((number * most as u128) >> 64).unwrap_or(0)
    }

    /// Shuffles (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// The place of each of `count` things in shuffled order; the first `fixed` stay where they are. Those of a link are parted where that can be done.
pub fn order(count: usize, fixed: usize, links: &[(usize, usize)], lots: &mut Lots) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    lots.shuffle(places.get_mut(fixed..).unwrap_or_default());
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(one, other) in links.iter().filter(|(one, other)| one != other) {
        linked[one].push(other);
        linked[other].push(one);
    }
    // The nearer, the worse: neighbours are parted before those that only share a page.
    let near = |thing: usize, places: &[usize]| -> usize {
        linked[thing].iter().map(|&other| APART.saturating_sub(places[thing].abs_diff(places[other])).pow(3)).sum()
    };
    for thing in (fixed..count).chain(fixed..count) {
        for _ in 0..TRIES {
            let before = near(thing, &places);
            if before == 0 {
                break;
            }
            let other = fixed + lots.below(count - fixed);
            let before = before + near(other, &places);
            places.swap(thing, other);
            if near(thing, &places) + near(other, &places) >= before {
                places.swap(thing, other);
            }
        }
    }
    places
}

/// A place as it is written.
pub fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{APART, Lots, order};

    #[test]
    fn every_place_is_taken_once_and_links_are_parted() {
        let links: Vec<(usize, usize)> = (0..60).flat_map(|at| [(at, (at + 1) % 60), (at, (at + 2) % 60)]).collect();
        for seed in 0..20 {
            let places = order(60, 1, &links, &mut Lots::new(seed, 0));
            let mut sorted = places.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..60).collect::<Vec<_>>());
            assert_eq!(places[0], 0);
            let near = links.iter().filter(|(one, other)| places[*one].abs_diff(places[*other]) < APART).count();
            assert!(near <= 6, "{near} of {} links within {APART}", links.len());
            assert_eq!(places, order(60, 1, &links, &mut Lots::new(seed, 0)));
        }
    }

    #[test]
    fn few_things_are_ordered_as_well() {
        assert_eq!(order(0, 1, &[], &mut Lots::new(1, 0)), Vec::<usize>::new());
        assert_eq!(order(1, 1, &[(0, 0)], &mut Lots::new(1, 0)), [0]);
        assert_eq!(order(2, 1, &[(0, 1)], &mut Lots::new(1, 0)), [0, 1]);
    }
}
