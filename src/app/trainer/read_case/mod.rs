//! « Lire tout le cas »: every scene with its tags, its conditions, its sources and the trainer's note, to prepare with. It is the page that must not be projected.
//!
//! | file | concern |
//! |---|---|
//! | `note` | the trainer's note, the people, the case's memory, the contents |
//! | `scene` | a scene: its blocks and what ends it |
//! | `choice` | a choice: what follows, where it leads, its tags |

mod choice;
mod note;
mod scene;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::paper::{paper_style, printing};
use super::{Typed, tell};
use crate::app::arrival::Arrival;
use crate::app::bilan;
use crate::app::element::{Element, element, link};
use crate::app::mailbox::Visit;
use crate::app::route::TrainerRoute;
use crate::app::services::{Services, Trouble};
use crate::app::widgets::{Notice, heading, waiting};
use crate::debrief::said;
use crate::scenario::Scenario;
use crate::scenario::library::{References, Vocabulary};
use crate::scenario::program::SceneIndex;
use crate::scenario::reading::cited;
use crate::scenario::source::Source;

/// « Lire tout le cas »
pub struct ReadCasePage {
    case: Option<Result<Case, Trouble>>,
}

/// What is read.
pub struct Case {
    scenario: Rc<Scenario>,
    references: Option<Rc<References>>,
    vocabulary: Option<Rc<Vocabulary>>,
}

/// What « Lire tout le cas » waited for.
pub enum News {
    /// The case, and what its tags and sources say where they could be read.
    Loaded(Result<Case, Trouble>),
}

const FAILED: &str = "Ce cas ne peut pas être lu";

impl ReadCasePage {
    /// Begins to load the case.
    pub fn open(services: &Rc<Services>, visit: Visit, id: String) -> Self {
        let services = Rc::clone(services);
        spawn_local(async move { tell(visit, News::Loaded(load(&services, &id).await)) });
        Self { case: None }
    }
}

impl Typed for ReadCasePage {
    type Gesture = ();
    type News = News;

    fn hear(&mut self, News::Loaded(case): News) -> bool {
        self.case = Some(case);
        true
    }

    fn act(&mut self, (): ()) -> bool {
        false
    }

    fn arrival(&self) -> Arrival {
        match &self.case {
            None => Arrival::waiting("Ouverture du cas"),
            Some(Err(_)) => Arrival::at(FAILED),
            Some(Ok(case)) => Arrival::at(&["Lire tout le cas : ", &case.scenario.source.title.text].concat()),
        }
    }

    fn view(&self) -> Element {
        match &self.case {
            None => waiting("Ouverture du cas…"),
            Some(Err(trouble)) => Notice { details: trouble.details(), ..Notice::new(FAILED, trouble.sentence()) }.view(),
            Some(Ok(case)) => case.view(),
        }
    }
}

async fn load(services: &Services, id: &str) -> Result<Case, Trouble> {
    let scenario = services.scenario(id).await?;
    Ok(Case { scenario, references: services.references().await, vocabulary: services.vocabulary().await })
}

impl Case {
    fn source(&self) -> &Source {
        &self.scenario.source
    }

    fn view(&self) -> Element {
        let source = self.source();
        let number = source.code.as_deref().map_or_else(String::new, |code| [code, " · "].concat());
        let kit = link("button quiet", "Kit papier", TrainerRoute::PaperKit(source.id.to_string()).href());
        let back = link("button quiet", "Revenir à « Animer »", TrainerRoute::Home.href());
        let scenes = (0..).take(source.scenes.len()).map(|at| scene::scene(self, SceneIndex(at)));
        let unlabelled = self.vocabulary.is_none().then(|| {
            let words = "Les étiquettes n'ont pas pu être chargées : elles sont montrées par leurs identifiants. Retrouvez le réseau, puis rouvrez cette page.";
            element("p").class("hint").set("role", "status").text(words)
        });
        element("main")
            .id("contenu")
            .class("page read-case")
            .child(paper_style())
            .child(element("p").class("prepare-banner").set("role", "note").text("Pour préparer : contient les étiquettes, ne pas projeter avant le débat."))
            .child(element("p").class("when").text(&["Lire tout le cas · ", &number, "version ", &source.version.text].concat()))
            .child(heading(&source.title))
            .child(element("p").class("lede").text(&source.summary))
            .child(printing().child(kit).child(back))
            .maybe(unlabelled)
            .child(note::note(self))
            .child(note::people(self))
            .maybe(note::memory(self))
            .child(note::contents(self))
            .each(scenes)
            .maybe(scene::resources(self))
            .maybe(self.sources())
    }

    /// The number of a scene in the order of the story, from 1.
    fn number(scene: SceneIndex) -> String {
        (scene.at() + 1).to_string()
    }

    /// The id of a scene's heading.
    fn anchor(&self, scene: SceneIndex) -> String {
        ["scene-", &*self.scenario.scene(scene).id].concat()
    }

    /// « si … »: the condition in words, and as the author wrote it where that is another.
    fn condition(&self, expression: &str) -> Element {
        let said = said::condition(&self.scenario, expression);
        let written = (said != expression).then(|| element("code").text(expression));
        element("p").class("read-if").child(element("strong").text("si ")).text(&said).maybe(written)
    }

    /// Every source that the case cites, wherever it does.
    fn sources(&self) -> Option<Element> {
        let library = self.references.as_ref()?;
        let cited = cited(self.source());
        let mut sources = library.references.iter().filter(|source| cited.contains(source.id.as_str())).peekable();
        sources.peek()?;
        let section = element("section")
            .class("references")
            .set("aria-labelledby", "reperes")
            .child(element("h2").id("reperes").set("tabindex", "-1").text("Repères cités"))
            .child(element("p").class("hint").text(&library.notice));
        Some(section.child(element("dl").each(sources.map(bilan::reference))))
    }
}
