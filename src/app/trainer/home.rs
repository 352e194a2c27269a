//! « Animer »: what a trainer begins with. The sessions of this device, a new one, a file, an example, what is prepared beforehand.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::sessions::Shelved;
use super::{Typed, turnout_in_words};
use crate::app::arrival::Arrival;
use crate::app::element::{Element, button, element, link};
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::route::{Route, TrainerRoute};
use crate::app::services::{Services, Trouble, go};
use crate::app::widgets::{Notice, emblem, heading, waiting};
use crate::debrief::script::Script;
use crate::debrief::{GroupSession, make_up, read_session};
use crate::platform::files::{self, File};
use crate::platform::{clock, random};
use crate::scenario::catalogue::{Catalogue, Entry};

const TITLE: &str = "Animer";
/// The case of the made-up session.
const EXAMPLE: &str = "le-carnet-de-mme-aubry";
/// The most that is read of a session's file.
const FILE_LIMIT: usize = 64 * 1024 * 1024;

/// « Animer »
pub struct HomePage {
    services: Rc<Services>,
    visit: Visit,
    found: Option<Result<(Rc<Catalogue>, Shelved), Trouble>>,
    erasing: Option<String>,
    fault: Option<String>,
    /// Whether a session is being made.
    busy: bool,
}

/// What a trainer does on « Animer ».
#[derive(Clone)]
pub enum Gesture {
    /// Opens a new session of a case.
    New(String),
    /// Opens the made-up session.
    Example,
    /// Opens a session's file.
    Open(File),
    /// Asks before erasing a session, or no longer.
    AskErase(Option<String>),
    /// Erases it.
    Erase,
}

/// What « Animer » waited for.
pub enum News {
    /// The cases, and the sessions of this device.
    Found(Box<Result<(Rc<Catalogue>, Shelved), Trouble>>),
    /// A session could not be opened: why.
    Fault(String),
}

fn tell(visit: Visit, news: News) {
    super::tell(visit, news);
}

fn on(gesture: Gesture) -> message::Gesture {
    super::on(gesture)
}

impl HomePage {
    /// Begins to read the cases and the sessions.
    pub fn open(services: &Rc<Services>, visit: Visit) -> Self {
        let page = Self { services: Rc::clone(services), visit, found: None, erasing: None, fault: None, busy: false };
        page.find();
        page
    }

    fn find(&self) {
        let (services, visit) = (Rc::clone(&self.services), self.visit);
        spawn_local(async move {
            let found = match services.catalogue().await {
                Ok(catalogue) => Ok((catalogue, services.sessions().await.list().await)),
                Err(trouble) => Err(trouble),
            };
            // Whatever a session needs is fetched while there is a network: in the room there may be none.
            let _ = (services.vocabulary().await, services.scripts().await, services.references().await);
            tell(visit, News::Found(Box::new(found)));
        });
    }
}

impl Typed for HomePage {
    type Gesture = Gesture;
    type News = News;

    fn hear(&mut self, news: News) -> bool {
        match news {
            News::Found(found) => self.found = Some(*found),
            News::Fault(fault) => {
                self.busy = false;
                self.fault = Some(fault);
            }
        }
        true
    }

    fn act(&mut self, gesture: Gesture) -> bool {
        let (services, visit) = (Rc::clone(&self.services), self.visit);
        self.fault = None;
        match gesture {
            Gesture::New(_) | Gesture::Example if self.busy => {}
            Gesture::New(scenario) => {
                self.busy = true;
                spawn_local(async move { arrive(visit, begin(&services, &scenario, false).await) });
            }
            Gesture::Example => {
                self.busy = true;
                spawn_local(async move { arrive(visit, begin(&services, EXAMPLE, true).await) });
            }
            Gesture::Open(file) => spawn_local(async move { arrive(visit, open_file(&services, file).await) }),
            Gesture::AskErase(id) => self.erasing = id,
            Gesture::Erase => {
                let Some(id) = self.erasing.take() else { return false };
                if let Some(Ok((_, shelved))) = &mut self.found {
                    shelved.sessions.retain(|session| session.id.to_string() != id);
                }
                spawn_local(async move {
                    if let Err(error) = services.sessions().await.erase(&id).await {
                        tell(visit, News::Fault(error.sentence().to_owned()));
                    }
                });
            }
        }
        true
    }

    fn arrival(&self) -> Arrival {
        if self.found.is_some() { Arrival::at(TITLE) } else { Arrival::waiting(TITLE) }
    }

    fn view(&self) -> Element {
        match &self.found {
            None => waiting("Ouverture…"),
            Some(Err(trouble)) => Notice { details: trouble.details(), ..Notice::new(TITLE, trouble.sentence()) }.view(),
            Some(Ok((catalogue, shelved))) => self.ready(catalogue, shelved),
        }
    }
}

impl HomePage {
    fn ready(&self, catalogue: &Catalogue, shelved: &Shelved) -> Element {
        let fault = self.fault.as_ref().map(|fault| element("p").class("trouble").set("role", "alert").text(fault));
        let damaged = (shelved.damaged > 0).then(|| {
            let words = "Une séance de cet appareil ne peut pas être lue. Elle a été laissée où elle est ; les autres sont intactes.";
            element("p").class("trouble").set("role", "alert").text(words)
        });
        let sessions = (!shelved.sessions.is_empty()).then(|| {
            element("section")
                .set("aria-labelledby", "seances")
                .child(element("h2").id("seances").text("Mes séances, sur cet appareil"))
                .child(element("ul").class("record-list").each(shelved.sessions.iter().map(|session| self.session(session))))
        });
        let example = element("section")
            .set("aria-labelledby", "exemple")
            .child(element("h2").id("exemple").text("S'exercer"))
            .child(element("p").text("Une séance d'exemple, avec des parcours inventés, pour essayer tout ce qui suit sans personne."))
            .child(element("p").child(button("button quiet", "Ouvrir la séance d'exemple", on(Gesture::Example)).id("seance-exemple")));
        let input = element("input").set("type", "file").id("fichier-seance").set("accept", ".json,application/json").on_file(|file| on(Gesture::Open(file)));
        let file = element("section")
            .set("aria-labelledby", "ouvrir-seance")
            .child(element("h2").id("ouvrir-seance").text("Ouvrir une séance gardée en fichier"))
            .child(element("p").child(element("label").set("for", "fichier-seance").text("Un fichier « seance-individuel-non-anonyme.bifurque.json »")))
            .child(element("p").child(input));
        element("main")
            .id("contenu")
            .class("page animate")
            .child(heading(TITLE))
            .child(
                element("p")
                    .class("lead-in")
                    .text("Recueillez les parcours d'un groupe, faites parler ce qui les sépare. Tout reste sur cet appareil : ni compte, ni serveur."),
            )
            .maybe(fault)
            .maybe(damaged)
            .maybe(sessions)
            .child(element("h2").text("Nouvelle séance"))
            .child(element("ul").class("case-list").each(catalogue.scenarios.iter().map(case)))
            .child(element("div").class("lead-columns").child(example).child(file))
    }

    fn session(&self, session: &GroupSession) -> Element {
        let id = session.id.to_string();
        let day = Some(clock::day(session.started)).filter(|day| !day.is_empty());
        let size = session.turnout().filter(|_| !session.example).map(turnout_in_words);
        let state = match (session.example, session.closed) {
            (true, _) => Some("séance d'exemple".to_owned()),
            (_, true) => Some("close : les tableaux et les notes restent".to_owned()),
            _ => None,
        };
        let words: Vec<String> = [day, size, state].into_iter().flatten().collect();
        let words = words.join(" · ");
        let tools = if self.erasing.as_deref() == Some(&id) {
            element("div")
                .class("record-tools")
                .child(button("button", "Effacer vraiment", on(Gesture::Erase)).label(&["Effacer vraiment : ", &session.title].concat()))
                .child(button("button quiet", "Garder", on(Gesture::AskErase(None))))
        } else {
            element("div")
                .class("record-tools")
                .child(link("button quiet", "Reprendre", TrainerRoute::Lead(id.clone()).href()))
                .child(button("button quiet", "Effacer", on(Gesture::AskErase(Some(id.clone())))).label(&["Effacer : ", &session.title].concat()))
        };
        let title = element("div").child(element("strong").text(&session.title)).child(element("span").class("hint").text(&words));
        element("li").key(&id).class("record").child(title).child(tools)
    }
}

/// A case, with what can be prepared and begun.
fn case(entry: &Entry) -> Element {
    let new = button("button", "Nouvelle séance", on(Gesture::New(entry.id.clone()))).label(&["Nouvelle séance : ", &entry.title].concat());
    let read = link("button quiet", "Lire tout le cas", TrainerRoute::ReadCase(entry.id.clone()).href());
    let map = link("button quiet", "Carte du cas", TrainerRoute::CaseMap(entry.id.clone()).href());
    let kit = link("button quiet", "Kit papier", TrainerRoute::PaperKit(entry.id.clone()).href());
    element("li")
        .key(&entry.id)
        .class("case-row")
        .set_to("data-case", entry.id.clone())
        .child(emblem(&entry.id))
        .child(element("div").child(element("strong").text(&entry.title)).child(element("p").class("hint").text(&entry.summary)))
        .child(element("div").class("record-tools").child(new).child(read).child(map).child(kit))
}

fn arrive(visit: Visit, opened: Result<String, String>) {
    match opened {
        Ok(id) => go(&Route::Trainer(TrainerRoute::Lead(id))),
        Err(fault) => tell(visit, News::Fault(fault)),
    }
}

/// Makes a session and keeps it; gives its id. A device that keeps nothing leads it in memory.
async fn begin(services: &Services, scenario: &str, example: bool) -> Result<String, String> {
    let said = |trouble: Trouble| trouble.sentence().to_owned();
    let scenario = services.scenario(scenario).await.map_err(said)?;
    let vocabulary = services.vocabulary_or_trouble().await.map_err(said)?;
    let scripts = services.scripts().await.map_err(said)?;
    let mut bytes = [0; 16];
    random::fill(&mut bytes).map_err(|_| "Ce navigateur ne donne pas de nombres au hasard : ouvrez cette page avec un navigateur récent.")?;
    let template = super::own_script::read().or_else(|| scripts.scripts.first().cloned()).unwrap_or_default();
    let script = Script::for_scenario(&template, &scenario, &vocabulary);
    let mut session = GroupSession::new(&scenario, script, bytes, clock::now_ms());
    if example {
        make_up(&mut session, &scenario);
    }
    session.revision = 1;
    // Refused by the device, it is in memory, and « Pilotage » says so at its next change.
    let _ = services.sessions().await.keep(&session).await;
    Ok(session.id.to_string())
}

async fn open_file(services: &Services, file: File) -> Result<String, String> {
    let text = files::read_text(&file, FILE_LIMIT).await.map_err(|error| error.sentence().to_owned())?;
    let mut session = read_session(&text).map_err(|error| error.sentence().to_owned())?;
    let sessions = services.sessions().await;
    let id = session.id.to_string();
    // One that is on this device as well goes on here, in its later state: nothing that was done is undone by opening an older file.
    if sessions.session(&id).await.is_ok_and(|kept| kept.revision >= session.revision) {
        return Ok(id);
    }
    session.revision += 1;
    let _ = sessions.keep(&session).await;
    Ok(id)
}
