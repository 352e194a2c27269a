//! What a form control holds when it sends an event, so that views need not name the browser's types.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::page::document;

/// The attribute of a control that tells what it holds once it is typed whole: what the app knows of it.
pub const KNOWN: &str = "data-known";

/// Whether something is being typed into a control that will tell it once it is whole.
#[must_use]
pub fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|control| control.get_attribute(KNOWN).is_some_and(|known| held(&control) != known))
}

/// The text in the input, text area or select that sent `event`; empty if it was something else.
#[must_use]
pub fn value(event: &Event) -> String {
    event.target().and_then(|target| target.dyn_into().ok()).map(|control| held(&control)).unwrap_or_default()
}

fn held(control: &Element) -> String {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Whether the checkbox or radio button that sent `event` is checked.
#[must_use]
pub fn is_checked(event: &Event) -> bool {
    event.target().is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked))
}
