//! From a source to its blocks, line by line.

use std::collections::BinaryHeap;

use super::inline::inlines;
use super::{Block, Document, TextError, TextErrorKind};

/// A character of the source and its place there: once lines are joined and markers taken away, errors still know where they are.
pub(super) type Located = (usize, char);

/// Reads a text, or says everything that is wrong with it.
///
/// [The module](super) tells the subset. French typography is set over each whole paragraph or item, not leaf by leaf, so that `"*Non*"`, `l'*écran*` and
/// `*Oui* !` come out as they would without asterisks.
///
/// # Errors
///
/// All the errors of the source, sorted by place. One slip is told once wherever that is possible.
///
/// # Examples
///
/// ```
/// use bifurque::text::{Block, Inline, parse};
///
/// let document = parse("Deux choses:\n- l'écran\n- *elle*").unwrap();
/// let text = |words: &str| Inline::Text(words.to_owned());
/// assert_eq!(document.blocks, [
///     Block::Paragraph(vec![text("Deux choses\u{a0}:")]),
///     Block::List(vec![vec![text("l’écran")], vec![Inline::Emphasis(vec![text("elle")])]]),
/// ]);
/// assert!(parse("").unwrap().blocks.is_empty());
/// ```
pub fn parse(source: &str) -> Result<Document, Vec<TextError>> {
    let chars: Vec<char> = source.chars().collect();
    let mut blocks = Vec::new();
    let mut errors = Vec::new();
    let mut paragraph: Vec<Located> = Vec::new();
    let mut start = 0;
    for line in chars.split(|&ch| ch == '\n') {
        let indent = line.iter().take_while(|ch| ch.is_whitespace()).count();
        let text = trim(line);
        let at = start + indent;
        let line_break = start.saturating_sub(1);
        start += line.len() + 1;
        // A lone hyphen, trimmed of what follows, is text: it is how an empty field is often filled.
        let item = matches!(text, ['-', space, ..] if space.is_whitespace());
        if item || text.is_empty() {
            flush(&mut paragraph, &mut blocks, &mut errors);
        }
        if item {
            if indent > 0 {
                errors.push(TextError { at, kind: TextErrorKind::IndentedItem });
            }
            let words = trim(&text[1..]);
            let at = at + text.len() - words.len();
            let item = inlines(&locate(words, at).collect::<Vec<_>>(), &mut errors);
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push(item),
                _ => blocks.push(Block::List(vec![item])),
            }
        } else if !text.is_empty() {
            let continues = !paragraph.is_empty();
            if let Some(kind) = foreign_marker(text, continues) {
                errors.push(TextError { at, kind });
            }
            if continues {
                paragraph.push((line_break, ' '));
            }
            paragraph.extend(locate(text, at));
        }
    }
    flush(&mut paragraph, &mut blocks, &mut errors);
    if errors.is_empty() {
        Ok(Document { blocks })
    } else {
        // Heap sort: a slice's own sort weighs four kilobytes of wasm.
        Err(BinaryHeap::from(errors).into_sorted_vec())
    }
}

/// All the errors of a source, as [`parse`] gives them; costs next to nothing where there is no markup, as in most texts.
pub fn errors(source: &str) -> Vec<TextError> {
    // Every rule that can be broken begins with one of these, or with an indent before `- `.
    let marks = |byte| matches!(byte, b'*' | b'[' | b']' | b'\\' | b'`' | b'<' | b'>' | b'#' | b'\n');
    if source.starts_with(char::is_whitespace) || source.bytes().any(marks) { parse(source).err().unwrap_or_default() } else { Vec::new() }
}

/// Ends the paragraph that is being gathered, if any.
fn flush(paragraph: &mut Vec<Located>, blocks: &mut Vec<Block>, errors: &mut Vec<TextError>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(inlines(paragraph, errors)));
        paragraph.clear();
    }
}

fn locate(text: &[char], at: usize) -> impl Iterator<Item = Located> {
    text.iter().enumerate().map(move |(index, &ch)| (at + index, ch))
}

fn trim(text: &[char]) -> &[char] {
    let inked = |ch: &char| !ch.is_whitespace();
    match (text.iter().position(inked), text.iter().rposition(inked)) {
        (Some(first), Some(last)) => &text[first..=last],
        _ => &[],
    }
}

/// The Markdown that a line begins with and that the subset does not have. `continues`: the line goes on from another of its paragraph.
fn foreign_marker(text: &[char], continues: bool) -> Option<TextErrorKind> {
    // A marker is at most six signs and a space: looking further would serve nothing.
    let marker = &text[..text.iter().take(7).position(|ch| ch.is_whitespace())?];
    match marker {
        ['>'] => Some(TextErrorKind::Quotation),
        ['*'] => Some(TextErrorKind::StarItem),
        ['#', ..] if marker.iter().all(|&ch| ch == '#') => Some(TextErrorKind::Heading),
        [digits @ .., '.' | ')'] if continues && matches!(digits.len(), 1 | 2) && digits.iter().all(char::is_ascii_digit) => Some(TextErrorKind::NumberedLine),
        _ => None,
    }
}
