//! The bar above the story: the case, how far one is, what can be opened.

use super::{Gesture, Opened};
use crate::app::element::{Element, button, element, link};
use crate::app::message;
use crate::app::route::Route;
use crate::app::widgets::reading_button;
use crate::text::count;

/// The bar above the story.
pub fn header(opened: &Opened) -> Element {
    let source = &opened.scenario.source;
    let made = opened.play.session().path().count();
    let trail = element("span")
        .class("trail")
        .set("role", "img")
        .label(&count(made, "décision prise", "décisions prises"))
        .each((0..made).map(|_| element("i").class("trail-made")))
        .child(element("i").class("trail-now"));
    let resources = (!source.resources.is_empty()).then(|| button("tool", "Documents", message::Gesture::Play(Gesture::Resources)).id("documents"));
    let tools = element("nav")
        .class("bar-tools")
        .label("Outils")
        .maybe(resources)
        .child(button("tool", "Relire", message::Gesture::Play(Gesture::Reread)))
        .child(link("tool", "Transmettre", Route::HandOver(opened.writer.attempt_id()).href()))
        .child(reading_button());
    element("header").class("bar").child(link("bar-home", &source.title, Route::Catalogue.href())).child(trail).child(tools)
}
