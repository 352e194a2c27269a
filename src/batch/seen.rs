//! Which attempts were read: the same one twice counts once, in a year of records, with at most 16 bytes of memory each.

/// The set is parted, so that only one part at a time is held twice, while it grows.
const PARTS: usize = 256;

/// The attempts read so far, each by a fingerprint of 64 bits. Among a million, the chance that two different ones have the same is one in 37 million.
#[derive(Debug)]
pub struct Seen {
    parts: Vec<Part>,
}

/// An open-addressed table of fingerprints; zero is an empty place.
#[derive(Debug, Default)]
struct Part {
    places: Vec<u64>,
    used: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self { parts: (0..PARTS).map(|_| Part::default()).collect() }
    }
}

impl Seen {
    /// Notes an attempt; says whether it is new.
    pub fn insert(&mut self, fingerprint: u64) -> bool {
        let fingerprint = fingerprint.max(1);
        let part = usize::from(fingerprint.to_le_bytes()[0]);
        self.parts[part].insert(fingerprint)
    }

    /// Whether an attempt was noted.
    #[must_use]
    pub fn contains(&self, fingerprint: u64) -> bool {
        let fingerprint = fingerprint.max(1);
        let places = &self.parts[usize::from(fingerprint.to_le_bytes()[0])].places;
        !places.is_empty() && places[find(places, fingerprint)] == fingerprint
    }

    /// How many attempts were noted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.used).sum()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Part {
    fn insert(&mut self, fingerprint: u64) -> bool {
        // At most four places in five are used: a look-up reads a line or two of the cache.
        if (self.used + 1) * 5 > self.places.len() * 4 {
            self.grow();
        }
        let new = place(&mut self.places, fingerprint);
        self.used += usize::from(new);
        new
    }

    fn grow(&mut self) {
        // By two fifths, so that more than half of the places are used at any time: 14 bytes an attempt at most.
        let mut places = vec![0; (self.places.len() * 7 / 5).max(16)];
        for fingerprint in self.places.drain(..).filter(|fingerprint| *fingerprint != 0) {
            place(&mut places, fingerprint);
        }
        self.places = places;
    }
}

/// Puts a fingerprint where it belongs; says whether it was not there.
fn place(places: &mut [u64], fingerprint: u64) -> bool {
    let at = find(places, fingerprint);
    std::mem::replace(&mut places[at], fingerprint) == 0
}

/// The place of a fingerprint, or the empty one where it belongs. There is always an empty one.
fn find(places: &[u64], fingerprint: u64) -> usize {
    // The high bits choose the place, the low ones chose the part.
    let scaled = (u128::from(fingerprint) * places.len() as u128) >> 64;
    let mut at = usize::try_from(scaled).unwrap_or(0);
    while places[at] != 0 && places[at] != fingerprint {
        at = if at + 1 == places.len() { 0 } else { at + 1 };
    }
    at
}

/// A fingerprint of 128 bits, random or not.
#[must_use]
pub fn fingerprint(bytes: [u8; 16]) -> u64 {
    let bits = u128::from_le_bytes(bytes);
    let (low, high) = (bits as u64, (bits >> 64) as u64);
    mixed(mixed(low) ^ high.rotate_left(29))
}

/// Every bit of the outcome depends on every bit of `bits` (the finalizer of SplitMix64).
#[must_use]
pub fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Seen, fingerprint, mixed};

    #[test]
    fn each_is_new_once() {
        let mut seen = Seen::default();
        for round in [true, false] {
            for number in 0..50_000_u128 {
                assert_eq!(seen.insert(fingerprint(number.to_le_bytes())), round, "{number}");
            }
        }
        assert_eq!(seen.len(), 50_000);
        assert!(seen.contains(fingerprint([0; 16])) && !seen.contains(mixed(77)) && !Seen::default().contains(1));
        let mut seen = Seen::default();
        assert!(seen.insert(0) && !seen.insert(0) && !seen.insert(1), "zero is a fingerprint like another");
    }

    /// Whatever the number of attempts, once there are a few thousand.
    #[test]
    fn an_attempt_takes_sixteen_bytes_at_most() {
        let mut seen = Seen::default();
        for number in 1..=200_000_u64 {
            seen.insert(mixed(number));
            if number > 10_000 && number % 97 == 0 {
                let largest = seen.parts.iter().map(|part| part.places.len()).max().unwrap();
                let places: usize = seen.parts.iter().map(|part| part.places.len()).sum();
                // A part is held twice while it grows.
                assert!((places + largest) * 8 < seen.len() * 16, "{} for {number}", (places + largest) * 8);
            }
        }
        assert_eq!(seen.parts.len(), PARTS);
    }
}
