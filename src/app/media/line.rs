//! Words of one line: titles, names, labels.

use yew::prelude::*;

use crate::text::typography;

/// Words of one line, in French typography.
#[must_use]
pub fn typeset(words: &str) -> AttrValue {
    AttrValue::from(typography(words).into_owned())
}
