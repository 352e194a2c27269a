//! What is checked and completed in the words of a scenario: the text subset, and the ids that authors did not give.

use super::decode::{Id, Located};
use super::diagnostic::{Report, Rule, Span};
use super::json;
use super::source::{Block, BlockKind, Ending, Exit, Source};
use crate::text;

/// Reports text that is outside the safe subset of Markdown, to the character.
pub fn check(source: &Source, file: &str, report: &mut Report) {
    visit(source, &mut |located| {
        if let Err(errors) = text::parse(located) {
            for error in errors {
                let at = json::offset_in_string(file, located.span, error.at);
                report.push(Rule::Text, Span::new(at, at + 1), error.to_string(), "");
            }
        }
    });
}

/// Calls `see` for every text of the scenario that may hold emphasis, lists and links.
pub fn visit<'a>(source: &'a Source, see: &mut dyn FnMut(&'a Located)) {
    see(&source.introduction.text);
    if let Some(warning) = &source.content_warning {
        see(&warning.text);
    }
    see(&source.note.works_on);
    for scene in &source.scenes {
        visit_blocks(&scene.blocks, see);
        match &scene.exit {
            Exit::Decision(decision) => decision.choices.iter().for_each(|choice| visit_blocks(&choice.outcome, see)),
            Exit::Ending(Ending { person, professional, team, question, .. }) => [person, professional, team, question].into_iter().for_each(&mut *see),
            Exit::Passage(_) | Exit::Return(_) => {}
        }
    }
    for resource in &source.resources {
        visit_blocks(&resource.blocks, see);
    }
}

fn visit_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&'a Located)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Narration(text) => see(text),
            BlockKind::Speech(speech) => see(&speech.text),
            BlockKind::Thread(thread) => thread.messages.iter().filter_map(|message| message.text.as_ref()).for_each(&mut *see),
            BlockKind::Email(email) => see(&email.text),
            BlockKind::Post(post) => {
                see(&post.text);
                post.comments.iter().for_each(|comment| see(&comment.text));
            }
            BlockKind::Document(document) => document.text.iter().for_each(&mut *see),
            BlockKind::Screen(screen) => [&screen.text, &screen.notice, &screen.error].into_iter().flatten().for_each(&mut *see),
            BlockKind::Audio(recording) | BlockKind::Video(recording) => see(&recording.transcript),
            BlockKind::Reference(reference) => reference.text.iter().for_each(&mut *see),
            BlockKind::Image(_) | BlockKind::Ellipsis(_) => {}
        }
    }
}

/// Gives an id, made from its position, to every block, message, comment and field that has none.
pub fn derive_ids(source: &mut Source) {
    for scene in &mut source.scenes {
        name_blocks(&scene.id, "b", &mut scene.blocks);
        if let Exit::Decision(decision) = &mut scene.exit {
            for choice in &mut decision.choices {
                name_blocks(&choice.id, "o", &mut choice.outcome);
            }
        }
    }
    for resource in &mut source.resources {
        name_blocks(&resource.id, "r", &mut resource.blocks);
    }
}

fn name_blocks(owner: &str, letter: &str, blocks: &mut [Block]) {
    for (index, block) in blocks.iter_mut().enumerate() {
        let id = name(&mut block.id, owner, letter, index);
        match &mut block.kind {
            BlockKind::Thread(thread) => name_all(thread.messages.iter_mut().map(|message| &mut message.id), &id, "m"),
            BlockKind::Post(post) => name_all(post.comments.iter_mut().map(|comment| &mut comment.id), &id, "c"),
            BlockKind::Document(document) => name_all(document.fields.iter_mut().map(|field| &mut field.id), &id, "f"),
            BlockKind::Screen(screen) => name_all(screen.fields.iter_mut().map(|field| &mut field.id), &id, "f"),
            _ => {}
        }
    }
}

fn name_all<'a>(ids: impl Iterator<Item = &'a mut Option<Id>>, owner: &str, letter: &str) {
    for (index, id) in ids.enumerate() {
        name(id, owner, letter, index);
    }
}

fn name(id: &mut Option<Id>, owner: &str, letter: &str, index: usize) -> String {
    let derived = || Id(Located { text: format!("{owner}-{letter}{}", index + 1), span: Span::default() });
    id.get_or_insert_with(derived).to_string()
}
