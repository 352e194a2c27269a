//! The trainer's sheet: the script with its minutes, the prompts and questions of each decision, room for notes.

use super::Kit;
use crate::app::element::{Element, element, spoken};
use crate::app::media::rich;
use crate::debrief::script::{Beat, BeatKind, Script, Step};

/// The trainer's sheet.
pub fn sheet(kit: &Kit, script: &Script) -> Element {
    let blanks =
        ["Date", "Groupe", "Présents", "Début"].map(|name| element("span").text(name).child(element("span").class("blank").set("aria-hidden", "true")));
    let mut from = 0;
    let steps = script.steps.iter().map(|step| {
        let begins = from;
        from += step.minutes();
        self::step(kit, step, begins)
    });
    let plan = [&script.title, " · ", &script.total_minutes().to_string(), " minutes prévues"].concat();
    kit.sheet("sheet trainer-sheet", "feuille", "Feuille d'animation")
        .child(element("p").class("sheet-hint").text(&plan))
        .child(element("p").class("sheet-blanks").each(blanks.into_iter()))
        .child(element("ol").class("sheet-steps").each(steps))
}

fn step(kit: &Kit, step: &Step, begins: u32) -> Element {
    let mut from = begins;
    let beats = step.beats.iter().map(|beat| {
        let begins = from;
        from += beat.minutes;
        self::beat(kit, beat, begins)
    });
    let scene = step.scene.as_deref().and_then(|id| kit.scenario.find_scene(id)).map(|scene| kit.scenario.scene(scene));
    let title = element("h3").text(&step.title).maybe(scene.map(|scene| element("span").text(&[" · ", &scene.title.text].concat())));
    let times = [&begins.to_string(), " – ", &(begins + step.minutes()).to_string(), " min"].concat();
    element("li")
        .class("sheet-step")
        .child(element("div").class("sheet-step-head").child(title).child(element("p").class("sheet-time").text(&times)))
        .each(beats)
}

fn beat(kit: &Kit, beat: &Beat, begins: u32) -> Element {
    let label = beat.kind.label();
    let head = (beat.kind != BeatKind::Whole).then(|| {
        let words = [label, " · ", &begins.to_string(), " – ", &(begins + beat.minutes).to_string(), " min"].concat();
        element("p").class("sheet-beat-head").child(element("strong").text(&words))
    });
    // What the room would read on a screen, the trainer reads to it; the options are on the grid of votes.
    let pages = beat.pages.iter().enumerate().filter(|(at, _)| !(beat.kind == BeatKind::Vote && *at > 0));
    let pages = pages.map(|(_, page)| rich(page));
    let read = element("div").class("sheet-read").each(pages);
    let guide = kit.guide.then(|| element("div").class("sheet-guide").child(rich(&beat.guide)));
    let words = element("div").class("sheet-words").maybe(head).child(read).maybe(guide);
    let notes = element("div").class("sheet-notes").child(spoken("Place pour les notes"));
    element("div").class("sheet-beat").child(words).child(notes)
}
