//! « Animer »: the trainer's pages. What is counted and what may be shown is decided by [`crate::debrief`]; here it is drawn.
//!
//! | file or folder | concern |
//! |---|---|
//! | `home` | the group sessions of this device, a new one, what is prepared beforehand |

mod home;

use std::rc::Rc;

use super::Look;
use super::arrival::Arrival;
use super::element::Element;
use super::mailbox::Visit;
use super::route::TrainerRoute;
use super::services::Services;
use home::HomePage;

/// A trainer's page.
pub enum TrainerPage {
    /// « Animer »
    Home(HomePage),
}

/// What a trainer does.
#[derive(Clone)]
pub enum Gesture {}

/// What a trainer's page waited for.
pub enum News {
    /// For « Animer ».
    Home(home::News),
}

impl TrainerPage {
    /// Opens the page of a route.
    #[inline(never)]
    pub fn open(services: &Rc<Services>, visit: Visit, _route: TrainerRoute) -> Self {
        Self::Home(HomePage::open(services, visit))
    }

    /// Takes in what has come; says whether the page looks different.
    #[inline(never)]
    pub fn hear(&mut self, news: News) -> bool {
        match (self, news) {
            (Self::Home(page), News::Home(news)) => page.hear(news),
        }
        true
    }

    /// Does what the person asks; says whether the page looks different.
    #[inline(never)]
    pub fn act(&mut self, gesture: Gesture) -> bool {
        match gesture {}
    }

    /// The dialog is closed.
    #[inline(never)]
    pub fn dialog_closed(&mut self) {}

    /// What happens when it arrives.
    #[inline(never)]
    pub fn arrival(&self) -> Arrival {
        match self {
            Self::Home(page) => page.arrival(),
        }
    }

    /// Draws it.
    #[inline(never)]
    pub fn view(&self, _: &Look<'_>) -> Element {
        match self {
            Self::Home(page) => page.view(),
        }
    }

    /// Whether the site's bar stands over it.
    pub fn has_site_bar(&self) -> bool {
        true
    }

    /// Whether something lies over it.
    pub fn has_dialog(&self) -> bool {
        false
    }

    /// Draws what lies over it.
    #[inline(never)]
    pub fn dialog(&self) -> Option<Element> {
        None
    }
}
