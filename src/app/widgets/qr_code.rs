//! A QR code on the page: black on white whatever the theme, since cameras expect it so.

use crate::app::element::{Element, element};
use crate::qr;

/// Draws a text; `label` says what it is. `None` if no QR code can hold it.
pub fn qr_code(text: &str, label: &str) -> Option<Element> {
    let drawing = qr::draw(text)?;
    let side = drawing.side.to_string();
    let ground = element("rect").class("qr-ground").set_to("width", side.clone()).set_to("height", side.clone());
    let view_box = ["0 0 ", &side, " ", &side].concat();
    let drawn = element("svg").class("qr-code").set_to("viewBox", view_box).set("role", "img").set("shape-rendering", "crispEdges").label(label);
    Some(drawn.child(ground).child(element("path").class("qr-modules").set_to("d", drawing.path)))
}
