//! What is attached to a message, a post or an e-mail: always told in words.

use yew::prelude::*;

use super::icon::{self, icon};
use super::line::typeset;
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
pub fn tile(attachment: &Attachment) -> Html {
    let (word, path) = look(attachment.kind);
    let class = match attachment.kind {
        AttachmentKind::Photo | AttachmentKind::Video => "attachment attachment-picture",
        AttachmentKind::Document | AttachmentKind::Audio | AttachmentKind::Link => "attachment",
    };
    html! { <p {class}>{ icon(path) }<span><strong>{ word }</strong>{ "\u{a0}: " }{ typeset(&attachment.description) }</span></p> }
}

/// The same on one line, for an e-mail.
pub fn chip((key, attachment): (usize, &Attachment)) -> Html {
    let (word, path) = look(attachment.kind);
    html! { <li {key}>{ icon(path) }<span><span class="visually-hidden">{ word }{ "\u{a0}: " }</span>{ typeset(&attachment.description) }</span></li> }
}
