//! « Animer »: the trainer's pages. What is counted and what may be shown is decided by [`crate::debrief`]; here it is drawn.
//!
//! | file or folder | concern |
//! |---|---|
//! | `home` | the group sessions of this device, a new one, what is prepared beforehand |
//! | `lead` | « Pilotage »: a session, from its preparation to its end |
//! | `deeper` | « Aller plus loin » |
//! | `projection` | what the room sees |
//! | `sessions`, `own_script` | what is kept on the device |
//! | `author` | « Vérifier un scénario », from a file |
//! | `case_map` | the map of a case before anyone has played it |
//! | `map_view` | a map on a page: moved, enlarged, and told as a table and a sentence |
//! | `read_case` | « Lire tout le cas », with its tags |
//! | `paper_kit` | ballots, grids and the trainer's sheet, to print |
//! | `paper` | what the pages made for paper share |

pub mod author;
mod case_map;
mod deeper;
mod home;
pub mod lead;
mod map_view;
mod own_script;
mod paper;
mod paper_kit;
pub mod projection;
mod read_case;
pub mod sessions;

use std::any::Any;
use std::rc::Rc;

use super::arrival::Arrival;
use super::element::Element;
use super::mailbox::Visit;
use super::message;
use super::route::TrainerRoute;
use super::services::Services;
use crate::text::count;
use author::AuthorPage;
use case_map::CaseMapPage;
use home::HomePage;
use lead::LeadPage;
use paper_kit::PaperKitPage;
use projection::ProjectionPage;
use read_case::ReadCasePage;

use crate::debrief::Turnout;
use crate::platform::page;

/// The styles of all trainers' pages; nobody who plays loads them.
const STYLES: [&str; 3] = ["trainer.css", "trainer-map.css", "trainer-author.css"];

/// A trainer's page, whichever it is.
///
/// The app knows no more of it than this, and its gestures and news travel as `Any`: all that they hold, copied and dropped with every other message, would weigh
/// on the first screens, which trainers' pages must not.
pub trait TrainerPage {
    /// Takes in what has come; says whether the page looks different.
    fn hear(&mut self, news: Box<dyn Any>) -> bool;
    /// Does what the person asks; says whether the page looks different.
    fn act(&mut self, gesture: &dyn Any) -> bool;
    /// What happens when it arrives.
    fn arrival(&self) -> Arrival;
    /// Draws it.
    fn view(&self) -> Element;
    /// Whether the site's bar stands over it.
    fn has_site_bar(&self) -> bool;
}

/// Opens the page of a route.
#[inline(never)]
pub fn open(services: &Rc<Services>, visit: Visit, route: TrainerRoute) -> Box<dyn TrainerPage> {
    STYLES.iter().for_each(|style| page::add_style(style));
    match route {
        TrainerRoute::Home => Box::new(HomePage::open(services, visit)),
        TrainerRoute::Lead(id) => Box::new(LeadPage::open(services, visit, id)),
        TrainerRoute::Projection(id) => Box::new(ProjectionPage::open(services, visit, &id)),
        TrainerRoute::ReadCase(id) => Box::new(ReadCasePage::open(services, visit, id)),
        TrainerRoute::Author => Box::new(AuthorPage::open(services, visit)),
        TrainerRoute::CaseMap(id) => Box::new(CaseMapPage::open(services, visit, id)),
        TrainerRoute::PaperKit(id) => Box::new(PaperKitPage::open(services, visit, id)),
    }
}

/// A gesture of a trainer's page, as controls need it.
pub fn on<G: 'static>(gesture: G) -> message::Gesture {
    message::Gesture::Trainer(Rc::new(gesture))
}

/// « 13 parcours, 25 personnes »
pub fn turnout_in_words(turnout: Turnout) -> String {
    let Turnout { parcours, people } = turnout;
    [count(parcours as usize, "parcours", "parcours"), ", ".to_owned(), count(people as usize, "personne", "personnes")].concat()
}

/// Tells a trainer's page what it waited for.
pub fn tell<N: 'static>(visit: Visit, news: N) {
    visit.tell(message::News::Trainer(Box::new(news)));
}

/// A page whose gestures and news have types.
trait Typed {
    type Gesture: Clone + 'static;
    type News: 'static;
    fn hear(&mut self, news: Self::News) -> bool;
    fn act(&mut self, gesture: Self::Gesture) -> bool;
    fn arrival(&self) -> Arrival;
    fn view(&self) -> Element;
    fn has_site_bar(&self) -> bool {
        true
    }
}

impl<P: Typed> TrainerPage for P {
    fn hear(&mut self, news: Box<dyn Any>) -> bool {
        news.downcast::<P::News>().is_ok_and(|news| Typed::hear(self, *news))
    }
    fn act(&mut self, gesture: &dyn Any) -> bool {
        gesture.downcast_ref::<P::Gesture>().is_some_and(|gesture| Typed::act(self, gesture.clone()))
    }
    fn arrival(&self) -> Arrival {
        Typed::arrival(self)
    }
    fn view(&self) -> Element {
        Typed::view(self)
    }
    fn has_site_bar(&self) -> bool {
        Typed::has_site_bar(self)
    }
}
