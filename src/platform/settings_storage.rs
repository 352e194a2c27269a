//! The person's settings (text size, contrast…), a trainer's own script and keys, small JSON texts in `localStorage`.
//!
//! They may be lost with a crash, which is why nothing of an attempt is kept here. Not `gloo::storage`: it panics where
//! storage is denied.

use web_sys::Storage;

use super::Failure;
use super::page::window;

/// The key of the reading settings.
pub const READING: &str = "bifurque.settings";
/// The key of a trainer's own script.
pub const SCRIPT: &str = "bifurque.script";
/// The key of whether a trainer's keys that write do something else.
pub const KEYS: &str = "bifurque.keys";

/// What was last saved under a key, if anything.
///
/// # Errors
/// If the browser refuses storage.
pub fn load(key: &str) -> Result<Option<String>, Failure> {
    const ACTION: &str = "read the settings";
    storage(ACTION)?.get_item(key).map_err(|error| Failure::new(ACTION, &error))
}

/// Keeps `json` under a key.
///
/// # Errors
/// If the browser refuses storage or has no room left.
pub fn save(key: &str, json: &str) -> Result<(), Failure> {
    const ACTION: &str = "save the settings";
    storage(ACTION)?.set_item(key, json).map_err(|error| Failure::new(ACTION, &error))
}

/// Where storage is denied, even reading the property `localStorage` throws.
fn storage(action: &'static str) -> Result<Storage, Failure> {
    let window = window().ok_or_else(|| Failure::absent(action, "window"))?;
    let storage = window.local_storage().map_err(|error| Failure::new(action, &error))?;
    storage.ok_or_else(|| Failure::absent(action, "localStorage"))
}
