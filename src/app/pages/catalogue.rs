//! The catalogue: the cases, filters, and the attempts one can go on with.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::keeper::Kept;
use crate::app::route::{Route, SessionLink};
use crate::app::services::{Catalogue, Entry, use_services};
use crate::app::text::{count, fr};
use crate::app::widgets::{Notice, emblem, heading::heading, heading::use_arrival_when, waiting};
use crate::platform::forms;
use crate::scenario::library::{Label, Vocabulary};

enum State {
    Loading,
    Failed(AttrValue, Vec<String>),
    Ready { catalogue: Catalogue, vocabulary: Option<Rc<Vocabulary>>, kept: Vec<Kept> },
}

/// What the list is narrowed to; empty for all.
#[derive(Clone, Default, PartialEq)]
struct Filter {
    family: String,
    audience: String,
    module: String,
    minutes: String,
}

impl Filter {
    fn lets(&self, entry: &Entry) -> bool {
        let among = |wanted: &String, ids: &[String]| wanted.is_empty() || ids.contains(wanted);
        (self.family.is_empty() || self.family == entry.family)
            && among(&self.audience, &entry.audiences)
            && among(&self.module, &entry.modules)
            && self.minutes.parse::<u32>().map_or(true, |minutes| entry.duration.max <= minutes)
    }
}

/// The catalogue.
#[component]
pub fn CataloguePage() -> Html {
    let services = use_services();
    let state = use_state(|| State::Loading);
    let filter = use_state(Filter::default);
    use_arrival_when(fr("Catalogue"), matches!(*state, State::Ready { .. }));
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                services.keeper.purge().await;
                let next = match services.catalogue().await {
                    Ok(catalogue) => State::Ready { catalogue, vocabulary: services.vocabulary().await, kept: services.keeper.list().await },
                    Err(trouble) => State::Failed(trouble.sentence().into(), trouble.details()),
                };
                state.set(next);
            });
        });
    }
    match &*state {
        State::Loading => waiting("Chargement du catalogue…"),
        State::Failed(text, details) => html! {
            <Notice key="failed" title={fr("Le catalogue ne peut pas être ouvert")} text={text.clone()} details={details.clone()} />
        },
        State::Ready { catalogue, vocabulary, kept } => html! {
            <main key="ready" id="contenu" class="catalogue">
                { heading("Des cas pour réfléchir ensemble") }
                <p class="lede">{ fr("Des situations de travail social où le numérique s'en mêle. Vous décidez, l'histoire suit. Aucune note, aucune bonne réponse : de la matière pour en parler.") }</p>
                <div class="resume">{ resume(kept) }</div>
                <div class="filters">{ filters(catalogue, vocabulary.as_deref(), &filter) }</div>
                { cards(catalogue, vocabulary.as_deref(), &filter) }
            </main>
        },
    }
}

/// The attempts under way on this device, but for those of a shared one.
fn resume(kept: &[Kept]) -> Html {
    let open: Vec<&Kept> = kept.iter().filter(|kept| !kept.finished && !kept.attempt.settings.shared_device).collect();
    if open.is_empty() {
        return html! { <div></div> };
    }
    html! {
        <section aria-labelledby="reprendre">
            <h2 id="reprendre">{ "Reprendre" }</h2>
            <ul class="resume-list">
                { for open.into_iter().take(4).map(|kept| {
                    let id = kept.attempt.id.to_string();
                    html! {
                        <li key={id.clone()}>
                            <a class="resume-link" href={Route::Play(id).href()}>
                                <strong>{ fr(&kept.attempt.title) }</strong>
                                <span>{ fr(&count(kept.decisions, "décision prise", "décisions prises")) }</span>
                            </a>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn filters(catalogue: &Catalogue, vocabulary: Option<&Vocabulary>, filter: &UseStateHandle<Filter>) -> Html {
    let Some(vocabulary) = vocabulary else {
        return html! { <div></div> };
    };
    let used = |labels: &[Label], uses: &dyn Fn(&Entry, &str) -> bool| -> Vec<(String, String)> {
        let known = labels.iter().filter(|label| catalogue.scenarios.iter().any(|entry| uses(entry, &label.id)));
        known.map(|label| (label.id.clone(), label.label.clone())).collect()
    };
    let minutes = [("5", "5 minutes au plus"), ("15", "15 minutes au plus")];
    html! {
        <details class="filters-fold">
            <summary>{ "Filtrer les cas" }</summary>
            <div class="filter-row">
            { select("Famille", &filter.family, used(&vocabulary.families, &|entry, id| entry.family == id), filter, |filter, value| filter.family = value) }
            { select("Public", &filter.audience, used(&vocabulary.audiences, &|entry, id| entry.audiences.iter().any(|own| own == id)), filter, |filter, value| filter.audience = value) }
            { select("Module", &filter.module, used(&vocabulary.modules, &|entry, id| entry.modules.iter().any(|own| own == id)), filter, |filter, value| filter.module = value) }
            { select("Durée", &filter.minutes, minutes.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect(), filter, |filter, value| filter.minutes = value) }
            </div>
        </details>
    }
}

fn select(label: &'static str, value: &str, options: Vec<(String, String)>, filter: &UseStateHandle<Filter>, set: fn(&mut Filter, String)) -> Html {
    let change = {
        let filter = filter.clone();
        Callback::from(move |event: Event| {
            let mut next = (*filter).clone();
            set(&mut next, forms::value(&event));
            filter.set(next);
        })
    };
    html! {
        <label key={label} class="filter">
            <span>{ label }</span>
            <select onchange={change}>
                <option key="" value="" selected={value.is_empty()}>{ "Tous" }</option>
                { for options.into_iter().map(|(id, text)| html! { <option key={id.clone()} value={id.clone()} selected={value == id}>{ fr(&text) }</option> }) }
            </select>
        </label>
    }
}

fn cards(catalogue: &Catalogue, vocabulary: Option<&Vocabulary>, filter: &Filter) -> Html {
    let shown: Vec<&Entry> = catalogue.scenarios.iter().filter(|entry| filter.lets(entry)).collect();
    if shown.is_empty() {
        return html! { <p key="none" role="status">{ fr("Aucun cas ne répond à ces filtres : élargissez-en un.") }</p> };
    }
    html! {
        <ul key="cards" class="cards">
            { for shown.into_iter().map(|entry| {
                let family = vocabulary.and_then(|vocabulary| vocabulary.families.iter().find(|label| label.id == entry.family));
                html! {
                    <li key={entry.id.clone()} class={["card family-", &entry.family].concat()}>
                        { emblem(&entry.id) }
                        <span class="card-family">{ family.map(|label| fr(&label.label)).unwrap_or_default() }</span>
                        <h2><a href={Route::Introduction(SessionLink::to(&entry.id)).href()}>{ fr(&entry.title) }</a></h2>
                        <p>{ fr(&entry.summary) }</p>
                        <p class="card-facts">
                            <span>{ fr(&[&entry.duration.min.to_string(), " à ", &entry.duration.max.to_string(), " min"].concat()) }</span>
                            { if entry.warning { html! { <span key="warning">{ fr("Contenu sensible") }</span> } } else { html! { <span key="warning"></span> } } }
                        </p>
                    </li>
                }
            }) }
        </ul>
    }
}
