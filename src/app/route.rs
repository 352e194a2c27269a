//! Addresses: what stands after the `#`, so that the app works in any folder of any server, and from a file.
//!
//! Ours rather than yew-router's: gloo's hash history panics on an address that holds a query, and a session link does.

use crate::record::Settings;

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `#/`
    Catalogue,
    /// `#/jouer/<scenario>?graine=…`: what is read before starting, and the session link.
    Introduction(SessionLink),
    /// `#/parcours/<attempt>`
    Play(String),
    /// `#/parcours/<attempt>/bilan`
    Bilan(String),
    /// `#/parcours/<attempt>/transmettre`
    HandOver(String),
    /// `#/mes-parcours`
    Records,
    /// `#/vie-privee`
    Privacy,
    /// A trainer's page.
    Trainer(TrainerRoute),
    /// Anything else.
    Unknown,
}

/// A trainer's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrainerRoute {
    /// `#/animer`: the group sessions of this device, and a new one.
    Home,
    /// `#/animer/<session>`: « Pilotage »
    Lead(String),
    /// `#/projection/<session>`: what the room sees.
    Projection(String),
    /// `#/animer/lire/<scenario>`: « Lire tout le cas »
    ReadCase(String),
    /// `#/animer/carte/<scenario>`: its scenes and the ways between them.
    CaseMap(String),
    /// `#/animer/kit/<scenario>`: the paper kit.
    PaperKit(String),
    /// `#/auteur`: a scenario from a file of this device.
    Author,
}

/// What a trainer's link carries: the same case, seed, stops and settings on every phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionLink {
    /// The scenario's id.
    pub scenario: String,
    /// The seed; 0 without a session.
    pub seed: u32,
    /// How the attempt is played.
    pub settings: Settings,
    /// Whether the link asks to keep nothing.
    pub traceless: bool,
}

impl SessionLink {
    /// A plain link to a scenario.
    #[must_use]
    pub fn to(scenario: &str) -> Self {
        Self { scenario: scenario.to_owned(), ..Self::default() }
    }

    /// Reads `<scenario>?graine=7&arrets=a,b&poste=partage&minuteur=oui&trace=non`. What it does not know is left aside: an older app must still open a
    /// newer trainer's link.
    fn parse(text: &str) -> Self {
        let (scenario, query) = text.split_once('?').unwrap_or((text, ""));
        let mut link = Self::to(scenario);
        for pair in query.split('&') {
            match pair.split_once('=').unwrap_or((pair, "")) {
                ("graine", seed) => link.seed = seed.parse().unwrap_or(0),
                ("arrets", stops) => {
                    link.settings.stops = stops.replace("%2C", ",").replace("%2c", ",").split(',').filter(|stop| !stop.is_empty()).map(str::to_owned).collect()
                }
                ("poste", "partage") => link.settings.shared_device = true,
                ("minuteur", "oui") => link.settings.time_limits = true,
                ("trace", "non") => link.traceless = true,
                _ => {}
            }
        }
        link
    }

    fn address(&self) -> String {
        let mut query = Vec::new();
        if self.seed != 0 {
            query.push(["graine=", &self.seed.to_string()].concat());
        }
        if !self.settings.stops.is_empty() {
            query.push(["arrets=", &self.settings.stops.join(",")].concat());
        }
        for (set, pair) in [(self.settings.shared_device, "poste=partage"), (self.settings.time_limits, "minuteur=oui"), (self.traceless, "trace=non")] {
            if set {
                query.push(pair.to_owned());
            }
        }
        let mark = if query.is_empty() { "" } else { "?" };
        ["/jouer/", &self.scenario, mark, &query.join("&")].concat()
    }
}

impl TrainerRoute {
    /// The page as a link's `href`.
    #[must_use]
    pub fn href(self) -> String {
        Route::Trainer(self).href()
    }

    fn address(&self) -> String {
        match self {
            Self::Home => "/animer".to_owned(),
            Self::Lead(id) => ["/animer/", id].concat(),
            Self::Projection(id) => ["/projection/", id].concat(),
            Self::ReadCase(id) => ["/animer/lire/", id].concat(),
            Self::CaseMap(id) => ["/animer/carte/", id].concat(),
            Self::PaperKit(id) => ["/animer/kit/", id].concat(),
            Self::Author => "/auteur".to_owned(),
        }
    }
}

impl Route {
    /// Reads what stands after the `#`.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('/');
        if let Some(link) = path.strip_prefix("jouer/") {
            return Self::Introduction(SessionLink::parse(link));
        }
        let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        match parts.as_slice() {
            [""] => Self::Catalogue,
            ["parcours", id] => Self::Play((*id).to_owned()),
            ["parcours", id, "bilan"] => Self::Bilan((*id).to_owned()),
            ["parcours", id, "transmettre"] => Self::HandOver((*id).to_owned()),
            ["mes-parcours"] => Self::Records,
            ["vie-privee"] => Self::Privacy,
            ["auteur"] => Self::Trainer(TrainerRoute::Author),
            ["animer"] => Self::Trainer(TrainerRoute::Home),
            ["animer", "lire", id] => Self::Trainer(TrainerRoute::ReadCase((*id).to_owned())),
            ["animer", "carte", id] => Self::Trainer(TrainerRoute::CaseMap((*id).to_owned())),
            ["animer", "kit", id] => Self::Trainer(TrainerRoute::PaperKit((*id).to_owned())),
            ["animer", id] => Self::Trainer(TrainerRoute::Lead((*id).to_owned())),
            ["projection", id] => Self::Trainer(TrainerRoute::Projection((*id).to_owned())),
            _ => Self::Unknown,
        }
    }

    /// What to write after the `#`.
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Self::Catalogue | Self::Unknown => "/".to_owned(),
            Self::Introduction(link) => link.address(),
            Self::Play(id) => ["/parcours/", id].concat(),
            Self::Bilan(id) => ["/parcours/", id, "/bilan"].concat(),
            Self::HandOver(id) => ["/parcours/", id, "/transmettre"].concat(),
            Self::Records => "/mes-parcours".to_owned(),
            Self::Privacy => "/vie-privee".to_owned(),
            Self::Trainer(route) => route.address(),
        }
    }

    /// The address as a link's `href`.
    #[must_use]
    pub fn href(&self) -> String {
        ["#", &self.address()].concat()
    }
}
