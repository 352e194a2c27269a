//! « Repère »: what a legal or ethical source says, without a verdict on what was done.

use yew::prelude::*;

use super::icon::{self, icon};
use super::line::typeset;
use super::stage::Stage;
use crate::scenario::library::{Reference, Status};
use crate::scenario::source::ReferenceBlock;

/// Draws the source's sentence, its citation, and how well and when it was checked. Without the library: the block's own sentence.
pub fn reference(stage: &Stage<'_>, block: &ReferenceBlock) -> Html {
    let source = stage.reference(&block.id);
    let title = source.map_or_else(|| typeset(&block.id), |source| typeset(&source.title));
    let label = AttrValue::from(["Repère\u{a0}: ", &title].concat());
    let words = block.text.as_deref().or(source.map(|source| source.says.as_str()));
    html! {
        <div class="reference-box" role="note" aria-label={label}>
            { icon(icon::COMPASS) }
            <div>
                <p class="reference-head">{ "Repère" }</p>
                <p><strong>{ title }</strong></p>
                { for words.map(|words| stage.rich(words, "rich")) }
                { for source.map(checked) }
            </div>
        </div>
    }
}

fn checked(source: &Reference) -> Html {
    let (before, after) = match source.status {
        Status::Verified => ("Vérifié le ", ""),
        Status::VerifiedSecondary => ("Vérifié le ", " dans une source secondaire, à recontrôler"),
        Status::Cited => ("Cité par les documents sources, consultés le ", ""),
        Status::Unverified => ("Non vérifié au ", ""),
    };
    html! {
        <div class="reference-citation soft">
            <p><cite>{ typeset(&source.citation) }</cite></p>
            <p>{ before }{ day(&source.checked) }{ after }{ ". Ce repère n’est pas un conseil juridique." }</p>
        </div>
    }
}

/// `2026-11-21` → « 21/11/2026 ».
fn day(date: &str) -> String {
    let mut parts: Vec<&str> = date.split('-').collect();
    parts.reverse();
    parts.join("/")
}
