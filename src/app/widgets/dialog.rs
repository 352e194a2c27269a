//! A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back.

use crate::app::element::{Element, button, element};
use crate::app::message::Gesture;

/// The id of the open dialog: there is one at a time.
pub const ID: &str = "dialogue";

/// A modal dialog that holds `content`. It opens when it is drawn; « Fermer » closes it as Escape does, and the browser says so: taken away while open, it
/// would keep the focus with it.
pub fn dialog(title: &str, content: Element) -> Element {
    let bar = element("div").class("dialog-bar").child(element("h2").id("dialogue-titre").set("tabindex", "-1").text(title)).child(button(
        "button quiet",
        "Fermer",
        Gesture::CloseDialog,
    ));
    element("dialog")
        .id(ID)
        .class("dialog")
        .set("aria-labelledby", "dialogue-titre")
        .on_close(Gesture::DialogClosed)
        .child(bar)
        .child(element("div").class("dialog-content").child(content))
}
