//! « Lecture »: text size, spacing, contrast, motion, reading aloud, digit keys.

use yew::prelude::*;

use super::Dialog;
use crate::app::services::use_services;
use crate::app::settings::Reading;
use crate::app::text::fr;
use crate::platform::{forms, speech};

/// A setting with its values and their words.
type Group = (&'static str, &'static str, fn(&Reading) -> &str, fn(&mut Reading, String), &'static [(&'static str, &'static str)]);

const GROUPS: [Group; 4] = [
    (
        "size",
        "Taille du texte",
        |reading| &reading.size,
        |reading, value| reading.size = value,
        &[("normal", "Normale"), ("large", "Grande"), ("larger", "Très grande")],
    ),
    ("spacing", "Espacement", |reading| &reading.spacing, |reading, value| reading.spacing = value, &[("normal", "Normal"), ("wide", "Large")]),
    (
        "theme",
        "Couleurs",
        |reading| &reading.theme,
        |reading, value| reading.theme = value,
        &[("auto", "Comme l'appareil"), ("light", "Claires"), ("dark", "Sombres"), ("contrast", "Contraste renforcé")],
    ),
    ("motion", "Animations", |reading| &reading.motion, |reading, value| reading.motion = value, &[("auto", "Comme l'appareil"), ("none", "Aucune")]),
];

/// The button « Lecture » and its dialog.
#[component]
pub fn ReadingButton() -> Html {
    let open = use_state(|| false);
    let show = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    html! {
        <span class="reading">
            <button type="button" class="tool" onclick={show} aria-label="Réglages de lecture"><span aria-hidden="true">{ "Aa" }</span></button>
            { if *open { html! { <ReadingPanel key="panel" {close} /> } } else { html! { <span key="panel"></span> } } }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct PanelProps {
    close: Callback<()>,
}

#[component]
fn ReadingPanel(props: &PanelProps) -> Html {
    let services = use_services();
    let reading = services.reading.clone();
    let switch = |name: &'static str, label: &'static str, hint: &'static str, on: bool, set: fn(&mut Reading, bool)| {
        let (reading, set_reading) = (reading.clone(), services.set_reading.clone());
        let change = Callback::from(move |event: Event| {
            let mut reading = reading.clone();
            set(&mut reading, forms::is_checked(&event));
            set_reading.emit(reading);
        });
        html! {
            <p key={name} class="switch">
                <label><input type="checkbox" name={name} checked={on} onchange={change} />{ " " }{ fr(label) }</label>
                <span class="hint">{ fr(hint) }</span>
            </p>
        }
    };
    html! {
        <Dialog title="Réglages de lecture" close={props.close.clone()}>
            <div class="reading-panel">
                { for GROUPS.into_iter().map(|group| group_view(group, &reading, &services.set_reading)) }
                { if speech::available() {
                    switch("aloud", "Proposer la lecture à voix haute", "Par la voix de votre appareil.", reading.aloud, |reading, on| reading.aloud = on)
                } else {
                    html! { <p key="aloud" class="hint">{ fr("Ce navigateur ne lit pas à voix haute.") }</p> }
                } }
                { switch("digits", "Choisir avec les chiffres du clavier", "1 pour la première option ; « Valider » reste à faire.", reading.digits, |reading, on| reading.digits = on) }
            </div>
        </Dialog>
    }
}

fn group_view((name, legend, get, set, values): Group, reading: &Reading, set_reading: &Callback<Reading>) -> Html {
    html! {
        <fieldset key={name} class="setting">
            <legend>{ fr(legend) }</legend>
            { for values.iter().map(|&(value, label)| {
                let change = {
                    let (reading, set_reading) = (reading.clone(), set_reading.clone());
                    Callback::from(move |_: Event| {
                        let mut reading = reading.clone();
                        set(&mut reading, value.to_owned());
                        set_reading.emit(reading);
                    })
                };
                html! { <label key={value}><input type="radio" {name} {value} checked={get(reading) == value} onchange={change} />{ " " }{ fr(label) }</label> }
            }) }
        </fieldset>
    }
}
