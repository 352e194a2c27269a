//! What can go wrong with a store, for engineers (`Display`, English) and for the person (`sentence`, French).

use thiserror::Error;

/// Why a store did not do what it was asked. Nothing recorded before is lost by any of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser refuses storage: private window, cookies blocked, no IndexedDB. Go on in memory.
    #[error("storage denied: {0}")]
    Denied(String),
    /// No room left on the device or for this site; the write was undone as a whole.
    #[error("storage full: {0}")]
    Full(String),
    /// The event number is taken: someone else, another tab most likely, went on with this attempt.
    #[error("event {number} exists already")]
    Conflict {
        /// The number that was to be written.
        number: u32,
    },
    /// The attempt to be created is kept already.
    #[error("attempt {id} exists already")]
    Exists {
        /// The attempt's id.
        id: String,
    },
    /// The attempt is not kept, or no longer: erased here or in another tab.
    #[error("no attempt {id}")]
    Missing {
        /// The attempt's id.
        id: String,
    },
    /// Something is kept but cannot be read.
    #[error("unreadable: {what}")]
    Unreadable {
        /// What is damaged and how.
        what: String,
    },
    /// The storage was made by a later version of the app.
    #[error("storage of a newer format: {0}")]
    Newer(String),
    /// Another tab keeps the storage from being opened.
    #[error("storage held by another tab: {0}")]
    Busy(String),
    /// Anything else: the browser's database is broken, or was closed under us.
    #[error("storage unavailable: {0}")]
    Unavailable(String),
}

impl StoreError {
    /// What happened and what to do, for the person, in French, ready to display.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Denied(_) => {
                "Ce navigateur refuse d’enregistrer\u{a0}: votre parcours reste en mémoire tant que cette page est \
                 ouverte. Téléchargez-le avant de la fermer."
            }
            Self::Full(_) => {
                "Il n’y a plus de place pour enregistrer sur cet appareil. Ce qui était déjà enregistré est gardé\u{a0}: \
                 téléchargez votre parcours, libérez de l’espace, puis réessayez."
            }
            Self::Conflict { .. } => "Ce parcours a avancé dans un autre onglet. Rechargez cette page pour le reprendre là où il en est.",
            Self::Exists { .. } => {
                "Ce parcours est déjà sur cet appareil\u{202f}; il n’a pas été remplacé. Vous le retrouvez sous \
                 «\u{a0}Reprendre\u{a0}»."
            }
            Self::Missing { .. } => {
                "Ce parcours n’est plus sur cet appareil\u{a0}: il a été effacé. Revenez au catalogue pour en commencer un \
                 autre."
            }
            Self::Unreadable { .. } => {
                "Une partie de ce parcours ne peut plus être lue. Rien n’a été effacé\u{a0}: téléchargez ce qui reste \
                 lisible, puis montrez le fichier à la personne qui anime."
            }
            Self::Newer(_) => {
                "Les parcours de cet appareil viennent d’une version plus récente de Bifurque. Rien n’a été \
                 effacé\u{a0}: rechargez la page pour ouvrir cette version."
            }
            Self::Busy(_) => {
                "Un autre onglet de Bifurque retient l’enregistrement. Fermez les autres onglets, puis rechargez cette \
                 page."
            }
            Self::Unavailable(_) => "L’enregistrement ne répond plus sur cet appareil. Téléchargez votre parcours, puis rechargez la page.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::StoreError;

    fn all() -> Vec<StoreError> {
        let cause = || "cause".to_owned();
        vec![
            StoreError::Denied(cause()),
            StoreError::Full(cause()),
            StoreError::Conflict { number: 3 },
            StoreError::Exists { id: cause() },
            StoreError::Missing { id: cause() },
            StoreError::Unreadable { what: cause() },
            StoreError::Newer(cause()),
            StoreError::Busy(cause()),
            StoreError::Unavailable(cause()),
        ]
    }

    #[test]
    fn sentences_follow_french_typography() {
        for error in all() {
            let sentence = error.sentence();
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains(['\'', '"', '\n']) && !sentence.contains("  "), "{sentence}");
            let characters: Vec<char> = sentence.chars().collect();
            for pair in characters.windows(2) {
                match pair {
                    [before, ':' | '»'] => assert_eq!(*before, '\u{a0}', "{sentence}"),
                    [before, '!' | '?' | ';'] => assert_eq!(*before, '\u{202f}', "{sentence}"),
                    ['«', after] => assert_eq!(*after, '\u{a0}', "{sentence}"),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn engineers_get_the_cause() {
        assert_eq!(StoreError::Denied("SecurityError".into()).to_string(), "storage denied: SecurityError");
        assert_eq!(StoreError::Conflict { number: 12 }.to_string(), "event 12 exists already");
    }
}
