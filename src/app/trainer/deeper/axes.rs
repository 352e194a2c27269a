//! Tensions and positions along the case.

use super::{Gesture, hint, project_button, published, table};
use crate::app::element::{Element, element};
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{axis_sentence, axis_slides, positions, tensions};
use crate::debrief::slide::Axis;

fn axes(lead: &Lead) -> Vec<Axis> {
    let (tables, vocabulary) = (published(lead), &lead.parts.vocabulary);
    let mut axes = tensions(lead.scenario(), vocabulary, &tables);
    axes.extend(positions(lead.scenario(), vocabulary, &tables));
    axes
}

/// Projects one.
pub fn project(lead: &mut Lead, at: usize) {
    lead.publish();
    let slides = axes(lead).get(at).map_or_else(Vec::new, |axis| axis_slides(std::slice::from_ref(axis)));
    lead.project(slides);
}

/// Draws them.
pub fn view(lead: &Lead) -> Element {
    let axes = axes(lead);
    if axes.is_empty() {
        return hint("Rien à montrer : il faut au moins deux décisions dont les nombres peuvent être montrés.");
    }
    let about = "Les étiquettes sont une proposition de l'auteur, à discuter : montrez-les après l'échange. Aucun pôle n'est le bon ; une tension à peine touchée \
                 n'est pas dessinée. Pour les positions, seule la dominante de chaque choix compte.";
    element("div").child(hint(about)).each(axes.iter().enumerate().map(|(at, axis)| one(at, axis)))
}

fn one(at: usize, axis: &Axis) -> Element {
    let head: Vec<&str> = std::iter::once("Décision").chain(axis.ends.iter().map(String::as_str)).collect();
    let rows = axis.rows.iter().map(|row| (row.title.clone(), row.counts.iter().map(u32::to_string).collect()));
    element("section")
        .class("deeper-axis")
        .child(element("h4").text(&axis.title))
        .child(element("p").text(&axis_sentence(axis)))
        .child(element("p").child(project_button(&axis.title, Gesture::Axis(at))))
        .child(table(&axis.title, &head, rows))
}
