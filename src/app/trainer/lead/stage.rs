//! What is on the projector, and the line to it.
//!
//! « Pilotage » sends cues; the room's window draws the last one, and says hello when it opens, so that it can be closed and opened again. Nothing is shown that
//! the trainer did not show.

use serde::Serialize;

use crate::app::mailbox::Visit;
use crate::app::trainer::lead::{keys, tell};
use crate::debrief::GroupSession;
use crate::debrief::slide::Slide;
use crate::platform::windows::{Line, RemoteKey};
use crate::scenario::decode::record;

record! {
    /// What the room's window is told.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Cue {
        /// What to show; nothing is a blank screen.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub slide: Option<Slide>,
        /// The session's case: the room's window fetches it when it opens, for there may be no network when a map is shown.
        pub scenario: String,
        /// Dark, for a dark room.
        pub dark: bool,
        /// Whether the session is the made-up one.
        pub example: bool,
        /// Whether the keys that write do something else.
        pub letters: bool,
    }
}

/// What is on the projector.
#[derive(Default)]
pub struct Stage {
    slides: Vec<Slide>,
    page: usize,
    /// Whether the screen is blank though there is something to show.
    blank: bool,
    /// One window for both: the slide covers « Pilotage ».
    pub here: bool,
    /// Whether the room is dark.
    pub dark: bool,
    /// Whether the session is the made-up one.
    pub example: bool,
    /// Whether the keys that write do something else, in both windows.
    pub letters: bool,
    scenario: String,
    /// Whether the room's window has said hello.
    pub window: bool,
    line: Option<Line>,
}

/// The name of the line of a session.
pub fn line_name(session: &str) -> String {
    ["bifurque.projection.", session].concat()
}

/// What the room's window says when it opens.
pub const HELLO: &str = "hello";
/// What it says when it closes.
pub const BYE: &str = "bye";

impl Stage {
    /// Opens the line to the room's window of a session.
    pub fn open(session: &GroupSession, visit: Visit) -> Self {
        let line = Line::open(&line_name(&session.id.to_string()), move |words| match words.as_str() {
            HELLO => tell(visit, super::News::Window(true)),
            BYE => tell(visit, super::News::Window(false)),
            words => {
                if let Some(key) = RemoteKey::of(words) {
                    tell(visit, super::News::Key(key));
                }
            }
        });
        Self { line, example: session.example, letters: keys::letters(), scenario: session.scenario.clone(), ..Self::default() }
    }

    /// Shows slides, from the first.
    pub fn show(&mut self, slides: Vec<Slide>) {
        (self.slides, self.page, self.blank) = (slides, 0, false);
        self.cue();
    }

    /// The next page; `false` when there is none.
    pub fn turn(&mut self) -> bool {
        let more = self.has_more();
        self.page += usize::from(more);
        self.blank &= !more;
        self.cue();
        more
    }

    /// Whether a page comes after the one that is shown.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.page + 1 < self.slides.len()
    }

    /// What is shown stays, and no page comes after it: the next « next » belongs to something else.
    pub fn settle(&mut self) {
        self.slides.truncate(self.page + 1);
    }

    /// The page before; `false` when there is none.
    pub fn turn_back(&mut self) -> bool {
        let more = self.page > 0;
        self.page -= usize::from(more);
        self.cue();
        more
    }

    /// Blanks the screen, or shows what was there.
    pub fn toggle_blank(&mut self) {
        self.blank = !self.blank;
        self.cue();
    }

    /// Takes what is shown away.
    pub fn clear(&mut self) {
        self.show(Vec::new());
    }

    /// What the room sees.
    #[must_use]
    pub fn shown(&self) -> Option<&Slide> {
        self.slides.get(self.page).filter(|_| !self.blank)
    }

    /// Whether something would be shown if the screen were not blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.blank
    }

    /// Whether other windows can be spoken to.
    #[must_use]
    pub fn has_line(&self) -> bool {
        self.line.is_some()
    }

    /// Tells the room's window what to show.
    pub fn cue(&self) {
        if let Some(line) = &self.line {
            let cue = Cue { slide: self.shown().cloned(), scenario: self.scenario.clone(), dark: self.dark, example: self.example, letters: self.letters };
            line.say(&serde_json::to_string(&cue).unwrap_or_default());
        }
    }
}
