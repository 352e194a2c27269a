//! The files a person keeps: a whole journal, for its owner; all journals where one cannot be read.

use crate::app::element::{Element, button};
use crate::app::message::Gesture;
use crate::platform::files;
use crate::record::{Journal, write_journals};

/// « Télécharger mon parcours »
pub fn keep_record(gesture: Gesture) -> Element {
    button("button quiet", "Télécharger mon parcours", gesture)
}

/// « Télécharger ce qui reste lisible »: all that the device keeps, with what cannot be read as it is.
pub fn rescue_records() -> Element {
    button("button quiet", "Télécharger ce qui reste lisible", Gesture::Rescue)
}

/// Downloads a journal; gives the sentence that says what became of it.
pub fn keep(journal: Journal) -> &'static str {
    let name = file_name(&journal.attempt.scenario, &journal.attempt.id.to_string(), "journal");
    download(&name, &write_journals(vec![journal])).unwrap_or_else(|sentence| sentence)
}

/// Downloads a file.
///
/// # Errors
/// Both ways, the sentence that says what became of it.
pub fn download(name: &str, json: &str) -> Result<&'static str, &'static str> {
    match files::download(name, "application/json", json) {
        Ok(()) => Ok("Le fichier est dans vos téléchargements."),
        Err(_) => Err("Le téléchargement n'a pas pu commencer : réessayez."),
    }
}

/// `le-carnet-1a2b3c4d-parcours.bifurque.json`: tells attempts apart without telling who played.
#[must_use]
pub fn file_name(scenario: &str, attempt: &str, what: &str) -> String {
    [scenario, "-", attempt.get(..8).unwrap_or(attempt), "-", what, ".bifurque.json"].concat()
}
