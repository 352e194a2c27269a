//! Where a trainer's group sessions are kept: database `bifurque-seances`, apart from attempts, which are their owners'.
//!
//! A session is one text, replaced whole: what a person withdraws or a closed session forgets must not stay in an earlier version. The key is `[id, revision]`, so
//! that of two windows that lead one session the second to save learns it.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbTransactionMode};

use super::connection::{Connection, Layout};
use super::transaction::store_error;
use super::{keys_of, number_in};
use crate::store::StoreError;

const SESSIONS: &str = "sessions";
const LAYOUT: Layout = Layout { name: "bifurque-seances", stores: &[SESSIONS] };

/// The group sessions of this device.
#[derive(Debug)]
pub struct SessionShelf {
    connection: Connection,
}

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedSession {
    /// Its id.
    pub id: String,
    /// How often it was saved.
    pub revision: u32,
    /// Its file; `None` if what is kept is no text.
    pub text: Option<String>,
}

impl SessionShelf {
    /// Opens the database, making it if need be.
    ///
    /// # Errors
    /// As [`super::IndexedDbStore::open`].
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self { connection: Connection::open(LAYOUT).await? })
    }

    /// Keeps a session in place of the revision before. It is durable when this returns `Ok`; otherwise what was kept before still is.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if this revision or a later one is kept: another window saved it.
    pub async fn put(&self, id: &str, revision: u32, text: &str) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[SESSIONS], IdbTransactionMode::Readwrite).await?;
        let store = transaction.store(SESSIONS)?;
        let this = Array::of2(&id.into(), &revision.into());
        let taken = store.has(&range(&this, &Array::of2(&id.into(), &Array::new()))?)?;
        store.delete(&range(&Array::of1(&id.into()), &Array::of2(&id.into(), &revision.saturating_sub(1).into()))?)?;
        store.add(&this, text)?;
        if taken.yes().await? {
            return Err(StoreError::Conflict { number: revision });
        }
        transaction.complete().await.map_err(|error| store_error(&error))
    }

    /// All sessions.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn all(&self) -> Result<Vec<ShelvedSession>, StoreError> {
        self.read(&JsValue::UNDEFINED).await
    }

    /// A session, if it is here.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn get(&self, id: &str) -> Result<Option<ShelvedSession>, StoreError> {
        Ok(self.read(&keys_of(id)?).await?.pop())
    }

    async fn read(&self, keys: &JsValue) -> Result<Vec<ShelvedSession>, StoreError> {
        let transaction = self.connection.begin(&[SESSIONS], IdbTransactionMode::Readonly).await?;
        let entries = transaction.store(SESSIONS)?.entries(keys).await?;
        let session = |(key, value): (JsValue, JsValue)| {
            let id = Array::is_array(&key).then(|| Array::from(&key).get(0)).and_then(|id| id.as_string())?;
            Some(ShelvedSession { id, revision: number_in(&key)?, text: value.as_string() })
        };
        Ok(entries.into_iter().filter_map(session).collect())
    }

    /// Forgets a session. Erasing what is not there succeeds.
    ///
    /// # Errors
    /// Those of the storage.
    pub async fn erase(&self, id: &str) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[SESSIONS], IdbTransactionMode::Readwrite).await?;
        transaction.store(SESSIONS)?.delete(&keys_of(id)?)?;
        transaction.complete().await.map_err(|error| store_error(&error))
    }
}

fn range(first: &Array, last: &Array) -> Result<JsValue, StoreError> {
    IdbKeyRange::bound(first, last).map(JsValue::from).map_err(|error| store_error(&error))
}
