//! « Mon bilan » of an attempt.

use std::rc::Rc;

use yew::prelude::*;

use super::recap::RecapView;
use crate::app::play::{Intent, Snapshot};
use crate::app::route::Route;
use crate::app::services::go;
use crate::app::text::{count, fr};
use crate::app::widgets::{KeepRecord, Trouble, heading::heading, heading::use_arrival};
use crate::platform::page;
use crate::record::{Happened, Recap};

/// The opened attempt.
#[derive(Properties, PartialEq)]
pub struct BilanViewProps {
    /// Where it stands.
    pub opened: Snapshot,
}

/// « Mon bilan »
#[component]
pub fn BilanView(props: &BilanViewProps) -> Html {
    let opened = &props.opened;
    let play = &opened.play;
    let scenario = &opened.scenario;
    use_arrival(fr(&["Mon bilan — ", &scenario.source.title.text].concat()));
    {
        // Leaving a branch by the address bar or the back button leaves it all the same.
        let writer = Rc::clone(&opened.writer);
        let on_branch = play.branch().is_some();
        use_effect_with(on_branch, move |on_branch| {
            if *on_branch {
                writer.take(Intent::Note(Happened::WhatIfLeft));
            }
        });
    }
    let recap = use_memo((play.answers().len(), play.is_finished()), |_| Recap::of(play));
    let title = match scenario.ending(play.counted().state().scene()).filter(|_| play.is_finished()) {
        Some(ending) => ending.title.text.clone(),
        None => "Parcours en cours".to_owned(),
    };
    let wonder = play.is_finished().then(|| {
        let writer = Rc::clone(&opened.writer);
        Callback::from(move |decision: usize| {
            writer.take(Intent::Wonder(decision));
            go(&Route::Play(writer.attempt_id()));
        })
    });
    let print = Callback::from(|_: MouseEvent| {
        // A browser without a print command leaves the person its own menu.
        let _ = page::print();
    });
    let id = opened.writer.attempt_id();
    let tried = play.branches().len() + usize::from(play.branch().is_some());
    html! {
        <main id="contenu" class="page bilan">
            <Trouble />
            <p class="when">{ fr(&["Mon bilan · ", &scenario.source.title.text].concat()) }</p>
            { heading(&title) }
            <p class="lede">{ fr("Ce que vous avez décidé, ce qui en est venu dans ce récit, et les questions qui restent. Ni note, ni bonne réponse.") }</p>
            { if opened.verdict == crate::record::Verdict::Same {
                html! { <p key="verdict" hidden=true></p> }
            } else {
                html! { <p key="verdict" class="verdict" role="status">{ fr(&opened.verdict.sentence()) }</p> }
            } }
            <RecapView scenario={scenario.clone()} recap={recap} wonder={wonder} />
            { if tried > 0 {
                html! { <p key="tried" class="hint">{ fr(&["Vous avez essayé ", &count(tried, "autre chemin", "autres chemins"), " ; votre parcours reste le premier."].concat()) }</p> }
            } else {
                html! { <p key="tried" hidden=true></p> }
            } }
            <nav class="onward no-print" aria-label="Ensuite">
                { if play.is_finished() {
                    html! { <a key="go-on" class="button" href={Route::HandOver(id.clone()).href()}>{ "Transmettre" }</a> }
                } else {
                    html! { <a key="go-on" class="button" href={Route::Play(id.clone()).href()}>{ "Continuer le cas" }</a> }
                } }
                <button key="print" type="button" class="button quiet" onclick={print}>{ "Imprimer" }</button>
                <KeepRecord key="keep" journal={Rc::new(opened.writer.journal())} />
                <a key="records" class="button quiet" href={Route::Records.href()}>{ "Effacer mes traces" }</a>
            </nav>
        </main>
    }
}
