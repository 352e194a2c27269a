//! What is read before starting: the role, the people, the frame; alone, in a pair or as a group; with or without a trace.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::app::arrival::Arrival;
use crate::app::element::{Element, element};
use crate::app::keeper::Keeper;
use crate::app::mailbox::{Visit, send};
use crate::app::media::{PortraitSize, portrait, rich};
use crate::app::message::{self, Message};
use crate::app::page::NOT_COME_SENTENCE;
use crate::app::route::{Route, SessionLink};
use crate::app::services::{Services, Trouble, go};
use crate::app::text::fr;
use crate::app::widgets::{Notice, Switch, emblem, heading, switch, trouble, waiting};
use crate::platform::rest::{self, Part};
use crate::platform::{clock, random};
use crate::record::{Attempt, Event, Play, Players, PlayersMode};
use crate::scenario::Scenario;

/// How many people a group may be; fewer is a pair.
const GROUP: std::ops::RangeInclusive<u32> = 3..=99;

/// A case before it is played.
pub struct IntroductionPage {
    services: Rc<Services>,
    visit: Visit,
    link: SessionLink,
    scenario: Option<Result<Rc<Scenario>, Trouble>>,
    /// The trainer's link turned time limits on: one may turn them off here, and on again.
    offers_time_limits: bool,
    players: Players,
    starting: bool,
}

/// What a person does on an introduction.
#[derive(Clone)]
pub enum Gesture {
    /// Says how they sit at the screen.
    Play(Players),
    /// Says how many they are.
    People(String),
    /// « Jouer sans trace »
    Traceless(bool),
    /// « Poste partagé »
    SharedDevice(bool),
    /// « Temps indicatif »
    TimeLimits(bool),
    /// « Commencer »
    Begin,
}

/// What an introduction waited for.
pub enum News {
    /// The case.
    Loaded(Result<Rc<Scenario>, Trouble>),
    /// What plays an attempt is here.
    CanBegin,
    /// The attempt could not be begun, and why.
    NotBegun(&'static str),
}

impl IntroductionPage {
    /// Begins to load the case.
    pub fn open(services: &Rc<Services>, visit: Visit, link: SessionLink) -> Self {
        let (id, loading) = (link.scenario.clone(), Rc::clone(services));
        spawn_local(async move { visit.tell(message::News::Introduction(News::Loaded(loading.scenario(&id).await))) });
        Self {
            services: Rc::clone(services),
            visit,
            offers_time_limits: link.settings.time_limits,
            link,
            scenario: None,
            players: Players::ALONE,
            starting: false,
        }
    }

    /// Shows what has come.
    pub fn hear(&mut self, news: News) {
        match news {
            News::Loaded(scenario) => self.scenario = Some(scenario),
            News::CanBegin => self.begin(),
            News::NotBegun(sentence) => {
                self.starting = false;
                send(Message::Announce(fr(sentence)));
            }
        }
    }

    /// Does what the person asks.
    pub fn act(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Play(players) => self.players = players,
            Gesture::People(people) => self.players.people = people.parse::<u32>().unwrap_or(4).clamp(*GROUP.start(), *GROUP.end()),
            Gesture::Traceless(on) => self.link.traceless = on,
            Gesture::SharedDevice(on) => self.link.settings.shared_device = on,
            Gesture::TimeLimits(on) => self.link.settings.time_limits = on,
            Gesture::Begin if self.starting => {}
            Gesture::Begin => {
                self.starting = true;
                let visit = self.visit;
                spawn_local(async move {
                    let come = rest::has_come(Part::Play).await;
                    visit.tell(message::News::Introduction(if come { News::CanBegin } else { News::NotBegun(NOT_COME_SENTENCE) }));
                });
            }
        }
    }

    #[inline(never)]
    fn begin(&self) {
        let Some(Ok(scenario)) = &self.scenario else { return };
        let (services, visit, scenario, link, players) = (Rc::clone(&self.services), self.visit, Rc::clone(scenario), self.link.clone(), self.players);
        spawn_local(async move {
            match begin(&services.keeper, &scenario, &link, players).await {
                Ok(id) => go(&Route::Play(id)),
                Err(sentence) => visit.tell(message::News::Introduction(News::NotBegun(sentence))),
            }
        });
    }

    /// What happens when it arrives.
    pub fn arrival(&self) -> Arrival {
        match &self.scenario {
            None => Arrival::waiting("Ouverture du cas"),
            Some(Err(_)) => Arrival::at(FAILED),
            Some(Ok(scenario)) => Arrival::at(&scenario.source.title),
        }
    }

    /// Draws it.
    pub fn view(&self) -> Element {
        match &self.scenario {
            None => waiting("Ouverture du cas…"),
            Some(Err(trouble)) => Notice { details: trouble.details(), ..Notice::new(FAILED, trouble.sentence()) }.view(),
            Some(Ok(scenario)) => self.introduction(scenario),
        }
    }

    fn introduction(&self, scenario: &Scenario) -> Element {
        let source = &scenario.source;
        let introduction = &source.introduction;
        let minutes = ["Un cas de ", &source.duration.min.to_string(), " à ", &source.duration.max.to_string(), " minutes"].concat();
        let people = introduction.people.iter().filter_map(|id| scenario.person(id)).map(|person| {
            let words = element("div").child(element("strong").text(&person.name)).text(person.role.as_deref().unwrap_or_default());
            element("li").class("person").child(portrait(&person.id, PortraitSize::Large)).child(words)
        });
        let warning = source.content_warning.as_ref().map(|warning| {
            let skip = element("p").text("Pendant le cas, un bouton permet de passer ces scènes.");
            element("section").class("warning").label("Avertissement").child(rich(&warning.text)).child(skip)
        });
        let begin = element("button").set("type", "submit").class("button").id("commencer").state("aria-disabled", self.starting).text("Commencer");
        let form = element("form")
            .class("start")
            .on_submit(message::Gesture::Introduction(Gesture::Begin))
            .child(self.players())
            .child(self.traces())
            .child(element("p").class("onward").child(begin));
        element("main")
            .key("ready")
            .id("contenu")
            .class("page introduction")
            .maybe(trouble(&self.services.keeper))
            .child(emblem(&source.id))
            .child(element("p").class("when").text(&minutes))
            .child(heading(&source.title))
            .child(element("p").class("role").text(&introduction.role))
            .child(rich(&introduction.text))
            .child(element("ul").class("people").label("Les personnes").each(people))
            .maybe(warning)
            .child(form)
    }

    fn players(&self) -> Element {
        let modes =
            [(PlayersMode::Alone, "seul", "Seul ou seule", 1), (PlayersMode::Pair, "deux", "À deux", 2), (PlayersMode::Group, "groupe", "En groupe", 4)];
        let modes = modes.into_iter().map(|(mode, value, label, people)| {
            let input = element("input").set("type", "radio").set("name", "mode").set("value", value).checked(self.players.mode == mode);
            element("label").child(input.on_pick(message::Gesture::Introduction(Gesture::Play(Players { mode, people })))).text(" ").text(label)
        });
        let people = (self.players.mode == PlayersMode::Group).then(|| {
            let input = element("input").set("type", "number").set_to("min", GROUP.start().to_string()).set_to("max", GROUP.end().to_string());
            let input = input.holding(&self.players.people.to_string(), |people| message::Gesture::Introduction(Gesture::People(people)));
            element("label").class("field").child(element("span").text("Combien de personnes")).child(input)
        });
        element("fieldset").class("setting").child(element("legend").text("Vous jouez")).each(modes).maybe(people)
    }

    fn traces(&self) -> Element {
        let settings = &self.link.settings;
        let limits = self.offers_time_limits.then(|| {
            switch(Switch {
                name: "minuteur",
                label: "Temps indicatif à certaines décisions",
                hint: "Proposé par la personne qui anime. Il peut toujours être allongé, ou décoché ici.",
                on: settings.time_limits,
                tick: |on| message::Gesture::Introduction(Gesture::TimeLimits(on)),
            })
        });
        let traceless = switch(Switch {
            name: "trace",
            label: "Jouer sans trace",
            hint: "Rien n'est gardé une fois la page fermée.",
            on: self.link.traceless,
            tick: |on| message::Gesture::Introduction(Gesture::Traceless(on)),
        });
        let shared = switch(Switch {
            name: "poste",
            label: "Poste partagé",
            hint: "Le parcours n'est pas proposé à la personne suivante ; il s'efface après la transmission, ou au bout de quatre heures.",
            on: settings.shared_device,
            tick: |on| message::Gesture::Introduction(Gesture::SharedDevice(on)),
        });
        element("section")
            .class("traces")
            .set("aria-labelledby", "traces")
            .child(element("h2").id("traces").text("Ce qui est enregistré"))
            .child(element("p").text("Vos choix et leurs moments, sur cet appareil seulement, sans nom. Rien n'est envoyé : vous décidez, à la fin, de transmettre ou non. Vous pouvez tout effacer."))
            .child(traceless)
            .child(shared)
            .maybe(limits)
    }
}

const FAILED: &str = "Ce cas ne peut pas être ouvert";

/// Creates an attempt and writes its beginning; gives its id.
///
/// # Errors
/// The sentence that says why not.
pub async fn begin(keeper: &Keeper, scenario: &Rc<Scenario>, link: &SessionLink, players: Players) -> Result<String, &'static str> {
    let mut bytes = [0; 16];
    random::fill(&mut bytes).map_err(|_| "Ce navigateur ne donne pas de nombres au hasard : ouvrez cette page avec un navigateur récent.")?;
    let attempt = Attempt::new(scenario, bytes, clock::now_ms(), link.seed, players, link.settings.clone());
    let beginning = Play::new(Rc::clone(scenario), link.seed).beginning();
    let events: Vec<Event> = (0..).zip(beginning).map(|(number, event)| Event { number, elapsed: 0, event }).collect();
    keeper.begin(&attempt, link.traceless).await.map_err(|error| error.sentence())?;
    keeper.append(&attempt, Vec::new, &events).await.map_err(|error| error.sentence())?;
    Ok(attempt.id.to_string())
}
