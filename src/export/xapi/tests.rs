use std::rc::Rc;

use serde_json::{Value, json};

use super::{Exporter, NoBase, Untold, XapiOptions};
use crate::example;
use crate::record::{Attempt, AttemptId, Given, HandOver, Hesitation, Players, PlayersMode, Settings};
use crate::scenario::Scenario;

fn scenario() -> Rc<Scenario> {
    Scenario::load(example::SCENARIO.as_bytes(), None).unwrap()
}

fn hand_over(scenario: &Scenario) -> HandOver {
    let given = Given {
        scene: "accueil".into(),
        choice: "attendre".into(),
        hesitation: Some(Hesitation::With("saluer".into())),
        motive: Some("temps".into()),
        reason: Some("Il était tôt.".into()),
        elapsed: Some(42_350),
    };
    let players = Players { mode: PlayersMode::Pair, people: 2 };
    let attempt = Attempt::new(scenario, [0xab; 16], 0, 0, players, Settings::default());
    HandOver::bare(attempt, vec![given], Some("fin-exemple".into()))
}

fn written(hand_over: &HandOver, options: XapiOptions) -> Vec<Value> {
    let scenario = scenario();
    let exporter = Exporter::new(&scenario, options);
    exporter.statements(hand_over).unwrap().iter().map(|statement| serde_json::to_value(statement).unwrap()).collect()
}

fn ids(statements: &[Value]) -> Vec<&str> {
    statements.iter().map(|statement| statement["id"].as_str().unwrap()).collect()
}

#[test]
fn a_decision_is_answered_and_nothing_is_correct() {
    let statements = written(&hand_over(&scenario()), XapiOptions::default());
    let expected = json!({
        "id": "80eeea57-afcb-5fde-8ead-07c846b26094",
        "actor": { "objectType": "Agent", "account": { "homePage": "https://bifurque.example/parcours", "name": "abababababababababababababababab" } },
        "verb": { "id": "http://adlnet.gov/expapi/verbs/answered", "display": { "en": "answered", "fr": "a répondu" } },
        "object": {
            "objectType": "Activity",
            "id": "https://bifurque.example/scenarios/exemple/v1/decisions/accueil",
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "name": { "fr": "L’accueil" },
                "description": { "fr": "Que faites-vous\u{202f}?" },
                "interactionType": "choice",
                "choices": [
                    { "id": "saluer", "description": { "fr": "Vous saluez." } },
                    { "id": "attendre", "description": { "fr": "Vous attendez." } },
                ],
            },
        },
        "result": {
            "response": "attendre",
            "duration": "PT42.35S",
            "extensions": {
                "https://bifurque.example/xapi/ext/hesitation": { "with": "saluer" },
                "https://bifurque.example/xapi/ext/motif": "temps",
            },
        },
        "context": {
            "registration": "abababab-abab-4bab-abab-abababababab",
            "revision": "1.0.0",
            "platform": "Bifurque",
            "language": "fr",
            "contextActivities": {
                "parent": [{ "objectType": "Activity", "id": "https://bifurque.example/scenarios/exemple/v1" }],
                "category": [{
                    "objectType": "Activity",
                    "id": "https://bifurque.example/xapi/profil/v1",
                    "definition": { "type": "http://adlnet.gov/expapi/activities/profile" },
                }],
            },
            "extensions": {
                "https://bifurque.example/xapi/ext/passage": 1,
                "https://bifurque.example/xapi/ext/personnes": 2,
                "https://bifurque.example/xapi/ext/rang": 1,
            },
        },
    });
    assert_eq!(statements[1], expected);
}

#[test]
fn a_path_has_a_beginning_and_an_end() {
    let whole = hand_over(&scenario());
    let verbs = |statements: &[Value]| -> Vec<String> {
        let verb = |statement: &Value| statement["verb"]["id"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        statements.iter().map(verb).collect()
    };
    let statements = written(&whole, XapiOptions::default());
    assert_eq!(verbs(&statements), ["initialized", "answered", "completed"]);
    assert_eq!(statements[0].get("result"), None);
    let result = json!({
        "completion": true,
        "duration": "PT42.35S",
        "extensions": { "https://bifurque.example/xapi/ext/parcours": ["accueil"], "https://bifurque.example/xapi/ext/fin": "fin-exemple" },
    });
    assert_eq!(statements[2]["result"], result);

    let stopped = written(&HandOver { ending: None, ..whole.clone() }, XapiOptions::default());
    assert_eq!(verbs(&stopped), ["initialized", "answered", "terminated"]);
    assert_eq!(stopped[2]["result"]["completion"], json!(false));

    let not_begun = written(&HandOver { ending: None, path: Vec::new(), ..whole }, XapiOptions::default());
    assert_eq!(verbs(&not_begun), ["initialized", "terminated"]);
    assert_eq!(not_begun[1]["result"].get("duration"), None);
    assert_ne!(ids(&stopped)[2], ids(&not_begun)[1], "a path given again further on has another stop");
}

#[test]
fn what_was_not_given_is_not_said() {
    let mut bare = hand_over(&scenario());
    bare.path[0] = Given { hesitation: None, motive: None, reason: None, elapsed: None, ..bare.path[0].clone() };
    let statements = written(&bare, XapiOptions { reasons: true, ..XapiOptions::default() });
    assert_eq!(statements.len(), 3);
    assert_eq!(statements[1]["result"], json!({ "response": "attendre" }));
    assert_eq!(statements[2]["result"].get("duration"), None);
    for forbidden in ["timestamp", "success", "score", "correctResponsesPattern", "null"] {
        assert!(!json!(statements).to_string().contains(forbidden), "{forbidden}");
    }
}

#[test]
fn reasons_leave_only_when_asked_for() {
    let given = hand_over(&scenario());
    assert!(!json!(written(&given, XapiOptions::default())).to_string().contains("Il était tôt"));
    let statements = written(&given, XapiOptions { reasons: true, ..XapiOptions::default() });
    let place = "https://bifurque.example/scenarios/exemple/v1/decisions/accueil";
    assert_eq!(statements[2]["object"]["id"], json!([place, "/justification"].concat()));
    assert_eq!(statements[2]["object"]["definition"]["interactionType"], json!("long-fill-in"));
    assert_eq!(statements[2]["result"], json!({ "response": "Il était tôt." }));
    assert_eq!(statements[2]["context"]["contextActivities"]["parent"], json!([{ "objectType": "Activity", "id": place }]));
}

#[test]
fn the_same_event_has_the_same_id_and_no_other() {
    let (one, mut other) = (hand_over(&scenario()), hand_over(&scenario()));
    let (first, again) = (written(&one, XapiOptions::default()), written(&one, XapiOptions::with_base("https://ailleurs.example").unwrap()));
    assert_eq!(ids(&first), ids(&again));
    other.attempt = AttemptId([0xac; 16]);
    let others = written(&other, XapiOptions::default());
    let mut all: Vec<&str> = ids(&first).into_iter().chain(ids(&others)).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 6);
}

/// A code of twelve characters carries ten bits of the attempt's id: the path and the workshop tell two people apart.
#[test]
fn paths_that_came_by_code_do_not_share_ids() {
    let mut code = hand_over(&scenario());
    code.attempt = AttemptId([[0xab, 0xc0].as_slice(), &[0; 14]].concat().try_into().unwrap());
    let mut other = code.clone();
    other.path[0].choice = "saluer".into();
    let workshop = |name: &str| XapiOptions { session: Some(name.to_owned()), ..XapiOptions::default() };
    let registration = |statements: &[Value]| statements[0]["context"]["registration"].clone();
    let here = written(&code, workshop("ici"));
    assert_eq!(ids(&here), ids(&written(&code, workshop("ici"))));
    assert_ne!(registration(&here), registration(&written(&other, workshop("ici"))));
    assert_ne!(registration(&here), registration(&written(&code, workshop("ailleurs"))));
    assert_eq!(here[0]["context"]["contextActivities"]["grouping"][0]["id"], json!("https://bifurque.example/seances/ici"));
}

#[test]
fn another_major_version_is_another_activity() {
    let older = HandOver { version: "0.9.2".into(), ..hand_over(&scenario()) };
    let statements = written(&older, XapiOptions::default());
    assert_eq!(statements[0]["object"]["id"], json!("https://bifurque.example/scenarios/exemple/v0"));
    assert_eq!(statements[1]["object"]["id"], json!("https://bifurque.example/scenarios/exemple/v0/decisions/accueil"));
    let odd = HandOver { version: "\u{0}<script>".into(), ..older };
    assert_eq!(written(&odd, XapiOptions::default())[0]["object"]["id"], json!("https://bifurque.example/scenarios/exemple/v0"));
}

/// Times out of order, a hesitation with a choice that is not there, a decision of another case: a file may hold anything.
#[test]
fn what_makes_no_sense_is_left_out_or_refused() {
    let scenario = scenario();
    let exporter = Exporter::new(&scenario, XapiOptions::default());
    let mut odd = hand_over(&scenario);
    odd.path.push(Given { elapsed: Some(3), hesitation: Some(Hesitation::With("voler".into())), ..odd.path[0].clone() });
    let statements = serde_json::to_value(exporter.statements(&odd).unwrap()).unwrap();
    assert_eq!(statements[2]["result"].get("duration"), None);
    assert_eq!(statements[2]["result"]["extensions"].get("https://bifurque.example/xapi/ext/hesitation"), None);
    assert_eq!(statements[2]["context"]["extensions"]["https://bifurque.example/xapi/ext/passage"], json!(2));
    assert_eq!(statements[2]["context"]["extensions"]["https://bifurque.example/xapi/ext/precedent"], json!("accueil"));

    odd.path[1].choice = "voler".into();
    let untold = Untold::Decision { decision: 2, scene: "accueil".into(), choice: "voler".into() };
    assert_eq!(exporter.statements(&odd).unwrap_err(), untold);
    odd.scenario = "autre".into();
    assert_eq!(exporter.statements(&odd).unwrap_err(), Untold::OtherScenario("autre".into()));
}

#[test]
fn a_base_is_an_address() {
    assert_eq!(XapiOptions::with_base("https://a.example/b"), XapiOptions::with_base("https://a.example/b/"));
    for wrong in ["", "bifurque", "javascript:alert(1)", "https://", "https:///a", "https://a b", "https://a/#b", "https://\"a"] {
        assert_eq!(XapiOptions::with_base(wrong), Err(NoBase(wrong.to_owned())));
    }
}
