//! A choice as it is read beforehand: what follows at once, where it leads, what its author proposes to see in it.

use super::Case;
use super::note::scene_link;
use super::scene::blocks;
use crate::app::element::{Element, element, link_inside};
use crate::debrief::said;
use crate::scenario::program::ChoiceIndex;
use crate::scenario::source::{Choice, Id, Route};

/// A choice.
pub fn choice(case: &Case, index: ChoiceIndex) -> Element {
    let choice = case.scenario.choice(index);
    let title = element("h4").child(element("span").class("read-letter").text(&case.scenario.letter(index).to_string())).text(" ").text(&choice.text);
    let offered = choice.when.as_ref().map(|when| {
        let otherwise = match &choice.locked {
            Some(reason) => element("p").class("hint").text("Sinon, grisée : ").text(reason),
            None => element("p").class("hint").text("Sinon, elle n'est pas montrée."),
        };
        element("div").child(element("p").text("Proposée")).child(case.condition(when)).child(otherwise)
    });
    let outcome = (!choice.outcome.is_empty()).then(|| blocks(case, &choice.outcome));
    let effects = (!choice.effects.is_empty()).then(|| {
        let effects = choice.effects.iter().map(|effect| element("code").text(effect));
        element("p").class("read-effects").child(element("strong").text("Le récit retient : ")).each(effects)
    });
    element("article").class("read-choice").child(title).maybe(offered).maybe(outcome).maybe(effects).child(route(case, &choice.to)).child(tags(case, choice))
}

/// Where it leads.
pub fn route(case: &Case, to: &Route) -> Element {
    match to {
        Route::To(id) => element("p").class("read-to").text("Mène à ").child(link(case, id)),
        Route::Detour(detour) => {
            element("p").class("read-to").text("Détour par ").child(link(case, &detour.detour)).text(", puis ").child(link(case, &detour.then))
        }
        Route::Branches(branches) => {
            let branches = branches.iter().map(|branch| {
                let when = match &branch.when {
                    Some(when) => case.condition(when),
                    None => element("p").class("read-if").child(element("strong").text("sinon")),
                };
                element("li").child(when).child(route(case, &branch.to))
            });
            element("ul").class("read-routes").each(branches)
        }
        Route::Chance(chance) => {
            let total: u64 = chance.chance.iter().map(|arm| u64::from(arm.weight.0)).sum();
            let arms = chance.chance.iter().map(|arm| {
                let odds = ["tirage, ", &arm.weight.0.to_string(), " sur ", &total.to_string()].concat();
                element("li").child(element("p").class("read-if").child(element("strong").text(&odds))).child(route(case, &arm.to))
            });
            element("ul").class("read-routes").each(arms)
        }
    }
}

fn link(case: &Case, id: &Id) -> Element {
    match case.scenario.find_scene(id) {
        Some(scene) => scene_link(case, scene),
        None => element("span").text(id),
    }
}

/// The tags, by the names of the vocabulary, or by their ids where it could not be read.
fn tags(case: &Case, choice: &Choice) -> Element {
    let rows = said::tags(&case.scenario, case.vocabulary.as_deref(), choice).into_iter().map(|(name, values)| {
        let values = values.into_iter().map(|value| element("dd").text(&value));
        element("div").child(element("dt").text(name)).each(values)
    });
    let sources: Vec<Element> = choice.references.iter().map(|id| source(case, id)).collect();
    element("dl")
        .class("read-tags")
        .each(rows)
        .maybe((!sources.is_empty()).then(|| element("div").child(element("dt").text("Repères")).each(sources.into_iter())))
}

fn source(case: &Case, id: &str) -> Element {
    let known = case.references.as_ref().and_then(|library| library.references.iter().find(|reference| reference.id == id));
    match known {
        Some(reference) => element("dd").child(link_inside("", &[id, ", ", &reference.title].concat(), "reperes")),
        None => element("dd").text(id),
    }
}
