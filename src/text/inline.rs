//! From the characters of one paragraph or item to its tree.

use super::parse::Located;
use super::typography::{Glyph, compose};
use super::{Inline, TextError, TextErrorKind};

/// Reads the inside of one paragraph or item.
///
/// The markup is read first and leaves its words in one run of glyphs, each of which knows its leaf. Typography is set on the run, which it sees as the reader will,
/// and the leaves are filled last.
pub(super) fn inlines(source: &[Located], errors: &mut Vec<TextError>) -> Vec<Inline> {
    let base = Frame { kind: FrameKind::Base, at: 0, first_glyph: 0, children: Vec::new() };
    let mut reader = Reader { source, errors, frames: vec![base], glyphs: Vec::with_capacity(source.len()), leaf: 0 };
    reader.read();
    for frame in reader.frames.drain(1..) {
        unclosed(&frame, reader.errors);
    }
    let glyphs = compose(reader.glyphs);
    let mut tree = reader.frames.pop().map_or_else(Vec::new, |base| base.children);
    fill(&mut tree, &mut 0, &mut glyphs.as_slice());
    tree
}

/// What is open at some point of the source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    /// The paragraph or item itself.
    Base,
    Emphasis,
    Strong,
    /// After `[`.
    Link,
    /// After `![`: an error already told; read like a link so that its inside is not told again.
    Image,
}

struct Frame {
    kind: FrameKind,
    /// Where it was opened in the source.
    at: usize,
    /// How many glyphs stood before it.
    first_glyph: usize,
    children: Vec<Inline>,
}

struct Reader<'a> {
    source: &'a [Located],
    errors: &'a mut Vec<TextError>,
    /// What is open, outermost first: the base, then at most one emphasis, one strong and one link or image. Every search in it is therefore constant. Once an
    /// error is told the tree will not be used, so that recovery may drop frames as it likes.
    frames: Vec<Frame>,
    glyphs: Vec<Glyph>,
    /// The number of the last leaf begun; leaves are numbered from 1 in the order of the source.
    leaf: u32,
}

impl Reader<'_> {
    fn peek(&self, index: usize) -> Option<char> {
        self.source.get(index).map(|&(_, ch)| ch)
    }

    fn is_inked(&self, index: Option<usize>) -> bool {
        index.and_then(|index| self.peek(index)).is_some_and(|ch| !ch.is_whitespace())
    }

    /// The length of the run of `ch` that begins at `index`.
    fn run(&self, index: usize, ch: char) -> usize {
        self.source[index..].iter().take_while(|located| located.1 == ch).count()
    }

    fn report(&mut self, at: usize, kind: TextErrorKind) {
        self.errors.push(TextError { at, kind });
    }

    fn read(&mut self) {
        let mut index = 0;
        while let Some(&(at, ch)) = self.source.get(index) {
            let next = self.peek(index + 1);
            // How many characters of the source are done with.
            let mut read = 1;
            match ch {
                '\\' => match next {
                    Some(next @ ('*' | '[' | ']' | '\\' | '-')) => {
                        self.text(next);
                        read = 2;
                    }
                    Some(next) => self.report(at, TextErrorKind::UnknownEscape(next)),
                    None => self.report(at, TextErrorKind::TrailingBackslash),
                },
                '*' => {
                    read = self.run(index, '*');
                    self.asterisks(index, read);
                }
                '!' if next == Some('[') => {
                    self.report(at, TextErrorKind::Image);
                    self.open_link(FrameKind::Image, at);
                    read = 2;
                }
                '[' => {
                    read = self.cut_mark(index);
                    if read > 0 {
                        self.source[index..index + read].iter().for_each(|located| self.text(located.1));
                    } else {
                        self.open_link(FrameKind::Link, at);
                        read = 1;
                    }
                }
                ']' => read = self.close_link(index),
                '`' => {
                    self.report(at, TextErrorKind::Code);
                    read = self.run(index, '`');
                }
                _ => {
                    if ch == '<' && matches!(next, Some('a'..='z' | 'A'..='Z' | '/' | '!' | '?')) {
                        self.report(at, TextErrorKind::RawHtml);
                    }
                    self.text(ch);
                }
            }
            index += read;
        }
    }

    /// Adds a character to the words of what is open.
    fn text(&mut self, ch: char) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if !matches!(frame.children.last(), Some(Inline::Text(_))) {
            frame.children.push(Inline::Text(String::new()));
            self.leaf += 1;
        }
        self.glyphs.push(Glyph { ch, leaf: self.leaf, fixed: false });
    }

    fn open(&mut self, kind: FrameKind, at: usize) {
        self.frames.push(Frame { kind, at, first_glyph: self.glyphs.len(), children: Vec::new() });
    }

    fn find(&self, kinds: &[FrameKind]) -> Option<usize> {
        self.frames.iter().rposition(|frame| kinds.contains(&frame.kind))
    }

    /// Ends the innermost frame and hangs what `make` makes of its children under the one around it.
    fn close(&mut self, make: impl FnOnce(Vec<Inline>) -> Inline) {
        if let Some(frame) = self.frames.pop() {
            if let Some(around) = self.frames.last_mut() {
                around.children.push(make(frame.children));
            }
        }
    }

    /// Reads a run of asterisks: it closes what it can, then opens with what is left.
    fn asterisks(&mut self, index: usize, length: usize) {
        let at = self.source[index].0;
        let opens = self.is_inked(Some(index + length));
        let closes = self.is_inked(index.checked_sub(1));
        if !opens && !closes {
            (0..length).for_each(|_| self.text('*'));
            return;
        }
        if length > 3 {
            self.report(at, TextErrorKind::EmptyEmphasis);
            return;
        }
        let mut left = length;
        while closes && left > 0 {
            let closable: &[FrameKind] = match left {
                1 => &[FrameKind::Emphasis],
                2 => &[FrameKind::Strong],
                _ => &[FrameKind::Emphasis, FrameKind::Strong],
            };
            let Some(found) = self.find(closable) else {
                break;
            };
            let kind = self.frames[found].kind;
            left -= if kind == FrameKind::Emphasis { 1 } else { 2 };
            let innermost = self.frames.len() - 1;
            if found < innermost {
                if self.frames[found].at != self.frames[innermost].at {
                    self.report(at, TextErrorKind::CrossedEmphasis);
                    self.frames.remove(found);
                    continue;
                }
                // Both were opened by one `***`: which is the inner one is only known now.
                self.frames[found].kind = self.frames[innermost].kind;
            }
            self.close(if kind == FrameKind::Emphasis { Inline::Emphasis } else { Inline::Strong });
        }
        if left > 0 && !opens {
            self.report(at, TextErrorKind::UnopenedEmphasis);
            return;
        }
        for (kind, length) in [(FrameKind::Strong, 2), (FrameKind::Emphasis, 1)] {
            if left & length != 0 {
                // One that is open already could not be closed here: it was forgotten.
                if let Some(found) = self.find(&[kind]) {
                    unclosed(&self.frames.remove(found), self.errors);
                }
                self.open(kind, at);
            }
        }
    }

    /// The length of the mark of a cut, `[…]` or `[...]`, if one stands at `index` and is not a link's words; or 0.
    fn cut_mark(&self, index: usize) -> usize {
        let length = match self.peek(index + 1) {
            Some('…') => 3,
            Some('.') if self.run(index + 1, '.') == 3 => 5,
            _ => return 0,
        };
        let closed = self.peek(index + length - 1) == Some(']') && self.peek(index + length) != Some('(');
        if closed { length } else { 0 }
    }

    fn open_link(&mut self, kind: FrameKind, at: usize) {
        // Links do not nest: one that is open already was forgotten, with all it holds.
        if let Some(found) = self.find(&[FrameKind::Link, FrameKind::Image]) {
            for frame in self.frames.drain(found..) {
                unclosed(&frame, self.errors);
            }
        }
        self.open(kind, at);
    }

    /// Reads `]` and the reference that follows it; returns how many characters that was.
    fn close_link(&mut self, index: usize) -> usize {
        let parenthesis = self.peek(index + 1) == Some('(');
        let Some(found) = self.find(&[FrameKind::Link, FrameKind::Image]) else {
            if parenthesis {
                self.report(self.source[index].0, TextErrorKind::UnopenedLink);
            }
            self.text(']');
            return 1;
        };
        for frame in self.frames.drain(found + 1..) {
            unclosed(&frame, self.errors);
        }
        let Frame { kind, at, first_glyph, .. } = self.frames[found];
        let mut reference = String::new();
        let mut read = 1;
        let mut closed = false;
        if parenthesis {
            // What a broken reference spans is read once, here, and not again: no source makes this quadratic.
            let rest = &self.source[index + 2..];
            reference.extend(rest.iter().map(|located| located.1).take_while(|&ch| ch != ')' && !ch.is_whitespace()));
            let length = reference.chars().count();
            closed = rest.get(length).is_some_and(|located| located.1 == ')');
            read = 2 + length + usize::from(closed);
        }
        let blank = self.glyphs[first_glyph..].iter().all(|glyph| glyph.ch.is_whitespace());
        let error = if reference.is_empty() && (closed || !parenthesis) {
            Some((at, TextErrorKind::MissingReference))
        } else if !closed || !reference.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            Some((self.source[index + 1].0, TextErrorKind::BadReference))
        } else if blank {
            Some((at, TextErrorKind::EmptyLabel))
        } else {
            None
        };
        self.close(|label| Inline::Link { label, reference });
        if let (FrameKind::Link, Some((at, kind))) = (kind, error) {
            self.report(at, kind);
        }
        read
    }
}

/// Tells that a frame was never closed.
fn unclosed(frame: &Frame, errors: &mut Vec<TextError>) {
    let kind = match frame.kind {
        FrameKind::Emphasis => TextErrorKind::UnclosedEmphasis,
        FrameKind::Strong => TextErrorKind::UnclosedStrong,
        FrameKind::Link => TextErrorKind::UnclosedLink,
        FrameKind::Base | FrameKind::Image => return,
    };
    errors.push(TextError { at: frame.at, kind });
}

/// Gives each leaf of the tree its glyphs, which stand in the order of the leaves, and drops a leaf whose only spaces went into the run before it.
///
/// Recurses four levels at most, since no frame holds its own kind.
fn fill(tree: &mut Vec<Inline>, leaf: &mut u32, glyphs: &mut &[Glyph]) {
    tree.retain_mut(|inline| match inline {
        Inline::Text(text) => {
            *leaf += 1;
            let (mine, rest) = glyphs.split_at(glyphs.iter().take_while(|glyph| glyph.leaf == *leaf).count());
            text.extend(mine.iter().map(|glyph| glyph.ch));
            *glyphs = rest;
            !text.is_empty()
        }
        Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link { label: inside, .. } => {
            fill(inside, leaf, glyphs);
            true
        }
    });
}
