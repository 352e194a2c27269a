//! A choice as it is read beforehand: what follows at once, where it leads, what its author proposes to see in it.

use super::Case;
use super::note::scene_link;
use super::scene::blocks;
use crate::app::element::{Element, element, link_inside};
use crate::scenario::library::{Label, Term, Vocabulary};
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
    let vocabulary = case.vocabulary.as_deref();
    let term = |terms: fn(&Vocabulary) -> &[Term], id: &str| {
        named(vocabulary.and_then(|words| terms(words).iter().find(|term| term.id == id)).map(|term| &*term.label), id)
    };
    let positions = choice.positions.iter().enumerate().map(|(at, id)| {
        let name = term(|words| &words.positions, id);
        if at == 0 && choice.positions.len() > 1 { [&name, " (dominante)"].concat() } else { name }
    });
    let tensions = choice.tensions.iter().map(|tag| {
        let axis = vocabulary.and_then(|words| words.tensions.iter().find(|axis| axis.id == tag.axis.text));
        let name = named(axis.map(|axis| &*axis.label), &tag.axis);
        [&name, " : vers ", &label(axis.map(|axis| &*axis.poles), &tag.toward)].concat()
    });
    let postures = choice.postures.iter().map(|tag| {
        let posture = vocabulary.and_then(|words| words.postures.iter().find(|posture| posture.id == tag.posture.text));
        let name = named(posture.map(|posture| &*posture.label), &tag.posture);
        [&name, " : ", &label(posture.map(|posture| &*posture.effects), &tag.effect)].concat()
    });
    let agency = choice.agency.iter().map(|tag| {
        let who = case.scenario.person(&tag.who).map_or(&*tag.who, |person| &person.name);
        let effect = label(vocabulary.map(|words| &*words.agency.effects), &tag.effect);
        [who, " : ", &effect, " (", &label(vocabulary.map(|words| &*words.agency.levers), &tag.lever), ")"].concat()
    });
    let sources: Vec<Element> = choice.references.iter().map(|id| source(case, id)).collect();
    element("dl")
        .class("read-tags")
        .maybe(row("Positions", positions))
        .maybe(row("Rapport au cadre", choice.frame.iter().map(|id| term(|words| &words.frames, id))))
        .maybe(row("Tensions", tensions))
        .maybe(row("Postures", postures))
        .maybe(row("Pouvoir d'agir", agency))
        .maybe(row("Ouvre", choice.opens.iter().map(|words| words.text.clone())))
        .maybe(row("Question", choice.vigilance.iter().map(|words| words.text.clone())))
        .maybe((!sources.is_empty()).then(|| element("div").child(element("dt").text("Repères")).each(sources.into_iter())))
}

fn row(name: &str, values: impl Iterator<Item = String>) -> Option<Element> {
    let values: Vec<Element> = values.map(|value| element("dd").text(&value)).collect();
    (!values.is_empty()).then(|| element("div").child(element("dt").text(name)).each(values.into_iter()))
}

fn named(name: Option<&str>, id: &str) -> String {
    name.unwrap_or(id).to_owned()
}

fn label(labels: Option<&[Label]>, id: &str) -> String {
    named(labels.and_then(|labels| labels.iter().find(|label| label.id == id)).map(|label| &*label.label), id)
}

fn source(case: &Case, id: &str) -> Element {
    let known = case.references.as_ref().and_then(|library| library.references.iter().find(|reference| reference.id == id));
    match known {
        Some(reference) => element("dd").child(link_inside("", &[id, ", ", &reference.title].concat(), "reperes")),
        None => element("dd").text(id),
    }
}
