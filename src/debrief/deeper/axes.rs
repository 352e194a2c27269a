//! Tensions and positions along the case: where the room's choices went, decision by decision. No mean, no total, no rank.
//!
//! Counts are those of published choices put beside the author's tags, so they tell nothing that the tables do not; a decision whose counts are not shown is not
//! there. Of a choice's positions the dominant one counts, so that a parcours stands in one stripe.

use super::fit::quoted;
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::slide::{Axis, AxisRow, Part, Slide, cut};
use crate::debrief::table::{DecisionTable, Shown};
use crate::scenario::Scenario;
use crate::scenario::library::{Tension, Vocabulary};
use crate::scenario::source::Choice;
use crate::text::words;

/// An axis on which fewer decisions moved anyone is not drawn: it says nothing of the case.
pub const FEWEST_DECISIONS: usize = 2;

/// The most decisions on a page: what a room can tell apart from the back, and what a screen has room for.
const PAGE_ROWS: usize = 5;
/// The same where there are so many parcours that a stripe stands over its numbers.
const STRIPED_ROWS: usize = 4;
/// The most parcours that a decision shows one by one.
pub const MOST_MARKS: u32 = 40;
/// The most words of a scene's title beside its dots.
const TITLE_WORDS: usize = 9;

/// The tensions that the room's choices moved along, in the order of the vocabulary.
#[must_use]
pub fn tensions(scenario: &Scenario, vocabulary: &Vocabulary, tables: &[DecisionTable]) -> Vec<Axis> {
    let axis = |tension: &Tension| {
        let toward = |choice: &Choice| {
            let tag = choice.tensions.iter().find(|tag| tag.axis.text == tension.id)?;
            tension.poles.iter().position(|pole| pole.id == tag.toward.text)
        };
        let rows = rows(scenario, tables, tension.poles.len(), toward);
        let ends = tension.poles.iter().map(|pole| pole.label.clone()).collect();
        Axis { title: tension.label.clone(), ends, rows, stripes: false }
    };
    vocabulary.tensions.iter().map(axis).filter(|axis| axis.rows.len() >= FEWEST_DECISIONS).collect()
}

/// The positions that the room's choices took, along the case; nothing where too few decisions tell any.
#[must_use]
pub fn positions(scenario: &Scenario, vocabulary: &Vocabulary, tables: &[DecisionTable]) -> Option<Axis> {
    let main = |choice: &Choice| {
        let id = choice.positions.first()?;
        vocabulary.positions.iter().position(|term| term.id == id.text)
    };
    let mut rows = rows(scenario, tables, vocabulary.positions.len(), main);
    if rows.len() < FEWEST_DECISIONS {
        return None;
    }
    // A position that nobody took has no stripe anywhere.
    let taken: Vec<bool> = (0..vocabulary.positions.len()).map(|at| rows.iter().any(|row| row.counts[at] > 0)).collect();
    let keep = |at: &usize| taken[*at];
    for row in &mut rows {
        row.counts = (0..taken.len()).filter(keep).map(|at| row.counts[at]).collect();
    }
    let ends = (0..taken.len()).filter(keep).map(|at| vocabulary.positions[at].label.clone()).collect();
    Some(Axis { title: "Positions".to_owned(), ends, rows, stripes: true })
}

/// For each decision whose counts are shown, how many took a choice of each end; only those where someone did.
fn rows(scenario: &Scenario, tables: &[DecisionTable], ends: usize, end: impl Fn(&Choice) -> Option<usize>) -> Vec<AxisRow> {
    let row = |table: &DecisionTable| {
        let (Shown::Counts(taken), Some(decision)) = (&table.choices, scenario.decision(table.scene)) else { return None };
        let mut counts = vec![0_u32; ends];
        for (choice, count) in decision.choices.iter().zip(taken) {
            if let Some(sum) = end(choice).and_then(|at| counts.get_mut(at)) {
                *sum = sum.saturating_add(*count);
            }
        }
        let title = cut(&scenario.scene(table.scene).title, TITLE_WORDS);
        counts.iter().any(|count| *count > 0).then_some(AxisRow { title, counts })
    };
    tables.iter().filter_map(row).collect()
}

/// What an axis shows, in one sentence.
#[must_use]
pub fn axis_sentence(axis: &Axis) -> String {
    let toward = if axis.stripes { "" } else { "vers " };
    let row = |row: &AxisRow| {
        let counts = row.counts.iter().zip(&axis.ends).filter(|(count, _)| !axis.stripes || **count > 0);
        let counts = counts.map(|(count, end)| [&count.to_string(), " ", toward, &end.to_ascii_lowercase()].concat());
        [&quoted(&row.title), ", ", &counts.collect::<Vec<_>>().join(", ")].concat()
    };
    [&axis.title, " : ", &axis.rows.iter().map(row).collect::<Vec<_>>().join(" ; "), "."].concat()
}

/// The axes for the room, each on as many pages as its decisions take; its name is the title of the page.
#[must_use]
pub fn axis_slides(axes: &[Axis]) -> Vec<Slide> {
    Slide::numbered(axes.iter().flat_map(pages).collect())
}

/// Whether the parcours of an axis are few enough to be drawn one by one, [`MOST_MARKS`] at most for each decision.
#[must_use]
pub fn axis_has_marks(axis: &Axis) -> bool {
    axis.rows.iter().all(|row| row.counts.iter().sum::<u32>() <= MOST_MARKS)
}

fn pages(axis: &Axis) -> Vec<Slide> {
    let caption = if axis.stripes { "La position dominante de chaque choix." } else { "Aucun pôle n’est le bon." };
    let used = words(&axis.title) + words(caption) + axis.ends.iter().map(|end| words(end)).sum::<usize>();
    let rows = if axis.stripes && !axis_has_marks(axis) { STRIPED_ROWS } else { PAGE_ROWS };
    let mut pages: Vec<Axis> = Vec::new();
    let mut room = 0;
    for row in &axis.rows {
        let needed = words(&row.title);
        match pages.last_mut() {
            Some(page) if page.rows.len() < rows && needed <= room => {
                page.rows.push(row.clone());
                room -= needed;
            }
            _ => {
                pages.push(Axis { title: String::new(), ends: axis.ends.clone(), rows: vec![row.clone()], stripes: axis.stripes });
                room = PAGE_WORDS.saturating_sub(used + needed);
            }
        }
    }
    pages.into_iter().map(|page| Slide::alone(&axis.title, vec![Part::Axes(vec![page]), Part::Caption(caption.to_owned())])).collect()
}
