//! « Animer »: what a trainer begins with.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, link};
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::route::TrainerRoute;
use crate::app::services::{Services, Trouble};
use crate::app::widgets::{Notice, heading, waiting};
use crate::scenario::catalogue::{Catalogue, Entry};

const TITLE: &str = "Animer";

/// « Animer »
pub struct HomePage {
    catalogue: Option<Result<Rc<Catalogue>, Trouble>>,
}

/// What « Animer » waited for.
pub enum News {
    /// The cases.
    Catalogue(Result<Rc<Catalogue>, Trouble>),
}

impl HomePage {
    /// Begins to read the cases.
    pub fn open(services: &Rc<Services>, visit: Visit) -> Self {
        let services = Rc::clone(services);
        spawn_local(async move { visit.tell(message::News::Trainer(super::News::Home(News::Catalogue(services.catalogue().await)))) });
        Self { catalogue: None }
    }

    /// Shows what has come.
    pub fn hear(&mut self, news: News) {
        match news {
            News::Catalogue(catalogue) => self.catalogue = Some(catalogue),
        }
    }

    /// What happens when it arrives.
    pub fn arrival(&self) -> Arrival {
        if self.catalogue.is_some() { Arrival::at(TITLE) } else { Arrival::waiting(TITLE) }
    }

    /// Draws it.
    pub fn view(&self) -> Element {
        match &self.catalogue {
            None => waiting("Ouverture…"),
            Some(Err(trouble)) => Notice { details: trouble.details(), ..Notice::new(TITLE, trouble.sentence()) }.view(),
            Some(Ok(catalogue)) => {
                let cases = catalogue.scenarios.iter().map(prepare);
                element("main").id("contenu").class("page trainer").child(heading(TITLE)).child(element("ul").class("record-list").each(cases))
            }
        }
    }
}

/// What can be prepared with a case before the day.
fn prepare(entry: &Entry) -> Element {
    let read = link("button quiet", "Lire tout le cas", TrainerRoute::ReadCase(entry.id.clone()).href());
    let kit = link("button quiet", "Kit papier", TrainerRoute::PaperKit(entry.id.clone()).href());
    let tools = element("div").class("record-tools").child(read).child(kit);
    element("li").key(&entry.id).class("record").child(element("strong").text(&entry.title)).child(tools)
}
