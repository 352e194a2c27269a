//! A time limit: only when the trainer turned it on, and always extendable.

use gloo::timers::callback::Interval;

use super::{Gesture, News};
use crate::app::element::{Element, button, element};
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::text::count;

/// A time limit that runs.
pub struct Countdown {
    seconds: u32,
    /// Ticks as long as it lives.
    _interval: Interval,
}

impl Countdown {
    /// Starts it; the page of `visit` hears each second.
    pub fn start(seconds: u32, visit: Visit) -> Self {
        Self { seconds, _interval: Interval::new(1000, move || visit.tell(message::News::Play(News::Second))) }
    }

    /// A second has gone. Says whether the time is over.
    pub fn tick(&mut self) -> bool {
        self.seconds = self.seconds.saturating_sub(1);
        self.seconds == 0
    }

    /// Adds a minute.
    pub fn extend(&mut self) {
        self.seconds = self.seconds.saturating_add(60);
    }

    /// The time left, and a button that adds a minute.
    pub fn view(&self) -> Element {
        let left = ["Temps indicatif : ", &count(self.seconds as usize, "seconde", "secondes"), "."].concat();
        element("p").class("countdown").child(element("span").set("role", "timer").text(&left)).child(button(
            "button quiet",
            "Ajouter une minute",
            message::Gesture::Play(Gesture::MoreTime),
        ))
    }
}
