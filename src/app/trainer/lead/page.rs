//! Opening a session, what reaches it, what frames it.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Interval;
use wasm_bindgen_futures::spawn_local;

use super::here::here;
use super::keys::{self, Keys};
use super::stage_bar::stage_bar;
use super::workshop::{Lead, Parts, Section};
use super::{Gesture, News, closing, gathering, leading, on, prepare, tell, together, vote};
use crate::app::arrival::Arrival;
use crate::app::element::{Element, button, element, link};
use crate::app::mailbox::{Visit, send};
use crate::app::message::Message;
use crate::app::route::{Route, TrainerRoute};
use crate::app::services::{Services, Trouble};
use crate::app::text::fr;
use crate::app::trainer::{Typed, deeper, turnout_in_words};
use crate::app::widgets::{Notice, heading, waiting};
use crate::debrief::running;
use crate::platform::Listener;
use crate::platform::windows::{RemoteKey, on_remote, open_window, toggle_full_screen};
use crate::store::StoreError;

/// How often the time that goes by is told.
const TICK_MS: u32 = 10_000;

const TITLE: &str = "Pilotage";

/// « Pilotage »
pub struct LeadPage {
    services: Rc<Services>,
    visit: Visit,
    id: String,
    state: State,
    /// What the keyboard's listener knows of the state.
    keys: Rc<Cell<Keys>>,
    _keyboard: Listener,
    _clock: Interval,
}

enum State {
    Opening,
    Failed(Failure),
    Open(Box<Lead>),
}

/// Why a session cannot be led.
pub struct Failure {
    sentence: String,
    details: Vec<String>,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self { sentence: trouble.sentence().to_owned(), details: trouble.details() }
    }
}

impl LeadPage {
    /// Begins to read a session.
    pub fn open(services: &Rc<Services>, visit: Visit, id: String) -> Self {
        let keys = Rc::new(Cell::new(Keys::default()));
        let known = Rc::clone(&keys);
        let pressed = move |key: RemoteKey| {
            let taken = known.get().take(key);
            match key {
                // Browsers fill the screen for whoever presses a key, while it is being pressed.
                RemoteKey::FullScreen if taken => toggle_full_screen(),
                key if taken => tell(visit, News::Key(key)),
                _ => {}
            }
            taken
        };
        let page = Self {
            services: Rc::clone(services),
            visit,
            id,
            state: State::Opening,
            keys,
            _keyboard: on_remote(pressed),
            _clock: Interval::new(TICK_MS, move || tell(visit, News::Tick)),
        };
        page.read();
        page
    }

    fn read(&self) {
        let (services, visit, id) = (Rc::clone(&self.services), self.visit, self.id.clone());
        spawn_local(async move { tell(visit, News::Opened(Box::new(parts(&services, &id).await))) });
    }

    /// Lets the keyboard's listener know where the session stands.
    fn heed(&self) {
        self.keys.set(if let State::Open(lead) = &self.state { Keys::of(lead) } else { Keys::default() });
    }

    fn heard(&mut self, news: News) -> bool {
        let State::Open(lead) = &mut self.state else {
            if let News::Opened(opened) = news {
                self.state = match *opened {
                    Ok(parts) => State::Open(Box::new(Lead::new(self.visit, parts))),
                    Err(failure) => State::Failed(failure),
                };
                return true;
            }
            return false;
        };
        match news {
            News::Opened(_) => return false,
            News::Kept(kept) => lead.kept(kept),
            News::Write => {
                lead.write();
                return false;
            }
            News::Window(open) => {
                lead.stage.window = open;
                lead.stage.cue();
            }
            News::Key(RemoteKey::Leave) if !lead.stage.here => return false,
            News::Key(key) => return keys::gesture(key).is_some_and(|gesture| self.done(gesture)),
            News::Tick => {}
            News::Gathering(news) => gathering::hear(lead, news),
            News::Said(words) => {
                send(Message::Announce(fr(words)));
                return false;
            }
        }
        true
    }

    fn done(&mut self, gesture: Gesture) -> bool {
        if matches!(gesture, Gesture::TakeBack) {
            self.state = State::Opening;
            self.read();
            return true;
        }
        let State::Open(lead) = &mut self.state else { return false };
        match gesture {
            Gesture::Go(section) => {
                lead.section = section;
                lead.fault = None;
            }
            Gesture::Next => lead.next(),
            Gesture::Previous => lead.previous(),
            Gesture::Blank => lead.stage.toggle_blank(),
            Gesture::Letters(on) => {
                keys::keep_letters(on);
                lead.stage.letters = on;
                lead.stage.cue();
            }
            Gesture::Here(here) => lead.stage.here = here,
            Gesture::Dark(dark) => {
                lead.stage.dark = dark;
                lead.stage.cue();
            }
            Gesture::OpenWindow => {
                let route = Route::Trainer(TrainerRoute::Projection(self.id.clone()));
                if !open_window(&route.address(), "bifurque-projection") {
                    lead.fault = Some("Le navigateur n'a pas ouvert de fenêtre : autorisez les fenêtres de ce site, ou projetez ici.".to_owned());
                }
            }
            Gesture::Enter(place) => lead.enter(place),
            Gesture::Show(at) => lead.show(at),
            Gesture::Recall(scene) => {
                let slides = running::recalled_slides(lead.scenario(), scene);
                lead.project(slides);
            }
            Gesture::TakeBack => {}
            Gesture::Prepare(gesture) => prepare::act(lead, gesture),
            Gesture::Together(gesture) => together::act(lead, gesture),
            Gesture::Gathering(gesture) => gathering::act(lead, gesture),
            Gesture::Vote(gesture) => vote::act(lead, gesture),
            Gesture::Script(gesture) => super::script_editor::act(lead, gesture),
            Gesture::Deeper(gesture) => deeper::act(lead, gesture),
            Gesture::Closing(gesture) => closing::act(lead, gesture),
        }
        true
    }
}

impl Typed for LeadPage {
    type Gesture = Gesture;
    type News = News;

    fn hear(&mut self, news: News) -> bool {
        let changed = self.heard(news);
        self.heed();
        changed
    }

    fn act(&mut self, gesture: Gesture) -> bool {
        let changed = self.done(gesture);
        self.heed();
        changed
    }

    fn arrival(&self) -> Arrival {
        match &self.state {
            State::Opening => Arrival::waiting(TITLE),
            State::Failed(_) => Arrival::at(TITLE),
            State::Open(lead) if lead.stage.here => Arrival::waiting(TITLE).place("projection".to_owned()),
            State::Open(lead) => Arrival::at(&[lead.section.title(), " — ", TITLE].concat()).place(lead.standing()),
        }
    }

    fn has_site_bar(&self) -> bool {
        !matches!(&self.state, State::Open(lead) if lead.stage.here)
    }

    fn view(&self) -> Element {
        match &self.state {
            State::Opening => waiting("Ouverture de la séance…"),
            State::Failed(failure) => {
                Notice { details: failure.details.clone(), ..Notice::new("Cette séance ne peut pas être ouverte", failure.sentence.clone()) }
                    .offering(link("button", "Mes séances", TrainerRoute::Home.href()))
                    .view()
            }
            State::Open(lead) if lead.stage.here => here(lead),
            State::Open(lead) => view(lead),
        }
    }
}

async fn parts(services: &Rc<Services>, id: &str) -> Result<Parts, Failure> {
    let sessions = services.sessions().await;
    let session = sessions.session(id).await.map_err(|error| Failure { sentence: session_sentence(&error).to_owned(), details: vec![error.to_string()] })?;
    let scenario = services.scenario(&session.scenario).await?;
    let (vocabulary, scripts) = (services.vocabulary_or_trouble().await?, services.scripts().await?);
    let catalogue = services.catalogue().await.ok();
    Ok(Parts { session, scenario, vocabulary, scripts, catalogue, sessions })
}

fn session_sentence(error: &StoreError) -> &'static str {
    match error {
        StoreError::Missing { .. } => "Cette séance n'est pas sur cet appareil, ou n'y est plus. Ouvrez son fichier si vous l'avez gardé.",
        StoreError::Unreadable { .. } => "Cette séance est abîmée ou a été enregistrée par une version plus récente. Elle a été laissée où elle est.",
        _ => error.sentence(),
    }
}

/// Why a session is not kept on the device. What this window holds can be downloaded either way, and brought to the other as a file.
fn unkept(lead: &Lead) -> Option<Element> {
    let error = lead.unkept.as_ref()?;
    let elsewhere = matches!(error, StoreError::Conflict { .. });
    let words = if elsewhere {
        "Cette séance est menée dans une autre fenêtre : ce qui est fait ici n'est plus gardé. Si des parcours sont arrivés ici, téléchargez-la d'abord : ce fichier se réunit à l'autre."
    } else {
        "Cet appareil ne garde plus la séance : elle continue en mémoire, rien n'est perdu tant que cette page est ouverte. Téléchargez-la avant de fermer."
    };
    let download = button("button quiet", "Télécharger la séance", on(Gesture::Closing(closing::Gesture::Export(closing::exports::Export::Session))));
    let take_back = elsewhere.then(|| button("button quiet", "Reprendre ici ce qui est gardé", on(Gesture::TakeBack)));
    Some(
        element("div")
            .class("trouble")
            .set("role", "alert")
            .child(element("p").text(words))
            .child(element("p").class("onward").child(download).maybe(take_back)),
    )
}

fn view(lead: &Lead) -> Element {
    let fault = lead.fault.as_ref().map(|fault| element("p").class("trouble").set("role", "alert").text(fault));
    let section = match lead.section {
        Section::Prepare => prepare::view(lead),
        Section::Together => together::view(lead),
        Section::Gather => gathering::view(lead),
        Section::Lead => leading::view(lead),
        Section::Close => closing::view(lead),
    };
    element("main")
        .key("lead")
        .id("contenu")
        .class("page lead")
        .maybe((lead.section == Section::Prepare).then(mirrored))
        .child(masthead(lead))
        .maybe(unkept(lead))
        .child(sections(lead))
        .child(heading(lead.section.title()))
        .maybe(fault)
        .child(element("div").key(lead.section.title()).class("lead-section").child(section))
        .child(keys::help(lead))
        .child(stage_bar(lead))
}

fn masthead(lead: &Lead) -> Element {
    let session = lead.session();
    let size = session.turnout().map(|turnout| element("span").class("hint").text(&turnout_in_words(turnout)));
    let example = session.example.then(|| element("span").class("tag").text("Séance d'exemple : parcours inventés"));
    element("p").class("lead-case").child(element("strong").text(&session.title)).text(" ").maybe(size).maybe(example)
}

/// Where screens are mirrored, the room reads this: it must not read what follows.
fn mirrored() -> Element {
    element("p").class("mirrored").child(element("strong").text("Si la salle lit ceci, choisissez « Étendre ».")).text(" ").child(
        element("span")
            .class("hint")
            .text("Windows : touche Windows et P, puis « Étendre ». Mac : Réglages, Moniteurs. Un seul écran ? « Projeter ici » suffit."),
    )
}

fn sections(lead: &Lead) -> Element {
    let tab = |section: Section| {
        let current = lead.section == section;
        let tab = button("tab", section.title(), on(Gesture::Go(section))).key(section.title());
        if current { tab.set("aria-current", "step") } else { tab }
    };
    element("nav").class("tabs").label("Étapes de la séance").each(lead.sections().map(tab))
}
