//! Tensions and positions along the case: a mark for each parcours, or strips where there are too many to tell apart.
//!
//! Neutral colours, doubled by the shape of the marks or the pattern of the strips, by a name and by a number. Marks grow from the middle toward each pole: no
//! side is up, none is first.

use crate::app::element::{Element, element, plain, spoken};
use crate::app::media::drawing;
use crate::debrief::deeper::axis_has_marks;
use crate::debrief::slide::{Axis, AxisRow};

/// How many lines of marks lead toward a pole, and how many marks a line has room for at least.
const LINES: u32 = 2;
const SHORTEST: u32 = 10;
/// The length of strips, in the units of the drawings.
const STRIP: u32 = 200;
/// The shapes that there are; with more ends they begin again.
const SHAPES: usize = 6;
/// The width of a mark, in the units of the drawings.
const STEP: u32 = 10;

/// Draws axes.
pub fn axes(axes: &[Axis]) -> Element {
    let ends = axes.iter().map(|axis| axis.ends.len()).max().unwrap_or(0).min(SHAPES);
    let patterns = drawing("axis-patterns", "0 0 1 1").set("width", "0").set("height", "0").child(element("defs").each((0..ends).map(pattern)));
    element("div").class("slide-axes").child(patterns).each(axes.iter().map(axis))
}

fn axis(axis: &Axis) -> Element {
    let marks = axis_has_marks(axis);
    let rows = axis.rows.iter().map(|row| {
        let drawn = if axis.stripes { stripe(axis, row, marks) } else { spread(axis, row, marks) };
        element("li").key(&row.title).class("axis-row").child(element("span").class("axis-scene").text(&row.title)).child(drawn)
    });
    let ends = axis.ends.iter().enumerate().map(|(at, end)| element("li").child(sign(at)).child(element("span").text(end)));
    element("section")
        .class("slide-axis")
        .set("data-kind", if axis.stripes { "stripes" } else { "spread" })
        .maybe((!axis.title.is_empty()).then(|| element("h2").text(&axis.title)))
        .child(element("ul").class("axis-ends").each(ends))
        .child(element("ul").class("axis-rows").each(rows))
}

/// The mark of an end, beside its name.
fn sign(at: usize) -> Element {
    drawing("axis-sign", "0 0 10 10").child(shape(at, 5, 5))
}

/// From the middle toward each of two poles.
fn spread(axis: &Axis, row: &AxisRow, marks: bool) -> Element {
    let most = axis.rows.iter().flat_map(|row| &row.counts).copied().max().unwrap_or(1).max(1);
    let side = |at: usize| {
        let count = row.counts.get(at).copied().unwrap_or(0);
        let left = at == 0;
        let drawn = if marks { toward(at, count, most.div_ceil(LINES).max(SHORTEST), left) } else { bar(at, count, most, left) };
        let number = number(count, axis.ends.get(at).map_or("", String::as_str));
        let side = element("span").class("axis-side").set("data-side", if left { "left" } else { "right" });
        if left { side.child(drawn).child(number) } else { side.child(number).child(drawn) }
    };
    element("span").class("axis-spread").child(side(0)).child(side(1))
}

/// Marks in lines of the same length on the whole axis, the first ones by the middle.
fn toward(at: usize, count: u32, line: u32, left: bool) -> Element {
    let whole = line * STEP;
    let marks = (0..count).map(|mark| {
        let x = mark / LINES * STEP + STEP / 2;
        shape(at, if left { whole - x } else { x }, mark % LINES * STEP + STEP / 2)
    });
    sized(whole, LINES * STEP).set("preserveAspectRatio", if left { "xMaxYMid meet" } else { "xMinYMid meet" }).each(marks)
}

fn sized(width: u32, height: u32) -> Element {
    element("svg").class("axis-marks").set("aria-hidden", "true").set("focusable", "false").set_to("viewBox", format!("0 0 {width} {height}"))
}

/// One strip, as long as its count beside the longest of the axis.
fn bar(at: usize, count: u32, most: u32, left: bool) -> Element {
    let width = scaled(count, most, STRIP);
    sized(STRIP, 20).set("preserveAspectRatio", "none").child(strip(at, if left { STRIP - width } else { 0 }, width))
}

/// Side by side: a group of marks for each position that was taken, or a strip in proportion, with the numbers.
fn stripe(axis: &Axis, row: &AxisRow, marks: bool) -> Element {
    let taken = || row.counts.iter().zip(&axis.ends).enumerate().filter(|(_, (count, _))| **count > 0);
    let groups = taken().map(|(at, (count, end))| {
        let drawn = if marks { group(at, *count) } else { sign(at) };
        element("span").class("axis-group").child(drawn).child(number(*count, end))
    });
    let sum = row.counts.iter().sum::<u32>().max(1);
    let strips = (!marks).then(|| {
        let mut start = 0;
        let strips = taken().map(|(at, (count, _))| {
            let width = scaled(*count, sum, 2 * STRIP);
            start += width;
            strip(at, start - width, width)
        });
        drawing("axis-strip", "0 0 400 20").set("preserveAspectRatio", "none").each(strips.collect::<Vec<_>>().into_iter())
    });
    element("span").class("axis-stripe").maybe(strips).child(element("span").class("axis-groups").each(groups))
}

/// A group of marks as wide as it has marks.
fn group(at: usize, count: u32) -> Element {
    let marks = (0..count).map(|mark| shape(at, mark * STEP + STEP / 2, STEP / 2));
    sized(count * STEP, STEP).each(marks)
}

fn number(count: u32, end: &str) -> Element {
    element("span").class("axis-number").child(plain(count.to_string().into())).child(spoken(&[" ", end].concat()))
}

fn scaled(count: u32, most: u32, whole: u32) -> u32 {
    u32::try_from(u64::from(count) * u64::from(whole) / u64::from(most.max(1))).unwrap_or(whole)
}

/// The mark of an end around a point: disc, ring, square, triangle, diamond, cross.
fn shape(at: usize, x: u32, y: u32) -> Element {
    let turn = format!("translate({x} {y})");
    let path = match at % SHAPES {
        0 => "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
        1 => "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
        2 => "M-3.5 -3.5H3.5V3.5H-3.5Z",
        3 => "M0 -4.2L4 3.4H-4Z",
        4 => "M0 -4.2L4.2 0L0 4.2L-4.2 0Z",
        _ => "M-3.2 -3.2L3.2 3.2M3.2 -3.2L-3.2 3.2",
    };
    element("path").set_to("data-end", (at % SHAPES).to_string()).set("d", path).set_to("transform", turn)
}

/// A piece of a strip, in the pattern of its end.
fn strip(at: usize, x: u32, width: u32) -> Element {
    let fill = format!("url(#bande-{})", at % SHAPES);
    element("rect").class("axis-piece").set_to("x", x.to_string()).set("y", "1").set_to("width", width.to_string()).set("height", "18").set_to("fill", fill)
}

/// The pattern of an end: its colour is the styles', its marks are here.
fn pattern(at: usize) -> Element {
    let mark = match at {
        0 => "",
        1 => "M0 4L4 0",
        2 => "M0 2H4",
        3 => "M2 0V4",
        4 => "M0 0L4 4",
        _ => "M0 2H4M2 0V4",
    };
    let ground = element("rect").class("axis-ground").set_to("data-end", at.to_string()).set("width", "4").set("height", "4");
    let lines = element("path").class("motif-mark").set("d", mark);
    let pattern = element("pattern").set_to("id", format!("bande-{at}")).set("patternUnits", "userSpaceOnUse").set("width", "4").set("height", "4");
    pattern.child(ground).child(lines)
}
