//! What every page needs: the keeper, the shared files, the settings, a voice for screen readers.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Deserialize;
use yew::prelude::*;

use super::keeper::Keeper;
use super::media::Loaded;
use super::route::Route;
use super::settings::Reading;
use crate::platform::fetch::{self, FetchError};
use crate::platform::location;
use crate::scenario::library::{References, Vocabulary, load};
use crate::scenario::{MAX_BYTES, Scenario, diagnostic::Diagnostic};

/// The most that is read of a shared file.
const SHARED_LIMIT: usize = 1024 * 1024;

/// Shared by all pages; equal when it is the same one and nothing visible changed.
#[derive(Clone)]
pub struct Services {
    /// Keeps attempts.
    pub keeper: Rc<Keeper>,
    /// The person's reading settings.
    pub reading: Reading,
    /// Changes them.
    pub set_reading: Callback<Reading>,
    /// Says something politely to screen readers, and shows it in the status line.
    pub announce: Callback<AttrValue>,
    cache: Rc<Cache>,
}

#[derive(Default)]
struct Cache {
    scenario: RefCell<Option<Loaded>>,
    references: RefCell<Option<Rc<References>>>,
    vocabulary: RefCell<Option<Rc<Vocabulary>>>,
}

impl PartialEq for Services {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.keeper, &other.keeper) && self.reading == other.reading
    }
}

/// The generated catalogue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Catalogue {
    /// The scenarios, in the order they are shown.
    pub scenarios: Vec<Entry>,
}

/// A scenario of the catalogue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Entry {
    /// The scenario's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The id of its family.
    pub family: String,
    /// The ids of its audiences.
    pub audiences: Vec<String>,
    /// The ids of its modules.
    pub modules: Vec<String>,
    /// How long it takes.
    pub duration: Duration,
    /// Whether something in it is sensitive.
    pub warning: bool,
}

/// Minutes.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Duration {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// Why something could not be opened.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// It could not be fetched.
    Fetch(FetchError),
    /// It was fetched and is not sound.
    Unsound(Rc<[Diagnostic]>),
}

impl Trouble {
    /// One calm French sentence.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Fetch(error) => error.sentence(),
            Self::Unsound(_) => {
                "Ce cas est abîmé ou écrit pour une autre version : il ne peut pas être joué. Signalez-le à la personne qui anime, et choisissez-en un autre. Rien de ce que vous avez enregistré n’est perdu."
            }
        }
    }

    /// What an author or an engineer wants to know, a line each.
    #[must_use]
    pub fn details(&self) -> Vec<String> {
        match self {
            Self::Fetch(error) => vec![error.to_string()],
            Self::Unsound(diagnostics) => diagnostics.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Services {
    /// Gathers them.
    #[must_use]
    pub fn new(keeper: Rc<Keeper>, reading: Reading, set_reading: Callback<Reading>, announce: Callback<AttrValue>) -> Self {
        Self { keeper, reading, set_reading, announce, cache: Rc::default() }
    }

    /// The same services with other settings.
    #[must_use]
    pub fn with_reading(&self, reading: Reading) -> Self {
        Self { reading, ..self.clone() }
    }

    /// A scenario; the last one opened is kept, so that it needs no network again.
    ///
    /// # Errors
    /// [`Trouble`] if it cannot be fetched or is not sound.
    pub async fn scenario(&self, id: &str) -> Result<Loaded, Trouble> {
        if let Some(loaded) = self.cache.scenario.borrow().as_ref().filter(|loaded| loaded.id() == id) {
            return Ok(loaded.clone());
        }
        if !crate::scenario::is_id(id) {
            return Err(Trouble::Fetch(FetchError::NotFound));
        }
        let text = fetch::text(&["scenarios/", id, "/scenario.json"].concat(), MAX_BYTES).await.map_err(Trouble::Fetch)?;
        let scenario = Scenario::load(text.as_bytes(), None).map_err(|diagnostics| Trouble::Unsound(diagnostics.into()))?;
        let loaded = Loaded::from(scenario);
        *self.cache.scenario.borrow_mut() = Some(loaded.clone());
        Ok(loaded)
    }

    /// The legal and ethical sources; `None` where they cannot be read, since a case can be played without them.
    pub async fn references(&self) -> Option<Rc<References>> {
        if self.cache.references.borrow().is_none() {
            let text = fetch::text("scenarios/references.json", SHARED_LIMIT).await.ok()?;
            *self.cache.references.borrow_mut() = load(text.as_bytes()).ok().map(Rc::new);
        }
        self.cache.references.borrow().clone()
    }

    /// The vocabulary of tags; `None` where it cannot be read.
    pub async fn vocabulary(&self) -> Option<Rc<Vocabulary>> {
        if self.cache.vocabulary.borrow().is_none() {
            let text = fetch::text("scenarios/vocabulary.json", SHARED_LIMIT).await.ok()?;
            *self.cache.vocabulary.borrow_mut() = load(text.as_bytes()).ok().map(Rc::new);
        }
        self.cache.vocabulary.borrow().clone()
    }

    /// The catalogue.
    ///
    /// # Errors
    /// [`Trouble`] if it cannot be fetched or read.
    pub async fn catalogue(&self) -> Result<Catalogue, Trouble> {
        let text = fetch::text("scenarios/catalogue.json", SHARED_LIMIT).await.map_err(Trouble::Fetch)?;
        serde_json::from_str(&text).map_err(|error| Trouble::Fetch(FetchError::Network(error.to_string())))
    }
}

/// Goes to a place of the app.
pub fn go(route: &Route) {
    // A browser that refuses to change the address leaves the person where they are, which is all that can be done.
    let _ = location::set_hash(&route.address());
}

/// The services of the page.
#[hook]
pub fn use_services() -> Services {
    match use_context::<Services>() {
        Some(services) => services,
        None => unreachable!("pages are rendered inside the provider"),
    }
}
