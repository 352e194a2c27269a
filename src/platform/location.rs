//! The part of the address after `#`, which holds the app's routes.

use super::page::window;
use super::signals::Listener;
use super::{Failure, signals};

/// What stands after `#`, undecoded, without the `#`; empty if there is nothing.
#[must_use]
pub fn hash() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Sets what stands after `#`, as a new step in the browser's history; [`on_hash_change`] is called if it differs.
///
/// # Errors
/// If the browser refuses.
pub fn set_hash(hash: &str) -> Result<(), Failure> {
    const ACTION: &str = "change the address";
    let window = window().ok_or_else(|| Failure::absent(ACTION, "window"))?;
    window.location().set_hash(hash).map_err(|error| Failure::new(ACTION, &error))
}

/// Calls `changed` with the new [`hash`] after every change: by the app, a link, the back button or the address bar.
pub fn on_hash_change(changed: impl Fn(String) + 'static) -> Listener {
    signals::listen(window(), "hashchange", move |_| changed(hash()))
}

/// The page's address without what stands after `#`: what a link that others open begins with.
#[must_use]
pub fn page() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}
