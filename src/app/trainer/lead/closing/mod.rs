//! « Clore »: what the group keeps, what is printed and exported, the end.

pub mod exports;
mod printout;

use super::{Lead, on};
use crate::app::element::{Element, button, element, link};
use crate::app::mailbox::send;
use crate::app::message::{self, Message};
use crate::app::route::TrainerRoute;
use crate::app::text::fr;
use crate::debrief::Note;
use crate::platform::page;
use exports::Export;

/// What a trainer does in « Clore ».
#[derive(Clone)]
pub enum Gesture {
    /// A sentence is typed.
    Typed(String),
    /// « Noter »
    Add,
    /// The group has re-read a note, or not yet.
    Reread(usize),
    /// Its words change.
    Change(usize, String),
    /// It goes.
    Remove(usize),
    /// Downloads something.
    Export(Export),
    /// The base of the identifiers of statements.
    Base(String),
    /// Whether statements hold the reasons.
    Reasons,
    /// Something is printed, or not.
    Print(Printed),
    /// « Imprimer »
    PrintNow,
    /// Asks before closing.
    AskClose(bool),
    /// « Clore la séance »
    Close,
}

/// What « Clore » holds.
#[derive(Default)]
pub struct State {
    typed: String,
    asking: bool,
    base: String,
    reasons: bool,
    printed: Sheet,
}

/// What is on the print-out.
#[derive(Clone, Copy)]
struct Sheet {
    tables: bool,
    charts: bool,
    notes: bool,
    reasons: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { tables: true, charts: true, notes: true, reasons: false }
    }
}

/// A part of the print-out.
#[derive(Clone, Copy)]
pub enum Printed {
    /// The tables.
    Tables,
    /// The bars.
    Charts,
    /// The notes.
    Notes,
    /// Free text.
    Reasons,
}

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Closing(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Typed(words) => lead.closing.typed = words,
        Gesture::Add => {
            let text = std::mem::take(&mut lead.closing.typed);
            let step = lead.place().map(|place| place.step);
            if !text.trim().is_empty() {
                lead.change(|session| session.notes.push(Note { step, text, reread: false }));
            }
        }
        Gesture::Reread(at) => lead.change(|session| {
            if let Some(note) = session.notes.get_mut(at) {
                note.reread = !note.reread;
            }
        }),
        Gesture::Change(at, text) => lead.change(|session| {
            if let Some(note) = session.notes.get_mut(at) {
                // What the group has not read as it is now, it has not re-read.
                note.reread &= note.text == text;
                note.text = text;
            }
        }),
        Gesture::Remove(at) => lead.change(|session| {
            if at < session.notes.len() {
                session.notes.remove(at);
            }
        }),
        Gesture::Export(what) => {
            let said = exports::export(lead, &what);
            send(Message::Announce(fr(&said)));
        }
        Gesture::Base(base) => lead.closing.base = base,
        Gesture::Reasons => lead.closing.reasons = !lead.closing.reasons,
        Gesture::Print(what) => {
            let printed = &mut lead.closing.printed;
            let part = match what {
                Printed::Tables => &mut printed.tables,
                Printed::Charts => &mut printed.charts,
                Printed::Notes => &mut printed.notes,
                Printed::Reasons => &mut printed.reasons,
            };
            *part = !*part;
        }
        Gesture::PrintNow => {
            lead.publish();
            // Once the sheet is drawn with what was just published. A browser without a print command leaves the person its own menu.
            page::before_paint(|| {
                let _ = page::print();
            });
        }
        Gesture::AskClose(asking) => lead.closing.asking = asking,
        Gesture::Close => {
            lead.closing.asking = false;
            // What was gathered and never shown is in no table: it would be lost with the paths.
            lead.publish();
            lead.parts.session.close();
            lead.gathered();
            lead.stage.clear();
        }
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let walls = printout::walls(lead);
    element("div")
        .child(element("div").class("no-print").child(notes(lead)))
        .child(printout::choose(lead, &walls))
        .child(element("div").class("no-print").child(exports::view(lead)).child(end(lead)))
        .child(printout::sheet(lead, &walls))
}

fn notes(lead: &Lead) -> Element {
    let field = element("textarea").id("note").set("rows", "2").value(&lead.closing.typed).on_input(|words| gesture(Gesture::Typed(words)));
    let add = element("button").set("type", "submit").class("button").text("Noter").flag("disabled", lead.closing.typed.trim().is_empty());
    let form = element("form")
        .on_submit(gesture(Gesture::Add))
        .child(element("p").child(
            element("label").set("for", "note").text("Une phrase que le groupe garde. Rien qui permette de reconnaître une personne, un collègue, un service."),
        ))
        .child(field)
        .child(element("p").child(add));
    let items = lead.session().notes.iter().enumerate().map(|(at, note)| {
        let number = (at + 1).to_string();
        let words = element("textarea").set("rows", "2").label(&["Note ", &number].concat());
        let words = words.holding(&note.text, move |text| gesture(Gesture::Change(at, text)));
        let tick = element("input").set("type", "checkbox").checked(note.reread).on_pick(gesture(Gesture::Reread(at)));
        let tick = element("label").child(tick).text(" ").text("Relue par le groupe");
        let remove = button("button quiet", "Retirer", gesture(Gesture::Remove(at))).label(&["Retirer la note ", &number].concat());
        element("li").key(&number).child(words).child(element("p").class("onward").child(tick).child(remove))
    });
    element("section")
        .set("aria-labelledby", "notes-titre")
        .child(element("h2").id("notes-titre").text("Ce que nous gardons"))
        .child(form)
        .child(element("ol").class("notes").each(items))
        .child(element("p").class("hint").text("Seules les notes relues par le groupe sont imprimées et exportées."))
}

fn end(lead: &Lead) -> Element {
    let section = element("section").set("aria-labelledby", "clore-titre").child(element("h2").id("clore-titre").text("Clore la séance"));
    if lead.session().closed {
        let words = "La séance est close : les parcours sont effacés, les tableaux et les notes restent.";
        return section.child(element("p").set("role", "status").text(words)).child(element("p").class("onward").child(link(
            "button quiet",
            "Mes séances",
            TrainerRoute::Home.href(),
        )));
    }
    let words = "Clore efface de cet appareil tous les parcours reçus, et garde les tableaux et les notes. Ce qui a été téléchargé n'est pas touché.";
    let buttons = if lead.closing.asking {
        element("p").class("onward").child(button("button", "Oui, effacer les parcours et clore", gesture(Gesture::Close)).id("clore-vraiment")).child(button(
            "button quiet",
            "Pas encore",
            gesture(Gesture::AskClose(false)),
        ))
    } else {
        element("p").class("onward").child(button("button", "Clore la séance…", gesture(Gesture::AskClose(true))).id("clore"))
    };
    section.child(element("p").text(words)).child(buttons)
}
