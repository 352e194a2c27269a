//! The story on the screen: which view for where the attempt stands.

use super::banner::branch_banner;
use super::ending::ending_view;
use super::header::header;
use super::outcome::{outcome, talk};
use super::page::Screen;
use super::scene::scene_view;
use super::{Gesture, Opened};
use crate::app::Look;
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::app::widgets::trouble;
use crate::platform::speech;
use crate::record;
use crate::scenario::reading;

/// The story on the screen.
pub fn story(look: &Look<'_>, opened: &Opened, screen: &Screen) -> Element {
    let body = match opened.play.screen() {
        record::Screen::Scene(scene) => scene_view(look, opened, screen, scene),
        record::Screen::Outcome(_) if screen.talking => talk(),
        record::Screen::Outcome(choice) => outcome(look, opened, choice),
        record::Screen::Ending(scene) => ending_view(look, opened, scene),
    };
    let verdict = screen.says_verdict.then(|| element("p").class("verdict").set("role", "status").text(&opened.verdict.sentence()));
    element("div")
        .class("play")
        .child(header(opened))
        .maybe(trouble(look.keeper))
        .maybe(verdict)
        .maybe(branch_banner(opened))
        // A key per screen, so that nothing of the last one (a selected radio button) stays on the next.
        .child(element("main").id("contenu").class("page").key(&screen.key).child(body))
}

/// The button that leads on.
pub fn go_on(words: &str, gesture: Gesture) -> Element {
    element("p").class("onward").child(button("button", words, message::Gesture::Play(gesture)).id("continuer"))
}

/// « Écouter » / « Arrêter »: the text read by the browser's own voice, where it has one and the person turned it on.
pub fn aloud(look: &Look<'_>) -> Option<Element> {
    (look.reading.aloud && speech::available()).then(|| {
        let words = if look.speaking { "Arrêter la lecture" } else { "Écouter" };
        element("div").child(button("button quiet aloud", words, message::Gesture::Aloud).state("aria-pressed", look.speaking))
    })
}

/// What « Écouter » reads: the words of the screen.
pub fn words(opened: &Opened) -> String {
    let session = opened.play.session();
    match opened.play.screen() {
        record::Screen::Scene(at) | record::Screen::Ending(at) => reading::plain(&opened.scenario, &opened.scenario.scene(at).blocks, session.items()),
        record::Screen::Outcome(choice) => reading::plain(&opened.scenario, &opened.scenario.choice(choice).outcome, session.outcome_items()),
    }
}
