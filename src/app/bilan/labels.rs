//! Positions and tensions along the path: spreads, never a mean, a total or a rank. Each picture is a table, so it reads aloud as it is.

use super::Told;
use crate::app::element::{Element, element, spoken};
use crate::scenario::library::{Tension, Term, Vocabulary};
use crate::scenario::program::ChoiceIndex;
use crate::scenario::source::Choice;

/// An axis that fewer choices of the case touch says nothing and is not drawn.
const TOUCHED_AT_LEAST: usize = 3;

/// Positions and tensions along the path.
pub fn labels(told: &Told, vocabulary: Option<&Vocabulary>, suffix: &str) -> Element {
    let Some(vocabulary) = vocabulary else {
        let words = "Les étiquettes n'ont pas pu être chargées : retrouvez le réseau, puis rouvrez cette partie.";
        return element("p").set("role", "status").text(words);
    };
    let scenario = &told.scenario;
    let choices: Vec<&Choice> = told.path.iter().map(|&choice| scenario.choice(choice)).collect();
    let positions: Vec<&Term> = vocabulary.positions.iter().filter(|term| choices.iter().any(|choice| rank(choice, term).is_some())).collect();
    let touches = |tension: &Tension| {
        let all = (0..).take(scenario.program.choices.len()).map(|at| scenario.choice(ChoiceIndex(at)));
        choices.iter().any(|choice| pole(choice, tension).is_some()) && all.filter(|choice| pole(choice, tension).is_some()).count() >= TOUCHED_AT_LEAST
    };
    let tensions: Vec<&Tension> = vocabulary.tensions.iter().filter(|tension| touches(tension)).collect();
    let title = ["etiquettes-titre", suffix].concat();
    element("section")
        .class("label-tables")
        .set_to("aria-labelledby", title.clone())
        .child(element("h2").set_to("id", title).text("Les étiquettes de l'auteur"))
        .child(element("p").text("Elles proposent une lecture, elles se discutent. Les chiffres sont les décisions, dans l'ordre."))
        .maybe((!positions.is_empty()).then(|| position_table(&positions, &choices)))
        .maybe((!tensions.is_empty()).then(|| tension_table(&tensions, &choices)))
}

/// Where a position stands among those of a choice.
fn rank(choice: &Choice, term: &Term) -> Option<usize> {
    choice.positions.iter().position(|id| id.text == term.id)
}

/// The pole of a tension that a choice moves toward.
fn pole<'a>(choice: &'a Choice, tension: &Tension) -> Option<&'a str> {
    choice.tensions.iter().find(|tag| tag.axis.text == tension.id).map(|tag| tag.toward.text.as_str())
}

/// A table that scrolls by itself where the page is narrow.
fn scrolling(label: &str, table: Element) -> Element {
    element("div").class("table-scroll").set("tabindex", "0").set("role", "region").label(label).child(table)
}

fn position_table(positions: &[&Term], choices: &[&Choice]) -> Element {
    let numbers = (1..=choices.len()).map(|number| element("th").set("scope", "col").child(spoken("Décision ")).text(&number.to_string()));
    let rows = positions.iter().map(|term| {
        let marks = choices.iter().map(|choice| {
            let (class, mark, said) = match rank(choice, term) {
                Some(0) => ("mark mark-main", "●", "dominante"),
                Some(_) => ("mark", "○", "seconde"),
                None => ("", "", ""),
            };
            element("td").class(class).child(element("span").set("aria-hidden", "true").text(mark)).child(spoken(said))
        });
        let name = element("th").set("scope", "row").set_to("title", term.definition.clone()).text(&term.label);
        element("tr").child(name).each(marks)
    });
    let head = element("thead").child(element("tr").child(element("td")).each(numbers));
    let table = element("table").class("spread").child(element("caption").text("Positions")).child(head).child(element("tbody").each(rows));
    scrolling("Positions, décision par décision", table)
}

fn tension_table(tensions: &[&Tension], choices: &[&Choice]) -> Element {
    let rows = tensions.iter().map(|tension| {
        let cells = tension.poles.iter().map(|wanted| {
            let decided = choices.iter().enumerate().filter(|(_, choice)| pole(choice, tension) == Some(&wanted.id));
            let numbers = decided.map(|(index, _)| (index + 1).to_string()).collect::<Vec<_>>().join(" ");
            let numbers = if numbers.is_empty() { "–" } else { &numbers };
            let label = element("span").class("pole-label").text(&wanted.label);
            element("td").class("pole").child(label).child(element("span").class("pole-numbers").text(numbers))
        });
        element("tr").child(element("th").set("scope", "row").text(&tension.label)).each(cells)
    });
    let table = element("table").class("spread tensions").child(element("caption").text("Tensions : vers quel pôle")).child(element("tbody").each(rows));
    scrolling("Tensions : vers quel pôle chaque décision a déplacé", table)
}
