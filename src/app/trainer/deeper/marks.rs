//! The decisions in the order of the story, with plain marks.

use super::{Gesture, hint, project_button, published, table};
use crate::app::element::{Element, element};
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{MARKS_HELP, mark_slides, marks};

/// Projects them.
pub fn project(lead: &mut Lead) {
    lead.publish();
    let slides = mark_slides(lead.scenario(), &marks(&published(lead)));
    lead.project(slides);
}

/// Draws them.
pub fn view(lead: &Lead) -> Element {
    let marked = marks(&published(lead));
    let rows = marked.iter().map(|one| (lead.scenario().scene(one.scene).title.text.clone(), vec![one.words()]));
    element("div").child(hint(MARKS_HELP)).child(element("p").child(project_button("les décisions dans l'ordre du récit", Gesture::Marks))).child(table(
        "Les décisions, dans l'ordre du récit",
        &["Décision", "Ce qui s'y est passé"],
        rows,
    ))
}
