//! What the room sees: plain data, made here, sent from « Pilotage » to « Projection », drawn there.
//!
//! A slide shows at most [`PAGE_WORDS`](super::script::PAGE_WORDS) words, since that is what a room reads from the back while someone speaks; what is longer is
//! parted, or cut where its whole text has been shown before.
//!
//! | file | concern |
//! |---|---|
//! | `words` | counting, cutting, parting |
//! | `text` | pages of text, the choices of a decision |
//! | `bars` | how many took which choice, one vote or two |
//! | `story` | scenes, what follows, endings |

use serde::Serialize;

use crate::scenario::decode::{Decode, Fields, kinds, record};
use crate::scenario::diagnostic::Report;
use crate::scenario::json::Node;

mod bars;
mod story;
mod text;
mod words;

pub use bars::{distribution, votes};
pub use story::{ending, introduction, offered, only, told, when};
pub use text::{choices, pages};
pub use words::{cut, shown_words};

record! {
    /// One page of the projection.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Slide {
        /// Its heading; may be empty.
        pub title: String,
        /// What stands under it.
        pub parts: Vec<Part>,
        /// Which page it is, from 1.
        pub page: u32,
        /// Out of how many.
        pub pages: u32,
    }
}

kinds! {
    /// A part of a slide.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Part {
        /// Words, in the safe subset of Markdown.
        Text(String) = "text",
        /// A line that says the figures in words, or where they come from.
        Caption(String) = "caption",
        /// Choices with their letters.
        Choices(Vec<Lettered>) = "choices",
        /// Counts per choice.
        Bars(Bars) = "bars",
        /// Where the choices of each decision lead, on axes that have no good end.
        Axes(Vec<Axis>) = "axes",
        /// Two texts side by side.
        Columns(Vec<Column>) = "columns",
        /// The map of the paths: how many took each choice, in the order of the case's choices.
        Map(MapPart) = "map",
        /// A link as a QR code and as words.
        Link(String) = "link",
    }
}

impl Decode for Part {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        Self::read(&Fields::open(node, Self::KEYS, report), report)
    }
}

record! {
    /// A choice and its letter.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Lettered {
        /// `A` for the first.
        pub letter: String,
        /// Its words.
        pub text: String,
    }
}

record! {
    /// How many took which choice.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Bars {
        /// What each series is: one, or « Premier vote » and « Second vote ».
        pub series: Vec<String>,
        /// A row for each choice, in the order of the text.
        pub rows: Vec<BarRow>,
    }
}

record! {
    /// A choice, and how many took it in each series.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct BarRow {
        /// `A` for the first.
        pub letter: String,
        /// Its words.
        pub text: String,
        /// For each series.
        pub values: Vec<BarValue>,
    }
}

record! {
    /// What the small-group rule lets be said of a choice. Neither: nothing.
    #[derive(Copy, PartialEq, Eq, Serialize)]
    pub struct BarValue {
        /// How many took it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub count: Option<u32>,
        /// Whether someone took it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub taken: Option<bool>,
    }
}

record! {
    /// An axis along the case.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Axis {
        /// Its name.
        pub title: String,
        /// What its ends are, left and right; for positions, the names of the stripes.
        pub ends: Vec<String>,
        /// A row for each decision that touches it, in the order of the story.
        pub rows: Vec<AxisRow>,
        /// Whether its ends are no poles but stand side by side, as positions do.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub stripes: bool = default,
    }
}

record! {
    /// A decision on an axis.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct AxisRow {
        /// The scene's title.
        pub title: String,
        /// How many went toward each end, in the order of [`Axis::ends`].
        pub counts: Vec<u32>,
    }
}

record! {
    /// One of several texts side by side.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct Column {
        /// Its heading.
        pub title: String,
        /// Its words, in the safe subset of Markdown.
        pub text: String,
    }
}

record! {
    /// The map of the paths.
    #[derive(PartialEq, Eq, Serialize)]
    pub struct MapPart {
        /// The scenario's id.
        pub scenario: String,
        /// For each choice of the case, how many took it; absent where the small-group rule says nothing of it.
        pub counts: Vec<BarValue>,
        /// The part of the map to show: left, top, width and height in its units. None: the whole.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub part: Vec<i32> = default,
    }
}

impl Slide {
    /// A slide that stands alone.
    #[must_use]
    pub fn alone(title: &str, parts: Vec<Part>) -> Self {
        Self { title: title.to_owned(), parts, page: 1, pages: 1 }
    }

    /// The same, each told which page it is.
    #[must_use]
    pub fn numbered(mut slides: Vec<Self>) -> Vec<Self> {
        let pages = u32::try_from(slides.len()).unwrap_or(u32::MAX);
        for (slide, page) in slides.iter_mut().zip(1..) {
            (slide.page, slide.pages) = (page, pages);
        }
        slides
    }
}
