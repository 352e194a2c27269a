//! Says that what happens is kept in memory only, as long as it is so.

use yew::prelude::*;

use crate::app::services::use_services;

/// When to look again.
#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    /// The events written so far: trouble comes with one of them.
    #[prop_or_default]
    pub written: u32,
}

/// A banner where the device does not keep attempts; an empty box otherwise.
#[component]
pub fn Trouble(_: &TroubleProps) -> Html {
    let services = use_services();
    match services.keeper.trouble() {
        Some(error) => html! { <div class="trouble" role="alert">{ error.sentence() }</div> },
        None => html! { <div></div> },
    }
}
