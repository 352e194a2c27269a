//! A story that a room plays together.

use std::rc::Rc;

use bifurque::debrief::script::Script;
use bifurque::debrief::{GroupSession, Together};
use bifurque::engine::Session;
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ChoiceIndex;

pub fn source(id: &str) -> String {
    std::fs::read_to_string(format!("{}/scenarios/{id}/scenario.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn case(id: &str) -> Rc<Scenario> {
    Scenario::load(source(id).as_bytes(), None).unwrap()
}

pub fn session(scenario: &Scenario) -> GroupSession {
    GroupSession { together: Some(Together::begin([7; 16], 0)), ..GroupSession::new(scenario, Script::default(), [1; 16], 0) }
}

pub fn story(session: &GroupSession, scenario: &Rc<Scenario>) -> Session {
    session.together.as_ref().unwrap().replay(scenario).unwrap()
}

pub fn choice(story: &Session, id: &str) -> ChoiceIndex {
    story.scenario().find_choice(story.state().scene(), id).unwrap()
}

pub fn take(session: &mut GroupSession, scenario: &Rc<Scenario>, id: &str) {
    let taken = choice(&story(session, scenario), id);
    session.together.as_mut().unwrap().take(scenario, taken).unwrap();
}

pub fn go_on(session: &mut GroupSession, scenario: &Rc<Scenario>) {
    session.together.as_mut().unwrap().go_on(scenario).unwrap();
}
