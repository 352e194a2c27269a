//! The two clocks: the wall's, to date things, and one that never goes back, to measure.

use super::page::window;

/// Milliseconds since 1970, as the device believes.
#[must_use]
pub fn now_ms() -> u64 {
    whole(js_sys::Date::now())
}

/// Milliseconds since the page was opened, never going back, whatever happens to the device's date.
#[must_use]
pub fn monotonic_ms() -> u64 {
    match window().and_then(|window| window.performance()) {
        Some(performance) => whole(performance.now()),
        None => now_ms(),
    }
}

/// Measures how long something takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    start: u64,
}

impl Stopwatch {
    /// Starts now.
    #[must_use]
    pub fn start() -> Self {
        Self { start: monotonic_ms() }
    }

    /// Milliseconds since the start.
    #[must_use]
    pub fn elapsed_ms(&self) -> u64 {
        monotonic_ms().saturating_sub(self.start)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and NaN gives 0")]
fn whole(milliseconds: f64) -> u64 {
    milliseconds as u64
}
