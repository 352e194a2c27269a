//! Seeded chance: a draw depends on the seed, the route and how often its scene was left, on nothing else.

/// The number drawn for one visit of one route: uniform over 64 bits.
///
/// SplitMix64's finaliser (Steele, Lea & Flood 2014; constants of Vigna's reference code), over its three inputs in turn. It is part of the record's
/// contract: the same seed must draw the same next year.
#[must_use]
pub fn draw(seed: u64, route: u32, visit: u32) -> u64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let inputs = [u64::from(route), u64::from(visit)];
    inputs.iter().fold(mix(seed.wrapping_add(GOLDEN)), |hash, input| mix((hash ^ input).wrapping_add(GOLDEN)))
}

/// Which arm a drawn number falls on, given their weights: `drawn × total / 2⁶⁴`, so that every arm gets its share to within 2⁻³².
///
/// Gives the last arm if the weights are all zero, which the loader refuses.
#[must_use]
pub fn pick(drawn: u64, weights: impl Iterator<Item = u32> + Clone) -> usize {
    let total: u64 = weights.clone().map(u64::from).sum();
    let mut left = u64::try_from((u128::from(drawn) * u128::from(total)) >> 64).unwrap_or(0);
    let mut last = 0;
    for (index, weight) in weights.enumerate() {
        last = index;
        match left.checked_sub(u64::from(weight)) {
            None => return index,
            Some(rest) => left = rest,
        }
    }
    last
}

fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::{draw, pick};

    /// SplitMix64 seeded with 0 first gives this number (Vigna's reference code): our first stage is that generator.
    #[test]
    fn the_mixer_is_splitmix64() {
        assert_eq!(super::mix(0x9e37_79b9_7f4a_7c15), 0xe220_a839_7b1d_cdaf);
    }

    /// Computed apart, in Python: one mixing of the seed plus the constant, then for the route and for the visit one of the hash, xored with it, plus the constant.
    #[test]
    fn draws_are_pinned() {
        for (drawn, expected) in [
            (draw(0, 0, 0), 2_558_736_989_570_252_433),
            (draw(0, 0, 1), 3_400_964_856_525_257_824),
            (draw(0, 1, 0), 4_964_578_127_960_768_432),
            (draw(1, 0, 0), 12_793_040_940_332_582_595),
            (draw(u64::MAX, u32::MAX, u32::MAX), 7_577_769_989_397_693_529),
            (draw(0x0123_4567_89ab_cdef, 42, 7), 16_296_701_640_956_272_400),
        ] {
            assert_eq!(drawn, expected);
        }
    }

    #[test]
    fn arms_come_out_by_weight() {
        let mut counts = [0u32; 3];
        for visit in 0..60_000 {
            counts[pick(draw(7, 3, visit), [1, 2, 3].into_iter())] += 1;
        }
        for (count, expected) in counts.into_iter().zip([10_000u32, 20_000, 30_000]) {
            assert!(count.abs_diff(expected) < 500, "{counts:?}");
        }
    }

    #[test]
    fn the_extremes_fall_on_the_first_and_the_last() {
        assert_eq!(pick(0, [1, 1].into_iter()), 0);
        assert_eq!(pick(u64::MAX, [1, 1].into_iter()), 1);
    }
}
