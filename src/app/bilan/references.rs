//! « Repères »: the sources of the case and of the choices made, each with its status and the date it was checked.

use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::labels::LabelsProps;
use crate::app::services::use_services;
use crate::app::text::fr;
use crate::scenario::library::{Reference, Status};

/// The sources of a path.
#[component]
pub fn References(props: &LabelsProps) -> Html {
    let services = use_services();
    let library = use_state(|| None::<Rc<crate::scenario::library::References>>);
    {
        let library = library.clone();
        use_effect_with((), move |()| spawn_local(async move { library.set(services.references().await) }));
    }
    let Some(library) = &*library else {
        return html! { <p role="status">{ fr("Les repères n'ont pas pu être chargés : retrouvez le réseau, puis rouvrez cette partie.") }</p> };
    };
    let of_choices = props.path.iter().flat_map(|&choice| &props.scenario.choice(choice).references);
    let cited: BTreeSet<&str> = props.scenario.source.references.iter().chain(of_choices).map(|id| id.text.as_str()).collect();
    let references: Vec<&Reference> = library.references.iter().filter(|reference| cited.contains(reference.id.as_str())).collect();
    if references.is_empty() {
        return html! { <div></div> };
    }
    html! {
        <section class="references" aria-labelledby="reperes">
            <h2 id="reperes">{ "Repères" }</h2>
            <p class="hint">{ fr(&library.notice) }</p>
            <dl>
                { for references.into_iter().map(|reference| html! {
                    <div key={reference.id.clone()} id={["repere-", &reference.id].concat()}>
                        <dt>{ fr(&reference.title) }</dt>
                        <dd>
                            <p>{ fr(&reference.says) }</p>
                            <p class="hint">{ fr(&reference.citation) }{ " · " }{ fr(status(reference.status)) }{ fr(&[", le ", &day(&reference.checked)].concat()) }</p>
                        </dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Verified => "vérifié",
        Status::VerifiedSecondary => "vérifié par une source secondaire, à recontrôler",
        Status::Cited => "cité par les documents sources",
        Status::Unverified => "non vérifié",
    }
}

/// `2026-11-21` as « 21/11/2026 ».
fn day(date: &str) -> String {
    date.split('-').rev().collect::<Vec<_>>().join("/")
}
