//! The story of a path, decision by decision: what was done, what was hesitated, what it opened, what came of it.

use super::Told;
use super::labels::labels;
use super::references::references;
use super::told::{Labelled, Labels};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::app::play::{self, moved};
use crate::engine::later::Later;
use crate::record::{Answer, Hesitation, NONE_FITS};
use crate::scenario::Scenario;
use crate::scenario::program::ChoiceIndex;

/// What can be done with a path that is told.
pub struct Controls {
    /// Which path of the page it is, from 0.
    pub at: usize,
    /// Shows or hides the labels.
    pub labels: message::Gesture,
    /// Whether « Et si… ? » is offered.
    pub wonder: bool,
}

/// The story of a path.
pub fn recap(told: &Told, controls: Controls) -> Element {
    let session = &told.recap.session;
    let steps = (0..told.path.len()).map(|decision| element("li").child(step(told, decision, controls.wonder)));
    let ending = match told.scenario.ending(session.state().scene()).filter(|_| session.is_over()) {
        Some(ending) => moved(ending),
        None => element("p").class("hint").text("Ce parcours s'arrête ici, avant une fin."),
    };
    // Ids are said once in a page.
    let suffix = if controls.at == 0 { String::new() } else { ["-", &controls.at.to_string()].concat() };
    let hidden = matches!(told.labels, Labels::Hidden);
    let words = if hidden { "Voir les étiquettes (après l'échange)" } else { "Cacher les étiquettes" };
    let reveal = button("button quiet", words, controls.labels).set_to("id", ["etiquettes", &suffix].concat()).state("aria-expanded", !hidden);
    let shown = match &told.labels {
        Labels::Hidden => None,
        Labels::Loading => Some(element("div").class("labels").child(element("p").set("role", "status").text("Ouverture des étiquettes…"))),
        Labels::Shown(Labelled(vocabulary, library)) => {
            let references = references(told, library.as_deref(), &suffix);
            Some(element("div").class("labels").child(labels(told, vocabulary.as_deref(), &suffix)).maybe(references))
        }
    };
    element("div")
        .class("recap")
        .child(element("ol").class("story").each(steps))
        .child(ending)
        .child(element("p").class("onward no-print").child(reveal))
        .maybe(shown)
}

fn step(told: &Told, decision: usize, wonder: bool) -> Element {
    let scenario = &told.scenario;
    let choice = told.path[decision];
    let words = scenario.choice(choice);
    let scene = scenario.scene(scenario.program.choices[choice.at()].scene);
    let answers = told.recap.answers.get(decision).map(|answer| in_words(scenario, choice, answer)).unwrap_or_default();
    let later = told.later.get(decision).filter(|later| !later.is_empty()).map(|later| {
        let lines = element("ul").each(later.iter().map(|later| element("li").text(&later_line(later))));
        element("div").class("cause").child(element("p").class("cause-label").text("Dans ce récit")).child(lines)
    });
    let pair = [("Ce que cela ouvre", &words.opens), ("La question que cela laisse", &words.vigilance)];
    let pair = pair.into_iter().filter_map(|(label, text)| Some(element("div").child(element("span").class("pair-label").text(label)).text(text.as_ref()?)));
    let wonder = wonder.then(|| {
        let gesture = message::Gesture::Play(play::Gesture::Wonder(decision));
        let button = button("button quiet wonder", "Et si… ?", gesture).label(&["Et si… ? ", &scene.title.text].concat());
        element("p").class("no-print").child(button)
    });
    element("article")
        .class("told")
        .child(element("p").class("told-scene").text(&scene.title))
        .child(element("h2").class("did").text(words.past.as_ref().unwrap_or(&words.text)))
        .child(element("div").class("answers").each(answers.iter().map(|line| element("p").text(line))))
        .maybe(later)
        .child(element("div").class("pair").each(pair))
        .maybe(wonder)
}

/// What was answered besides the choice, a sentence each.
fn in_words(scenario: &Scenario, choice: ChoiceIndex, answer: &Answer) -> Vec<String> {
    let scene = scenario.program.choices[choice.at()].scene;
    let mut lines = Vec::new();
    if answer.timed_out {
        lines.push("Le temps indicatif était écoulé.".to_owned());
    }
    match &answer.hesitation {
        None => {}
        Some(Hesitation::None) => lines.push("Vous n'avez pas hésité.".to_owned()),
        Some(Hesitation::With(other)) => {
            let other = scenario.find_choice(scene, other).map(|other| scenario.choice(other).text.trim_end_matches('.').to_owned()).unwrap_or_default();
            lines.push(["Vous avez hésité avec « ", &other, " »."].concat());
        }
    }
    if let Some(motive) = &answer.motive {
        let ask = scenario.decision(scene).and_then(|decision| decision.ask.as_ref());
        let known = ask.and_then(|ask| ask.motives.iter().find(|known| *known.id == **motive)).map(|known| known.text.text.clone());
        let none = (motive == NONE_FITS).then(|| "aucun motif ne vous convenait, vous avez pris le choix le plus proche.".to_owned());
        if let Some(text) = known.or(none) {
            lines.push(["Ce qui a pesé : ", &lowercase(&text)].concat());
        }
    }
    if let Some(reason) = &answer.reason {
        lines.push(["Vos mots : « ", reason, " »"].concat());
    }
    lines
}

fn later_line(later: &Later) -> String {
    match &later.when {
        Some(when) => [&capitalised(when), " : ", &later.what].concat(),
        None => capitalised(&later.what),
    }
}

/// With a capital first letter, for the beginning of a line.
fn capitalised(text: &str) -> String {
    first_letter(text, |letter| match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => shifted(letter, -32),
        _ => letter,
    })
}

/// With a small first letter, for the middle of a sentence.
fn lowercase(text: &str) -> String {
    first_letter(text, |letter| match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => shifted(letter, 32),
        _ => letter,
    })
}

/// In Latin-1 the two cases are 32 apart. The full tables of Unicode weigh tens of kilobytes, for no letter that French begins a word with.
fn shifted(letter: char, by: i32) -> char {
    u32::from(letter).checked_add_signed(by).and_then(char::from_u32).unwrap_or(letter)
}

fn first_letter(text: &str, change: fn(char) -> char) -> String {
    let mut letters = text.chars();
    letters.next().map(change).into_iter().chain(letters).collect()
}
