//! The interface's own words, set in French typography whatever spaces the source has.

use yew::AttrValue;

use crate::text::typography;

/// Words of one line, in French typography.
#[must_use]
pub fn fr(words: &str) -> AttrValue {
    AttrValue::from(typography(words).into_owned())
}

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
