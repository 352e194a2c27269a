//! The map of a case before anyone has played it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::map_view::{self, MapView};
use super::{Typed, on, tell};
use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, link};
use crate::app::mailbox::Visit;
use crate::app::route::TrainerRoute;
use crate::app::services::{Services, Trouble};
use crate::app::widgets::{Notice, heading, waiting};
use crate::scenario::Scenario;

/// The map of a case.
pub struct CaseMapPage {
    case: Option<Result<Case, Trouble>>,
}

struct Case {
    scenario: Rc<Scenario>,
    map: MapView,
}

/// What the map waited for.
pub enum News {
    /// The case.
    Loaded(Result<Rc<Scenario>, Trouble>),
}

const FAILED: &str = "Ce cas ne peut pas être lu";

impl CaseMapPage {
    /// Begins to load the case.
    pub fn open(services: &Rc<Services>, visit: Visit, id: String) -> Self {
        let services = Rc::clone(services);
        spawn_local(async move { tell(visit, News::Loaded(services.scenario(&id).await)) });
        Self { case: None }
    }
}

impl Typed for CaseMapPage {
    type Gesture = map_view::Gesture;
    type News = News;

    fn hear(&mut self, News::Loaded(scenario): News) -> bool {
        self.case = Some(scenario.map(|scenario| Case { map: MapView::new(Rc::clone(&scenario), &[]), scenario }));
        true
    }

    fn act(&mut self, gesture: map_view::Gesture) -> bool {
        match &mut self.case {
            Some(Ok(case)) => case.map.act(gesture),
            _ => false,
        }
    }

    fn arrival(&self) -> Arrival {
        match &self.case {
            None => Arrival::waiting("Ouverture du cas"),
            Some(Err(_)) => Arrival::at(FAILED),
            Some(Ok(case)) => Arrival::at(&["Carte du cas : ", &case.scenario.source.title.text].concat()),
        }
    }

    fn view(&self) -> Element {
        let case = match &self.case {
            None => return waiting("Ouverture du cas…"),
            Some(Err(trouble)) => return Notice { details: trouble.details(), ..Notice::new(FAILED, trouble.sentence()) }.view(),
            Some(Ok(case)) => case,
        };
        let source = &case.scenario.source;
        let read = link("button quiet", "Lire tout le cas", TrainerRoute::ReadCase(source.id.to_string()).href());
        let back = link("button quiet", "Revenir à « Animer »", TrainerRoute::Home.href());
        element("main")
            .id("contenu")
            .class("page case-map")
            .child(element("p").class("when").text("Carte du cas"))
            .child(heading(&source.title))
            .child(case.map.view(on))
            .child(element("p").class("onward no-print").child(read).child(back))
    }
}
