//! Words that someone says.

/// Guillemets are characters and not decoration, so that they are read aloud, copied and printed. Around a list they would break the list.
#[must_use]
pub fn quoted(text: &str) -> String {
    let listed = text.lines().any(|line| line.trim_start().starts_with("- "));
    if listed { text.to_owned() } else { ["«\u{a0}", text.trim(), "\u{a0}»"].concat() }
}
