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

/// The day of a moment in milliseconds since 1970, in the device's time zone, as a French reader writes it: `22/11/2026`.
#[must_use]
pub fn day(milliseconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "dates are far below 2^53 milliseconds")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds as f64));
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(date.get_date()), two(date.get_month() + 1), date.get_full_year().to_string()].join("/")
}
