//! Portraits without stereotype: a few shapes and colours that only the person's id decides.

use super::icon::drawing;
use crate::app::element::{Element, element};

/// How large a portrait is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PortraitSize {
    /// Beside a message.
    Small,
    /// Beside a name.
    #[default]
    Medium,
    /// In an introduction.
    Large,
}

const GROUNDS: [&str; 6] = ["#1f4e5f", "#b4632a", "#6b5b95", "#2d5f91", "#8a4468", "#55652f"];
const FIGURES: [&str; 4] = ["#f6e9dd", "#e9b988", "#a9d0db", "#d3c6ea"];
const SHAPES: [&str; 8] = [
    "M16 7a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
    "M16 5 32 32H0z",
    "M2 19a14 14 0 0 1 28 0z",
    "M0 24 24 0h8v8L8 32H0z",
    "M0 0h21A21 21 0 0 1 0 21z",
    "M16 4 28 16 16 28 4 16z",
    "M7 0h7v32H7zM18 0h7v32h-7z",
    "M0 17q8-11 16 0t16 0v15H0z",
];
const DOTS: [&str; 4] =
    ["M11 6a5 5 0 1 0 0 10 5 5 0 0 0 0-10", "M22 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12", "M20 18a4 4 0 1 0 0 8 4 4 0 0 0 0-8", "M16 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8"];
const TURNS: [&str; 4] = ["", "rotate(90 16 16)", "rotate(180 16 16)", "rotate(270 16 16)"];

/// Draws the portrait of a person: the same everywhere, and hidden from assistive technology, as it says nothing that the name does not.
pub fn portrait(id: &str, size: PortraitSize) -> Element {
    let Look { ground, figure, dot_figure, shape, dot, turn } = Look::of(id);
    let class = match size {
        PortraitSize::Small => "portrait portrait-small",
        PortraitSize::Medium => "portrait",
        PortraitSize::Large => "portrait portrait-large",
    };
    let path = |fill: &'static str, shape: &'static str| element("path").set("fill", fill).set("d", shape);
    let dot_fill = if dot_figure == figure { GROUNDS[(ground + 1) % GROUNDS.len()] } else { FIGURES[dot_figure] };
    drawing(class, "0 0 32 32")
        .child(path(GROUNDS[ground], "M0 0h32v32H0z"))
        .child(path(FIGURES[figure], SHAPES[shape]).set("transform", TURNS[turn]))
        .child(path(dot_fill, DOTS[dot]))
}

/// What an id looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    ground: usize,
    figure: usize,
    dot_figure: usize,
    shape: usize,
    dot: usize,
    turn: usize,
}

impl Look {
    fn of(id: &str) -> Self {
        let mut rest = hash(id);
        let mut draw = |among: usize| {
            let among = among as u32;
            let drawn = rest % among;
            rest /= among;
            drawn as usize
        };
        Self {
            ground: draw(GROUNDS.len()),
            shape: draw(SHAPES.len()),
            figure: draw(FIGURES.len()),
            dot_figure: draw(FIGURES.len()),
            dot: draw(DOTS.len()),
            turn: draw(TURNS.len()),
        }
    }
}

/// FNV-1a, then stirred: short ids that differ by one letter differ in their low bits as well.
fn hash(id: &str) -> u32 {
    let mixed = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}
