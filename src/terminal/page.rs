//! Lines that fit a terminal: words wrapped at its width, behind a margin, with emphasis where it can be shown.

use unicode_width::UnicodeWidthStr;

use crate::text::{self, Block, Inline, typography};

/// The narrowest page that words are wrapped for, in columns.
const NARROWEST: usize = 20;

/// How a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    columns: usize,
    styled: bool,
}

impl Look {
    /// The widest page, in columns: longer lines are hard to read.
    pub const WIDEST: usize = 100;

    /// A page of so many columns, between 20 and [`Look::WIDEST`]. `styled`: bold and italic are shown, by the escape sequences of terminals.
    #[must_use]
    pub fn new(columns: usize, styled: bool) -> Self {
        Self { columns: columns.clamp(NARROWEST, Self::WIDEST), styled }
    }
}

/// Whether a letter may go to a terminal: it gives no orders, and does not turn the line around.
#[must_use]
pub fn is_printable(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words from elsewhere, for one line of a terminal.
#[must_use]
pub fn printable(words: &str) -> String {
    words.chars().filter(|letter| is_printable(*letter)).collect()
}

/// Words that are written alike.
#[derive(Clone, Debug)]
pub(super) struct Run {
    text: String,
    style: Style,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    bold: bool,
    italic: bool,
}

/// Words of ours or of the author's that hold no markup, in French typography.
pub(super) fn plain(words: &str) -> Run {
    Run { text: typography(words).into_owned(), style: Style::default() }
}

/// The same in bold.
pub(super) fn bold(words: &str) -> Run {
    Run { style: Style { bold: true, italic: false }, ..plain(words) }
}

/// The same in italic.
pub(super) fn italic(words: &str) -> Run {
    Run { style: Style { bold: false, italic: true }, ..plain(words) }
}

/// A page under way.
pub(super) struct Page {
    look: Look,
    text: String,
    margin: String,
    /// An empty line that is owed before the next one, with the margin it had when it was asked for.
    gap: Option<String>,
}

impl Page {
    pub(super) fn new(look: Look) -> Self {
        Self { look, text: String::new(), margin: String::new(), gap: None }
    }

    /// What was written.
    pub(super) fn end(self) -> String {
        self.text
    }

    /// Leaves one empty line before what follows; none at the top.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && self.gap.is_none() {
            self.gap = Some(self.margin.clone());
        }
    }

    /// Writes behind a wider margin.
    pub(super) fn within(&mut self, margin: &str, write: impl FnOnce(&mut Self)) {
        let before = self.margin.len();
        self.margin.push_str(margin);
        write(self);
        self.margin.truncate(before);
    }

    /// Writes words, wrapped.
    pub(super) fn line(&mut self, runs: &[Run]) {
        self.item("", runs);
    }

    /// Writes words behind a sign (« 1. », « • »), the lines that follow under the first.
    pub(super) fn item(&mut self, sign: &str, runs: &[Run]) {
        let room = self.look.columns.saturating_sub(self.margin.width() + sign.width()).max(1);
        let under = " ".repeat(sign.width());
        for (number, line) in wrapped(runs, room).iter().enumerate() {
            self.write(if number == 0 { sign } else { &under }, line);
        }
    }

    /// Writes an author's text: paragraphs and lists. `before` begins its first paragraph.
    pub(super) fn rich(&mut self, before: &[Run], source: &str) {
        // The loader has read every text; one that it has not shows as it was typed.
        let blocks = text::parse(source).map_or_else(|_| vec![Block::Paragraph(vec![Inline::Text(source.to_owned())])], |document| document.blocks);
        let mut before = before.to_vec();
        for (number, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(words) => {
                    if number > 0 {
                        self.gap();
                    }
                    let mut runs = std::mem::take(&mut before);
                    gather(words, Style::default(), &mut runs);
                    self.line(&runs);
                }
                Block::List(items) => {
                    if !before.is_empty() {
                        self.line(&std::mem::take(&mut before));
                    }
                    for words in items {
                        let mut runs = Vec::new();
                        gather(words, Style::default(), &mut runs);
                        self.item("• ", &runs);
                    }
                }
            }
        }
    }

    fn write(&mut self, sign: &str, line: &[Run]) {
        if let Some(margin) = self.gap.take() {
            self.text.push_str(margin.trim_end());
            self.text.push('\n');
        }
        self.text.push_str(&self.margin);
        self.text.push_str(sign);
        for run in line {
            let Style { bold, italic } = run.style;
            let styled = self.look.styled && (bold || italic);
            if styled {
                self.text.push_str(if bold { "\u{1b}[1m" } else { "" });
                self.text.push_str(if italic { "\u{1b}[3m" } else { "" });
            }
            self.text.push_str(&run.text);
            self.text.push_str(if styled { "\u{1b}[0m" } else { "" });
        }
        self.text.push('\n');
    }
}

/// The words of a paragraph as runs; a link is followed by the id of what it points to.
fn gather(words: &[Inline], style: Style, runs: &mut Vec<Run>) {
    for inline in words {
        match inline {
            // Its typography is set already: parsing does it.
            Inline::Text(text) => runs.push(Run { text: text.clone(), style }),
            Inline::Emphasis(inside) => gather(inside, Style { italic: true, ..style }, runs),
            Inline::Strong(inside) => gather(inside, Style { bold: true, ..style }, runs),
            Inline::Link { label, reference } => {
                gather(label, style, runs);
                runs.push(Run { text: ["\u{a0}[", reference, "]"].concat(), style });
            }
        }
    }
}

/// The lines that some words make in so many columns. They are parted at spaces, never at no-break ones; a word that is wider than a line has one to itself.
/// What is not printable is left out: what an author typed gives the terminal no orders.
fn wrapped(runs: &[Run], columns: usize) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut used = 0;
    for (word, space) in words(runs) {
        let width: usize = word.iter().map(|run| run.text.width()).sum();
        if used > 0 && used + 1 + width > columns {
            lines.push(Vec::new());
            used = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if used > 0 {
            push(line, " ", space);
            used += 1;
        }
        for run in &word {
            push(line, &run.text, run.style);
        }
        used += width;
    }
    lines
}

/// The words of some runs, each in pieces of one style, with the style of the space before it.
fn words(runs: &[Run]) -> Vec<(Vec<Run>, Style)> {
    let mut words: Vec<(Vec<Run>, Style)> = Vec::new();
    let mut parted = Some(Style::default());
    for run in runs {
        for letter in run.text.chars() {
            if letter == ' ' || letter == '\n' || letter == '\t' {
                parted = Some(run.style);
            } else if is_printable(letter) {
                if let Some(space) = parted.take() {
                    words.push((Vec::new(), space));
                }
                if let Some((word, _)) = words.last_mut() {
                    push(word, letter.encode_utf8(&mut [0; 4]), run.style);
                }
            }
        }
    }
    words
}

fn push(runs: &mut Vec<Run>, text: &str, style: Style) {
    match runs.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), style }),
    }
}
