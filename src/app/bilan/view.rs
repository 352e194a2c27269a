//! « Mon bilan » of an attempt.

use super::Told;
use super::recap::{Controls, recap};
use crate::app::Look;
use crate::app::element::{Element, button, element, link};
use crate::app::message;
use crate::app::play::{self, Opened};
use crate::app::route::Route;
use crate::app::widgets::{heading, keep_record, trouble};
use crate::record::Verdict;
use crate::text::count;

/// « Mon bilan »
pub fn bilan(look: &Look<'_>, opened: &Opened, told: &Told) -> Element {
    let play = &opened.play;
    let scenario = &opened.scenario;
    let title = match scenario.ending(play.counted().state().scene()).filter(|_| play.is_finished()) {
        Some(ending) => &*ending.title,
        None => "Parcours en cours",
    };
    let id = opened.writer.attempt_id();
    let tried = play.branches().len() + usize::from(play.branch().is_some());
    let tried = (tried > 0).then(|| {
        let others = count(tried, "autre chemin", "autres chemins");
        element("p").class("hint").text(&["Vous avez essayé ", &others, " ; votre parcours reste le premier."].concat())
    });
    let go_on =
        if play.is_finished() { link("button", "Transmettre", Route::HandOver(id).href()) } else { link("button", "Continuer le cas", Route::Play(id).href()) };
    let onward = element("nav")
        .class("onward no-print")
        .label("Ensuite")
        .child(go_on)
        .child(button("button quiet", "Imprimer", message::Gesture::Print))
        .child(keep_record(message::Gesture::Play(play::Gesture::Keep)))
        .child(link("button quiet", "Effacer mes traces", Route::Records.href()));
    let controls = Controls { at: 0, labels: message::Gesture::Play(play::Gesture::Labels), wonder: play.is_finished() };
    element("main")
        .id("contenu")
        .class("page bilan")
        .maybe(trouble(look.keeper))
        .child(element("p").class("when").text(&["Mon bilan · ", &scenario.source.title.text].concat()))
        .child(heading(title))
        .child(
            element("p")
                .class("lede")
                .text("Ce que vous avez décidé, ce qui en est venu dans ce récit, et les questions qui restent. Ni note, ni bonne réponse."),
        )
        .maybe((opened.verdict != Verdict::Same).then(|| element("p").class("verdict").set("role", "status").text(&opened.verdict.sentence())))
        .child(recap(told, controls))
        .maybe(tried)
        .child(onward)
}
