//! Session files that were brought in: the trainer is asked about each in turn, since what is merged cannot be parted again.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Lead;
use super::gathering::{Gesture, announce, gesture};
use crate::app::element::{Element, button, element, plain};
use crate::debrief::{GroupSession, Received};
use crate::text::count;

/// The sessions that may be merged, in the order in which they came, each with the name of its file.
#[derive(Default)]
pub struct State(VecDeque<(String, Box<GroupSession>)>);

impl State {
    /// One more session came. The same file twice is one.
    pub fn ask(&mut self, name: &str, session: Box<GroupSession>) {
        if self.0.iter().all(|(_, known)| *known != session) {
            self.0.push_back((name.to_owned(), session));
        }
    }
}

/// Merges the session that is asked about, or leaves it; the next is then asked about.
pub fn answer(lead: &mut Lead, yes: bool) {
    let Some((name, other)) = lead.gathering.sessions.0.pop_front().filter(|_| yes) else { return };
    let scenario = Rc::clone(&lead.parts.scenario);
    match lead.parts.session.merge(&scenario, &other) {
        Ok(outcomes) => {
            let named = (1_u32..).zip(outcomes).map(|(number, outcome)| Received {
                name: [&name, ", parcours n° ", &number.to_string()].concat(),
                result: outcome.map_err(|refusal| refusal.sentence()),
            });
            lead.gathering.last.extend(named);
            lead.gathered();
            announce(lead);
        }
        Err(refusal) => lead.fault = Some(refusal.sentence()),
    }
}

/// The question about the first that waits.
pub fn view(lead: &Lead) -> Option<Element> {
    let waiting = &lead.gathering.sessions.0;
    let (name, other) = waiting.front()?;
    let size = other.turnout().map_or_else(String::new, |turnout| [", avec ", &count(turnout.parcours as usize, "parcours", "parcours")].concat());
    let words = format!(" est une autre séance, « {} »{size}. La réunir à celle-ci ?", other.title);
    let asked = element("p").child(element("code").child(plain(name.clone().into()))).text(&words);
    let rest = waiting.len() - 1;
    let more = (rest > 0).then(|| element("p").class("hint").text(&count(rest, "autre séance attend son tour.", "autres séances attendent leur tour.")));
    let yes = button("button", "Réunir", gesture(Gesture::Merge(true))).id("reunir");
    let no = button("button quiet", "Laisser", gesture(Gesture::Merge(false))).id("laisser");
    let answers = element("p").class("onward").child(yes).child(no);
    Some(element("div").class("notice-box").set("role", "alert").child(asked).maybe(more).child(answers))
}
