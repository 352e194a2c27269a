//! How many words there are to read in blocks: the one definition, for all that counts them.
//!
//! Counted is what is told, said or written: narration, speech and its manner, time jumps; the text of messages, their notices and attachments; the subject, text and
//! attachments of an e-mail; the text, attachment and comments of a post; titles, texts and fields of documents and services, with what a service announces and its
//! buttons; captions, transcripts, and the words that an author gives a « Repère ».
//!
//! Not counted is what is seen at a glance: names, dates, hours and addresses, the name and members of a conversation, who has read or liked what. Nor what is read by
//! those alone who do not see a picture.

use std::iter::Sum;
use std::ops::Add;

use super::program::{ConditionIndex, Program, Stretch};
use super::reading::parts;
use super::source::{Attachment, Block, BlockKind, Field, Located};
use crate::text;

/// How many words there are to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Told and said: narration, speech, the words of a time jump.
    pub told: usize,
    /// Read on the papers and the screens of the story: threads, e-mails, posts, documents, services, captions, transcripts, « Repères ».
    pub shown: usize,
}

impl Count {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.told + self.shown
    }
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { told: self.told + other.told, shown: self.shown + other.shown }
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Self::add)
    }
}

/// The words of a block without its messages or comments, or those of one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What must hold for them to be read, of the block and of the message or comment.
    pub when: [Option<ConditionIndex>; 2],
    /// How many there are.
    pub count: Count,
}

/// The items of blocks, in order, with their conditions: `stretch` is that of the blocks in the program's items.
#[must_use]
pub fn items(program: &Program, stretch: Stretch, blocks: &[Block]) -> Vec<Item> {
    let mut codes = program.items[stretch.range()].iter().copied();
    let mut next = || codes.next().map_or([None; 2], |code| [code.within, code.when]);
    let mut items = Vec::new();
    for block in blocks {
        items.push(Item { when: next(), count: own(&block.kind) });
        for part in 0..parts(block) {
            items.push(Item { when: next(), count: Count { told: 0, shown: of_part(&block.kind, part) } });
        }
    }
    items
}

/// The words of a text, its markup apart.
#[must_use]
pub fn of(text: &Located) -> usize {
    text::parse(text).map_or_else(|_| text::words(text), |document| document.words())
}

/// The words of a block without its messages or comments.
fn own(kind: &BlockKind) -> Count {
    let told = |told: usize| Count { told, shown: 0 };
    let shown = |shown: usize| Count { told: 0, shown };
    match kind {
        BlockKind::Narration(text) | BlockKind::Ellipsis(text) => told(of(text)),
        BlockKind::Speech(speech) => told(of(&speech.text) + sum(&speech.manner)),
        BlockKind::Thread(_) => shown(0),
        BlockKind::Email(email) => shown(of(&email.subject) + of(&email.text) + attached(&email.attachments)),
        BlockKind::Post(post) => shown(of(&post.text) + attached(&post.attachment)),
        BlockKind::Document(document) => shown(of(&document.title) + sum(&document.text) + fields(&document.fields)),
        BlockKind::Screen(screen) => {
            let texts = screen.text.iter().chain(&screen.notice).chain(&screen.error).chain(&screen.actions);
            shown(of(&screen.title) + sum(texts) + fields(&screen.fields))
        }
        BlockKind::Image(image) => shown(sum(&image.caption)),
        BlockKind::Audio(recording) | BlockKind::Video(recording) => shown(of(&recording.transcript)),
        BlockKind::Reference(reference) => shown(sum(&reference.text)),
    }
}

/// The words of a message or a comment.
fn of_part(kind: &BlockKind, part: usize) -> usize {
    match kind {
        BlockKind::Thread(thread) => {
            thread.messages.get(part).map_or(0, |message| sum(message.text.iter().chain(&message.notice)) + attached(&message.attachment))
        }
        BlockKind::Post(post) => post.comments.get(part).map_or(0, |comment| of(&comment.text)),
        _ => 0,
    }
}

/// The words of some texts together.
pub fn sum<'a>(texts: impl IntoIterator<Item = &'a Located>) -> usize {
    texts.into_iter().map(of).sum()
}

fn attached<'a>(attachments: impl IntoIterator<Item = &'a Attachment>) -> usize {
    sum(attachments.into_iter().map(|attachment| &attachment.description))
}

fn fields(fields: &[Field]) -> usize {
    sum(fields.iter().flat_map(|field| [Some(&field.label), field.value.as_ref()]).flatten())
}
