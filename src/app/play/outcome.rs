//! What follows at once from a choice. Where the trainer asked for a stop, the page waits for the talk first.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use super::writer::Intent;
use crate::app::media::{Place, blocks};
use crate::app::text::fr;
use crate::app::widgets::{Aloud, heading, heading::heading};
use crate::scenario::program::ChoiceIndex;
use crate::scenario::reading;

/// A choice just made.
#[derive(Properties, PartialEq)]
pub struct OutcomeViewProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// The choice.
    pub choice: ChoiceIndex,
}

/// What follows at once from a choice.
#[component]
pub fn OutcomeView(props: &OutcomeViewProps) -> Html {
    let opened = &props.opened;
    let words = opened.scenario.choice(props.choice);
    let scene = &opened.scenario.scene(opened.scenario.program.choices[props.choice.at()].scene).id;
    let stops = opened.play.branch().is_none() && opened.writer.settings().stops.iter().any(|stop| **stop == **scene);
    let talking = use_state(|| stops);
    let items: Rc<[bool]> = opened.play.session().outcome_items().into();
    let go_on = {
        let writer = Rc::clone(&opened.writer);
        Callback::from(move |_: MouseEvent| writer.take(Intent::GoOn))
    };
    // The talk is over: what follows is a page of its own. PlayView has focused the first.
    use_effect_with(*talking, |_| heading::focus());
    if *talking {
        let end = {
            let (talking, writer) = (talking.clone(), Rc::clone(&opened.writer));
            let has_outcome = opened.play.has_outcome();
            Callback::from(move |_: MouseEvent| if has_outcome { talking.set(false) } else { writer.take(Intent::GoOn) })
        };
        return html! {
            <article class="outcome stop">
                { heading("Levez les yeux") }
                <p>{ fr("Votre choix est enregistré. La personne qui anime va ouvrir l'échange : posez l'écran.") }</p>
                <p class="onward"><button type="button" class="button" id="continuer" onclick={end}>{ fr("L'échange est terminé : continuer") }</button></p>
            </article>
        };
    }
    html! {
        <article class="outcome">
            <p class="chosen"><span class="chosen-label">{ "Votre choix" }</span>{ fr(&words.text) }</p>
            { heading("Ce qui suit") }
            <Aloud text={reading::plain(&opened.scenario, &words.outcome, &items)} />
            { blocks(&opened.scenario, opened.library.as_deref(), Place::Outcome(props.choice), &items) }
            <p class="onward"><button type="button" class="button" id="continuer" onclick={go_on}>{ "Continuer" }</button></p>
        </article>
    }
}
