//! « Transmettre »: what is given, what is not, and the file.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::play::{Intent, Snapshot};
use crate::app::route::Route;
use crate::app::services::use_services;
use crate::app::text::{count, fr};
use crate::app::widgets::{KeepRecord, file_name, heading::heading, heading::use_arrival};
use crate::platform::{files, forms};
use crate::record::{HandOver, Happened, Sharing};

/// The opened attempt.
#[derive(Properties, PartialEq)]
pub struct HandOverViewProps {
    /// Where it stands.
    pub opened: Snapshot,
    /// Called when a shared device has forgotten the attempt.
    pub erased: Callback<()>,
}

/// « Transmettre »
#[component]
pub fn HandOverView(props: &HandOverViewProps) -> Html {
    let services = use_services();
    let sharing = use_state(Sharing::default);
    use_arrival(fr("Transmettre"));
    let opened = &props.opened;
    let play = &opened.play;
    let give = {
        let (writer, play, sharing, erased, services) = (Rc::clone(&opened.writer), Rc::clone(play), *sharing, props.erased.clone(), services.clone());
        Callback::from(move |_: MouseEvent| {
            let hand_over = HandOver::of(writer.attempt(), &play, sharing);
            let name = file_name(&hand_over.scenario, &writer.attempt_id(), "parcours");
            let given = serde_json::to_string_pretty(&hand_over).is_ok_and(|json| files::download(&name, "application/json", &json).is_ok());
            if !given {
                services.announce.emit(fr("Le téléchargement n'a pas pu commencer : réessayez."));
                return;
            }
            services.announce.emit(fr("Le fichier est dans vos téléchargements."));
            writer.take(Intent::Note(Happened::HandedOver));
            if writer.settings().shared_device {
                let (id, services, erased) = (writer.attempt_id(), services.clone(), erased.clone());
                spawn_local(async move {
                    match services.keeper.erase(&id).await {
                        Ok(()) => erased.emit(()),
                        Err(error) => services.announce.emit(error.sentence().into()),
                    }
                });
            }
        })
    };
    let back = if play.is_finished() {
        (Route::Bilan(opened.writer.attempt_id()), "Revenir à mon bilan")
    } else {
        (Route::Play(opened.writer.attempt_id()), "Continuer le cas")
    };
    let reasons = play.answers().iter().filter(|answer| answer.reason.is_some()).count();
    html! {
        <main id="contenu" class="page hand-over">
            { heading("Transmettre") }
            <p>{ fr(&["Le fichier contient votre chemin (", &count(play.answers().len(), "décision", "décisions"), "), vos hésitations et vos motifs. Il ne contient ni nom, ni date."].concat()) }</p>
            <fieldset class="setting sharing">
                <legend>{ fr("Ajouter, si vous le voulez") }</legend>
                { tick(&sharing, "reasons", &["Mes phrases (", &reasons.to_string(), ")"].concat(), reasons > 0, |sharing| sharing.reasons, |sharing, on| sharing.reasons = on) }
                { tick(&sharing, "times", "Le moment de chaque décision", !play.answers().is_empty(), |sharing| sharing.times, |sharing, on| sharing.times = on) }
                { tick(&sharing, "rereadings", "Le nombre de mes relectures", true, |sharing| sharing.rereadings, |sharing, on| sharing.rereadings = on) }
                { tick(&sharing, "resources", "Les documents que j'ai ouverts", true, |sharing| sharing.resources, |sharing, on| sharing.resources = on) }
            </fieldset>
            { if sharing.reasons {
                html! { <p key="careful" class="careful" role="status">{ fr("Relisez vos phrases : rien qui permette de reconnaître une personne, un collègue, un service.") }</p> }
            } else {
                html! { <p key="careful" class="careful" hidden=true></p> }
            } }
            <p class="onward">
                <button type="button" class="button" id="transmettre" onclick={give}>{ "Télécharger le fichier à transmettre" }</button>
                <a class="button quiet" href={back.0.href()}>{ back.1 }</a>
            </p>
            <section aria-labelledby="garder">
                <h2 id="garder">{ "Garder pour moi" }</h2>
                <p>{ fr("Tout ce que cet appareil a enregistré de ce parcours, pour vous : ne le transmettez pas.") }</p>
                <p><KeepRecord journal={Rc::new(opened.writer.journal())} /></p>
            </section>
        </main>
    }
}

fn tick(sharing: &UseStateHandle<Sharing>, name: &'static str, label: &str, possible: bool, get: fn(&Sharing) -> bool, set: fn(&mut Sharing, bool)) -> Html {
    let change = {
        let sharing = sharing.clone();
        Callback::from(move |event: Event| {
            let mut next = *sharing;
            set(&mut next, forms::is_checked(&event));
            sharing.set(next);
        })
    };
    html! { <label key={name}><input type="checkbox" {name} checked={get(sharing)} disabled={!possible} onchange={change} />{ " " }{ fr(label) }</label> }
}
