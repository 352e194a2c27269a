//! Why an attempt cannot be played here and now.

use super::open::Closed;
use super::{Gesture, Opened};
use crate::app::element::{Element, button};
use crate::app::message;
use crate::app::widgets::{Notice, keep_record, rescue_records};
use crate::record::Verdict;
use crate::store::StoreError;

fn keep() -> Element {
    keep_record(message::Gesture::Play(Gesture::Keep))
}

/// After the hand-over from a shared device, whichever side of the attempt the back button asks for.
pub fn erased() -> Notice {
    Notice::new(
        "Vos traces ont été effacées de ce poste",
        "Si vous avez transmis votre parcours, le fichier est dans les téléchargements : remettez-le à la personne qui anime.",
    )
}

/// An attempt that could not be opened.
pub fn closed(closed: &Closed) -> Notice {
    match closed {
        Closed::Erased => erased(),
        Closed::Store(error) => {
            let notice = Notice::new("Ce parcours ne peut pas être ouvert", error.sentence());
            if matches!(error, StoreError::Unreadable { .. }) { notice.offering(rescue_records()) } else { notice }
        }
        Closed::Scenario(trouble, _) => {
            let notice = Notice::new("Le cas de ce parcours ne peut pas être ouvert", trouble.sentence());
            Notice { details: trouble.details(), ..notice }.offering(keep())
        }
        Closed::Changed(verdict, _) => {
            let altered = *verdict == Verdict::Altered;
            let title = if altered { "Ce parcours ne peut pas être repris" } else { "Le cas a changé depuis ce parcours" };
            Notice::new(title, verdict.sentence()).offering(keep())
        }
        Closed::Elsewhere(_) => Notice::new(
            "Ce parcours est ouvert dans un autre onglet",
            "Deux onglets ne peuvent pas avancer sur le même parcours. Continuez dans l'autre, ou reprenez ici : l'autre s'arrêtera.",
        )
        .offering(button("button", "Reprendre ici", message::Gesture::Play(Gesture::TakeOver))),
    }
}

/// An attempt that could be written to, and cannot any more.
pub fn lost(error: &StoreError, opened: &Opened) -> Notice {
    match error {
        StoreError::Missing { .. } if opened.writer.settings().shared_device => erased(),
        StoreError::Missing { .. } => Notice::new("Ce parcours a été effacé", error.sentence()).offering(keep()),
        _ => Notice::new("Ce parcours continue ailleurs", error.sentence()).offering(keep()),
    }
}

/// An attempt that another tab took over.
pub fn taken_over() -> Notice {
    Notice::new("Ce parcours continue dans un autre onglet", "Vous l'avez repris ailleurs : cette page n'enregistre plus rien. Vous pouvez la fermer.")
}
