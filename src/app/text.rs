//! The interface's own words, set in French typography whatever spaces the source has.

use yew::AttrValue;

use crate::text::typography;

/// Words of one line, in French typography.
#[must_use]
pub fn fr(words: &str) -> AttrValue {
    AttrValue::from(typography(words).into_owned())
}

/// « première », « 2ᵉ »: the rank of a decision, from 0.
#[must_use]
pub fn rank(decision: usize) -> String {
    match decision {
        0 => "première".to_owned(),
        _ => [&(decision + 1).to_string(), "ᵉ"].concat(),
    }
}
