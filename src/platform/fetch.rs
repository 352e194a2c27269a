//! Reading a text file of our own origin.

use js_sys::{Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestInit, RequestMode, Response};

use super::failure::describe;
use super::page::window;
use super::signals::is_online;

/// Why a text could not be fetched. `Display` is for engineers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The browser says that it has no network.
    #[error("offline: {0}")]
    Offline(String),
    /// No answer, or it broke off: network gone, server stopped, address of another origin.
    #[error("network: {0}")]
    Network(String),
    /// The server has no such file.
    #[error("status 404")]
    NotFound,
    /// The server refused or failed.
    #[error("status {0}")]
    Status(u16),
    /// The file is larger than the limit; reading stopped there.
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
}

impl FetchError {
    /// What happened and what to do, for the person, in French, ready to display.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Offline(_) => {
                "Cet appareil n’est pas connecté. Retrouvez le réseau, puis réessayez\u{202f}; ce que vous avez déjà \
                 décidé est gardé."
            }
            Self::Network(_) => {
                "Le serveur ne répond pas. Vérifiez le réseau, puis réessayez\u{202f}; ce que vous avez déjà décidé est \
                 gardé."
            }
            Self::NotFound => {
                "Ce scénario n’est pas, ou n’est plus, à cette adresse. Vérifiez le lien, ou choisissez un cas dans le \
                 catalogue."
            }
            Self::Status(_) => "Le serveur n’a pas donné ce fichier. Réessayez dans un instant, puis prévenez la personne qui anime.",
            Self::TooLarge { .. } => "Ce fichier est trop volumineux pour être ouvert. Prévenez la personne qui a préparé ce scénario.",
            Self::NotUtf8 { .. } => {
                "Ce fichier n’est pas enregistré en UTF-8\u{a0}: ses lettres ne peuvent pas être lues. Prévenez la personne \
                 qui a préparé ce scénario."
            }
        }
    }
}

/// The text at `url`, which must be of our own origin, if it is at most `limit` bytes long.
///
/// # Errors
/// See [`FetchError`].
pub async fn text(url: &str, limit: usize) -> Result<String, FetchError> {
    let response = request(url).await?;
    match response.status() {
        200..=299 => {}
        404 => return Err(FetchError::NotFound),
        status => return Err(FetchError::Status(status)),
    }
    // The announced length is that of the compressed body, so it can only rule out early; the reader below decides.
    let announced = response.headers().get("content-length").ok().flatten();
    if announced.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > limit) {
        return Err(FetchError::TooLarge { limit });
    }
    let bytes = body(&response, limit).await?;
    String::from_utf8(bytes).map_err(|error| FetchError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
}

async fn request(url: &str) -> Result<Response, FetchError> {
    let window = window().ok_or_else(|| FetchError::Network("no window".to_owned()))?;
    let options = RequestInit::new();
    options.set_mode(RequestMode::SameOrigin);
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await.map_err(|e| unreachable(&e))?;
    response.dyn_into().map_err(|_| FetchError::Network("not a response".to_owned()))
}

/// Reads until the end or past `limit`, then stops the transfer: an endless file must not fill the memory.
async fn body(response: &Response, limit: usize) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(bytes) };
    let reader = ReadableStreamDefaultReader::new(&stream).map_err(|error| unreachable(&error))?;
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|error| unreachable(&error))?;
        let field = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).map_err(|error| unreachable(&error));
        if field("done")?.is_truthy() {
            return Ok(bytes);
        }
        let chunk = field("value")?.dyn_into::<Uint8Array>().map_err(|_| FetchError::Network("a part of the body is not bytes".to_owned()))?;
        let start = bytes.len();
        if chunk.length() as usize > limit - start {
            // Whether the cancelling works changes nothing for us.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(FetchError::TooLarge { limit });
        }
        bytes.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes[start..]);
    }
}

/// `fetch` says « `TypeError` » for everything between no network and a refused origin; the browser knows a bit more.
fn unreachable(error: &JsValue) -> FetchError {
    if is_online() { FetchError::Network(describe(error)) } else { FetchError::Offline(describe(error)) }
}
