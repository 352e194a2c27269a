//! A vote on a decision: lettered ballots counted one by one, or hands raised and typed.

use super::{Lead, on};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::debrief::Ballot;
use crate::debrief::slide;
use crate::scenario::program::SceneIndex;
use crate::text::count;

/// What a trainer does at a vote. The decision is named by its scene, the vote by its round.
#[derive(Clone)]
pub enum Gesture {
    /// One ballot more for a choice, by its place.
    Count(String, u32, u32),
    /// Takes the last ballot back.
    Undo(String, u32),
    /// So many for a choice: raised hands.
    Set(String, u32, u32, String),
    /// The vote is taken again.
    Again(String, u32),
    /// Projects the question and the choices.
    Ask(SceneIndex),
}

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Vote(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    lead.fault = None;
    let ballot = |lead: &mut Lead, scene: &str, round: u32, change: &dyn Fn(&mut Ballot)| {
        let choices = lead.scenario().find_scene(scene).and_then(|scene| lead.scenario().decision(scene)).map_or(0, |decision| decision.choices.len());
        lead.change(|session| change(session.ballot_mut(scene, round, choices)));
    };
    match gesture {
        Gesture::Count(scene, round, choice) => ballot(lead, &scene, round, &|ballot| ballot.count(choice)),
        Gesture::Undo(scene, round) => ballot(lead, &scene, round, &|ballot| {
            ballot.undo();
        }),
        Gesture::Set(scene, round, choice, number) => ballot(lead, &scene, round, &|ballot| ballot.set(choice, number.trim().parse().unwrap_or(0))),
        Gesture::Again(scene, round) => {
            lead.change(|session| session.ballots.retain(|ballot| !(ballot.scene == scene && ballot.round == round)));
            // What was shown of it is to be shown again.
            lead.showing = lead.showing.min(lead.showings().len());
        }
        Gesture::Ask(scene) => {
            let slides = slide::choices(lead.scenario(), scene);
            lead.project(slides);
        }
    }
}

/// A vote on all the choices of a decision, whose question may be projected from here.
pub fn view(lead: &Lead, scene: SceneIndex, round: u32) -> Element {
    let places: Vec<u32> = (0..).zip(lead.scenario().decision(scene).iter().flat_map(|decision| &decision.choices)).map(|(place, _)| place).collect();
    let ask = button("button quiet", "Projeter les options", gesture(Gesture::Ask(scene)));
    drawn(lead, scene, round, &places, Some(ask))
}

/// A vote on the choices of a decision that are open, by their places.
pub fn keys(lead: &Lead, scene: SceneIndex, round: u32, places: &[u32]) -> Element {
    drawn(lead, scene, round, places, None)
}

/// The keys of a vote: one large key for each choice, the count beside it, the total under them.
fn drawn(lead: &Lead, scene: SceneIndex, round: u32, places: &[u32], ask: Option<Element>) -> Element {
    let Some(decision) = lead.scenario().decision(scene) else { return element("div") };
    let id = (*lead.scenario().scene(scene).id).to_owned();
    let none = Ballot::new(&id, round, decision.choices.len());
    let ballot = lead.session().ballot(&id, round).unwrap_or(&none);
    let rows = decision.choices.iter().zip('A'..).zip(0_u32..).filter(|(_, place)| places.contains(place)).map(|((choice, letter), place)| {
        let number = ballot.counts.get(place as usize).copied().unwrap_or(0);
        let key = element("button")
            .set("type", "button")
            .class("ballot-key")
            .set_to("data-letter", letter.to_string())
            .label(&format!("Un bulletin {letter} de plus"))
            .on_click(gesture(Gesture::Count(id.clone(), round, place)))
            .child(element("span").text(&letter.to_string()));
        let scene = id.clone();
        let hands = element("input").set("type", "number").class("ballot-number").set("min", "0").set("inputmode", "numeric");
        let hands = hands.label(&format!("Bulletins {letter}"));
        let hands = hands.holding(&number.to_string(), move |number| gesture(Gesture::Set(scene.clone(), round, place, number)));
        element("li").key(&letter.to_string()).child(key).child(element("span").class("ballot-text").text(&choice.text)).child(hands)
    });
    let total = ballot.total();
    let room = lead.session().room;
    let total_words = if room == 0 {
        count(total as usize, "bulletin", "bulletins")
    } else {
        format!("{total} sur {}", count(room as usize, "bulletin attendu", "bulletins attendus"))
    };
    let total = element("strong").id("total-bulletins").class(if room != 0 && total != room { "unmatched" } else { "matched" }).text(&total_words);
    let undo = button("button quiet", "Annuler le dernier", gesture(Gesture::Undo(id.clone(), round))).flag("disabled", ballot.typed.is_empty());
    let again = button("button quiet", "Refaire voter", gesture(Gesture::Again(id.clone(), round))).flag("disabled", ballot.total() == 0);
    let title = if round == 1 { "Vote par bulletins ou à mains levées" } else { "Second vote" };
    let hint = if round == 1 && !lead.session().gathered.is_empty() {
        "Facultatif : sans bulletin, la répartition dévoilée est celle des parcours."
    } else {
        "Une touche par bulletin, ou le nombre de mains. Rien n'est montré avant « Suite »."
    };
    element("section")
        .class("ballots")
        .set("aria-labelledby", "vote-titre")
        .child(element("h3").id("vote-titre").text(title))
        .child(element("p").class("hint").text(hint))
        .child(element("ol").class("ballot-rows").each(rows))
        .child(element("p").class("onward").set("role", "status").child(total).child(undo).child(again).maybe(ask))
}
