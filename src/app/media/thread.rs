//! A conversation in messages.

use super::attachment::tile;
use super::icon::{self, icon};
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::link::PLAYER;
use crate::scenario::source::{Channel, Message, Thread};

/// Draws a group, a private conversation or text messages.
pub fn thread(stage: &Stage<'_>, thread: &Thread, parts: &[bool]) -> Element {
    let channel = thread.channel.unwrap_or(Channel::Group);
    let (class, path) = match channel {
        Channel::Group => ("thread thread-group", icon::GROUP),
        Channel::Direct => ("thread thread-direct", icon::DIRECT),
        Channel::Sms => ("thread thread-sms", icon::TELEPHONE),
    };
    let word = channel.label();
    let members = thread.members.as_ref().map(|members| element("span").class("thread-members").text(members));
    let muted = thread.muted.then(|| element("span").class("thread-muted").child(icon(icon::MUTED)).text("Notifications coupées"));
    let mut previous = None;
    let messages = thread.messages.iter().zip(parts).filter(|(_, shown)| **shown).map(|(message, _)| {
        let before = previous.replace(message);
        item(stage, thread, message, before)
    });
    let head = element("div")
        .class("thread-head")
        .child(face(thread, channel))
        .child(element("p").child(element("strong").text(&thread.title)).text(" ").maybe(members))
        .child(element("p").class("thread-channel").child(element("span").child(icon(path)).text(word)).text(" ").maybe(muted));
    element("section")
        .class(class)
        .set("role", "group")
        .label(&[word, " : ", &thread.title].concat())
        .child(head)
        .child(element("ol").set("role", "list").each(messages))
}

/// A group has a face of its own; a private conversation has that of the other person.
fn face(thread: &Thread, channel: Channel) -> Element {
    let other = thread.messages.iter().filter_map(|message| message.from.as_deref()).find(|from| *from != PLAYER);
    portrait(if channel == Channel::Group { &thread.title } else { other.unwrap_or(&thread.title) }, PortraitSize::Medium)
}

/// One message. What the same person sends in a row is drawn close together: the name is there for the ear alone, and the time where it has changed. Nor is the
/// name drawn between two people, where the title says it.
fn item(stage: &Stage<'_>, thread: &Thread, message: &Message, before: Option<&Message>) -> Element {
    let Some(from) = message.from.as_deref() else {
        return element("li").class("thread-notice").text(message.notice.as_deref().unwrap_or_default());
    };
    let name = stage.name(from);
    let follows = before.is_some_and(|before| before.from.as_deref() == Some(from));
    let alone = thread.channel.is_some_and(|channel| channel != Channel::Group) && (from == PLAYER || *name == *thread.title);
    let class = match (from == PLAYER, follows) {
        (true, false) => "message message-own",
        (true, true) => "message message-own message-follows",
        (false, false) => "message",
        (false, true) => "message message-follows",
    };
    let moment = message.time.as_deref();
    let same_moment = follows && moment == before.and_then(|before| before.time.as_deref()) || alone && moment.is_none();
    let head = element("p")
        .class(if same_moment { "visually-hidden" } else { "message-head" })
        .child(element("strong").class(if follows || alone { "visually-hidden" } else { "" }).text(name))
        .maybe(moment.map(|_| spoken(", ")))
        .maybe(moment.map(|time| element("span").class("message-time").text(time)))
        .child(spoken("\u{a0}: "));
    let bubble = element("div")
        .class("bubble")
        .maybe(quote(stage, thread, message))
        .maybe(message.attachment.as_ref().map(tile))
        .maybe(message.text.as_ref().map(|text| stage.rich(text, "rich")));
    element("li").class(class).child(portrait(from, PortraitSize::Small)).child(head).child(bubble).maybe(message.state.as_deref().map(state))
}

/// What the service says of a message: how many answered with a sign (« 9 rires »), or who has read it, with its tick as in every messaging service.
fn state(words: &str) -> Element {
    let class = if words.starts_with(|first: char| first.is_ascii_digit()) { "message-state message-reactions" } else { "message-state" };
    let tick = (words.starts_with("Vu") || words.starts_with("Lu")).then(|| icon(icon::TICK));
    element("p").class(class).maybe(tick).text(words)
}

/// The message that this one answers to. Its words are those of the thread, whether it is shown or not.
fn quote(stage: &Stage<'_>, thread: &Thread, message: &Message) -> Option<Element> {
    let id = message.quote.as_deref()?;
    let quoted = thread.messages.iter().find(|other| other.id.as_deref() == Some(id))?;
    let name = quoted.from.as_deref().map_or("", |from| stage.name(from));
    let words = match (&quoted.text, &quoted.attachment) {
        (Some(text), _) => stage.rich(text, "rich"),
        (None, Some(attachment)) => element("p").text(&attachment.description),
        (None, None) => element("p").text(quoted.notice.as_deref().unwrap_or_default()),
    };
    let head = element("p").child(spoken("En réponse à ")).child(element("strong").text(name)).child(spoken("\u{a0}: "));
    Some(element("blockquote").class("message-quote").child(head).child(words))
}
