//! The start of a text.

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
