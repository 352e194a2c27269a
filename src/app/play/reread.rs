//! « Relire »: the story so far, in order, in a dialog over the page.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::media::{Blocks, Line, Loaded, Place};
use crate::app::widgets::Dialog;
use crate::engine::story::{self, Moment};

/// « Relire »
#[derive(Properties, PartialEq)]
pub struct RereadProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// Called when the dialog closes.
    pub close: Callback<()>,
}

/// The story so far.
#[component]
pub fn Reread(props: &RereadProps) -> Html {
    let opened = &props.opened;
    let session = opened.play.session();
    let told = story::tell(Rc::clone(&opened.scenario.0), session.seed(), session.steps());
    // What is told was just played, so it can be told.
    let moments = told.map(|story| story.moments).unwrap_or_default();
    html! {
        <Dialog title="Relire" close={props.close.clone()}>
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
                    <h3><Line text={words.title.text.clone()} /></h3>
                    <Blocks scenario={scenario.clone()} place={Place::Scene(scene)} items={Rc::from(items)} />
                </section>
            }
        }
        Moment::Choice { choice, items, .. } => html! {
            <section key="choice" class="reread-choice">
                <p class="chosen"><span class="chosen-label">{ "Votre choix" }</span><Line text={scenario.choice(choice).text.text.clone()} /></p>
                <Blocks scenario={scenario.clone()} place={Place::Outcome(choice)} items={Rc::from(items)} />
            </section>
        },
    }
}
