//! One transaction: its requests as futures, its end as a result, its errors as [`StoreError`].

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use crate::platform::failure::{describe, name};
use crate::platform::promises::{event, promise};
use crate::store::StoreError;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, which web-sys 0.3 hides behind
    /// `--cfg=web_sys_unstable_apis`. Browsers that do not know it ignore it.
    #[wasm_bindgen(js_name = IDBDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &DurableDatabase, stores: &Array, mode: IdbTransactionMode, options: &Object) -> Result<IdbTransaction, JsValue>;

    /// `IDBTransaction` with `commit`, standard since but marked as deprecated by web-sys 0.3.
    #[wasm_bindgen(js_name = IDBTransaction)]
    type CommittableTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &CommittableTransaction) -> Result<(), JsValue>;
}

/// A running transaction. Dropped before [`complete`](Self::complete) has begun, it is aborted and leaves no trace.
pub(super) struct Transaction {
    inner: IdbTransaction,
    ended: Promise,
    failed: Rc<RefCell<Option<JsValue>>>,
    _listener: EventListener,
}

/// An object store in a running transaction.
pub(super) struct ObjectStore {
    inner: IdbObjectStore,
}

/// Whether something is there, not known yet.
pub(super) struct Question(Request);

/// A request under way.
struct Request {
    inner: IdbRequest,
    ended: Promise,
}

impl Transaction {
    /// Begins a transaction over `stores`.
    ///
    /// # Errors
    /// What the browser threw: `InvalidStateError` if the connection is closed.
    pub(super) fn begin(database: &IdbDatabase, stores: &[&str], mode: IdbTransactionMode) -> Result<Self, JsValue> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let inner = database.unchecked_ref::<DurableDatabase>().transaction(&names, mode, &options)?;
        let ended = promise(|resolve| {
            inner.set_oncomplete(Some(resolve));
            inner.set_onabort(Some(resolve));
        });
        let failed = Rc::new(RefCell::new(None));
        let listener = on_error(&inner, {
            let (inner, failed) = (inner.clone(), Rc::clone(&failed));
            move |error| {
                failed.borrow_mut().replace(error);
                // Silencing the event also kept the browser from doing it.
                let _ = inner.abort();
            }
        });
        Ok(Self { inner, ended, failed, _listener: listener })
    }

    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StoreError> {
        let inner = self.inner.object_store(name).map_err(|error| store_error(&error))?;
        Ok(ObjectStore { inner })
    }

    /// Ends the transaction and waits until what it wrote is durable.
    ///
    /// # Errors
    /// The error of the request that failed; if the commit itself did, for want of room most often, its error.
    pub(super) async fn complete(self) -> Result<(), JsValue> {
        // Spares a round trip. Where it does not exist, the transaction commits by itself.
        let _ = self.inner.unchecked_ref::<CommittableTransaction>().commit();
        let end = event(self.ended.clone()).await;
        if end.is_some_and(|event| event.type_() == "complete") {
            return Ok(());
        }
        let failed = self.failed.borrow_mut().take();
        let failed = failed.or_else(|| self.inner.error().map(JsValue::from));
        Err(failed.unwrap_or_else(|| JsValue::from_str("the browser aborted the transaction")))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // Throws if the transaction is over: exactly when there is nothing to abort.
        let _ = self.inner.abort();
    }
}

impl ObjectStore {
    /// Asks whether there is something under a key.
    pub(super) fn has(&self, key: &JsValue) -> Result<Question, StoreError> {
        request(self.inner.count_with_key(key)).map(Question)
    }

    /// Writes under a key that must be free; if it is not, the transaction fails with a `ConstraintError`.
    pub(super) fn add(&self, key: &JsValue, value: &str) -> Result<(), StoreError> {
        request(self.inner.add_with_key(&value.into(), key)).map(drop)
    }

    /// Deletes what is under a key or a range of keys.
    pub(super) fn delete(&self, keys: &JsValue) -> Result<(), StoreError> {
        request(self.inner.delete(keys)).map(drop)
    }

    /// Deletes everything.
    pub(super) fn clear(&self) -> Result<(), StoreError> {
        request(self.inner.clear()).map(drop)
    }

    /// Everything in a range of keys (`undefined`: everything at all), in the order of the keys.
    pub(super) async fn entries(&self, keys: &JsValue) -> Result<Vec<(JsValue, JsValue)>, StoreError> {
        // Both are sent before the first is awaited, or the transaction would be over.
        let names = request(self.inner.get_all_keys_with_key(keys))?;
        let values = request(self.inner.get_all_with_key(keys))?;
        let (names, values) = (names.answer().await?, values.answer().await?);
        Ok(Array::from(&names).iter().zip(Array::from(&values).iter()).collect())
    }
}

fn request(sent: Result<IdbRequest, JsValue>) -> Result<Request, StoreError> {
    let inner = sent.map_err(|error| store_error(&error))?;
    let ended = promise(|resolve| {
        inner.set_onsuccess(Some(resolve));
        inner.set_onerror(Some(resolve));
    });
    Ok(Request { inner, ended })
}

impl Question {
    /// Waits for the answer.
    pub(super) async fn yes(self) -> Result<bool, StoreError> {
        self.0.answer().await.map(|count| count.is_truthy())
    }
}

impl Request {
    /// Waits for the answer.
    async fn answer(self) -> Result<JsValue, StoreError> {
        event(self.ended).await;
        match self.inner.error() {
            Ok(None) => self.inner.result().map_err(|error| store_error(&error)),
            Ok(Some(error)) => Err(store_error(&error)),
            Err(error) => Err(store_error(&error)),
        }
    }
}

/// Calls `failed` with the error of each request of `target` that fails, before the request's own handlers, and silences
/// the event: Firefox reports those that nobody silenced to `window.onerror`, as if the app had crashed.
pub(super) fn on_error(target: &EventTarget, failed: impl Fn(JsValue) + 'static) -> EventListener {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(target, "error", options, move |event| {
        event.prevent_default();
        let request = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok());
        let error = request.and_then(|request| request.error().ok().flatten());
        failed(error.map_or(JsValue::UNDEFINED, JsValue::from));
    })
}

/// What a failed write means where the key had to be free.
pub(super) fn unless_taken(error: &JsValue, taken: StoreError) -> StoreError {
    if name(error) == "ConstraintError" { taken } else { store_error(error) }
}

/// What an IndexedDB error means to us.
pub(super) fn store_error(error: &JsValue) -> StoreError {
    let cause = describe(error);
    match name(error).as_str() {
        "QuotaExceededError" => StoreError::Full(cause),
        "SecurityError" | "NotAllowedError" => StoreError::Denied(cause),
        // Chromium's words where the person has blocked cookies.
        "UnknownError" if cause.contains("denied permission") => StoreError::Denied(cause),
        "VersionError" => StoreError::Newer(cause),
        "DataError" | "DataCloneError" | "NotReadableError" => StoreError::Unreadable { what: cause },
        _ => StoreError::Unavailable(cause),
    }
}
