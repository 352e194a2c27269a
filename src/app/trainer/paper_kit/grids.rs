//! Where votes are counted and path codes copied by hand.

use super::Kit;
use crate::app::element::{Element, element, spoken};
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Decision;

/// The grid of votes: for each decision, its letters, and room to tally twice.
pub fn votes(kit: &Kit) -> Element {
    let hint = "Un bâton par bulletin. Le total doit être celui des bulletins recueillis ; recomptez sinon. Les seconds votes se comparent par leurs totaux, jamais personne par personne.";
    kit.sheet("sheet vote-sheet", "grille", "Grille des votes")
        .child(element("p").class("sheet-hint").text(hint))
        .each(kit.decisions().map(|(rank, scene, decision)| table(kit, rank, scene, decision)))
}

fn table(kit: &Kit, rank: usize, scene: SceneIndex, decision: &Decision) -> Element {
    let title = ["Décision ", &rank.to_string(), " · ", &kit.scenario.scene(scene).title.text].concat();
    let column = |class: &'static str, words: &str| element("th").set("scope", "col").class(class).text(words);
    let blank = || element("td").child(spoken("à remplir"));
    let row = |name: Element, words: &str| {
        element("tr").child(name).child(element("td").class("vote-text").text(words)).child(blank()).child(blank()).child(blank()).child(blank())
    };
    let letters = ('A'..).zip(&decision.choices);
    let rows = letters.map(|(letter, choice)| row(element("th").set("scope", "row").class("vote-letter").text(&letter.to_string()), &choice.text));
    let total = row(element("th").set("scope", "row").text("Σ"), "Total des bulletins");
    let head = element("tr")
        .child(column("vote-letter", "Lettre"))
        .child(column("vote-text", "Option"))
        .child(column("vote-tally", "Premier vote"))
        .child(column("vote-total", "Total"))
        .child(column("vote-tally", "Second vote"))
        .child(column("vote-total", "Total"));
    let table = element("table")
        .class("vote-grid")
        .child(element("caption").child(element("strong").text(&title)).child(element("span").text(&decision.prompt)))
        .child(element("thead").child(head))
        .child(element("tbody").each(rows).child(total.class("vote-sum")));
    scrolling(&title, table)
}

/// The grid of path codes: twelve boxes in three groups of four.
pub fn codes(kit: &Kit) -> Element {
    let hint = "Recopiez ici les codes-parcours dictés ou apportés, douze signes en trois groupes de quatre. Il n'y a ni I, ni L, ni O, ni U : ce sont 1, 1, 0 et V. Cette feuille se détruit après la saisie.";
    let column = |words: &str| element("th").set("scope", "col").text(words);
    let group =
        || element("td").class("code-boxes").each((0..4).map(|_| element("span").class("code-box").set("aria-hidden", "true"))).child(spoken("quatre signes"));
    let rows = (1..=kit.voters).map(|number| {
        let number = element("th").set("scope", "row").text(&number.to_string());
        element("tr").child(number).child(group()).child(group()).child(group()).child(element("td").child(spoken("à remplir")))
    });
    let head =
        element("tr").child(column("N°")).child(element("th").set("scope", "colgroup").set("colspan", "3").text("Code-parcours")).child(column("Remarque"));
    let table = element("table").class("code-grid").child(element("thead").child(head)).child(element("tbody").each(rows));
    kit.sheet("sheet code-sheet", "codes", "Codes-parcours recopiés à la main")
        .child(element("p").class("sheet-hint").text(hint))
        .child(scrolling("Codes-parcours", table))
}

/// A table that scrolls by itself where the page is narrow.
fn scrolling(label: &str, table: Element) -> Element {
    element("div").class("table-scroll").set("tabindex", "0").set("role", "region").label(label).child(table)
}
