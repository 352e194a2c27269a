//! An ending: a named situation, what moved for whom, and the question left open.

use super::Opened;
use super::story::aloud;
use super::what_if::comparison;
use crate::app::Look;
use crate::app::element::{Element, element, link};
use crate::app::media::{Place, blocks, rich};
use crate::app::route::Route;
use crate::app::widgets::heading;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Ending;

/// An ending of an opened attempt.
pub fn ending_view(look: &Look<'_>, opened: &Opened, at: SceneIndex) -> Element {
    let scene = opened.scenario.scene(at);
    let onward = match opened.play.branch() {
        Some(branch) => comparison(opened, branch),
        None => element("p").class("onward").child(link("button", "Mon bilan", Route::Bilan(opened.writer.attempt_id()).href()).id("vers-bilan")),
    };
    element("article")
        .class("ending")
        .child(element("div").class("when").text(scene.time.as_deref().unwrap_or_default()))
        .child(heading(&scene.title))
        .maybe(aloud(look))
        .child(blocks(&opened.scenario, opened.library.as_deref(), Place::Scene(at), opened.play.session().items()))
        .maybe(opened.scenario.ending(at).map(moved))
        .child(onward)
}

/// What moved, for whom, and the question left open.
pub fn moved(ending: &Ending) -> Element {
    let parts = ending.moved().into_iter().map(|(label, text)| element("div").child(element("dt").text(label)).child(element("dd").child(rich(text))));
    let question =
        element("div").class("open-question").child(element("span").class("open-question-label").text("La question qui reste")).child(rich(&ending.question));
    element("section")
        .class("moved")
        .label("Ce qui a bougé")
        .child(element("h2").text(&["Fin : ", &ending.title.text].concat()))
        .child(element("dl").each(parts))
        .child(question)
}
