//! What every page needs: the keeper and the shared files.

use std::cell::RefCell;
use std::rc::Rc;

use super::keeper::Keeper;
use super::route::Route;
use super::trainer::sessions::Sessions;
use crate::debrief::script::Scripts;
use crate::platform::fetch::{self, FetchError};
use crate::platform::files::File;
use crate::platform::location;
use crate::record::Attempt;
use crate::scenario::catalogue::Catalogue;
use crate::scenario::library::{References, Shared, Vocabulary, load};
use crate::scenario::{MAX_BYTES, Scenario, diagnostic::Diagnostic};

/// The most that is read of a shared file.
const SHARED_LIMIT: usize = 1024 * 1024;

/// Shared by all pages.
pub struct Services {
    /// Keeps attempts.
    pub keeper: Keeper,
    scenario: RefCell<Option<Rc<Scenario>>>,
    references: RefCell<Option<Rc<References>>>,
    vocabulary: RefCell<Option<Rc<Vocabulary>>>,
    scripts: RefCell<Option<Rc<Scripts>>>,
    sessions: RefCell<Option<Rc<Sessions>>>,
    /// The files that an author opened last.
    pub files: RefCell<Vec<File>>,
    /// The scenarios that were played from a file.
    lent: RefCell<Vec<Rc<Scenario>>>,
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
    pub fn new(keeper: Keeper) -> Self {
        Self {
            keeper,
            scenario: RefCell::default(),
            references: RefCell::default(),
            vocabulary: RefCell::default(),
            scripts: RefCell::default(),
            sessions: RefCell::default(),
            files: RefCell::default(),
            lent: RefCell::default(),
        }
    }

    /// A scenario; the last one opened is kept, so that it needs no network again.
    ///
    /// # Errors
    /// [`Trouble`] if it cannot be fetched or is not sound.
    pub async fn scenario(&self, id: &str) -> Result<Rc<Scenario>, Trouble> {
        if let Some(scenario) = self.scenario.borrow().as_ref().filter(|scenario| scenario.id() == id) {
            return Ok(Rc::clone(scenario));
        }
        if !crate::scenario::is_id(id) {
            return Err(Trouble::Fetch(FetchError::NotFound));
        }
        let text = fetch::text(&["scenarios/", id, "/scenario.json"].concat(), MAX_BYTES).await.map_err(Trouble::Fetch)?;
        let scenario = Scenario::load(text.as_bytes(), None).map_err(|diagnostics| Trouble::Unsound(diagnostics.into()))?;
        *self.scenario.borrow_mut() = Some(Rc::clone(&scenario));
        Ok(scenario)
    }

    /// Keeps a scenario that comes from a file, once, for the attempts at it, as long as the page is open.
    pub fn lend(&self, scenario: &Rc<Scenario>) {
        let mut lent = self.lent.borrow_mut();
        if !lent.iter().any(|known| known.id() == scenario.id() && known.digest == scenario.digest) {
            lent.push(Rc::clone(scenario));
        }
    }

    /// The scenario of an attempt: that of a file, if it was begun from one.
    ///
    /// # Errors
    /// [`Trouble`], as [`Services::scenario`].
    pub async fn scenario_of(&self, attempt: &Attempt) -> Result<Rc<Scenario>, Trouble> {
        let lent = self.lent.borrow().iter().find(|scenario| scenario.id() == attempt.scenario && scenario.digest.to_string() == attempt.digest).cloned();
        match lent {
            Some(scenario) => Ok(scenario),
            None => self.scenario(&attempt.scenario).await,
        }
    }

    /// The legal and ethical sources; `None` where they cannot be read, since a case can be played without them.
    pub async fn references(&self) -> Option<Rc<References>> {
        once(&self.references, "scenarios/references.json").await.ok()
    }

    /// The vocabulary of tags; `None` where it cannot be read.
    pub async fn vocabulary(&self) -> Option<Rc<Vocabulary>> {
        once(&self.vocabulary, "scenarios/vocabulary.json").await.ok()
    }

    /// The vocabulary of tags, for a page that cannot do without.
    ///
    /// # Errors
    /// [`Trouble`] if it cannot be fetched or read.
    pub async fn vocabulary_or_trouble(&self) -> Result<Rc<Vocabulary>, Trouble> {
        once(&self.vocabulary, "scenarios/vocabulary.json").await
    }

    /// The trainer's scripts.
    ///
    /// # Errors
    /// [`Trouble`] if they cannot be fetched or read.
    pub async fn scripts(&self) -> Result<Rc<Scripts>, Trouble> {
        once(&self.scripts, "scenarios/scripts.json").await
    }

    /// The trainer's group sessions.
    pub async fn sessions(&self) -> Rc<Sessions> {
        let open = self.sessions.borrow().clone();
        match open {
            Some(sessions) => sessions,
            None => {
                let sessions = Rc::new(Sessions::open().await);
                Rc::clone(self.sessions.borrow_mut().get_or_insert(sessions))
            }
        }
    }

    /// The catalogue.
    ///
    /// # Errors
    /// [`Trouble`] if it cannot be fetched or read.
    pub async fn catalogue(&self) -> Result<Rc<Catalogue>, Trouble> {
        once(&RefCell::default(), "scenarios/catalogue.json").await
    }
}

/// A file that scenarios share, fetched once.
async fn once<T: Shared>(kept: &RefCell<Option<Rc<T>>>, path: &str) -> Result<Rc<T>, Trouble> {
    if let Some(file) = &*kept.borrow() {
        return Ok(Rc::clone(file));
    }
    let text = fetch::text(path, SHARED_LIMIT).await.map_err(Trouble::Fetch)?;
    let file = Rc::new(load::<T>(text.as_bytes()).map_err(|diagnostics| Trouble::Unsound(diagnostics.into()))?);
    *kept.borrow_mut() = Some(Rc::clone(&file));
    Ok(file)
}

/// Goes to a place of the app.
pub fn go(route: &Route) {
    // A browser that refuses to change the address leaves the person where they are, which is all that can be done.
    let _ = location::set_hash(&route.address());
}
