//! What the person pastes elsewhere.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::Failure;
use super::page::window;
use super::script::{call, get};

/// Puts a text where the person can paste it from.
///
/// # Errors
/// If the page may not: on plain http, which no browser lets near the clipboard, or where the person refused.
pub async fn copy(text: &str) -> Result<(), Failure> {
    const ACTION: &str = "copy";
    let failed = |error| Failure::new(ACTION, &error);
    // There is none on plain http.
    let clipboard = window().map(|window| get(&window.navigator(), "clipboard")).ok_or_else(|| Failure::absent(ACTION, "window"))?;
    let copying: Promise = call(&clipboard, "writeText", &[text.into()]).and_then(JsCast::dyn_into).map_err(failed)?;
    JsFuture::from(copying).await.map(drop).map_err(failed)
}
