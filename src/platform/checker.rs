//! What checks a scenario: a WebAssembly of its own (`web/checker.js`), in a worker so that the page stays alive; where none can start, in the page, in slices.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

use super::page::document;
use super::script::{call, construct, get, object, set};
use super::signals::{Listener, listen};

/// Its script, beside the page.
const SCRIPT: &str = "checker.js";
/// What the script leaves in the page where it is not a worker's.
const CLASS: &str = "BifurqueChecker";

/// What a checker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// All that is known so far, as JSON.
    Told(String),
    /// How many states were met so far.
    States(u32),
    /// It cannot go on: why, for an engineer.
    Failed(String),
}

/// A checker at work. Dropping it ends the work.
#[must_use = "dropping it ends the work"]
pub struct Checker(Rc<Work>);

struct Work {
    files: JsValue,
    hear: Box<dyn Fn(Heard)>,
    /// What does the work, once it has begun, and what listens to it.
    at_work: RefCell<Option<(JsValue, Vec<Listener>)>>,
    /// Whether it has said anything.
    heard: Cell<bool>,
    stopped: Cell<bool>,
    over: Cell<bool>,
}

impl Checker {
    /// Begins to check files, each named as `web/checker.js` expects; `hear` is told what comes of it.
    pub fn start(files: &[(&str, &[u8])], hear: impl Fn(Heard) + 'static) -> Self {
        let files: Vec<(&str, JsValue)> = files.iter().map(|(name, bytes)| (*name, Uint8Array::from(*bytes).into())).collect();
        let work = Rc::new(Work {
            files: object(&files),
            hear: Box::new(hear),
            at_work: RefCell::default(),
            heard: Cell::new(false),
            stopped: Cell::new(false),
            over: Cell::new(false),
        });
        match construct("Worker", &[SCRIPT.into(), object(&[("type", "module".into())])]) {
            Ok(worker) => work.begin(worker, true),
            Err(_) => work.begin_here(),
        }
        Self(work)
    }

    /// Ends the work: what was seen is told.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        if let Some((worker, _)) = &*self.0.at_work.borrow() {
            let _ = call(worker, "postMessage", &["stop".into()]);
        }
    }
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.0.over.set(true);
        self.0.end();
    }
}

impl Work {
    fn tell(&self, heard: Heard) {
        if !self.over.get() {
            (self.hear)(heard);
        }
    }

    fn end(&self) {
        // A listener that is dropped while it is called must outlive the call.
        if let Some((worker, listeners)) = self.at_work.take() {
            let _ = call(&worker, "terminate", &[]);
            gloo::timers::callback::Timeout::new(0, move || drop(listeners)).forget();
        }
    }

    /// Gives the files to what will do the work. `elsewhere`: it is a worker, which may turn out not to start.
    fn begin(self: &Rc<Self>, worker: JsValue, elsewhere: bool) {
        let target = worker.clone().unchecked_into::<EventTarget>();
        let (hearing, failing) = (Rc::downgrade(self), Rc::downgrade(self));
        let heard = listen(Some(&target), "message", move |event| {
            if let Some(work) = hearing.upgrade() {
                work.heard.set(true);
                work.tell(said(event));
            }
        });
        let failed = listen(Some(&target), "error", move |event| {
            let Some(work) = failing.upgrade().filter(|work| !work.over.get()) else { return };
            work.end();
            if elsewhere && !work.heard.get() {
                work.begin_here();
            } else {
                work.tell(Heard::Failed(get(event, "message").as_string().unwrap_or_default()));
            }
        });
        let _ = call(&worker, "postMessage", std::slice::from_ref(&self.files));
        if self.stopped.get() {
            let _ = call(&worker, "postMessage", &["stop".into()]);
        }
        *self.at_work.borrow_mut() = Some((worker, vec![heard, failed]));
    }

    /// Does the work in the page: its script comes first, once.
    fn begin_here(self: &Rc<Self>) {
        if let Ok(here) = construct(CLASS, &[]) {
            return self.begin(here, false);
        }
        let Some((script, head)) = document().and_then(|document| Some((document.create_element("script").ok()?, document.head()?))) else {
            return self.tell(Heard::Failed("no document".to_owned()));
        };
        let (coming, failing) = (Rc::downgrade(self), Rc::downgrade(self));
        let come = listen(Some(&script), "load", move |_| {
            let Some(work) = coming.upgrade().filter(|work| !work.over.get()) else { return };
            match construct(CLASS, &[]) {
                Ok(here) => {
                    work.end();
                    work.begin(here, false);
                }
                Err(_) => work.tell(Heard::Failed("the script leaves nothing".to_owned())),
            }
        });
        let failed = listen(Some(&script), "error", move |_| {
            if let Some(work) = failing.upgrade() {
                work.tell(Heard::Failed("the script does not come".to_owned()));
            }
        });
        set(&script, "type", &"module".into());
        set(&script, "src", &SCRIPT.into());
        *self.at_work.borrow_mut() = Some((JsValue::UNDEFINED, vec![come, failed]));
        if head.append_child(&script).is_err() {
            self.tell(Heard::Failed("no script".to_owned()));
        }
    }
}

/// What a message of `web/checker.js` says.
fn said(event: &Event) -> Heard {
    let data = get(event, "data");
    if let Some(told) = get(&data, "told").as_string() {
        return Heard::Told(told);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a conversion of floating point saturates")]
    match get(&data, "states").as_f64() {
        Some(states) => Heard::States(states as u32),
        None => Heard::Failed(get(&data, "failed").as_string().unwrap_or_default()),
    }
}
