//! Writes what happens: an intent becomes events, they are durable, then the screen follows.
//!
//! One intent at a time, in the order they came, so that numbers never race: a choice validated while its selection is still being written waits its turn.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::News;
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::services::Services;
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
    services: Rc<Services>,
    attempt: Rc<Attempt>,
    play: RefCell<Rc<Play>>,
    events: RefCell<Vec<Event>>,
    queue: RefCell<VecDeque<Intent>>,
    busy: Cell<bool>,
    visit: Visit,
}

impl Writer {
    /// Goes on with a journal whose fold is `play`; the page of `visit` hears what becomes of each intent.
    #[must_use]
    pub fn new(services: &Rc<Services>, journal: Journal, play: Rc<Play>, visit: Visit) -> Rc<Self> {
        Rc::new(Self {
            services: Rc::clone(services),
            attempt: Rc::new(journal.attempt),
            play: RefCell::new(play),
            events: RefCell::new(journal.events),
            queue: RefCell::default(),
            busy: Cell::new(false),
            visit,
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
            self.visit.tell(message::News::Play(News::Written(written)));
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
        self.append(happened.map_err(Written::Refused)?).await
    }

    /// One write for all that a gesture causes: a choice and what it leads to are durable together.
    async fn append(&self, happened: Vec<Happened>) -> Result<(), Written> {
        let mut play = Play::clone(&self.play.borrow());
        let elapsed = clock::now_ms().saturating_sub(self.attempt.started).max(play.elapsed());
        let mut events = Vec::new();
        for event in happened {
            let event = Event { number: play.next_number(), elapsed, event };
            play.apply(&event).map_err(Written::Refused)?;
            events.push(event);
        }
        self.services.keeper.append(&self.attempt, || self.events.borrow().clone(), &events).await.map_err(Written::Lost)?;
        self.events.borrow_mut().extend(events);
        *self.play.borrow_mut() = Rc::new(play);
        Ok(())
    }
}
