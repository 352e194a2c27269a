//! A scene: its heading, its blocks, and its decision or its passage.

use super::choices::choices;
use super::page::Screen;
use super::story::{aloud, go_on};
use super::{Gesture, Opened};
use crate::app::Look;
use crate::app::element::{Element, button, element};
use crate::app::media::{Place, blocks};
use crate::app::message;
use crate::app::widgets::heading;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Exit;

/// A scene of an opened attempt.
pub fn scene_view(look: &Look<'_>, opened: &Opened, screen: &Screen, at: SceneIndex) -> Element {
    let scene = opened.scenario.scene(at);
    let session = opened.play.session();
    let when = [scene.time.as_deref(), scene.place.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let exit = match &scene.exit {
        Exit::Decision(decision) => Some(choices(look, opened, screen, decision)),
        Exit::Passage(passage) => Some(go_on(passage.label.as_deref().unwrap_or("Continuer"), Gesture::GoOn)),
        Exit::Return(_) => Some(go_on("Revenir", Gesture::GoOn)),
        Exit::Ending(_) => None,
    };
    let skip = session
        .can_skip()
        .then(|| element("p").class("skip").child(button("button quiet", "Passer les scènes sensibles", message::Gesture::Play(Gesture::Skip))));
    element("article")
        .class("scene")
        .child(element("div").class("when").text(&when))
        .child(heading(&scene.title))
        .maybe(aloud(look))
        .child(blocks(&opened.scenario, opened.library.as_deref(), Place::Scene(at), session.items()))
        .maybe(exit)
        .maybe(skip)
}
