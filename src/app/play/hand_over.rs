//! « Transmettre »: a code to write down, a QR code to show, a file to give; what each carries, and what is never given unasked.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::writer::Intent;
use super::{Gesture, News, Opened, Shared};
use crate::app::element::{Element, button, element, link, plain};
use crate::app::mailbox::{Visit, send};
use crate::app::message::{self, Message};
use crate::app::route::Route;
use crate::app::services::Services;
use crate::app::text::fr;
use crate::app::widgets::{download, file_name, heading, keep_record, qr_code};
use crate::platform::clipboard;
use crate::record::{DoesNotFit, HandOver, Happened, Packet, PathCode, Sharing};
use crate::text::count;

/// « Transmettre »
pub fn hand_over(opened: &Opened, sharing: Sharing) -> Element {
    let play = &opened.play;
    let id = opened.writer.attempt_id();
    let back = if play.is_finished() {
        link("button quiet", "Revenir à mon bilan", Route::Bilan(id).href())
    } else {
        link("button quiet", "Continuer le cas", Route::Play(id).href())
    };
    let unfinished = (!play.is_finished()).then(|| {
        let words = "Votre parcours n'est pas terminé : il sera compté jusqu'où vous en êtes. Vous pourrez le transmettre de nouveau, plus loin.";
        element("p").class("hint").text(words)
    });
    let given = play.is_handed_over().then(|| element("p").set("role", "status").id("transmis").text("C'est noté : ce parcours a été transmis."));
    let keep = element("section")
        .set("aria-labelledby", "garder")
        .child(element("h2").id("garder").text("Garder pour moi"))
        .child(element("p").text("Tout ce que cet appareil a enregistré de ce parcours, pour vous : ne le transmettez pas."))
        .child(element("p").child(keep_record(message::Gesture::Play(Gesture::Keep))));
    // What travels by code or QR code is always the same; only the file can have more.
    let path = HandOver::of(opened.writer.attempt(), play, Sharing::default());
    element("main")
        .id("contenu")
        .class("page hand-over")
        .child(heading("Transmettre"))
        .child(element("p").text("Trois façons de donner votre parcours à la personne qui anime : une seule suffit. Aucune ne dit votre nom, ni la date."))
        .maybe(unfinished)
        .child(by_code(opened, &path))
        .child(by_qr_code(opened, &path))
        .child(given_by_either(opened))
        .child(by_file(opened, sharing))
        .maybe(given)
        .child(element("p").class("onward").child(back))
        .child(keep)
}

fn way(id: &'static str, title: &str) -> Element {
    element("section").class("way").set("aria-labelledby", id).child(element("h2").id(id).text(title))
}

fn by_code(opened: &Opened, path: &HandOver) -> Element {
    let way = way("par-code", "Un code à écrire");
    let code = match PathCode::of(path, &opened.scenario) {
        Ok(code) => code,
        Err(fault) => return way.child(element("p").text(fault.sentence())),
    };
    let groups = code.groups().into_iter().map(|group| element("span").child(plain(group.into())));
    let copy = button("button quiet", "Copier", message::Gesture::Play(Gesture::Copy(code.to_string()))).id("copier");
    way.child(element("p").text("Écrivez ce code sur le bulletin. Il porte vos choix, et vos hésitations tant qu'il y a la place ; pas vos motifs."))
        .child(element("p").class("path-code").id("code-parcours").each(groups))
        .child(element("p").child(copy))
}

fn by_qr_code(opened: &Opened, path: &HandOver) -> Element {
    let way = way("par-qr", "Un QR code à montrer");
    let name = "QR code de votre parcours";
    let drawn = Packet::of(path, &opened.scenario).and_then(|packet| qr_code(&packet.to_string(), name).ok_or(DoesNotFit::TooLong));
    match drawn {
        Ok(drawn) => {
            let words = "Montrez-le à la caméra de la personne qui anime. Il porte vos choix, vos hésitations et vos motifs.";
            way.child(element("p").text(words)).child(drawn)
        }
        Err(fault) => way.child(element("p").text(fault.qr_sentence())),
    }
}

/// Nothing tells the page that a code was written down or seen: the person does.
fn given_by_either(opened: &Opened) -> Element {
    let words = if opened.writer.settings().shared_device {
        "Le code est écrit, ou le QR code est lu ? Dites-le : ce poste partagé efface alors votre parcours."
    } else {
        "Le code est écrit, ou le QR code est lu ? Dites-le, pour vous en souvenir."
    };
    let given = button("button quiet", "C'est transmis", message::Gesture::Play(Gesture::Given)).id("c-est-transmis");
    element("div").class("given").child(element("p").text(words)).child(element("p").child(given))
}

fn by_file(opened: &Opened, sharing: Sharing) -> Element {
    let play = &opened.play;
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
    way("par-fichier", "Un fichier à donner").child(element("p").text(&contents)).child(ticks).maybe(careful).child(element("p").child(give))
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

/// Copies the code where the page may; says what became of it.
pub fn copy(code: String) -> bool {
    spawn_local(async move {
        let copied = clipboard::copy(&code).await.is_ok();
        send(Message::Announce(fr(if copied { "Le code est copié." } else { "Cette page ne peut pas copier : sélectionnez le code, puis copiez-le." })));
    });
    false
}

/// Gives the file. Nothing looks different before that is known.
pub fn give(opened: &Opened, sharing: Sharing, services: &Rc<Services>, visit: Visit) -> bool {
    let writer = &opened.writer;
    let file = HandOver::of(writer.attempt(), &opened.play, sharing);
    let given = download(&file_name(&file.scenario, &writer.attempt_id(), "parcours"), &file.write());
    send(Message::Announce(fr(given.unwrap_or_else(|sentence| sentence))));
    if given.is_ok() {
        note(opened, services, visit);
    }
    false
}

/// The code was written down, or the QR code was seen.
pub fn given(opened: &Opened, services: &Rc<Services>, visit: Visit) -> bool {
    send(Message::Announce(fr("C'est noté : ce parcours a été transmis.")));
    note(opened, services, visit);
    false
}

/// Notes the hand-over. A shared device then forgets the attempt.
fn note(opened: &Opened, services: &Rc<Services>, visit: Visit) {
    let writer = &opened.writer;
    writer.take(Intent::Note(Happened::HandedOver));
    if writer.settings().shared_device {
        let (id, services) = (writer.attempt_id(), Rc::clone(services));
        spawn_local(async move {
            let failed = services.keeper.erase(&id).await.err().map(|error| error.sentence());
            visit.tell(message::News::Play(News::Erased(failed)));
        });
    }
}
