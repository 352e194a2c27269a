//! Randomness that nobody can guess, for ids. Works on plain http too, unlike the rest of `crypto`.

use super::Failure;
use super::page::window;

/// The most that `getRandomValues` gives at a time.
const CHUNK: usize = 65_536;

/// Fills `bytes` with random values.
///
/// # Errors
/// If the browser has no `crypto.getRandomValues`.
pub fn fill(bytes: &mut [u8]) -> Result<(), Failure> {
    const ACTION: &str = "random bytes";
    let window = window().ok_or_else(|| Failure::absent(ACTION, "window"))?;
    let crypto = window.crypto().map_err(|error| Failure::new(ACTION, &error))?;
    for chunk in bytes.chunks_mut(CHUNK) {
        crypto.get_random_values_with_u8_array(chunk).map_err(|error| Failure::new(ACTION, &error))?;
    }
    Ok(())
}
