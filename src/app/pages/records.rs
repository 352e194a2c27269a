//! « Mes parcours »: what this device keeps; going on, keeping a file, opening one, erasing.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::opened::{Opened, open_file};
use crate::app::Look;
use crate::app::arrival::Arrival;
use crate::app::bilan::{self, Labelled, Told};
use crate::app::element::{Element, button, element, link};
use crate::app::keeper::Kept;
use crate::app::mailbox::{Visit, send};
use crate::app::message::{self, Message};
use crate::app::route::Route;
use crate::app::services::Services;
use crate::app::text::fr;
use crate::app::widgets::dialog::ID as DIALOG;
use crate::app::widgets::{dialog, heading, keep, keep_record, rescue_records, trouble, waiting};
use crate::platform::{dialogs, files};
use crate::text::count;

/// « Mes parcours »
pub struct RecordsPage {
    services: Rc<Services>,
    visit: Visit,
    kept: Option<Vec<Kept>>,
    opened: Vec<Opened>,
    erasing: Option<Erasing>,
    /// How many attempts were erased here one by one, each with the button that had the focus.
    erased: u32,
}

/// What is to be erased.
#[derive(Clone)]
pub enum Erasing {
    /// The attempt of this id.
    One(String),
    /// All of them.
    All,
}

/// What a person does on « Mes parcours ».
#[derive(Clone)]
pub enum Gesture {
    /// Asks to erase.
    Ask(Erasing),
    /// Erases what was asked.
    Erase,
    /// Downloads the journal of this id.
    Keep(String),
    /// Chooses a file.
    Open(files::File),
    /// Shows or hides the labels of a path that was opened.
    Labels(usize),
}

/// What « Mes parcours » waited for.
pub enum News {
    /// What the device keeps.
    Kept(Vec<Kept>),
    /// A file was read.
    Opened(Vec<Opened>),
    /// The labels of a path are loaded.
    Labels(usize, Labelled),
    /// Something was erased, or not: what to say of it.
    Erased(&'static str),
    /// A journal was downloaded, or not: what to say of it.
    Downloaded(&'static str),
}

impl RecordsPage {
    /// Begins to read what the device keeps.
    pub fn open(services: &Rc<Services>, visit: Visit) -> Self {
        let page = Self { services: Rc::clone(services), visit, kept: None, opened: Vec::new(), erasing: None, erased: 0 };
        page.list();
        page
    }

    fn list(&self) {
        let (services, visit) = (Rc::clone(&self.services), self.visit);
        spawn_local(async move { tell(visit, News::Kept(services.keeper.list().await)) });
    }

    /// Shows what has come.
    #[inline(never)]
    pub fn hear(&mut self, news: News) {
        match news {
            News::Kept(kept) => self.kept = Some(kept),
            News::Opened(opened) => self.opened = opened,
            News::Labels(at, labelled) => {
                if let Some(Opened::Path { told, .. }) = self.opened.get_mut(at) {
                    told.label(labelled);
                }
            }
            News::Erased(sentence) => {
                self.erased += u32::from(matches!(self.erasing, Some(Erasing::One(_))));
                // Its end is told as any other's; taken away while open, it would keep the focus with it.
                dialogs::close(DIALOG);
                send(Message::Announce(fr(sentence)));
                self.list();
            }
            News::Downloaded(sentence) => send(Message::Announce(fr(sentence))),
        }
    }

    /// Does what the person asks.
    #[inline(never)]
    pub fn act(&mut self, gesture: Gesture) {
        let (services, visit) = (Rc::clone(&self.services), self.visit);
        match gesture {
            Gesture::Ask(what) => self.erasing = Some(what),
            Gesture::Erase => {
                let Some(what) = self.erasing.clone() else { return };
                spawn_local(async move {
                    let erased = match &what {
                        Erasing::One(id) => services.keeper.erase(id).await,
                        Erasing::All => services.keeper.erase_all().await,
                    };
                    tell(visit, News::Erased(erased.map_or_else(|error| error.sentence(), |()| "Effacé de cet appareil.")));
                });
            }
            Gesture::Keep(id) => spawn_local(async move {
                let kept = services.keeper.journal(&id).await.map_or_else(|error| error.sentence(), keep);
                tell(visit, News::Downloaded(kept));
            }),
            Gesture::Open(file) => spawn_local(async move { tell(visit, News::Opened(open_file(&services, file).await)) }),
            Gesture::Labels(at) => {
                if let Some(Opened::Path { told, .. }) = self.opened.get_mut(at) {
                    told.toggle(&services, visit, move |labelled| message::News::Records(News::Labels(at, labelled)));
                }
            }
        }
    }

    /// The dialog is closed: nothing is erased.
    pub fn dialog_closed(&mut self) {
        self.erasing = None;
    }

    /// What happens when it arrives.
    pub fn arrival(&self) -> Arrival {
        if self.kept.is_some() { Arrival::at("Mes parcours").place(self.erased.to_string()) } else { Arrival::waiting("Mes parcours") }
    }

    /// Draws it.
    #[inline(never)]
    pub fn view(&self, look: &Look<'_>) -> Element {
        let Some(kept) = &self.kept else {
            return waiting("Lecture de cet appareil…");
        };
        let damaged = (look.keeper.damaged() > 0).then(|| {
            let words = "Un enregistrement de cet appareil ne peut pas être lu. Il a été laissé où il est ; les autres sont intacts.";
            let rescue = element("p").child(rescue_records());
            element("div").class("trouble").set("role", "alert").child(element("p").text(words)).child(rescue)
        });
        let list = if kept.is_empty() {
            element("p").text("Cet appareil ne garde aucun parcours.")
        } else {
            element("ul").class("record-list").each(kept.iter().map(record))
        };
        let input = element("input").set("type", "file").id("fichier").set("accept", ".json,application/json");
        let input = input.on_file(|file| message::Gesture::Records(Gesture::Open(file)));
        let label = element("label").set("for", "fichier").text("Un parcours téléchargé ou transmis (« .bifurque.json »)");
        let open = element("section")
            .class("open-file")
            .set("aria-labelledby", "ouvrir")
            .child(element("h2").id("ouvrir").text("Ouvrir un fichier"))
            .child(element("p").child(label))
            .child(element("p").child(input))
            .each(self.opened.iter().enumerate().map(|(at, opened)| opened_view(at, opened)));
        let erase_all = button("button quiet", "Effacer toutes mes traces", message::Gesture::Records(Gesture::Ask(Erasing::All))).id("tout-effacer");
        element("main")
            .key("ready")
            .id("contenu")
            .class("page records")
            .child(heading("Mes parcours"))
            .maybe(damaged)
            .maybe(trouble(look.keeper))
            .child(list)
            .child(open)
            .child(element("p").class("onward").child(erase_all))
    }

    /// Whether something lies over it.
    pub fn has_dialog(&self) -> bool {
        self.erasing.is_some()
    }

    /// Asks before erasing, since what is erased does not come back.
    #[inline(never)]
    pub fn dialog(&self) -> Option<Element> {
        let text = match self.erasing.as_ref()? {
            Erasing::One(_) => "Ce parcours sera effacé de cet appareil. Il ne pourra pas être retrouvé.",
            Erasing::All => "Tous les parcours seront effacés de cet appareil. Ils ne pourront pas être retrouvés.",
        };
        let erase = button("button", "Effacer", message::Gesture::Records(Gesture::Erase)).id("effacer");
        let content = element("div").child(element("p").text(text)).child(element("p").class("onward").child(erase));
        Some(dialog("Effacer ?", content))
    }
}

fn tell(visit: Visit, news: News) {
    visit.tell(message::News::Records(news));
}

fn opened_view(at: usize, opened: &Opened) -> Element {
    match opened {
        Opened::Refused { sentence, details } => {
            let details = element("details").child(element("summary").text("Détail technique")).child(element("p").text(details));
            element("div").set("role", "alert").class("trouble").child(element("p").text(sentence)).child(details)
        }
        Opened::Path { told, verdict } => {
            let verdict = verdict.as_ref().map(|verdict| element("p").set("role", "status").class("verdict").text(&verdict.sentence()));
            element("div").maybe(verdict).child(path(at, told))
        }
    }
}

fn path(at: usize, told: &Told) -> Element {
    bilan::recap(told, bilan::Controls { at, labels: message::Gesture::Records(Gesture::Labels(at)), wonder: false })
}

fn record(kept: &Kept) -> Element {
    let id = kept.attempt.id.to_string();
    let state = if kept.finished { "terminé".to_owned() } else { count(kept.decisions, "décision prise", "décisions prises") };
    // On a shared device the next person may erase it, not read it.
    let shared = kept.attempt.settings.shared_device;
    let where_kept = match (kept.in_memory, shared) {
        (_, true) => " · poste partagé",
        (true, false) => " · en mémoire seulement",
        (false, false) => "",
    };
    let own = (!shared).then(|| {
        let go_on = if kept.finished {
            link("button quiet", "Mon bilan", Route::Bilan(id.clone()).href())
        } else {
            link("button quiet", "Reprendre", Route::Play(id.clone()).href())
        };
        element("span").class("record-tools").child(go_on).child(keep_record(message::Gesture::Records(Gesture::Keep(id.clone()))))
    });
    let title = &kept.attempt.title;
    let erase = button("button quiet", "Effacer", message::Gesture::Records(Gesture::Ask(Erasing::One(id.clone())))).label(&["Effacer : ", title].concat());
    let words = element("div").child(element("strong").text(title)).child(element("span").class("hint").text(&[&state, where_kept].concat()));
    element("li").key(&id).class("record").child(words).child(element("div").class("record-tools").maybe(own).child(erase))
}
