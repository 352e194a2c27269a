//! Reading aloud, where the browser can.
//!
//! Only voices that live on the device are chosen: the others send the text to their maker.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::Failure;
use super::page::window;

const ACTION: &str = "read aloud";

/// Keep it while the text is read: dropping it forgets `on_end`, but only [`stop`] makes the voice silent.
#[must_use = "dropping it forgets the end of the reading"]
#[derive(Debug)]
pub struct Reading {
    // They also keep the utterances alive: some browsers collect one that is being spoken, and its end never comes.
    _listeners: Vec<EventListener>,
}

/// Whether the browser can read aloud at all. Asking early also makes it load its voices.
#[must_use]
pub fn available() -> bool {
    synthesis().is_some_and(|synthesis| {
        synthesis.get_voices();
        true
    })
}

/// Reads `text` aloud in `language` (such as `fr-FR`) at `rate` (1 is the voice's own speed), instead of what is being read.
///
/// `on_end` is called once, when all is read or when the reading broke off.
///
/// # Errors
/// If the browser cannot read aloud, or has no voice for that language on the device.
pub fn speak(text: &str, language: &str, rate: f32, on_end: impl FnOnce() + 'static) -> Result<Reading, Failure> {
    let synthesis = synthesis().ok_or_else(|| Failure::absent(ACTION, "speech synthesis"))?;
    let voice = voice(&synthesis, language)?;
    synthesis.cancel();

    let pieces = pieces(text);
    let end: Rc<dyn Fn()> = Rc::new({
        let on_end = Cell::new(Some(on_end));
        move || {
            if let Some(on_end) = on_end.take() {
                on_end();
            }
        }
    });
    let mut listeners = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let utterance = SpeechSynthesisUtterance::new_with_text(piece).map_err(|error| Failure::new(ACTION, &error))?;
        utterance.set_lang(language);
        utterance.set_rate(rate);
        utterance.set_voice(voice.as_ref());
        let broken_off = Rc::clone(&end);
        listeners.push(EventListener::once(&utterance, "error", move |_| broken_off()));
        if index + 1 == pieces.len() {
            let read = Rc::clone(&end);
            listeners.push(EventListener::once(&utterance, "end", move |_| read()));
        }
        synthesis.speak(&utterance);
    }
    Ok(Reading { _listeners: listeners })
}

/// Stops reading aloud.
pub fn stop() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    let window = window()?;
    // Where it does not exist, web-sys would hand over `undefined` as if it did, and the first call on it would throw.
    let exists = Reflect::get(&window, &JsValue::from_str("speechSynthesis")).is_ok_and(|value| value.is_truthy());
    if exists { window.speech_synthesis().ok() } else { None }
}

/// A voice of the device for `language`, of that very country if there is one. None, and no error, while the browser lists
/// no voice at all: some phones never do and still speak.
fn voice(synthesis: &SpeechSynthesis, language: &str) -> Result<Option<SpeechSynthesisVoice>, Failure> {
    let voices: Vec<SpeechSynthesisVoice> = synthesis.get_voices().iter().filter_map(|voice| voice.dyn_into().ok()).collect();
    if voices.is_empty() {
        return Ok(None);
    }
    // Android writes fr_FR.
    let tag = |voice: &SpeechSynthesisVoice| voice.lang().replace('_', "-").to_ascii_lowercase();
    let language = language.to_ascii_lowercase();
    let tongue = language.split('-').next().unwrap_or_default();
    let suits = |voice: &&SpeechSynthesisVoice| voice.local_service() && tag(voice).split('-').next() == Some(tongue);
    let here: Vec<&SpeechSynthesisVoice> = voices.iter().filter(suits).collect();
    let best = here.iter().find(|voice| tag(voice) == language).or_else(|| here.first());
    best.map(|voice| Some((*voice).clone())).ok_or_else(|| Failure::absent(ACTION, "voice on this device"))
}

/// Cuts a text into pieces of a few seconds: Chrome goes silent for good in the middle of a long one.
fn pieces(text: &str) -> Vec<String> {
    /// Below this a full stop may well be that of « M. » and the pause would be odd.
    const SENTENCE: usize = 40;
    /// From here on a comma will do.
    const LONG: usize = 120;
    /// And here any space.
    const TOO_LONG: usize = 200;
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in text.split_whitespace() {
        if !piece.is_empty() {
            piece.push(' ');
        }
        piece.push_str(word);
        let last = word.trim_end_matches(['»', ')']).chars().next_back();
        let cut = match last {
            Some('.' | '!' | '?' | '…') => SENTENCE,
            Some(',' | ';' | ':') => LONG,
            _ => TOO_LONG,
        };
        if piece.len() >= cut {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_text_is_cut_at_its_sentences() {
        assert_eq!(
            pieces("M. Aubry pose un carnet à spirale à côté du clavier.\nVous l’ouvrez\u{202f}? Non."),
            ["M. Aubry pose un carnet à spirale à côté du clavier.", "Vous l’ouvrez ? Non."]
        );
        assert_eq!(pieces(" \n"), Vec::<String>::new());
    }

    #[test]
    fn no_piece_is_long_and_no_word_is_lost() {
        let text = "mot ".repeat(500) + "fin.";
        let pieces = pieces(&text);
        assert!(pieces.iter().all(|piece| piece.len() <= 204), "{pieces:?}");
        assert_eq!(pieces.join(" "), text);
    }
}
