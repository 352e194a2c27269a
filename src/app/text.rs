//! The interface's own words, set in French typography whatever spaces the source has.

pub use super::media::typeset as fr;

/// « 1 décision », « 3 décisions ».
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    [number.to_string().as_str(), "\u{a0}", if number < 2 { one } else { many }].concat()
}

/// « première », « 2ᵉ »: the rank of a decision, from 0.
#[must_use]
pub fn rank(decision: usize) -> String {
    match decision {
        0 => "première".to_owned(),
        _ => [&(decision + 1).to_string(), "ᵉ"].concat(),
    }
}

/// The start of a text, cut at a word, for a summary that the author did not write. `letters` counts Unicode scalars.
#[must_use]
pub fn cut(text: &str, letters: usize) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(letters) {
        None => text,
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            [&text[..end], "…"].concat()
        }
    }
}
