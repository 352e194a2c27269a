//! What a reader types at a decision or at the end.

use crate::engine::{Offer, Session};
use crate::scenario::program::ChoiceIndex;

/// A line that was typed, understood where a play-through stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A choice that is open: by its number among those shown, its letter in capitals, or its id.
    Choose(ChoiceIndex),
    /// A choice that is shown and closed.
    Closed(ChoiceIndex),
    /// `b`: back to the decision before.
    Back,
    /// `s`: on past the sensitive scenes.
    Skip,
    /// `r`: the list of documents.
    Resources,
    /// `r 2`: one of them, by its place in the case from 0. There may be none there.
    Open(usize),
    /// `q`: enough.
    Quit,
    /// None of these.
    Unknown,
}

/// The choices as a reader sees them: a closed one without a reason is hidden.
pub fn visible(session: &Session) -> impl Iterator<Item = Offer> + '_ {
    session.offers().filter(|offer| offer.open || session.scenario().choice(offer.choice).locked.is_some())
}

impl Reply {
    /// Understands a line. Commands are small letters and the letters of choices capitals: « b » goes back, « B » is the second choice.
    #[must_use]
    pub fn of(session: &Session, line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["b"] => Self::Back,
            ["s"] => Self::Skip,
            ["r"] => Self::Resources,
            ["r", number] => number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).map_or(Self::Unknown, Self::Open),
            ["q"] => Self::Quit,
            [word] => Self::choice(session, word),
            _ => Self::Unknown,
        }
    }

    fn choice(session: &Session, word: &str) -> Self {
        let scenario = session.scenario();
        let named = |offer: &Offer| *scenario.choice(offer.choice).id == *word || scenario.letter(offer.choice).to_string() == word;
        let found = match word.parse::<usize>() {
            Ok(number) => number.checked_sub(1).and_then(|at| visible(session).nth(at)),
            Err(_) => visible(session).find(named),
        };
        match found {
            Some(Offer { choice, open: true }) => Self::Choose(choice),
            Some(Offer { choice, open: false }) => Self::Closed(choice),
            None => Self::Unknown,
        }
    }
}
