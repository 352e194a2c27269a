//! Counting, cutting, parting.

use super::{Part, Slide};
use crate::text;

/// How many words a slide shows, its figures aside.
#[must_use]
pub fn shown_words(slide: &Slide) -> usize {
    text::words(&slide.title) + slide.parts.iter().map(part_words).sum::<usize>()
}

fn part_words(part: &Part) -> usize {
    match part {
        Part::Text(words) | Part::Caption(words) => length(words),
        Part::Choices(choices) => choices.iter().map(|choice| text::words(&choice.text)).sum(),
        Part::Bars(bars) => bars.series.iter().map(|name| text::words(name)).chain(bars.rows.iter().map(|row| text::words(&row.text))).sum(),
        Part::Axes(axes) => axes
            .iter()
            .map(|axis| {
                let ends: usize = axis.ends.iter().map(|end| text::words(end)).sum();
                text::words(&axis.title) + ends + axis.rows.iter().map(|row| text::words(&row.title)).sum::<usize>()
            })
            .sum(),
        Part::Columns(columns) => columns.iter().map(|column| text::words(&column.title) + length(&column.text)).sum(),
        // A map is drawn: its few labels are letters and short titles. A link is scanned.
        Part::Map(_) | Part::Link(_) => 0,
    }
}

pub(super) fn length(markdown: &str) -> usize {
    text::parse(markdown).map_or_else(|_| text::words(markdown), |document| document.words())
}

/// The first words of a text, with « … » where there were more.
#[must_use]
pub fn cut(words: &str, most: usize) -> String {
    if text::words(words) <= most {
        return words.to_owned();
    }
    let ends = words.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
    let end = ends.take_while(|end| text::words(&words[..*end]) <= most).last().unwrap_or(0);
    [words[..end].trim_end_matches([',', ';', ':', ' ', '.', '\u{a0}', '\u{202f}', '«']), "…"].concat()
}
