//! An author's text as elements. Strings become text nodes, never markup.

use yew::prelude::*;

use super::SharedLibrary;
use super::line::typeset;
use super::stage::find;
use crate::scenario::library::References;
use crate::text::{self, Block, Inline};

/// A text to be drawn.
#[derive(Properties, PartialEq)]
pub struct RichTextProps {
    /// The text, in the safe subset of Markdown.
    pub text: AttrValue,
    /// The class of the element around it; `rich` sets the space between paragraphs.
    #[prop_or(AttrValue::Static("rich"))]
    pub class: AttrValue,
    /// The sources: with them, a link says the title of what it points to.
    #[prop_or_default]
    pub library: Option<SharedLibrary>,
}

/// Draws paragraphs, lists, emphasis and links to sources.
#[component]
pub fn RichText(props: &RichTextProps) -> Html {
    rich_text(&props.text, props.class.clone(), props.library.as_deref())
}

/// The same without a component, for the media. A text that the loader did not read (there is none) shows as it was typed.
pub fn rich_text(source: &str, class: impl Into<AttrValue>, library: Option<&References>) -> Html {
    let class = class.into();
    match text::parse(source) {
        Ok(document) => html! { <div {class}>{ for document.blocks.iter().map(|block| paragraph(block, library)) }</div> },
        Err(_) => html! { <div {class}><p>{ source.to_owned() }</p></div> },
    }
}

fn paragraph(block: &Block, library: Option<&References>) -> Html {
    match block {
        Block::Paragraph(words) => html! { <p>{ inlines(words, library) }</p> },
        Block::List(items) => html! { <ul>{ for items.iter().map(|words| html! { <li>{ inlines(words, library) }</li> }) }</ul> },
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
            html! { <span class="reference-link">{ inlines(label, library) }{ for title }</span> }
        }
    }
}

/// Whether the words of a link hold the title already: « le secret professionnel » needs no « (Secret professionnel) ».
fn says(label: &[Inline], title: &str) -> bool {
    label.iter().any(|inline| matches!(inline, Inline::Text(words) if words.to_ascii_lowercase().contains(&title.to_ascii_lowercase())))
}
