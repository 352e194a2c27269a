//! The blocks of one place, in order.

use yew::prelude::*;

use super::stage::Stage;
use super::{Loaded, Place, document, email, line, picture, post, reference, screen, speech, thread};
use crate::scenario::library::References;
use crate::scenario::reading::{Shown, shown};
use crate::scenario::source::BlockKind;

/// Draws the blocks of a scene, of an outcome or of a resource. `items` says which are shown, messages and comments included: what the engine found on entering
/// the place. Without `library`, a « Repère » shows its own sentence alone.
pub fn blocks(scenario: &Loaded, library: Option<&References>, place: Place, items: &[bool]) -> Html {
    let stage = Stage { scenario, library };
    let blocks = shown(place.blocks(scenario), items);
    html! { <div class="blocks">{ for blocks.map(|shown| block(&stage, shown)) }</div> }
}

fn block(stage: &Stage<'_>, Shown { block, item, parts }: Shown<'_>) -> Html {
    let drawn = match &block.kind {
        BlockKind::Narration(text) => stage.rich(text, "rich narration"),
        BlockKind::Speech(words) => speech::speech(stage, words),
        BlockKind::Thread(conversation) => thread::thread(stage, conversation, parts),
        BlockKind::Email(message) => email::email(stage, message),
        BlockKind::Post(publication) => post::post(stage, publication, parts),
        BlockKind::Document(paper) => document::document(stage, paper),
        BlockKind::Screen(page) => screen::screen(stage, page),
        BlockKind::Image(image) => picture::image(stage, image),
        BlockKind::Audio(recording) => picture::audio(stage, recording),
        BlockKind::Video(recording) => picture::video(stage, recording),
        BlockKind::Ellipsis(words) => html! { <p class="ellipsis"><span>{ line::typeset(words) }</span></p> },
        BlockKind::Reference(source) => reference::reference(stage, source),
    };
    html! { <div class="block" key={item}>{ drawn }</div> }
}
