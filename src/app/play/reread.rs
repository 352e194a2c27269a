//! « Relire »: the story so far, in order, in a dialog over the page.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::media::{Loaded, Place, blocks};
use crate::app::text::fr;
use crate::app::widgets::Dialog;
use crate::engine::story::{self, Moment};

/// The story so far, over the page.
pub fn reread(opened: &Snapshot, close: &Callback<()>) -> Html {
    let session = opened.play.session();
    let told = story::tell(Rc::clone(&opened.scenario.0), session.seed(), session.steps());
    // What is told was just played, so it can be told.
    let moments = told.map(|story| story.moments).unwrap_or_default();
    html! {
        <Dialog title="Relire" close={close.clone()}>
            <ol class="reread">
                { for moments.into_iter().enumerate().map(|(index, moment)| html! { <li key={index}>{ moment_view(&opened.scenario, moment) }</li> }) }
            </ol>
        </Dialog>
    }
}

fn moment_view(scenario: &Loaded, moment: Moment) -> Html {
    match moment {
        Moment::Scene { scene, items, .. } => {
            let words = scenario.scene(scene);
            html! {
                <section key="scene">
                    <h3>{ fr(&words.title.text) }</h3>
                    { blocks(scenario, None, Place::Scene(scene), &items) }
                </section>
            }
        }
        Moment::Choice { choice, items, .. } => html! {
            <section key="choice" class="reread-choice">
                <p class="chosen"><span class="chosen-label">{ "Votre choix" }</span>{ fr(&scenario.choice(choice).text) }</p>
                { blocks(scenario, None, Place::Outcome(choice), &items) }
            </section>
        },
    }
}
