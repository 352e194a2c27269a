//! The fields of a paper form or of an online service, as a list of terms and values.

use super::icon::{self, icon};
use crate::app::element::{Element, element};
use crate::scenario::source::{Field, FieldState};

/// Draws the fields; nothing can be typed in them.
pub fn fields(fields: &[Field]) -> Option<Element> {
    (!fields.is_empty()).then(|| element("dl").class("fields").each(fields.iter().map(field)))
}

fn field(field: &Field) -> Element {
    let class = if field.state == Some(FieldState::Error) { "field-row field-refused" } else { "field-row" };
    let path = match field.state {
        Some(FieldState::Error) => Some(icon::REFUSAL),
        Some(FieldState::Filled) => Some(icon::TICK),
        _ => None,
    };
    let value = field.value.as_ref().map(|value| element("span").class("field-value").text(value));
    let state = field.state_label().map(|word| element("span").class("field-state").maybe(path.map(icon)).text(word));
    element("div").class(class).child(element("dt").text(&field.label)).child(element("dd").maybe(value).maybe(state))
}
