//! What media and their parts are called wherever they are shown: on the page, in the booklet.

use super::block::{AttachmentKind, Channel, DocumentKind, Field, FieldState};
use super::source::{Ending, Located};

impl AttachmentKind {
    /// « Photo »
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Photo => "Photo",
            Self::Document => "Document",
            Self::Audio => "Message audio",
            Self::Video => "Vidéo",
            Self::Link => "Lien",
        }
    }
}

impl Channel {
    /// « Groupe »
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Group => "Groupe",
            Self::Direct => "Message privé",
            Self::Sms => "SMS",
        }
    }
}

impl DocumentKind {
    /// « Lettre »
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Letter => "Lettre",
            Self::Form => "Formulaire",
            Self::Charter => "Charte",
            Self::Note => "Note",
        }
    }
}

impl Field {
    /// How it stands, where that is not plain from its value: « Refusé ».
    #[must_use]
    pub fn state_label(&self) -> Option<&'static str> {
        match (self.state, &self.value) {
            (Some(FieldState::Error), _) => Some("Refusé"),
            (Some(FieldState::Empty), _) | (None, None) => Some("Non rempli"),
            (Some(FieldState::Filled), _) => Some("Rempli"),
            (None, Some(_)) => None,
        }
    }
}

impl Ending {
    /// What moved, and for whom.
    #[must_use]
    pub fn moved(&self) -> [(&'static str, &Located); 3] {
        [("Pour la personne", &self.person), ("Pour vous", &self.professional), ("Pour l'équipe", &self.team)]
    }
}

/// `2026-11-21` → « 21/11/2026 ».
#[must_use]
pub fn day(date: &str) -> String {
    date.split('-').rev().collect::<Vec<_>>().join("/")
}
