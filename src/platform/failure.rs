//! JavaScript errors as values.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

/// A browser call that did not work. Its text is for engineers; the person is told by whoever made the call.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{action}: {cause}")]
pub struct Failure {
    /// What was attempted.
    pub action: &'static str,
    /// What the browser answered.
    pub cause: String,
}

impl Failure {
    /// `action` failed with the JavaScript error `cause`.
    pub(super) fn new(action: &'static str, cause: &JsValue) -> Self {
        Self { action, cause: describe(cause) }
    }

    /// `action` failed because the browser, or the page, has no such thing as `what`.
    pub(super) fn absent(action: &'static str, what: &str) -> Self {
        Self { action, cause: format!("no {what}") }
    }
}

/// The name of a JavaScript error, such as `QuotaExceededError`; empty if it is not an error. A `DOMException` is one: its
/// prototype inherits from `Error`'s.
pub(super) fn name(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())).unwrap_or_default()
}

/// Name and message of whatever JavaScript threw.
pub(super) fn describe(error: &JsValue) -> String {
    let Some(error) = error.dyn_ref::<js_sys::Error>() else {
        return error.as_string().unwrap_or_else(|| "unknown".to_owned());
    };
    match (String::from(error.name()), String::from(error.message())) {
        (name, message) if message.is_empty() => name,
        (name, message) => format!("{name}: {message}"),
    }
}
