//! Keeps attempts: on the device where the browser lets us, in memory otherwise or when the person asked for no trace.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::platform::{IndexedDbStore, clock};
use crate::record::{Attempt, Event, Journal, read_part};
use crate::scenario::diagnostic::Diagnostic;
use crate::store::{Damage, FIRST_EVENT, MemoryStore, Recovered, Store, StoreError, StoredAttempt};

/// How long an attempt stays on a shared device.
const SHARED_LIFE_MS: u64 = 4 * 60 * 60 * 1000;

/// Both stores, and which attempts are in memory only.
pub struct Keeper {
    durable: Option<IndexedDbStore>,
    denied: Option<StoreError>,
    memory: MemoryStore,
    in_memory: RefCell<BTreeSet<String>>,
    /// What went wrong since, if anything: everything after goes to memory.
    trouble: RefCell<Option<StoreError>>,
    /// Records that could not be read were found.
    damaged: Cell<usize>,
}

/// An attempt of this device, for lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The attempt.
    pub attempt: Attempt,
    /// Whether it is in memory only.
    pub in_memory: bool,
    /// The number of decisions made on the path that counts.
    pub decisions: usize,
    /// Whether the path that counts is finished.
    pub finished: bool,
}

impl Keeper {
    /// Opens the device's storage; without it, everything goes to memory and [`Keeper::trouble`] says why.
    pub async fn open() -> Self {
        let (durable, denied) = match IndexedDbStore::open().await {
            Ok(store) => (Some(store), None),
            Err(error) => (None, Some(error)),
        };
        Self { durable, denied, memory: MemoryStore::new(), in_memory: RefCell::default(), trouble: RefCell::default(), damaged: Cell::new(0) }
    }

    /// Why attempts are kept in memory only, if they are.
    #[must_use]
    pub fn trouble(&self) -> Option<StoreError> {
        self.trouble.borrow().clone().or_else(|| self.denied.clone())
    }

    /// How many records could not be read when the list was last made.
    #[must_use]
    pub fn damaged(&self) -> usize {
        self.damaged.get()
    }

    /// Whether an attempt is in memory only.
    #[must_use]
    pub fn is_in_memory(&self, id: &str) -> bool {
        self.in_memory.borrow().contains(id)
    }

    /// Begins to keep an attempt. Falls back to memory if the device refuses.
    ///
    /// # Errors
    /// [`StoreError::Exists`], which random ids make unheard of.
    pub async fn begin(&self, attempt: &Attempt, traceless: bool) -> Result<(), StoreError> {
        let id = attempt.id.to_string();
        let meta = json(attempt);
        if let (Some(store), false) = (&self.durable, traceless) {
            match store.create_attempt(&id, &meta).await {
                Ok(()) => return Ok(()),
                Err(error @ StoreError::Exists { .. }) => return Err(error),
                Err(error) => self.note(error),
            }
        }
        self.in_memory.borrow_mut().insert(id.clone());
        self.memory.create_attempt(&id, &meta).await
    }

    /// Keeps events that follow each other, all or none; `before` gives those already written. Where the device refuses, the whole journal goes on in memory:
    /// nothing that was shown is lost while the page is open.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another tab went on with the attempt, [`StoreError::Missing`] if it was erased.
    pub async fn append(&self, attempt: &Attempt, before: impl Fn() -> Vec<Event>, events: &[Event]) -> Result<(), StoreError> {
        let Some(first) = events.first().map(|event| event.number) else { return Ok(()) };
        let id = attempt.id.to_string();
        let texts: Vec<String> = events.iter().map(json).collect();
        if let (Some(store), false) = (&self.durable, self.is_in_memory(&id)) {
            match store.append(&id, first, &texts).await {
                Ok(()) => return Ok(()),
                Err(error @ (StoreError::Conflict { .. } | StoreError::Missing { .. })) => return Err(error),
                Err(error) => {
                    self.note(error);
                    self.in_memory.borrow_mut().insert(id.clone());
                    self.memory.create_attempt(&id, &json(attempt)).await?;
                    self.memory.append(&id, FIRST_EVENT, &before().iter().map(json).collect::<Vec<_>>()).await?;
                }
            }
        }
        self.memory.append(&id, first, &texts).await
    }

    /// Reads an attempt and its events.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if it is not here, [`StoreError::Unreadable`] if it is damaged.
    pub async fn journal(&self, id: &str) -> Result<Journal, StoreError> {
        let all = self.all_stored().await?;
        let stored = all.items.into_iter().find(|stored| stored.id == id);
        let stored =
            stored.ok_or_else(|| match all.damage.iter().find(|damage| matches!(damage, Damage::AttemptNotText { id: damaged } if damaged == id)) {
                Some(damage) => StoreError::Unreadable { what: damage.to_string() },
                None => StoreError::Missing { id: id.to_owned() },
            })?;
        self.read(&stored).await
    }

    /// The attempt whose metadata is `stored`, and its events.
    async fn read(&self, stored: &StoredAttempt) -> Result<Journal, StoreError> {
        let id = &stored.id;
        let unreadable = |fault: Diagnostic| StoreError::Unreadable { what: fault.to_string() };
        let attempt = read_part(&stored.meta).map_err(unreadable)?;
        let events = if self.is_in_memory(id) { self.memory.events(id).await? } else { self.durable_events(id).await? };
        let events = events.whole()?.iter().map(|event| read_part(&event.json)).collect::<Result<_, _>>().map_err(unreadable)?;
        Ok(Journal { attempt, events })
    }

    /// The attempts of this device, the latest first. Damaged ones are left where they are and counted in [`Keeper::damaged`].
    pub async fn list(&self) -> Vec<Kept> {
        use crate::record::Happened;

        let stored = self.all_stored().await.unwrap_or_else(|error| {
            self.note(error);
            Recovered { items: Vec::new(), damage: Vec::new() }
        });
        self.damaged.set(stored.damage.len());
        let mut kept = Vec::new();
        for stored in stored.items {
            match self.read(&stored).await {
                Ok(journal) => {
                    let path = journal.events.iter().map(|event| &event.event).take_while(|event| !matches!(event, Happened::WhatIf(_)));
                    let decisions = path.clone().filter(|event| matches!(event, Happened::Chose(_))).count();
                    let finished = path.clone().any(|event| matches!(event, Happened::Finished(_)));
                    kept.push(Kept { in_memory: self.is_in_memory(&stored.id), attempt: journal.attempt, decisions, finished });
                }
                Err(_) => self.damaged.set(self.damaged.get() + 1),
            }
        }
        kept.sort_by_key(|kept| std::cmp::Reverse(kept.attempt.started));
        kept
    }

    /// Forgets an attempt.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn erase(&self, id: &str) -> Result<(), StoreError> {
        self.memory.erase(id).await?;
        match &self.durable {
            Some(store) => store.erase(id).await,
            None => Ok(()),
        }
    }

    /// Forgets everything.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn erase_all(&self) -> Result<(), StoreError> {
        self.memory.erase_all().await?;
        match &self.durable {
            Some(store) => store.erase_all().await,
            None => Ok(()),
        }
    }

    /// Forgets the attempts of shared devices that are older than four hours.
    pub async fn purge(&self) {
        let now = clock::now_ms();
        // What cannot be read or erased now is tried again a minute later.
        let Ok(stored) = self.all_stored().await else { return };
        for stored in stored.items {
            let old = |attempt: Attempt| attempt.settings.shared_device && now.saturating_sub(attempt.started) > SHARED_LIFE_MS;
            if read_part(&stored.meta).is_ok_and(old) {
                let _ = self.erase(&stored.id).await;
            }
        }
    }

    async fn all_stored(&self) -> Result<Recovered<StoredAttempt>, StoreError> {
        let mut all = self.memory.attempts().await?;
        if let Some(store) = &self.durable {
            let durable = store.attempts().await?;
            // One that moved to memory stands in both: the longer journal is the one in memory.
            all.items.extend(durable.items.into_iter().filter(|stored| !self.is_in_memory(&stored.id)));
            all.damage.extend(durable.damage);
        }
        Ok(all)
    }

    async fn durable_events(&self, id: &str) -> Result<Recovered<crate::store::StoredEvent>, StoreError> {
        match &self.durable {
            Some(store) => store.events(id).await,
            None => Err(StoreError::Missing { id: id.to_owned() }),
        }
    }

    fn note(&self, error: StoreError) {
        *self.trouble.borrow_mut() = Some(error);
    }
}

/// The JSON form of a value of ours; every one has one.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
