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

    /// Leaves for another page: what has the focus is about to go. Told before, the browser need not lay the new page out while the old one is taken away.
    pub fn leave(&self) {
        page::blur();
    }

    /// Arrives here from `before`. The words are there at once; where the page stands and what has the focus, when the browser is about to paint, for both make it
    /// lay the page out. Whoever has gone to a control meanwhile, and types there, is left to it.
    pub fn from(&self, before: &Self) {
        if self == before {
            return;
        }
        page::set_title(&[&fr(&self.title), " — Bifurque"].concat());
        if self.ready {
            page::before_paint(|| {
                if !page::has_focus() {
                    page::scroll_to_top();
                    heading::focus();
                }
            });
        }
    }
}
