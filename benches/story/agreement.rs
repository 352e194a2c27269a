//! Nothing is measured before both engines have shown the same words, choices and memory on random walks.

use super::player::Player;
use super::random::Random;

const WALKS: u64 = 20;

/// Plays both by the same choices and compares each screen. Gives the number of screens compared.
///
/// # Panics
/// At the first difference: the measures would compare two different stories.
pub fn check(left: &mut impl Player, right: &mut impl Player) -> usize {
    let mut screens = 0;
    for seed in 0..WALKS {
        let mut random = Random::new(seed);
        left.restart();
        right.restart();
        loop {
            screens += 1;
            assert_eq!(left.screen(), right.screen(), "the engines differ at screen {screens}, on walk {seed}");
            if left.open() == 0 {
                break;
            }
            let place = random.below(left.open());
            left.choose(place);
            right.choose(place);
        }
    }
    screens
}
