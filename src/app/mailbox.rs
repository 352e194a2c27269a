//! The way to the app for what happens outside its views: a control that is used, an answer that arrives, the clock.
//!
//! There is one app in a page, so there is one mailbox; handing a link to every view and every task would say nothing more.

use std::cell::RefCell;

use yew::html::Scope;

use super::App;
use super::message::{Message, News};

thread_local! {
    static APP: RefCell<Option<Scope<App>>> = const { RefCell::new(None) };
}

/// Where messages go from now on.
pub fn open(app: Scope<App>) {
    APP.with_borrow_mut(|open| *open = Some(app));
}

/// Sends a message to the app.
pub fn send(message: Message) {
    let app = APP.with_borrow(Clone::clone);
    if let Some(app) = app {
        app.send_message(message);
    }
}

/// One visit to a page. What was asked for during a visit and comes after it is of no use to the next page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit(pub u32);

impl Visit {
    /// Sends what was asked for during this visit.
    pub fn tell(self, news: News) {
        send(Message::News(self, Box::new(news)));
    }
}
