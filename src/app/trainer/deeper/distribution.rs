//! How many took which choice, decision by decision, in the order of the text.

use super::{Gesture, hint, project_button, published, table};
use crate::app::element::{Element, element};
use crate::app::trainer::lead::Lead;
use crate::debrief::running::votes_shown;
use crate::debrief::slide::{self, distribution};
use crate::debrief::{DecisionTable, Shown, Total};
use crate::scenario::program::SceneIndex;

/// Projects the distribution of a decision; where the parcours are too few for one, what the room voted.
pub fn project(lead: &mut Lead, scene: SceneIndex) {
    lead.publish();
    let table = published(lead).into_iter().find(|table| table.scene == scene);
    let slides = table.map_or_else(Vec::new, |table| match votes(lead, &table) {
        votes if votes.is_empty() => distribution(lead.scenario(), &table),
        votes => slide::votes(lead.scenario(), scene, &votes.iter().map(|(name, shown)| (*name, shown)).collect::<Vec<_>>()),
    });
    lead.project(slides);
}

/// What the room voted, where the parcours are too few for a distribution.
fn votes(lead: &Lead, table: &DecisionTable) -> Vec<(&'static str, Shown)> {
    if table.choices == Shown::Nothing { votes_shown(lead.session(), lead.scenario(), table.scene) } else { Vec::new() }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let tables = published(lead);
    element("div").each(tables.iter().map(|table| decision(lead, table)))
}

fn decision(lead: &Lead, decided: &DecisionTable) -> Element {
    let scenario = lead.scenario();
    let title = &scenario.scene(decided.scene).title;
    let votes = votes(lead, decided);
    let arrived = match (&decided.choices, decided.arrived()) {
        (Shown::Nothing, _) if !votes.is_empty() => "Moins de trois parcours : voici ce que la salle a voté.".to_owned(),
        (Shown::Nothing, _) => "Moins de trois réponses : rien n'est montré.".to_owned(),
        (_, Some(arrived)) => format!("{arrived} arrivés ici, {} réponses.", decided.choices.answered().unwrap_or(0)),
        _ => "Moins de huit réponses : les options prises, sans nombres.".to_owned(),
    };
    let counts = (decided.choices != Shown::Nothing).then(|| {
        let choices = scenario.decision(decided.scene).map_or(&[][..], |decision| &decision.choices);
        let rows = choices.iter().zip('A'..).enumerate().map(|(at, (choice, letter))| {
            let mut cells = vec![taken(&decided.choices, at)];
            if !decided.hesitations.is_empty() {
                cells.push(total(decided.hesitations.get(at)));
            }
            ([&letter.to_string(), ". ", &choice.text].concat(), cells)
        });
        let head: &[&str] = if decided.hesitations.is_empty() { &["Option", "Prise par"] } else { &["Option", "Prise par", "Ont hésité avec"] };
        table(title, head, rows)
    });
    let motives = (!decided.motives.is_empty()).then(|| {
        let motives = scenario.decision(decided.scene).and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
        let names = motives.iter().map(|motive| motive.text.text.clone()).chain(["Aucune ne me convient, je prends la plus proche.".to_owned()]);
        table(&["Motifs : ", title].concat(), &["Motif", "Donné par"], names.zip(&decided.motives).map(|(name, given)| (name, vec![total(Some(given))])))
    });
    element("section")
        .class("deeper-decision")
        .child(element("h4").text(title))
        .child(hint(&arrived))
        .child(element("p").child(project_button(title, Gesture::Distribution(decided.scene))))
        .maybe(counts)
        .maybe((!votes.is_empty()).then(|| voted(lead, decided.scene, &votes)))
        .maybe(motives)
}

/// What the room voted, one vote or two.
fn voted(lead: &Lead, scene: SceneIndex, votes: &[(&'static str, Shown)]) -> Element {
    let scenario = lead.scenario();
    let choices = scenario.decision(scene).map_or(&[][..], |decision| &decision.choices);
    let rows = choices.iter().zip('A'..).enumerate().map(|(at, (choice, letter))| {
        let name = [&letter.to_string(), ". ", &choice.text].concat();
        (name, votes.iter().map(|(_, shown)| taken(shown, at)).collect())
    });
    let head: Vec<&str> = ["Option"].into_iter().chain(votes.iter().map(|(name, _)| *name)).collect();
    table(&["Votes de la salle : ", &scenario.scene(scene).title].concat(), &head, rows)
}

fn taken(shown: &Shown, at: usize) -> String {
    match (shown.count(at), shown.taken(at)) {
        (Some(count), _) => count.to_string(),
        (None, Some(true)) => "prise".to_owned(),
        _ => "non prise".to_owned(),
    }
}

fn total(total: Option<&Total>) -> String {
    match total {
        Some(Total::Many(count)) => count.to_string(),
        _ => "moins de 3".to_owned(),
    }
}
