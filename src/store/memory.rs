//! The in-memory twin: for « Jouer sans trace », for browsers that refuse storage, and for tests.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Recovered, Store, StoreError, StoredAttempt, StoredEvent};

/// A store that lasts as long as the page. Clones share the same content, as two tabs share a database.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    // A handful of attempts at most: lists weigh less than maps.
    attempts: Rc<RefCell<Vec<Attempt>>>,
}

#[derive(Debug)]
struct Attempt {
    id: String,
    meta: String,
    events: Vec<(u32, String)>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    async fn create_attempt(&self, id: &str, meta: &str) -> Result<(), StoreError> {
        let mut attempts = self.attempts.borrow_mut();
        if attempts.iter().any(|attempt| attempt.id == id) {
            return Err(StoreError::Exists { id: id.to_owned() });
        }
        let place = attempts.iter().position(|attempt| *attempt.id > *id).unwrap_or(attempts.len());
        attempts.insert(place, Attempt { id: id.to_owned(), meta: meta.to_owned(), events: Vec::new() });
        Ok(())
    }

    async fn append(&self, id: &str, first: u32, events: &[String]) -> Result<(), StoreError> {
        let mut attempts = self.attempts.borrow_mut();
        let Some(attempt) = attempts.iter_mut().find(|attempt| attempt.id == id) else {
            return Err(StoreError::Missing { id: id.to_owned() });
        };
        let numbered = (first..=u32::MAX).zip(events);
        if numbered.clone().any(|(number, _)| attempt.events.iter().any(|(taken, _)| *taken == number)) {
            return Err(StoreError::Conflict { number: first });
        }
        attempt.events.extend(numbered.map(|(number, event)| (number, event.clone())));
        Ok(())
    }

    async fn attempts(&self) -> Result<Recovered<StoredAttempt>, StoreError> {
        let attempts = self.attempts.borrow();
        let items = attempts.iter().map(|attempt| StoredAttempt { id: attempt.id.clone(), meta: attempt.meta.clone() });
        Ok(Recovered { items: items.collect(), damage: Vec::new() })
    }

    async fn events(&self, id: &str) -> Result<Recovered<StoredEvent>, StoreError> {
        let attempts = self.attempts.borrow();
        let events = attempts.iter().find(|attempt| attempt.id == id).map_or(&[][..], |attempt| &attempt.events);
        let found = events.iter().map(|(number, json)| (*number, Some(json.clone()))).collect();
        Ok(Recovered::from_numbered(found, Vec::new()))
    }

    async fn erase(&self, id: &str) -> Result<(), StoreError> {
        self.attempts.borrow_mut().retain(|attempt| attempt.id != id);
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
        ready(store.append("a", 0, &["first".to_owned()])).unwrap();
        assert_eq!(ready(other.append("a", 0, &["fork".to_owned()])), Err(StoreError::Conflict { number: 0 }));
    }
}
