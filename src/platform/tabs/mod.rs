//! Two tabs on one attempt: the second learns it, and may take it over. Works on plain http, where there are no locks.
//!
//! This is the first guard, for the person's sake; the second, which holds whatever happens here, is that the store writes
//! an event's number once. So where the browser has no `BroadcastChannel`, every claim succeeds.

mod protocol;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use self::protocol::{Message, Reaction, Seat};
use super::promises::{either, event, promise, timer};

const CHANNEL: &str = "bifurque.tabs";

/// How long another tab may take to answer. Tabs answer within milliseconds, except those that a phone has put to sleep:
/// those learn on waking that they have lost the attempt.
const PATIENCE_MS: i32 = 200;

/// The answer to [`TabGuard::claim`].
#[derive(Debug)]
pub enum Claim {
    /// This tab plays the attempt.
    Owned(TabGuard),
    /// Another tab plays it.
    HeldElsewhere(HeldElsewhere),
}

/// Holds an attempt for this tab as long as it lives, or until another tab takes it over.
#[derive(Debug)]
pub struct TabGuard {
    _line: Option<Line>,
}

/// An attempt that another tab holds.
#[derive(Debug)]
pub struct HeldElsewhere {
    line: Line,
}

impl TabGuard {
    /// Asks the other tabs who plays `attempt_id`. Takes 200 ms if nobody does.
    ///
    /// `on_lost` is called when another tab has taken the attempt over: this one must not append to it any more.
    pub async fn claim(attempt_id: &str, on_lost: impl Fn() + 'static) -> Claim {
        let Some(line) = Line::open(attempt_id, on_lost) else {
            return Claim::Owned(Self { _line: None });
        };
        let answered = line.answer();
        line.say(|seat| seat.ask());
        event(either(&answered, &timer(PATIENCE_MS))).await;
        let owned = line.seat.borrow_mut().settle();
        if owned { Claim::Owned(Self { _line: Some(line) }) } else { Claim::HeldElsewhere(HeldElsewhere { line }) }
    }
}

impl HeldElsewhere {
    /// Makes the other tab release the attempt, and waits until it has, 200 ms at most. Read the events again afterwards:
    /// the other tab may have gone on.
    pub async fn take_over(self) -> TabGuard {
        let released = self.line.answer();
        self.line.say(Seat::take);
        event(either(&released, &timer(PATIENCE_MS))).await;
        TabGuard { _line: Some(self.line) }
    }
}

/// One end of the channel between tabs, listening for one attempt.
#[derive(Debug)]
struct Line {
    channel: BroadcastChannel,
    seat: Rc<RefCell<Seat>>,
    /// What to call when the answer that someone waits for is there.
    waiting: Rc<RefCell<Option<Function>>>,
    _listener: EventListener,
}

impl Line {
    /// `None` if the browser has no such channels.
    fn open(attempt_id: &str, on_lost: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        // It only breaks ties between tabs; nobody gains anything by guessing it.
        let seat = Rc::new(RefCell::new(Seat::new(attempt_id, js_sys::Math::random().to_bits())));
        let waiting = Rc::new(RefCell::new(None::<Function>));
        let listener = EventListener::new(&channel, "message", {
            let (channel, seat, waiting) = (channel.clone(), Rc::clone(&seat), Rc::clone(&waiting));
            move |event| {
                let Some(message) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) else {
                    return;
                };
                // The seat is free again before anyone is called: the callback may well drop this line.
                let Reaction { reply, answered, lost } = seat.borrow_mut().hear(&message);
                if let Some(reply) = reply {
                    post(&channel, &reply);
                }
                if answered {
                    let resolve = waiting.borrow_mut().take();
                    if let Some(resolve) = resolve {
                        // Resolving a promise cannot fail.
                        let _ = resolve.call0(&JsValue::UNDEFINED);
                    }
                }
                if lost {
                    on_lost();
                }
            }
        });
        Some(Self { channel, seat, waiting, _listener: listener })
    }

    fn say(&self, what: impl FnOnce(&mut Seat) -> Message) {
        let message = what(&mut self.seat.borrow_mut());
        post(&self.channel, &message);
    }

    /// Resolved when an answer comes.
    fn answer(&self) -> Promise {
        promise(|resolve| {
            self.waiting.borrow_mut().replace(resolve.clone());
        })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// A message that cannot be sent is one that nobody hears: the store is the second guard.
fn post(channel: &BroadcastChannel, message: &Message) {
    let _ = channel.post_message(&JsValue::from_str(&message.encode()));
}
