//! The group sessions of this device: kept where the browser lets us, in memory otherwise.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::debrief::{GroupSession, read_session};
use crate::platform::SessionShelf;
use crate::store::StoreError;

/// Keeps group sessions.
pub struct Sessions {
    shelf: Option<SessionShelf>,
    /// Those that the device refuses; the later revision of the two counts.
    memory: RefCell<BTreeMap<String, GroupSession>>,
}

/// What this device keeps.
pub struct Shelved {
    /// The sessions, the latest first.
    pub sessions: Vec<GroupSession>,
    /// How many could not be read. They are left where they are.
    pub damaged: usize,
}

impl Sessions {
    /// Opens the device's storage; without it everything stays in memory.
    pub async fn open() -> Self {
        Self { shelf: SessionShelf::open().await.ok(), memory: RefCell::default() }
    }

    /// Keeps a session, whose revision is one more than when it was read or kept last. Where the device refuses, it stays in memory as long as the page.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another window saved it since; what the device said otherwise, and then it is in memory.
    pub async fn keep(&self, session: &GroupSession) -> Result<(), StoreError> {
        let id = session.id.to_string();
        let kept = match &self.shelf {
            Some(shelf) => shelf.put(&id, session.revision, &session.write_compact()).await,
            None => Err(StoreError::Denied("no storage".to_owned())),
        };
        match &kept {
            Ok(()) => drop(self.memory.borrow_mut().remove(&id)),
            Err(StoreError::Conflict { .. }) => {}
            Err(_) => drop(self.memory.borrow_mut().insert(id, session.clone())),
        }
        kept
    }

    /// A session.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if it is not here, [`StoreError::Unreadable`] if it is damaged.
    pub async fn session(&self, id: &str) -> Result<GroupSession, StoreError> {
        if let Some(session) = self.memory.borrow().get(id) {
            return Ok(session.clone());
        }
        let missing = || StoreError::Missing { id: id.to_owned() };
        let shelf = self.shelf.as_ref().ok_or_else(missing)?;
        let shelved = shelf.get(id).await?.ok_or_else(missing)?;
        let text = shelved.text.ok_or_else(|| StoreError::Unreadable { what: "no text".to_owned() })?;
        read_session(&text).map_err(|error| StoreError::Unreadable { what: error.to_string() })
    }

    /// All of them.
    pub async fn list(&self) -> Shelved {
        let shelved = match &self.shelf {
            Some(shelf) => shelf.all().await.unwrap_or_default(),
            None => Vec::new(),
        };
        let mut damaged = 0;
        let mut sessions: Vec<GroupSession> = self.memory.borrow().values().cloned().collect();
        for one in shelved {
            match one.text.as_deref().map(read_session) {
                Some(Ok(session)) if sessions.iter().all(|known| known.id != session.id) => sessions.push(session),
                Some(Ok(_)) => {}
                _ => damaged += 1,
            }
        }
        sessions.sort_by_key(|session| std::cmp::Reverse(session.started));
        Shelved { sessions, damaged }
    }

    /// Forgets a session.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn erase(&self, id: &str) -> Result<(), StoreError> {
        self.memory.borrow_mut().remove(id);
        match &self.shelf {
            Some(shelf) => shelf.erase(id).await,
            None => Ok(()),
        }
    }
}
