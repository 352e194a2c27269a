//! The durable store: database `bifurque`, version [`STORE_FORMAT`](crate::store::STORE_FORMAT).
//!
//! | Object store | Key | Value |
//! |---|---|---|
//! | `attempts` | the attempt's id | its metadata, a JSON text |
//! | `events` | `[id, number]` | the event, a JSON text |
//!
//! A write is over only with its transaction's `complete` event, and every transaction that writes asks for strict
//! durability: the browser reports it complete once it is on the disk, not when the system has promised to write it.
//! Where a write depends on an attempt being there, both travel together and the write is undone if it is not: one step for
//! everyone else, as read-write transactions over the same object store never overlap, in whatever tab they run.
//!
//! web-sys directly rather than a crate: idb 0.6.5 and rexie (built on it) have no way to ask for durability, and idb
//! brings tokio's channels along. The two calls that web-sys hides behind `--cfg=web_sys_unstable_apis` are declared in
//! `transaction`.

mod connection;
mod shelf;
mod transaction;

pub use shelf::SessionShelf;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbTransactionMode};

use self::connection::{Connection, Layout};
use self::transaction::{store_error, unless_taken};
use crate::store::{Damage, Recovered, Store, StoreError, StoredAttempt, StoredEvent};

const ATTEMPTS: &str = "attempts";
const EVENTS: &str = "events";
const LAYOUT: Layout = Layout { name: "bifurque", stores: &[ATTEMPTS, EVENTS] };

/// A [`Store`] that survives the browser's death. Several may be open, in this tab and in others.
#[derive(Debug)]
pub struct IndexedDbStore {
    connection: Connection,
}

impl IndexedDbStore {
    /// Opens the database, making it if need be.
    ///
    /// # Errors
    /// [`StoreError::Denied`] where the browser refuses storage, [`StoreError::Newer`] if a later version of the app made
    /// the database, [`StoreError::Busy`] if another tab holds it, [`StoreError::Unavailable`] if it is broken or does not
    /// open within ten seconds.
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self { connection: Connection::open(LAYOUT).await? })
    }
}

impl Store for IndexedDbStore {
    async fn create_attempt(&self, id: &str, meta: &str) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[ATTEMPTS], IdbTransactionMode::Readwrite).await?;
        transaction.store(ATTEMPTS)?.add(&id.into(), meta)?;
        let done = transaction.complete().await;
        done.map_err(|error| unless_taken(&error, StoreError::Exists { id: id.to_owned() }))
    }

    async fn append(&self, id: &str, first: u32, events: &[String]) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[ATTEMPTS, EVENTS], IdbTransactionMode::Readwrite).await?;
        let known = transaction.store(ATTEMPTS)?.has(&id.into())?;
        let store = transaction.store(EVENTS)?;
        for (number, event) in (first..=u32::MAX).zip(events) {
            store.add(&Array::of2(&id.into(), &number.into()), event)?;
        }
        if !known.yes().await? {
            return Err(StoreError::Missing { id: id.to_owned() });
        }
        let done = transaction.complete().await;
        done.map_err(|error| unless_taken(&error, StoreError::Conflict { number: first }))
    }

    async fn attempts(&self) -> Result<Recovered<StoredAttempt>, StoreError> {
        let transaction = self.connection.begin(&[ATTEMPTS], IdbTransactionMode::Readonly).await?;
        let attempts = transaction.store(ATTEMPTS)?;
        let mut recovered = Recovered { items: Vec::new(), damage: Vec::new() };
        for (key, value) in attempts.entries(&JsValue::UNDEFINED).await? {
            match (key.as_string(), value.as_string()) {
                (Some(id), Some(meta)) => recovered.items.push(StoredAttempt { id, meta }),
                (Some(id), None) => recovered.damage.push(Damage::AttemptNotText { id }),
                (None, _) => recovered.damage.push(unknown_key(&key)),
            }
        }
        Ok(recovered)
    }

    async fn events(&self, id: &str) -> Result<Recovered<StoredEvent>, StoreError> {
        let transaction = self.connection.begin(&[EVENTS], IdbTransactionMode::Readonly).await?;
        let events = transaction.store(EVENTS)?;
        let mut found = Vec::new();
        let mut damage = Vec::new();
        for (key, value) in events.entries(&keys_of(id)?).await? {
            match number_in(&key) {
                Some(number) => found.push((number, value.as_string())),
                None => damage.push(unknown_key(&key)),
            }
        }
        Ok(Recovered::from_numbered(found, damage))
    }

    async fn erase(&self, id: &str) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[ATTEMPTS, EVENTS], IdbTransactionMode::Readwrite).await?;
        transaction.store(ATTEMPTS)?.delete(&id.into())?;
        transaction.store(EVENTS)?.delete(&keys_of(id)?)?;
        transaction.complete().await.map_err(|error| store_error(&error))
    }

    async fn erase_all(&self) -> Result<(), StoreError> {
        let transaction = self.connection.begin(&[ATTEMPTS, EVENTS], IdbTransactionMode::Readwrite).await?;
        transaction.store(ATTEMPTS)?.clear()?;
        transaction.store(EVENTS)?.clear()?;
        transaction.complete().await.map_err(|error| store_error(&error))
    }
}

/// All keys `[id, …]`: in the order of keys `[id]` comes before them, and so does any number before an array.
fn keys_of(id: &str) -> Result<JsValue, StoreError> {
    let first = Array::of1(&id.into());
    let last = Array::of2(&id.into(), &Array::new());
    IdbKeyRange::bound(&first, &last).map(JsValue::from).map_err(|error| store_error(&error))
}

/// The number in a key `[id, number]`.
fn number_in(key: &JsValue) -> Option<u32> {
    let key = Array::is_array(key).then(|| Array::from(key))?;
    let number = key.get(1).as_f64().filter(|_| key.length() == 2)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared with the original below")]
    let whole = number as u32;
    (f64::from(whole) == number).then_some(whole)
}

fn unknown_key(key: &JsValue) -> Damage {
    let text = js_sys::JSON::stringify(key).map(String::from);
    Damage::UnknownKey { key: text.unwrap_or_else(|_| "that is no text".to_owned()) }
}
