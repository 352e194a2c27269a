//! What the browser tells of its own accord: the page is hidden, the network is gone, the person prefers this or that.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, VisibilityState};

use super::page::{document, window};

/// Listens as long as it lives.
#[must_use = "dropping it stops listening"]
#[derive(Debug)]
pub struct Listener {
    // Empty where the page has no such target, which no browser does: then there is nothing to hear.
    _listener: Option<EventListener>,
}

pub(super) fn listen<T: AsRef<EventTarget>>(target: Option<T>, event: &'static str, heard: impl FnMut(&Event) + 'static) -> Listener {
    Listener { _listener: target.map(|target| EventListener::new(target.as_ref(), event, heard)) }
}

/// As [`listen`], for what may keep the browser from doing what it would.
pub(super) fn listen_first<T: AsRef<EventTarget>>(target: Option<T>, event: &'static str, heard: impl FnMut(&Event) + 'static) -> Listener {
    let options = EventListenerOptions::enable_prevent_default();
    Listener { _listener: target.map(|target| EventListener::new_with_options(target.as_ref(), event, options, heard)) }
}

/// Calls `changed` when the page is hidden (`false`: another tab, screen locked) or shown again (`true`).
pub fn on_visibility_change(changed: impl Fn(bool) + 'static) -> Listener {
    listen(document(), "visibilitychange", move |_| changed(is_visible()))
}

/// Whether the page can be seen.
fn is_visible() -> bool {
    document().is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Whether the browser believes that it has a network. « Yes » may be wrong, « no » is right.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Where a digit is typed or picks an option of its own, or where something lies over the page.
const DIGITS_ELSEWHERE: &str = "textarea, select, dialog, input:not([type=radio])";

/// Calls `pressed` with the digit when a digit key is pressed, alone, while the page itself has the keyboard.
pub fn on_digit(pressed: impl Fn(usize) + 'static) -> Listener {
    listen(document(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let elsewhere = target.is_some_and(|target| target.closest(DIGITS_ELSEWHERE).is_ok_and(|found| found.is_some()));
        if elsewhere || key.repeat() || key.ctrl_key() || key.alt_key() || key.meta_key() {
            return;
        }
        if let Ok(digit) = key.key().parse() {
            pressed(digit);
        }
    })
}

/// Whether the person asked their device for less motion.
#[must_use]
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Calls `left` when the page goes away: closed, or another address.
pub fn on_page_hide(left: impl Fn() + 'static) -> Listener {
    listen(window(), "pagehide", move |_| left())
}
