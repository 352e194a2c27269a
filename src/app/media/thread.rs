//! A conversation in messages.

use yew::prelude::*;

use super::attachment::tile;
use super::icon::{self, icon};
use super::line::typeset;
use super::portrait::{PortraitSize, portrait};
use super::stage::{PLAYER, Stage};
use crate::scenario::source::{Channel, Message, Thread};

/// Draws a group, a private conversation or text messages.
pub fn thread(stage: &Stage<'_>, thread: &Thread, parts: &[bool]) -> Html {
    let channel = thread.channel.unwrap_or(Channel::Group);
    let (class, word, path) = match channel {
        Channel::Group => ("thread thread-group", "Groupe", icon::GROUP),
        Channel::Direct => ("thread thread-direct", "Message privé", icon::DIRECT),
        Channel::Sms => ("thread thread-sms", "SMS", icon::TELEPHONE),
    };
    let title = typeset(&thread.title);
    let label = AttrValue::from([word, "\u{a0}: ", &title].concat());
    let members = thread.members.as_ref().map(|members| html! { <span class="thread-members">{ typeset(members) }</span> });
    let muted = thread.muted.then(|| html! { <span class="thread-muted">{ icon(icon::MUTED) }{ "Notifications coupées" }</span> });
    let mut previous = None;
    let messages = thread.messages.iter().zip(parts).filter(|(_, shown)| **shown).map(|(message, _)| {
        let before = previous.replace(message);
        item(stage, thread, message, before)
    });
    html! {
        <section {class} role="group" aria-label={label}>
            <div class="thread-head">
                { face(thread, channel) }
                <p><strong>{ title }</strong>{ " " }{ for members }</p>
                <p class="thread-channel"><span>{ icon(path) }{ word }</span>{ " " }{ for muted }</p>
            </div>
            <ol role="list">{ for messages }</ol>
        </section>
    }
}

/// A group has a face of its own; a private conversation has that of the other person.
fn face(thread: &Thread, channel: Channel) -> Html {
    let other = thread.messages.iter().filter_map(|message| message.from.as_deref()).find(|from| *from != PLAYER);
    portrait(if channel == Channel::Group { &thread.title } else { other.unwrap_or(&thread.title) }, PortraitSize::Medium)
}

/// One message. What the same person sends in a row is drawn close together: the name is there for the ear alone, and the time where it has changed. Nor is the
/// name drawn between two people, where the title says it.
fn item(stage: &Stage<'_>, thread: &Thread, message: &Message, before: Option<&Message>) -> Html {
    let key = message.id.as_deref().unwrap_or_default().to_owned();
    let Some(from) = message.from.as_deref() else {
        return html! { <li class="thread-notice" {key}>{ for message.notice.as_deref().map(typeset) }</li> };
    };
    let name = stage.name(from);
    let follows = before.is_some_and(|before| before.from.as_deref() == Some(from));
    let alone = thread.channel.is_some_and(|channel| channel != Channel::Group) && (from == PLAYER || *name == *typeset(&thread.title));
    let class = match (from == PLAYER, follows) {
        (true, false) => "message message-own",
        (true, true) => "message message-own message-follows",
        (false, false) => "message",
        (false, true) => "message message-follows",
    };
    let moment = message.time.as_deref();
    let same_moment = follows && moment == before.and_then(|before| before.time.as_deref()) || alone && moment.is_none();
    let time = moment.map(|time| html! { <><span class="visually-hidden">{ ", " }</span><span class="message-time">{ typeset(time) }</span></> });
    html! {
        <li {class} {key}>
            { portrait(from, PortraitSize::Small) }
            <p class={if same_moment { "visually-hidden" } else { "message-head" }}>
                <strong class={(follows || alone).then_some("visually-hidden")}>{ name }</strong>{ for time }<span class="visually-hidden">{ "\u{a0}: " }</span>
            </p>
            <div class="bubble">
                { for quote(stage, thread, message) }
                { for message.attachment.as_ref().map(tile) }
                { for message.text.as_ref().map(|text| stage.rich(text, "rich")) }
            </div>
            { for message.state.as_deref().map(state) }
        </li>
    }
}

/// What the service says of a message: how many answered with a sign (« 9 rires »), or who has read it, with its tick as in every messaging service.
fn state(words: &str) -> Html {
    let class = if words.starts_with(|first: char| first.is_ascii_digit()) { "message-state message-reactions" } else { "message-state" };
    let tick = (words.starts_with("Vu") || words.starts_with("Lu")).then(|| icon(icon::TICK));
    html! { <p {class}>{ for tick }{ typeset(words) }</p> }
}

/// The message that this one answers to. Its words are those of the thread, whether it is shown or not.
fn quote(stage: &Stage<'_>, thread: &Thread, message: &Message) -> Option<Html> {
    let id = message.quote.as_deref()?;
    let quoted = thread.messages.iter().find(|other| other.id.as_deref() == Some(id))?;
    let name = quoted.from.as_deref().map(|from| stage.name(from));
    let words = match (&quoted.text, &quoted.attachment) {
        (Some(text), _) => stage.rich(text, "rich"),
        (None, Some(attachment)) => html! { <p>{ typeset(&attachment.description) }</p> },
        (None, None) => html! { <p>{ for quoted.notice.as_deref().map(typeset) }</p> },
    };
    Some(html! {
        <blockquote class="message-quote">
            <p><span class="visually-hidden">{ "En réponse à " }</span><strong>{ for name }</strong><span class="visually-hidden">{ "\u{a0}: " }</span></p>
            { words }
        </blockquote>
    })
}
