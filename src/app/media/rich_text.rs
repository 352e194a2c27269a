//! An author's text as elements. Strings become text nodes, never markup.

use yew::{AttrValue, Html};

use super::stage::find;
use crate::app::element::{Element, all, element, nothing, plain};
use crate::scenario::library::References;
use crate::text::{self, Block, Inline};

/// Draws an author's text, for pages that cite no source.
pub fn rich(source: &str) -> Element {
    rich_text(source, "rich", None)
}

/// Draws paragraphs, lists, emphasis and links to sources: with `library`, a link says the title of what it points to. A text that the loader did not read (there is none) shows as it was typed.
pub fn rich_text(source: &str, class: &'static str, library: Option<&References>) -> Element {
    let drawn = element("div").class(class);
    match text::parse(source) {
        Ok(document) => drawn.each(document.blocks.iter().map(|block| paragraph(block, library))),
        Err(_) => drawn.child(element("p").child(plain(AttrValue::from(source.to_owned())))),
    }
}

fn paragraph(block: &Block, library: Option<&References>) -> Element {
    match block {
        Block::Paragraph(words) => element("p").child(inlines(words, library)),
        Block::List(items) => element("ul").each(items.iter().map(|words| element("li").child(inlines(words, library)))),
    }
}

fn inlines(words: &[Inline], library: Option<&References>) -> Html {
    all(words.iter().map(|inline| one(inline, library)).collect())
}

fn one(inline: &Inline, library: Option<&References>) -> Html {
    match inline {
        // Its typography is set already: parsing does it, since only there is what stands around emphasis known.
        Inline::Text(words) => plain(AttrValue::from(words.clone())),
        Inline::Emphasis(inside) => element("em").child(inlines(inside, library)).into(),
        Inline::Strong(inside) => element("strong").child(inlines(inside, library)).into(),
        Inline::Link { label, reference } => {
            let source = find(library, reference).filter(|source| !says(label, &source.title));
            let title = source.map(|source| element("span").class("reference-title").text(&[" (", &source.title, ")"].concat()));
            all(vec![element("span").class("reference-link").child(inlines(label, library)).into(), title.map_or_else(nothing, Html::from)])
        }
    }
}

/// Whether the words of a link hold the title already: « le secret professionnel » needs no « (Secret professionnel) ».
fn says(label: &[Inline], title: &str) -> bool {
    label.iter().any(|inline| matches!(inline, Inline::Text(words) if words.to_ascii_lowercase().contains(&title.to_ascii_lowercase())))
}
