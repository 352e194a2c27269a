//! « Vérifier un scénario »: an author opens a scenario's file from this device, reads what is wrong in it and where, and plays it.
//!
//! The check is done beside the page ([`Checker`]); here it is asked for, heard and drawn. A new file, or the same read again, takes the place of the check before.

mod given;
mod opened;
mod view;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Typed, tell};
use crate::app::arrival::Arrival;
use crate::app::element::Element;
use crate::app::mailbox::{Visit, send};
use crate::app::message::Message;
use crate::app::pages::introduction::begin;
use crate::app::route::{Route, SessionLink, TrainerRoute};
use crate::app::services::{Services, go};
use crate::app::text::fr;
use crate::check::told::Gravity;
use crate::platform::checker::{Checker, Heard};
use crate::platform::files::{self, File};
use crate::platform::page;
use crate::record::Players;
use crate::scenario::Scenario;
use given::{Reading, read};
use opened::Opened;

const TITLE: &str = "Vérifier un scénario";
/// The id of what files are chosen with.
const INPUT: &str = "scenario";

/// « Vérifier un scénario »
pub struct AuthorPage {
    services: Rc<Services>,
    visit: Visit,
    /// Whether tags, sources and themes are compared to those of this site.
    compare: bool,
    /// Tells one reading from the next.
    reading: u32,
    state: State,
    starting: bool,
}

enum State {
    /// No file is open.
    Empty,
    /// The files are being read.
    Reading,
    /// They could not be: why.
    Unreadable(String),
    /// They were read, and are being checked or have been.
    Open(Box<Opened>),
}

/// What an author does on the page.
#[derive(Clone)]
pub enum Gesture {
    /// Chooses files, or drops them.
    Open(Vec<File>),
    /// « Relire le fichier »
    Again,
    /// « Choisir le fichier de nouveau »
    Choose,
    /// Whether to compare to this site's lists.
    Compare(bool),
    /// « Arrêter »
    Stop,
    /// Shows all findings of a gravity.
    Whole(Gravity),
    /// « Jouer ce scénario »
    Play,
}

/// What the page waited for.
pub enum News {
    /// The files were read, or not.
    Read(u32, Result<Reading, String>),
    /// The checker said something.
    Heard(u32, Heard),
    /// The attempt could not be begun: why.
    NotBegun(&'static str),
}

/// Takes files that were dropped on another page, and goes to this one.
#[inline(never)]
pub fn take(services: &Services, files: Vec<File>) {
    if !files.is_empty() {
        *services.files.borrow_mut() = files;
        go(&Route::Trainer(TrainerRoute::Author));
    }
}

impl AuthorPage {
    /// Opens it, with the files that were given on the way here or the last time.
    pub fn open(services: &Rc<Services>, visit: Visit) -> Self {
        let mut page = Self { services: Rc::clone(services), visit, compare: true, reading: 0, state: State::Empty, starting: false };
        page.read();
        page
    }

    fn read(&mut self) {
        let files = self.services.files.borrow().clone();
        if files.is_empty() {
            return;
        }
        self.reading += 1;
        self.state = State::Reading;
        let (visit, reading) = (self.visit, self.reading);
        spawn_local(async move { tell(visit, News::Read(reading, read(files).await)) });
    }

    fn check(&mut self, reading: Reading) {
        let lists = if self.compare { reading.lists.as_slice() } else { &[] };
        let files: Vec<(&str, &[u8])> = reading.given.iter().chain(lists).map(|given| (given.role.word(), given.bytes.as_slice())).collect();
        let (visit, number) = (self.visit, self.reading);
        let checker = Checker::start(&files, move |heard| tell(visit, News::Heard(number, heard)));
        self.state = State::Open(Box::new(Opened::new(reading, checker)));
    }

    /// Plays the case without a trace: it is not in the catalogue, and could not be found again.
    fn play(&mut self) {
        let State::Open(opened) = &self.state else { return };
        let Some(scenario) = opened.reading.given.first().and_then(|given| Scenario::load(&given.bytes, None).ok()) else { return };
        self.starting = true;
        self.services.lend(&scenario);
        let (services, visit) = (Rc::clone(&self.services), self.visit);
        let link = SessionLink { traceless: true, ..SessionLink::to(scenario.id()) };
        spawn_local(async move {
            match begin(&services.keeper, &scenario, &link, Players::ALONE).await {
                Ok(id) => go(&Route::Play(id)),
                Err(sentence) => tell(visit, News::NotBegun(sentence)),
            }
        });
    }
}

impl Typed for AuthorPage {
    type Gesture = Gesture;
    type News = News;

    fn hear(&mut self, news: News) -> bool {
        match news {
            News::Read(number, read) if number == self.reading => match read {
                Ok(reading) => self.check(reading),
                Err(sentence) => {
                    // Or a browser would not say that the same file was chosen again.
                    files::forget(INPUT);
                    self.state = State::Unreadable(sentence);
                }
            },
            News::Heard(number, heard) if number == self.reading => {
                if let State::Open(opened) = &mut self.state {
                    opened.hear(heard);
                }
            }
            News::NotBegun(sentence) => {
                self.starting = false;
                send(Message::Announce(fr(sentence)));
            }
            News::Read(..) | News::Heard(..) => return false,
        }
        true
    }

    fn act(&mut self, gesture: Gesture) -> bool {
        match gesture {
            Gesture::Open(files) if files.is_empty() => return false,
            Gesture::Open(files) => {
                *self.services.files.borrow_mut() = files;
                self.read();
            }
            Gesture::Again => self.read(),
            Gesture::Choose => files::choose(INPUT),
            Gesture::Compare(on) => {
                self.compare = on;
                // With what was read: most browsers read no file that has changed since it was chosen.
                match std::mem::replace(&mut self.state, State::Empty) {
                    State::Open(opened) => {
                        self.reading += 1;
                        self.check(opened.reading);
                    }
                    other => self.state = other,
                }
            }
            Gesture::Stop => {
                if let State::Open(opened) = &mut self.state {
                    opened.stopped = true;
                    if let Some(checker) = &opened.checker {
                        checker.stop();
                    }
                }
            }
            Gesture::Whole(gravity) => {
                if let State::Open(opened) = &mut self.state {
                    opened.whole[gravity as usize] = true;
                    opened.illustrate(gravity);
                    page::before_paint(move || {
                        // Where the button was, there is what it asked for.
                        let _ = page::focus(view::beyond(gravity));
                    });
                }
            }
            Gesture::Play if self.starting => return false,
            Gesture::Play => self.play(),
        }
        true
    }

    fn arrival(&self) -> Arrival {
        Arrival::at(TITLE)
    }

    fn view(&self) -> Element {
        view::page(self)
    }
}
