//! What a person says.

use yew::prelude::*;

use super::line::typeset;
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::scenario::source::Speech;

/// Draws the person, how it is said, and the words between guillemets.
pub fn speech(stage: &Stage<'_>, speech: &Speech) -> Html {
    let manner = speech.manner.as_ref().map(|manner| html! { <span class="soft">{ ", " }{ typeset(manner) }</span> });
    html! {
        <figure class="speech">
            { portrait(&speech.who, PortraitSize::Medium) }
            <figcaption><strong>{ stage.name(&speech.who) }</strong>{ for manner }<span class="visually-hidden">{ "\u{a0}: " }</span></figcaption>
            <blockquote>{ stage.rich(&quoted(&speech.text), "rich") }</blockquote>
        </figure>
    }
}

/// Guillemets are characters and not decoration, so that they are read aloud, copied and printed. Around a list they would break the list.
fn quoted(text: &str) -> String {
    let listed = text.lines().any(|line| line.trim_start().starts_with("- "));
    if listed { text.to_owned() } else { ["«\u{a0}", text.trim(), "\u{a0}»"].concat() }
}
