//! The fields of a paper form or of an online service, as a list of terms and values.

use yew::prelude::*;

use super::icon::{self, icon};
use super::line::typeset;
use crate::scenario::source::{Field, FieldState};

/// Draws the fields; nothing can be typed in them.
pub fn fields(fields: &[Field]) -> Option<Html> {
    (!fields.is_empty()).then(|| html! { <dl class="fields">{ for fields.iter().map(field) }</dl> })
}

fn field(field: &Field) -> Html {
    let key = field.id.as_deref().unwrap_or_default().to_owned();
    let (class, word) = match (field.state, &field.value) {
        (Some(FieldState::Error), _) => ("field-row field-refused", Some("Refusé")),
        (Some(FieldState::Empty), _) | (None, None) => ("field-row", Some("Non rempli")),
        (Some(FieldState::Filled), _) => ("field-row", Some("Rempli")),
        (None, Some(_)) => ("field-row", None),
    };
    let path = match field.state {
        Some(FieldState::Error) => Some(icon::REFUSAL),
        Some(FieldState::Filled) => Some(icon::TICK),
        _ => None,
    };
    let value = field.value.as_ref().map(|value| html! { <span class="field-value">{ typeset(value) }</span> });
    let state = word.map(|word| html! { <span class="field-state">{ for path.map(icon) }{ word }</span> });
    html! { <div {class} {key}><dt>{ typeset(&field.label) }</dt><dd>{ for value }{ for state }</dd></div> }
}
