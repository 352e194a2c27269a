//! « Relire »: the story so far, in order, in a dialog over the page.

use std::rc::Rc;

use super::Opened;
use crate::app::element::{Element, element};
use crate::app::media::{Place, blocks};
use crate::app::widgets::dialog;
use crate::engine::story::{self, Moment};
use crate::scenario::Scenario;

/// The story so far, over the page.
pub fn reread(opened: &Opened) -> Element {
    let session = opened.play.session();
    // What is told was just played, so it can be told.
    let moments = story::tell(Rc::clone(&opened.scenario), session.seed(), session.steps()).map(|story| story.moments).unwrap_or_default();
    dialog("Relire", element("ol").class("reread").each(moments.iter().map(|moment| element("li").child(told(&opened.scenario, moment)))))
}

fn told(scenario: &Scenario, moment: &Moment) -> Element {
    match moment {
        Moment::Scene { scene, items, .. } => {
            element("section").child(element("h3").text(&scenario.scene(*scene).title)).child(blocks(scenario, None, Place::Scene(*scene), items))
        }
        Moment::Choice { choice, items, .. } => {
            let chosen = element("p").class("chosen").child(element("span").class("chosen-label").text("Votre choix")).text(&scenario.choice(*choice).text);
            element("section").class("reread-choice").child(chosen).child(blocks(scenario, None, Place::Outcome(*choice), items))
        }
    }
}
