//! What reads the QR codes of a picture: the browser, or our worker.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::page::document;
use crate::platform::promises;
use crate::platform::script::{call, construct, get, object, set};

/// The worker's script, beside the page: see `web/qr-reader.js`.
const WORKER: &str = "qr-reader.js";
/// The width of the pictures given to the worker, in pixels: more takes longer and finds no more.
const WIDTH: f64 = 960.0;
/// How long the worker may take, in milliseconds: at first it has to come over the network.
const PATIENCE_MS: i32 = 15_000;

pub(super) enum Reader {
    /// The browser's `BarcodeDetector`.
    Browser(JsValue),
    /// Our worker, once it was needed, and the canvas on which pictures are taken.
    Worker { worker: Option<JsValue>, canvas: JsValue },
}

impl Reader {
    pub(super) async fn new() -> Self {
        match detector().await {
            Some(detector) => Self::Browser(detector),
            None => {
                let canvas = document().and_then(|document| document.create_element("canvas").ok()).map_or(JsValue::UNDEFINED, JsValue::from);
                Self::Worker { worker: None, canvas }
            }
        }
    }

    /// The texts of the QR codes that a video shows now; `None` if the picture could not be read at all.
    pub(super) async fn read(&mut self, video: &JsValue) -> Option<Vec<String>> {
        match self {
            Self::Browser(detector) => {
                let found = awaited(call(detector, "detect", std::slice::from_ref(video))).await?;
                let found = found.dyn_into::<Array>().ok()?;
                Some(found.iter().filter_map(|code| get(&code, "rawValue").as_string()).collect())
            }
            Self::Worker { worker, canvas } => {
                let picture = picture(video, canvas)?;
                let here = match worker.take() {
                    Some(here) => here,
                    None => construct("Worker", &[WORKER.into(), object(&[("type", "module".into())])]).ok()?,
                };
                let texts = ask(&here, &picture).await;
                match &texts {
                    Some(_) => *worker = Some(here),
                    // It may have stopped in the middle of a picture: the next one finds a new one.
                    None => drop(call(&here, "terminate", &[])),
                }
                texts
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Self::Worker { worker: Some(worker), .. } = self {
            let _ = call(worker, "terminate", &[]);
        }
    }
}

/// The browser's reader, if it has one that knows QR codes.
async fn detector() -> Option<JsValue> {
    let class = get(&js_sys::global(), "BarcodeDetector");
    if !class.is_function() {
        return None;
    }
    let formats = awaited(call(&class, "getSupportedFormats", &[])).await?.dyn_into::<Array>().ok()?;
    let qr_code = JsValue::from_str("qr_code");
    if !formats.includes(&qr_code, 0) {
        return None;
    }
    construct("BarcodeDetector", &[object(&[("formats", Array::of1(&qr_code).into())])]).ok()
}

/// What a video shows now, as the worker takes it.
fn picture(video: &JsValue, canvas: &JsValue) -> Option<JsValue> {
    let (width, height) = (get(video, "videoWidth").as_f64()?, get(video, "videoHeight").as_f64()?);
    let scale = (WIDTH / width.max(1.0)).min(1.0);
    let (width, height) = ((width * scale).round(), (height * scale).round());
    if get(canvas, "width").as_f64() != Some(width) || get(canvas, "height").as_f64() != Some(height) {
        set(canvas, "width", &width.into());
        set(canvas, "height", &height.into());
    }
    let pen = call(canvas, "getContext", &["2d".into(), object(&[("willReadFrequently", true.into())])]).ok()?;
    let [zero, width, height]: [JsValue; 3] = [0.into(), width.into(), height.into()];
    call(&pen, "drawImage", &[video.clone(), zero.clone(), zero.clone(), width.clone(), height.clone()]).ok()?;
    let taken = call(&pen, "getImageData", &[zero.clone(), zero, width.clone(), height.clone()]).ok()?;
    Some(object(&[("width", width), ("height", height), ("pixels", get(&taken, "data"))]))
}

/// Gives a picture to the worker and waits for its texts.
async fn ask(worker: &JsValue, picture: &JsValue) -> Option<Vec<String>> {
    let answered = promises::promise(|resolve| {
        set(worker, "onmessage", resolve);
        // Its script did not load.
        set(worker, "onerror", resolve);
    });
    let buffer = get(&get(picture, "pixels"), "buffer");
    call(worker, "postMessage", &[picture.clone(), Array::of1(&buffer).into()]).ok()?;
    let answer = promises::event(promises::either(&answered, &promises::timer(PATIENCE_MS))).await?;
    let texts = get(&answer, "data").dyn_into::<Array>().ok()?;
    Some(texts.iter().filter_map(|text| text.as_string()).collect())
}

/// What a promise gives; `None` if there is no promise, or if it fails.
async fn awaited(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?.dyn_into::<Promise>().ok()?).await.ok()
}
