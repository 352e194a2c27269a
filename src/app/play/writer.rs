//! Writes what happens: an intent becomes events, each is durable, then the screen follows.
//!
//! One intent at a time, in the order they came, so that numbers never race: a choice validated while its selection is still being written waits its turn.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::keeper::Keeper;
use crate::platform::clock;
use crate::record::{Answer, Attempt, Event, Fault, Happened, Journal, Play, Settings};
use crate::store::StoreError;

/// What the person wants.
#[derive(Clone, Debug)]
pub enum Intent {
    /// To validate an answer.
    Choose(Answer),
    /// To go on.
    GoOn,
    /// To skip the sensitive scenes.
    Skip,
    /// « Et si… ? » at a decision of the path, from 0.
    Wonder(usize),
    /// Something to note, that does not change the screen.
    Note(Happened),
}

/// What became of it.
#[derive(Clone)]
pub enum Written {
    /// It is kept; this is where the attempt stands now.
    Kept(Rc<Play>),
    /// Another tab went on with the attempt, or it was erased: this one must not.
    Lost(StoreError),
    /// The attempt does not allow it. Nothing was written.
    Refused(Fault),
}

/// The only one who writes to an attempt in this tab.
pub struct Writer {
    keeper: Rc<Keeper>,
    attempt: Rc<Attempt>,
    play: RefCell<Rc<Play>>,
    events: RefCell<Vec<Event>>,
    queue: RefCell<VecDeque<Intent>>,
    busy: Cell<bool>,
    told: Callback<Written>,
}

impl Writer {
    /// Goes on with a journal whose fold is `play`; `told` hears of each intent.
    #[must_use]
    pub fn new(keeper: Rc<Keeper>, journal: Journal, play: Rc<Play>, told: Callback<Written>) -> Rc<Self> {
        Rc::new(Self {
            keeper,
            attempt: Rc::new(journal.attempt),
            play: RefCell::new(play),
            events: RefCell::new(journal.events),
            queue: RefCell::default(),
            busy: Cell::new(false),
            told,
        })
    }

    /// The journal so far.
    #[must_use]
    pub fn journal(&self) -> Journal {
        Journal { attempt: (*self.attempt).clone(), events: self.events.borrow().clone() }
    }

    /// What happened last.
    #[must_use]
    pub fn last(&self) -> Option<Happened> {
        self.events.borrow().last().map(|event| event.event.clone())
    }

    /// The attempt's id, as addresses write it.
    #[must_use]
    pub fn attempt_id(&self) -> String {
        self.attempt.id.to_string()
    }

    /// What is played.
    #[must_use]
    pub fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// How it is played.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.attempt.settings
    }

    /// Takes an intent; returns at once.
    pub fn take(self: &Rc<Self>, intent: Intent) {
        self.queue.borrow_mut().push_back(intent);
        if !self.busy.replace(true) {
            let writer = Rc::clone(self);
            spawn_local(async move {
                writer.work().await;
                writer.busy.set(false);
            });
        }
    }

    async fn work(&self) {
        loop {
            let Some(intent) = self.queue.borrow_mut().pop_front() else { return };
            let written = match self.write(intent).await {
                Ok(()) => Written::Kept(Rc::clone(&self.play.borrow())),
                Err(written) => written,
            };
            if matches!(written, Written::Lost(_)) {
                self.queue.borrow_mut().clear();
            }
            self.told.emit(written);
        }
    }

    async fn write(&self, intent: Intent) -> Result<(), Written> {
        let play = Rc::clone(&self.play.borrow());
        let happened = match intent {
            Intent::Choose(answer) => {
                // Where the trainer asked for a stop, the next scene waits for the talk even if the choice has no consequence of its own to show.
                let stops = play.branch().is_none() && self.attempt.settings.stops.contains(&answer.scene);
                play.choosing(answer).map(|mut events| {
                    let chose = events.iter().position(|event| matches!(event, Happened::Chose(_)));
                    events.truncate(chose.filter(|_| stops).map_or(events.len(), |chose| chose + 1));
                    events
                })
            }
            Intent::GoOn => play.going_on(),
            Intent::Skip => play.skipping(),
            Intent::Wonder(decision) => play.wondering(decision),
            Intent::Note(happened) => Ok(vec![happened]),
        };
        for happened in happened.map_err(Written::Refused)? {
            self.append(happened).await?;
        }
        Ok(())
    }

    async fn append(&self, happened: Happened) -> Result<(), Written> {
        let mut play = Play::clone(&self.play.borrow());
        let elapsed = clock::now_ms().saturating_sub(self.attempt.started).max(play.elapsed());
        let event = Event { number: play.next_number(), elapsed, event: happened };
        play.apply(&event).map_err(Written::Refused)?;
        self.keeper.append(&self.attempt, || self.events.borrow().clone(), &event).await.map_err(Written::Lost)?;
        self.events.borrow_mut().push(event);
        *self.play.borrow_mut() = Rc::new(play);
        Ok(())
    }
}
