//! Where attempts are kept: the [`Store`] trait and its in-memory twin.
//!
//! An attempt is a piece of metadata and an append-only list of numbered events; to a store both are opaque JSON strings.
//! This folder knows no browser and no clock: the durable store is `platform::IndexedDbStore`, and both stores pass the
//! same [`conformance`] checks.
//!
//! What a store promises:
//!
//! - when `append` returns `Ok`, the events survive the death of the browser (the memory store promises it only to its
//!   own lifetime);
//! - a number is written once: the second writer gets [`StoreError::Conflict`], so two tabs cannot fork a journal;
//! - an erased attempt stays erased: an append to it fails with [`StoreError::Missing`] and leaves no orphan behind;
//! - nothing damaged is dropped in silence: reading gives what is whole and names the rest ([`Recovered`]).
//!
//! The trait has `async fn`s, so it is used through a generic or an enum, not `dyn`. Its futures are not `Send`: the
//! browser has one thread for us.

pub mod conformance;
mod error;
mod memory;
mod recovered;

pub use error::StoreError;
pub use memory::MemoryStore;
pub use recovered::{Damage, Recovered};

/// Version of the layout of stored values: the IndexedDB database has this version number, and each attempt's metadata
/// carries its own (`record` reads that one). A store made by a later version refuses to open ([`StoreError::Newer`]).
pub const STORE_FORMAT: u32 = 1;

/// Number of an attempt's first event; the following ones have no gap.
pub const FIRST_EVENT: u32 = 0;

/// An attempt as the store knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAttempt {
    /// The attempt's id, unique on this device.
    pub id: String,
    /// Its metadata, as it was given to the store.
    pub meta: String,
}

/// An event as the store knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its place in the journal, from [`FIRST_EVENT`].
    pub number: u32,
    /// Its content, as it was given to the store.
    pub json: String,
}

/// Keeps attempts and their events. Every method may fail with any [`StoreError`] about the storage itself (`Denied`,
/// `Full`, `Newer`, `Busy`, `Unavailable`); the errors named at a method are the ones that speak of the attempt.
#[expect(async_fn_in_trait, reason = "one thread, no need for Send")]
pub trait Store {
    /// Starts keeping the attempt `id`.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if this id is kept already; nothing is changed then.
    async fn create_attempt(&self, id: &str, meta: &str) -> Result<(), StoreError>;

    /// Adds events to the attempt `id`, the first under the number `first`, the others under those that follow: all or none. They are durable when this
    /// returns `Ok`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one of the numbers is taken; [`StoreError::Missing`] if there is no such attempt.
    async fn append(&self, id: &str, first: u32, events: &[String]) -> Result<(), StoreError>;

    /// All attempts, in the order of their ids.
    ///
    /// # Errors
    /// Those of the storage.
    async fn attempts(&self) -> Result<Recovered<StoredAttempt>, StoreError>;

    /// The events of the attempt `id` in the order of their numbers; none if there is no such attempt.
    ///
    /// # Errors
    /// Those of the storage. A missing number or an unreadable value is [`Damage`], not an error.
    async fn events(&self, id: &str) -> Result<Recovered<StoredEvent>, StoreError>;

    /// Forgets the attempt `id` and its events, all or nothing. Erasing what is not there succeeds.
    ///
    /// # Errors
    /// Those of the storage.
    async fn erase(&self, id: &str) -> Result<(), StoreError>;

    /// Forgets every attempt and every event, all or nothing.
    ///
    /// # Errors
    /// Those of the storage.
    async fn erase_all(&self) -> Result<(), StoreError>;
}
