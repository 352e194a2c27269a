//! Lettered ballots, in two columns: the first vote on the left, the second on the right, to be cut along the dashes.

use super::Kit;
use crate::app::element::{Element, element, spoken};
use crate::scenario::program::SceneIndex;

/// As many rows as fit on a sheet of A4: each row is one voter's two ballots.
const ROWS: u32 = 8;

/// The ballots of every decision.
pub fn ballots(kit: &Kit) -> Element {
    let most = kit.decisions().map(|(.., decision)| decision.choices.len()).max().unwrap_or(0);
    let sheets: Vec<Element> = if kit.named {
        kit.decisions().flat_map(|(rank, scene, decision)| set(kit, Some((rank, scene)), decision.choices.len(), kit.voters)).collect()
    } else {
        set(kit, None, most, kit.voters.saturating_mul(u32::try_from(kit.decisions.len()).unwrap_or(0)))
    };
    element("section")
        .class("ballots")
        .set("aria-labelledby", "bulletins")
        .child(element("h2").id("bulletins").class("no-print").text("Bulletins à découper"))
        .child(element("p").class("hint no-print").text("Une ligne par votant : à gauche le premier vote, à droite le second. Entourez une lettre."))
        .each(sheets.into_iter())
}

/// The sheets of one set: those who vote, eight by eight.
fn set(kit: &Kit, decision: Option<(usize, SceneIndex)>, letters: usize, voters: u32) -> Vec<Element> {
    let title = decision.map(|(rank, scene)| ["Décision ", &rank.to_string(), " · ", &kit.scenario.scene(scene).title.text].concat());
    let sheets = voters.div_ceil(ROWS);
    (0..sheets)
        .map(|sheet| {
            let rows = ROWS.min(voters - sheet * ROWS);
            let rows = (0..rows).flat_map(|_| [ballot(title.as_deref(), "Premier vote", letters), ballot(title.as_deref(), "Second vote", letters)]);
            // Every ballot of a sheet is alike: to the ear they are said once, by the sheet.
            let said = [title.as_deref().unwrap_or("Bulletins sans numéro"), " : feuille ", &(sheet + 1).to_string(), " sur ", &sheets.to_string()].concat();
            let drawn = element("div").class("ballot-rows").set("aria-hidden", "true").each(rows);
            element("div").class("ballot-sheet").child(spoken(&said)).child(drawn)
        })
        .collect()
}

fn ballot(title: Option<&str>, vote: &str, letters: usize) -> Element {
    let head = match title {
        Some(title) => element("p").class("ballot-head").child(element("strong").text(vote)).child(element("span").text(title)),
        None => element("p").class("ballot-head").child(element("span").text("Décision n° ………")).child(element("span").text("□ premier vote   □ second vote")),
    };
    let letters = ('A'..).take(letters).map(|letter| element("span").class("ballot-letter").text(&letter.to_string()));
    element("div").class("ballot").child(head).child(element("p").class("ballot-letters").each(letters))
}
