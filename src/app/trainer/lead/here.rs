//! « Projeter ici »: the slide in the place of « Pilotage », where one screen serves for both. The keys of a remote lead; the controls come into sight for who looks for
//! them with a mouse or the keyboard, and stay there on a screen that is only touched. They say nothing of what comes next: the room reads them.

use super::{Gesture, Lead, on};
use crate::app::element::{Element, button, element};
use crate::app::trainer::projection;

/// Draws it.
pub fn here(lead: &Lead) -> Element {
    let tool = |words: &str, gesture: Gesture| button("button quiet", words, on(gesture));
    let tools = element("nav")
        .class("here-tools")
        .label("Commandes")
        .child(tool("Précédent", Gesture::Previous))
        .child(tool("Suivant", Gesture::Next))
        .child(tool("Revenir au pilotage", Gesture::Here(false)).id("quitter-ici"));
    let slide = projection::screen(lead.stage.shown(), lead.deeper.map.as_ref(), lead.stage.dark, lead.session().example);
    element("div").key("here").class("here").set("data-theme", projection::theme(lead.stage.dark)).child(slide).child(tools)
}
