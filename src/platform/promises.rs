//! JavaScript's events and timers as futures.
//!
//! These promises are only ever resolved, never rejected: a rejected promise that nobody awaits any more would reach the
//! page's `unhandledrejection`, and the boot script would take it for the death of the app.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::page::window;

/// A promise that is resolved with whatever `resolve` is called with first; `arm` hands that function to event handlers.
pub(super) fn promise(mut arm: impl FnMut(&Function)) -> Promise {
    Promise::new(&mut |resolve, _reject| arm(&resolve))
}

/// Waits for the event that resolves `promise`; `None` if it was resolved with something else, such as a timer's end.
pub(super) async fn event(promise: Promise) -> Option<Event> {
    JsFuture::from(promise).await.ok().and_then(|value| value.dyn_into().ok())
}

/// A promise that is resolved, with no event, after `milliseconds`.
pub(super) fn timer(milliseconds: i32) -> Promise {
    promise(|resolve| {
        let timer = window().and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds).ok());
        if timer.is_none() {
            // Without timers waiting is pointless; going on at once is better than waiting for ever.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    })
}

/// Whichever comes first.
pub(super) fn either(one: &Promise, other: &Promise) -> Promise {
    Promise::race(&Array::of2(one, other))
}
