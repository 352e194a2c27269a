//! The states met: packed one after the other in the order in which they were found, and a table to find them again.
//!
//! Memory: a state takes its words, 8 bytes for how it was first reached, and 12 bytes a slot of a table that is between 7/16 and 7/8 full: 30 to 43 bytes for
//! a state of one word, and room to grow. The table holds each state's whole hash. That of one word is told from no other's, so that nothing else need be looked at;
//! of more words, a probe seldom looks at a state that is not the one.

use super::layout::same;

/// How a state was first reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way(u32);

/// On a choice's way: the scene after the sensitive ones was gone to from the outcome.
const SKIPPED: u32 = 1 << 31;

impl Way {
    /// By a passage or a return.
    pub const FLOW: Way = Way(SKIPPED - 1);
    /// By skipping the sensitive scenes, no choice made.
    pub const SKIP: Way = Way(u32::MAX);

    /// By a choice and its route.
    #[must_use]
    pub fn choice(at: u32) -> Self {
        Self(at)
    }

    /// By a choice, and from its outcome past the sensitive scenes.
    #[must_use]
    pub fn choice_then_skip(at: u32) -> Self {
        Self(at | SKIPPED)
    }

    /// The choice made, if one was.
    #[must_use]
    pub fn choice_made(self) -> Option<u32> {
        let at = self.0 & !SKIPPED;
        (at != Self::FLOW.0).then_some(at)
    }

    /// Whether sensitive scenes were skipped.
    #[must_use]
    pub fn skips(self) -> bool {
        self.0 & SKIPPED != 0
    }
}

/// All states met so far, numbered from 0.
#[derive(Clone, Debug)]
pub struct States {
    width: usize,
    words: Vec<u64>,
    reached: Vec<(u32, Way)>,
    /// The hashes of states, each in a slot of its own; 0 in the others. There is a power of two of them.
    hashes: Vec<u64>,
    /// In the slot of each state, its number plus one; 0 in the others.
    numbers: Vec<u32>,
}

/// States that wait to be added together.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    words: Vec<u64>,
    reached: Vec<(u32, Way)>,
    hashes: Vec<u64>,
    /// The first slot where each may be.
    found: Vec<usize>,
    /// Whether it is there.
    known: Vec<bool>,
}

impl Waiting {
    /// Adds one; says whether there are enough of them.
    #[inline]
    pub fn add(&mut self, state: &[u64], from: u32, way: Way) -> bool {
        match *state {
            [word] => self.words.push(word),
            _ => self.words.extend_from_slice(state),
        }
        self.reached.push((from, way));
        self.reached.len() >= TOGETHER
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reached.len()
    }

    /// Whether none waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reached.is_empty()
    }
}

/// How many states there may be: two bits are left of the word that numbers one.
pub const MOST: usize = (1 << 30) - 1;

/// How many states wait for each other: more than memory can look up at a time.
const TOGETHER: usize = 64;

/// The number of slots to begin with.
const FIRST_SLOTS: usize = 1 << 10;

impl States {
    /// No states yet, of this many words each.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width, words: Vec::new(), reached: Vec::new(), hashes: vec![0; FIRST_SLOTS], numbers: vec![0; FIRST_SLOTS] }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reached.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reached.is_empty()
    }

    /// A state.
    #[inline]
    #[must_use]
    pub fn get(&self, at: usize) -> &[u64] {
        &self.words[at * self.width..(at + 1) * self.width]
    }

    /// From which state one was first reached, and how. The first state is reached from itself.
    #[must_use]
    pub fn reached(&self, at: usize) -> (usize, Way) {
        let (from, way) = self.reached[at];
        (from as usize, way)
    }

    /// How much memory all this takes, in bytes, with what is kept in reserve.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let slots = self.hashes.capacity() * (size_of::<u64>() + size_of::<u32>());
        self.words.capacity() * size_of::<u64>() + slots + self.reached.capacity() * size_of::<(u32, Way)>()
    }

    /// The number of a state.
    #[inline]
    #[must_use]
    pub fn find(&self, state: &[u64]) -> Option<u32> {
        self.probe(state, hash(state)).ok()
    }

    /// Adds a state unless it is known or `most` are; says whether it is known now.
    #[inline]
    pub fn add(&mut self, state: &[u64], from: u32, way: Way, most: usize) -> bool {
        self.add_hashed(state, hash(state), from, way, most)
    }

    #[inline]
    fn add_hashed(&mut self, state: &[u64], hash: u64, from: u32, way: Way, most: usize) -> bool {
        let Err(slot) = self.probe(state, hash) else { return true };
        let Some(number) = u32::try_from(self.len() + 1).ok().filter(|_| self.len() < most) else { return false };
        (self.hashes[slot], self.numbers[slot]) = (hash, number);
        self.words.extend_from_slice(state);
        self.reached.push((from, way));
        if self.len() * 8 > self.hashes.len() * 7 {
            self.grow();
        }
        true
    }

    /// Adds all states that wait, in order; says whether all are known now. See [`Waiting`].
    pub fn add_all(&mut self, waiting: &mut Waiting, most: usize) -> bool {
        self.look(waiting);
        let Waiting { words, reached, hashes, found, known } = waiting;
        // Of one word, the same hash says enough, but for the one of which it is 0.
        if self.width == 1 {
            known.extend(hashes.iter().zip(&*found).map(|(&hash, &at)| self.hashes[at] == hash && hash != 0));
        } else {
            known.extend(words.chunks_exact(self.width).zip(hashes.iter().zip(&*found)).map(|(state, (&hash, &at))| self.holds(at, state, hash)));
        }
        let mut all = true;
        for (((state, &hash), &(from, way)), _) in words.chunks_exact(self.width).zip(&*hashes).zip(&*reached).zip(&*known).filter(|(_, known)| !**known) {
            all &= self.add_hashed(state, hash, from, way, most);
        }
        words.clear();
        reached.clear();
        all
    }

    /// Tells the numbers of all states that wait, in order, each with how it was reached; none of one that is not known.
    pub fn find_all(&self, waiting: &mut Waiting, mut tell: impl FnMut(u32, Way, Option<u32>)) {
        self.look(waiting);
        let Waiting { words, reached, hashes, found, known } = waiting;
        known.extend(words.chunks_exact(self.width).zip(hashes.iter().zip(&*found)).map(|(state, (&hash, &at))| self.holds(at, state, hash)));
        for (((state, &(from, way)), &known), &at) in words.chunks_exact(self.width).zip(&*reached).zip(&*known).zip(&*found) {
            tell(from, way, if known { self.numbers[at].checked_sub(1) } else { self.find(state) });
        }
        words.clear();
        reached.clear();
    }

    /// Finds the first slot for each state that waits. Each look into the table and each look at a state may have to wait for memory. Those of one loop do not depend
    /// on each other: they wait together.
    #[inline]
    fn look(&self, waiting: &mut Waiting) {
        let mask = self.hashes.len() - 1;
        waiting.hashes.clear();
        waiting.hashes.extend(waiting.words.chunks_exact(self.width).map(hash));
        waiting.found.clear();
        waiting.found.extend(waiting.hashes.iter().map(|&hash| place(hash, mask)));
        waiting.known.clear();
    }

    /// Whether a slot is that of a state.
    #[inline]
    fn holds(&self, slot: usize, state: &[u64], hash: u64) -> bool {
        if self.hashes[slot] != hash {
            return false;
        }
        let number = self.numbers[slot] as usize;
        number > 0 && (self.width == 1 || same(self.get(number - 1), state))
    }

    /// A state's number, or the slot where it would be noted.
    #[inline]
    fn probe(&self, state: &[u64], hash: u64) -> Result<u32, usize> {
        let mask = self.hashes.len() - 1;
        let mut slot = place(hash, mask);
        loop {
            if self.holds(slot, state, hash) {
                return Ok(self.numbers[slot] - 1);
            }
            if self.hashes[slot] == 0 && self.numbers[slot] == 0 {
                return Err(slot);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Doubles the table. The old one is let go first: all that it held is made again from the states.
    fn grow(&mut self) {
        let length = self.hashes.len() * 2;
        (self.hashes, self.numbers) = (Vec::new(), Vec::new());
        (self.hashes, self.numbers) = (vec![0; length], vec![0; length]);
        let mask = length - 1;
        for (number, state) in (1u32..).zip(self.words.chunks_exact(self.width)) {
            let hash = hash(state);
            let mut slot = place(hash, mask);
            while self.numbers[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            (self.hashes[slot], self.numbers[slot]) = (hash, number);
        }
    }
}

#[inline]
fn place(hash: u64, mask: usize) -> usize {
    usize::try_from(hash & (mask as u64)).unwrap_or(0)
}

/// Multiply and fold, a word at a time, and mixed at the end, since tables of any size take its lower bits. Every step can be undone: no two single words have the
/// same. (The finalizer of SplitMix64, Steele, Lea & Flood 2014.)
#[inline]
fn hash(state: &[u64]) -> u64 {
    let mut mixed: u64 = 0;
    for &word in state {
        mixed = (mixed.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_found_again_as_the_table_grows() {
        let mut states = States::new(1);
        for number in 0..50_000u64 {
            assert!(states.add(&[number * number], 0, Way::FLOW, 100_000));
            assert_eq!(states.find(&[number * number]), u32::try_from(number).ok());
        }
        assert_eq!((states.len(), states.find(&[3])), (50_000, None));
        assert!((0..50_000u64).all(|number| states.find(&[number * number]) == u32::try_from(number).ok()));
        assert!(states.bytes() < 50_000 * 50, "{}", states.bytes());
    }

    /// The hash is no more than a hint: here it is the same for all.
    #[test]
    fn states_of_one_hash_are_told_apart() {
        let odd: u64 = 0x9e37_79b9_7f4a_7c15;
        let same = |first: u64| [first, first.wrapping_mul(odd).rotate_left(5)];
        let mut states = States::new(2);
        for number in 0..100 {
            assert_eq!(hash(&same(number)), hash(&same(0)));
            assert_eq!(states.find(&same(number)), None);
            states.add(&same(number), 0, Way::FLOW, 1000);
        }
        assert_eq!(states.len(), 100);
        assert!((0..100).all(|number| states.find(&same(u64::from(number))) == Some(number)));
    }

    #[test]
    fn states_added_together_are_as_those_added_one_by_one() {
        let odd: u64 = 0x9e37_79b9_7f4a_7c15;
        let of = |number: u64| [number % 120, if number % 7 < 3 { number % 11 } else { (number % 120).wrapping_mul(odd).rotate_left(5) }];
        let (mut alone, mut together, mut waiting) = (States::new(2), States::new(2), Waiting::default());
        for (number, from) in (0..20_000u64).zip(0..) {
            alone.add(&of(number), from, Way::choice(from), 2000);
            if waiting.add(&of(number), from, Way::choice(from)) {
                together.add_all(&mut waiting, 2000);
            }
        }
        together.add_all(&mut waiting, 2000);
        assert!((300..2000).contains(&alone.len()), "{}", alone.len());
        assert_eq!((&alone.words, &alone.reached), (&together.words, &together.reached));
        waiting.add(&[1_000_000, 0], 0, Way::FLOW);
        assert!(!together.add_all(&mut waiting, alone.len()), "there is no room");
    }

    #[test]
    fn no_more_states_than_allowed() {
        let mut states = States::new(1);
        assert!(states.add(&[1], 0, Way::FLOW, 1));
        assert!(!states.add(&[2], 0, Way::FLOW, 1));
        assert!(states.add(&[1], 0, Way::FLOW, 1), "it is known");
        assert_eq!(states.len(), 1);
    }

    #[test]
    fn ways_say_what_was_done() {
        let told = |way: Way| (way.choice_made(), way.skips());
        assert_eq!(
            [Way::FLOW, Way::SKIP, Way::choice(7), Way::choice_then_skip(7)].map(told),
            [(None, false), (None, true), (Some(7), false), (Some(7), true)]
        );
    }
}
