//! Pictures and recordings for those who do not see or hear them.
//!
//! The format asks for `alt`, `transcript` and the description of attachments, and the loader tells where they are missing. What it cannot tell is that they say
//! nothing: no word at all, or the name of the file.

use super::{Editor, Owner};
use crate::scenario::diagnostic::Rule;
use crate::scenario::reading::owned_blocks;
use crate::scenario::source::{Attachment, Block, BlockKind, Located};
use crate::text;

pub(super) fn tell(editor: &mut Editor<'_>) {
    owned_blocks(editor.source).for_each(|(owner, list)| blocks(editor, owner, list));
}

fn blocks(editor: &mut Editor<'_>, owner: Owner, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Image(image) => says(editor, owner, &image.alt, Some(&image.file), "Ce texte ne dit pas ce que l’image montre."),
            BlockKind::Audio(recording) | BlockKind::Video(recording) => {
                says(editor, owner, &recording.transcript, Some(&recording.file), "Cette transcription ne dit pas ce que l’on entend.");
            }
            BlockKind::Thread(thread) => thread.messages.iter().for_each(|message| attachments(editor, owner, message.attachment.as_ref())),
            BlockKind::Email(email) => attachments(editor, owner, &email.attachments),
            BlockKind::Post(post) => attachments(editor, owner, &post.attachment),
            _ => {}
        }
    }
}

fn attachments<'a>(editor: &mut Editor<'_>, owner: Owner, attachments: impl IntoIterator<Item = &'a Attachment>) {
    for attachment in attachments {
        says(editor, owner, &attachment.description, None, "Cette description ne dit pas ce qu’il y a dans la pièce jointe.");
    }
}

fn says(editor: &mut Editor<'_>, owner: Owner, words: &Located, file: Option<&Located>, message: &str) {
    let is_name = file.is_some_and(|file| words.trim() == &**file) || names_a_file(words.trim());
    if is_name || text::words(words) == 0 {
        let help = "Écrivez en une phrase ce qu’une personne qui ne voit ou n’entend pas doit savoir pour choisir comme les autres.";
        editor.push(owner, Rule::NoAlternative, words.span, message.to_owned(), help);
    }
}

/// Whether a text is one word that ends as the names of files do: `IMG_2041.jpg`.
fn names_a_file(text: &str) -> bool {
    const ENDINGS: [&str; 14] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "mp3", "ogg", "wav", "m4a", "mp4", "webm", "pdf"];
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !text.contains(char::is_whitespace) && ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}
