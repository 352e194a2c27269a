//! A stream of JSON documents, one after the other: a file with one record, or a year of them, one on each line or not.
//!
//! The stream is read in large pieces into one buffer, which grows only for a document that does not fit. What is not JSON ends where a line begins with `{`:
//! the documents that follow are read.

use std::cell::Cell;
use std::io::{self, ErrorKind, Read};

use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::brief::Brief;

/// How much is asked of the stream at once.
const PIECE: usize = 256 * 1024;

/// The largest document that is read: far more than a workshop of a thousand parcours.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// What stands next in the stream.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all are hand-overs, told at once and not kept")]
pub enum Found<'b> {
    /// A hand-over as this version writes it.
    Brief(Brief<'b>),
    /// Anything else, sound or not: for [`crate::record::read`], which says what is wrong.
    Text(&'b str),
    /// Something larger than [`MOST_BYTES`].
    TooLarge,
    /// Bytes that are not UTF-8 text.
    NotText,
}

/// Where a document begins.
#[derive(Debug)]
pub struct Place<'b> {
    bytes: &'b [u8],
    at: usize,
    line: &'b Line,
}

impl Place<'_> {
    /// The line, from 1. Counted only when asked.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line.at(self.bytes, self.at)
    }
}

/// The line of a place in the buffer, as far as lines were counted.
#[derive(Debug)]
struct Line {
    number: Cell<u64>,
    counted: Cell<usize>,
}

impl Line {
    fn at(&self, bytes: &[u8], at: usize) -> u64 {
        // In small sums of small numbers, many of which are made at once.
        let pieces = bytes.get(self.counted.get()..at).unwrap_or(&[]).chunks(255);
        let new: u64 = pieces.map(|piece| u64::from(piece.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>())).sum();
        self.number.set(self.number.get() + new);
        self.counted.set(self.counted.get().max(at));
        self.number.get()
    }
}

/// What a piece of the stream left to do.
enum Then {
    /// Nothing more can be said before more is read.
    Read,
    /// What stands there was told and is no document: the next one begins further on.
    Skip,
}

/// The documents of a stream.
#[derive(Debug)]
pub struct Documents<R> {
    input: R,
    buffer: Vec<u8>,
    /// What was read of the stream and is not told yet.
    start: usize,
    end: usize,
    ended: bool,
    line: Line,
}

impl<R: Read> Documents<R> {
    /// The documents of a stream, read from its beginning.
    pub fn new(input: R) -> Self {
        let line = Line { number: Cell::new(1), counted: Cell::new(0) };
        Self { input, buffer: vec![0; PIECE], start: 0, end: 0, ended: false, line }
    }

    /// Tells each document in turn, with its place in the stream.
    ///
    /// # Errors
    /// When the stream cannot be read. What came before was told.
    pub fn each(&mut self, mut tell: impl FnMut(Place<'_>, Found<'_>)) -> io::Result<()> {
        while !self.ended && self.end < 3 {
            self.fill()?;
        }
        if self.buffer[..self.end].starts_with("\u{feff}".as_bytes()) {
            self.start = 3;
        }
        loop {
            let (used, then) = self.piece(&mut tell);
            self.start += used;
            match then {
                Then::Skip => self.skip()?,
                Then::Read if self.ended => return Ok(()),
                Then::Read if self.end - self.start >= MOST_BYTES => {
                    tell(Place { bytes: &self.buffer, at: self.start, line: &self.line }, Found::TooLarge);
                    self.skip()?;
                }
                Then::Read => self.fill()?,
            }
        }
    }

    /// Tells what stands whole in the buffer: how much that was, and what to do then.
    fn piece(&self, tell: &mut impl FnMut(Place<'_>, Found<'_>)) -> (usize, Then) {
        let bytes = &self.buffer[self.start..self.end];
        let (text, odd) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, &[][..]),
            Err(_) => bytes.utf8_chunks().next().map_or(("", &[][..]), |chunk| (chunk.valid(), chunk.invalid())),
        };
        // The first bytes of a letter may stand at the end of a piece.
        let cut = odd.len() < 4 && text.len() + odd.len() == bytes.len() && !self.ended;
        let place = |at: usize| Place { bytes: &self.buffer[..self.end], at: self.start + at, line: &self.line };
        let mut at = 0;
        loop {
            at += text[at..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
            let rest = &text[at..];
            if rest.is_empty() {
                if odd.is_empty() || cut {
                    return (at, Then::Read);
                }
                tell(place(at), Found::NotText);
                return (at, Then::Skip);
            }
            match document(rest) {
                Extent::Brief(brief, length) => {
                    tell(place(at), Found::Brief(brief));
                    at += length;
                }
                Extent::Other(length) => {
                    tell(place(at), Found::Text(&rest[..length]));
                    at += length;
                }
                Extent::Unfinished if !self.ended && (odd.is_empty() || cut) => return (at, Then::Read),
                Extent::Unfinished if !odd.is_empty() => {
                    tell(place(at), Found::NotText);
                    return (at, Then::Skip);
                }
                Extent::Unfinished | Extent::Broken => match rest.find(NEXT) {
                    Some(length) => {
                        tell(place(at), Found::Text(&rest[..length]));
                        at += length;
                    }
                    None => {
                        tell(place(at), Found::Text(rest));
                        return (at, Then::Skip);
                    }
                },
            }
        }
    }

    /// Goes to where a document may begin again.
    fn skip(&mut self) -> io::Result<()> {
        loop {
            let bytes = &self.buffer[self.start..self.end];
            if let Some(length) = bytes.windows(NEXT.len()).position(|window| window == NEXT.as_bytes()) {
                self.start += length;
                return Ok(());
            }
            // The line's end may be the last byte at hand.
            self.start = self.end - usize::from(!self.ended && bytes.ends_with(b"\n"));
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Reads on. What was told leaves the buffer.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.line.at(&self.buffer, self.start);
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.line.counted.set(self.line.counted.get() - self.start);
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        match self.input.read(&mut self.buffer[self.end..]) {
            Ok(0) => self.ended = true,
            Ok(count) => self.end += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// What ends a document that is broken: a line that begins as one.
const NEXT: &str = "\n{";

/// What stands at the beginning of a text.
#[expect(clippy::large_enum_variant, reason = "nearly all are hand-overs, told at once and not kept")]
enum Extent<'b> {
    /// A hand-over, so long.
    Brief(Brief<'b>, usize),
    /// Other JSON, so long.
    Other(usize),
    /// What could go on.
    Unfinished,
    /// No JSON.
    Broken,
}

fn document(text: &str) -> Extent<'_> {
    let mut briefs = Deserializer::from_str(text).into_iter::<Brief<'_>>();
    if let Some(Ok(brief)) = briefs.next() {
        let length = briefs.byte_offset();
        return if brief.is_current() { Extent::Brief(brief, length) } else { Extent::Other(length) };
    }
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Extent::Other(values.byte_offset()),
        Some(Err(error)) if !error.is_eof() => Extent::Broken,
        _ => Extent::Unfinished,
    }
}

#[cfg(test)]
mod tests;
