//! Going on and back in a script, beat by beat; how the minutes gone stand to the minutes planned. The clock is the caller's.

use super::{Beat, Place, Script, Step};

/// How a place stands in time. All in seconds since the script was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// When the beat is planned to begin.
    pub begins: u32,
    /// When it is planned to end.
    pub ends: u32,
    /// What has gone.
    pub elapsed: u32,
    /// Whether that is early, as planned or late.
    pub standing: Standing,
}

/// How the time gone stands to the time planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Ahead by so many seconds: the beat was planned to begin later.
    Ahead(u32),
    /// Within the minutes planned for the beat.
    AsPlanned,
    /// Late by so many seconds: the beat was planned to be over.
    Late(u32),
}

impl Step {
    /// How long the step is planned to take, in minutes. In a template, ask the script.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        minutes(&self.beats)
    }
}

fn minutes(beats: &[Beat]) -> u32 {
    beats.iter().fold(0, |sum, beat| sum.saturating_add(beat.minutes))
}

impl Script {
    /// How long it is planned to take, in minutes.
    #[must_use]
    pub fn total_minutes(&self) -> u32 {
        self.steps.iter().fold(0, |sum, step| sum.saturating_add(minutes(self.beats(step))))
    }

    /// Every beat, in order.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.steps.iter().flat_map(|step| (0..).take(self.beats(step).len()).map(|beat| Place { step: step.id.clone(), beat }))
    }

    /// Where the script begins; `None` when nothing is left of it.
    #[must_use]
    pub fn first(&self) -> Option<Place> {
        self.places().next()
    }

    /// The beat that follows; `None` after the last. From a step that is gone: the first beat.
    #[must_use]
    pub fn next(&self, place: &Place) -> Option<Place> {
        if self.at(place).is_none() {
            return self.first();
        }
        self.places().skip_while(|other| other != place).nth(1)
    }

    /// The beat before; `None` before the first. From a step that is gone: the first beat.
    #[must_use]
    pub fn previous(&self, place: &Place) -> Option<Place> {
        if self.at(place).is_none() {
            return self.first();
        }
        self.places().take_while(|other| other != place).last()
    }

    /// How a place stands in time when so many milliseconds have gone since the script was begun. `None` for a step that is gone.
    #[must_use]
    pub fn pace(&self, place: &Place, elapsed_ms: u64) -> Option<Pace> {
        let (_, beat) = self.at(place)?;
        let before = self.places().take_while(|other| other != place).filter_map(|other| Some(self.at(&other)?.1.minutes));
        let begins = before.fold(0, u32::saturating_add).saturating_mul(60);
        let ends = begins.saturating_add(beat.minutes.saturating_mul(60));
        let elapsed = u32::try_from(elapsed_ms / 1000).unwrap_or(u32::MAX);
        let standing = match elapsed {
            elapsed if elapsed < begins => Standing::Ahead(begins - elapsed),
            elapsed if elapsed > ends => Standing::Late(elapsed - ends),
            _ => Standing::AsPlanned,
        };
        Some(Pace { begins, ends, elapsed, standing })
    }
}
