//! The page on the screen, whichever it is.
//!
//! What the first screens do not need comes after them (`tools/split-app.mjs`), function by function: so that their code does not end up inside the functions
//! here, those of the attempt's page and of « Mes parcours » are never inlined.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Look;
use super::arrival::Arrival;
use super::element::{Element, element};
use super::mailbox::Visit;
use super::message::{Gesture, News};
use super::pages::catalogue::CataloguePage;
use super::pages::introduction::IntroductionPage;
use super::pages::privacy;
use super::pages::records::RecordsPage;
use super::play::{PlayPage, View};
use super::route::Route;
use super::services::Services;
use super::trainer::{self, TrainerPage};
use super::widgets::{Notice, site_bar, waiting};
use crate::platform::rest::{self, Part};

/// The page on the screen.
pub enum Page {
    /// The catalogue.
    Catalogue(CataloguePage),
    /// A case before it is played.
    Introduction(Box<IntroductionPage>),
    /// An attempt.
    Play(Box<PlayPage>),
    /// « Mes parcours »
    Records(RecordsPage),
    /// A trainer's page.
    Trainer(Box<dyn TrainerPage>),
    /// « Vie privée »
    Privacy,
    /// An address that leads nowhere.
    Unknown,
    /// A page of the rest of the app, which has not come yet.
    Coming(Route),
    /// The rest of the app does not come.
    NotCome,
}

const UNKNOWN: &str = "Cette adresse ne mène nulle part";
const NOT_COME: &str = "L'application n'a pas fini de se charger";
/// What to do where the rest of the app does not come.
pub const NOT_COME_SENTENCE: &str =
    "La connexion a peut-être été coupée. Retrouvez le réseau, puis rechargez la page : rien de ce qui était enregistré n'est perdu.";

impl Page {
    /// Opens the page of a route, once what draws it is here.
    pub fn open(route: Route, services: &Rc<Services>, visit: Visit) -> Self {
        if matches!(route, Route::Catalogue | Route::Introduction(_) | Route::Privacy | Route::Unknown) {
            return Self::at(route, services, visit);
        }
        let part = if matches!(route, Route::Trainer(_)) { Part::Trainers } else { Part::Play };
        spawn_local(async move { visit.tell(News::Rest(rest::has_come(part).await)) });
        Self::Coming(route)
    }

    /// The rest of the app has come, or does not.
    pub fn come(&mut self, come: bool, services: &Rc<Services>, visit: Visit) {
        if let Self::Coming(route) = self {
            *self = if come { Self::at(route.clone(), services, visit) } else { Self::NotCome };
        }
    }

    fn at(route: Route, services: &Rc<Services>, visit: Visit) -> Self {
        match route {
            Route::Catalogue => Self::Catalogue(CataloguePage::open(services, visit)),
            Route::Introduction(link) => Self::Introduction(Box::new(IntroductionPage::open(services, visit, link))),
            Route::Records => Self::Records(RecordsPage::open(services, visit)),
            Route::Trainer(route) => Self::Trainer(trainer::open(services, visit, route)),
            Route::Privacy => Self::Privacy,
            Route::Unknown => Self::Unknown,
            Route::Play(id) => Self::Play(Box::new(PlayPage::open(services, visit, &id, View::Story))),
            Route::Bilan(id) => Self::Play(Box::new(PlayPage::open(services, visit, &id, View::Bilan))),
            Route::HandOver(id) => Self::Play(Box::new(PlayPage::open(services, visit, &id, View::HandOver))),
        }
    }

    /// Turns to another side of the same attempt; says whether the route was one.
    pub fn turn(&mut self, route: &Route) -> bool {
        let Self::Play(page) = self else { return false };
        let (id, view) = match route {
            Route::Play(id) => (id, View::Story),
            Route::Bilan(id) => (id, View::Bilan),
            Route::HandOver(id) => (id, View::HandOver),
            _ => return false,
        };
        let same = page.attempt() == id;
        if same {
            page.turn(view);
        }
        same
    }

    /// Takes in what has come; says whether the page looks different.
    pub fn hear(&mut self, news: News) -> bool {
        match (self, news) {
            (Self::Catalogue(page), News::Catalogue(news)) => page.hear(news),
            (Self::Introduction(page), News::Introduction(news)) => page.hear(news),
            (Self::Records(page), News::Records(news)) => page.hear(news),
            (Self::Play(page), News::Play(news)) => return page.hear(news),
            (Self::Trainer(page), News::Trainer(news)) => return page.hear(news),
            _ => return false,
        }
        true
    }

    /// Does what the person asks of it; says whether the page looks different.
    pub fn act(&mut self, gesture: Gesture) -> bool {
        match (self, gesture) {
            (Self::Catalogue(page), Gesture::Catalogue(gesture)) => page.act(gesture),
            (Self::Introduction(page), Gesture::Introduction(gesture)) => page.act(gesture),
            (Self::Records(page), Gesture::Records(gesture)) => page.act(gesture),
            (Self::Play(page), Gesture::Play(gesture)) => return page.act(gesture),
            (Self::Trainer(page), Gesture::Trainer(gesture)) => return page.act(&*gesture),
            _ => return false,
        }
        true
    }

    /// The dialog is closed.
    pub fn dialog_closed(&mut self) {
        match self {
            Self::Play(page) => page.dialog_closed(),
            Self::Records(page) => page.dialog_closed(),
            _ => {}
        }
    }

    /// What happens when it arrives.
    pub fn arrival(&self) -> Arrival {
        match self {
            Self::Catalogue(page) => page.arrival(),
            Self::Introduction(page) => page.arrival(),
            Self::Play(page) => page.arrival(),
            Self::Records(page) => page.arrival(),
            Self::Trainer(page) => page.arrival(),
            Self::Privacy => Arrival::at("Vie privée"),
            Self::Unknown => Arrival::at(UNKNOWN),
            Self::Coming(_) => Arrival::waiting("Ouverture"),
            Self::NotCome => Arrival::at(NOT_COME),
        }
    }

    /// Draws it.
    pub fn view(&self, look: &Look<'_>) -> Element {
        let page = match self {
            Self::Catalogue(page) => page.view(),
            Self::Introduction(page) => page.view(),
            Self::Play(page) => page.view(look),
            Self::Records(page) => page.view(look),
            Self::Trainer(page) => page.view(),
            Self::Privacy => privacy(),
            Self::Coming(_) => waiting("Ouverture…"),
            Self::NotCome => Notice::new(NOT_COME, NOT_COME_SENTENCE).view(),
            Self::Unknown => Notice::new(UNKNOWN, "Le lien est peut-être incomplet : demandez-le de nouveau, ou choisissez un cas dans le catalogue.").view(),
        };
        match self {
            Self::Play(play) if !play.has_site_bar() => page,
            Self::Trainer(trainer) if !trainer.has_site_bar() => page,
            _ => element("div").key("site").child(site_bar()).child(page),
        }
    }

    /// Whether something lies over it.
    pub fn has_dialog(&self) -> bool {
        match self {
            Self::Play(page) => page.has_dialog(),
            Self::Records(page) => page.has_dialog(),
            _ => false,
        }
    }

    /// Draws what lies over it.
    pub fn dialog(&self) -> Option<Element> {
        match self {
            Self::Play(page) => page.dialog(),
            Self::Records(page) => page.dialog(),
            _ => None,
        }
    }
}
