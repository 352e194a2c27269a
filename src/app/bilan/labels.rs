//! Positions and tensions along the path: spreads, never a mean, a total or a rank. Each picture is a table, so it reads aloud as it is.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::media::Loaded;
use crate::app::services::use_services;
use crate::app::text::fr;
use crate::scenario::library::{Tension, Term, Vocabulary};
use crate::scenario::program::ChoiceIndex;
use crate::scenario::source::Choice;

/// An axis that fewer choices of the case touch says nothing and is not drawn.
const TOUCHED_AT_LEAST: usize = 3;

/// A path to label.
#[derive(Properties, PartialEq)]
pub struct LabelsProps {
    /// Its scenario.
    pub scenario: Loaded,
    /// The choices made, in order.
    pub path: Vec<ChoiceIndex>,
}

/// The vocabulary, loaded when first asked for.
#[hook]
fn use_vocabulary() -> Option<Rc<Vocabulary>> {
    let services = use_services();
    let vocabulary = use_state(|| None);
    {
        let vocabulary = vocabulary.clone();
        use_effect_with((), move |()| spawn_local(async move { vocabulary.set(services.vocabulary().await) }));
    }
    (*vocabulary).clone()
}

/// Positions and tensions along the path.
#[component]
pub fn Labels(props: &LabelsProps) -> Html {
    let Some(vocabulary) = use_vocabulary() else {
        return html! { <p role="status">{ fr("Les étiquettes n'ont pas pu être chargées : retrouvez le réseau, puis rouvrez cette partie.") }</p> };
    };
    let choices: Vec<&Choice> = props.path.iter().map(|&choice| props.scenario.choice(choice)).collect();
    let all = |uses: &dyn Fn(&Choice) -> bool| {
        (0..props.scenario.program.choices.len()).filter(|&at| u32::try_from(at).is_ok_and(|at| uses(props.scenario.choice(ChoiceIndex(at))))).count()
    };
    let positions: Vec<&Term> =
        vocabulary.positions.iter().filter(|term| choices.iter().any(|choice| choice.positions.iter().any(|id| id.text == term.id))).collect();
    let tensions: Vec<&Tension> = vocabulary
        .tensions
        .iter()
        .filter(|tension| choices.iter().any(|choice| pole(choice, tension).is_some()) && all(&|choice| pole(choice, tension).is_some()) >= TOUCHED_AT_LEAST)
        .collect();
    html! {
        <section class="label-tables" aria-labelledby="etiquettes-titre">
            <h2 id="etiquettes-titre">{ fr("Les étiquettes de l'auteur") }</h2>
            <p>{ fr("Elles proposent une lecture, elles se discutent. Les chiffres sont les décisions, dans l'ordre.") }</p>
            { if positions.is_empty() { html! { <div key="positions"></div> } } else { position_table(&positions, &choices) } }
            { if tensions.is_empty() { html! { <div key="tensions"></div> } } else { tension_table(&tensions, &choices) } }
        </section>
    }
}

/// The pole of a tension that a choice moves toward.
fn pole<'a>(choice: &'a Choice, tension: &Tension) -> Option<&'a str> {
    choice.tensions.iter().find(|tag| tag.axis.text == tension.id).map(|tag| tag.toward.text.as_str())
}

fn position_table(positions: &[&Term], choices: &[&Choice]) -> Html {
    html! {
        <div key="positions" class="table-scroll" tabindex="0" role="region" aria-label="Positions, décision par décision">
            <table class="spread">
                <caption>{ "Positions" }</caption>
                <thead><tr><td key="corner"></td>{ for (1..=choices.len()).map(|number| html! { <th key={number} scope="col"><span class="visually-hidden">{ fr("Décision ") }</span>{ number }</th> }) }</tr></thead>
                <tbody>
                    { for positions.iter().map(|term| html! {
                        <tr key={term.id.clone()}>
                            <th scope="row" title={term.definition.clone()}>{ fr(&term.label) }</th>
                            { for choices.iter().enumerate().map(|(index, choice)| {
                                let rank = choice.positions.iter().position(|id| id.text == term.id);
                                let (class, mark, said) = match rank {
                                    Some(0) => ("mark mark-main", "●", "dominante"),
                                    Some(_) => ("mark", "○", "seconde"),
                                    None => ("", "", ""),
                                };
                                html! { <td key={index} {class}><span aria-hidden="true">{ mark }</span><span class="visually-hidden">{ said }</span></td> }
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn tension_table(tensions: &[&Tension], choices: &[&Choice]) -> Html {
    let toward = |tension: &Tension, at: usize| -> String {
        let wanted = tension.poles.get(at).map(|pole| pole.id.as_str());
        let numbers =
            choices.iter().enumerate().filter(|(_, choice)| wanted.is_some() && pole(choice, tension) == wanted).map(|(index, _)| (index + 1).to_string());
        numbers.collect::<Vec<_>>().join(" ")
    };
    let cell = |tension: &Tension, at: usize| {
        let label = tension.poles.get(at).map(|pole| fr(&pole.label)).unwrap_or_default();
        let numbers = toward(tension, at);
        html! { <td key={at} class="pole"><span class="pole-label">{ label }</span><span class="pole-numbers">{ if numbers.is_empty() { "–".to_owned() } else { numbers } }</span></td> }
    };
    html! {
        <div key="tensions" class="table-scroll" tabindex="0" role="region" aria-label={fr("Tensions : vers quel pôle chaque décision a déplacé")}>
            <table class="spread tensions">
                <caption>{ fr("Tensions : vers quel pôle") }</caption>
                <tbody>
                    { for tensions.iter().map(|tension| html! {
                        <tr key={tension.id.clone()}><th scope="row">{ fr(&tension.label) }</th>{ cell(tension, 0) }{ cell(tension, 1) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
