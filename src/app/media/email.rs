//! An e-mail.

use super::attachment::chip;
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{Email, Located};

/// Draws the header, the body and what is attached.
pub fn email(stage: &Stage<'_>, email: &Email) -> Element {
    let subject = element("p").class("email-subject").child(spoken("Objet : ")).child(element("strong").text(&email.subject));
    let head = element("dl")
        .child(row("De", stage.name(&email.from)))
        .child(row("À", &joined(&email.to)))
        .maybe((!email.cc.is_empty()).then(|| row("Copie", &joined(&email.cc))))
        .maybe(email.time.as_ref().map(|time| row("Date", time)));
    let attached = (!email.attachments.is_empty())
        .then(|| element("ul").set("role", "list").class("attachment-chips").label("Pièces jointes").each(email.attachments.iter().map(chip)));
    element("article")
        .class("email medium")
        .label(&["Courriel : ", &email.subject].concat())
        .child(subject)
        .child(element("div").class("email-head").child(portrait(&email.from, PortraitSize::Medium)).child(head))
        .child(stage.rich(&email.text, "rich medium-body"))
        .maybe(attached)
}

fn row(label: &'static str, value: &str) -> Element {
    element("div").child(element("dt").text(label)).child(element("dd").text(value))
}

fn joined(names: &[Located]) -> String {
    names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ")
}
