//! Which blocks, messages and comments are shown: the one place that walks them in the order of the program's items. And which sources a case cites, where.

use std::collections::BTreeSet;

use super::diagnostic::Span;
use super::source::{Block, BlockKind, Choice, Exit, Located, Scene, Source};
use super::{Scenario, texts};
use crate::text;

/// A block that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its place among the items of its scene, outcome or resource.
    pub item: usize,
    /// For a thread or a post: which of its messages or comments are shown.
    pub parts: &'a [bool],
}

/// How many messages or comments a block has: each is an item of its own.
#[must_use]
pub fn parts(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Thread(thread) => thread.messages.len(),
        BlockKind::Post(post) => post.comments.len(),
        _ => 0,
    }
}

/// The blocks that are shown, given what the engine found for each item. Items that are missing count as hidden.
pub fn shown<'a>(blocks: &'a [Block], items: &'a [bool]) -> impl Iterator<Item = Shown<'a>> {
    let mut next = 0;
    blocks.iter().filter_map(move |block| {
        let item = next;
        next += 1 + parts(block);
        let shown = items.get(item).copied().unwrap_or(false);
        shown.then(|| Shown { block, item, parts: items.get(item + 1..next).unwrap_or(&[]) })
    })
}

/// The shown blocks as plain words, in reading order: for reading aloud, and for summaries that the author did not write.
#[must_use]
pub fn plain(scenario: &Scenario, blocks: &[Block], items: &[bool]) -> String {
    let mut lines = Vec::new();
    for shown in shown(blocks, items) {
        plain_block(scenario, shown, &mut lines);
    }
    lines.join("\n")
}

fn plain_block(scenario: &Scenario, shown: Shown<'_>, lines: &mut Vec<String>) {
    let said = |who: &str, text: &str| [scenario.name(who), " : ", &words(text)].concat();
    let visible = |at: usize| shown.parts.get(at).copied().unwrap_or(false);
    match &shown.block.kind {
        BlockKind::Narration(text) | BlockKind::Ellipsis(text) => lines.push(words(text)),
        BlockKind::Speech(speech) => lines.push(said(&speech.who, &speech.text)),
        BlockKind::Thread(thread) => {
            lines.push(thread.title.text.clone());
            for (_, message) in thread.messages.iter().enumerate().filter(|(at, _)| visible(*at)) {
                let text = message.text.as_ref().or(message.notice.as_ref()).or(message.attachment.as_ref().map(|attachment| &attachment.description));
                lines.extend(text.map(|text| message.from.as_ref().map_or_else(|| words(text), |from| said(from, text))));
            }
        }
        BlockKind::Email(email) => lines.extend([said(&email.from, &email.subject), words(&email.text)]),
        BlockKind::Post(post) => {
            lines.push(said(&post.from, &post.text));
            lines.extend(post.comments.iter().enumerate().filter(|(at, _)| visible(*at)).map(|(_, comment)| said(&comment.from, &comment.text)));
        }
        BlockKind::Document(document) => {
            lines.push(document.title.text.clone());
            lines.extend(document.text.iter().map(|text| words(text)));
        }
        BlockKind::Screen(screen) => {
            lines.push(screen.title.text.clone());
            lines.extend([&screen.text, &screen.notice, &screen.error].into_iter().flatten().map(|text| words(text)));
        }
        BlockKind::Image(image) => lines.push(image.alt.text.clone()),
        BlockKind::Audio(recording) | BlockKind::Video(recording) => lines.push(words(&recording.transcript)),
        BlockKind::Reference(reference) => lines.extend(reference.text.iter().map(|text| words(text))),
    }
}

/// The condition of a message or a comment, as its author wrote it.
#[must_use]
pub fn part_condition(block: &Block, part: usize) -> Option<&str> {
    let when = match &block.kind {
        BlockKind::Thread(thread) => thread.messages.get(part)?.when.as_ref(),
        BlockKind::Post(post) => post.comments.get(part)?.when.as_ref(),
        _ => None,
    };
    when.map(|when| when.text.as_str())
}

fn words(source: &str) -> String {
    text::parse(source).map_or_else(|_| source.to_owned(), |document| document.plain())
}

/// What in the file a text, a source or an exception belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The whole case.
    Case,
    /// A scene, by its place in the file.
    Scene(usize),
    /// A choice, by its scene's place and its own in the decision.
    Choice(usize, usize),
}

/// The choices of a scene, none unless it asks a decision.
#[must_use]
pub fn choices(scene: &Scene) -> &[Choice] {
    if let Exit::Decision(decision) = &scene.exit { &decision.choices } else { &[] }
}

/// The blocks of each scene, those of its outcomes, and those of the documents, with what they belong to.
pub fn owned_blocks(source: &Source) -> impl Iterator<Item = (Owner, &[Block])> {
    let scenes = source.scenes.iter().enumerate().flat_map(|(at, scene)| {
        let outcomes = choices(scene).iter().enumerate().map(move |(number, choice)| (Owner::Choice(at, number), &*choice.outcome));
        std::iter::once((Owner::Scene(at), &*scene.blocks)).chain(outcomes)
    });
    scenes.chain(source.resources.iter().map(|resource| (Owner::Case, &*resource.blocks)))
}

/// A source that is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// By what.
    pub owner: Owner,
    /// Where in the file.
    pub span: Span,
    /// The source's id.
    pub id: String,
}

/// Every citation of a case, in the order of the file: as a whole, in a choice, in a « Repère », in a link.
#[must_use]
pub fn citations(source: &Source) -> Vec<Citation> {
    let named = |owner: Owner, id: &Located| Citation { owner, span: id.span, id: id.text.clone() };
    let mut found: Vec<Citation> = source.references.iter().map(|id| named(Owner::Case, id)).collect();
    for (owner, blocks) in owned_blocks(source) {
        for block in blocks {
            if let BlockKind::Reference(reference) = &block.kind {
                found.push(named(owner, &reference.id));
            }
        }
    }
    for (at, scene) in source.scenes.iter().enumerate() {
        for (number, choice) in choices(scene).iter().enumerate() {
            found.extend(choice.references.iter().map(|id| named(Owner::Choice(at, number), id)));
        }
    }
    texts::visit(source, &mut |owner, located| {
        if let Ok(document) = text::parse(located) {
            found.extend(document.references().map(|id| Citation { owner, span: located.span, id: id.to_owned() }));
        }
    });
    found.sort_by_key(|citation| citation.span.start);
    found
}

/// The ids of the sources that a case cites.
#[must_use]
pub fn cited(source: &Source) -> BTreeSet<String> {
    citations(source).into_iter().map(|citation| citation.id).collect()
}
