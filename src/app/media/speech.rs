//! What a person says.

use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::Speech;
use crate::text::quoted;

/// Draws the person, how it is said, and the words between guillemets.
pub fn speech(stage: &Stage<'_>, speech: &Speech) -> Element {
    let manner = speech.manner.as_ref().map(|manner| element("span").class("soft").text(", ").text(manner));
    let caption = element("figcaption").child(element("strong").text(stage.name(&speech.who))).maybe(manner).child(spoken("\u{a0}: "));
    element("figure")
        .class("speech")
        .child(portrait(&speech.who, PortraitSize::Medium))
        .child(caption)
        .child(element("blockquote").child(stage.rich(&quoted(&speech.text), "rich")))
}
