//! Something on paper: a letter, a form, a charter, a note.

use yew::prelude::*;

use super::fields::fields;
use super::line::typeset;
use super::stage::Stage;
use crate::scenario::source::{DocumentBlock, DocumentKind};

/// Draws the sheet. What makes each kind recognisable is in the style; the word that says it is here.
pub fn document(stage: &Stage<'_>, document: &DocumentBlock) -> Html {
    let (class, word) = match document.kind {
        DocumentKind::Letter => ("paper paper-letter", "Lettre"),
        DocumentKind::Form => ("paper paper-form", "Formulaire"),
        DocumentKind::Charter => ("paper paper-charter", "Charte"),
        DocumentKind::Note => ("paper paper-note", "Note"),
    };
    let title = typeset(&document.title);
    let label = AttrValue::from([word, "\u{a0}: ", &title].concat());
    html! {
        <article {class} aria-label={label}>
            <p class="paper-kind"><span>{ word }</span>{ for document.date.as_ref().map(|date| html! { <span>{ typeset(date) }</span> }) }</p>
            <p class="paper-title"><strong>{ title }</strong></p>
            { for document.text.as_ref().map(|text| stage.rich(text, "rich")) }
            { for fields(&document.fields) }
            { for document.signature.as_ref().map(|name| html! { <p class="paper-signature"><span class="visually-hidden">{ "Signé\u{a0}: " }</span>{ typeset(name) }</p> }) }
        </article>
    }
}
