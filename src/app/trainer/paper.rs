//! What the pages made for paper share.

use crate::app::element::{Element, button, element};
use crate::app::message::Gesture;

/// Their styles, sheets of paper included: a file of its own, so that nobody who plays loads it.
pub fn paper_style() -> Element {
    element("link").set("rel", "stylesheet").set("href", "trainer-paper.css")
}

/// The tools of a page that is printed, « Imprimer » first.
pub fn printing() -> Element {
    element("p").class("onward no-print").child(button("button", "Imprimer", Gesture::Print))
}
