//! The A4 print-out: what was published, as tables and, if wanted, bars; the notes that the group re-read; free text only if ticked, and as the wall of reasons
//! shows it: nothing under three, in an order that tells nothing.

use super::exports::{report, turnout};
use super::{Gesture, Printed, gesture};
use crate::app::element::{Element, button, element, plain};
use crate::app::trainer::deeper;
use crate::app::trainer::lead::Lead;
use crate::app::trainer::projection::bars;
use crate::app::trainer::turnout_in_words;
use crate::debrief::deeper::Wall;
use crate::debrief::slide::{Part, distribution};
use crate::debrief::{DecisionTable, decisions};
use crate::export::{Detail, OptionsReport};

/// The walls of reasons, if they are printed.
pub fn walls(lead: &Lead) -> Vec<Wall> {
    if lead.closing.printed.reasons { deeper::walls(lead) } else { Vec::new() }
}

/// What is printed, and the button.
pub fn choose(lead: &Lead, walls: &[Wall]) -> Element {
    let printed = lead.closing.printed;
    let ticks = [
        (Printed::Tables, "Les tableaux", printed.tables),
        (Printed::Charts, "Les répartitions en barres", printed.charts),
        (Printed::Notes, "Les notes relues", printed.notes),
        (Printed::Reasons, "Les phrases libres transmises", printed.reasons),
    ];
    let ticks = ticks.into_iter().map(|(what, words, on)| {
        let input = element("input").set("type", "checkbox").checked(on).on_pick(gesture(Gesture::Print(what)));
        element("label").child(input).text(" ").text(words)
    });
    let none = (printed.reasons && walls.is_empty()).then(|| {
        let words = "Moins de trois phrases transmises pour chaque décision : aucune n'est imprimée.";
        element("p").class("hint").set("role", "status").text(words)
    });
    element("section")
        .class("no-print")
        .set("aria-labelledby", "imprimer-titre")
        .child(element("h2").id("imprimer-titre").text("Imprimer"))
        .child(element("fieldset").class("setting stacked").child(element("legend").text("Sur le papier")).each(ticks))
        .maybe(none)
        .child(element("p").child(button("button", "Imprimer", gesture(Gesture::PrintNow)).id("imprimer-seance")))
}

/// The sheet itself: on paper only.
pub fn sheet(lead: &Lead, walls: &[Wall]) -> Element {
    let report = report(lead);
    let printed = lead.closing.printed;
    let size = turnout(lead).map_or_else(|| "Séance close : le nombre de parcours n'a pas été gardé.".to_owned(), turnout_in_words);
    let example = lead.session().example.then(|| element("p").text("Séance d'exemple : parcours inventés."));
    let charts = printed.charts.then(|| {
        let agreed = lead.session().agreed.is_some();
        let charts = decisions(lead.scenario()).filter_map(|scene| {
            let table = DecisionTable::of(lead.scenario(), &lead.session().ledger, scene, agreed);
            let slides = distribution(lead.scenario(), &table);
            let drawn = slides.first()?.parts.iter().find_map(|part| if let Part::Bars(series) = part { Some(bars::bars(series)) } else { None })?;
            table.choices.taken(0)?;
            Some(element("section").class("sheet-part").child(element("h3").text(&lead.scenario().scene(scene).title)).child(drawn))
        });
        element("section").child(element("h2").text("Répartitions")).each(charts)
    });
    let tables = printed.tables.then(|| {
        let decisions = report.decisions.iter().map(|decision| table(&decision.title, &decision.choices));
        let votes = report.votes.iter().map(|vote| table(&format!("{}, vote {}", vote.title, vote.round), &vote.choices));
        element("section").child(element("h2").text("Tableaux")).each(decisions).child(table("Les fins", &report.endings)).each(votes)
    });
    let notes = (printed.notes && !report.notes.is_empty()).then(|| {
        element("section").child(element("h2").text("Ce que nous gardons")).child(element("ul").each(report.notes.iter().map(|note| element("li").text(note))))
    });
    let reasons = (!walls.is_empty()).then(|| {
        let walls = walls.iter().map(|wall| {
            let reasons = wall.reasons.iter().map(|reason| element("li").child(plain(reason.text.clone().into())));
            element("section").child(element("h3").text(&lead.scenario().scene(wall.scene).title)).child(element("ul").each(reasons))
        });
        element("section").child(element("h2").text("Phrases libres")).each(walls)
    });
    element("article")
        .class("print-sheet")
        .set("aria-hidden", "true")
        .child(element("h1").text(&report.title))
        .child(element("p").text(&size))
        .maybe(example)
        .maybe(notes)
        .maybe(charts)
        .maybe(tables)
        .maybe(reasons)
}

fn table(title: &str, options: &OptionsReport) -> Element {
    let rows = options.options.iter().map(|option| {
        let said = match (options.shown, option.count, option.taken) {
            (Detail::Nothing, ..) => "–".to_owned(),
            (_, Some(count), _) => count.to_string(),
            (_, None, Some(true)) => "prise".to_owned(),
            (_, None, _) => "non prise".to_owned(),
        };
        let letter = option.letter.map_or_else(String::new, |letter| letter.to_string());
        element("tr").child(element("td").text(&letter)).child(element("td").text(&option.text)).child(element("td").class("number").text(&said))
    });
    element("table").class("sheet-part").child(element("caption").text(title)).child(element("tbody").each(rows))
}
