//! Any words as a condition and as an effect of a small case. What is read can be evaluated, and means what it is written as.

#![no_main]

use bifurque::engine::Session;
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ConditionIndex;
use bifurque_fuzz::in_bounds;
use libfuzzer_sys::fuzz_target;

/// A case with a variable of each kind, whose one choice is open and effective as told.
fn case(condition: &str, effect: &str) -> String {
    let (condition, effect) = (serde_json::json!(condition), serde_json::json!(effect));
    format!(
        r#"{{ "format": 1, "id": "cas", "version": "1.0.0", "language": "fr", "title": "T", "summary": "S", "family": "positionnement",
        "duration": {{ "min": 1, "max": 2 }}, "licence": "CC-BY-4.0", "introduction": {{ "role": "R", "text": "T" }}, "note": {{ "works-on": "W" }},
        "variables": [{{ "id": "a", "flag": true }}, {{ "id": "b", "level": {{ "min": -2, "max": 3 }} }}, {{ "id": "c", "one-of": ["x", "y"] }}],
        "start": "s", "scenes": [
            {{ "id": "s", "title": "T", "blocks": [], "decision": {{ "prompt": "P", "choices": [
                {{ "id": "o", "text": "T", "when": {condition}, "effects": [{effect}], "to": "f" }}, {{ "id": "p", "text": "T", "to": "f" }} ] }} }},
            {{ "id": "f", "title": "T", "blocks": [], "ending": {{ "id": "f", "title": "T", "person": "a", "professional": "b", "team": "c", "question": "d" }} }}
        ] }}"#
    )
}

fn read(condition: &str, effect: &str) -> Option<Session> {
    let text = case(condition, effect);
    match Scenario::load(text.as_bytes(), None) {
        Ok(scenario) => Some(Session::start(scenario, 0, &mut Vec::new())),
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "refused without a word");
            in_bounds(&diagnostics, text.as_bytes());
            None
        }
    }
}

fn holds(session: &Session) -> bool {
    session.state().holds(&session.scenario().program, ConditionIndex(0))
}

fuzz_target!(|words: &str| {
    if let Some(session) = read(words, "a = true") {
        let not = read(&format!("not ({words})"), "a = true");
        // Past the deepest nesting, the negation alone may be refused.
        if let Some(not) = not {
            assert_ne!(holds(&session), holds(&not), "a negation is the contrary");
        }
        if let Some(either) = read(&format!("({words}) or not ({words})"), "a = true") {
            assert!(holds(&either));
        }
    }
    if let Some(mut session) = read("true", words) {
        let choice = session.offers().next().expect("a choice").choice;
        session.choose(choice, &mut Vec::new()).expect("it is open");
        let program = &session.scenario().program;
        for (value, code) in session.state().values().iter().zip(&program.variables) {
            assert!((code.min..=code.max).contains(value), "past its bounds");
        }
    }
});
