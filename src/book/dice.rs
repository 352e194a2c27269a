//! Draws with dice of six sides, exactly as they weigh: what is left over is thrown again.

use super::Way;

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// How many dice are thrown, read one after the other.
    pub dice: u32,
    /// What each arm comes out on, in order. What no arm comes out on is thrown again.
    pub arms: Vec<Arm>,
}

/// An arm of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The first throw it comes out on, from 0 for all ones, counting in the order of the numbers that the dice write.
    pub from: u64,
    /// The last.
    pub to: u64,
    /// Where it leads.
    pub way: Way,
}

impl Draw {
    /// A draw between ways that weigh so much, each more than 0: the fewest dice that have a throw for each share.
    #[must_use]
    pub fn of(arms: Vec<(u32, Way)>) -> Self {
        let divisor = arms.iter().fold(0, |divisor, (weight, _)| greatest_common_divisor(divisor, u64::from(*weight))).max(1);
        let total: u64 = arms.iter().map(|(weight, _)| u64::from(*weight) / divisor).sum();
        let (mut dice, mut throws) = (1, 6u64);
        while throws < total {
            dice += 1;
            throws = throws.saturating_mul(6);
        }
        let each = throws / total.max(1);
        let mut next = 0;
        let arms = arms.into_iter().map(|(weight, way)| {
            let from = next;
            next += u64::from(weight) / divisor * each;
            Arm { from, to: next.saturating_sub(1), way }
        });
        Self { dice, arms: arms.collect() }
    }

    /// Whether every throw has an arm.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.arms.last().is_some_and(|arm| 6u64.checked_pow(self.dice).is_some_and(|throws| arm.to + 1 == throws))
    }

    /// A throw as the dice write it: « 1 », « 36 ».
    #[must_use]
    pub fn written(&self, throw: u64) -> String {
        let digits = (0..self.dice).rev().map(|place| throw / 6u64.saturating_pow(place) % 6);
        digits.filter_map(|digit| char::from_digit(u32::try_from(digit).unwrap_or(0) + 1, 10)).collect()
    }
}

fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::{Draw, Way};

    fn draw(weights: &[u32]) -> Draw {
        Draw::of(weights.iter().map(|&weight| (weight, Way::Back)).collect())
    }

    fn told(draw: &Draw) -> Vec<String> {
        draw.arms.iter().map(|arm| format!("{}-{}", draw.written(arm.from), draw.written(arm.to))).collect()
    }

    #[test]
    fn one_die_is_enough_for_six_shares() {
        assert_eq!(told(&draw(&[1, 1])), ["1-3", "4-6"]);
        assert_eq!(told(&draw(&[2, 4])), ["1-2", "3-6"]);
        assert!(draw(&[3, 2, 1]).is_whole());
        // Four shares: a five and a six are thrown again.
        let four = draw(&[1, 3]);
        assert_eq!((told(&four), four.is_whole()), (vec!["1-1".to_owned(), "2-4".to_owned()], false));
    }

    #[test]
    fn more_shares_take_more_dice() {
        let nine = draw(&[4, 5]);
        assert_eq!((nine.dice, told(&nine), nine.is_whole()), (2, vec!["11-34".to_owned(), "35-66".to_owned()], true));
        let hundred = draw(&[1, 99]);
        assert_eq!((hundred.dice, told(&hundred)), (3, vec!["111-112".to_owned(), "113-642".to_owned()]));
    }

    #[test]
    fn every_weight_gets_its_exact_share() {
        for weights in [vec![1, 1, 1, 1, 1], vec![7, 3], vec![1, 36], vec![u32::MAX, 1, u32::MAX], vec![5]] {
            let draw = draw(&weights);
            let share = |at: usize| u128::from(draw.arms[at].to + 1 - draw.arms[at].from);
            for (at, weight) in weights.iter().enumerate() {
                assert_eq!(share(at) * u128::from(weights[0]), share(0) * u128::from(*weight), "{weights:?}");
            }
        }
    }
}
