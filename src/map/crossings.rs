//! How often the edges between two layers cross.

/// Counts crossings among edges given as pairs of places, sorted by the first then the second: the number of inversions of the second (Barth, Jünger and Mutzel, 2002).
/// `width` is one more than the greatest second place.
pub fn count(seconds: impl Iterator<Item = usize>, width: usize, tree: &mut Vec<u32>) -> u64 {
    tree.clear();
    tree.resize(width + 1, 0);
    let mut crossings = 0;
    for (seen, second) in (0..).zip(seconds) {
        // How many came before and end no further.
        let mut at = second + 1;
        let mut before = 0;
        while at > 0 {
            before += u64::from(tree[at]);
            at &= at - 1;
        }
        crossings += seen - before;
        let mut at = second + 1;
        while at <= width {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    crossings
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_as_looking_at_every_pair_does() {
        let lists: [&[usize]; 5] = [&[], &[0, 1, 2], &[2, 1, 0], &[1, 1, 0, 2, 0], &[3, 0, 2, 2, 1, 0, 3]];
        for list in lists {
            let pairs = (0..list.len()).flat_map(|left| (left + 1..list.len()).map(move |right| (left, right)));
            let expected = pairs.filter(|&(left, right)| list[left] > list[right]).count() as u64;
            assert_eq!(count(list.iter().copied(), 4, &mut Vec::new()), expected, "{list:?}");
        }
    }
}
