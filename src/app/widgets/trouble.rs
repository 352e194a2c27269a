//! Says that what happens is kept in memory only, as long as it is so.

use crate::app::element::{Element, element};
use crate::app::keeper::Keeper;

/// A banner where the device does not keep attempts.
pub fn trouble(keeper: &Keeper) -> Option<Element> {
    keeper.trouble().map(|error| element("div").class("trouble").set("role", "alert").text(error.sentence()))
}
