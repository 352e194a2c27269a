//! The paper kit: what a trainer prints before the day, so that a workshop can be led with a pencil.
//!
//! | file | concern |
//! |---|---|
//! | `form` | what is asked: which decisions, how many ballots, which script |
//! | `ballots` | lettered ballots, to be cut |
//! | `grids` | where votes are counted and path codes copied by hand |
//! | `sheet` | the trainer's sheet: the script, its minutes, room for notes |

mod ballots;
mod form;
mod grids;
mod sheet;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::paper::{paper_style, printing};
use super::{Typed, tell};
use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, link};
use crate::app::mailbox::Visit;
use crate::app::route::TrainerRoute;
use crate::app::services::{Services, Trouble};
use crate::app::widgets::{Notice, heading, waiting};
use crate::debrief::script::{Script, Scripts, suggested};
use crate::scenario::Scenario;
use crate::scenario::library::Vocabulary;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Decision;

/// How many voters a kit is printed for.
const VOTERS: std::ops::RangeInclusive<u32> = 1..=60;

/// How many decisions are voted on at first: as many as the shipped scripts have steps for, so that the sheet has the minutes of its title.
const DECISIONS: usize = 2;

/// The paper kit.
pub struct PaperKitPage {
    kit: Option<Result<Kit, Trouble>>,
}

/// A kit under preparation.
pub struct Kit {
    scenario: Rc<Scenario>,
    vocabulary: Rc<Vocabulary>,
    scripts: Rc<Scripts>,
    /// The decisions voted on, in the order of the story.
    decisions: Vec<SceneIndex>,
    /// How many people or pairs vote.
    voters: u32,
    /// Whether ballots name their decision; otherwise it is written by hand.
    named: bool,
    /// Which script, by its place.
    script: usize,
    /// Whether the trainer's sheet has the guide of each step.
    guide: bool,
}

/// What a trainer sets.
#[derive(Clone)]
pub enum Gesture {
    /// Takes a decision in, or out.
    Decision(SceneIndex),
    /// How many vote.
    Voters(String),
    /// Whether ballots name their decision.
    Named(bool),
    /// The id of the script.
    Script(String),
    /// Whether the guide is printed.
    Guide(bool),
}

/// What the paper kit waited for.
pub enum News {
    /// The case, the vocabulary, the scripts.
    Loaded(Result<Kit, Trouble>),
}

const FAILED: &str = "Ce kit ne peut pas être préparé";

impl PaperKitPage {
    /// Begins to load the case.
    pub fn open(services: &Rc<Services>, visit: Visit, id: String) -> Self {
        let services = Rc::clone(services);
        spawn_local(async move { tell(visit, News::Loaded(load(&services, &id).await)) });
        Self { kit: None }
    }
}

impl Typed for PaperKitPage {
    type Gesture = Gesture;
    type News = News;

    fn hear(&mut self, News::Loaded(kit): News) -> bool {
        self.kit = Some(kit);
        true
    }

    fn act(&mut self, gesture: Gesture) -> bool {
        if let Some(Ok(kit)) = &mut self.kit {
            kit.act(gesture);
        }
        true
    }

    fn arrival(&self) -> Arrival {
        match &self.kit {
            None => Arrival::waiting("Ouverture du kit"),
            Some(Err(_)) => Arrival::at(FAILED),
            Some(Ok(kit)) => Arrival::at(&["Kit papier : ", &kit.scenario.source.title.text].concat()),
        }
    }

    fn view(&self) -> Element {
        match &self.kit {
            None => waiting("Ouverture du kit…"),
            Some(Err(trouble)) => Notice { details: trouble.details(), ..Notice::new(FAILED, trouble.sentence()) }.view(),
            Some(Ok(kit)) => kit.view(),
        }
    }
}

async fn load(services: &Services, id: &str) -> Result<Kit, Trouble> {
    let scenario = services.scenario(id).await?;
    let scripts = services.scripts().await?;
    let vocabulary = services.vocabulary_or_trouble().await?;
    let mut decisions = suggested(&scenario);
    decisions.truncate(DECISIONS);
    decisions.sort_unstable();
    Ok(Kit { scenario, vocabulary, scripts, decisions, voters: 12, named: true, script: 0, guide: true })
}

impl Kit {
    fn act(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Decision(scene) => match self.decisions.iter().position(|other| *other == scene) {
                Some(at) => drop(self.decisions.remove(at)),
                None => {
                    self.decisions.push(scene);
                    self.decisions.sort_unstable();
                }
            },
            Gesture::Voters(voters) => self.voters = voters.parse::<u32>().unwrap_or(self.voters).clamp(*VOTERS.start(), *VOTERS.end()),
            Gesture::Named(named) => self.named = named,
            Gesture::Script(id) => self.script = self.scripts.scripts.iter().position(|script| script.id == id).unwrap_or(self.script),
            Gesture::Guide(guide) => self.guide = guide,
        }
    }

    /// The decisions voted on, each with its rank from 1.
    fn decisions(&self) -> impl Iterator<Item = (usize, SceneIndex, &Decision)> {
        (1..).zip(&self.decisions).filter_map(|(rank, scene)| Some((rank, *scene, self.scenario.decision(*scene)?)))
    }

    fn script(&self) -> Option<Script> {
        let template = self.scripts.scripts.get(self.script)?;
        Some(Script::for_decisions(template, &self.scenario, &self.vocabulary, &self.decisions))
    }

    /// The heading of a sheet, with the case it belongs to.
    fn sheet(&self, class: &'static str, id: &'static str, title: &str) -> Element {
        let head = element("header").class("sheet-head").child(element("h2").id(id).text(title)).child(element("p").text(&self.scenario.source.title));
        element("section").class(class).set("aria-labelledby", id).child(head)
    }

    fn view(&self) -> Element {
        let id = self.scenario.source.id.to_string();
        let tools = printing().child(link("button quiet", "Lire tout le cas", TrainerRoute::ReadCase(id).href())).child(link(
            "button quiet",
            "Revenir à « Animer »",
            TrainerRoute::Home.href(),
        ));
        let sheets = self.script().map(|script| sheet::sheet(self, &script));
        element("main")
            .id("contenu")
            .class("page paper-kit")
            .child(paper_style())
            .child(
                element("div").class("no-print").child(element("p").class("when").text("Kit papier")).child(heading(&self.scenario.source.title)).child(
                    element("p")
                        .class("lede")
                        .text("De quoi mener la séance sans projecteur ni réseau : la feuille d'animation, la grille des votes, les bulletins à découper."),
                ),
            )
            .child(form::form(self))
            .child(tools)
            .maybe(sheets)
            .maybe((!self.decisions.is_empty()).then(|| grids::votes(self)))
            .child(grids::codes(self))
            .maybe((!self.decisions.is_empty()).then(|| ballots::ballots(self)))
    }
}
