//! The bar of the pages beside the story.

use super::reading_button;
use crate::app::element::{Element, element, link};
use crate::app::media::drawing;
use crate::app::route::Route;

/// The name, the pages, the reading settings.
pub fn site_bar() -> Element {
    let mark = drawing("", "0 0 16 16").child(element("path").set("d", "M8 15V9L3 2m5 7 5-7"));
    let tools = element("nav")
        .class("bar-tools")
        .label("Site")
        .child(link("tool", "Mes parcours", Route::Records.href()))
        .child(link("tool", "Vie privée", Route::Privacy.href()))
        .child(reading_button());
    let home = element("a").class("bar-home brand").set_to("href", Route::Catalogue.href()).child(mark).text("Bifurque");
    element("header").class("bar").child(home).child(tools)
}
