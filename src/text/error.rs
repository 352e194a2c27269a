//! What can be wrong in a text, said to its author.

use thiserror::Error;

/// One thing wrong in a source; [`parse`](super::parse) returns them all, in the order of the source.
///
/// Ordered by place. Displays as an English sentence that says what is wrong and what to write instead.
///
/// ```
/// use bifurque::text::{TextErrorKind, parse};
///
/// let errors = parse("Été *comme hiver").unwrap_err();
/// assert_eq!((errors[0].at, errors[0].kind), (4, TextErrorKind::UnclosedEmphasis));
/// assert!(errors[0].to_string().contains(r"\*"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Error)]
#[error("{kind}")]
pub struct TextError {
    /// Where, as a number of Unicode scalars (`char`) from the start of the source string.
    pub at: usize,
    /// What.
    pub kind: TextErrorKind,
}

/// The kinds of [`TextError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum TextErrorKind {
    /// `<` followed by a letter, `/`, `!` or `?`. A `<` before anything else, as in `a < b` or `<3`, is text.
    #[error("raw HTML is not allowed: use *emphasis* or **strong**, or put a space after \"<\" if it is meant to be shown")]
    RawHtml,
    /// `*` that opens and is not closed in its paragraph or item.
    #[error("this emphasis is never closed: add \"*\" after its last word, or write \"\\*\" to show an asterisk")]
    UnclosedEmphasis,
    /// `**` that opens and is not closed in its paragraph or item.
    #[error("this strong passage is never closed: add \"**\" after its last word, or write \"\\*\\*\" to show asterisks")]
    UnclosedStrong,
    /// Asterisks after a word that close nothing, as in `mot*`.
    #[error("these asterisks close nothing: remove them, open the passage before its first word, or write \"\\*\" to show one")]
    UnopenedEmphasis,
    /// Two passages that overlap, as in `*a **b* c**`.
    #[error("this closes a passage inside which another is still open: close first what was opened last")]
    CrossedEmphasis,
    /// `****` and longer.
    #[error("there is nothing between these asterisks: put words there, or write \"\\*\" for each asterisk to be shown")]
    EmptyEmphasis,
    /// `[` without `]` in its paragraph or item, or before another `[`.
    #[error("this bracket is never closed: write [words](L25) for a link, or \"\\[\" to show a bracket")]
    UnclosedLink,
    /// `](` without `[`.
    #[error("this link has no opening bracket: write [words](L25), or \"\\]\" to show a bracket")]
    UnopenedLink,
    /// `[words]` or `[words]()`.
    #[error("this link has no reference: write its id right after the words, [words](L25), or \"\\[words\\]\" to show brackets")]
    MissingReference,
    /// Something else than an id between the parentheses: an address, several words, no closing parenthesis.
    #[error("a link goes to a reference: write one id between parentheses, as in [words](L25), and put the address in references.json")]
    BadReference,
    /// `[](L25)`.
    #[error("this link has no words: write what is to be read between the brackets, [words](L25)")]
    EmptyLabel,
    /// A backslash before a character that needs none.
    #[error("\"\\{0}\" means nothing: a backslash goes before * [ ] \\ or - only; write \"\\\\\" to show a backslash")]
    UnknownEscape(char),
    /// A backslash that ends its paragraph or item.
    #[error("this backslash has nothing after it: remove it, or write \"\\\\\" to show a backslash")]
    TrailingBackslash,
    /// `# ` to `###### ` at the start of a line.
    #[error("a text has no headings: use the block's title, or **strong** words in a paragraph of their own")]
    Heading,
    /// A backtick anywhere.
    #[error("a text has no code: remove the backquotes; write an apostrophe as ' and quotation marks as « »")]
    Code,
    /// `![`.
    #[error("a text has no images: use an image block; before a link, put a space after \"!\"")]
    Image,
    /// `> ` at the start of a line.
    #[error("a text has no quotation blocks: remove \">\" and write the quotation between « »")]
    Quotation,
    /// `* ` at the start of a line.
    #[error("a list item begins with a hyphen: write \"- \" instead of \"* \", or \"\\*\" to show an asterisk")]
    StarItem,
    /// `1. ` or `1) ` at the start of a line that goes on from another: they would be shown on one line.
    #[error("a text has no numbered lists: part the numbered lines by empty lines, or begin each with \"- \"")]
    NumberedLine,
    /// White space before `- `.
    #[error("a list has one level: remove the white space before \"-\", or write \"\\-\" to show a hyphen")]
    IndentedItem,
}
