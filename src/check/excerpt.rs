//! The line that a finding is about, cut to what can be read at a glance.

/// A stretch of a line, with what is meant in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before.
    pub before: String,
    /// What is meant.
    pub meant: String,
    /// What stands after.
    pub after: String,
}

/// How many letters are shown before what is meant, of it, and after it.
const ROOM: [usize; 3] = [48, 72, 32];

/// Where each line of a file begins.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of what can be read of a file.
    #[must_use]
    pub fn of(bytes: &'t [u8]) -> Self {
        let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// What stands at a line and a column, from 1; `None` where nothing does.
    #[must_use]
    pub fn excerpt(&self, line: u32, column: u32) -> Option<Excerpt> {
        let start = *self.starts.get((line as usize).checked_sub(1)?)?;
        let line = self.text.get(start..)?.lines().next()?;
        let at = line.char_indices().map(|(at, _)| at).nth((column as usize).checked_sub(1)?)?;
        let (before, rest) = line.split_at(at);
        let (meant, after) = rest.split_at(token(rest));
        let [most_before, most_meant, most_after] = ROOM;
        let before = before.trim_start();
        let skipped = before.chars().count().saturating_sub(most_before);
        let before: String = if skipped > 0 { std::iter::once('…').chain(before.chars().skip(skipped)).collect() } else { before.to_owned() };
        Some(Excerpt { before, meant: cut(meant, most_meant), after: cut(after, most_after) })
    }
}

fn cut(words: &str, most: usize) -> String {
    let mut cut: String = words.chars().take(most).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    cut
}

/// How many bytes what begins here takes: a string with its quotes, a sign, or all letters up to the next sign.
fn token(rest: &str) -> usize {
    let mut letters = rest.char_indices();
    match letters.next() {
        Some((_, '"')) => {
            let mut escaped = false;
            let closes = |&(_, letter): &(usize, char)| {
                let closes = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                closes
            };
            letters.find(closes).map_or(rest.len(), |(at, _)| at + 1)
        }
        Some((_, first)) if is_sign(first) => first.len_utf8(),
        _ => rest.find(is_sign).unwrap_or(rest.len()),
    }
}

fn is_sign(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '{' | '}' | '[' | ']' | ',' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, line: u32, column: u32) -> Option<[String; 3]> {
        Lines::of(text.as_bytes()).excerpt(line, column).map(|Excerpt { before, meant, after }| [before, meant, after])
    }

    fn parts(before: &str, meant: &str, after: &str) -> Option<[String; 3]> {
        Some([before, meant, after].map(str::to_owned))
    }

    #[test]
    fn what_is_meant_is_a_whole_string_a_sign_or_a_word() {
        let text = "\u{feff}{\r\n  \"é\": \"a\\\"b\", \"n\": 12.5,\r\n  \"o\": [true]\n}";
        assert_eq!(excerpt(text, 1, 1), parts("", "{", ""));
        assert_eq!(excerpt(text, 2, 8), parts("\"é\": ", "\"a\\\"b\"", ", \"n\": 12.5,"));
        assert_eq!(excerpt(text, 2, 21), parts("\"é\": \"a\\\"b\", \"n\": ", "12.5", ","));
        assert_eq!(excerpt(text, 3, 9), parts("\"o\": [", "true", "]"));
    }

    #[test]
    fn where_nothing_stands_there_is_none() {
        for (line, column) in [(0, 1), (1, 0), (1, 3), (2, 1)] {
            assert_eq!(excerpt("{}", line, column), None, "{line}:{column}");
        }
        assert_eq!(Lines::of(b"\xFF{}").excerpt(1, 1), None);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}\"{}\"{}", "à ".repeat(100), "é".repeat(100), ", 1".repeat(100));
        let Some([before, meant, after]) = excerpt(&text, 1, 201) else { return assert!(text.is_empty(), "there is something") };
        assert_eq!([before, meant, after].map(|part| part.chars().count()), ROOM.map(|most| most + 1));
    }
}
