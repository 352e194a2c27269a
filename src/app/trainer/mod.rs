//! « Animer »: the trainer's pages. What is counted and what may be shown is decided by [`crate::debrief`]; here it is drawn.
//!
//! | file or folder | concern |
//! |---|---|
//! | `home` | the group sessions of this device, a new one, what is prepared beforehand |
//! | `read_case` | « Lire tout le cas », with its tags |
//! | `paper_kit` | ballots, grids and the trainer's sheet, to print |
//! | `paper` | what the pages made for paper share |

mod home;
mod paper;
mod paper_kit;
mod read_case;

use std::rc::Rc;

use super::Look;
use super::arrival::Arrival;
use super::element::Element;
use super::mailbox::Visit;
use super::route::TrainerRoute;
use super::services::Services;
use home::HomePage;
use paper_kit::PaperKitPage;
use read_case::ReadCasePage;

/// A trainer's page.
pub enum TrainerPage {
    /// « Animer »
    Home(HomePage),
    /// « Lire tout le cas »
    ReadCase(ReadCasePage),
    /// The paper kit.
    PaperKit(Box<PaperKitPage>),
}

/// What a trainer does.
#[derive(Clone)]
pub enum Gesture {
    /// On the paper kit.
    PaperKit(paper_kit::Gesture),
}

/// What a trainer's page waited for.
pub enum News {
    /// For « Animer ».
    Home(home::News),
    /// For « Lire tout le cas ».
    ReadCase(read_case::News),
    /// For the paper kit.
    PaperKit(paper_kit::News),
}

impl TrainerPage {
    /// Opens the page of a route.
    #[inline(never)]
    pub fn open(services: &Rc<Services>, visit: Visit, route: TrainerRoute) -> Self {
        match route {
            TrainerRoute::ReadCase(id) => Self::ReadCase(ReadCasePage::open(services, visit, id)),
            TrainerRoute::PaperKit(id) => Self::PaperKit(Box::new(PaperKitPage::open(services, visit, id))),
            TrainerRoute::Home | TrainerRoute::Lead(_) | TrainerRoute::Projection(_) => Self::Home(HomePage::open(services, visit)),
        }
    }

    /// Takes in what has come; says whether the page looks different.
    #[inline(never)]
    pub fn hear(&mut self, news: News) -> bool {
        match (self, news) {
            (Self::Home(page), News::Home(news)) => page.hear(news),
            (Self::ReadCase(page), News::ReadCase(news)) => page.hear(news),
            (Self::PaperKit(page), News::PaperKit(news)) => page.hear(news),
            _ => return false,
        }
        true
    }

    /// Does what the person asks; says whether the page looks different.
    #[inline(never)]
    pub fn act(&mut self, gesture: Gesture) -> bool {
        match (self, gesture) {
            (Self::PaperKit(page), Gesture::PaperKit(gesture)) => page.act(gesture),
            _ => return false,
        }
        true
    }

    /// The dialog is closed.
    #[inline(never)]
    pub fn dialog_closed(&mut self) {}

    /// What happens when it arrives.
    #[inline(never)]
    pub fn arrival(&self) -> Arrival {
        match self {
            Self::Home(page) => page.arrival(),
            Self::ReadCase(page) => page.arrival(),
            Self::PaperKit(page) => page.arrival(),
        }
    }

    /// Draws it.
    #[inline(never)]
    pub fn view(&self, _: &Look<'_>) -> Element {
        match self {
            Self::Home(page) => page.view(),
            Self::ReadCase(page) => page.view(),
            Self::PaperKit(page) => page.view(),
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
