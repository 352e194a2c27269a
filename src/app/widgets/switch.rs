//! A setting that is on or off, with a line that says what it does.

use crate::app::element::{Element, element};
use crate::app::message::Gesture;

/// A setting that is on or off.
pub struct Switch {
    /// Its name in the form.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it does.
    pub hint: &'static str,
    /// Whether it is on.
    pub on: bool,
    /// What ticking it means.
    pub tick: fn(bool) -> Gesture,
}

/// Draws it.
pub fn switch(switch: Switch) -> Element {
    let input = element("input").set("type", "checkbox").set("name", switch.name).checked(switch.on).on_tick(switch.tick);
    let label = element("label").child(input).text(" ").text(switch.label);
    element("p").class("switch").child(label).child(element("span").class("hint").text(switch.hint))
}
