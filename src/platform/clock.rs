//! The device's clock.

/// Milliseconds since 1970, as the device believes.
#[must_use]
pub fn now_ms() -> u64 {
    whole(js_sys::Date::now())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and NaN gives 0")]
fn whole(milliseconds: f64) -> u64 {
    milliseconds as u64
}
