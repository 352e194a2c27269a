//! What is read before the scenes: the trainer's note, the people, the case's memory, the contents.

use super::Case;
use crate::app::element::{Element, element, link_inside};
use crate::app::media::rich;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::{Exit, Located, Minutes, Person, Variable, VariableKind};

fn section(id: &'static str, title: &str) -> Element {
    element("section").set("aria-labelledby", id).child(element("h2").id(id).set("tabindex", "-1").text(title))
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> Element {
    element("ul").each(items.map(|item| element("li").text(item)))
}

fn located(list: &[Located]) -> impl Iterator<Item = &str> {
    list.iter().map(|item| &**item)
}

fn minutes(minutes: &Minutes) -> String {
    ["De ", &minutes.min.to_string(), " à ", &minutes.max.to_string(), " minutes"].concat()
}

/// The trainer's note.
pub fn note(case: &Case) -> Element {
    let source = case.source();
    let note = &source.note;
    let part = |title: &str, inside: Element| element("div").child(element("h3").text(title)).child(inside);
    let stops = note.stops.iter().filter_map(|id| case.scenario.find_scene(id)).map(|scene| element("li").child(scene_link(case, scene)));
    let group = note.group_duration.as_ref().map(|group| [" ; avec un groupe et un projecteur, ", &minutes(group).replacen("De", "de", 1)].concat());
    let duration = [minutes(&source.duration), " de jeu".to_owned(), group.unwrap_or_default(), ".".to_owned()].concat();
    let warning = source.content_warning.as_ref().map(|warning| {
        let skip = case.scenario.find_scene(&warning.skip).map(|scene| element("p").text("Qui passe ces scènes reprend à : ").child(scene_link(case, scene)));
        part("Avertissement", element("div").child(rich(&warning.text)).maybe(skip))
    });
    let neutral = case
        .vocabulary
        .as_ref()
        .map(|vocabulary| part("Les questions posées à chaque décision", list(vocabulary.neutral_questions.iter().map(String::as_str))));
    section("note", "Note pour la personne qui anime")
        .class("read-note")
        .child(part("Ce que le cas travaille", rich(&note.works_on)))
        .maybe(warning)
        .maybe((!note.traps.is_empty()).then(|| part("Pièges de l'animation", list(located(&note.traps)))))
        .maybe((!note.stops.is_empty()).then(|| part("Décisions conseillées pour un arrêt", element("ul").each(stops))))
        .maybe((!note.debrief.is_empty()).then(|| part("Questions pour l'échange", list(located(&note.debrief)))))
        .maybe(neutral)
        .child(part("Durée", element("p").text(&duration)))
        .maybe(note.prerequisites.as_ref().map(|words| part("Avant de commencer", element("p").text(words))))
}

/// Whom one plays and meets.
pub fn people(case: &Case) -> Element {
    let introduction = &case.source().introduction;
    section("personnes", "Ce que l'on lit avant de jouer")
        .child(element("p").class("role").text(&introduction.role))
        .child(rich(&introduction.text))
        .child(element("dl").class("read-list").each(case.source().people.iter().map(|one| person(case, one))))
}

fn person(case: &Case, person: &Person) -> Element {
    let argument = person.argument.as_ref().map(|id| {
        let known = case.vocabulary.as_ref().and_then(|vocabulary| vocabulary.arguments.iter().find(|argument| argument.id == id.text));
        let words = ["Fait entendre : ", known.map_or(&*id.text, |argument| &argument.label)].concat();
        element("dd").class("hint").text(&words)
    });
    let role = person.role.as_ref().map(|role| element("dd").text(role));
    element("div").child(element("dt").text(&person.name)).maybe(role).maybe(argument)
}

/// What the story remembers: the words that conditions and effects are written with.
pub fn memory(case: &Case) -> Option<Element> {
    let variables = &case.source().variables;
    (!variables.is_empty()).then(|| {
        section("memoire", "Ce que le récit retient")
            .child(element("p").class("hint").text("Les conditions (« si … ») et les effets des choix se lisent avec ces mots."))
            .child(element("dl").class("read-list").each(variables.iter().map(variable)))
    })
}

fn variable(variable: &Variable) -> Element {
    let values = match &variable.kind {
        VariableKind::Flag(initial) => ["oui ou non, au départ ", if *initial { "oui" } else { "non" }].concat(),
        VariableKind::Level(level) => {
            let initial = level.initial.unwrap_or(level.min);
            ["de ", &level.min.to_string(), " à ", &level.max.to_string(), ", au départ ", &initial.to_string()].concat()
        }
        VariableKind::OneOf(words) => {
            let initial = variable.initial.as_deref().or_else(|| words.first().map(|word| &**word)).unwrap_or_default();
            [&words.iter().map(|word| &**word).collect::<Vec<_>>().join(", "), " ; au départ ", initial].concat()
        }
    };
    let meaning = variable.meaning.as_ref().map(|words| element("dd").text(words));
    element("div").child(element("dt").child(element("code").text(&variable.id))).maybe(meaning).child(element("dd").class("hint").text(&values))
}

/// The scenes, in the order of the story, with what each ends on.
pub fn contents(case: &Case) -> Element {
    let scenes = (0..).take(case.source().scenes.len()).map(SceneIndex).map(|index| {
        let scene = case.scenario.scene(index);
        let stop = case.source().note.stops.iter().any(|id| **id == *scene.id);
        let kind = match &scene.exit {
            Exit::Decision(_) if stop => "décision, arrêt conseillé",
            Exit::Decision(_) => "décision",
            Exit::Passage(_) => "passage",
            Exit::Return(_) => "détour",
            Exit::Ending(_) => "fin",
        };
        element("li").child(scene_link(case, index)).child(element("span").class("hint").text(&[" ", kind].concat()))
    });
    let others = [("resources", "ressources", "Documents"), ("references", "reperes", "Repères cités")];
    let others = others.into_iter().filter(|(what, ..)| match *what {
        "resources" => !case.source().resources.is_empty(),
        _ => case.references.is_some(),
    });
    let others = others.map(|(_, id, words)| element("li").child(link_inside("", words, id)));
    element("nav")
        .class("read-contents")
        .set("aria-labelledby", "sommaire")
        .child(element("h2").id("sommaire").set("tabindex", "-1").text("Sommaire"))
        .child(element("ol").each(scenes))
        .child(element("ul").each(others))
}

/// A link to a scene of this page, by its number and title.
pub fn scene_link(case: &Case, scene: SceneIndex) -> Element {
    let words = [&Case::number(scene), ". ", &case.scenario.scene(scene).title.text].concat();
    link_inside("", &words, &case.anchor(scene))
}
