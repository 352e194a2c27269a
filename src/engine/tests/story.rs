//! What a path told again says of causes.

use std::rc::Rc;

use serde_json::{Value, json};

use super::{choice, decision, ending, passage, said, scenario};
use crate::engine::story::{Moment, tell};
use crate::engine::{Misuse, Step};
use crate::scenario::Scenario;
use crate::scenario::program::ChoiceIndex;

fn variables() -> Value {
    json!([
        { "id": "vu", "flag": false },
        { "id": "dit", "flag": false },
        { "id": "lien", "level": { "min": 0, "max": 5, "initial": 1 } },
        { "id": "suite", "one-of": ["aucune", "appel"] },
    ])
}

/// Four decisions whose only choices have these effects, then a scene that shows a block when `when` holds.
fn case(effects: [&[&str]; 4], when: &str) -> Rc<Scenario> {
    let mut scenes: Vec<Value> = (0..4)
        .map(|at| {
            let to = if at == 3 { "pas".to_owned() } else { format!("decision-{}", at + 1) };
            decision(&format!("decision-{at}"), json!([choice(&format!("choix-{at}"), effects[at], json!(to))]))
        })
        .collect();
    scenes.push(passage("pas", json!("fin")));
    let mut last = ending("fin");
    last["blocks"] = json!([{ "narration": "Toujours là." }, said(when)]);
    scenes.push(last);
    scenario(variables(), json!(scenes), json!({}))
}

fn whole(scenario: &Scenario) -> Vec<Step> {
    let choices = (0..).map(ChoiceIndex).take(scenario.program.choices.len());
    choices.flat_map(|choice| [Step::Choose(choice), Step::Proceed]).chain([Step::Proceed]).collect()
}

/// The decisions that caused the block of the last scene; `None` if it is not shown.
fn causes(scenario: &Rc<Scenario>, steps: &[Step]) -> Option<Vec<usize>> {
    let story = tell(Rc::clone(scenario), 0, steps).unwrap();
    match story.moments.last() {
        Some(Moment::Scene { items, consequences, .. }) => {
            assert_eq!(items[0], consequences.iter().all(|consequence| consequence.item != 0), "a block without a condition is nobody's consequence");
            assert!(consequences.len() <= 1);
            consequences.iter().find(|consequence| consequence.item == 1).map(|consequence| consequence.causes.clone())
        }
        other => panic!("{other:?}"),
    }
}

/// The effects of the four choices, the condition of the block, and the decisions that caused it to be shown.
type Row = ([&'static [&'static str]; 4], &'static str, Option<&'static [usize]>);

#[test]
fn causes_are_the_choices_whose_writes_made_the_condition_hold() {
    const NO: &[&str] = &[];
    let table: &[Row] = &[
        // A flag: who set it.
        ([&["vu = true"], NO, NO, NO], "vu", Some(&[0])),
        ([&["vu = true"], NO, &["vu = true"], NO], "vu", Some(&[2])),
        ([NO, NO, NO, NO], "vu", None),
        // Nobody's doing: it was so from the start.
        ([NO, NO, NO, NO], "not vu", Some(&[])),
        ([NO, &["vu = true"], NO, &["vu = false"]], "not vu", Some(&[3])),
        ([NO, NO, NO, NO], "true", Some(&[])),
        // A level: everyone who moved it, since it was last given a value.
        ([&["lien += 1"], NO, &["lien += 1"], NO], "lien >= 3", Some(&[0, 2])),
        ([&["lien += 1"], &["lien -= 1"], &["lien += 1"], NO], "lien >= 2", Some(&[0, 1, 2])),
        ([&["lien += 1"], &["lien = 2"], NO, &["lien += 1"]], "lien >= 3", Some(&[1, 3])),
        ([&["lien += 1", "lien = 0", "lien += 3"], NO, NO, NO], "lien = 3", Some(&[0])),
        ([NO, NO, NO, NO], "lien = 1", Some(&[])),
        // A word.
        ([NO, &["suite = appel"], NO, NO], "suite = appel", Some(&[1])),
        ([NO, &["suite = appel"], NO, NO], "suite != aucune", Some(&[1])),
        // And: both had to hold.
        ([&["vu = true"], &["dit = true"], NO, NO], "vu and dit", Some(&[0, 1])),
        ([&["vu = true"], NO, NO, NO], "vu and not dit", Some(&[0])),
        // Or: only what holds counts; where both do, both.
        ([&["vu = true"], NO, NO, &["dit = true", "dit = false"]], "vu or dit", Some(&[0])),
        ([&["vu = true"], &["dit = true"], NO, NO], "vu or dit", Some(&[0, 1])),
        // Not: what made the inner condition false.
        ([&["vu = true"], &["dit = true"], &["vu = false"], NO], "not (vu and dit)", Some(&[2])),
        ([&["vu = true"], &["vu = false"], &["dit = true", "dit = false"], NO], "not (vu or dit)", Some(&[1, 2])),
        // Visits and choices.
        ([NO, NO, NO, NO], "chose(decision-2, choix-2)", Some(&[2])),
        ([NO, NO, NO, NO], "visited(decision-1)", Some(&[1])),
        ([NO, NO, NO, NO], "visited(pas)", Some(&[3])),
        ([NO, NO, NO, NO], "visited(fin)", None),
        ([&["lien += 1"], NO, NO, &["vu = true"]], "vu and (lien >= 2 or dit) and chose(decision-1, choix-1)", Some(&[0, 1, 3])),
    ];
    for (effects, when, expected) in table {
        let scenario = case(*effects, when);
        assert_eq!(causes(&scenario, &whole(&scenario)).as_deref(), *expected, "{when} after {effects:?}");
    }
}

/// A choice made twice on a loop: its first time is what « chose » holds.
#[test]
fn what_was_chosen_again_was_chosen_first() {
    let scenes = json!([
        decision("debut", json!([choice("encore", &[], json!("debut")), choice("finir", &[], json!("fin"))])),
        { "id": "fin", "title": "Fin", "blocks": [{ "narration": "Là." }, said("chose(debut, encore)")], "ending": ending("fin")["ending"] },
    ]);
    let scenario = scenario(variables(), scenes, json!({}));
    let [again, finish] = [ChoiceIndex(0), ChoiceIndex(1)];
    let steps = [Step::Choose(again), Step::Proceed, Step::Choose(again), Step::Proceed, Step::Choose(finish), Step::Proceed];
    assert_eq!(causes(&scenario, &steps), Some(vec![0]));
}

/// A scene left before any decision was visited by nobody's choice.
#[test]
fn what_came_before_any_decision_has_no_cause() {
    let last = json!({ "id": "fin", "title": "Fin", "blocks": [{ "narration": "Là." }, said("visited(seuil)")], "ending": ending("fin")["ending"] });
    let scenes = json!([passage("seuil", json!("debut")), decision("debut", json!([choice("agir", &[], json!("fin"))])), last]);
    let scenario = scenario(variables(), scenes, json!({}));
    assert_eq!(causes(&scenario, &[Step::Proceed, Step::Choose(ChoiceIndex(0)), Step::Proceed]), Some(vec![]));
}

#[test]
fn a_way_that_depended_on_choices_says_so() {
    let route = json!([{ "when": "vu and dit", "to": "autre" }, { "when": "lien >= 2", "to": "fin" }, { "to": "autre" }]);
    let scenes = json!([
        decision("un", json!([choice("a", &["vu = true"], json!("deux"))])),
        decision("deux", json!([choice("b", &["lien += 1"], json!("trois"))])),
        decision("trois", json!([choice("c", &["suite = appel"], json!("pas"))])),
        passage("pas", route),
        ending("fin"),
        ending("autre"),
    ]);
    let scenario = scenario(variables(), scenes, json!({}));
    let story = tell(Rc::clone(&scenario), 0, &whole(&scenario)).unwrap();
    assert!(story.session.is_over());
    let ways: Vec<(&str, Vec<usize>)> = story
        .moments
        .iter()
        .filter_map(|moment| if let Moment::Scene { scene, led_by, .. } = moment { Some((&*scenario.scene(*scene).id, led_by.clone())) } else { None })
        .collect();
    // « vu and dit » failed because of « dit », which nobody wrote; the level, the second decision wrote.
    let expected: [(&str, &[usize]); 5] = [("un", &[]), ("deux", &[]), ("trois", &[]), ("pas", &[]), ("fin", &[1])];
    assert_eq!(ways, expected.map(|(scene, causes)| (scene, causes.to_vec())));
    assert_eq!(story.moments.len(), 8, "five scenes, three choices");
}

#[test]
fn the_outcome_of_a_choice_can_be_its_own_consequence() {
    let mut act = choice("agir", &["vu = true"], json!("fin"));
    act["outcome"] = json!([said("vu"), said("not vu"), { "narration": "Là." }]);
    let scenario = scenario(variables(), json!([decision("debut", json!([act])), ending("fin")]), json!({}));
    let story = tell(scenario, 0, &[Step::Choose(ChoiceIndex(0))]).unwrap();
    match &story.moments[..] {
        [Moment::Scene { .. }, Moment::Choice { decision: 0, items, consequences, .. }] => {
            assert_eq!(items[..], [true, false, true]);
            assert_eq!(consequences.iter().map(|found| (found.item, &found.causes[..])).collect::<Vec<_>>(), [(0, &[0][..])]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_path_that_is_not_allowed_is_not_told() {
    let scenario = case([&[], &[], &[], &[]], "vu");
    assert_eq!(tell(scenario, 0, &[Step::Proceed]).err(), Some(Misuse::DecisionWaits));
}
