//! What is attached to a message, a post or an e-mail: always told in words.

use super::icon::{self, icon};
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{Attachment, AttachmentKind};

fn drawn(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => icon::PHOTO,
        AttachmentKind::Document => icon::SHEET,
        AttachmentKind::Audio => icon::SOUND,
        AttachmentKind::Video => icon::FILM,
        AttachmentKind::Link => icon::CHAIN,
    }
}

/// A tile in the place of what is attached: a photograph and a film have the shape of a picture, the rest that of a file.
pub fn tile(attachment: &Attachment) -> Element {
    let class = match attachment.kind {
        AttachmentKind::Photo | AttachmentKind::Video => "attachment attachment-picture",
        AttachmentKind::Document | AttachmentKind::Audio | AttachmentKind::Link => "attachment",
    };
    let words = element("span").child(element("strong").text(attachment.kind.label())).text("\u{a0}: ").text(&attachment.description);
    element("p").class(class).child(icon(drawn(attachment.kind))).child(words)
}

/// The same on one line, for an e-mail.
pub fn chip(attachment: &Attachment) -> Element {
    let words = element("span").child(spoken(attachment.kind.label()).text("\u{a0}: ")).text(&attachment.description);
    element("li").child(icon(drawn(attachment.kind))).child(words)
}
