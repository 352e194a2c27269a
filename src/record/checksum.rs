//! Checksums of the path code and of the QR code.

/// x¹⁰ + x⁹ + x⁵ + x⁴ + x + 1, without its first term. Its last term is 1, so every burst of errors of 10 bits or fewer is caught; x + 1 divides it, so every
/// odd number of errors is.
const CRC10: u16 = 0x233;

/// What the sum of nothing is, so that a code of zeros is not one.
const CRC10_START: u16 = 0x2A9;

/// The sum of the lowest `count` bits of a number, the highest of them first.
pub(super) fn crc10(number: u64, count: u32) -> u16 {
    (0..count).rev().fold(CRC10_START, |sum, at| {
        let out = (sum >> 9) & 1 ^ u16::from(number >> at & 1 == 1);
        (sum << 1 & 0x3FF) ^ if out == 1 { CRC10 } else { 0 }
    })
}

/// CRC-32 as zip and PNG have it. Bit by bit: a table would weigh more than it saves on a hundred bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::{crc10, crc32};

    #[test]
    fn crc32_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    /// A word of 60 bits is its 50 bits and their sum. The sum of two words that differ by `error` differs by the sum of `error` alone, whatever the words: to
    /// try every burst on one word is to try it on all.
    #[test]
    fn every_burst_of_ten_bits_anywhere_in_a_code_is_caught() {
        let sound = |word: u64| u64::from(crc10(word >> 10, 50)) == word & 0x3FF;
        let word = 0x2_A5A5_1234_5678 << 10 | u64::from(crc10(0x2_A5A5_1234_5678, 50));
        assert!(sound(word) && word < 1 << 60);
        for shift in 0..60 {
            for burst in 1..1024u64 {
                let error = burst << shift & ((1 << 60) - 1);
                assert_eq!(sound(word ^ error), error == 0, "{burst:b} << {shift}");
            }
        }
    }
}
