//! Says that what happens is kept in memory only, as long as it is so.

use yew::prelude::*;

use crate::app::services::use_services;

/// A banner where the device does not keep attempts; an empty box otherwise.
#[component]
pub fn Trouble() -> Html {
    let services = use_services();
    match services.keeper.trouble() {
        Some(error) => html! { <div class="trouble" role="alert">{ error.sentence() }</div> },
        None => html! { <div></div> },
    }
}
