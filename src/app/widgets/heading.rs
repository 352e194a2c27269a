//! The heading of a page: it takes the focus when the page arrives, and its words go into the window's title.

use yew::prelude::*;

use crate::app::text::fr;
use crate::platform::page;

/// The id of the page's heading.
const ID: &str = "titre";

/// The one `h1` of a page.
pub fn heading(text: &str) -> Html {
    html! { <h1 id={ID} tabindex="-1">{ fr(text) }</h1> }
}

/// What happens when a page arrives: the title changes, the heading is focused, the page stands at its top.
pub fn arrive(title: &str) {
    name(title);
    page::scroll_to_top();
    focus();
}

fn name(title: &str) {
    page::set_title(&[title, " — Bifurque"].concat());
}

/// Focuses the page's heading.
pub fn focus() {
    // A page without a heading has said in its title what there is to say.
    let _ = page::focus(ID);
}

/// Calls [`arrive`] once, when the page is first drawn.
#[hook]
pub fn use_arrival(title: AttrValue) {
    use_arrival_when(title, true);
}

/// The same for a page that waits for something to show: its title changes at once, the rest when it is `ready`.
#[hook]
pub fn use_arrival_when(title: AttrValue, ready: bool) {
    use_effect_with((title, ready), |(title, ready)| if *ready { arrive(title) } else { name(title) });
}
