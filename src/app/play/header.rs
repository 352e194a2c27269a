//! The bar above the story: the case, how far one is, what can be opened.

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::route::Route;
use crate::app::text::{count, fr};
use crate::app::widgets::ReadingButton;

/// The bar above the story: `reread` is « Relire », `resources` is « Documents ».
pub fn play_header(opened: &Snapshot, reread: &Callback<()>, resources: &Callback<()>) -> Html {
    let source = &opened.scenario.source;
    let made = opened.play.session().path().count();
    let reread = reread.reform(|_: MouseEvent| ());
    let attempt = opened.writer.attempt_id();
    html! {
        <header class="bar" key="bar">
            <a class="bar-home" href={Route::Catalogue.href()}>{ fr(&source.title.text) }</a>
            <span class="trail" role="img" aria-label={fr(&count(made, "décision prise", "décisions prises"))}>
                { for (0..made).map(|step| html! { <i key={step} class="trail-made"></i> }) }
                <i key="now" class="trail-now"></i>
            </span>
            <nav class="bar-tools" aria-label="Outils">
                { if source.resources.is_empty() {
                    html! { <span key="resources"></span> }
                } else {
                    html! { <button key="resources" type="button" class="tool" id="documents" onclick={resources.reform(|_: MouseEvent| ())}>{ "Documents" }</button> }
                } }
                <button key="reread" type="button" class="tool" onclick={reread}>{ "Relire" }</button>
                <a key="give" class="tool" href={Route::HandOver(attempt).href()}>{ "Transmettre" }</a>
                <ReadingButton key="reading" />
            </nav>
        </header>
    }
}
