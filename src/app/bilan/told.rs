//! A path ready to be told, and whether its labels are shown.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::app::mailbox::Visit;
use crate::app::message::News;
use crate::app::services::Services;
use crate::engine::later::{self, Later};
use crate::engine::story;
use crate::record::Recap;
use crate::scenario::Scenario;
use crate::scenario::library::{References, Vocabulary};
use crate::scenario::program::ChoiceIndex;

/// A path ready to be told.
pub struct Told {
    /// Its scenario.
    pub scenario: Rc<Scenario>,
    /// Where it stops, and what was answered.
    pub recap: Recap,
    /// The choices made, in order.
    pub path: Vec<ChoiceIndex>,
    /// What came of each decision later.
    pub later: Vec<Vec<Later>>,
    /// The labels, if they are asked for.
    pub labels: Labels,
}

/// The labels of a path.
pub enum Labels {
    /// Nobody asked for them.
    Hidden,
    /// They are being loaded.
    Loading,
    /// They are shown.
    Shown(Labelled),
}

/// What labels are read with, where it could be read.
pub struct Labelled(pub Option<Rc<Vocabulary>>, pub Option<Rc<References>>);

impl Told {
    /// Prepares a path.
    pub fn of(scenario: &Rc<Scenario>, recap: Recap) -> Self {
        let path: Vec<ChoiceIndex> = recap.session.path().collect();
        let told = story::tell(Rc::clone(scenario), recap.session.seed(), recap.session.steps());
        let later = told.map(|story| later::of(scenario, &story, path.len())).unwrap_or_default();
        Self { scenario: Rc::clone(scenario), recap, path, later, labels: Labels::Hidden }
    }

    /// « Voir les étiquettes », « Cacher les étiquettes »: `news` is how the page of `visit` hears that they are loaded.
    pub fn toggle(&mut self, services: &Rc<Services>, visit: Visit, news: impl FnOnce(Labelled) -> News + 'static) {
        if !matches!(self.labels, Labels::Hidden) {
            self.labels = Labels::Hidden;
            return;
        }
        self.labels = Labels::Loading;
        let services = Rc::clone(services);
        spawn_local(async move { visit.tell(news(Labelled(services.vocabulary().await, services.references().await))) });
    }

    /// Shows the labels, if they are still wanted.
    pub fn label(&mut self, labelled: Labelled) {
        if !matches!(self.labels, Labels::Hidden) {
            self.labels = Labels::Shown(labelled);
        }
    }
}
