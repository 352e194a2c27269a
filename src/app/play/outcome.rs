//! What follows at once from a choice. Where the trainer asked for a stop, the page waits for the talk first.

use super::story::{aloud, go_on};
use super::{Gesture, Opened};
use crate::app::Look;
use crate::app::element::{Element, element};
use crate::app::media::{Place, blocks};
use crate::app::widgets::heading;
use crate::scenario::program::ChoiceIndex;

/// The page that waits for the talk.
pub fn talk() -> Element {
    element("article")
        .class("outcome stop")
        .child(heading("Levez les yeux"))
        .child(element("p").text("Votre choix est enregistré. La personne qui anime va ouvrir l'échange : posez l'écran."))
        .child(go_on("L'échange est terminé : continuer", Gesture::TalkOver))
}

/// What follows at once from a choice.
pub fn outcome(look: &Look<'_>, opened: &Opened, choice: ChoiceIndex) -> Element {
    let chosen = element("p").class("chosen").child(element("span").class("chosen-label").text("Votre choix")).text(&opened.scenario.choice(choice).text);
    element("article")
        .class("outcome")
        .child(chosen)
        .child(heading("Ce qui suit"))
        .maybe(aloud(look))
        .child(blocks(&opened.scenario, opened.library.as_deref(), Place::Outcome(choice), opened.play.session().outcome_items()))
        .child(go_on("Continuer", Gesture::GoOn))
}

/// Whether the trainer asked for a stop after this choice. « Et si… ? » has none: nobody waits there.
pub fn stops(opened: &Opened, choice: ChoiceIndex) -> bool {
    let scene = opened.scenario.program.choices[choice.at()].scene;
    opened.play.branch().is_none() && opened.writer.settings().stops.iter().any(|stop| *stop == *opened.scenario.scene(scene).id)
}
