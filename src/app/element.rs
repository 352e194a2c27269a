//! Elements, built by plain calls: `element("p").class("hint").text("Facultatif.")`.
//!
//! What yew's `html!` writes for an element weighs several hundred bytes of WebAssembly; a call weighs ten. On a bad network that is the difference between a page
//! and a blank screen. The words given to [`Element::text`] and [`Element::label`] are set in French typography here, so that no view can forget it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VNode, VTag, VText};

use super::mailbox::send;
use super::message::{Gesture, Message};
use super::text::fr;
use crate::platform::{files, forms};

/// An element under construction.
pub struct Element(Box<Draft>);

struct Draft {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// Begins an element. `tag` is its name in lower case.
#[must_use]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Draft { tag: VTag::new(AttrValue::Static(tag)), names: Vec::new(), values: Vec::new() }))
}

/// A button that does something on the page, in the look of `class`.
#[must_use]
pub fn button(class: &'static str, words: &str, gesture: Gesture) -> Element {
    element("button").set("type", "button").class(class).text(words).on_click(gesture)
}

/// A link to another page of the app.
#[must_use]
pub fn link(class: &'static str, words: &str, href: String) -> Element {
    element("a").class(class).set_to("href", href).text(words)
}

/// A link to a place of the same page: an element that can take the focus.
#[must_use]
pub fn link_inside(class: &'static str, words: &str, id: &str) -> Element {
    link(class, words, ["#", id].concat()).on_click(Gesture::GoTo(id.to_owned()))
}

/// Words that only a screen reader says.
#[must_use]
pub fn spoken(words: &str) -> Element {
    element("span").class("visually-hidden").text(words)
}

/// Bare words, set in French typography.
pub fn words(words: &str) -> Html {
    plain(fr(words))
}

/// Bare words as they are.
pub fn plain(words: AttrValue) -> Html {
    VNode::VText(VText::new(words))
}

/// Nothing, in a place where something may come: what stands after it keeps its own place.
pub fn nothing() -> Html {
    plain(AttrValue::Static(""))
}

/// Several elements in a place for one.
pub fn all(nodes: Vec<Html>) -> Html {
    VNode::VList(Rc::new(VList::from(nodes)))
}

/// What a control does with what it holds.
#[derive(Clone)]
enum Then {
    Tell(Gesture),
    Value(fn(String) -> Gesture),
    Checked(fn(bool) -> Gesture),
    File(fn(files::File) -> Gesture),
    Files(fn(Vec<files::File>) -> Gesture),
    /// As `Value`, with what the gesture is about.
    ValueOf(Rc<dyn Fn(String) -> Gesture>),
    /// Only keeps the browser from doing what it would: opening the file that is dragged over the page.
    Hold,
}

struct Heard {
    kind: ListenerKind,
    then: Then,
}

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        self.kind.clone()
    }

    fn handle(&self, event: Event) {
        // A form never leaves the page, and what stands after the # is a route: links inside the page must not change it.
        let dragged = matches!(self.kind, ListenerKind::ondrop | ListenerKind::ondragover);
        if dragged || self.kind == ListenerKind::onsubmit || matches!(self.then, Then::Tell(Gesture::SkipToContent | Gesture::GoTo(_))) {
            event.prevent_default();
        }
        let gesture = match &self.then {
            Then::Tell(gesture) => Some(gesture.clone()),
            Then::Value(gesture) => Some(gesture(forms::value(&event))),
            Then::Checked(gesture) => Some(gesture(forms::is_checked(&event))),
            Then::File(gesture) => files::chosen(&event).pop().map(gesture),
            Then::Files(gesture) => Some(gesture(files::chosen(&event))),
            Then::ValueOf(gesture) => Some(gesture(forms::value(&event))),
            Then::Hold => None,
        };
        if let Some(gesture) = gesture {
            send(Message::Gesture(gesture));
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Element {
    fn with(mut self, name: &'static str, value: Option<AttributeOrProperty>) -> Self {
        self.0.names.push(name);
        self.0.values.push(value);
        self
    }

    /// Sets an attribute that never changes.
    #[must_use]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.with(name, Some(AttributeOrProperty::Static(value)))
    }

    /// Sets an attribute.
    #[must_use]
    pub fn set_to(self, name: &'static str, value: String) -> Self {
        self.with(name, Some(AttributeOrProperty::Attribute(AttrValue::from(value))))
    }

    /// Sets an attribute that is there or not: `disabled`, `hidden`.
    #[must_use]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        self.with(name, on.then_some(AttributeOrProperty::Static("")))
    }

    /// Sets an attribute that says « true » or « false », as `aria-expanded` does.
    #[must_use]
    pub fn state(self, name: &'static str, on: bool) -> Self {
        self.set(name, if on { "true" } else { "false" })
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        self.with("class", (!class.is_empty()).then_some(AttributeOrProperty::Static(class)))
    }

    /// Sets an id that never changes.
    #[must_use]
    pub fn id(self, id: &'static str) -> Self {
        self.set("id", id)
    }

    /// Sets the name that assistive technology says, in French typography.
    #[must_use]
    pub fn label(self, words: &str) -> Self {
        self.with("aria-label", Some(AttributeOrProperty::Attribute(fr(words))))
    }

    /// Tells this element from its siblings, all of which have a key.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// Sets what an input or a text area holds.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Sets whether a radio button or a checkbox is checked.
    #[must_use]
    pub fn checked(mut self, on: bool) -> Self {
        self.0.tag.set_checked(on);
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: impl Into<Html>) -> Self {
        self.push(child.into())
    }

    fn push(mut self, child: Html) -> Self {
        self.0.tag.add_child(child);
        self
    }

    /// Adds a child that may be absent; what follows keeps its place either way.
    #[must_use]
    pub fn maybe(self, child: Option<Element>) -> Self {
        self.push(child.map_or_else(nothing, Html::from))
    }

    /// Adds a list, whose length may change without disturbing what follows.
    #[must_use]
    pub fn each(self, items: impl Iterator<Item = Element>) -> Self {
        self.push(all(items.map(Html::from).collect()))
    }

    /// Adds words, set in French typography.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.push(words(text))
    }

    fn on(mut self, kind: ListenerKind, then: Then) -> Self {
        self.0.tag.add_listener(Rc::new(Heard { kind, then }));
        self
    }

    /// When it is clicked.
    #[must_use]
    pub fn on_click(self, gesture: Gesture) -> Self {
        self.on(ListenerKind::onclick, Then::Tell(gesture))
    }

    /// When the form is sent, which then stays on the page.
    #[must_use]
    pub fn on_submit(self, gesture: Gesture) -> Self {
        self.on(ListenerKind::onsubmit, Then::Tell(gesture))
    }

    /// When the dialog has closed.
    #[must_use]
    pub fn on_close(self, gesture: Gesture) -> Self {
        self.on(ListenerKind::onclose, Then::Tell(gesture))
    }

    /// When a radio button is picked.
    #[must_use]
    pub fn on_pick(self, gesture: Gesture) -> Self {
        self.on(ListenerKind::onchange, Then::Tell(gesture))
    }

    /// When a select holds something else.
    #[must_use]
    pub fn on_change(self, gesture: fn(String) -> Gesture) -> Self {
        self.on(ListenerKind::onchange, Then::Value(gesture))
    }

    /// What an input or a text area holds, and what to do when something else has been typed into it, whole. Meanwhile the page waits to be drawn
    /// ([`forms::is_typing`]): drawing it would put `value` back.
    #[must_use]
    pub fn holding(self, value: &str, gesture: impl Fn(String) -> Gesture + 'static) -> Self {
        self.value(value).set_to(forms::KNOWN, value.to_owned()).on(ListenerKind::onchange, Then::ValueOf(Rc::new(gesture)))
    }

    /// At every letter typed.
    #[must_use]
    pub fn on_input(self, gesture: fn(String) -> Gesture) -> Self {
        self.on(ListenerKind::oninput, Then::Value(gesture))
    }

    /// When a checkbox is ticked or cleared.
    #[must_use]
    pub fn on_tick(self, gesture: fn(bool) -> Gesture) -> Self {
        self.on(ListenerKind::onchange, Then::Checked(gesture))
    }

    /// When files are chosen.
    #[must_use]
    pub fn on_files(self, gesture: fn(Vec<files::File>) -> Gesture) -> Self {
        self.on(ListenerKind::onchange, Then::Files(gesture))
    }

    /// When files are dropped on it.
    #[must_use]
    pub fn on_drop(self, gesture: fn(Vec<files::File>) -> Gesture) -> Self {
        self.on(ListenerKind::ondragover, Then::Hold).on(ListenerKind::ondrop, Then::Files(gesture))
    }

    /// When a file is chosen.
    #[must_use]
    pub fn on_file(self, gesture: fn(files::File) -> Gesture) -> Self {
        self.on(ListenerKind::onchange, Then::File(gesture))
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Self {
        let Draft { mut tag, names, values } = *element.0;
        tag.attributes = Attributes::Dynamic { keys: shared(names), values: values.into() };
        VNode::VTag(Rc::new(tag))
    }
}

/// The one list of these names: yew compares the attributes of two elements at once where they have the same list. There are as many lists as ways to
/// write an element in the views, so they are never given back.
fn shared(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| {
        lists.iter().find(|list| **list == names).copied().unwrap_or_else(|| {
            let list: &'static [&'static str] = names.leak();
            lists.push(list);
            list
        })
    })
}
