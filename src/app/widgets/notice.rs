//! A page that says one thing: why something cannot be shown, and what to do.

use yew::prelude::*;

use super::heading::{heading, use_arrival};
use crate::app::route::Route;
use crate::app::text::fr;

/// What is said.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// The heading.
    pub title: AttrValue,
    /// One calm sentence: what happened and what to do.
    pub text: AttrValue,
    /// What an author or an engineer wants to know, a line each.
    #[prop_or_default]
    pub details: Vec<String>,
    /// What can be done here.
    #[prop_or_default]
    pub children: Html,
}

/// A page that says one thing.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    use_arrival(props.title.clone());
    html! {
        <main id="contenu" class="page notice">
            { heading(&props.title) }
            <p>{ fr(&props.text) }</p>
            <div class="onward">
                { props.children.clone() }
                <a class="button quiet" href={Route::Catalogue.href()}>{ "Aller au catalogue" }</a>
            </div>
            { if props.details.is_empty() {
                html! { <div key="details"></div> }
            } else {
                html! {
                    <details key="details" class="details">
                        <summary>{ "Détail technique" }</summary>
                        <ul>{ for props.details.iter().enumerate().map(|(index, line)| html! { <li key={index}>{ line }</li> }) }</ul>
                    </details>
                }
            } }
        </main>
    }
}

/// A page that waits: « Ouverture du parcours… »
pub fn waiting(text: &str) -> Html {
    html! { <main id="contenu" class="page waiting" key="waiting"><p role="status">{ fr(text) }</p></main> }
}
