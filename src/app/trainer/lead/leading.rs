//! « Débriefer »: the script, one beat at a time, with what comes next always in sight.

use super::{Gesture, Lead, on, script_editor, vote};
use crate::app::element::{Element, button, element, spoken};
use crate::app::media::rich;
use crate::app::trainer::deeper;
use crate::debrief::running::{self, Showing};
use crate::debrief::script::{Beat, BeatKind, Pace, Place, Script, Standing, Step};
use crate::platform::clock;
use crate::scenario::program::SceneIndex;

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    if lead.editing.open() {
        return script_editor::view(lead);
    }
    let Some(place) = lead.place() else {
        return element("div").child(element("p").text("Ce conducteur n'a plus d'étape.")).child(element("p").child(script_editor::open_button()));
    };
    let script = &lead.session().script;
    let Some((step, beat)) = script.at(&place) else { return element("div") };
    element("div").class("leading").child(steps(lead, script, &place)).child(
        element("div")
            .child(element("div").class("beat").key(&format!("{}-{}", place.step, place.beat)).child(beat_view(lead, &place, step, beat)))
            .child(deeper::view(lead).key("deeper")),
    )
}

/// The steps and beats, with where the group is.
fn steps(lead: &Lead, script: &Script, here: &Place) -> Element {
    let items = script.steps.iter().map(|step| {
        let current = step.id == here.step;
        let beats = (current && step.beats.len() > 1).then(|| {
            let beats = step.beats.iter().zip(0..).map(|(beat, at)| {
                let go = button("beat-link", beat.kind.label(), on(Gesture::Enter(Place { step: step.id.clone(), beat: at })));
                element("li").child(if at == here.beat { go.set("aria-current", "step") } else { go })
            });
            element("ol").class("beats").each(beats)
        });
        let go = element("button")
            .set("type", "button")
            .class("step-link")
            .on_click(on(Gesture::Enter(Place { step: step.id.clone(), beat: 0 })))
            .child(element("span").text(&step.title))
            .child(element("span").class("minutes").text(&minutes(step.minutes())));
        element("li").key(&step.id).child(if current && step.beats.len() < 2 { go.set("aria-current", "step") } else { go }).maybe(beats)
    });
    element("nav")
        .class("script-steps")
        .label("Conducteur")
        .child(element("p").class("hint").text(&titled(&script.title, &minutes(script.total_minutes()))))
        .child(element("ol").each(items))
        .maybe(pace(lead))
        .child(element("p").child(script_editor::open_button()))
}

/// The title and the time of a script, once where the title says the time.
fn titled(title: &str, minutes: &str) -> String {
    let says = title.contains(minutes.trim_end_matches("\u{a0}min"));
    if says { title.to_owned() } else { [title, ", ", minutes].concat() }
}

fn minutes(minutes: u32) -> String {
    [&minutes.to_string(), "\u{a0}min"].concat()
}

/// Time gone beside time planned, in plain words.
fn pace(lead: &Lead) -> Option<Element> {
    let begun = lead.session().begun?;
    let place = lead.place()?;
    let Pace { elapsed, begins, ends, standing } = lead.session().script.pace(&place, clock::now_ms().saturating_sub(begun))?;
    let standing = match standing {
        Standing::Ahead(seconds) => format!("{} d'avance", minutes(seconds.div_ceil(60))),
        Standing::AsPlanned => "dans le temps prévu".to_owned(),
        Standing::Late(seconds) => format!("{} de plus que prévu", minutes(seconds.div_ceil(60))),
    };
    let words = format!("{} écoulées. Ce temps est prévu entre {} et {} : {standing}.", minutes(elapsed / 60), begins / 60, minutes(ends / 60));
    Some(element("p").class("pace").text(&words))
}

fn beat_view(lead: &Lead, place: &Place, step: &Step, beat: &Beat) -> Element {
    let title = match beat.kind {
        BeatKind::Whole => step.title.clone(),
        kind => [&step.title, " : ", kind.label()].concat(),
    };
    let guide = (!beat.guide.is_empty()).then(|| element("section").class("guide").child(element("h3").text("Pour vous")).child(rich(&beat.guide)));
    let notes =
        (!beat.notes.is_empty()).then(|| element("section").class("say").child(element("h3").text("À dire, si cela vous aide")).child(rich(&beat.notes)));
    let scene = step.scene.as_ref().and_then(|scene| lead.scenario().find_scene(scene));
    let ballots = match (beat.kind, scene) {
        (BeatKind::Vote, Some(scene)) => Some(vote::view(lead, scene, 1)),
        (BeatKind::SecondVote, Some(scene)) => Some(vote::view(lead, scene, 2)),
        _ => None,
    };
    element("div")
        .child(element("h2").text(&title).child(element("span").class("minutes").text(&minutes(beat.minutes))))
        .child(onward(lead, place))
        .maybe(shown_before(lead))
        .maybe(ballots)
        .child(element("div").class("lead-columns").maybe(guide).maybe(notes))
        .maybe(scene.filter(|_| beat.kind == BeatKind::Recall).map(|scene| recalled(lead, scene)))
}

/// The scene, to be read aloud or projected.
fn recalled(lead: &Lead, scene: SceneIndex) -> Element {
    let (when, text) = running::recalled(lead.scenario(), scene);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| element("p").text(line.trim_start_matches("- ")));
    element("section")
        .class("guide recalled")
        .child(element("h3").text("La scène"))
        .maybe((!when.is_empty()).then(|| element("p").class("hint").text(&when)))
        .each(lines)
        .child(element("p").child(button("button quiet", "Projeter la scène", on(Gesture::Recall(scene)))))
}

/// « Suite » says what it will do.
fn onward(lead: &Lead, place: &Place) -> Element {
    let script = &lead.session().script;
    let more_pages = lead.stage.has_more();
    let showing = lead.showings().get(lead.showing).copied();
    let next = script.next(place).and_then(|next| {
        script.at(&next).map(|(step, beat)| if beat.kind == BeatKind::Whole { step.title.clone() } else { [&step.title, " : ", beat.kind.label()].concat() })
    });
    let votes = script.at(place).is_some_and(|(_, beat)| matches!(beat.kind, BeatKind::Vote | BeatKind::SecondVote));
    let unanswered = votes && lead.showings().iter().all(|showing| *showing == Showing::Pages);
    let words = match (more_pages, showing, next) {
        (true, ..) => "Suite : page suivante".to_owned(),
        (_, Some(Showing::Pages), _) => "Suite : projeter cette étape".to_owned(),
        (_, Some(showing), _) => ["Suite : ", &lower_first(showing.label())].concat(),
        // Nothing to reveal: nobody voted.
        (_, None, Some(next)) if unanswered => ["Suite sans vote : ", &next].concat(),
        (_, None, Some(next)) => ["Suite : ", &next].concat(),
        (_, None, None) => "Fin du conducteur".to_owned(),
    };
    let end = words == "Fin du conducteur";
    let next = button(if end { "button quiet" } else { "button" }, &words, on(Gesture::Next)).id("suite").flag("disabled", end);
    let close = end.then(|| button("button", "Clore la séance", on(Gesture::Go(super::Section::Close))));
    element("p")
        .class("onward")
        .child(button("button quiet", "Revenir", on(Gesture::Previous)).id("revenir"))
        .child(next)
        .maybe(close)
        .child(spoken("Page suivante et page précédente font de même, depuis une télécommande aussi."))
}

/// Inside a sentence. Our own labels begin with plain letters: the tables of Unicode's would weigh ten times this page.
fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| [first.to_ascii_lowercase()].into_iter().chain(letters).collect())
}

/// What the beat has shown already, to be shown again.
fn shown_before(lead: &Lead) -> Option<Element> {
    let shows = lead.showings().into_iter().take(lead.showing).enumerate().map(|(at, showing)| {
        let words = if showing == Showing::Pages { "L'étape" } else { showing.label() };
        button("button quiet", words, on(Gesture::Show(at))).key(words)
    });
    (lead.showing > 0).then(|| element("p").class("showings").child(element("span").key("again").class("hint").text("Montrer de nouveau :")).each(shows))
}
