//! Line drawings that stand beside words, never alone: they are hidden from assistive technology.

use crate::app::element::{Element, element};

/// A bell crossed out.
pub const MUTED: &str = "M6 16V11a6 6 0 0 1 9-5.2M18 11v5l2 2H8M10 21h4M4 4l16 16";
/// Three people.
pub const GROUP: &str = "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6m-6 8a6 6 0 0 1 12 0M15.5 5.5a3 3 0 0 1 0 5M17 14a6 6 0 0 1 4 5";
/// One speech balloon.
pub const DIRECT: &str = "M4 5h16v11H10l-5 4v-4H4z";
/// A telephone.
pub const TELEPHONE: &str = "M7 3h10v18H7zM11 18h2";
/// The globe: anyone can see.
pub const PUBLIC: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18";
/// A padlock: some can see.
pub const RESTRICTED: &str = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
/// A picture.
pub const PHOTO: &str = "M4 5h16v14H4zM4 16l5-5 4 4 3-2 4 4M15.5 9.5h.01";
/// A sheet.
pub const SHEET: &str = "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6";
/// A sound.
pub const SOUND: &str = "M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4";
/// A film.
pub const FILM: &str = "M3 6h12v12H3zM15 11l6-4v10l-6-4";
/// A chain link.
pub const CHAIN: &str = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1";
/// Something is said.
pub const NOTICE: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8h.01";
/// Something is refused.
pub const REFUSAL: &str = "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01";
/// Done.
pub const TICK: &str = "M5 13l4 4 10-10";
/// A compass: where one stands.
pub const COMPASS: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M15.5 8.5l-2 5-5 2 2-5z";

/// Draws one of them.
pub fn icon(path: &'static str) -> Element {
    drawing("icon", "0 0 24 24").child(element("path").set("d", path))
}

/// An empty drawing that says nothing: hidden from assistive technology.
pub fn drawing(class: &'static str, view_box: &'static str) -> Element {
    element("svg").class(class).set("viewBox", view_box).set("aria-hidden", "true").set("focusable", "false")
}
