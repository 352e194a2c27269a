//! The browser app: routes, pages, glue. What happens in a story is decided by [`crate::engine`] and kept by [`crate::record`]; here it is drawn.
//!
//! One component, [`App`], holds all that is shown. What happens comes to it as a [`Message`]; it changes the page's state, draws the page anew by plain functions
//! (`element`), and what takes time (storage, network) answers with another message. So nothing on the screen changes but here.
//!
//! | file or folder | concern |
//! |---|---|
//! | `message`, `mailbox` | what the app is told, and by which way |
//! | `page` | the page on the screen; `pages`, `play`, `bilan` and `trainer` are the pages |
//! | `element` | how elements are written |
//! | `media`, `widgets` | the blocks of a story; the parts that pages share |
//! | `services`, `keeper` | what pages need: shared files, attempts kept |
//! | `route`, `settings`, `arrival`, `text` | addresses, reading settings, focus and title, French |

mod arrival;
mod bilan;
mod element;
mod keeper;
mod mailbox;
mod media;
mod message;
mod page;
mod pages;
mod play;
mod route;
mod services;
mod settings;
mod text;
mod trainer;
mod widgets;

use std::rc::Rc;

use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Component, Context, Html, Properties};

use arrival::Arrival;
use element::{all, element, link};
use keeper::Keeper;
use mailbox::{Visit, send};
use message::{Gesture, Message, News};
use page::Page;
use route::Route;
use services::Services;
use settings::Reading;
use text::fr;
use widgets::dialog::ID as DIALOG;
use widgets::{heading, reading_panel};

use crate::platform::{Listener, dialogs, forms, location, page as browser_page, signals, speech};

/// How often what is old is looked for on a shared device.
const PURGE_EVERY_MS: u32 = 60_000;

/// How long the status line stays: screen readers have said it by then, and it covers a little of the page.
const STATUS_MS: u32 = 4_000;

/// The id of the status line.
const STATUS: &str = "etat";

/// Starts the app: opens the storage, then draws.
pub fn run() {
    yew::set_custom_panic_hook(Box::new(|panic| browser_page::announce_fatal(&panic.to_string())));
    spawn_local(async {
        let services = Rc::new(Services::new(Keeper::open().await));
        services.keeper.purge().await;
        browser_page::remove_boot_notice();
        match browser_page::app_root() {
            Some(root) => drop(yew::Renderer::<App>::with_root_and_props(root, Start { services }).render()),
            None => browser_page::announce_fatal("the page has no #app"),
        }
    });
}

/// What the app starts with.
#[derive(Properties)]
pub struct Start {
    services: Rc<Services>,
}

impl PartialEq for Start {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.services, &other.services)
    }
}

/// What every page may look at while it is drawn.
pub struct Look<'a> {
    /// Whether attempts are kept, and why not.
    pub keeper: &'a Keeper,
    /// The person's reading settings.
    pub reading: &'a Reading,
    /// Whether the voice is reading.
    pub speaking: bool,
}

/// The app.
pub struct App {
    services: Rc<Services>,
    reading: Reading,
    visit: Visit,
    page: Page,
    arrival: Arrival,
    reading_panel: bool,
    had_dialog: bool,
    voice: Option<speech::Reading>,
    status: Option<Timeout>,
    /// What it listens to as long as it lives.
    _listeners: [Listener; 3],
    _purge: Interval,
}

impl Component for App {
    type Message = Message;
    type Properties = Start;

    fn create(context: &Context<Self>) -> Self {
        mailbox::open(context.link().clone());
        let services = Rc::clone(&context.props().services);
        let visit = Visit::default();
        let purging = Rc::clone(&services);
        Self {
            page: Page::open(Route::parse(&location::hash()), &services, visit),
            services,
            reading: Reading::load(),
            visit,
            arrival: Arrival::default(),
            reading_panel: false,
            had_dialog: false,
            voice: None,
            status: None,
            _listeners: [
                location::on_hash_change(|hash| send(Message::Went(Route::parse(&hash)))),
                signals::on_visibility_change(|visible| send(Message::Visible(visible))),
                signals::on_digit(|digit| send(Message::Digit(digit))),
            ],
            _purge: Interval::new(PURGE_EVERY_MS, move || {
                let services = Rc::clone(&purging);
                spawn_local(async move { services.keeper.purge().await });
            }),
        }
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        let draws = self.take(message);
        if draws && self.page.arrival() != self.arrival {
            self.arrival.leave();
            if self.voice.take().is_some() {
                speech::stop();
            }
        }
        draws
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let look = Look { keeper: &self.services.keeper, reading: &self.reading, speaking: self.voice.is_some() };
        let dialog = if self.reading_panel { Some(reading_panel(&self.reading)) } else { self.page.dialog() };
        let page = element("div").key(&self.visit.0.to_string()).class("app").child(self.page.view(&look));
        all(vec![
            link("skip-link", "Aller au contenu", "#contenu".to_owned()).key("skip").on_click(Gesture::SkipToContent).into(),
            page.into(),
            element("div").key("over").class("over").maybe(dialog).into(),
            // What it says is put there by `announce`: words that come and go need not draw the page again.
            element("p").key("status").class("status").set("role", "status").id(STATUS).into(),
        ])
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        // Once for each: between its end and the news of it, a dialog is still drawn and must stay closed.
        let has_dialog = self.reading_panel || self.page.has_dialog();
        if has_dialog && !self.had_dialog {
            dialogs::open(DIALOG);
        }
        self.had_dialog = has_dialog;
        let arrival = self.page.arrival();
        arrival.from(&self.arrival);
        self.arrival = arrival;
    }
}

impl App {
    /// Takes a message in; says whether the page looks different.
    fn take(&mut self, message: Message) -> bool {
        match message {
            Message::Went(route) => self.went(route),
            Message::Gesture(gesture) => self.act(gesture),
            Message::News(visit, _) if visit != self.visit => false,
            Message::News(visit, news) => match *news {
                News::Rest(come) => {
                    self.page.come(come, &self.services, visit);
                    true
                }
                // What is being typed is drawn with what it becomes.
                news => self.page.hear(news) && !forms::is_typing(),
            },
            Message::Announce(words) => self.announce(words),
            Message::Digit(digit) => match &mut self.page {
                Page::Play(page) if self.reading.digits => page.digit(digit),
                _ => false,
            },
            Message::Visible(visible) => {
                if let Page::Play(page) = &self.page {
                    page.sight(visible);
                }
                false
            }
            Message::Silent => self.voice.take().is_some(),
        }
    }

    fn went(&mut self, route: Route) -> bool {
        // Taken away while open, a dialog would keep the focus with it.
        dialogs::close(DIALOG);
        self.reading_panel = false;
        if !self.page.turn(&route) {
            self.visit.0 += 1;
            self.page = Page::open(route, &self.services, self.visit);
        }
        true
    }

    fn act(&mut self, gesture: Gesture) -> bool {
        match gesture {
            Gesture::SkipToContent => {
                heading::focus();
                return false;
            }
            Gesture::GoTo(id) => {
                // What is not there cannot be gone to.
                let _ = browser_page::focus(&id);
                return false;
            }
            Gesture::OpenReading => self.reading_panel = true,
            Gesture::Read(change) => self.reading.change(change),
            // As Escape does: the browser closes it, gives the focus back, then says so.
            Gesture::CloseDialog => {
                dialogs::close(DIALOG);
                return false;
            }
            Gesture::DialogClosed => {
                self.reading_panel = false;
                self.page.dialog_closed();
            }
            Gesture::Aloud => self.read_aloud(),
            Gesture::Print => {
                // A browser without a print command leaves the person its own menu.
                let _ = browser_page::print();
                return false;
            }
            Gesture::Rescue => {
                browser_page::rescue_records();
                return self.announce(fr("Le fichier est dans vos téléchargements."));
            }
            _ => return self.page.act(gesture),
        }
        true
    }

    fn read_aloud(&mut self) {
        if self.voice.take().is_some() {
            speech::stop();
            return;
        }
        let Page::Play(page) = &self.page else { return };
        let Some(words) = page.words() else { return };
        match speech::speak(&words, "fr-FR", 1.0, || send(Message::Silent)) {
            Ok(voice) => self.voice = Some(voice),
            Err(_) => {
                self.announce(fr("Cet appareil n'a pas de voix française."));
            }
        }
    }

    /// Says something politely to screen readers, and shows it in the status line for a while.
    fn announce(&mut self, words: AttrValue) -> bool {
        browser_page::set_words(STATUS, &words);
        self.status = Some(Timeout::new(STATUS_MS, || browser_page::set_words(STATUS, "")));
        false
    }
}
