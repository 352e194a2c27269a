//! The decisions in the order of the story, with plain marks: measures that say where to look, not who was right.

use super::fit::list;
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::slide::{Part, Slide};
use crate::debrief::table::{DecisionTable, Shown, Total};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::text::{literal, words};

/// What the marks measure, for the trainer and, if asked, for the room.
pub const MARKS_HELP: &str = "Unanime : une seule option a été prise. Partagée : aucune option n’a réuni plus des deux tiers des réponses. Hésitée : au \
    moins un tiers des parcours disent avoir hésité. Rien n’est classé : l’unanimité aussi peut cacher un angle mort.";

/// A plain mark of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// One option only was taken.
    Unanimous,
    /// No option had more than two thirds of the answers.
    Shared,
    /// At least a third of those who answered nearly made another choice, as far as hesitations may be told.
    Hesitated,
}

impl Mark {
    /// The word on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unanimous => "unanime",
            Self::Shared => "partagée",
            Self::Hesitated => "hésitée",
        }
    }
}

/// A decision and its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The scene that asks.
    pub scene: SceneIndex,
    /// Its marks; none where none fits.
    pub marks: Vec<Mark>,
    /// Whether the small-group rule lets anything be said of it.
    pub told: bool,
}

impl Marked {
    /// Its marks in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self.marks.as_slice() {
            [] if self.told => "sans marque".to_owned(),
            [] => "trop peu de réponses".to_owned(),
            marks => marks.iter().map(|mark| mark.word()).collect::<Vec<_>>().join(", "),
        }
    }
}

/// The decisions with their marks, in the order of the tables, which is that of the story.
#[must_use]
pub fn marks(tables: &[DecisionTable]) -> Vec<Marked> {
    tables.iter().map(|table| Marked { scene: table.scene, marks: marks_of(table), told: table.choices != Shown::Nothing }).collect()
}

fn marks_of(table: &DecisionTable) -> Vec<Mark> {
    let one_only = |taken: usize| if taken == 1 { vec![Mark::Unanimous] } else { Vec::new() };
    let counts = match &table.choices {
        Shown::Nothing => return Vec::new(),
        // That one option only was taken is what is shown already; the rest would need counts.
        Shown::Taken(taken) => return one_only(taken.iter().filter(|taken| **taken).count()),
        Shown::Counts(counts) => counts,
    };
    let answered = u64::from(counts.iter().sum::<u32>());
    let mut marks = one_only(counts.iter().filter(|count| **count > 0).count());
    if counts.iter().all(|count| 3 * u64::from(*count) <= 2 * answered) {
        marks.push(Mark::Shared);
    }
    let told = |total: &Total| match total {
        Total::Many(count) => u64::from(*count),
        Total::Few => 0,
    };
    if answered > 0 && 3 * table.hesitations.iter().map(told).sum::<u64>() >= answered {
        marks.push(Mark::Hesitated);
    }
    marks
}

const TITLE: &str = "Les décisions, dans l’ordre du récit";

/// The decisions with their marks for the room, and what the marks measure.
#[must_use]
pub fn mark_slides(scenario: &Scenario, marked: &[Marked]) -> Vec<Slide> {
    let line = |one: &Marked| ["- ", &literal(&scenario.scene(one.scene).title), " : **", &one.words(), "**"].concat();
    let mut slides: Vec<Slide> = list(marked.iter().map(line), PAGE_WORDS - words(TITLE)).into_iter().map(|page| page_of(TITLE, page)).collect();
    slides.push(page_of("Ce que ces mots mesurent", MARKS_HELP.to_owned()));
    Slide::numbered(slides)
}

fn page_of(title: &str, text: String) -> Slide {
    Slide::alone(title, vec![Part::Text(text)])
}
