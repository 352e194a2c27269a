//! How many parcours took a choice, as far as the group may see it.

use crate::scenario::program::ChoiceIndex;

/// What is shown of a choice: always the published table's own cell, so that the map tells nothing that the table does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Nothing: too few answers, or no group at all.
    #[default]
    Hidden,
    /// Whether anyone took it, without a count.
    Taken(bool),
    /// How many parcours took it.
    Count(u32),
}

impl Weight {
    /// What may be seen of a choice, where `weights` stands in the order of the program; nothing if it is missing there.
    #[must_use]
    pub fn of(weights: &[Self], choice: ChoiceIndex) -> Self {
        weights.get(choice.at()).copied().unwrap_or_default()
    }

    /// The words of the table: empty where nothing is shown.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Hidden => String::new(),
            Self::Taken(true) => "pris".to_owned(),
            Self::Taken(false) => "pas pris".to_owned(),
            Self::Count(count) => count.to_string(),
        }
    }

    /// The width of an arrow in tenths of a unit, where the widest stands for `most` parcours.
    pub(super) fn width(self, most: u32) -> u32 {
        match self {
            Self::Hidden | Self::Taken(false) | Self::Count(0) => THIN,
            Self::Taken(true) => TAKEN,
            Self::Count(count) => WIDTH_OF_ONE + u32::try_from(u64::from(WIDEST - WIDTH_OF_ONE) * u64::from(count) / u64::from(most.max(1))).unwrap_or(0),
        }
    }

    /// Whether it is known that nobody took it.
    #[must_use]
    pub fn is_none(self) -> bool {
        matches!(self, Self::Taken(false) | Self::Count(0))
    }
}

/// The width of a way that has no count, in tenths of a unit.
pub(super) const THIN: u32 = 14;
/// The width of a way of which only that it was taken is known.
const TAKEN: u32 = 50;
const WIDTH_OF_ONE: u32 = 20;
/// The widest: strands stand further apart than that.
const WIDEST: u32 = 140;
