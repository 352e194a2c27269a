//! Counts per choice: bars in the order of the text, neutral colours doubled by a pattern, a letter, a number.

use super::parts::letter;
use crate::app::element::{Element, element, plain, spoken};
use crate::debrief::slide::{BarRow, BarValue, Bars};

/// How many patterns there are; a case with more choices begins again.
const PATTERNS: usize = 6;

/// Draws the bars as a table: what a screen reader says is what is drawn.
pub fn bars(bars: &Bars) -> Element {
    let most = bars.rows.iter().flat_map(|row| &row.values).filter_map(|value| value.count).max().unwrap_or(0).max(1);
    // The scale is the whole group's, so that two votes of one size can be compared by eye.
    let whole = (0..bars.series.len().max(1)).map(|series| bars.rows.iter().filter_map(|row| row.values.get(series)?.count).sum::<u32>()).max().unwrap_or(0);
    let scale = whole.max(most);
    let series = (bars.series.len() > 1).then(|| {
        let names = bars.series.iter().enumerate().map(|(at, name)| element("li").set("data-series", if at == 0 { "first" } else { "second" }).text(name));
        element("ul").class("slide-legend").each(names)
    });
    let rows = bars.rows.iter().enumerate().map(|(at, one)| row(one, at, &bars.series, scale));
    element("div").class("slide-bars").maybe(series).child(element("ul").class("bar-rows").each(rows))
}

fn row(row: &BarRow, at: usize, series: &[String], scale: u32) -> Element {
    let values = row.values.iter().enumerate().map(|(place, value)| one(*value, at, place, series.get(place).map_or("", String::as_str), scale));
    element("li")
        .key(&row.letter)
        .child(letter(&row.letter))
        .child(element("span").class("bar-label").text(&row.text))
        .child(element("span").class("bar-values").each(values))
}

fn one(value: BarValue, at: usize, place: usize, series: &str, scale: u32) -> Element {
    let named = (!series.is_empty()).then(|| spoken(&[series, " : "].concat()));
    let said = match (value.count, value.taken) {
        (Some(count), _) => count.to_string(),
        (None, Some(true)) => "prise".to_owned(),
        (None, Some(false)) => "non prise".to_owned(),
        (None, None) => "–".to_owned(),
    };
    let number = element("span").class(if value.count.is_some() { "bar-number" } else { "bar-word" }).child(plain(said.into()));
    let track = value.count.map(|count| {
        let width = format!("{}%", u64::from(count) * 100 / u64::from(scale.max(1)));
        let pattern = (b'a' + u8::try_from(at % PATTERNS).unwrap_or(0)) as char;
        let fill = element("rect").class("bar-fill").set("height", "100%").set_to("width", width).set_to("fill", format!("url(#motif-{pattern}{place})"));
        element("svg").class("bar-track").set("aria-hidden", "true").child(defs(pattern, place)).child(fill)
    });
    element("span").class("bar-value").set("data-series", if place == 0 { "first" } else { "second" }).maybe(named).maybe(track).child(number)
}

/// The pattern of a choice: its colour is the styles', its marks are here.
fn defs(pattern: char, place: usize) -> Element {
    let mark = match pattern {
        'a' => "M0 12L12 0M-3 3L3 -3M9 15L15 9",
        'b' => "M6 4v4M4 6h4",
        'c' => "M0 3H12M0 9H12",
        'd' => "M3 0V12M9 0V12",
        'e' => "M0 0L12 12M9 -3L15 3M-3 9L3 15",
        _ => "M0 6H12M6 0V12",
    };
    let ground = element("rect").class("motif-ground").set_to("data-motif", pattern.to_string()).set("width", "12").set("height", "12");
    let lines = element("path").class("motif-mark").set("d", mark);
    let motif = element("pattern").set_to("id", format!("motif-{pattern}{place}")).set("patternUnits", "userSpaceOnUse").set("width", "12").set("height", "12");
    element("defs").child(motif.child(ground).child(lines))
}
