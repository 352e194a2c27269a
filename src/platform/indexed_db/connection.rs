//! The open database. Browsers close it under us (a phone that wakes up, data deleted by hand, another tab that needs a new
//! version), so it is opened again when needed.

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

use super::transaction::{Transaction, on_error, store_error};
use crate::platform::failure::{describe, name};
use crate::platform::page::window;
use crate::platform::promises::{either, event, promise, timer};
use crate::store::{STORE_FORMAT, StoreError};

/// Some browsers never answer a first `open`; « nothing happens » is the worst thing to say to a person.
const PATIENCE_MS: i32 = 10_000;

/// What a database is called and holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) name: &'static str,
    pub(super) stores: &'static [&'static str],
}

#[derive(Debug)]
pub(super) struct Connection {
    layout: Layout,
    current: RefCell<Database>,
}

#[derive(Debug)]
struct Database {
    inner: IdbDatabase,
    _close_when_asked: EventListener,
}

impl Connection {
    pub(super) async fn open(layout: Layout) -> Result<Self, StoreError> {
        Ok(Self { layout, current: RefCell::new(Database::open(layout).await?) })
    }

    /// Begins a transaction, on a new connection if the browser has closed this one. Nothing may be awaited between this
    /// call and the first request, or the transaction is over.
    pub(super) async fn begin(&self, stores: &[&str], mode: IdbTransactionMode) -> Result<Transaction, StoreError> {
        let begin = || Transaction::begin(&self.current.borrow().inner, stores, mode);
        match begin() {
            Err(error) if name(&error) == "InvalidStateError" => {}
            result => return result.map_err(|error| store_error(&error)),
        }
        let database = Database::open(self.layout).await?;
        self.current.replace(database);
        begin().map_err(|error| store_error(&error))
    }
}

impl Database {
    async fn open(layout: Layout) -> Result<Self, StoreError> {
        let window = window().ok_or_else(|| StoreError::Denied("no window".to_owned()))?;
        let factory = window.indexed_db().map_err(|error| refused(&error))?;
        let factory = factory.ok_or_else(|| StoreError::Denied("no indexedDB".to_owned()))?;
        let request = factory.open_with_u32(layout.name, STORE_FORMAT).map_err(|error| refused(&error))?;

        // JavaScript's to keep: it may be needed after we gave up, and a database made without it would be empty for ever.
        let upgrade = Closure::once_into_js({
            let request = request.clone();
            move || make(&request, layout.stores)
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let _silence = on_error(&request, |_| {});
        let answered = promise(|resolve| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(resolve));
            request.set_onblocked(Some(resolve));
        });
        let answer = event(either(&answered, &timer(PATIENCE_MS))).await;
        match answer.as_ref().map(Event::type_).as_deref() {
            Some("success") => Self::new(&request),
            Some("error") => {
                let error = request.error().unwrap_or_default();
                Err(refused(&error.map_or(JsValue::UNDEFINED, JsValue::from)))
            }
            Some(_) => {
                close_when_open(&request);
                Err(StoreError::Busy("another tab has the database open".to_owned()))
            }
            None => {
                close_when_open(&request);
                Err(StoreError::Unavailable("the database did not open in time".to_owned()))
            }
        }
    }

    fn new(request: &IdbRequest) -> Result<Self, StoreError> {
        let inner: IdbDatabase =
            request.result().and_then(JsCast::dyn_into).map_err(|_| StoreError::Unavailable("what was opened is not a database".to_owned()))?;
        let close_when_asked = EventListener::new(&inner, "versionchange", {
            let inner = inner.clone();
            move |_| inner.close()
        });
        Ok(Self { inner, _close_when_asked: close_when_asked })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Running transactions end first.
        self.inner.close();
    }
}

/// Makes the object stores of version 1. All or nothing: a database without them would count as made for ever.
fn make(request: &IdbOpenDbRequest, stores: &[&str]) {
    let made = request.result().and_then(|database| {
        let database: IdbDatabase = database.dyn_into()?;
        stores.iter().try_for_each(|store| database.create_object_store(store).map(drop))
    });
    if made.is_err() {
        // The `error` event that follows tells.
        let _ = request.transaction().map(|transaction| transaction.abort());
    }
}

/// A connection that comes after we gave up must not stay open: it would block the other tabs.
fn close_when_open(request: &IdbOpenDbRequest) {
    let close = Closure::once_into_js({
        let request = request.clone();
        move || drop(Database::new(&request))
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

/// An error of `open`: there `InvalidStateError` is how Firefox refuses storage in a private window.
fn refused(error: &JsValue) -> StoreError {
    if name(error) == "InvalidStateError" { StoreError::Denied(describe(error)) } else { store_error(error) }
}
