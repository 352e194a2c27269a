//! The in-memory twin: for « Jouer sans trace », for browsers that refuse storage, and for tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Recovered, Store, StoreError, StoredAttempt, StoredEvent};

/// A store that lasts as long as the page. Clones share the same content, as two tabs share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    attempts: Rc<RefCell<BTreeMap<String, Attempt>>>,
}

#[derive(Debug, Default)]
struct Attempt {
    meta: String,
    events: BTreeMap<u32, String>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No borrow outlives a call and nothing is awaited while one is held, so the cell is never borrowed twice.
    fn change<T>(&self, id: &str, change: impl FnOnce(&mut Attempt) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match self.attempts.borrow_mut().get_mut(id) {
            Some(attempt) => change(attempt),
            None => Err(StoreError::Missing { id: id.to_owned() }),
        }
    }
}

impl Store for MemoryStore {
    async fn create_attempt(&self, id: &str, meta: &str) -> Result<(), StoreError> {
        let mut attempts = self.attempts.borrow_mut();
        if attempts.contains_key(id) {
            return Err(StoreError::Exists { id: id.to_owned() });
        }
        attempts.insert(id.to_owned(), Attempt { meta: meta.to_owned(), events: BTreeMap::new() });
        Ok(())
    }

    async fn update_attempt(&self, id: &str, meta: &str) -> Result<(), StoreError> {
        self.change(id, |attempt| {
            meta.clone_into(&mut attempt.meta);
            Ok(())
        })
    }

    async fn append(&self, id: &str, number: u32, event: &str) -> Result<(), StoreError> {
        self.change(id, |attempt| {
            if attempt.events.contains_key(&number) {
                return Err(StoreError::Conflict { number });
            }
            attempt.events.insert(number, event.to_owned());
            Ok(())
        })
    }

    async fn attempts(&self) -> Result<Recovered<StoredAttempt>, StoreError> {
        let attempts = self.attempts.borrow();
        let items = attempts.iter().map(|(id, attempt)| StoredAttempt { id: id.clone(), meta: attempt.meta.clone() });
        Ok(Recovered { items: items.collect(), damage: Vec::new() })
    }

    async fn events(&self, id: &str) -> Result<Recovered<StoredEvent>, StoreError> {
        let attempts = self.attempts.borrow();
        let events = attempts.get(id).map(|attempt| &attempt.events).into_iter().flatten();
        let found = events.map(|(number, json)| (*number, Some(json.clone()))).collect();
        Ok(Recovered::from_numbered(found, Vec::new()))
    }

    async fn erase(&self, id: &str) -> Result<(), StoreError> {
        self.attempts.borrow_mut().remove(id);
        Ok(())
    }

    async fn erase_all(&self) -> Result<(), StoreError> {
        self.attempts.borrow_mut().clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::store::conformance;

    /// The memory store never waits, so its futures are ready at the first poll.
    fn ready<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("the memory store waited for something"),
        }
    }

    #[test]
    fn conforms() {
        assert_eq!(ready(conformance::broken_promises(&MemoryStore::new())), Vec::<String>::new());
    }

    #[test]
    fn clones_share_their_content() {
        let store = MemoryStore::new();
        let other = store.clone();
        ready(store.create_attempt("a", "{}")).unwrap();
        ready(store.append("a", 0, "first")).unwrap();
        assert_eq!(ready(other.append("a", 0, "fork")), Err(StoreError::Conflict { number: 0 }));
    }
}
