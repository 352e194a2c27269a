//! A screen of an online service. It is a picture of one: nothing in it can be pressed, and assistive technology is told so.

use super::fields::fields;
use super::icon::{self, icon};
use super::stage::Stage;
use crate::app::element::{Element, element, spoken};
use crate::scenario::source::{Located, Screen};

/// Draws the frame of a browser, and in it what the service shows.
pub fn screen(stage: &Stage<'_>, screen: &Screen) -> Element {
    let address = screen.address.as_ref().map(|address| element("span").class("screen-address").child(spoken("Adresse : ")).text(address));
    let actions = (!screen.actions.is_empty()).then(|| element("p").class("drawn-buttons").each(screen.actions.iter().map(|words| action(words))));
    let page = element("div")
        .class("screen-page")
        .child(element("p").class("screen-title").child(element("strong").text(&screen.title)))
        .maybe(screen.notice.as_ref().map(|words| said(stage, "screen-said", icon::NOTICE, "Information", words)))
        .maybe(screen.error.as_ref().map(|words| said(stage, "screen-said screen-refusal", icon::REFUSAL, "Message d'erreur", words)))
        .maybe(screen.text.as_ref().map(|text| stage.rich(text, "rich")))
        .maybe(fields(&screen.fields))
        .maybe(actions);
    element("section")
        .class("screen")
        .set("role", "group")
        .label(&["Écran : ", &screen.title].concat())
        .child(element("p").class("screen-bar").maybe(address))
        .child(page)
}

/// What the service announces or refuses: a frame, an icon and a word, in no colour that would judge.
fn said(stage: &Stage<'_>, class: &'static str, path: &'static str, word: &'static str, words: &Located) -> Element {
    let words = element("div").child(element("p").child(element("strong").text(word))).child(stage.rich(words, "rich"));
    element("div").class(class).child(icon(path)).child(words)
}

fn action(words: &str) -> Element {
    element("span").class("drawn-button").set("role", "img").label(&["Bouton dessiné : ", words].concat()).text(words)
}
