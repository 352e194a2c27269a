//! What the room sees, and the controls that do not depend on the section.

use super::{Gesture, Lead, on};
use crate::app::element::{Element, button, element};
use crate::app::trainer::projection;

/// Draws it.
pub fn stage_bar(lead: &Lead) -> Element {
    let stage = &lead.stage;
    let state = match (stage.shown(), stage.is_blank()) {
        (_, true) => "Écran noir.".to_owned(),
        (None, _) => "Rien.".to_owned(),
        (Some(slide), _) if slide.pages > 1 => format!("{} (page {} sur {})", projection::title(slide), slide.page, slide.pages),
        (Some(slide), _) => projection::title(slide),
    };
    // A window that vanished with its projector has not said that it closed: it can be opened again at any time.
    let words = if stage.window { "Rouvrir la projection" } else { "Ouvrir la projection" };
    let window = stage.has_line().then(|| button("button quiet", words, on(Gesture::OpenWindow)).id("ouvrir-projection"));
    let hint = match (stage.has_line() && stage.window, stage.letters) {
        (true, true) => "Projection ouverte : touche F pour le plein écran.",
        (true, false) => "Projection ouverte.",
        (false, _) => "Échap quitte « Projeter ici ».",
    };
    let blank = button("button quiet", if stage.letters { "Écran noir (B)" } else { "Écran noir" }, on(Gesture::Blank)).state("aria-pressed", stage.is_blank());
    let dark = button("button quiet", "Salle sombre", on(Gesture::Dark(!stage.dark))).state("aria-pressed", stage.dark);
    let here = button("button quiet", "Projeter ici", on(Gesture::Here(true))).id("projeter-ici").set("aria-describedby", "projection-aide");
    element("section")
        .class("stage-bar")
        .set("aria-label", "Ce que la salle voit")
        .child(
            element("div")
                .child(element("p").set("role", "status").child(element("strong").text("La salle voit :")).text(" ").text(&state))
                .child(element("p").class("hint").id("projection-aide").text(hint)),
        )
        .child(element("div").class("stage-tools").maybe(window).child(here).child(blank).child(dark))
}
