//! Each rule of the format, on the smallest scenario that shows it. `tests/engine.rs` tries the engine on random ones.

use std::rc::Rc;

use serde_json::{Value, json};

use super::{Event, Misuse, Phase, Session, Step};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, RouteIndex, SceneIndex, VariableIndex};

mod story;

/// A scenario of these scenes and variables; the first scene begins. `more` adds keys at the top.
fn scenario(variables: Value, scenes: Value, more: Value) -> Rc<Scenario> {
    let mut json = json!({
        "format": 1, "id": "cas", "version": "1.0.0", "language": "fr", "title": "Le cas", "summary": "Un cas.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0",
        "introduction": { "role": "Vous jouez.", "text": "Il est tôt." }, "note": { "works-on": "Une règle." },
    });
    json["start"] = scenes[0]["id"].clone();
    json["variables"] = variables;
    json["scenes"] = scenes;
    for (key, value) in more.as_object().into_iter().flatten() {
        json[key] = value.clone();
    }
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn ending(id: &str) -> Value {
    json!({ "id": id, "title": "Fin", "blocks": [], "ending": { "id": id, "title": "Fin", "person": "a", "professional": "b", "team": "c", "question": "d" } })
}

fn passage(id: &str, to: Value) -> Value {
    json!({ "id": id, "title": "Passage", "blocks": [], "passage": { "to": to } })
}

fn decision(id: &str, choices: Value) -> Value {
    json!({ "id": id, "title": "Décision", "blocks": [], "decision": { "prompt": "Et là ?", "choices": choices } })
}

fn choice(id: &str, effects: &[&str], to: Value) -> Value {
    json!({ "id": id, "text": "Vous agissez.", "effects": effects, "to": to })
}

fn said(when: &str) -> Value {
    json!({ "narration": "Des mots.", "when": when })
}

/// A play-through with the ids at hand.
struct Player {
    session: Session,
    events: Vec<Event>,
}

impl Player {
    fn new(scenario: &Rc<Scenario>) -> Self {
        let mut events = Vec::new();
        let session = Session::start(Rc::clone(scenario), 0, &mut events);
        Self { session, events }
    }

    fn index(&self, id: &str) -> ChoiceIndex {
        let scenario = self.session.scenario();
        (0..).map(ChoiceIndex).take(scenario.program.choices.len()).find(|index| &*scenario.choice(*index).id == id).expect(id)
    }

    fn try_choose(&mut self, id: &str) -> Result<(), Misuse> {
        self.events.clear();
        self.session.choose(self.index(id), &mut self.events)
    }

    fn choose(&mut self, id: &str) {
        self.try_choose(id).unwrap();
    }

    fn proceed(&mut self) {
        self.events.clear();
        self.session.proceed(&mut self.events).unwrap();
    }

    fn scene(&self) -> &str {
        &self.session.scenario().scene(self.session.state().scene()).id
    }

    fn value(&self) -> i32 {
        self.session.state().values()[0]
    }

    /// Makes a call that must be refused and must leave everything as it is.
    fn refused(&mut self, call: impl FnOnce(&mut Session, &mut Vec<Event>) -> Result<(), Misuse>) -> Misuse {
        let before = self.session.clone();
        self.events.clear();
        let misuse = call(&mut self.session, &mut self.events).unwrap_err();
        assert_eq!(self.session.state(), before.state());
        assert_eq!((self.session.items(), self.session.outcome_items()), (before.items(), before.outcome_items()));
        assert_eq!(self.session.steps(), before.steps());
        assert_eq!(self.events, []);
        misuse
    }
}

fn flag() -> Value {
    json!([{ "id": "vu", "flag": false }])
}

fn level() -> Value {
    json!([{ "id": "lien", "level": { "min": 0, "max": 3, "initial": 1 } }])
}

#[test]
fn effects_come_before_the_outcome_and_the_route() {
    let mut act = choice("agir", &["vu = true"], json!([{ "when": "vu", "to": "oui" }, { "to": "non" }]));
    act["outcome"] = json!([said("vu"), said("not vu")]);
    let mut player = Player::new(&scenario(flag(), json!([decision("debut", json!([act])), ending("oui"), ending("non")]), json!({})));
    player.choose("agir");
    assert_eq!(player.session.outcome_items(), [true, false]);
    assert_eq!(player.session.state().phase(), Phase::Outcome(ChoiceIndex(0)));
    player.proceed();
    assert_eq!(player.scene(), "oui");
    assert_eq!(player.session.outcome_items(), [false; 0]);
}

#[test]
fn events_are_told_in_order() {
    let scenes = json!([decision("debut", json!([choice("agir", &["lien += 1", "lien += 9"], json!("fin"))])), ending("fin")]);
    let mut player = Player::new(&scenario(level(), scenes, json!({})));
    assert_eq!(player.events, [Event::Entered(SceneIndex(0))]);
    player.choose("agir");
    let wrote = |value, saturated| Event::Wrote { variable: VariableIndex(0), value, saturated };
    assert_eq!(player.events, [Event::Chose(ChoiceIndex(0)), wrote(2, false), wrote(3, true)]);
    player.proceed();
    assert_eq!(player.events, [Event::Left(SceneIndex(0)), Event::Entered(SceneIndex(1)), Event::Ended(SceneIndex(1))]);
    assert_eq!(player.session.steps(), [Step::Choose(ChoiceIndex(0)), Step::Proceed]);
}

#[test]
fn each_effect_stays_at_the_bound_in_its_turn() {
    for (effects, expected) in [
        (&["lien += 9", "lien -= 1"][..], 2),
        (&["lien -= 9", "lien += 1"], 1),
        (&["lien = 7"], 3),
        (&["lien = -7"], 0),
        (&["lien += 2147483647", "lien += 2147483647"], 3),
        (&["lien -= -2147483648"], 3),
        (&["lien += 2", "lien -= 2"], 1),
    ] {
        let mut player = Player::new(&scenario(level(), json!([decision("debut", json!([choice("agir", effects, json!("fin"))])), ending("fin")]), json!({})));
        player.choose("agir");
        assert_eq!(player.value(), expected, "{effects:?}");
    }
}

/// What a scene shows is settled on entering it: a choice made there changes nothing of it.
#[test]
fn conditions_of_blocks_are_read_once() {
    let mut start = decision("debut", json!([choice("agir", &["vu = true"], json!("debut"))]));
    start["blocks"] = json!([said("vu"), said("not vu"), said("visited(debut)"), said("chose(debut, agir)")]);
    let mut player = Player::new(&scenario(flag(), json!([start]), json!({})));
    assert_eq!(player.session.items(), [false, true, false, false]);
    player.choose("agir");
    assert_eq!(player.session.items(), [false, true, false, false]);
    player.proceed();
    assert_eq!(player.session.items(), [true, false, true, true]);
}

#[test]
fn messages_and_comments_have_conditions_of_their_own() {
    let message = |when: &str| json!({ "from": "vous", "text": "Oui.", "when": when });
    let mut start = ending("debut");
    start["blocks"] = json!([
        { "thread": { "title": "Le fil", "messages": [message("vu"), message("not vu")] } },
        { "post": { "from": "vous", "text": "Mot", "comments": [message("not vu"), message("vu")] }, "when": "vu" },
        { "post": { "from": "vous", "text": "Mot", "comments": [message("not vu"), message("vu")] }, "when": "not vu" },
    ]);
    let player = Player::new(&scenario(flag(), json!([start]), json!({})));
    // A comment of a post that is not shown is not shown either.
    assert_eq!(player.session.items(), [true, false, true, false, false, false, true, true, false]);
}

/// A scene is visited once it is left: neither its own blocks nor its own route find it so the first time.
#[test]
fn a_visit_is_marked_on_leaving() {
    let mut start = passage("debut", json!([{ "when": "visited(debut)", "to": "fin" }, { "to": "debut" }]));
    start["blocks"] = json!([said("visited(debut)")]);
    let mut player = Player::new(&scenario(json!([]), json!([start, ending("fin")]), json!({})));
    assert_eq!((player.session.items(), player.session.state().visits(SceneIndex(0))), (&[false][..], 0));
    player.proceed();
    assert_eq!((player.scene(), player.session.items(), player.session.state().visits(SceneIndex(0))), ("debut", &[true][..], 1));
    player.proceed();
    assert_eq!((player.scene(), player.session.state().visits(SceneIndex(0)), player.session.state().visits(SceneIndex(1))), ("fin", 2, 0));
}

#[test]
fn chose_means_ever_on_this_path() {
    let choices = json!([choice("un", &[], json!("debut")), choice("deux", &[], json!([{ "when": "chose(debut, un)", "to": "fin" }, { "to": "debut" }]))]);
    let mut player = Player::new(&scenario(json!([]), json!([decision("debut", choices), ending("fin")]), json!({})));
    for (choice, then) in [("deux", "debut"), ("un", "debut"), ("deux", "fin")] {
        player.choose(choice);
        player.proceed();
        assert_eq!(player.scene(), then);
    }
    assert_eq!(player.session.path().collect::<Vec<_>>(), [ChoiceIndex(1), ChoiceIndex(0), ChoiceIndex(1)]);
}

#[test]
fn conditions_are_read_with_the_usual_precedence() {
    let truths = [
        ("true or true and false", true),
        ("(true or true) and false", false),
        ("not false and false", false),
        ("not (false and false)", true),
        ("not not vu", false),
        ("vu = false", true),
        ("vu != true and lien >= 1 and lien <= 1", true),
        ("lien > 1 or lien < 1", false),
        ("lien = 1", true),
        ("lien != 1", false),
        ("suite = appel", true),
        ("suite != visite", true),
    ];
    let variables = json!([
        { "id": "vu", "flag": false },
        { "id": "lien", "level": { "min": -2, "max": 3, "initial": 1 } },
        { "id": "suite", "one-of": ["visite", "appel"], "initial": "appel" },
    ]);
    let mut start = ending("debut");
    start["blocks"] = truths.iter().map(|(when, _)| said(when)).collect();
    let player = Player::new(&scenario(variables, json!([start]), json!({})));
    for ((when, expected), found) in truths.iter().zip(player.session.items()) {
        assert_eq!(found, expected, "{when}");
    }
}

/// The deepest condition that the parser takes: its truth values fill the evaluator's word. Each level adds `true and (false or …)`.
#[test]
fn the_deepest_condition_fits() {
    for innermost in ["true", "false"] {
        let mut when = format!("false or true and {innermost}");
        for _ in 0..30 {
            when = format!("false or true and ({when})");
        }
        let mut start = ending("debut");
        start["blocks"] = json!([said(&when)]);
        let player = Player::new(&scenario(json!([]), json!([start]), json!({})));
        assert_eq!(player.session.items(), [innermost == "true"]);
    }
}

#[test]
fn the_first_branch_that_holds_is_taken() {
    let route = json!([{ "when": "lien >= 2", "to": "haut" }, { "when": "lien >= 1", "to": "milieu" }, { "to": "bas" }]);
    for (effect, then) in [("lien = 3", "haut"), ("lien = 1", "milieu"), ("lien = 0", "bas")] {
        let scenes = json!([decision("debut", json!([choice("agir", &[effect], route.clone())])), ending("haut"), ending("milieu"), ending("bas")]);
        let mut player = Player::new(&scenario(level(), scenes, json!({})));
        player.choose("agir");
        player.proceed();
        assert_eq!(player.scene(), then);
    }
}

#[test]
fn a_detour_comes_back_to_its_then() {
    let scenes = json!([
        passage("debut", json!({ "detour": "charte", "then": "apres" })),
        passage("charte", json!("annexe")),
        { "id": "annexe", "title": "Annexe", "blocks": [], "return": true },
        ending("apres"),
    ]);
    let mut player = Player::new(&scenario(json!([]), scenes, json!({})));
    player.proceed();
    assert_eq!(player.events, [Event::Left(SceneIndex(0)), Event::Detoured(SceneIndex(3)), Event::Entered(SceneIndex(1))]);
    assert_eq!(player.session.state().stack(), [SceneIndex(3)]);
    player.proceed();
    player.proceed();
    assert_eq!(player.events, [Event::Left(SceneIndex(2)), Event::Returned, Event::Entered(SceneIndex(3)), Event::Ended(SceneIndex(3))]);
    assert_eq!((player.scene(), player.session.state().stack()), ("apres", &[][..]));
}

#[test]
fn detours_nest() {
    let scenes = json!([
        passage("debut", json!({ "detour": "un", "then": "apres" })),
        passage("un", json!({ "detour": "deux", "then": "retour" })),
        { "id": "deux", "title": "Deux", "blocks": [], "return": true },
        { "id": "retour", "title": "Retour", "blocks": [], "return": true },
        ending("apres"),
    ]);
    let mut player = Player::new(&scenario(json!([]), scenes, json!({})));
    let mut seen = Vec::new();
    while !player.session.is_over() {
        player.proceed();
        seen.push((player.scene().to_owned(), player.session.state().stack().len()));
    }
    assert_eq!(seen, [("un".to_owned(), 1), ("deux".to_owned(), 2), ("retour".to_owned(), 1), ("apres".to_owned(), 0)]);
}

/// More passages than scenes: the same detour is walked again from each of them.
#[test]
fn a_detour_taken_often_is_still_walked_to_the_next_decision() {
    let mut scenes: Vec<Value> = (0..6).map(|at| passage(&format!("pas-{at}"), json!({ "detour": "tour-0", "then": format!("pas-{}", at + 1) }))).collect();
    scenes.push(ending("pas-6"));
    scenes.extend((0..6).map(|at| passage(&format!("tour-{at}"), json!(format!("tour-{}", at + 1)))));
    scenes.push(json!({ "id": "tour-6", "title": "Retour", "blocks": [], "return": true }));
    let mut player = Player::new(&scenario(json!([]), json!(scenes), json!({})));
    player.session.walk_to_decision(&mut player.events).unwrap();
    assert!(player.session.is_over());
    assert_eq!(player.session.steps().len(), 6 * 8);
}

#[test]
fn passages_in_a_circle_are_given_up() {
    let mut player = Player::new(&scenario(json!([]), json!([passage("un", json!("deux")), passage("deux", json!("un"))]), json!({})));
    assert_eq!(player.session.walk_to_decision(&mut player.events), Err(Misuse::NoWayOn));
}

#[test]
fn lots_are_drawn_by_weight_again_at_each_visit_and_the_same_for_the_same_seed() {
    let route = json!({ "chance": [{ "weight": 1, "to": "debut" }, { "weight": 3, "to": "autre" }] });
    let scenes = json!([passage("debut", route), passage("autre", json!("debut"))]);
    let scenario = scenario(json!([]), scenes, json!({}));
    let drawn = |seed| {
        let mut events = Vec::new();
        let mut session = Session::start(Rc::clone(&scenario), seed, &mut events);
        for _ in 0..4000 {
            session.proceed(&mut events).unwrap();
        }
        events.into_iter().filter_map(|event| if let Event::Drew { arm, .. } = event { Some(arm) } else { None }).collect::<Vec<u32>>()
    };
    let (first, second) = (drawn(1), drawn(2));
    assert_eq!(first, drawn(1));
    assert_ne!(first, second);
    let share = first.iter().filter(|arm| **arm == 1).count() * 100 / first.len();
    assert!((72..=78).contains(&share), "{share} %");
}

/// A draw may lead to another draw: both are told.
#[test]
fn nested_lots_are_all_told() {
    let inner = json!({ "chance": [{ "weight": 1, "to": "fin" }] });
    let player =
        &mut Player::new(&scenario(json!([]), json!([passage("debut", json!({ "chance": [{ "weight": 1, "to": inner }] })), ending("fin")]), json!({})));
    player.proceed();
    let drew = |route| Event::Drew { route: RouteIndex(route), arm: 0 };
    assert_eq!(player.events[..4], [Event::Left(SceneIndex(0)), drew(2), drew(1), Event::Entered(SceneIndex(1))]);
}

#[test]
fn a_closed_choice_is_shown_or_hidden_but_never_made() {
    let mut locked = choice("fermee", &[], json!("fin"));
    locked["when"] = json!("vu");
    locked["locked"] = json!("Pas encore.");
    let choices = json!([locked, choice("agir", &["vu = true"], json!("debut"))]);
    let mut player = Player::new(&scenario(flag(), json!([decision("debut", choices), ending("fin")]), json!({})));
    assert_eq!(player.session.offers().map(|offer| offer.open).collect::<Vec<_>>(), [false, true]);
    let closed = player.index("fermee");
    assert_eq!(player.refused(|session, events| session.choose(closed, events)), Misuse::ClosedChoice);
    player.choose("agir");
    player.proceed();
    assert_eq!(player.session.offers().map(|offer| offer.open).collect::<Vec<_>>(), [true, true]);
    player.choose("fermee");
}

#[test]
fn skipping_leaves_the_scene_and_gives_up_detours() {
    let scenes = json!([
        passage("debut", json!({ "detour": "dur", "then": "apres" })),
        { "id": "dur", "title": "Dur", "blocks": [], "return": true },
        passage("apres", json!("fin")),
        ending("fin"),
    ]);
    let warned = scenario(json!([]), scenes.clone(), json!({ "content-warning": { "text": "C’est dur.", "skip": "apres" } }));
    let mut player = Player::new(&warned);
    player.proceed();
    player.events.clear();
    player.session.skip(&mut player.events).unwrap();
    assert_eq!(player.events, [Event::Left(SceneIndex(1)), Event::Entered(SceneIndex(2))]);
    assert_eq!((player.scene(), player.session.state().stack(), player.session.state().visits(SceneIndex(1))), ("apres", &[][..], 1));
    player.proceed();
    assert_eq!(player.refused(Session::skip), Misuse::Over);

    let mut player = Player::new(&scenario(json!([]), scenes, json!({})));
    assert_eq!(player.refused(Session::skip), Misuse::NothingToSkip);
}

#[test]
fn a_choice_can_be_skipped_past_from_its_outcome() {
    let scenes = json!([decision("debut", json!([choice("agir", &["vu = true"], json!("debut"))])), ending("fin")]);
    let mut player = Player::new(&scenario(flag(), scenes, json!({ "content-warning": { "text": "C’est dur.", "skip": "fin" } })));
    player.choose("agir");
    player.session.skip(&mut player.events).unwrap();
    assert_eq!((player.scene(), player.value(), player.session.state().phase()), ("fin", 1, Phase::Scene));
}

#[test]
fn rewinding_stands_again_at_a_decision_and_leaves_the_path() {
    let scenes = json!([
        decision("debut", json!([choice("un", &["lien += 1"], json!("suite")), choice("deux", &[], json!("suite"))])),
        decision("suite", json!([choice("trois", &["lien += 1"], json!("fin"))])),
        ending("fin"),
    ]);
    let mut player = Player::new(&scenario(level(), scenes, json!({})));
    assert_eq!(player.session.rewound(0).err(), Some(Misuse::NotOver));
    for choice in ["un", "trois"] {
        player.choose(choice);
        player.proceed();
    }
    let again = player.session.rewound(1).unwrap();
    assert_eq!((again.state().scene(), again.state().values(), again.steps().len()), (SceneIndex(1), &[2][..], 2));
    let first = player.session.rewound(0).unwrap();
    assert_eq!((first.state().scene(), first.state().values(), first.steps().len()), (SceneIndex(0), &[1][..], 0));
    assert_eq!(player.session.rewound(2).err(), Some(Misuse::NoSuchDecision));
    assert_eq!((player.scene(), player.value(), player.session.steps().len()), ("fin", 3, 4));
}

#[test]
fn every_misuse_is_named_and_changes_nothing() {
    let scenes = json!([
        decision("debut", json!([choice("agir", &["vu = true"], json!("pas"))])),
        passage("pas", json!("seul")),
        decision("seul", json!([choice("entrer", &[], json!("retour")), choice("finir", &[], json!("fin"))])),
        { "id": "retour", "title": "Retour", "blocks": [], "return": true },
        ending("fin"),
    ]);
    let mut player = Player::new(&scenario(flag(), scenes, json!({})));
    let [act, enter, finish] = ["agir", "entrer", "finir"].map(|id| player.index(id));
    assert_eq!(player.refused(Session::proceed), Misuse::DecisionWaits);
    assert_eq!(player.refused(|session, events| session.choose(enter, events)), Misuse::ElsewhereChoice);
    assert_eq!(player.refused(|session, events| session.choose(ChoiceIndex(u32::MAX), events)), Misuse::ElsewhereChoice);
    player.choose("agir");
    assert_eq!(player.refused(|session, events| session.choose(act, events)), Misuse::NoDecision);
    player.proceed();
    assert_eq!(player.refused(|session, events| session.choose(act, events)), Misuse::NoDecision);
    player.proceed();
    let mut astray = Player { session: player.session.clone(), events: Vec::new() };
    astray.choose("entrer");
    astray.proceed();
    assert_eq!(astray.refused(Session::proceed), Misuse::NoWayOn, "a return that nothing led into");
    player.choose("finir");
    player.proceed();
    assert_eq!(player.refused(Session::proceed), Misuse::Over);
    assert_eq!(player.refused(|session, events| session.choose(finish, events)), Misuse::Over);
}

#[test]
fn resources_show_what_holds_now() {
    let resource = json!({ "resources": [{ "id": "charte", "title": "Charte", "blocks": [said("vu"), said("not vu")] }] });
    let mut player = Player::new(&scenario(flag(), json!([decision("debut", json!([choice("agir", &["vu = true"], json!("debut"))]))]), resource));
    assert_eq!(player.session.resource_items(0), [false, true]);
    player.choose("agir");
    assert_eq!(player.session.resource_items(0), [true, false]);
    assert_eq!(player.session.resource_items(1), [false; 0]);
}
