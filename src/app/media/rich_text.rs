//! An author's text as elements. Strings become text nodes, never markup.

use yew::prelude::*;

use super::line::typeset;
use super::stage::find;
use crate::scenario::library::References;
use crate::text::{self, Block, Inline};

/// Draws an author's text, for pages that cite no source.
pub fn rich(source: &str) -> Html {
    rich_text(source, "rich", None)
}

/// Draws paragraphs, lists, emphasis and links to sources: with `library`, a link says the title of what it points to. A text that the loader did not read (there is none) shows as it was typed.
pub fn rich_text(source: &str, class: impl Into<AttrValue>, library: Option<&References>) -> Html {
    let class = class.into();
    match text::parse(source) {
        Ok(document) => html! { <div {class}>{ for document.blocks.iter().enumerate().map(|(key, block)| paragraph(key, block, library)) }</div> },
        Err(_) => html! { <div {class}><p>{ source.to_owned() }</p></div> },
    }
}

fn paragraph(key: usize, block: &Block, library: Option<&References>) -> Html {
    match block {
        Block::Paragraph(words) => html! { <p {key}>{ inlines(words, library) }</p> },
        Block::List(items) => {
            let items = items.iter().enumerate().map(|(key, words)| html! { <li {key}>{ inlines(words, library) }</li> });
            html! { <ul {key}>{ for items }</ul> }
        }
    }
}

fn inlines(words: &[Inline], library: Option<&References>) -> Html {
    words.iter().map(|inline| one(inline, library)).collect()
}

fn one(inline: &Inline, library: Option<&References>) -> Html {
    match inline {
        Inline::Text(words) => Html::from(words.clone()),
        Inline::Emphasis(inside) => html! { <em>{ inlines(inside, library) }</em> },
        Inline::Strong(inside) => html! { <strong>{ inlines(inside, library) }</strong> },
        Inline::Link { label, reference } => {
            let source = find(library, reference).filter(|source| !says(label, &source.title));
            let title = source.map(|source| html! { <span class="reference-title">{ " (" }{ typeset(&source.title) }{ ")" }</span> });
            html! { <><span class="reference-link">{ inlines(label, library) }</span>{ for title }</> }
        }
    }
}

/// Whether the words of a link hold the title already: « le secret professionnel » needs no « (Secret professionnel) ».
fn says(label: &[Inline], title: &str) -> bool {
    label.iter().any(|inline| matches!(inline, Inline::Text(words) if words.to_ascii_lowercase().contains(&title.to_ascii_lowercase())))
}
