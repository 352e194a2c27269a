//! A post on a social network.

use yew::prelude::*;

use super::attachment::tile;
use super::icon::{self, icon};
use super::line::typeset;
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::scenario::source::{Comment, Located, Post};

/// Draws the post, who can see it, and what others answered.
pub fn post(stage: &Stage<'_>, post: &Post, parts: &[bool]) -> Html {
    let name = stage.name(&post.from);
    let label = AttrValue::from(["Publication\u{a0}: ", &name].concat());
    let shown: Vec<&Comment> = post.comments.iter().zip(parts).filter(|(_, shown)| **shown).map(|(comment, _)| comment).collect();
    let count = match shown.len() {
        0 => None,
        1 => Some("1\u{a0}commentaire".to_owned()),
        many => Some([&many.to_string(), "\u{a0}commentaires"].concat()),
    };
    let reactions = post.reactions.as_ref().map(|reactions| html! { <span>{ typeset(reactions) }</span> });
    let echo = (count.is_some() || reactions.is_some())
        .then(|| html! { <p class="post-echo soft">{ for reactions }{ " " }{ for count.map(|count| html! { <span>{ count }</span> }) }</p> });
    let comments = (!shown.is_empty())
        .then(|| html! { <ol role="list" class="post-comments" aria-label="Commentaires">{ for shown.into_iter().map(|one| comment(stage, one)) }</ol> });
    html! {
        <article class="post medium" aria-label={label}>
            <div class="post-head">
                { portrait(&post.from, PortraitSize::Medium) }
                <p><strong>{ name }</strong><span class="soft post-when">{ for time(post.time.as_ref()) }{ for post.audience.as_ref().map(audience) }</span></p>
            </div>
            { stage.rich(&post.text, "rich medium-body") }
            { for post.attachment.as_ref().map(tile) }
            { for echo }
            { for comments }
        </article>
    }
}

fn time(time: Option<&Located>) -> Option<Html> {
    time.map(|time| html! { <span><span class="visually-hidden">{ ", " }</span>{ typeset(time) }</span> })
}

/// Who can see the post. The icon only repeats the word, so that a word it does not know costs nothing.
fn audience(word: &Located) -> Html {
    let path = if ["Public", "public"].iter().any(|open| word.contains(open)) { icon::PUBLIC } else { icon::RESTRICTED };
    html! { <span class="post-audience"><span class="visually-hidden">{ ", visible par\u{a0}: " }</span>{ icon(path) }{ typeset(word) }</span> }
}

fn comment(stage: &Stage<'_>, comment: &Comment) -> Html {
    let key = comment.id.as_deref().unwrap_or_default().to_owned();
    html! {
        <li {key}>
            { portrait(&comment.from, PortraitSize::Small) }
            <div class="bubble">
                <p><strong>{ stage.name(&comment.from) }</strong><span class="soft post-when">{ for time(comment.time.as_ref()) }</span><span class="visually-hidden">{ "\u{a0}: " }</span></p>
                { stage.rich(&comment.text, "rich") }
            </div>
        </li>
    }
}
