//! « Télécharger mon parcours »: the whole journal, for its owner; and all journals where one cannot be read.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::services::use_services;
use crate::app::text::fr;
use crate::platform::{files, page};
use crate::record::{Journal, write_journals};

/// The journal to keep.
#[derive(Properties)]
pub struct KeepRecordProps {
    /// The journal.
    pub journal: Rc<Journal>,
}

impl PartialEq for KeepRecordProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.journal, &other.journal)
    }
}

/// « Télécharger mon parcours »
#[component]
pub fn KeepRecord(props: &KeepRecordProps) -> Html {
    let services = use_services();
    let journal = Rc::clone(&props.journal);
    let click = Callback::from(move |_: MouseEvent| {
        let done = download(&journal);
        services.announce.emit(fr(if done { "Le fichier est dans vos téléchargements." } else { "Le téléchargement n'a pas pu commencer : réessayez." }));
    });
    html! { <button type="button" class="button quiet" onclick={click}>{ "Télécharger mon parcours" }</button> }
}

/// « Télécharger ce qui reste lisible »: all that the device keeps, with what cannot be read as it is.
#[component]
pub fn RescueRecords() -> Html {
    let services = use_services();
    let click = Callback::from(move |_: MouseEvent| {
        page::rescue_records();
        services.announce.emit(fr("Le fichier est dans vos téléchargements."));
    });
    html! { <button type="button" class="button quiet" onclick={click}>{ "Télécharger ce qui reste lisible" }</button> }
}

fn download(journal: &Journal) -> bool {
    let name = file_name(&journal.attempt.scenario, &journal.attempt.id.to_string(), "journal");
    write_journals(vec![journal.clone()]).is_ok_and(|json| files::download(&name, "application/json", &json).is_ok())
}

/// `le-carnet-1a2b3c4d-parcours.bifurque.json`: tells attempts apart without telling who played.
#[must_use]
pub fn file_name(scenario: &str, attempt: &str, what: &str) -> String {
    [scenario, "-", attempt.get(..8).unwrap_or(attempt), "-", what, ".bifurque.json"].concat()
}
