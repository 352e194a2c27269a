//! Picking one of two paths.

use super::compare::{Gesture, gesture};
use crate::app::element::{Element, button, element};
use crate::app::text::rank;
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{Composer, Path, offered};
use crate::scenario::program::ChoiceIndex;

/// Draws a side: what it holds, or what it may.
pub fn view(lead: &Lead, side: usize) -> Element {
    let title = if side == 0 { "Premier chemin" } else { "Second chemin" };
    let id = if side == 0 { "premier-chemin" } else { "second-chemin" };
    let path = lead.deeper.compare.sides.get(side).and_then(Option::as_ref);
    let held = match path {
        None => sources(lead, side, title),
        Some(path) => match path.composer() {
            Some(composer) => composing(lead, side, path, composer),
            None => element("p").child(element("strong").text(&path.name(lead.session()))).text(" ").child(other(side, title)),
        },
    };
    element("section").class("deeper-side").set("aria-labelledby", id).child(element("h4").id(id).text(title)).child(held)
}

/// Lets go of what is held.
fn other(side: usize, title: &str) -> Element {
    button("button quiet", "Un autre", gesture(Gesture::Clear(side))).label(&["Un autre : ", title].concat())
}

fn sources(lead: &Lead, side: usize, title: &str) -> Element {
    let compose = button("button quiet", "Composer un chemin", gesture(Gesture::Compose(side))).label(&["Composer un chemin : ", title].concat());
    let offered = offered(lead.session()).into_iter().map(|number| {
        let name = Path::Offered(number).name(lead.session());
        element("li").key(&number.to_string()).child(button("button quiet", &name, gesture(Gesture::Offered(side, number))))
    });
    let forks = lead.deeper.compare.sides.get(1 - side.min(1)).and_then(Option::as_ref).and_then(|other| forks(lead, side, other));
    element("div").child(element("p").child(compose)).child(element("ul").class("deeper-paths").each(offered)).maybe(forks)
}

/// « Et si on avait… ? », from each decision of the other path. Of an offered one, decisions are told by their rank: its scenes are its owner's.
fn forks(lead: &Lead, side: usize, other: &Path) -> Option<Element> {
    let session = other.session(lead.scenario(), lead.session())?;
    let at = session.path().enumerate().map(|(decision, choice)| {
        let place = if other.owner().is_none() { scene_title(lead, choice) } else { ["sa décision ", &rank(decision)].concat() };
        element("li").child(button("button quiet", &place, gesture(Gesture::Fork(side, decision))).label(&["Et si on avait… ? À partir de ", &place].concat()))
    });
    let at = at.collect::<Vec<_>>();
    (!at.is_empty())
        .then(|| element("div").child(element("p").text("Et si on avait… ? À partir de :")).child(element("ul").class("deeper-paths").each(at.into_iter())))
}

fn scene_title(lead: &Lead, choice: ChoiceIndex) -> String {
    let scenario = lead.scenario();
    scenario.scene(scenario.program.choices[choice.at()].scene).title.text.clone()
}

fn composing(lead: &Lead, side: usize, path: &Path, composer: &Composer) -> Element {
    let scenario = lead.scenario();
    // What stands before the fork may be somebody's: it is not told here.
    let made = composer.path().into_iter().skip(if path.owner().is_some() { composer.kept() } else { 0 });
    let made = made.map(|choice| {
        let words = [&scene_title(lead, choice), " : ", &scenario.letter(choice).to_string()].concat();
        element("li").text(&words)
    });
    let next = match composer.waiting() {
        Some(scene) => {
            let prompt = scenario.decision(scene).map_or("", |decision| &decision.prompt);
            let open = composer.open().into_iter().map(|choice| {
                let words = [&scenario.letter(choice).to_string(), ". ", &scenario.choice(choice).text].concat();
                element("li").child(button("deeper-choice", &words, gesture(Gesture::Choose(side, choice))))
            });
            let title = element("p").child(element("strong").text(&scenario.scene(scene).title)).text(" ").text(prompt);
            element("div").child(title).child(element("ol").class("deeper-choices").each(open.collect::<Vec<_>>().into_iter()))
        }
        None => {
            let ending = scenario.ending(composer.session().state().scene()).map_or("", |ending| &ending.title);
            element("p").text(&["Fin : ", ending].concat())
        }
    };
    let name = path.name(lead.session());
    let back = button("button quiet", "Reprendre le dernier choix", gesture(Gesture::TakeBack(side))).flag("disabled", !composer.can_take_back());
    let live = button("button quiet", "Projeter où il en est", gesture(Gesture::Live(side))).label(&["Projeter où il en est : ", &name].concat());
    element("div")
        .child(element("p").child(element("strong").text(&name)))
        .child(element("ol").class("deeper-made").each(made.collect::<Vec<_>>().into_iter()))
        .child(next)
        .child(element("p").class("onward").child(live).child(back).child(other(side, &name)))
}
