//! Files that go to the person and come back.

use js_sys::{Array, Promise, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, HtmlAnchorElement, HtmlInputElement, Url};

use super::Failure;
use super::failure::describe;
use super::page::document;
use super::script::call;

pub use web_sys::File;

/// How long a download's address lives: the browser reads it after `click` has returned, some of them after a dialogue.
const ADDRESS_LIFE_MS: u32 = 60_000;

/// Why a file given by the person could not be read. `Display` is for engineers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// The file is larger than the limit; nothing of it was read.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The file is not UTF-8.
    #[error("not UTF-8 from byte {offset}")]
    NotUtf8 {
        /// How many bytes were right.
        offset: usize,
    },
    /// The browser could not read it: moved, taken away, not permitted.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl FileError {
    /// What happened and what to do, for the person, in French, ready to display.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "Ce fichier est trop volumineux pour être un parcours. Vérifiez que c’est le bon fichier.",
            Self::NotUtf8 { .. } => {
                "Ce fichier n’est pas un texte en UTF-8\u{a0}: il a pu être modifié par un autre logiciel. Reprenez le \
                 fichier d’origine."
            }
            Self::Unreadable(_) => "Ce fichier n’a pas pu être lu. Vérifiez qu’il est toujours au même endroit, puis choisissez-le de nouveau.",
        }
    }
}

/// Hands `text` to the person as a file called `name`, of media type `media_type` (`application/json`, `text/csv`…).
///
/// Returns once the download has begun; a browser never says whether the person kept the file.
///
/// # Errors
/// If the browser refuses to make the file.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), Failure> {
    const ACTION: &str = "download";
    let failed = |error: JsValue| Failure::new(ACTION, &error);
    let document = document().ok_or_else(|| Failure::absent(ACTION, "document"))?;
    let body = document.body().ok_or_else(|| Failure::absent(ACTION, "body"))?;

    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(failed)?;
    let anchor: HtmlAnchorElement = document.create_element("a").map_err(failed)?.dyn_into().map_err(|_| Failure::absent(ACTION, "anchor element"))?;

    let address = Url::create_object_url_with_blob(&blob).map_err(failed)?;
    anchor.set_href(&address);
    anchor.set_download(name);
    // In the page for Firefox, which ignores a click on a detached link; it is gone before anything is painted.
    let clicked = body.append_child(&anchor).map_err(failed).map(|_| anchor.click());
    anchor.remove();
    gloo::timers::callback::Timeout::new(ADDRESS_LIFE_MS, move || {
        // Already revoked is as good.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    clicked
}

/// The files that the person has just chosen in the `<input type="file">` that sent `event`, or dropped where it happened.
#[must_use]
pub fn chosen(event: &Event) -> Vec<File> {
    let dropped = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|transfer| transfer.files());
    let chosen = || event.target()?.dyn_into::<HtmlInputElement>().ok()?.files();
    let Some(list) = dropped.or_else(chosen) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

/// Opens the dialogue of the `<input type="file">` with this id, as a click on it does.
pub fn choose(input: &str) {
    if let Some(input) = input_of(input) {
        input.click();
    }
}

/// Empties the `<input type="file">` with this id: whatever is chosen next is another choice, be it the same file.
pub fn forget(input: &str) {
    if let Some(input) = input_of(input) {
        input.set_value("");
    }
}

fn input_of(id: &str) -> Option<HtmlInputElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The text of `file`, if it is at most `limit` bytes long. The browser begins to read at the call: of several files, call for all, then await each.
///
/// # Errors
/// See [`FileError`].
pub fn read_text(file: &File, limit: usize) -> impl Future<Output = Result<String, FileError>> + use<> {
    // Compared as floating point: a size beyond 2^53 is as much too large as any.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    let reading = if file.size() > limit as f64 { Err(FileError::TooLarge { limit }) } else { Ok(JsFuture::from(file.array_buffer())) };
    async move {
        let buffer = reading?.await.map_err(|error| FileError::Unreadable(describe(&error)))?;
        String::from_utf8(Uint8Array::new(&buffer).to_vec()).map_err(|error| FileError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }
}

/// The first `most` bytes of `file`, whatever they are. By the names of its members: few people open a scenario.
///
/// # Errors
/// [`FileError::Unreadable`]; in most browsers also if the file has changed since it was chosen.
pub async fn read_bytes(file: &File, most: u32) -> Result<Vec<u8>, FileError> {
    let unreadable = |error: JsValue| FileError::Unreadable(describe(&error));
    let part = call(file, "slice", &[0.into(), most.into()]).map_err(unreadable)?;
    let reading = call(&part, "arrayBuffer", &[]).and_then(|reading| reading.dyn_into::<Promise>()).map_err(unreadable)?;
    let buffer = JsFuture::from(reading).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
