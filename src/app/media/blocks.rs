//! The blocks of one place, in order.

use super::stage::Stage;
use super::{Place, document, email, picture, post, reference, screen, speech, thread};
use crate::app::element::{Element, element};
use crate::scenario::Scenario;
use crate::scenario::library::References;
use crate::scenario::reading::{Shown, shown};
use crate::scenario::source::BlockKind;

/// Draws the blocks of a scene, of an outcome or of a resource. `items` says which are shown, messages and comments included: what the engine found on entering
/// the place. Without `library`, a « Repère » shows its own sentence alone.
pub fn blocks(scenario: &Scenario, library: Option<&References>, place: Place, items: &[bool]) -> Element {
    let stage = Stage { scenario, library };
    element("div").class("blocks").each(shown(place.blocks(scenario), items).map(|shown| block(&stage, shown)))
}

/// Draws one block, whatever the engine would have found for it: its messages and comments are those of `parts`.
pub fn one_block(scenario: &Scenario, library: Option<&References>, shown: Shown<'_>) -> Element {
    block(&Stage { scenario, library }, shown)
}

fn block(stage: &Stage<'_>, Shown { block, item, parts }: Shown<'_>) -> Element {
    let drawn = match &block.kind {
        BlockKind::Narration(text) => stage.rich(text, "rich narration"),
        BlockKind::Speech(words) => speech::speech(stage, words),
        BlockKind::Thread(conversation) => thread::thread(stage, conversation, parts),
        BlockKind::Email(message) => email::email(stage, message),
        BlockKind::Post(publication) => post::post(stage, publication, parts),
        BlockKind::Document(paper) => document::document(stage, paper),
        BlockKind::Screen(page) => screen::screen(stage, page),
        BlockKind::Image(image) => picture::image(stage, image),
        BlockKind::Audio(recording) => picture::recorded(stage, recording, "audio"),
        BlockKind::Video(recording) => picture::recorded(stage, recording, "video"),
        BlockKind::Ellipsis(words) => element("p").class("ellipsis").child(element("span").text(words)),
        BlockKind::Reference(source) => reference::reference(stage, source),
    };
    element("div").class("block").key(&item.to_string()).child(drawn)
}
