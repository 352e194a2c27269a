//! The catalogue: the cases, filters, and the attempts one can go on with.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, link};
use crate::app::keeper::Kept;
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::route::{Route, SessionLink, TrainerRoute};
use crate::app::services::{Services, Trouble};
use crate::app::trainer::author;
use crate::app::widgets::{Notice, emblem, heading, waiting};
use crate::platform::files::File;
use crate::scenario::catalogue::{Catalogue, Entry};
use crate::scenario::library::{Label, Vocabulary};
use crate::text::count;

/// The catalogue.
pub struct CataloguePage {
    services: Rc<Services>,
    state: State,
    filter: [String; 4],
}

enum State {
    Loading,
    Failed(Trouble),
    Ready(Ready),
}

/// What the catalogue shows.
pub struct Ready {
    catalogue: Rc<Catalogue>,
    vocabulary: Option<Rc<Vocabulary>>,
    kept: Vec<Kept>,
}

/// What the list can be narrowed to.
#[derive(Clone, Copy)]
pub enum Filter {
    /// A family.
    Family,
    /// An audience.
    Audience,
    /// A module.
    Module,
    /// The longest duration, in minutes.
    Minutes,
}

/// What a person does on the catalogue.
#[derive(Clone)]
pub enum Gesture {
    /// Narrows the list; to nothing, widens it again.
    Narrow(Filter, String),
    /// Drops a scenario's files.
    Drop(Vec<File>),
}

/// What the catalogue waited for.
pub type News = Result<Ready, Trouble>;

impl CataloguePage {
    /// Begins to load it.
    pub fn open(services: &Rc<Services>, visit: Visit) -> Self {
        let loading = Rc::clone(services);
        spawn_local(async move { visit.tell(message::News::Catalogue(load(&loading).await)) });
        Self { services: Rc::clone(services), state: State::Loading, filter: Default::default() }
    }

    /// Shows what has come.
    pub fn hear(&mut self, news: News) {
        self.state = news.map_or_else(State::Failed, State::Ready);
    }

    /// Does what the person asks.
    pub fn act(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Narrow(filter, value) => self.filter[filter as usize] = value,
            Gesture::Drop(files) => author::take(&self.services, files),
        }
    }

    /// What happens when it arrives.
    pub fn arrival(&self) -> Arrival {
        match self.state {
            State::Loading => Arrival::waiting("Catalogue"),
            State::Failed(_) => Arrival::at("Le catalogue ne peut pas être ouvert"),
            State::Ready(_) => Arrival::at("Catalogue"),
        }
    }

    /// Draws it.
    pub fn view(&self) -> Element {
        match &self.state {
            State::Loading => waiting("Chargement du catalogue…"),
            State::Failed(trouble) => Notice { details: trouble.details(), ..Notice::new("Le catalogue ne peut pas être ouvert", trouble.sentence()) }.view(),
            State::Ready(ready) => element("main")
                .key("ready")
                .id("contenu")
                .class("catalogue")
                .on_drop(|files| message::Gesture::Catalogue(Gesture::Drop(files)))
                .child(heading("Des cas pour réfléchir ensemble"))
                .child(element("p").class("lede").text("Des situations de travail social où le numérique s'en mêle. Vous décidez, l'histoire suit. Aucune note, aucune bonne réponse : de la matière pour en parler."))
                .maybe(resume(&ready.kept))
                .maybe(self.filters(ready))
                .child(self.cards(ready))
                .child(
                    element("p")
                        .class("onward")
                        .text("Vous accompagnez un groupe ?")
                        .child(link("button quiet", "Animer une séance", TrainerRoute::Home.href()))
                        .child(link("", "Ouvrir un scénario depuis cet appareil", TrainerRoute::Author.href())),
                ),
        }
    }

    fn narrowed(&self, filter: Filter) -> &str {
        &self.filter[filter as usize]
    }

    fn lets(&self, entry: &Entry) -> bool {
        let among = |filter: Filter, ids: &[String]| self.narrowed(filter).is_empty() || ids.iter().any(|id| id == self.narrowed(filter));
        among(Filter::Family, std::slice::from_ref(&entry.family))
            && among(Filter::Audience, &entry.audiences)
            && among(Filter::Module, &entry.modules)
            && self.narrowed(Filter::Minutes).parse::<u32>().map_or(true, |minutes| entry.duration.max <= minutes)
    }

    fn filters(&self, ready: &Ready) -> Option<Element> {
        let vocabulary = ready.vocabulary.as_deref()?;
        let used = |labels: &[Label], ids: fn(&Entry) -> &[String]| -> Vec<(String, String)> {
            let known = labels.iter().filter(|label| ready.catalogue.scenarios.iter().any(|entry| ids(entry).contains(&label.id)));
            known.map(|label| (label.id.clone(), label.label.clone())).collect()
        };
        let minutes = [("5", "5 minutes au plus"), ("15", "15 minutes au plus")].map(|(value, label)| (value.to_owned(), label.to_owned()));
        let row = element("div")
            .class("filter-row")
            .child(self.select("Famille", Filter::Family, used(&vocabulary.families, |entry| std::slice::from_ref(&entry.family))))
            .child(self.select("Public", Filter::Audience, used(&vocabulary.audiences, |entry| &entry.audiences)))
            .child(self.select("Module", Filter::Module, used(&vocabulary.modules, |entry| &entry.modules)))
            .child(self.select("Durée", Filter::Minutes, minutes.into()));
        let fold = element("details").class("filters-fold").child(element("summary").text("Filtrer les cas")).child(row);
        Some(element("div").class("filters").child(fold))
    }

    fn select(&self, label: &'static str, filter: Filter, options: Vec<(String, String)>) -> Element {
        let option = |value: &str, text: &str| element("option").set_to("value", value.to_owned()).flag("selected", self.narrowed(filter) == value).text(text);
        let narrow: fn(String) -> message::Gesture = match filter {
            Filter::Family => |value| message::Gesture::Catalogue(Gesture::Narrow(Filter::Family, value)),
            Filter::Audience => |value| message::Gesture::Catalogue(Gesture::Narrow(Filter::Audience, value)),
            Filter::Module => |value| message::Gesture::Catalogue(Gesture::Narrow(Filter::Module, value)),
            Filter::Minutes => |value| message::Gesture::Catalogue(Gesture::Narrow(Filter::Minutes, value)),
        };
        let select = element("select").on_change(narrow).child(option("", "Tous")).each(options.iter().map(|(id, text)| option(id, text)));
        element("label").class("filter").child(element("span").text(label)).child(select)
    }

    fn cards(&self, ready: &Ready) -> Element {
        let shown: Vec<&Entry> = ready.catalogue.scenarios.iter().filter(|entry| self.lets(entry)).collect();
        if shown.is_empty() {
            return element("p").key("none").set("role", "status").text("Aucun cas ne répond à ces filtres : élargissez-en un.");
        }
        element("ul").key("cards").class("cards").each(shown.into_iter().map(|entry| card(entry, ready.vocabulary.as_deref())))
    }
}

async fn load(services: &Services) -> News {
    services.keeper.purge().await;
    let catalogue = services.catalogue().await?;
    Ok(Ready { catalogue, vocabulary: services.vocabulary().await, kept: services.keeper.list().await })
}

/// The attempts under way on this device, but for those of a shared one.
fn resume(kept: &[Kept]) -> Option<Element> {
    let mut open = kept.iter().filter(|kept| !kept.finished && !kept.attempt.settings.shared_device).take(4).peekable();
    open.peek()?;
    let links = open.map(|kept| {
        let words = element("a")
            .class("resume-link")
            .set_to("href", Route::Play(kept.attempt.id.to_string()).href())
            .child(element("strong").text(&kept.attempt.title))
            .child(element("span").text(&count(kept.decisions, "décision prise", "décisions prises")));
        element("li").child(words)
    });
    let section = element("section")
        .set("aria-labelledby", "reprendre")
        .child(element("h2").id("reprendre").text("Reprendre"))
        .child(element("ul").class("resume-list").each(links));
    Some(element("div").class("resume").child(section))
}

fn card(entry: &Entry, vocabulary: Option<&Vocabulary>) -> Element {
    let family = vocabulary.and_then(|vocabulary| vocabulary.families.iter().find(|label| label.id == entry.family));
    let minutes = [&entry.duration.min.to_string(), " à ", &entry.duration.max.to_string(), " min"].concat();
    let facts = element("p").class("card-facts").child(element("span").text(&minutes)).maybe(entry.warning.then(|| element("span").text("Contenu sensible")));
    element("li")
        .key(&entry.id)
        .set_to("class", ["card family-", &entry.family].concat())
        .child(emblem(&entry.id))
        .child(element("span").class("card-family").text(family.map_or("", |family| &family.label)))
        .child(element("h2").child(link("", &entry.title, Route::Introduction(SessionLink::to(&entry.id)).href())))
        .child(element("p").text(&entry.summary))
        .child(facts)
}
