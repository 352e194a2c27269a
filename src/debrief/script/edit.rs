//! The trainer changes a script: steps, words, minutes. What names a step that is gone changes nothing, and says so.

use super::{Beat, BeatKind, Place, Script, Step, StepKind};

/// The most steps of a script: past that it is no plan any more.
pub const MOST_STEPS: usize = 40;

/// The most minutes of a beat: eight hours.
const MOST_MINUTES: u32 = 480;

/// A change to what a beat says or takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The step's name.
    Title(String),
    /// The text of a page; one more page where the number is that of none yet.
    Page(u32, String),
    /// Takes a page away.
    RemovePage(u32),
    /// What the trainer does.
    Guide(String),
    /// What the trainer says.
    Notes(String),
    /// How long it is planned to take.
    Minutes(u32),
}

impl Step {
    /// A step of the trainer's own: one beat, nothing in it yet.
    #[must_use]
    pub fn free(title: &str, minutes: u32) -> Self {
        let beat = Beat { kind: BeatKind::Whole, minutes: minutes.min(MOST_MINUTES), ..Beat::default() };
        Self { id: "libre".to_owned(), kind: StepKind::Free, title: title.to_owned(), scene: None, beats: vec![beat] }
    }
}

impl Script {
    fn position(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// Moves a step to another rank, from 0; past the end is the end. Says whether the order is another.
    pub fn move_step(&mut self, id: &str, to: u32) -> bool {
        let Some(from) = self.position(id) else { return false };
        let to = usize::try_from(to).unwrap_or(usize::MAX).min(self.steps.len() - 1);
        if from < to {
            self.steps[from..=to].rotate_left(1);
        } else {
            self.steps[to..=from].rotate_right(1);
        }
        from != to
    }

    /// Takes a step out, and gives it back so that it can be put in again.
    pub fn remove_step(&mut self, id: &str) -> Option<Step> {
        let at = self.position(id)?;
        Some(self.steps.remove(at))
    }

    /// Puts a step in at a rank, from 0; past the end is the end. Its id gets a number where the script has it already. Gives that id; `None` when the script
    /// has [`MOST_STEPS`] steps.
    pub fn add_step(&mut self, at: u32, mut step: Step) -> Option<String> {
        if self.steps.len() >= MOST_STEPS {
            return None;
        }
        let wanted = step.id.clone();
        let mut number = 1_u32;
        while self.step(&step.id).is_some() {
            number += 1;
            step.id = [wanted.as_str(), "-", &number.to_string()].concat();
        }
        let id = step.id.clone();
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.steps.len());
        self.steps.insert(at, step);
        Some(id)
    }

    /// Changes a beat, or its step's title. Says whether anything is another.
    pub fn edit(&mut self, place: &Place, edit: Edit) -> bool {
        let Some(step) = self.steps.iter_mut().find(|step| step.id == place.step) else { return false };
        if let Edit::Title(title) = edit {
            return replace(&mut step.title, title);
        }
        let beat = usize::try_from(place.beat).ok();
        let Some(beat) = beat.and_then(|beat| step.beats.get_mut(beat)) else { return false };
        match edit {
            Edit::Title(_) => false,
            Edit::Page(page, text) => match usize::try_from(page).ok().and_then(|page| beat.pages.get_mut(page)) {
                Some(page) => replace(page, text),
                None => {
                    beat.pages.push(text);
                    true
                }
            },
            Edit::RemovePage(page) => {
                let page = usize::try_from(page).ok().filter(|page| *page < beat.pages.len());
                page.map(|page| beat.pages.remove(page)).is_some()
            }
            Edit::Guide(guide) => replace(&mut beat.guide, guide),
            Edit::Notes(notes) => replace(&mut beat.notes, notes),
            Edit::Minutes(minutes) => replace(&mut beat.minutes, minutes.min(MOST_MINUTES)),
        }
    }
}

fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let changes = *place != value;
    *place = value;
    changes
}
