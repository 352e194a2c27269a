//! Words that are no markup, made safe to stand in a text that is read as some.

use super::parse;

/// Joins what stands around it and is not seen: between a sign and what would make markup of it, it keeps both as they are.
const JOINER: char = '\u{2060}';

/// A source of which [`parse`] makes one paragraph of these very words, whatever signs they hold: a title, a person's own sentence. White space becomes single
/// spaces, a grave accent the apostrophe that was meant.
///
/// ```
/// use bifurque::text::{literal, parse};
///
/// assert_eq!(literal("2*3"), "2\\*3");
/// assert_eq!(parse(&literal("<script>alert(1)</script>")).unwrap().plain().replace('\u{2060}', ""), "<script>alert(1)</script>");
/// ```
#[must_use]
pub fn literal(words: &str) -> String {
    let mut source = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !source.is_empty() {
            source.push(' ');
        } else if matches!(word, "-" | ">") || word.bytes().all(|byte| byte == b'#') {
            source.push(JOINER);
        }
        for letter in word.chars() {
            match letter {
                '*' | '[' | ']' | '\\' => source.extend(['\\', letter]),
                '<' => source.extend(['<', JOINER]),
                '`' => source.push('’'),
                _ => source.push(letter),
            }
        }
    }
    debug_assert!(parse(&source).is_ok(), "{source}");
    source
}
