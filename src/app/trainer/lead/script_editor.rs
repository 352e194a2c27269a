//! The trainer's own script: another one, another order, other words and minutes. It is kept in the session, and on the device for the next.

use super::{Lead, News, on, tell};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::app::trainer::own_script;
use crate::debrief::decisions;
use crate::debrief::script::{Edit, Place, Script, Step};

/// Whether the script is being changed.
#[derive(Default)]
pub struct State {
    open: bool,
}

impl State {
    /// Whether it is.
    pub fn open(&self) -> bool {
        self.open
    }
}

/// What a trainer does to the script.
#[derive(Clone)]
pub enum Gesture {
    /// Begins or ends.
    Open(bool),
    /// Takes a shipped script, by its id, or the trainer's own.
    Take(String),
    /// Moves a step to a rank.
    Move(String, u32),
    /// Takes a step out.
    Remove(String),
    /// Adds a step of the trainer's own at the end.
    AddFree,
    /// Adds a decision, by its scene.
    AddDecision(String),
    /// Changes words or minutes.
    Change(Place, Edit),
    /// Keeps this script for other sessions.
    Keep,
}

/// The value by which « Mon conducteur » is chosen.
const OWN: &str = "mon-conducteur";

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Script(gesture))
}

/// « Changer le conducteur »
pub fn open_button() -> Element {
    button("button quiet", "Changer le conducteur", gesture(Gesture::Open(true))).id("changer-conducteur")
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    let place = lead.place();
    match gesture {
        Gesture::Open(open) => {
            lead.editing.open = open;
            return;
        }
        Gesture::Take(id) => {
            let own = (id == OWN).then(own_script::read).flatten();
            let template = own.or_else(|| lead.parts.scripts.find(&id).cloned());
            let Some(template) = template else { return };
            let script = Script::for_scenario(&template, lead.scenario(), &lead.parts.vocabulary);
            lead.change(|session| {
                session.place = script.first();
                session.script = script;
            });
        }
        Gesture::Move(step, rank) => lead.change(|session| {
            session.script.move_step(&step, rank);
        }),
        Gesture::Remove(step) => lead.change(|session| drop(session.script.remove_step(&step))),
        Gesture::AddFree => lead.change(|session| drop(session.script.add_step(u32::MAX, Step::free("Étape libre", 5)))),
        Gesture::AddDecision(scene) => {
            let step = lead.scenario().find_scene(&scene).and_then(|scene| lead.session().script.decision_step(lead.scenario(), &lead.parts.vocabulary, scene));
            if let Some(step) = step {
                lead.change(|session| drop(session.script.add_step(u32::MAX, step)));
            }
        }
        Gesture::Change(place, edit) => lead.change(|session| {
            session.script.edit(&place, edit);
        }),
        Gesture::Keep => {
            let template = lead.session().script.template(lead.scenario(), &lead.parts.vocabulary);
            let kept = own_script::keep(&template);
            tell(
                lead.visit,
                News::Said(if kept {
                    "Gardé comme votre conducteur, pour les séances à venir."
                } else {
                    "Cet appareil ne le garde pas : il reste dans cette séance."
                }),
            );
            return;
        }
    }
    if place != lead.place() {
        lead.showing = 0;
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let script = &lead.session().script;
    let last = script.steps.len().saturating_sub(1);
    let steps = script.steps.iter().enumerate().map(|(rank, step)| step_view(step, rank, last));
    let shipped = lead.parts.scripts.scripts.iter().map(|one| (one.id.as_str(), one.title.as_str(), one.about.as_str()));
    let own = own_script::read();
    let own = own.as_ref().map(|script| (OWN, "Mon conducteur", script.title.as_str()));
    let takes = shipped.chain(own).map(|(id, title, about)| {
        element("li")
            .key(id)
            .child(button("button quiet", title, gesture(Gesture::Take(id.to_owned()))))
            .text(" ")
            .child(element("span").class("hint").text(about))
    });
    let scenes = decisions(lead.scenario()).map(|scene| lead.scenario().scene(scene)).filter(|scene| script.scenes().all(|taken| *taken != *scene.id));
    let options = scenes.map(|scene| element("option").set_to("value", scene.id.to_string()).text(&scene.title));
    let decision = element("select").id("ajouter-decision").on_change(|scene| gesture(Gesture::AddDecision(scene)));
    let decision = decision.child(element("option").set("value", "").flag("selected", true).text("Choisir…")).each(options);
    let total = format!("{} étapes, {} minutes en tout.", script.steps.len(), script.total_minutes());
    element("div")
        .class("script-editor")
        .child(element("h2").text("Votre conducteur"))
        .child(element("p").set("role", "status").text(&total))
        .child(element("ol").class("edited-steps").each(steps))
        .child(
            element("p")
                .class("onward")
                .child(button("button quiet", "Ajouter une étape", gesture(Gesture::AddFree)))
                .child(element("label").set("for", "ajouter-decision").text("Ajouter une décision :"))
                .child(decision),
        )
        .child(
            element("p")
                .class("onward")
                .child(button("button quiet", "Garder comme mon conducteur", gesture(Gesture::Keep)))
                .child(button("button", "Revenir au débriefing", gesture(Gesture::Open(false))).id("fin-conducteur")),
        )
        .child(element("h3").text("Partir d'un autre conducteur"))
        .child(element("p").class("hint").text("Il remplace celui de cette séance, changements compris."))
        .child(element("ul").class("plain-list").each(takes))
}

fn step_view(step: &Step, rank: usize, last: usize) -> Element {
    let rank_of = |rank: usize| u32::try_from(rank).unwrap_or(u32::MAX);
    let named = |words: &str| [words, " : ", &step.title].concat();
    let up = button("button quiet", "Monter", gesture(Gesture::Move(step.id.clone(), rank_of(rank.saturating_sub(1)))))
        .label(&named("Monter"))
        .flag("disabled", rank == 0);
    let down = button("button quiet", "Descendre", gesture(Gesture::Move(step.id.clone(), rank_of(rank + 1))))
        .label(&named("Descendre"))
        .flag("disabled", rank == last);
    let remove = button("button quiet", "Retirer", gesture(Gesture::Remove(step.id.clone()))).label(&named("Retirer"));
    let place = |beat: u32| Place { step: step.id.clone(), beat };
    let here = place(0);
    let title = element("input").label(&named("Titre")).holding(&step.title, move |words| gesture(Gesture::Change(here.clone(), Edit::Title(words))));
    let beats = step.beats.iter().zip(0..).map(|(beat, at)| beat_view(beat, &place(at), &step.title));
    element("li")
        .key(&step.id)
        .child(
            element("p")
                .class("edited-step")
                .child(title)
                .child(element("span").class("minutes").text(&format!("{} min", step.minutes())))
                .child(up)
                .child(down)
                .child(remove),
        )
        .child(element("details").child(element("summary").text("Textes et minutes")).each(beats))
}

fn beat_view(beat: &crate::debrief::script::Beat, place: &Place, title: &str) -> Element {
    let name = |words: &str| [words, " : ", title, " ", beat.kind.label()].concat();
    let area = |label: String, value: &str, edit: fn(String) -> Edit| {
        let place = place.clone();
        let area = element("textarea").set("rows", "4").holding(value, move |words| gesture(Gesture::Change(place.clone(), edit(words))));
        element("label").class("field").child(element("span").text(&label)).child(area)
    };
    let pages = beat.pages.iter().zip(0_u32..).map(|(page, at)| {
        let place = place.clone();
        let area = element("textarea").set("rows", "4").holding(page, move |words| {
            let edit = if words.trim().is_empty() { Edit::RemovePage(at) } else { Edit::Page(at, words) };
            gesture(Gesture::Change(place.clone(), edit))
        });
        element("label").class("field").child(element("span").text(&name(&format!("Page projetée {}", at + 1)))).child(area)
    });
    let more = button("button quiet", "Une page de plus", gesture(Gesture::Change(place.clone(), Edit::Page(u32::MAX, "…".to_owned()))));
    let minutes_place = place.clone();
    let minutes = element("input").set("type", "number").set("min", "0").set("max", "480");
    let minutes = minutes
        .holding(&beat.minutes.to_string(), move |number| gesture(Gesture::Change(minutes_place.clone(), Edit::Minutes(number.trim().parse().unwrap_or(0)))));
    element("div")
        .class("edited-beat")
        .child(element("h4").text(beat.kind.label()))
        .child(element("label").class("field").child(element("span").text(&name("Minutes"))).child(minutes))
        .each(pages)
        .child(element("p").child(more))
        .child(area(name("Guide"), &beat.guide, Edit::Guide))
        .child(area(name("À dire"), &beat.notes, Edit::Notes))
}
