//! Sources that nobody has checked. That a source exists, the loader has seen to.

use std::collections::BTreeSet;

use super::{Editor, Finding};
use crate::scenario::diagnostic::Rule;
use crate::scenario::library::{Library, Status};
use crate::scenario::reading::{Citation, citations};

/// Tells each source once, where it is first cited.
pub(super) fn tell(editor: &mut Editor<'_>, library: Option<&Library>) {
    let mut told = BTreeSet::new();
    for Citation { owner, span, id } in citations(editor.source) {
        let Some(library) = library else {
            editor.unread.push((Rule::UncheckedReference, owner));
            continue;
        };
        let Some(reference) = library.reference(&id).filter(|_| told.insert((owner, id.clone()))) else { continue };
        let message = if reference.status == Status::Unverified {
            format!("La source « {id} » ({}) n’a pas été vérifiée.", reference.title)
        } else if !is_date(&reference.checked) {
            format!("La source « {id} » ({}) n’a pas de date de contrôle.", reference.title)
        } else {
            continue;
        };
        let help = "Contrôlez le texte et notez-le dans references.json (« status », « evidence », « checked »), ou citez une source contrôlée.";
        editor.found.push(Finding { owner, rule: Rule::UncheckedReference, span, message, help: help.to_owned(), about: Some(id) });
    }
}

/// `2026-11-21`
fn is_date(text: &str) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    matches!(text.as_bytes(), [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 && digits(year) && digits(&[*m1, *m2, *d1, *d2]))
}
