//! « Préparer »: how the room plays, how many vote, the link that every phone opens.

use wasm_bindgen_futures::spawn_local;

use super::{Lead, News, on, tell};
use crate::app::element::{Element, button, element, link};
use crate::app::message;
use crate::app::route::{Route, SessionLink, TrainerRoute};
use crate::app::widgets::qr_code;
use crate::debrief::slide::{Part, Slide};
use crate::debrief::{Rhythm, decisions};
use crate::platform::{clipboard, location};
use crate::record::Settings;

/// What a trainer does in « Préparer ».
#[derive(Clone)]
pub enum Gesture {
    /// Picks a rhythm.
    Rhythm(Rhythm),
    /// Play stops at this decision, or no longer.
    Stop(String),
    /// How many vote.
    Room(String),
    /// The seed of the case's lots.
    Seed(String),
    /// A setting of every phone.
    Set(Setting, bool),
    /// Copies the link.
    Copy,
    /// Projects the link.
    Project,
}

/// A setting of every phone.
#[derive(Clone, Copy)]
pub enum Setting {
    /// « Poste partagé »
    SharedDevice,
    /// Time limits.
    TimeLimits,
    /// « Jouer sans trace »
    Traceless,
}

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Prepare(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Rhythm(rhythm) => lead.change(|session| session.rhythm = rhythm),
        Gesture::Stop(scene) => lead.change(|session| match session.stops.iter().position(|stop| *stop == scene) {
            Some(at) => drop(session.stops.remove(at)),
            None => session.stops.push(scene),
        }),
        Gesture::Room(number) => lead.change(|session| session.room = number.trim().parse().unwrap_or(0).min(999)),
        Gesture::Seed(number) => lead.change(|session| session.seed = number.trim().parse().unwrap_or(0)),
        Gesture::Set(setting, on) => lead.change(|session| match setting {
            Setting::SharedDevice => session.shared_device = on,
            Setting::TimeLimits => session.time_limits = on,
            Setting::Traceless => session.traceless = on,
        }),
        Gesture::Copy => {
            let (visit, address) = (lead.visit, address(lead));
            spawn_local(async move {
                let copied = clipboard::copy(&address).await;
                tell(visit, News::Said(if copied.is_ok() { "Le lien est copié." } else { "Ce navigateur ne copie pas ici : sélectionnez le lien." }));
            });
        }
        Gesture::Project => {
            let slide = Slide::alone("Ouvrez ce lien sur votre téléphone", vec![Part::Link(address(lead))]);
            lead.project(vec![slide]);
        }
    }
}

/// The session link: the same case, seed, stops and settings on every phone.
fn address(lead: &Lead) -> String {
    let session = lead.session();
    let stops = if session.rhythm == Rhythm::StepByStep { session.stops.clone() } else { Vec::new() };
    let settings = Settings { stops, shared_device: session.shared_device, time_limits: session.time_limits };
    let route = Route::Introduction(SessionLink { scenario: session.scenario.clone(), seed: session.seed, settings, traceless: session.traceless });
    [location::page().as_str(), &route.href()].concat()
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let together = lead.session().rhythm == Rhythm::Together;
    let before = element("p")
        .class("onward")
        .child(link("button quiet", "Lire tout le cas", TrainerRoute::ReadCase(lead.session().scenario.clone()).href()).set("target", "_blank"))
        .child(link("button quiet", "Kit papier", TrainerRoute::PaperKit(lead.session().scenario.clone()).href()).set("target", "_blank"))
        .child(element("span").class("hint").text("Chacun dans un autre onglet : la salle garde ce qu'elle voit."));
    let suite = if together {
        button("button", "Suite : jouer ensemble", on(super::Gesture::Go(super::Section::Together)))
    } else {
        button("button", "Suite : recueillir", on(super::Gesture::Go(super::Section::Gather)))
    };
    element("div")
        .child(element("div").class("lead-columns").child(room(lead)).maybe((!together).then(|| link_view(lead))))
        .child(before)
        .child(element("p").class("onward").child(suite))
}

fn room(lead: &Lead) -> Element {
    let session = lead.session();
    let rhythms = [
        (Rhythm::Free, "Libre", "chacun joue, puis on débriefe"),
        (Rhythm::StepByStep, "Pas à pas", "le jeu s'arrête aux décisions choisies : on lève les yeux et on parle"),
        (Rhythm::Together, "Collectif", "un seul récit, au projecteur ; on vote à chaque décision"),
    ];
    let rhythms = rhythms.into_iter().map(|(rhythm, name, hint)| {
        let input = element("input").set("type", "radio").set("name", "rythme").set("value", rhythm.word()).checked(session.rhythm == rhythm);
        let words = element("span").child(element("strong").text(name)).text(" : ").text(hint);
        element("label").child(input.on_pick(gesture(Gesture::Rhythm(rhythm)))).text(" ").child(words)
    });
    let stops = (session.rhythm == Rhythm::StepByStep).then(|| {
        let stops = decisions(lead.scenario()).map(|scene| {
            let scene = lead.scenario().scene(scene);
            let input = element("input").set("type", "checkbox").set_to("value", scene.id.to_string());
            let input = input.checked(session.stops.iter().any(|stop| **stop == *scene.id)).on_pick(gesture(Gesture::Stop(scene.id.to_string())));
            element("label").child(input).text(" ").text(&scene.title)
        });
        element("fieldset").class("setting").child(element("legend").text("Le jeu s'arrête à ces décisions")).each(stops)
    });
    let people = element("input").set("type", "number").id("salle").set("min", "0").set("max", "999").set("inputmode", "numeric");
    let people = people.holding(&session.room.to_string(), |number| gesture(Gesture::Room(number)));
    let people = element("p")
        .class("field")
        .child(element("label").set("for", "salle").text("Combien de bulletins à un vote ?"))
        .child(people)
        .child(element("span").class("hint").text("Le total d'un vote devra y correspondre ; 0 si vous ne savez pas."));
    let seed = element("input").set("type", "number").id("graine").set("min", "0").set("max", "4294967295");
    let seed = seed.holding(&session.seed.to_string(), |number| gesture(Gesture::Seed(number)));
    let chances = !lead.scenario().program.arms.is_empty();
    let seed = chances.then(|| {
        element("p")
            .class("field")
            .child(element("label").set("for", "graine").text("Graine du hasard"))
            .child(seed)
            .child(element("span").class("hint").text("Le même nombre donne à tous le même tirage."))
    });
    element("section")
        .set("aria-labelledby", "salle-titre")
        .child(element("h2").id("salle-titre").text("La salle"))
        .child(element("fieldset").class("setting stacked").child(element("legend").text("Comment joue-t-on ?")).each(rhythms))
        .maybe(stops)
        .child(people)
        .maybe(seed)
}

fn link_view(lead: &Lead) -> Element {
    let address = address(lead);
    let session = lead.session();
    let settings = [
        (Setting::SharedDevice, session.shared_device, "Postes partagés", true),
        (Setting::Traceless, session.traceless, "Ne rien garder sur les appareils", true),
        (Setting::TimeLimits, session.time_limits, "Proposer les temps indicatifs", lead.scenario().source.scenes.iter().any(has_limit)),
    ];
    let settings = settings.into_iter().filter(|(.., offered)| *offered).map(|(setting, set, words, _)| {
        let input = element("input").set("type", "checkbox").checked(set).on_pick(gesture(Gesture::Set(setting, !set)));
        element("label").child(input).text(" ").text(words)
    });
    let shown = element("input").id("lien").set("readonly", "readonly").value(&address);
    element("section")
        .class("session-link")
        .set("aria-labelledby", "lien-titre")
        .child(element("h2").id("lien-titre").text("Le lien de la séance"))
        .child(element("p").child(element("label").set("for", "lien").text("Le même cas, avec les mêmes réglages, sur chaque téléphone.")))
        .child(shown)
        .child(
            element("p")
                .class("onward")
                .child(button("button quiet", "Copier", gesture(Gesture::Copy)))
                .child(button("button", "Projeter le lien", gesture(Gesture::Project)).id("projeter-lien")),
        )
        .maybe(qr_code(&address, "QR code du lien de la séance"))
        .child(element("fieldset").class("setting stacked").child(element("legend").text("Sur chaque appareil")).each(settings))
}

fn has_limit(scene: &crate::scenario::source::Scene) -> bool {
    matches!(&scene.exit, crate::scenario::source::Exit::Decision(decision) if decision.limit.is_some())
}
