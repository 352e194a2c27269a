//! « Repères »: the sources of the case and of the choices made, each with its status and the date it was checked.

use super::Told;
use crate::app::element::{Element, element};
use crate::scenario::labels::day;
use crate::scenario::library::{Reference, References, Status};

/// The sources of a path.
pub fn references(told: &Told, library: Option<&References>, suffix: &str) -> Option<Element> {
    let Some(library) = library else {
        let words = "Les repères n'ont pas pu être chargés : retrouvez le réseau, puis rouvrez cette partie.";
        return Some(element("p").set("role", "status").text(words));
    };
    let cites = |id: &str| {
        let of_choices = told.path.iter().flat_map(|&choice| &told.scenario.choice(choice).references);
        told.scenario.source.references.iter().chain(of_choices).any(|cited| cited.text == id)
    };
    let mut cited = library.references.iter().filter(|reference| cites(&reference.id)).peekable();
    cited.peek()?;
    let title = ["reperes", suffix].concat();
    let section = element("section")
        .class("references")
        .set_to("aria-labelledby", title.clone())
        .child(element("h2").set_to("id", title).text("Repères"))
        .child(element("p").class("hint").text(&library.notice))
        .child(element("dl").each(cited.map(reference)));
    Some(section)
}

/// A source in a list of definitions: its title, what may be said of it, its citation, how well and when it was checked.
pub fn reference(reference: &Reference) -> Element {
    let checked = [&reference.citation, " · ", status(reference.status), ", le ", &day(&reference.checked)].concat();
    let words = element("dd").child(element("p").text(&reference.says)).child(element("p").class("hint").text(&checked));
    element("div").child(element("dt").text(&reference.title)).child(words)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Verified => "vérifié",
        Status::VerifiedSecondary => "vérifié par une source secondaire, à recontrôler",
        Status::Cited => "cité par les documents sources",
        Status::Unverified => "non vérifié",
    }
}
