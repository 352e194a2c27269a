//! The heading of a page: it takes the focus when the page arrives, and its words go into the window's title.

use yew::prelude::*;

use crate::app::media::Line;
use crate::platform::page;

/// The id of the page's heading.
const ID: &str = "titre";

/// The heading's words.
#[derive(Properties, PartialEq)]
pub struct HeadingProps {
    /// The words.
    pub text: AttrValue,
}

/// The one `h1` of a page.
#[component]
pub fn Heading(props: &HeadingProps) -> Html {
    html! { <h1 id={ID} tabindex="-1"><Line text={props.text.clone()} /></h1> }
}

/// What happens when a page arrives: the title changes, the heading is focused, the page stands at its top.
pub fn arrive(title: &str) {
    page::set_title(&[title, " — Bifurque"].concat());
    page::scroll_to_top();
    focus();
}

/// Focuses the page's heading.
pub fn focus() {
    // A page without a heading has said in its title what there is to say.
    let _ = page::focus(ID);
}

/// Calls [`arrive`] once, when the page is first drawn.
#[hook]
pub fn use_arrival(title: AttrValue) {
    use_effect_with(title, |title| arrive(title));
}
