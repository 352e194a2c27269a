//! An ending: a named situation, what moved for whom, and the question left open.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use super::what_if::comparison;
use crate::app::media::{Place, blocks, rich};
use crate::app::route::Route;
use crate::app::text::fr;
use crate::app::widgets::{Aloud, heading::heading};
use crate::scenario::program::SceneIndex;
use crate::scenario::reading;
use crate::scenario::source::Ending;

/// An ending of an opened attempt.
pub fn ending_view(opened: &Snapshot, at: SceneIndex) -> Html {
    let scene = opened.scenario.scene(at);
    let items: Rc<[bool]> = opened.play.session().items().into();
    let bilan = Route::Bilan(opened.writer.attempt_id()).href();
    let when = scene.time.as_ref().map(|time| time.text.clone()).unwrap_or_default();
    html! {
        <article class="ending">
            <div class="when">{ fr(&when) }</div>
            { heading(&scene.title.text) }
            <Aloud text={reading::plain(&opened.scenario, &scene.blocks, &items)} />
            { blocks(&opened.scenario, opened.library.as_deref(), Place::Scene(at), &items) }
            { match opened.scenario.ending(at) {
                Some(ending) => html! { <div key="moved">{ moved(ending) }</div> },
                None => html! { <div key="moved"></div> },
            } }
            { match opened.play.branch() {
                Some(_) => html! { <div key="comparison">{ comparison(opened) }</div> },
                None => html! { <p key="bilan" class="onward"><a class="button" id="vers-bilan" href={bilan}>{ "Mon bilan" }</a></p> },
            } }
        </article>
    }
}

/// What moved, for whom, and the question left open.
pub fn moved(ending: &Ending) -> Html {
    let parts = [("Pour la personne", &ending.person), ("Pour vous", &ending.professional), ("Pour l'équipe", &ending.team)];
    html! {
        <section class="moved" aria-label={fr("Ce qui a bougé")}>
            <h2>{ fr(&["Fin : ", &ending.title.text].concat()) }</h2>
            <dl>
                { for parts.into_iter().map(|(label, text)| html! {
                    <div key={label}><dt>{ fr(label) }</dt><dd>{ rich(&text.text) }</dd></div>
                }) }
            </dl>
            <div class="open-question"><span class="open-question-label">{ "La question qui reste" }</span>{ rich(&ending.question.text) }</div>
        </section>
    }
}
