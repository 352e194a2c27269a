//! The heading of a page: it takes the focus when the page arrives, and its words go into the window's title.

use crate::app::element::{Element, element};
use crate::platform::page;

/// The id of the page's heading.
const ID: &str = "titre";

/// The one `h1` of a page.
pub fn heading(text: &str) -> Element {
    element("h1").id(ID).set("tabindex", "-1").text(text)
}

/// Focuses the page's heading.
pub fn focus() {
    // A page without a heading has said in its title what there is to say.
    let _ = page::focus(ID);
}
