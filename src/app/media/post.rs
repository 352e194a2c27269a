//! A post on a social network.

use super::attachment::tile;
use super::icon::{self, icon};
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{Comment, Located, Post};
use crate::text::count;

/// Draws the post, who can see it, and what others answered.
pub fn post(stage: &Stage<'_>, post: &Post, parts: &[bool]) -> Element {
    let name = stage.name(&post.from);
    let shown: Vec<&Comment> = post.comments.iter().zip(parts).filter(|(_, shown)| **shown).map(|(comment, _)| comment).collect();
    let counted = (!shown.is_empty()).then(|| element("span").text(&count(shown.len(), "commentaire", "commentaires")));
    let reactions = post.reactions.as_ref().map(|reactions| element("span").text(reactions));
    let echo = (counted.is_some() || reactions.is_some()).then(|| element("p").class("post-echo soft").maybe(reactions).text(" ").maybe(counted));
    let comments = (!shown.is_empty())
        .then(|| element("ol").set("role", "list").class("post-comments").label("Commentaires").each(shown.into_iter().map(|one| comment(stage, one))));
    let when = element("span").class("soft post-when").maybe(post.time.as_ref().map(time)).maybe(post.audience.as_ref().map(audience));
    let head =
        element("div").class("post-head").child(portrait(&post.from, PortraitSize::Medium)).child(element("p").child(element("strong").text(name)).child(when));
    element("article")
        .class("post medium")
        .label(&["Publication : ", name].concat())
        .child(head)
        .child(stage.rich(&post.text, "rich medium-body"))
        .maybe(post.attachment.as_ref().map(tile))
        .maybe(echo)
        .maybe(comments)
}

fn time(time: &Located) -> Element {
    element("span").child(spoken(", ")).text(time)
}

/// Who can see the post. The icon only repeats the word, so that a word it does not know costs nothing.
fn audience(word: &Located) -> Element {
    let path = if ["Public", "public"].iter().any(|open| word.contains(open)) { icon::PUBLIC } else { icon::RESTRICTED };
    element("span").class("post-audience").child(spoken(", visible par : ")).child(icon(path)).text(word)
}

fn comment(stage: &Stage<'_>, comment: &Comment) -> Element {
    let head = element("p")
        .child(element("strong").text(stage.name(&comment.from)))
        .child(element("span").class("soft post-when").maybe(comment.time.as_ref().map(time)))
        .child(spoken("\u{a0}: "));
    element("li").child(portrait(&comment.from, PortraitSize::Small)).child(element("div").class("bubble").child(head).child(stage.rich(&comment.text, "rich")))
}
