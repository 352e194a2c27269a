//! « Repère »: what a legal or ethical source says, without a verdict on what was done.

use super::icon::{self, icon};
use super::stage::Stage;
use crate::app::element::{Element, element};
use crate::app::text::day;
use crate::scenario::library::{Reference, Status};
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
    let (before, after) = match source.status {
        Status::Verified => ("Vérifié le ", ""),
        Status::VerifiedSecondary => ("Vérifié le ", " dans une source secondaire, à recontrôler"),
        Status::Cited => ("Cité par les documents sources, consultés le ", ""),
        Status::Unverified => ("Non vérifié au ", ""),
    };
    let line = [before, &day(&source.checked), after, ". Ce repère n'est pas un conseil juridique."].concat();
    element("div").class("reference-citation soft").child(element("p").child(element("cite").text(&source.citation))).child(element("p").text(&line))
}
