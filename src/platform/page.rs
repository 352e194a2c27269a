//! The page as a whole: its title, where its focus and its scrolling are, its root element, its boot script.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Document, HtmlElement, ScrollBehavior, ScrollToOptions, Window};

use super::Failure;
use super::signals::prefers_reduced_motion;

/// The event by which the boot script learns that the app is dead.
const FATAL_EVENT: &str = "bifurque:fatal";

/// The event that makes the boot script download all that the device keeps, readable or not.
const RESCUE_EVENT: &str = "bifurque:rescue";

/// The id of what the page shows before the app starts.
const BOOT_NOTICE: &str = "amorce";

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// The element in which the app is drawn.
#[must_use]
pub fn app_root() -> Option<web_sys::Element> {
    document()?.get_element_by_id("app")
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Gives the focus to the element `id`, which must be able to take it (a control, or `tabindex="-1"`).
///
/// # Errors
/// If there is no such element, or it cannot be focused.
pub fn focus(id: &str) -> Result<(), Failure> {
    const ACTION: &str = "focus";
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let element = element.ok_or_else(|| Failure::absent(ACTION, &format!("element {id}")))?;
    element.focus().map_err(|error| Failure::new(ACTION, &error))
}

/// Takes the focus from what has it in the app.
pub fn blur() {
    if let Some(element) = focused().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What cannot lose the focus keeps it.
        let _ = element.blur();
    }
}

/// Whether something in the app has the focus.
#[must_use]
pub fn has_focus() -> bool {
    focused().is_some()
}

fn focused() -> Option<web_sys::Element> {
    let active = document()?.active_element()?;
    app_root()?.contains(Some(&active)).then_some(active)
}

/// Calls `then` when the browser is about to paint: at once where it never says so.
pub fn before_paint(then: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(then);
    let asked = window().and_then(|window| window.request_animation_frame(call.unchecked_ref()).ok());
    if asked.is_none() {
        let _ = call.unchecked_ref::<js_sys::Function>().call0(&JsValue::UNDEFINED);
    }
}

/// Waits until what was drawn, here and in the windows that were told of it, is on the screen; not for a page out of sight, which paints nothing.
pub async fn painted() {
    // A frame, twice over. Timers go on where nothing is painted.
    let _ = wasm_bindgen_futures::JsFuture::from(super::promises::timer(32)).await;
}

/// Puts words in the place of what the element `id` holds; does nothing where there is none.
pub fn set_words(id: &str, words: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.set_text_content(Some(words));
    }
}

/// Scrolls to the top of the page, smoothly unless the person prefers less motion, on the device or here.
pub fn scroll_to_top() {
    let Some(window) = window() else { return };
    let options = ScrollToOptions::new();
    options.set_top(0.0);
    let root = document().and_then(|document| document.document_element());
    let reduced = prefers_reduced_motion() || root.and_then(|root| root.get_attribute("data-motion")).is_some_and(|motion| motion == "none");
    options.set_behavior(if reduced { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    window.scroll_to_with_scroll_to_options(&options);
}

/// Opens the browser's print dialogue.
///
/// # Errors
/// If the browser has none.
pub fn print() -> Result<(), Failure> {
    const ACTION: &str = "print";
    let window = window().ok_or_else(|| Failure::absent(ACTION, "window"))?;
    window.print().map_err(|error| Failure::new(ACTION, &error))
}

/// Sets the attribute `data-{name}` of `<html>`, by which the style sheet learns the settings; `None` takes it away.
///
/// # Errors
/// If `name` cannot be a part of an attribute's name.
pub fn set_root_data(name: &str, value: Option<&str>) -> Result<(), Failure> {
    const ACTION: &str = "set an attribute of <html>";
    let root = document().and_then(|document| document.document_element());
    let root = root.ok_or_else(|| Failure::absent(ACTION, "root element"))?;
    let attribute = format!("data-{name}");
    match value {
        Some(value) => root.set_attribute(&attribute, value),
        None => root.remove_attribute(&attribute),
    }
    .map_err(|error| Failure::new(ACTION, &error))
}

/// Tells the boot script that the app is dead, and why; it shows its own page, written outside wasm. Meant for the panic
/// hook: it does nothing that could panic in turn, and touches no state of the app.
pub fn announce_fatal(message: &str) {
    tell_boot_script(FATAL_EVENT, message);
}

/// Makes the boot script download all that the device keeps, as the page it shows when the app is dead does.
pub fn rescue_records() {
    tell_boot_script(RESCUE_EVENT, "");
}

fn tell_boot_script(what: &str, details: &str) {
    let event = CustomEventInit::new();
    event.set_detail(&JsValue::from_str(details));
    if let (Some(window), Ok(event)) = (window(), CustomEvent::new_with_event_init_dict(what, &event)) {
        // Nobody is left to be told that even this did not work.
        let _ = window.dispatch_event(&event);
    }
}

/// Takes away what the page shows before the app starts.
pub fn remove_boot_notice() {
    if let Some(notice) = document().and_then(|document| document.get_element_by_id(BOOT_NOTICE)) {
        notice.remove();
    }
}

/// Writes a cause into the browser's console, for an engineer. The person reads nothing there.
pub fn report(cause: &str) {
    web_sys::console::warn_1(&JsValue::from_str(cause));
}

/// Adds a stylesheet of our own to the page, once. It stays, so that what it styles never stands there without it.
pub fn add_style(href: &str) {
    let Some(document) = document() else { return };
    let Some(head) = document.head() else { return };
    let there = ["link[href=\"", href, "\"]"].concat();
    if head.query_selector(&there).is_ok_and(|found| found.is_some()) {
        return;
    }
    let Ok(link) = document.create_element("link") else { return };
    // A page without it is plain and works.
    let _ = link.set_attribute("rel", "stylesheet").and_then(|()| link.set_attribute("href", href)).and_then(|()| head.append_child(&link).map(drop));
}

/// Scrolls to the element `id`, if it is there once the page is drawn.
pub fn scroll_to(id: &'static str) {
    let scroll = move || {
        if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
            element.scroll_into_view();
        }
    };
    gloo::timers::callback::Timeout::new(0, scroll).forget();
}
