//! Two windows of one browser: the trainer's and the room's. What one says, the other hears; works from a file too, where there is no server to agree through.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Element, KeyboardEvent, MessageEvent};

use super::page::{document, window};
use super::signals::{Listener, listen_first};

/// One end of the line between the windows that share a name.
#[derive(Debug)]
pub struct Line {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl Line {
    /// Opens a line; `heard` is called with what other windows say on it. `None` where the browser has no such lines: one window then serves for both.
    #[must_use]
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            if let Some(words) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
                heard(words);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Says something to the other windows.
    pub fn say(&self, words: &str) {
        // A closed line is one that nobody hears.
        let _ = self.channel.post_message(&JsValue::from_str(words));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Opens an address of the app in a window of its own, or brings the window of that name forward. `false` if the browser did not let it.
#[must_use]
pub fn open_window(hash: &str, name: &str) -> bool {
    let Some(window) = window() else { return false };
    let address = ["#", hash].concat();
    window.open_with_url_and_target_and_features(&address, name, "popup,width=1280,height=720").is_ok_and(|opened| opened.is_some())
}

/// Fills the screen with the page, or gives it back.
pub fn toggle_full_screen() {
    let Some(document) = document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // Refused without a gesture: the person presses F again.
        let _ = root.request_fullscreen();
    }
}

/// A key of a presenter's remote, or of a keyboard that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteKey {
    /// On: page down.
    Next,
    /// Back: page up.
    Previous,
    /// A blank screen: B.
    Blank,
    /// The whole screen: F.
    FullScreen,
    /// Out of the one-window mode: Escape.
    Leave,
}

impl RemoteKey {
    /// The word that stands for it on a [`Line`].
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Previous => "previous",
            Self::Blank => "blank",
            Self::FullScreen => "full-screen",
            Self::Leave => "leave",
        }
    }

    /// Whether it is a key that writes: a person may want those for nothing but writing.
    #[must_use]
    pub fn writes(self) -> bool {
        matches!(self, Self::Blank | Self::FullScreen)
    }

    /// The key of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Next, Self::Previous, Self::Blank, Self::FullScreen, Self::Leave].into_iter().find(|key| key.word() == word)
    }
}

/// Where keys are typed.
const TYPING: &str = "textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=file]), [contenteditable]";

/// What lies over the page and has the keyboard.
const OVER: &str = "dialog[open]";

/// Calls `pressed` at each key of a remote, unless it is typed into something or a dialog lies over the page. `pressed` says whether it takes the key; what it
/// leaves is the browser's: page up and down then scroll.
pub fn on_remote(pressed: impl Fn(RemoteKey) -> bool + 'static) -> Listener {
    listen_first(document(), "keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let elsewhere = target.is_some_and(|target| target.closest(TYPING).is_ok_and(|found| found.is_some()));
        let covered = || document().is_some_and(|document| document.query_selector(OVER).is_ok_and(|found| found.is_some()));
        if elsewhere || key.ctrl_key() || key.alt_key() || key.meta_key() || covered() {
            return;
        }
        let remote = match key.key().as_str() {
            "PageDown" => RemoteKey::Next,
            "PageUp" => RemoteKey::Previous,
            "b" | "B" | "." => RemoteKey::Blank,
            "f" | "F" => RemoteKey::FullScreen,
            "Escape" => RemoteKey::Leave,
            _ => return,
        };
        if pressed(remote) {
            event.prevent_default();
        }
    })
}
