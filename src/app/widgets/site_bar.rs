//! The bar of the pages beside the story.

use yew::prelude::*;

use super::ReadingButton;
use crate::app::route::Route;

/// The name, the pages, the reading settings.
pub fn site_bar() -> Html {
    html! {
        <header class="bar">
            <a class="bar-home brand" href={Route::Catalogue.href()}>
                <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 15V9L3 2m5 7 5-7" /></svg>{ "Bifurque" }
            </a>
            <nav class="bar-tools" aria-label="Site">
                <a class="tool" href={Route::Records.href()}>{ "Mes parcours" }</a>
                <a class="tool" href={Route::Privacy.href()}>{ "Vie privée" }</a>
                <ReadingButton />
            </nav>
        </header>
    }
}
