//! A block as plain text: each medium by its name, behind a bar where it is no part of the telling.

use super::page::{Page, Run, bold, italic, plain};
use super::story::Teller;
use crate::scenario::reading::Shown;
use crate::scenario::source::{
    Attachment, BlockKind, Channel, Comment, DocumentBlock, Email, Field, Image, Located, Message, Post, Recording, ReferenceBlock, Screen, Speech, Thread,
};
use crate::text::quoted;

/// The margin of a medium.
const BAR: &str = "│ ";

/// Writes one block that is shown.
pub(super) fn block(teller: &Teller<'_>, page: &mut Page, Shown { block, parts, .. }: Shown<'_>) {
    match &block.kind {
        BlockKind::Narration(text) => page.rich(&[], text),
        BlockKind::Speech(speech) => said(teller, page, speech),
        BlockKind::Thread(thread) => page.within(BAR, |page| conversation(teller, page, thread, parts)),
        BlockKind::Email(email) => page.within(BAR, |page| letter(teller, page, email)),
        BlockKind::Post(post) => page.within(BAR, |page| publication(teller, page, post, parts)),
        BlockKind::Document(document) => page.within(BAR, |page| sheet(page, document)),
        BlockKind::Screen(screen) => page.within(BAR, |page| service(page, screen)),
        BlockKind::Image(image) => page.within(BAR, |page| picture(page, image)),
        BlockKind::Audio(recording) => page.within(BAR, |page| recorded(page, "Enregistrement sonore", recording)),
        BlockKind::Video(recording) => page.within(BAR, |page| recorded(page, "Vidéo", recording)),
        BlockKind::Ellipsis(words) => page.item("* * *  ", &[italic(words)]),
        BlockKind::Reference(reference) => page.within(BAR, |page| source(teller, page, reference)),
    }
}

fn name<'a>(teller: &'a Teller<'_>, id: &'a str) -> &'a str {
    teller.scenario.name(id)
}

fn said(teller: &Teller<'_>, page: &mut Page, speech: &Speech) {
    let manner = speech.manner.as_ref().map(|manner| italic(&[", ", manner].concat()));
    let before: Vec<Run> = [Some(bold(name(teller, &speech.who))), manner, Some(plain(" : "))].into_iter().flatten().collect();
    page.rich(&before, &quoted(&speech.text));
}

/// « Groupe : Les habitués (à quatorze) », and what is not its name in italic.
fn head(page: &mut Page, kind: &str, title: &str, more: &[Option<&str>]) {
    let more: Vec<&str> = more.iter().copied().flatten().collect();
    let more = (!more.is_empty()).then(|| italic(&[" (", &more.join(" ; "), ")"].concat()));
    page.line(&[Some(plain(&[kind, " : "].concat())), Some(bold(title)), more].into_iter().flatten().collect::<Vec<_>>());
}

fn words(text: &Option<Located>) -> Option<&str> {
    text.as_ref().map(|text| text.text.as_str())
}

fn conversation(teller: &Teller<'_>, page: &mut Page, thread: &Thread, parts: &[bool]) {
    let kind = thread.channel.unwrap_or(Channel::Group).label();
    head(page, kind, &thread.title, &[words(&thread.members), thread.muted.then_some("notifications coupées")]);
    for (message, _) in thread.messages.iter().zip(parts).filter(|(_, shown)| **shown) {
        page.gap();
        one_message(teller, page, thread, message);
    }
}

fn one_message(teller: &Teller<'_>, page: &mut Page, thread: &Thread, message: &Message) {
    let Some(from) = &message.from else {
        return page.line(&[italic(words(&message.notice).unwrap_or_default())]);
    };
    let answered = message.quote.as_ref().and_then(|id| thread.messages.iter().find(|other| other.id.as_ref().is_some_and(|other| **other == **id)));
    let answered = answered.and_then(|other| other.from.as_ref()).map(|other| ["en réponse à ", name(teller, other)].concat());
    let before = by(teller, from, &[words(&message.time), answered.as_deref()]);
    match &message.text {
        Some(text) => page.rich(&before, text),
        None => page.line(&before),
    }
    message.attachment.iter().for_each(|attachment| attached(page, attachment));
    message.state.iter().for_each(|state| page.line(&[italic(&["(", state, ")"].concat())]));
}

/// « Bilal, 21 h 14 : »
fn by(teller: &Teller<'_>, from: &str, more: &[Option<&str>]) -> Vec<Run> {
    let more: String = more.iter().flatten().flat_map(|more| [", ", more]).collect();
    vec![bold(name(teller, from)), italic(&more), plain(" : ")]
}

fn attached(page: &mut Page, attachment: &Attachment) {
    let kind = attachment.kind.label();
    page.line(&[plain(&["[", kind, " : ", &attachment.description, "]"].concat())]);
}

fn letter(teller: &Teller<'_>, page: &mut Page, email: &Email) {
    let names = |names: &[Located]| names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ");
    head(page, "Courriel", &email.subject, &[]);
    let copies = (!email.cc.is_empty()).then(|| names(&email.cc));
    let rows = [("De : ", Some(name(teller, &email.from).to_owned())), ("À : ", Some(names(&email.to))), ("Copie : ", copies)];
    let date = ("Date : ", words(&email.time).map(str::to_owned));
    for (label, value) in rows.into_iter().chain([date]) {
        value.iter().for_each(|value| page.item(label, &[plain(value)]));
    }
    page.gap();
    page.rich(&[], &email.text);
    if !email.attachments.is_empty() {
        page.gap();
        email.attachments.iter().for_each(|attachment| attached(page, attachment));
    }
}

fn publication(teller: &Teller<'_>, page: &mut Page, post: &Post, parts: &[bool]) {
    head(page, "Publication", name(teller, &post.from), &[words(&post.time), words(&post.audience)]);
    page.gap();
    page.rich(&[], &post.text);
    post.attachment.iter().for_each(|attachment| attached(page, attachment));
    post.reactions.iter().for_each(|reactions| page.line(&[italic(&["(", reactions, ")"].concat())]));
    for (Comment { from, time, text, .. }, _) in post.comments.iter().zip(parts).filter(|(_, shown)| **shown) {
        page.gap();
        page.within("  ", |page| page.rich(&by(teller, from, &[words(time)]), text));
    }
}

fn sheet(page: &mut Page, document: &DocumentBlock) {
    let kind = document.kind.label();
    head(page, kind, &document.title, &[words(&document.date)]);
    if let Some(text) = &document.text {
        page.gap();
        page.rich(&[], text);
    }
    fields(page, &document.fields);
    if let Some(name) = &document.signature {
        page.gap();
        page.item("Signé : ", &[plain(name)]);
    }
}

fn service(page: &mut Page, screen: &Screen) {
    head(page, "Écran", &screen.title, &[words(&screen.address)]);
    for (label, text) in [("Information : ", &screen.notice), ("Message d’erreur : ", &screen.error)] {
        if let Some(text) = text {
            page.gap();
            page.rich(&[bold(label)], text);
        }
    }
    if let Some(text) = &screen.text {
        page.gap();
        page.rich(&[], text);
    }
    fields(page, &screen.fields);
    if !screen.actions.is_empty() {
        page.gap();
        let buttons: Vec<String> = screen.actions.iter().map(|words| ["[", words, "]"].concat()).collect();
        page.line(&[plain(&buttons.join(" "))]);
    }
}

fn fields(page: &mut Page, fields: &[Field]) {
    if !fields.is_empty() {
        page.gap();
    }
    for field in fields {
        let state = field.state_label().map(|state| italic(&["(", state, ")"].concat()));
        let value = words(&field.value).map(|value| plain(&[value, " "].concat()));
        let label = plain(&[&field.label, " : "].concat());
        page.item("• ", &[Some(label), value, state].into_iter().flatten().collect::<Vec<_>>());
    }
}

fn picture(page: &mut Page, image: &Image) {
    page.line(&[plain("Image : "), plain(&image.alt)]);
    image.caption.iter().for_each(|caption| page.line(&[italic(caption)]));
}

fn recorded(page: &mut Page, kind: &str, recording: &Recording) {
    head(page, kind, &recording.title, &[]);
    page.gap();
    page.rich(&[plain("Transcription : ")], &recording.transcript);
}

fn source(teller: &Teller<'_>, page: &mut Page, block: &ReferenceBlock) {
    let source = teller.references.and_then(|references| references.references.iter().find(|source| source.id == *block.id));
    page.line(&[plain("Repère "), bold(&block.id), plain(source.map_or("", |_| " : ")), bold(source.map_or("", |source| &source.title))]);
    let says = words(&block.text).or(source.map(|source| source.says.as_str()));
    says.iter().for_each(|says| page.rich(&[], says));
    if let Some(source) = source {
        page.line(&[italic(&source.citation)]);
        page.line(&[plain(&source.checked_sentence())]);
    }
}
