//! A scene: its heading, its blocks, and its decision or its passage.

use std::rc::Rc;

use yew::prelude::*;

use super::choices::Choices;
use super::page::Snapshot;
use super::writer::Intent;
use crate::app::media::{Place, blocks};
use crate::app::text::fr;
use crate::app::widgets::{Aloud, heading::heading};
use crate::scenario::program::SceneIndex;
use crate::scenario::reading;
use crate::scenario::source::Exit;

/// A scene of an opened attempt.
pub fn scene_view(opened: &Snapshot, at: SceneIndex) -> Html {
    let scene = opened.scenario.scene(at);
    let items: Rc<[bool]> = opened.play.session().items().into();
    let writer = Rc::clone(&opened.writer);
    let intend = move |intent: Intent| {
        let writer = Rc::clone(&writer);
        Callback::from(move |_: MouseEvent| writer.take(intent.clone()))
    };
    let skip_to = opened.scenario.program.skip.filter(|skip| opened.play.session().state().visits(*skip) == 0 && *skip != at);
    let when = [scene.time.as_ref(), scene.place.as_ref()].into_iter().flatten().map(|part| part.text.clone()).collect::<Vec<_>>().join(" · ");
    html! {
        <article class="scene">
            <div class="when">{ fr(&when) }</div>
            { heading(&scene.title.text) }
            <Aloud text={reading::plain(&opened.scenario, &scene.blocks, &items)} />
            { blocks(&opened.scenario, opened.library.as_deref(), Place::Scene(at), &items) }
            { match &scene.exit {
                Exit::Decision(_) => html! { <Choices key="decision" opened={opened.clone()} scene={at} /> },
                Exit::Passage(passage) => {
                    let label = passage.label.as_ref().map_or_else(|| fr("Continuer"), |label| fr(label));
                    html! { <p key="passage" class="onward"><button type="button" class="button" id="continuer" onclick={intend(Intent::GoOn)}>{ label }</button></p> }
                }
                Exit::Return(_) => html! { <p key="return" class="onward"><button type="button" class="button" id="continuer" onclick={intend(Intent::GoOn)}>{ "Revenir" }</button></p> },
                Exit::Ending(_) => html! { <div key="ending"></div> },
            } }
            { match skip_to {
                Some(_) => html! { <p key="skip" class="skip"><button type="button" class="button quiet" onclick={intend(Intent::Skip)}>{ "Passer les scènes sensibles" }</button></p> },
                None => html! { <div key="skip"></div> },
            } }
        </article>
    }
}
