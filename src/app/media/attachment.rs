//! What is attached to a message, a post or an e-mail: always told in words.

use super::icon::{self, icon};
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{Attachment, AttachmentKind};

fn look(kind: AttachmentKind) -> (&'static str, &'static str) {
    match kind {
        AttachmentKind::Photo => ("Photo", icon::PHOTO),
        AttachmentKind::Document => ("Document", icon::SHEET),
        AttachmentKind::Audio => ("Message audio", icon::SOUND),
        AttachmentKind::Video => ("Vidéo", icon::FILM),
        AttachmentKind::Link => ("Lien", icon::CHAIN),
    }
}

/// A tile in the place of what is attached: a photograph and a film have the shape of a picture, the rest that of a file.
pub fn tile(attachment: &Attachment) -> Element {
    let (word, path) = look(attachment.kind);
    let class = match attachment.kind {
        AttachmentKind::Photo | AttachmentKind::Video => "attachment attachment-picture",
        AttachmentKind::Document | AttachmentKind::Audio | AttachmentKind::Link => "attachment",
    };
    let words = element("span").child(element("strong").text(word)).text("\u{a0}: ").text(&attachment.description);
    element("p").class(class).child(icon(path)).child(words)
}

/// The same on one line, for an e-mail.
pub fn chip(attachment: &Attachment) -> Element {
    let (word, path) = look(attachment.kind);
    let words = element("span").child(spoken(word).text("\u{a0}: ")).text(&attachment.description);
    element("li").child(icon(path)).child(words)
}
