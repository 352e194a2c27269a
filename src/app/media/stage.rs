//! What every medium needs beside its own words.

use super::rich_text::rich_text;
use crate::app::element::Element;
use crate::scenario::Scenario;
use crate::scenario::library::{Reference, References};

/// The scenario that is drawn, and the sources if they are there.
pub struct Stage<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The sources.
    pub library: Option<&'a References>,
}

impl Stage<'_> {
    /// What someone is called on the screen.
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.scenario.name(id)
    }

    /// An author's text, with its emphasis, lists and links.
    pub fn rich(&self, text: &str, class: &'static str) -> Element {
        rich_text(text, class, self.library)
    }

    /// The source that has this id.
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        find(self.library, id)
    }

    /// The address of one of the scenario's files, beside the page.
    pub fn file(&self, name: &str) -> String {
        ["scenarios/", self.scenario.id(), "/", name].concat()
    }
}

/// The source that has this id, where sources are given.
pub fn find<'a>(library: Option<&'a References>, id: &str) -> Option<&'a Reference> {
    library?.references.iter().find(|reference| reference.id == id)
}
