//! « Et si… ? »: a branch of its own, after the ending, never counted; the taken and the untaken side by side.

use std::rc::Rc;

use super::Opened;
use super::banner::leave_branch;
use crate::app::element::{Element, element};
use crate::app::media::{Place, blocks};
use crate::engine::Session;
use crate::engine::story::{self, Moment};
use crate::record::WhatIf;
use crate::scenario::Scenario;

/// The taken and the untaken, from where they part.
pub fn comparison(opened: &Opened, branch: &WhatIf) -> Element {
    let columns = element("div")
        .class("comparison-columns")
        .child(column(&opened.scenario, "Votre parcours", opened.play.counted(), branch.decision))
        .child(column(&opened.scenario, "Cet essai", &branch.session, branch.decision));
    element("section")
        .class("comparison")
        .child(element("h2").text("Côte à côte, depuis la décision"))
        .child(columns)
        .child(element("p").class("onward").child(leave_branch()))
}

/// One path from its `decision`-th decision on.
fn column(scenario: &Rc<Scenario>, title: &'static str, session: &Session, decision: usize) -> Element {
    let moments = story::tell(Rc::clone(scenario), session.seed(), session.steps()).map(|story| story.moments).unwrap_or_default();
    let from = moments.iter().position(|moment| matches!(moment, Moment::Choice { decision: at, .. } if *at == decision)).unwrap_or(moments.len());
    let told = moments[from..].iter().enumerate().map(|(index, moment)| element("li").child(told(scenario, moment, index == 0)));
    element("section").class("comparison-column").label(title).child(element("h3").text(title)).child(element("ol").each(told))
}

fn told(scenario: &Scenario, moment: &Moment, whole: bool) -> Element {
    match moment {
        Moment::Choice { choice, items, .. } => {
            let words = scenario.choice(*choice);
            let outcome = whole.then(|| blocks(scenario, None, Place::Outcome(*choice), items));
            element("div").child(element("p").class("comparison-choice").text(words.past.as_ref().unwrap_or(&words.text))).maybe(outcome)
        }
        Moment::Scene { scene, .. } => match scenario.ending(*scene) {
            Some(ending) => element("p").class("comparison-ending").text(&["Fin : ", &ending.title.text].concat()),
            None => element("p").class("comparison-scene").text(&scenario.scene(*scene).title),
        },
    }
}
