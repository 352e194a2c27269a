//! A camera that reads QR codes, one after the other.
//!
//! The browser's own reader where there is one, else a WebAssembly of ours in a worker, which is asked for only now (`web/qr-reader.js`).

mod reader;

use std::cell::Cell;
use std::rc::Rc;

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page::{document, window};
use super::script::{call, get, object, set};
use super::{clock, failure, promises};
use reader::Reader;

/// How long to wait between two pictures, in milliseconds: the page stays alive, and a hand is never so quick.
const PAUSE_MS: i32 = 120;
/// A code that comes back after this long, in milliseconds, is told again.
const AWAY_MS: u64 = 3_000;
/// How many pictures in a row may fail to be read at all before the reader is given up.
const MOST_FAILURES: u32 = 5;
/// The width that pictures are asked for, in pixels.
const WIDTH: f64 = 1280.0;

/// What a camera does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A QR code came into sight, or came back, and says this.
    Text(String),
    /// No more will come.
    Lost(CameraFault),
}

/// Why a camera cannot be used. `Display` is for engineers.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CameraFault {
    /// The page came by plain http, which no browser lets near a camera.
    #[error("not a secure context")]
    Insecure,
    /// There is no camera.
    #[error("no camera: {0}")]
    Absent(String),
    /// The person, or whoever looks after the computer, said no.
    #[error("refused: {0}")]
    Refused(String),
    /// Another program has it, or it was unplugged.
    #[error("not readable: {0}")]
    Busy(String),
    /// What reads the pictures did not load, or stopped.
    #[error("nothing reads the pictures")]
    NoReader,
}

impl CameraFault {
    /// What happened and what to do, for the person, in French, ready to display.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Insecure => "La caméra n’est permise qu’en https ou sur cet ordinateur\u{a0}: collez les codes ou déposez les fichiers.",
            Self::Absent(_) => "Aucune caméra n’a été trouvée\u{a0}: branchez-en une, ou collez les codes et déposez les fichiers.",
            Self::Refused(_) => {
                "La caméra n’est pas permise à cette page\u{a0}: autorisez-la dans la barre d’adresse, ou collez les codes et déposez les fichiers."
            }
            Self::Busy(_) => "La caméra ne répond pas\u{a0}: fermez le logiciel qui l’utilise ou rebranchez-la, puis réessayez.",
            Self::NoReader => "La lecture des QR codes n’a pas pu être chargée\u{a0}: vérifiez la connexion, ou collez les codes et déposez les fichiers.",
        }
    }

    fn of(error: &JsValue) -> Self {
        let words = failure::describe(error);
        match get(error, "name").as_string().unwrap_or_default().as_str() {
            "NotAllowedError" | "SecurityError" => Self::Refused(words),
            "NotFoundError" | "OverconstrainedError" | "TypeError" => Self::Absent(words),
            _ => Self::Busy(words),
        }
    }
}

/// A camera at work. Dropping it stops the camera and its light.
#[must_use = "dropping it stops the camera"]
#[derive(Debug)]
pub struct Scanner {
    camera: Rc<Camera>,
}

#[derive(Debug)]
struct Camera {
    stream: JsValue,
    video: JsValue,
    stopped: Cell<bool>,
}

impl Scanner {
    /// Asks for a camera, shows what it sees in the `<video>` element `id`, and tells what it reads. Where the device has several, the one at its back.
    ///
    /// # Errors
    /// [`CameraFault`]; also if there is no element `id`.
    pub async fn open(id: &str, tell: impl Fn(Seen) + 'static) -> Result<Self, CameraFault> {
        let devices = window().filter(web_sys::Window::is_secure_context).map(|window| get(&window.navigator(), "mediaDevices"));
        let devices = devices.filter(JsValue::is_object).ok_or(CameraFault::Insecure)?;
        let picture = object(&[("facingMode", "environment".into()), ("width", object(&[("ideal", WIDTH.into())]))]);
        let wanted = object(&[("audio", false.into()), ("video", picture)]);
        let asked = call(&devices, "getUserMedia", &[wanted]).and_then(|asked| asked.dyn_into::<js_sys::Promise>());
        let stream = JsFuture::from(asked.map_err(|error| CameraFault::of(&error))?).await.map_err(|error| CameraFault::of(&error))?;
        // From here on the camera is on: whatever fails, it is stopped.
        let video = element(id).await;
        let camera = Rc::new(Camera { stream, video, stopped: Cell::new(false) });
        let scanner = Self { camera: Rc::clone(&camera) };
        if camera.video.is_undefined() {
            return Err(CameraFault::Busy(["no element ", id].concat()));
        }
        set(&camera.video, "muted", &true.into());
        set(&camera.video, "playsInline", &true.into());
        set(&camera.video, "srcObject", &camera.stream);
        if let Ok(playing) = call(&camera.video, "play", &[]).and_then(|playing| playing.dyn_into::<js_sys::Promise>()) {
            // A refusal shows as pictures that do not come.
            spawn_local(async move {
                let _ = JsFuture::from(playing).await;
            });
        }
        let reader = Reader::new().await;
        spawn_local(async move { watch(&camera, reader, tell).await });
        Ok(scanner)
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        self.camera.stop();
    }
}

impl Camera {
    fn stop(&self) {
        self.stopped.set(true);
        for track in tracks(&self.stream) {
            let _ = call(&track, "stop", &[]);
        }
        set(&self.video, "srcObject", &JsValue::NULL);
    }

    fn has_ended(&self) -> bool {
        tracks(&self.stream).iter().all(|track| get(track, "readyState").as_string().is_some_and(|state| state == "ended"))
    }

    /// Whether there is a picture to read: the video has come, and someone looks at the page.
    fn has_picture(&self) -> bool {
        const HAVE_CURRENT_DATA: f64 = 2.0;
        get(&self.video, "readyState").as_f64().is_some_and(|state| state >= HAVE_CURRENT_DATA) && document().is_some_and(|document| !document.hidden())
    }
}

/// The element `id`, waiting a little for a page that is being drawn; `undefined` if it does not come.
async fn element(id: &str) -> JsValue {
    for _ in 0..10 {
        if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
            return element.into();
        }
        let _ = JsFuture::from(promises::timer(PAUSE_MS)).await;
    }
    JsValue::UNDEFINED
}

fn tracks(stream: &JsValue) -> Vec<JsValue> {
    let tracks = call(stream, "getVideoTracks", &[]).ok().and_then(|tracks| tracks.dyn_into::<js_sys::Array>().ok());
    tracks.map(|tracks| tracks.to_vec()).unwrap_or_default()
}

/// One picture after the other, until the scanner is dropped.
async fn watch(camera: &Camera, mut reader: Reader, tell: impl Fn(Seen)) {
    let mut sights: Vec<(String, u64)> = Vec::new();
    let mut failures = 0;
    loop {
        let _ = JsFuture::from(promises::timer(PAUSE_MS)).await;
        if camera.stopped.get() {
            return;
        }
        if camera.has_ended() {
            return tell(Seen::Lost(CameraFault::Busy("the camera ended".to_owned())));
        }
        if !camera.has_picture() {
            continue;
        }
        let texts = reader.read(&camera.video).await;
        if camera.stopped.get() {
            return;
        }
        let Some(texts) = texts else {
            failures += 1;
            if failures >= MOST_FAILURES {
                return tell(Seen::Lost(CameraFault::NoReader));
            }
            continue;
        };
        failures = 0;
        let now = clock::now_ms();
        sights.retain(|(_, last)| now.saturating_sub(*last) < AWAY_MS);
        for text in texts {
            match sights.iter_mut().find(|(known, _)| *known == text) {
                Some((_, last)) => *last = now,
                None => {
                    sights.push((text.clone(), now));
                    tell(Seen::Text(text));
                }
            }
        }
    }
}
