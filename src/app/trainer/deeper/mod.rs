//! « Aller plus loin »: each a way to look again, one gesture away. What each shows is decided by [`crate::debrief::deeper`]; here it is previewed, beside the
//! gesture that projects it.
//!
//! « Pilotage » may be mirrored: a parcours that somebody offered, and a reason in somebody's words, are opened here by a gesture of their own, never before.
//!
//! | file | concern |
//! |---|---|
//! | `distribution` | the distribution of each decision |
//! | `map` | the map of paths |
//! | `marks` | the decisions in the order of the story |
//! | `axes` | tensions and positions |
//! | `compare` | two paths side by side |
//! | `side` | picking one of the two |
//! | `reasons` | the wall of reasons |
//! | `replay` | one path told again |
//! | `shown` | what of somebody's own is on the projector, to take it away with them |

mod axes;
mod compare;
mod distribution;
pub mod map;
mod marks;
mod reasons;
mod replay;
mod shown;
mod side;

pub use reasons::walls;
pub use shown::heed;

use super::lead::{Lead, on};
use super::map_view::{self, MapView};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::debrief::DecisionTable;
use crate::debrief::deeper::{Path, tables};
use crate::debrief::slide::Slide;
use crate::platform::page;
use crate::scenario::program::SceneIndex;

/// What « Aller plus loin » holds.
#[derive(Default)]
pub struct State {
    open: Option<View>,
    /// The map, once it was opened.
    pub map: Option<MapView>,
    compare: compare::State,
    reasons: reasons::State,
    replay: replay::State,
    shown: shown::State,
}

/// A way to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// How many took which choice.
    Distribution,
    /// The decisions in the order of the story.
    Marks,
    /// The map of paths.
    Map,
    /// Tensions and positions.
    Axes,
    /// Two paths side by side.
    Compare,
    /// The wall of reasons.
    Reasons,
    /// One path told again.
    Replay,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Distribution, Self::Marks, Self::Map, Self::Axes, Self::Compare, Self::Reasons, Self::Replay];

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Distribution => "Répartition par décision",
            Self::Marks => "Les décisions dans l'ordre",
            Self::Map => "Carte des chemins",
            Self::Axes => "Tensions et positions",
            Self::Compare => "Deux chemins côte à côte",
            Self::Reasons => "Mur des raisons",
            Self::Replay => "Rejouer un parcours",
        }
    }
}

/// What a trainer does in « Aller plus loin ».
#[derive(Clone)]
pub enum Gesture {
    /// Opens a view, or closes it if it is open.
    Open(View),
    /// Projects the distribution of a decision.
    Distribution(SceneIndex),
    /// Projects the decisions with their marks.
    Marks,
    /// On the map.
    Map(map_view::Gesture),
    /// Projects the map.
    ProjectMap,
    /// Projects an axis, by its place.
    Axis(usize),
    /// On two paths.
    Compare(compare::Gesture),
    /// On the wall of reasons.
    Reasons(reasons::Gesture),
    /// On a path told again.
    Replay(replay::Gesture),
}

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::lead::Gesture::Deeper(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Open(view) => {
            let closes = lead.deeper.open == Some(view);
            lead.deeper.open = (!closes).then_some(view);
            // What is previewed here is shown already, to who looks over the trainer's shoulder.
            lead.publish();
            // Its buttons are at the bottom of a page: what they open would be out of sight.
            if !closes {
                page::scroll_to("plus-loin");
            }
            if view == View::Map && !closes {
                map::open(lead);
            }
        }
        Gesture::Distribution(scene) => distribution::project(lead, scene),
        Gesture::Marks => marks::project(lead),
        Gesture::Map(gesture) => map::act(lead, gesture),
        Gesture::ProjectMap => map::project(lead),
        Gesture::Axis(at) => axes::project(lead, at),
        Gesture::Compare(gesture) => compare::act(lead, gesture),
        Gesture::Reasons(gesture) => reasons::act(lead, gesture),
        Gesture::Replay(gesture) => replay::act(lead, gesture),
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let tab = |view: View| {
        let open = lead.deeper.open == Some(view);
        element("li").key(view.title()).child(button("button quiet", view.title(), gesture(Gesture::Open(view))).state("aria-expanded", open))
    };
    let opened = lead.deeper.open.map(|open| {
        let drawn = match open {
            View::Distribution => distribution::view(lead),
            View::Marks => marks::view(lead),
            View::Map => map::view(lead),
            View::Axes => axes::view(lead),
            View::Compare => compare::view(lead),
            View::Reasons => reasons::view(lead),
            View::Replay => replay::view(lead),
        };
        let title = element("h3").id("plus-loin-vue").text(open.title());
        element("section").key(open.title()).class("deeper-view").set("aria-labelledby", "plus-loin-vue").child(title).child(drawn)
    });
    element("section")
        .class("deeper")
        .set("aria-labelledby", "plus-loin")
        .child(element("h2").id("plus-loin").text("Aller plus loin"))
        .child(element("ul").class("deeper-views").each(View::ALL.into_iter().map(tab)))
        .maybe(opened)
}

/// The tables as they may be shown, in the order of the story.
fn published(lead: &Lead) -> Vec<DecisionTable> {
    tables(lead.scenario(), &lead.session().ledger, lead.session().agreed.is_some())
}

/// Projects what shows somebody's path, and remembers whose.
fn project_paths(lead: &mut Lead, slides: Vec<Slide>, paths: &[&Path]) {
    lead.deeper.shown = shown::State::paths(slides.clone(), paths.iter().filter_map(|path| path.owner()).collect());
    lead.project(slides);
}

/// « Projeter »: what it projects is said to who does not see what stands beside it.
fn project_button(what: &str, gesture: Gesture) -> Element {
    button("button quiet", "Projeter", self::gesture(gesture)).label(&["Projeter : ", what].concat())
}

/// A table with a caption: its head and its rows; the first cell of a row names it.
fn table(caption: &str, head: &[&str], rows: impl Iterator<Item = (String, Vec<String>)>) -> Element {
    let head = head.iter().map(|title| element("th").set("scope", "col").text(title));
    let row = |(name, cells): (String, Vec<String>)| {
        let cells = cells.into_iter().map(|cell| element("td").text(&cell)).collect::<Vec<_>>();
        element("tr").child(element("th").set("scope", "row").text(&name)).each(cells.into_iter())
    };
    let table = element("table")
        .class("deeper-table")
        .child(element("caption").text(caption))
        .child(element("thead").child(element("tr").each(head)))
        .child(element("tbody").each(rows.map(row)));
    // It scrolls by itself where the page is narrow.
    element("div").class("table-scroll").set("tabindex", "0").set("role", "region").label(caption).child(table)
}

fn hint(words: &str) -> Element {
    element("p").class("hint").text(words)
}
