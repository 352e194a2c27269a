//! The blocks of one place, in order.

use std::rc::Rc;

use yew::prelude::*;

use super::stage::Stage;
use super::{Loaded, Place, SharedLibrary, document, email, line, picture, post, reference, screen, speech, thread};
use crate::scenario::reading::{Shown, shown};
use crate::scenario::source::BlockKind;

/// Everything a list of blocks needs to be drawn.
#[derive(Properties, PartialEq)]
pub struct BlocksProps {
    /// The scenario they belong to.
    pub scenario: Loaded,
    /// Which blocks of it.
    pub place: Place,
    /// Which of them are shown, messages and comments included: what the engine found on entering the place.
    pub items: Rc<[bool]>,
    /// The sources, for « Repères »; without them, a « Repère » shows its own sentence alone.
    #[prop_or_default]
    pub library: Option<SharedLibrary>,
}

/// Draws the blocks of a scene, of an outcome or of a resource.
#[component]
pub fn Blocks(props: &BlocksProps) -> Html {
    let stage = Stage { scenario: &props.scenario, library: props.library.as_deref() };
    let blocks = shown(props.place.blocks(&props.scenario), &props.items);
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
