//! Crockford's base 32: digits and capitals that are hard to confuse on paper, read with indulgence.

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The letter of five bits; the bits above them are not read.
pub(super) fn letter(bits: u64) -> char {
    usize::try_from(bits & 31).ok().and_then(|at| LETTERS.get(at)).map_or('0', |&byte| char::from(byte))
}

/// The five bits of a letter. Small letters are capitals, O is 0, I and L are 1; there is no U.
pub(super) fn bits(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|&known| char::from(known) == letter).and_then(|at| u8::try_from(at).ok())
}

/// What people and text editors put between letters: it means nothing.
pub(super) fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '.' | '\u{ad}' | '\u{200b}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2060}' | '\u{feff}')
}
