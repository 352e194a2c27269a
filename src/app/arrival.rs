//! What happens when a page arrives: the window's title changes, the page stands at its top, its heading takes the focus.

use crate::platform::page;

use super::text::fr;
use super::widgets::heading;

/// What is arrived at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    title: String,
    /// Tells pages of the same title apart.
    place: String,
    ready: bool,
}

impl Arrival {
    /// A page that can be read.
    pub fn at(title: &str) -> Self {
        Self { title: title.to_owned(), place: String::new(), ready: true }
    }

    /// A page that waits for something to show: its title changes now, the rest when it is there.
    pub fn waiting(title: &str) -> Self {
        Self { ready: false, ..Self::at(title) }
    }

    /// One page out of several of the same title.
    #[must_use]
    pub fn place(self, place: String) -> Self {
        Self { place, ..self }
    }

    /// Arrives here from `before`.
    pub fn from(&self, before: &Self) {
        if self == before {
            return;
        }
        page::set_title(&[&fr(&self.title), " — Bifurque"].concat());
        if self.ready {
            page::scroll_to_top();
            heading::focus();
        }
    }
}
