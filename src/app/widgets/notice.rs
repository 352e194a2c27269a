//! A page that says one thing: why something cannot be shown, and what to do.

use super::heading::heading;
use crate::app::element::{Element, element, link};
use crate::app::route::Route;

/// A page that says one thing.
pub struct Notice {
    /// The heading.
    pub title: &'static str,
    /// One calm sentence: what happened and what to do.
    pub text: String,
    /// What an author or an engineer wants to know, a line each.
    pub details: Vec<String>,
    /// What can be done here.
    pub action: Option<Element>,
}

impl Notice {
    /// A page that only says something.
    #[must_use]
    pub fn new(title: &'static str, text: impl Into<String>) -> Self {
        Self { title, text: text.into(), details: Vec::new(), action: None }
    }

    /// What can be done on it.
    #[must_use]
    pub fn offering(self, action: Element) -> Self {
        Self { action: Some(action), ..self }
    }

    /// Draws it.
    #[must_use]
    pub fn view(self) -> Element {
        let details = (!self.details.is_empty()).then(|| {
            let lines = element("ul").each(self.details.iter().map(|line| element("li").text(line)));
            element("details").class("details").child(element("summary").text("Détail technique")).child(lines)
        });
        let onward = element("div").class("onward").maybe(self.action).child(link("button quiet", "Aller au catalogue", Route::Catalogue.href()));
        element("main").id("contenu").class("page notice").child(heading(self.title)).child(element("p").text(&self.text)).child(onward).maybe(details)
    }
}

/// A page that waits: « Ouverture du parcours… »
pub fn waiting(text: &str) -> Element {
    element("main").id("contenu").class("page waiting").key("waiting").child(element("p").set("role", "status").text(text))
}
