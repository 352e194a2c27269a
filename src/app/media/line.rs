//! Words of one line: titles, names, labels.

use yew::prelude::*;

use crate::text::typography;

/// Words of one line, in French typography.
#[must_use]
pub fn typeset(words: &str) -> AttrValue {
    AttrValue::from(typography(words).into_owned())
}

/// A line to be set.
#[derive(Properties, PartialEq)]
pub struct LineProps {
    /// The words, as they were typed.
    pub text: AttrValue,
}

/// Draws words of one line in French typography.
#[component]
pub fn Line(props: &LineProps) -> Html {
    html! { <span>{ typeset(&props.text) }</span> }
}
