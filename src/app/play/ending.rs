//! An ending: a named situation, what moved for whom, and the question left open.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use super::what_if::Comparison;
use crate::app::media::{Blocks, Line, Place, RichText};
use crate::app::route::Route;
use crate::app::text::fr;
use crate::app::widgets::{Aloud, heading::Heading};
use crate::scenario::program::SceneIndex;
use crate::scenario::reading;
use crate::scenario::source::Ending;

/// An ending of an opened attempt.
#[derive(Properties, PartialEq)]
pub struct EndingViewProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// The scene that ends.
    pub scene: SceneIndex,
}

/// An ending.
#[component]
pub fn EndingView(props: &EndingViewProps) -> Html {
    let opened = &props.opened;
    let scene = opened.scenario.scene(props.scene);
    let items: Rc<[bool]> = opened.play.session().items().into();
    let bilan = Route::Bilan(opened.writer.attempt_id()).href();
    let when = scene.time.as_ref().map(|time| time.text.clone()).unwrap_or_default();
    html! {
        <article class="ending">
            <div class="when"><Line text={when} /></div>
            <Heading text={scene.title.text.clone()} />
            <Aloud text={reading::plain(&opened.scenario, &scene.blocks, &items)} />
            <Blocks library={opened.library.clone()} scenario={opened.scenario.clone()} place={Place::Scene(props.scene)} {items} />
            { match opened.scenario.ending(props.scene) {
                Some(ending) => html! { <div key="moved">{ moved(ending) }</div> },
                None => html! { <div key="moved"></div> },
            } }
            { match opened.play.branch() {
                Some(_) => html! { <Comparison key="comparison" opened={opened.clone()} /> },
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
            <h2><Line text={["Fin : ", &ending.title.text].concat()} /></h2>
            <dl>
                { for parts.into_iter().map(|(label, text)| html! {
                    <div key={label}><dt>{ fr(label) }</dt><dd><RichText text={text.text.clone()} /></dd></div>
                }) }
            </dl>
            <div class="open-question"><span class="open-question-label">{ "La question qui reste" }</span><RichText text={ending.question.text.clone()} /></div>
        </section>
    }
}
