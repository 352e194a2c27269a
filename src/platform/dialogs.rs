//! Native modal dialogs.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::page::document;

/// Opens the dialog element that has this id as a modal one: the browser keeps the focus in it until it closes. Does nothing if it is not there or open.
pub fn open(id: &str) {
    if let Some(dialog) = find(id).filter(|dialog| !dialog.open()) {
        // It refuses only what is open already.
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog element that has this id: the browser gives the focus back to what opened it. Does nothing if it is not there or closed.
pub fn close(id: &str) {
    if let Some(dialog) = find(id).filter(HtmlDialogElement::open) {
        dialog.close();
    }
}

fn find(id: &str) -> Option<HtmlDialogElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}
