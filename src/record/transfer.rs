//! What may go wrong with a path that travels as a code or a QR code, and the sentence for each.

use thiserror::Error;

use super::trail::Lost;

/// A path that a code or a QR code cannot carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DoesNotFit {
    /// It has too many decisions.
    #[error("the path is too long")]
    TooLong,
    /// More people played than the code can say.
    #[error("too many people")]
    TooManyPeople,
    /// The scenario, as it is now, does not have this path.
    #[error("the scenario does not have this path")]
    NotThisScenario,
}

impl DoesNotFit {
    /// What to do instead of the code, in French.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        "Ce parcours ne tient pas dans un code : montrez le QR code ou donnez le fichier."
    }

    /// What to do instead of the QR code, in French.
    #[must_use]
    pub fn qr_sentence(self) -> &'static str {
        "Ce parcours ne tient pas dans un QR code : donnez le fichier."
    }
}

/// Letters that are not a code, or not one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Misread {
    /// A code has 12 letters.
    #[error("{found} letters instead of 12")]
    Length {
        /// How many were found.
        found: u32,
    },
    /// A character that no code has.
    #[error("{letter:?} is in no code")]
    Letter {
        /// The character.
        letter: char,
    },
    /// A letter was misread, or two were swapped.
    #[error("the checksum is wrong")]
    Checksum,
    /// A QR code of something else.
    #[error("not a QR code of Bifurque")]
    NotOurs,
    /// A QR code that a later version made.
    #[error("a QR code of version {0}")]
    Newer(u32),
}

impl Misread {
    /// What happened and what to do, in French.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Length { found: 0 } => "Un code a 12 caractères : il n’y en a aucun ici.".to_owned(),
            Self::Length { found } => format!("Un code a 12 caractères : il y en a {found} ici."),
            Self::Letter { letter } => format!("Le caractère « {letter} » n’existe dans aucun code : relisez-le sur le bulletin."),
            Self::Checksum => "Un caractère est faux, ou deux sont inversés : relisez le code sur le bulletin.".to_owned(),
            Self::NotOurs => "Ce QR code n’est pas un parcours de Bifurque.".to_owned(),
            Self::Newer(_) => {
                "Ce QR code vient d’une version plus récente de Bifurque. Rechargez la page pour mettre l’application à jour, puis relisez-le.".to_owned()
            }
        }
    }
}

/// A sound code that cannot be read with the scenario given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TransferFault {
    /// It is of another case, or of a version whose decisions differ.
    #[error("it is of another case, whose shape tag ends by {shape:x}")]
    OtherCase {
        /// What it carries of the case's shape tag: 9 bits in a code, all 32 in a QR code. The catalogue says whose it is.
        shape: u32,
    },
    /// A decision that the case does not have there, or a choice that is closed there.
    #[error("no such choice after {decisions} decisions")]
    NoSuchChoice {
        /// How many decisions of the path can be followed.
        decisions: u32,
    },
    /// More is written than the path needs.
    #[error("something is left over at the end")]
    LeftOver,
}

impl TransferFault {
    /// What happened and what to do, in French.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::OtherCase { .. } => "Ce parcours vient d’un autre cas, ou d’une autre version de ce cas.".to_owned(),
            Self::NoSuchChoice { decisions } => format!(
                "Ce parcours n’existe pas dans ce cas : après {} décision{}, il suit un choix qui n’est pas proposé. Le lien de séance n’était peut-être pas le même.",
                decisions,
                if decisions > 1 { "s" } else { "" }
            ),
            Self::LeftOver => "Ce parcours n’existe pas dans ce cas : il continue après sa fin. Le lien de séance n’était peut-être pas le même.".to_owned(),
        }
    }
}

impl From<Lost> for TransferFault {
    fn from(lost: Lost) -> Self {
        Self::NoSuchChoice { decisions: lost.decisions }
    }
}
