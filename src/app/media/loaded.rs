//! What was loaded once and is handed from component to component.

use std::ops::Deref;
use std::rc::Rc;

use crate::scenario::Scenario;
use crate::scenario::library::References;

/// A shared value that is equal to itself alone: comparing two of them to know whether to draw again costs one comparison of addresses, whatever they hold.
#[derive(Debug)]
pub struct Shared<T>(pub Rc<T>);

/// A scenario, as components hold it.
pub type Loaded = Shared<Scenario>;

/// The sources that « Repères » point to, as components hold them.
pub type SharedLibrary = Shared<References>;

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<Rc<T>> for Shared<T> {
    fn from(value: Rc<T>) -> Self {
        Self(value)
    }
}
