//! A short sound that says « read ».

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::script::{call, construct, get, set};

thread_local! {
    /// The one there is: browsers give a page only a few.
    static CONTEXT: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Beeps for a tenth of a second. Where the browser has no sound, or not yet since nobody has touched the page, nothing is heard.
pub fn beep() {
    // A sound is never worth an error.
    let _ = try_beep();
}

fn try_beep() -> Result<(), JsValue> {
    const HERTZ: f64 = 880.0;
    const SECONDS: f64 = 0.1;
    const LOUDNESS: f64 = 0.1;
    let context = CONTEXT.with_borrow_mut(|kept| match kept {
        Some(context) => Ok(context.clone()),
        None => construct("AudioContext", &[]).inspect(|context| *kept = Some(context.clone())),
    })?;
    let (voice, volume) = (call(&context, "createOscillator", &[])?, call(&context, "createGain", &[])?);
    set(&get(&voice, "frequency"), "value", &HERTZ.into());
    set(&get(&volume, "gain"), "value", &LOUDNESS.into());
    call(&voice, "connect", std::slice::from_ref(&volume))?;
    call(&volume, "connect", &[get(&context, "destination")])?;
    let now = get(&context, "currentTime").as_f64().unwrap_or(0.0);
    call(&voice, "start", &[])?;
    call(&voice, "stop", &[(now + SECONDS).into()]).map(drop)
}
