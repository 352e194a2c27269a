//! How many took which choice, decision by decision, in the order of the text.

use super::{Gesture, hint, project_button, published, table};
use crate::app::element::{Element, element};
use crate::app::trainer::lead::Lead;
use crate::debrief::slide::distribution;
use crate::debrief::{DecisionTable, Shown, Total};
use crate::scenario::program::SceneIndex;

/// Projects the distribution of a decision.
pub fn project(lead: &mut Lead, scene: SceneIndex) {
    lead.publish();
    let table = published(lead).into_iter().find(|table| table.scene == scene);
    let slides = table.map_or_else(Vec::new, |table| distribution(lead.scenario(), &table));
    lead.project(slides);
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let tables = published(lead);
    element("div").each(tables.iter().map(|table| decision(lead, table)))
}

fn decision(lead: &Lead, decided: &DecisionTable) -> Element {
    let scenario = lead.scenario();
    let title = &scenario.scene(decided.scene).title;
    let arrived = match (&decided.choices, decided.arrived()) {
        (Shown::Nothing, _) => "Moins de trois réponses : rien n'est montré.".to_owned(),
        (_, Some(arrived)) => format!("{arrived} arrivés ici, {} réponses.", decided.choices.answered().unwrap_or(0)),
        _ => "Moins de huit réponses : les options prises, sans nombres.".to_owned(),
    };
    let counts = (decided.choices != Shown::Nothing).then(|| {
        let choices = scenario.decision(decided.scene).map_or(&[][..], |decision| &decision.choices);
        let rows = choices.iter().zip('A'..).enumerate().map(|(at, (choice, letter))| {
            let taken = match (decided.choices.count(at), decided.choices.taken(at)) {
                (Some(count), _) => count.to_string(),
                (None, Some(true)) => "prise".to_owned(),
                _ => "non prise".to_owned(),
            };
            let mut cells = vec![taken];
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
        .maybe(motives)
}

fn total(total: Option<&Total>) -> String {
    match total {
        Some(Total::Many(count)) => count.to_string(),
        _ => "moins de 3".to_owned(),
    }
}
