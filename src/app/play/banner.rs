//! Says that what is played does not count, and what had been chosen.

use super::{Gesture, Opened};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::app::text::rank;

/// The banner of a branch, while one is under way.
pub fn branch_banner(opened: &Opened) -> Option<Element> {
    let branch = opened.play.branch()?;
    let taken = opened.play.counted().path().nth(branch.decision).map_or("", |choice| &opened.scenario.choice(choice).text);
    let what = ["Vous essayez un autre chemin à la ", &rank(branch.decision), " décision. Il ne remplace pas le vôtre."].concat();
    let banner = element("aside")
        .class("branch")
        .label("Et si… ?")
        .child(element("p").child(element("strong").text("Et si… ?")).text(" ").text(&what))
        .child(element("p").class("branch-taken").child(element("span").text("Vous aviez choisi : ")).text(taken))
        .child(leave_branch());
    Some(banner)
}

/// Back to « Mon bilan », which leaves the branch, however one comes to it.
pub fn leave_branch() -> Element {
    button("button quiet", "Revenir à mon bilan", message::Gesture::Play(Gesture::LeaveBranch))
}
