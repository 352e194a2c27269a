//! What the person pastes elsewhere.

use wasm_bindgen_futures::JsFuture;

use super::Failure;
use super::page::window;

/// Puts a text where the person can paste it from.
///
/// # Errors
/// If the page may not: on plain http, which no browser lets near the clipboard, or where the person refused.
pub async fn copy(text: &str) -> Result<(), Failure> {
    const ACTION: &str = "copy";
    let window = window().ok_or_else(|| Failure::absent(ACTION, "window"))?;
    if !window.is_secure_context() {
        return Err(Failure::absent(ACTION, "secure context"));
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.map(drop).map_err(|error| Failure::new(ACTION, &error))
}
