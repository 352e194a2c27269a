//! The result of reading a store that a person, a crash or a disk may have damaged.

use thiserror::Error;

use super::{FIRST_EVENT, StoreError, StoredEvent};

/// What could be read, and the name of everything that could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered<T> {
    /// What could be read, in order.
    pub items: Vec<T>,
    /// What could not; empty when all is well.
    pub damage: Vec<Damage>,
}

/// One thing that a store should hold and does not, or holds in a shape it cannot read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Damage {
    /// Events after this one are there, this one is not.
    #[error("event {number} is missing")]
    EventMissing {
        /// The number nobody holds.
        number: u32,
    },
    /// The event is there but its value is not a text.
    #[error("event {number} is not a text")]
    EventNotText {
        /// The event's number.
        number: u32,
    },
    /// The attempt's metadata are there but are not a text.
    #[error("the metadata of attempt {id} are not a text")]
    AttemptNotText {
        /// The attempt's id.
        id: String,
    },
    /// A value sits under a key that this app never writes.
    #[error("a value is kept under the unknown key {key}")]
    UnknownKey {
        /// The key, described.
        key: String,
    },
}

impl<T> Recovered<T> {
    /// All items if nothing is damaged.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] that lists every damage.
    pub fn whole(self) -> Result<Vec<T>, StoreError> {
        if self.damage.is_empty() {
            return Ok(self.items);
        }
        let named: Vec<String> = self.damage.iter().map(Damage::to_string).collect();
        Err(StoreError::Unreadable { what: named.join("; ") })
    }
}

impl Recovered<StoredEvent> {
    /// Puts events in order and finds what is missing among them. `None` stands for a value that is not a text; `damage`
    /// is what the caller found wrong before.
    ///
    /// A hole is named by number, but at most `HOLES_NAMED` in a row: a hand-edited key of four billion must not make
    /// four billion lines.
    #[must_use]
    pub fn from_numbered(mut found: Vec<(u32, Option<String>)>, mut damage: Vec<Damage>) -> Self {
        found.sort_by_key(|(number, _)| *number);
        let mut items = Vec::with_capacity(found.len());
        let mut expected = FIRST_EVENT;
        for (number, json) in found {
            damage.extend((expected..number).take(HOLES_NAMED).map(|number| Damage::EventMissing { number }));
            expected = number.saturating_add(1);
            match json {
                Some(json) => items.push(StoredEvent { number, json }),
                None => damage.push(Damage::EventNotText { number }),
            }
        }
        Self { items, damage }
    }
}

/// How many missing numbers in a row are named one by one.
const HOLES_NAMED: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: u32) -> (u32, Option<String>) {
        (number, Some(format!("event {number}")))
    }

    #[test]
    fn a_whole_list_is_given_in_order() {
        let events = Recovered::from_numbered(vec![text(2), text(0), text(1)], vec![]).whole().unwrap();
        assert_eq!(events.iter().map(|event| event.number).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn holes_and_strange_values_are_named_and_the_rest_is_given() {
        let recovered = Recovered::from_numbered(vec![text(1), (3, None), text(5)], vec![]);
        assert_eq!(recovered.items.iter().map(|event| event.number).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(
            recovered.damage,
            [Damage::EventMissing { number: 0 }, Damage::EventMissing { number: 2 }, Damage::EventNotText { number: 3 }, Damage::EventMissing { number: 4 },]
        );
        let error = recovered.whole().unwrap_err();
        assert_eq!(error.to_string(), "unreadable: event 0 is missing; event 2 is missing; event 3 is not a text; event 4 is missing");
    }

    #[test]
    fn an_absurd_number_costs_little() {
        let recovered = Recovered::from_numbered(vec![text(0), text(u32::MAX)], vec![]);
        assert_eq!(recovered.items.len(), 2);
        assert_eq!(recovered.damage.len(), HOLES_NAMED);
    }
}
