//! Numbers and digits as a stream of bits, the highest of each first.

/// A stream under construction.
#[derive(Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// How many bits of the last byte are written; 0 when it is full.
    used: u32,
}

impl BitWriter {
    /// Adds the lowest `count` bits of a number.
    pub(super) fn bits(&mut self, number: u64, count: u32) {
        for at in (0..count).rev() {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= u8::from(number >> at & 1 == 1) << (7 - self.used);
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// Adds a digit below its radix.
    pub(super) fn digit(&mut self, radix: u32, digit: u32) {
        self.bits(u64::from(digit), width(radix));
    }

    /// Adds a number of any size, seven bits at a time, each seven with a bit that says whether more follow.
    pub(super) fn number(&mut self, number: u64) {
        let mut rest = number;
        loop {
            self.bits(u64::from(rest > 0x7F), 1);
            self.bits(rest & 0x7F, 7);
            rest >>= 7;
            if rest == 0 {
                return;
            }
        }
    }

    /// Adds a short text; only the first 255 bytes of a longer one.
    pub(super) fn text(&mut self, text: &str) {
        let bytes: Vec<u8> = text.bytes().take(255).collect();
        self.number(bytes.len() as u64);
        bytes.iter().for_each(|byte| self.bits(u64::from(*byte), 8));
    }

    /// How many bytes are begun.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes, the last one filled up with zeros.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// The bytes, if what is past the last whole one is but filling: fewer than five zeros.
    pub(super) fn whole_bytes(mut self) -> Option<Vec<u8>> {
        match self.used {
            0 => Some(self.bytes),
            1..=4 => self.bytes.pop().filter(|last| *last == 0).map(|_| self.bytes),
            _ => None,
        }
    }
}

/// The same stream being read.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<u64> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(u64::from(bit))
    }

    fn bits(&mut self, count: u32) -> Option<u64> {
        (0..count).try_fold(0, |number, _| Some(number << 1 | self.bit()?))
    }

    /// The next bits, zeros past the end.
    pub(super) fn padded(&mut self, count: u32) -> u64 {
        (0..count).fold(0, |number, _| number << 1 | self.bit().unwrap_or(0))
    }

    /// The next digit, if there is one and it is below its radix.
    pub(super) fn digit(&mut self, radix: u32) -> Option<u32> {
        self.bits(width(radix)).and_then(|digit| u32::try_from(digit).ok()).filter(|digit| *digit < radix)
    }

    /// The next number, if there is one and 64 bits hold it.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let more = self.bit()?;
            number |= self.bits(7)? << shift;
            if more == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next text, if there is one.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = self.number().filter(|length| *length <= 255)?;
        let bytes = (0..length).map(|_| self.bits(8).and_then(|byte| u8::try_from(byte).ok())).collect::<Option<Vec<u8>>>()?;
        String::from_utf8(bytes).ok()
    }

    /// Whether nothing is left but the filling of the last byte.
    pub(super) fn is_spent(&mut self) -> bool {
        self.at.div_ceil(8) == self.bytes.len() && self.padded(7) == 0
    }
}

/// How many bits hold the digits below a radix.
fn width(radix: u32) -> u32 {
    radix.saturating_sub(1).checked_ilog2().map_or(0, |highest| highest + 1)
}
