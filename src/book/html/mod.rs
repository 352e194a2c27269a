//! The book as one page to print: A4, in one file that fetches nothing and runs nothing.
//!
//! | file | concern |
//! |---|---|
//! | `say` | what the player does, in sentences |
//! | `media` | blocks |
//! | `player` | the cover, the player's sheet, the booklet, the insets, the documents |
//! | `trainer` | what the trainer keeps: the note, the key of the sheet, the plan, the votes |

mod media;
mod player;
mod say;
mod trainer;

use super::Book;
use crate::scenario::library::{Reference, References, Vocabulary};
use crate::text::page::Page;
use crate::text::{self, Block, Inline, typography};

const STYLE: &str = include_str!("book.css");

/// What stands beside the scenarios, where it could be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shared<'a> {
    /// The sources that « Repères » cite.
    pub references: Option<&'a References>,
    /// The names of tags.
    pub vocabulary: Option<&'a Vocabulary>,
}

/// The whole book: what is given to players, then what the trainer keeps.
#[must_use]
pub fn html(book: &Book<'_>, shared: Shared<'_>) -> String {
    let mut out = Out { book, shared, page: Page(String::new()) };
    out.raw("<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    out.text(&[&book.scenario.source.title.text, " : édition papier"].concat());
    out.raw("</title>\n<style>\n");
    out.raw(STYLE);
    out.raw("</style>\n<main>\n");
    out.cover();
    out.sheet();
    out.booklet();
    out.insets();
    out.annexes();
    out.trainer();
    out.raw("</main>\n</html>\n");
    out.page.0
}

/// The page under way.
struct Out<'a> {
    book: &'a Book<'a>,
    shared: Shared<'a>,
    page: Page,
}

impl<'a> Out<'a> {
    fn raw(&mut self, markup: &str) {
        self.page.raw(markup);
    }

    /// Words, in French typography.
    fn text(&mut self, words: &str) {
        self.page.text(&typography(words));
    }

    /// A line: an element that holds words.
    fn line(&mut self, tag: &str, class: &str, words: &str) {
        self.open(tag, class);
        self.text(words);
        self.raw(&["</", tag, ">\n"].concat());
    }

    fn maybe_line(&mut self, tag: &str, class: &str, words: Option<&str>) {
        if let Some(words) = words {
            self.line(tag, class, words);
        }
    }

    fn open(&mut self, tag: &str, class: &str) {
        let class = if class.is_empty() { String::new() } else { [" class=\"", class, "\""].concat() };
        self.raw(&["<", tag, &class, ">"].concat());
    }

    fn reference_of(&self, id: &str) -> Option<&'a Reference> {
        self.shared.references?.references.iter().find(|reference| reference.id == id)
    }

    /// An author's text: paragraphs and lists.
    fn rich(&mut self, class: &str, source: &str) {
        let Ok(document) = text::parse(source) else {
            self.line("p", class, source);
            return;
        };
        for block in &document.blocks {
            match block {
                Block::Paragraph(words) => {
                    self.open("p", class);
                    self.inlines(words);
                    self.raw("</p>\n");
                }
                Block::List(items) => {
                    self.raw("<ul>\n");
                    for item in items {
                        self.raw("<li>");
                        self.inlines(item);
                        self.raw("</li>\n");
                    }
                    self.raw("</ul>\n");
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let (tag, inside) = match inline {
                // Its typography is set already.
                Inline::Text(words) => {
                    self.page.text(words);
                    continue;
                }
                Inline::Emphasis(inside) => ("em", inside),
                Inline::Strong(inside) => ("strong", inside),
                Inline::Link { label, .. } => ("span", label),
            };
            self.open(tag, "");
            self.inlines(inside);
            self.raw(&["</", tag, ">"].concat());
        }
    }
}

/// Things one after the other, with words between them.
fn list<'a, T>(out: &mut Out<'a>, things: &[T], between: &str, mut each: impl FnMut(&mut Out<'a>, &T)) {
    for (at, thing) in things.iter().enumerate() {
        if at > 0 {
            // All but the last are parted by commas where words join them.
            let last = at + 1 == things.len();
            out.text(if last || !matches!(between, " et " | " ou ") { between } else { ", " });
        }
        each(out, thing);
    }
}
