//! The words of a text one by one, as far as looking for some of them needs.

use std::ops::Range;

/// A run of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case.
    pub(super) text: String,
    /// Where it stands, in characters of the text as it was typed.
    pub(super) characters: Range<usize>,
    /// Whether a sentence begins with it.
    pub(super) opens: bool,
    /// Whether a sign or an empty line parts it from the word before.
    pub(super) parted: bool,
    /// Whether it stands between quotation marks: someone says it.
    pub(super) quoted: bool,
    /// Whether its sentence is a question.
    pub(super) asked: bool,
    /// The sign after it, spaces apart; none at the end of the text.
    pub(super) next: Option<char>,
}

/// The words of a text. An apostrophe, a hyphen or a sign of markup parts words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut opens, mut parted, mut depth, mut straight) = (true, true, 0_u32, false);
    let (mut inside, mut before) = (false, None);
    for (at, character) in text.chars().enumerate() {
        if is_letter(character) {
            if !inside {
                words.push(Word { text: String::new(), characters: at..at, opens, parted, quoted: depth > 0 || straight, asked: false, next: None });
            }
            if let Some(word) = words.last_mut() {
                word.text.extend(character.to_lowercase());
                word.characters.end = at + 1;
            }
            (inside, opens, parted, before) = (true, false, false, Some(character));
            continue;
        }
        inside = false;
        match character {
            '«' | '“' => depth += 1,
            '»' | '”' => depth = depth.saturating_sub(1),
            '"' => straight = !straight,
            '?' => {
                opens = true;
                ask(&mut words);
            }
            '.' | '!' | '…' | '\n' => opens = true,
            _ => {}
        }
        parted |= matches!((before, character), (_, '.' | '!' | '?' | '…' | ',' | ';' | ':') | (Some('\n'), '\n' | '-'));
        before = Some(character);
        if !character.is_whitespace() || character == '\n' {
            if let Some(word) = words.last_mut().filter(|word| word.next.is_none()) {
                word.next = Some(character);
            }
        }
    }
    words
}

/// The last sentence was a question.
fn ask(words: &mut [Word]) {
    for word in words.iter_mut().rev() {
        word.asked = true;
        if word.opens {
            break;
        }
    }
}

/// Letters and the accents that are typed apart from them.
pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '\u{300}'..='\u{36f}')
}

/// A phrase to look for.
pub(super) struct Phrase(Vec<String>);

impl Phrase {
    pub(super) fn of(text: &str) -> Self {
        Self(words(text).into_iter().map(|word| word.text).collect())
    }

    /// Where it stands among the words of a text: beside each other, no sign between them, outside quotation marks.
    pub(super) fn find(&self, words: &[Word]) -> impl Iterator<Item = Range<usize>> {
        let length = self.0.len().max(1);
        let is_it = |found: &[Word]| found.iter().zip(&self.0).all(|(word, wanted)| word.text == *wanted && !word.quoted);
        let is_one = |found: &[Word]| found.iter().skip(1).all(|word| !word.parted);
        words.windows(length).enumerate().filter(move |(_, found)| is_it(found) && is_one(found)).map(move |(at, _)| at..at + length)
    }
}

/// From the first of some words to the last, in characters.
pub(super) fn around(words: &[Word]) -> Range<usize> {
    words.first().map_or(0, |first| first.characters.start)..words.last().map_or(0, |last| last.characters.end)
}

/// The entries of a list: one a line, `#` begins a remark.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}
