//! Copying a text.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FocusOptions, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::Failure;
use super::page::{document, window};

const ACTION: &str = "copy";

/// Puts `text` in the clipboard. Call it from a click: browsers refuse it otherwise.
///
/// # Errors
/// If the browser refuses both ways; then the person can still select the text and copy it.
pub async fn copy(text: &str) -> Result<(), Failure> {
    let clipboard = window().map(|window| window.navigator().clipboard());
    // Undefined on plain http, as in a training room, and in old browsers.
    let clipboard = clipboard.filter(|clipboard| clipboard.is_truthy());
    if let Some(clipboard) = clipboard {
        if JsFuture::from(clipboard.write_text(text)).await.is_ok() {
            return Ok(());
        }
    }
    copy_by_selection(text)
}

/// The old way: select a text area's content and ask for the command « copy ».
fn copy_by_selection(text: &str) -> Result<(), Failure> {
    let failed = |error: JsValue| Failure::new(ACTION, &error);
    let document = document().ok_or_else(|| Failure::absent(ACTION, "document"))?;
    let focused = document.active_element();
    // Everything outside an open modal dialogue is inert: nothing there can be selected.
    let dialogue = focused.as_ref().and_then(|element| element.closest("dialog[open]").ok().flatten());
    let parent = dialogue.or_else(|| document.body().map(Into::into));
    let parent = parent.ok_or_else(|| Failure::absent(ACTION, "body"))?;

    let area = document.create_element("textarea").map_err(failed)?;
    let area: HtmlTextAreaElement = area.dyn_into().map_err(|_| Failure::absent(ACTION, "text area"))?;
    area.set_value(text);
    area.set_read_only(true);
    let in_place = FocusOptions::new();
    in_place.set_prevent_scroll(true);

    // Added and removed within one task, so it is never painted and never announced.
    parent.append_child(&area).map_err(failed)?;
    let copied = area.focus_with_options(&in_place).map_err(failed).and_then(|()| {
        area.select();
        let document: HtmlDocument = document.dyn_into().map_err(|_| Failure::absent(ACTION, "HTML document"))?;
        document.exec_command("copy").map_err(failed)
    });
    area.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // The copy is made or not; an element that will not take the focus back changes nothing to it.
        let _ = focused.focus_with_options(&in_place);
    }
    if copied? { Ok(()) } else { Err(Failure::absent(ACTION, "permission")) }
}
