//! The rest of the app, which comes in parts while the first screens are read (`web/start.js`).

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page::window;

/// A part of the app that comes after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a trainee does.
    Play,
    /// What a trainer does. It comes after the other.
    Trainers,
}

/// Waits for a part of the app; says whether it has come. It always has where the app is built in one piece.
pub async fn has_come(part: Part) -> bool {
    let name = match part {
        Part::Play => "play",
        Part::Trainers => "trainers",
    };
    let parts = window().and_then(|window| Reflect::get(&window, &JsValue::from_str("bifurqueRest")).ok());
    let promise = parts.and_then(|parts| Reflect::get(&parts, &JsValue::from_str(name)).ok());
    match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|come| come.is_truthy()),
        None => true,
    }
}
