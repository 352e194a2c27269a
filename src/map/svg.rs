//! The map as a file of its own.

use super::draw::{Drawing, Shape};
use super::layout::Layout;
use super::paper::sheet;
use super::table;
use crate::scenario::Scenario;
use crate::text::typography;

/// The file's own look, light or dark as the reader's device is. The colours are those of the app's tokens.
const STYLE: &str = include_str!("map.css");

/// The map as an SVG document, which fetches nothing and runs nothing, to be printed on A3, upright or across as suits it: with a key, and the conditions that [`super::notes::annotate`] gave.
#[must_use]
pub fn printed(layout: &Layout, scenario: &Scenario, conditions: &[String]) -> String {
    let sheet = sheet(layout, scenario, conditions);
    let (size, width, height) = if sheet.upright { ("portrait", 277, 400) } else { ("landscape", 400, 277) };
    let page = format!("@page {{ size: A3 {size}; margin: 10mm; }}\n@media print {{ svg {{ width: {width}mm; height: {height}mm; }} }}\n");
    let title = typography(&scenario.source.title.text);
    let mut text = String::new();
    let size = [("width", sheet.area.width), ("height", sheet.area.height)].map(|(name, value)| [" ", name, "=\"", &value.to_string(), "\""].concat()).concat();
    let bounds = [" viewBox=\"0 0 ", &sheet.area.width.to_string(), " ", &sheet.area.height.to_string(), "\""].concat();
    text.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"fr\" role=\"img\" aria-labelledby=\"titre description\" class=\"map\"");
    text.push_str(&[&size, &bounds, ">\n<title id=\"titre\">"].concat());
    escape(&["Carte du cas «\u{a0}", &title, "\u{a0}»"].concat(), &mut text);
    text.push_str("</title>\n<desc id=\"description\">");
    escape(&table::sentence(&layout.graph, &[]), &mut text);
    text.push_str("</desc>\n<style>\n");
    text.push_str(STYLE);
    text.push_str(&page);
    text.push_str("</style>\n<rect class=\"map-paper\" width=\"100%\" height=\"100%\"/>\n");
    for shape in Drawing::new(layout, scenario, &[]).shapes().iter().chain(&sheet.shapes) {
        write(shape, &mut text);
        text.push('\n');
    }
    text.push_str("</svg>\n");
    text
}

/// Writes a shape and what is in it.
pub(super) fn write(shape: &Shape, text: &mut String) {
    text.push('<');
    text.push_str(shape.tag);
    let class = (!shape.class.is_empty()).then_some(("class", shape.class));
    for (name, value) in class.into_iter().chain(shape.attributes.iter().map(|(name, value)| (*name, value.as_str()))) {
        text.push_str(&[" ", name, "=\""].concat());
        escape(value, text);
        text.push('"');
    }
    text.push('>');
    escape(&shape.words, text);
    shape.inside.iter().for_each(|inside| write(inside, text));
    text.push_str(&["</", shape.tag, ">"].concat());
}

/// Authors' words never become markup; what XML has no room for is replaced.
fn escape(words: &str, text: &mut String) {
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' | '\t' => text.push(' '),
            '\u{fffe}' | '\u{ffff}' => text.push('\u{fffd}'),
            _ if character.is_control() => text.push('\u{fffd}'),
            _ => text.push(character),
        }
    }
}
