//! « Lecture »: text size, spacing, contrast, motion, reading aloud, digit keys.

use super::dialog::dialog;
use super::switch::{Switch, switch};
use crate::app::element::{Element, element};
use crate::app::message::Gesture;
use crate::app::settings::{Change, GROUPS, Group, Reading};
use crate::platform::speech;

/// The button that opens the panel.
pub fn reading_button() -> Element {
    let letters = element("span").set("aria-hidden", "true").text("Aa");
    let button = element("button").set("type", "button").class("tool").label("Réglages de lecture").on_click(Gesture::OpenReading);
    element("span").class("reading").child(button.child(letters))
}

/// The panel.
pub fn reading_panel(reading: &Reading) -> Element {
    let aloud = if speech::available() {
        switch(Switch {
            name: "aloud",
            label: "Proposer la lecture à voix haute",
            hint: "Par la voix de votre appareil.",
            on: reading.aloud,
            tick: |on| Gesture::Read(Change::Aloud(on)),
        })
    } else {
        element("p").class("hint").text("Ce navigateur ne lit pas à voix haute.")
    };
    let digits = switch(Switch {
        name: "digits",
        label: "Choisir avec les chiffres du clavier",
        hint: "1 pour la première option ; « Valider » reste à faire.",
        on: reading.digits,
        tick: |on| Gesture::Read(Change::Digits(on)),
    });
    let groups = GROUPS.iter().map(|group| group_view(group, reading));
    dialog("Réglages de lecture", element("div").class("reading-panel").each(groups).child(aloud).child(digits))
}

fn group_view(group: &'static Group, reading: &Reading) -> Element {
    let values = group.values.iter().map(|&(value, label)| {
        let input = element("input").set("type", "radio").set("name", group.name).set("value", value);
        let input = input.checked(reading.get(group.name) == value).on_pick(Gesture::Read(Change::Choice(group.name, value)));
        element("label").child(input).text(" ").text(label)
    });
    element("fieldset").class("setting").child(element("legend").text(group.legend)).each(values)
}
