//! The parts of a slide.

use super::axes::axes;
use super::bars::bars;
use crate::app::element::{Element, element, plain};
use crate::app::media::rich;
use crate::app::trainer::map_view::MapView;
use crate::app::widgets::qr_code;
use crate::debrief::slide::{Column, Lettered, Part};

/// Draws a part.
pub fn draw(part: &Part, map: Option<&MapView>) -> Element {
    match part {
        Part::Text(words) => element("div").class("slide-text").child(rich(words)),
        Part::Caption(words) => element("p").class("slide-caption").text(words),
        Part::Choices(choices) => element("ul").class("slide-choices").each(choices.iter().map(choice)),
        Part::Bars(series) => bars(series),
        Part::Columns(columns) => element("div").class("slide-columns").each(columns.iter().map(column)),
        Part::Link(address) => link(address),
        Part::Axes(shown) => axes(shown),
        Part::Map(_) => map.map_or_else(|| element("div"), MapView::stage),
    }
}

fn choice(choice: &Lettered) -> Element {
    element("li").key(&choice.letter).child(letter(&choice.letter)).child(element("span").text(&choice.text))
}

pub(super) fn letter(letter: &str) -> Element {
    element("span").class("slide-letter").child(plain(letter.to_owned().into()))
}

fn column(column: &Column) -> Element {
    element("section").child(element("h2").text(&column.title)).child(rich(&column.text))
}

fn link(address: &str) -> Element {
    element("div")
        .class("slide-link")
        .maybe(qr_code(address, "QR code du lien de la séance"))
        .child(element("p").class("slide-address").child(plain(address.to_owned().into())))
}
