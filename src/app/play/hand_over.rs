//! « Transmettre »: what is given, what is not, and the file.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::writer::Intent;
use super::{Gesture, News, Opened, Shared};
use crate::app::element::{Element, button, element, link};
use crate::app::mailbox::{Visit, send};
use crate::app::message::{self, Message};
use crate::app::route::Route;
use crate::app::services::Services;
use crate::app::text::{count, fr};
use crate::app::widgets::{download, file_name, heading, keep_record};
use crate::record::{HandOver, Happened, Sharing};

/// « Transmettre »
pub fn hand_over(opened: &Opened, sharing: Sharing) -> Element {
    let play = &opened.play;
    let id = opened.writer.attempt_id();
    let back = if play.is_finished() {
        link("button quiet", "Revenir à mon bilan", Route::Bilan(id).href())
    } else {
        link("button quiet", "Continuer le cas", Route::Play(id).href())
    };
    let reasons = play.answers().iter().filter(|answer| answer.reason.is_some()).count();
    let decisions = count(play.answers().len(), "décision", "décisions");
    let contents = ["Le fichier contient votre chemin (", &decisions, "), vos hésitations et vos motifs. Il ne contient ni nom, ni date."].concat();
    let ticks = element("fieldset")
        .class("setting sharing")
        .child(element("legend").text("Ajouter, si vous le voulez"))
        .child(tick("reasons", &["Mes phrases (", &reasons.to_string(), ")"].concat(), reasons > 0, sharing.reasons, |on| share_gesture(Shared::Reasons, on)))
        .child(tick("times", "Le moment de chaque décision", !play.answers().is_empty(), sharing.times, |on| share_gesture(Shared::Times, on)))
        .child(tick("rereadings", "Le nombre de mes relectures", true, sharing.rereadings, |on| share_gesture(Shared::Rereadings, on)))
        .child(tick("resources", "Les documents que j'ai ouverts", true, sharing.resources, |on| share_gesture(Shared::Resources, on)));
    let careful = sharing.reasons.then(|| {
        let words = "Relisez vos phrases : rien qui permette de reconnaître une personne, un collègue, un service.";
        element("p").class("careful").set("role", "status").text(words)
    });
    let give = button("button", "Télécharger le fichier à transmettre", message::Gesture::Play(Gesture::Give)).id("transmettre");
    let keep = element("section")
        .set("aria-labelledby", "garder")
        .child(element("h2").id("garder").text("Garder pour moi"))
        .child(element("p").text("Tout ce que cet appareil a enregistré de ce parcours, pour vous : ne le transmettez pas."))
        .child(element("p").child(keep_record(message::Gesture::Play(Gesture::Keep))));
    element("main")
        .id("contenu")
        .class("page hand-over")
        .child(heading("Transmettre"))
        .child(element("p").text(&contents))
        .child(ticks)
        .maybe(careful)
        .child(element("p").class("onward").child(give).child(back))
        .child(keep)
}

fn share_gesture(what: Shared, on: bool) -> message::Gesture {
    message::Gesture::Play(Gesture::Share(what, on))
}

fn tick(name: &'static str, label: &str, possible: bool, on: bool, gesture: fn(bool) -> message::Gesture) -> Element {
    let input = element("input").set("type", "checkbox").set("name", name).flag("disabled", !possible).checked(on).on_tick(gesture);
    element("label").child(input).text(" ").text(label)
}

/// Ticks what is added, or takes it back.
pub fn share(sharing: &mut Sharing, what: Shared, on: bool) {
    match what {
        Shared::Reasons => sharing.reasons = on,
        Shared::Times => sharing.times = on,
        Shared::Rereadings => sharing.rereadings = on,
        Shared::Resources => sharing.resources = on,
    }
}

/// Gives the file. A shared device then forgets the attempt. Nothing looks different before that is known.
pub fn give(opened: &Opened, sharing: Sharing, services: &Rc<Services>, visit: Visit) -> bool {
    let writer = &opened.writer;
    let file = HandOver::of(writer.attempt(), &opened.play, sharing);
    let given = download(&file_name(&file.scenario, &writer.attempt_id(), "parcours"), &file.write());
    send(Message::Announce(fr(given.unwrap_or_else(|sentence| sentence))));
    if given.is_ok() {
        writer.take(Intent::Note(Happened::HandedOver));
        if writer.settings().shared_device {
            let (id, services) = (writer.attempt_id(), Rc::clone(services));
            spawn_local(async move {
                let failed = services.keeper.erase(&id).await.err().map(|error| error.sentence());
                visit.tell(message::News::Play(News::Erased(failed)));
            });
        }
    }
    false
}
