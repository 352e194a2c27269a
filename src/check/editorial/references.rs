//! Sources that nobody has checked. That a source exists, the loader has seen to.

use std::collections::BTreeSet;

use super::{Editor, Owner};
use crate::scenario::diagnostic::{Rule, Span};
use crate::scenario::library::{Library, Status};
use crate::scenario::source::{Block, BlockKind, Exit, Source};
use crate::text;

/// Tells each source once, where it is first cited.
pub(super) fn tell(editor: &mut Editor<'_>, library: Option<&Library>) {
    let Some(library) = library else { return };
    let mut told = BTreeSet::new();
    for (owner, span, id) in citations(editor.source) {
        let Some(reference) = library.reference(&id).filter(|_| told.insert(id.clone())) else { continue };
        let message = if reference.status == Status::Unverified {
            format!("La source « {id} » ({}) n’a pas été vérifiée.", reference.title)
        } else if !is_date(&reference.checked) {
            format!("La source « {id} » ({}) n’a pas de date de contrôle.", reference.title)
        } else {
            continue;
        };
        let help = "Contrôlez le texte et notez-le dans references.json (« status », « evidence », « checked »), ou citez une source contrôlée.";
        editor.push(owner, Rule::UncheckedReference, span, message, help);
    }
}

/// `2026-11-21`
fn is_date(text: &str) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    matches!(text.as_bytes(), [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 && digits(year) && digits(&[*m1, *m2, *d1, *d2]))
}

/// Every citation: of the case, of a choice, of a « Repère », in a text.
fn citations(source: &Source) -> Vec<(Owner, Span, String)> {
    let mut found: Vec<(Owner, Span, String)> = source.references.iter().map(|id| (Owner::Case, id.span, id.text.clone())).collect();
    let mut blocks = |owner: Owner, blocks: &[Block]| {
        for block in blocks {
            if let BlockKind::Reference(reference) = &block.kind {
                found.push((owner, reference.id.span, reference.id.text.clone()));
            }
        }
    };
    for (at, scene) in source.scenes.iter().enumerate() {
        blocks(Owner::Scene(at), &scene.blocks);
        if let Exit::Decision(decision) = &scene.exit {
            decision.choices.iter().enumerate().for_each(|(number, choice)| blocks(Owner::Choice(at, number), &choice.outcome));
        }
    }
    source.resources.iter().for_each(|resource| blocks(Owner::Case, &resource.blocks));
    for (at, scene) in source.scenes.iter().enumerate() {
        let Exit::Decision(decision) = &scene.exit else { continue };
        for (number, choice) in decision.choices.iter().enumerate() {
            found.extend(choice.references.iter().map(|id| (Owner::Choice(at, number), id.span, id.text.clone())));
        }
    }
    for piece in super::pieces(source) {
        if let Ok(document) = text::parse(piece.words) {
            found.extend(document.references().map(|id| (piece.owner, piece.words.span, id.to_owned())));
        }
    }
    found.sort_by_key(|(_, span, _)| span.start);
    found
}
