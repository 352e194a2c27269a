//! A case on paper: a gamebook that can be played with a pencil, and what the trainer keeps.
//!
//! ```text
//! Scenario ── sheet, number ─▶ build ──▶ Book ── html ──▶ one page to print
//! ```
//!
//! Scenes and what follows from choices are paragraphs in shuffled order; what a condition hides is an inset, read where a box is ticked. The case's memory is a
//! sheet of boxes whose names tell nothing. The [`Book`] is all that a player needs: a test plays it, without the engine, beside the engine.
//!
//! | file | concern |
//! |---|---|
//! | `sheet` | the player's sheet: one line for what some condition reads |
//! | `condition` | conditions over the boxes of the sheet |
//! | `number` | the shuffled order |
//! | `dice` | draws, exactly as they weigh |
//! | `build` | paragraphs, insets, ways |
//! | `html` | the pages |

mod build;
mod condition;
mod dice;
mod html;
mod number;
mod sheet;

pub use condition::Test;
pub use dice::{Arm, Draw};
pub use html::{Shared, html};
pub use sheet::{Cell, Change, Line, LineKind, Meaning};

use crate::scenario::Scenario;
use crate::scenario::place::Place;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::source::{Block, Decision};

/// The number of a paragraph, from 1. Insets go on where paragraphs end.
pub type Number = u32;

/// A case on paper.
#[derive(Clone, Debug)]
pub struct Book<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// What the order was shuffled with.
    pub seed: u64,
    /// The lines of the player's sheet.
    pub sheet: Vec<Line>,
    /// The paragraphs, in the order of their numbers: one begins at the first.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// The insets, in the order of their numbers.
    pub insets: Vec<Inset<'a>>,
    /// What is read of each resource, in the order of the file.
    pub annexes: Vec<Vec<Reading<'a>>>,
    /// Where one goes on who skips the sensitive scenes.
    pub skip: Option<Number>,
    /// How many numbers may have to be noted at once.
    pub returns: usize,
}

/// A numbered paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph<'a> {
    /// What it is of: for the trainer.
    pub place: Place,
    /// What is done first.
    pub on_arrival: Vec<Change>,
    /// What is read.
    pub readings: Vec<Reading<'a>>,
    /// What is done before the sensitive scenes are skipped from here.
    pub before_skipping: Option<Change>,
    /// How it ends.
    pub end: End,
}

/// Something to read.
#[derive(Clone, Debug)]
pub enum Reading<'a> {
    /// A block.
    Block {
        /// The block.
        block: &'a Block,
        /// Its item in the program.
        item: usize,
        /// Its messages or comments.
        parts: Vec<Part>,
    },
    /// An inset, on a condition.
    Inset(Look),
}

/// A message of a thread, a comment of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// It stands in its place.
    Here,
    /// It is an inset.
    Inset(Look),
    /// Nothing ever shows it.
    Never,
}

/// « Si …, lisez l’encart 120. »
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// When it is read.
    pub when: Test,
    /// The inset.
    pub inset: Number,
}

/// What is read only on a condition.
#[derive(Clone, Debug)]
pub struct Inset<'a> {
    /// Whence one is sent to it.
    pub of: Place,
    /// What it holds.
    pub content: Content<'a>,
}

/// What an inset holds.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// Blocks that have the same condition.
    Blocks(Vec<Reading<'a>>),
    /// A message or a comment.
    Part {
        /// The thread or the post.
        block: &'a Block,
        /// Which of its messages or comments.
        part: usize,
        /// Its item in the program.
        item: usize,
    },
    /// One more choice.
    Offer(Offer),
}

/// How a paragraph ends.
#[derive(Clone, Debug)]
pub enum End {
    /// A decision.
    Decision(Vec<Proposal>),
    /// One goes on.
    Onward {
        /// What is done before.
        first: Option<Change>,
        /// Where to.
        way: Way,
    },
    /// The story is over.
    Ending,
}

/// A choice of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// It stands there.
    Here(Offer),
    /// It is hidden where it is not open.
    Inset(Look),
}

/// A choice that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The choice.
    pub choice: ChoiceIndex,
    /// When it is open; its reason stands in its place otherwise.
    pub when: Test,
    /// Where it leads.
    pub to: Number,
}

/// Where one goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a paragraph.
    Go {
        /// What is done before.
        first: Option<Change>,
        /// The number noted last, to come back to.
        note: Option<Number>,
        /// The paragraph.
        to: Number,
    },
    /// To the number noted last, which is crossed out.
    Back,
    /// The first way whose condition holds.
    Fork(Vec<(Test, Way)>),
    /// By lot.
    Draw(Draw),
}

impl<'a> Book<'a> {
    /// A case as a book. The same case and seed give the same book.
    #[must_use]
    pub fn of(scenario: &'a Scenario, seed: u64) -> Self {
        build::build(scenario, seed)
    }

    /// The decisions, in the order of the story.
    pub fn decisions(&self) -> impl Iterator<Item = (SceneIndex, &'a Decision)> + '_ {
        let scenes = (0..).take(self.scenario.source.scenes.len()).map(SceneIndex);
        scenes.filter_map(|scene| Some((scene, self.scenario.decision(scene)?)))
    }

    /// The number of an inset, by its place.
    #[must_use]
    pub fn inset_number(&self, at: usize) -> Number {
        number::position(self.paragraphs.len() + at) + 1
    }

    /// The inset that has a number.
    #[must_use]
    pub fn inset(&self, number: Number) -> Option<&Inset<'a>> {
        self.insets.get((number as usize).checked_sub(self.paragraphs.len() + 1)?)
    }
}
