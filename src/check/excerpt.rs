//! The line that a finding is about, cut to what can be read at a glance.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a line, with what is meant in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before.
    pub before: String,
    /// What is meant; empty where the line has ended.
    pub meant: String,
    /// What stands after.
    pub after: String,
}

/// How many letters of a line are shown on each side of what is meant, and how many of it are marked: not so many that the rest of the line is pushed away.
const AROUND: usize = 60;
const MARKED: usize = 40;

/// Finds the places of a file. One after the other in its order, as findings come, takes one walk through it, be it one long line.
pub struct Places<'t> {
    text: Cow<'t, str>,
    /// The line that was looked at last, from 1, and where it lies, its end left out.
    number: u32,
    line: Range<usize>,
    /// The column that was looked at last, from 1, and where it lies.
    column: u32,
    at: usize,
    /// Whether a string of JSON has begun before it, and whether a backslash in it stands right before.
    inside: bool,
    escaped: bool,
}

impl<'t> Places<'t> {
    /// The places of a file; what is no UTF-8 in it is replaced.
    #[must_use]
    pub fn of(bytes: &'t [u8]) -> Self {
        let mut places = Self { text: String::from_utf8_lossy(bytes), number: 1, line: 0..0, column: 1, at: 0, inside: false, escaped: false };
        places.begin(1, places.first());
        places
    }

    /// What stands at a line and a column, from 1.
    #[must_use]
    pub fn excerpt(&mut self, line: u32, column: u32) -> Excerpt {
        self.go_to(line, column);
        let rest = &self.text[self.at..self.line.end];
        cut(&self.text[self.line.start..self.at], rest, marked(rest, self.inside))
    }

    /// The end of the line above the one that was looked at last.
    #[must_use]
    pub fn above(&self) -> Excerpt {
        let before = &self.text[self.first()..self.line.start];
        cut(before.lines().next_back().unwrap_or_default(), "", 0)
    }

    /// Where the first line begins.
    fn first(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    fn begin(&mut self, number: u32, start: usize) {
        let line = self.text[start..].lines().next().unwrap_or_default();
        self.line = start..start + line.len();
        (self.number, self.column, self.at, self.inside, self.escaped) = (number, 1, start, false, false);
    }

    fn go_to(&mut self, number: u32, column: u32) {
        if number < self.number {
            self.begin(1, self.first());
        } else if number == self.number && column < self.column {
            self.begin(number, self.line.start);
        }
        while self.number < number && self.line.start < self.text.len() {
            let start = self.text[self.line.end..].find('\n').map_or(self.text.len(), |end| self.line.end + end + 1);
            self.begin(self.number + 1, start);
        }
        for letter in self.text[self.at..self.line.end].chars() {
            if self.column >= column {
                break;
            }
            self.inside ^= letter == '"' && !self.escaped;
            self.escaped = letter == '\\' && !self.escaped;
            self.at += letter.len_utf8();
            self.column += 1;
        }
    }
}

/// A line cut around a place, where so many bytes are meant.
fn cut(before: &str, rest: &str, meant: usize) -> Excerpt {
    let (meant, after) = rest.split_at(meant);
    let left = before.char_indices().rev().nth(AROUND).map_or(0, |(left, _)| left);
    let right = after.char_indices().nth(AROUND).map_or(after.len(), |(right, _)| right);
    let (cut_left, cut_right) = (if left > 0 { "…" } else { "" }, if right < after.len() { "…" } else { "" });
    Excerpt { before: [cut_left, &before[left..]].concat(), meant: meant.to_owned(), after: [&after[..right], cut_right].concat() }
}

/// How many bytes belong to what begins here, inside a string of JSON or not: a string, a word, a number, or a single sign.
fn marked(rest: &str, inside: bool) -> usize {
    let of_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let Some(first) = rest.chars().next() else { return 0 };
    let length = match first {
        '"' if !inside => string(rest),
        letter if of_word(letter) => rest.find(|letter| !of_word(letter)).unwrap_or(rest.len()),
        letter => letter.len_utf8(),
    };
    rest.char_indices().nth(MARKED).map_or(length, |(most, _)| most.min(length))
}

/// How many bytes a string takes, quotes included, or what there is of it.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        if byte == b'"' && !escaped {
            return at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(Excerpt { before, meant, after }: Excerpt) -> [String; 3] {
        [before, meant, after]
    }

    fn excerpt(text: &str, line: u32, column: u32) -> [String; 3] {
        parts(Places::of(text.as_bytes()).excerpt(line, column))
    }

    #[test]
    fn what_is_meant_is_a_whole_string_a_sign_or_a_word() {
        let text = "\u{feff}{\r\n  \"é\": \"a\\\"b\", \"n\": 12.5,\r\n  \"o\": [true]\n}";
        assert_eq!(excerpt(text, 1, 1), ["", "{", ""]);
        assert_eq!(excerpt(text, 2, 8), ["  \"é\": ", "\"a\\\"b\"", ", \"n\": 12.5,"]);
        assert_eq!(excerpt(text, 2, 21), ["  \"é\": \"a\\\"b\", \"n\": ", "12.5", ","]);
        assert_eq!(excerpt(text, 3, 9), ["  \"o\": [", "true", "]"]);
    }

    #[test]
    fn inside_an_expression_a_word_ends_before_the_quote_and_the_quote_is_no_string() {
        let text = r#"["\\", "code-garde =", "force += zéro"], "b": 1"#;
        assert_eq!(excerpt(text, 1, 21), [r#"["\\", "code-garde ="#, "\"", r#", "force += zéro"], "b": 1"#]);
        assert_eq!(excerpt(text, 1, 34)[1], "zéro");
    }

    #[test]
    fn where_nothing_stands_nothing_is_meant() {
        for (line, column) in [(1, 3), (2, 1), (9, 9)] {
            assert_eq!(excerpt("{}", line, column)[1], "", "{line}:{column}");
        }
        assert_eq!(excerpt("", 1, 1), ["", "", ""]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}\"{}\"{}", "à ".repeat(100), "é".repeat(100), ", 1".repeat(100));
        let [before, meant, after] = excerpt(&text, 1, 201);
        assert_eq!([&before, &meant, &after].map(|part| part.chars().count()), [AROUND + 2, MARKED, AROUND + 1]);
        assert!(before.starts_with('…') && after.ends_with('…'));
    }

    /// Each from the beginning of the line would take minutes.
    #[test]
    fn a_file_on_one_line_is_walked_through_once() {
        let text = "\"é\", ".repeat(200_000);
        let mut places = Places::of(text.as_bytes());
        for column in (0..200_000).map(|at| 5 * at + 1) {
            assert_eq!(places.excerpt(1, column).meant, "\"é\"", "{column}");
        }
    }

    /// Whatever was looked at before.
    #[test]
    fn places_are_the_same_in_any_order() {
        let text = "{ \"a\": [1, \"b\\\"c\"],\r\n\n  \"d\": \"e = f\" }\n";
        let places: Vec<(u32, u32)> = (1..6).flat_map(|line| (1..24).map(move |column| (line, column))).collect();
        let mut known = Places::of(text.as_bytes());
        for step in [1, 7, 113, 114] {
            for at in 0..places.len() {
                let (line, column) = places[at * step % places.len()];
                assert_eq!(parts(known.excerpt(line, column)), excerpt(text, line, column), "{line}:{column}");
            }
        }
        for (line, above) in [(3, ""), (2, "{ \"a\": [1, \"b\\\"c\"],"), (1, "")] {
            let _ = known.excerpt(line, 1);
            assert_eq!(parts(known.above()), [above, "", ""]);
        }
    }
}
