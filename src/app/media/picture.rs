//! Pictures, sounds and films: files that stand in the scenario's folder.

use super::stage::Stage;
use crate::app::element::{Element, element};
use crate::app::text::fr;
use crate::scenario::source::{Image, Recording};

/// A picture, with what is written under it.
pub fn image(stage: &Stage<'_>, image: &Image) -> Element {
    let picture = element("img").set_to("src", stage.file(&image.file)).set_to("alt", fr(&image.alt).to_string()).set("loading", "lazy");
    element("figure").class("picture").child(picture).maybe(image.caption.as_ref().map(|caption| element("figcaption").text(caption)))
}

/// A sound or a film (`player` is its element), with all that is heard and seen in words.
pub fn recorded(stage: &Stage<'_>, recording: &Recording, player: &'static str) -> Element {
    let player = element(player).flag("controls", true).set("preload", "metadata").set_to("src", stage.file(&recording.file)).label(&recording.title);
    let words = element("details").child(element("summary").text("Transcription")).child(stage.rich(&recording.transcript, "rich"));
    element("figure").class("picture recording").child(element("figcaption").child(element("strong").text(&recording.title))).child(player).child(words)
}
