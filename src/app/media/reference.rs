//! « Repère »: what a legal or ethical source says, without a verdict on what was done.

use super::icon::{self, icon};
use super::stage::Stage;
use crate::app::element::{Element, element};
use crate::scenario::library::Reference;
use crate::scenario::source::ReferenceBlock;

/// Draws the source's sentence, its citation, and how well and when it was checked. Without the library: the block's own sentence.
pub fn reference(stage: &Stage<'_>, block: &ReferenceBlock) -> Element {
    let source = stage.reference(&block.id);
    let title = source.map_or(&*block.id, |source| &source.title);
    let words = block.text.as_deref().or(source.map(|source| source.says.as_str()));
    let inside = element("div")
        .child(element("p").class("reference-head").text("Repère"))
        .child(element("p").child(element("strong").text(title)))
        .maybe(words.map(|words| stage.rich(words, "rich")))
        .maybe(source.map(checked));
    element("div").class("reference-box").set("role", "note").label(&["Repère : ", title].concat()).child(icon(icon::COMPASS)).child(inside)
}

fn checked(source: &Reference) -> Element {
    element("div")
        .class("reference-citation soft")
        .child(element("p").child(element("cite").text(&source.citation)))
        .child(element("p").text(&source.checked_sentence()))
}
