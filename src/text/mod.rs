//! The words of a scenario: a small safe subset of Markdown, and French typography.
//!
//! [`parse`] turns an author's string into a [`Document`], a tree of plain values that the app renders as elements and the command line as lines. No string
//! ever becomes markup: a tag in a source is an error, so nothing an author types can reach the page as HTML. [`typography`] sets the spaces, quotation marks
//! and apostrophes that French wants; [`parse`] applies it, and strings that are not parsed (titles, names of fields) can go through it alone.
//!
//! # The subset
//!
//! | written | read as |
//! |---|---|
//! | lines parted by an empty line | paragraphs; a single line break is a space |
//! | `- ` at the start of each line | a list of one level; an empty line between two items does not part the list |
//! | `*words*`, `**words**`, `***words***` | emphasis, strong, both |
//! | `[words](L25)` | a link to the reference `L25` |
//! | `\*` `\[` `\]` `\\` `\-` | the character itself |
//! | `[…]` or `[...]` | the mark of a cut, as it stands |
//!
//! Asterisks open before anything but white space and close after anything but white space; between two white spaces they are text, as in `2 * 3`.
//! Whatever looks like Markdown and is not in the subset is an error that says what to write instead, rather than stray signs on a learner's screen.
//!
//! # Invariants
//!
//! - Total: no input panics; every error of a source is found in one call.
//! - Linear: every character is looked at a bounded number of times, so that a hostile source costs its length. At most one emphasis, one strong and one link
//!   are open at once: the tree is at most four levels deep, and nothing recurses deeper.
//! - Small: no regular expression, no Unicode table of our own beyond a dozen ranges.
//!
//! # Examples
//!
//! ```
//! use bifurque::text::{Block, Inline, parse};
//!
//! let document = parse("Elle dit : \"C'est *trop*!\" [La loi](L25)").unwrap();
//! assert_eq!(document.plain(), "Elle dit\u{a0}: «\u{a0}C’est trop\u{202f}!\u{a0}» La loi");
//! assert_eq!(document.references().collect::<Vec<_>>(), ["L25"]);
//! assert_eq!(document.words(), 7);
//!
//! let errors = parse("<b>Attention</b>").unwrap_err();
//! assert_eq!(errors.len(), 2);
//! ```

mod count;
mod cut;
mod error;
mod flatten;
mod inline;
mod literal;
pub(crate) mod page;
mod parse;
mod quoted;
mod typography;

#[cfg(test)]
mod tests;

pub use count::count;
pub use cut::cut;
pub use error::{TextError, TextErrorKind};
pub use flatten::words;
pub use literal::literal;
pub use parse::{errors, parse};
pub use quoted::quoted;
pub use typography::typography;

/// A parsed text: what [`parse`] returns.
///
/// An empty source gives a document without blocks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Paragraphs and lists, in the order of the source.
    pub blocks: Vec<Block>,
}

/// A part of a [`Document`] that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Words that run on; never empty.
    Paragraph(Vec<Inline>),
    /// The items of a list, at least one, none of them empty.
    List(Vec<Vec<Inline>>),
}

/// A part of a line.
///
/// Emphasis and strong may hold each other and links, a link may hold them; none holds its own kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words as they are to be shown: escapes are undone and typography is set. Never empty.
    Text(String),
    /// `*words*`
    Emphasis(Vec<Inline>),
    /// `**words**`
    Strong(Vec<Inline>),
    /// `[words](L25)`
    Link {
        /// The words to press, never blank.
        label: Vec<Inline>,
        /// The id between the parentheses: ASCII letters, digits and hyphens. Whether such a reference exists is for the loader to check.
        reference: String,
    },
}
