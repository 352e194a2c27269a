//! Words that fit a page: parted between sentences, or between words where one is too long by itself.

use crate::text::{literal, words};

/// Plain words, and whether they stand out.
pub(super) struct Line {
    pub text: String,
    pub strong: bool,
}

impl Line {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false }
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true }
    }

    /// Each line of a text.
    pub fn all(text: &str) -> impl Iterator<Item = Self> + '_ {
        text.lines().filter(|line| !line.trim().is_empty()).map(Self::plain)
    }
}

/// The lines as pages of at most `most` words, in our Markdown, where they mean nothing but themselves. `most` is at least 1.
pub(super) fn fit(lines: &[Line], most: usize) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    let mut room = 0;
    for line in lines {
        let mut between = "\n\n";
        for piece in pieces(&line.text, most) {
            let long = words(piece);
            let source = literal(piece);
            let source = if line.strong { ["**", &source, "**"].concat() } else { source };
            match pages.last_mut() {
                Some(page) if long <= room => {
                    page.push_str(between);
                    page.push_str(&source);
                    room -= long;
                }
                _ => {
                    pages.push(source);
                    room = most.saturating_sub(long);
                }
            }
            between = " ";
        }
    }
    pages
}

/// A title between quotation marks; it may be a quotation itself.
pub(super) fn quoted(title: &str) -> String {
    if title.starts_with('«') { title.to_owned() } else { ["«\u{a0}", title, "\u{a0}»"].concat() }
}

/// Items, in our Markdown, as pages of at most `most` words; none is parted.
pub(super) fn list(items: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    let mut room = 0;
    for item in items {
        let long = words(&item);
        match pages.last_mut() {
            Some(page) if long <= room => {
                page.push('\n');
                page.push_str(&item);
                room -= long;
            }
            _ => {
                pages.push(item);
                room = most.saturating_sub(long);
            }
        }
    }
    pages
}

/// The sentences of a line, of which one that is too long by itself is parted between words.
fn pieces(line: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    for sentence in sentences(line.trim()) {
        if words(sentence) <= most { pieces.push(sentence) } else { pieces.extend(cut_between_words(sentence, most)) }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(' ') {
        let sentence = line[start..at].trim_end_matches(['»', '”', '\u{a0}', '\u{202f}']);
        if sentence.ends_with(['.', '?', '!', '…']) {
            sentences.push(line[start..at].trim());
            start = at + 1;
        }
    }
    sentences.push(line[start..].trim());
    sentences
}

fn cut_between_words(sentence: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut end, mut count) = (0, 0, 0);
    // A word ends where `words` ends it: at white space, and after an apostrophe.
    for word in sentence.split_inclusive(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’')) {
        let long = words(word);
        if count + long > most && end > start {
            parts.push(sentence[start..end].trim());
            (start, count) = (end, 0);
        }
        end += word.len();
        count += long;
    }
    parts.push(sentence[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::{Line, fit, sentences};
    use crate::text::parse;

    #[test]
    fn a_sentence_ends_with_its_quotation() {
        let line = "«\u{a0}Allez-y\u{202f}!\u{a0}» Elle a 3.5 ans. M.\u{a0}Aubry sort… Fin";
        assert_eq!(sentences(line), ["«\u{a0}Allez-y\u{202f}!\u{a0}»", "Elle a 3.5 ans.", "M.\u{a0}Aubry sort…", "Fin"]);
    }

    #[test]
    fn no_page_is_too_long_and_no_word_is_lost() {
        let hostile = ["l'a'b'c ".repeat(40), "<b>Oui. *Non*".repeat(20), "# titre. Un deux trois. Quatre !".to_owned(), "mot ".repeat(100)];
        for most in [1, 7, 20, 60] {
            for text in &hostile {
                let pages = fit(&[Line::strong("Un titre assez long"), Line::plain(text.as_str())], most);
                let shown: Vec<String> = pages.iter().map(|page| parse(page).expect(page).plain()).collect();
                for page in &shown {
                    assert!(crate::text::words(page) <= most, "{most}: {page}");
                }
                let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
                assert_eq!(letters(&shown.concat()), letters(&["Un titre assez long", text].concat()));
            }
        }
    }
}
