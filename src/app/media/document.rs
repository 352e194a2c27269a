//! Something on paper: a letter, a form, a charter, a note.

use super::fields::fields;
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{DocumentBlock, DocumentKind};

/// Draws the sheet. What makes each kind recognisable is in the style, besides the word that says it.
pub fn document(stage: &Stage<'_>, document: &DocumentBlock) -> Element {
    let class = match document.kind {
        DocumentKind::Letter => "paper paper-letter",
        DocumentKind::Form => "paper paper-form",
        DocumentKind::Charter => "paper paper-charter",
        DocumentKind::Note => "paper paper-note",
    };
    let word = document.kind.label();
    let date = document.date.as_ref().map(|date| element("span").text(date));
    element("article")
        .class(class)
        .label(&[word, " : ", &document.title].concat())
        .child(element("p").class("paper-kind").child(element("span").text(word)).maybe(date))
        .child(element("p").class("paper-title").child(element("strong").text(&document.title)))
        .maybe(document.text.as_ref().map(|text| stage.rich(text, "rich")))
        .maybe(fields(&document.fields))
        .maybe(document.signature.as_ref().map(|name| element("p").class("paper-signature").child(spoken("Signé : ")).text(name)))
}
