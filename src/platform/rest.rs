//! The rest of the app, which comes while the first screens are read (`web/start.js`).

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page::window;

/// Waits for the rest of the app; says whether it has come. It always has where the app is built in one piece.
pub async fn has_come() -> bool {
    let promise = window().and_then(|window| Reflect::get(&window, &JsValue::from_str("bifurqueRest")).ok());
    match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|come| come.is_truthy()),
        None => true,
    }
}
