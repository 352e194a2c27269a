//! A WebAssembly of its own: reads QR codes in the pictures of a camera, in a worker (web/qr-worker.js), so that the page stays alive meanwhile.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// The texts of the QR codes in a picture: see [`bifurque::qr::read`].
#[wasm_bindgen]
#[must_use]
pub fn read(width: u32, height: u32, pixels: &[u8]) -> Vec<String> {
    bifurque::qr::read(width, height, pixels)
}
