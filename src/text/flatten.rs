//! What a tree says once it is flat: its plain words, its links, its length.

use super::typography::is_letter;
use super::{Block, Document, Inline};

impl Document {
    /// The references that the text links to, in the order of the source, as often as they are linked.
    ///
    /// ```
    /// let document = bifurque::text::parse("[Un](L25), **[deux](L04)**\n\n- [un](L25)").unwrap();
    /// assert_eq!(document.references().collect::<Vec<_>>(), ["L25", "L04", "L25"]);
    /// ```
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(lines).flat_map(|line| walk(line)).filter_map(|inline| match inline {
            Inline::Link { reference, .. } => Some(reference.as_str()),
            _ => None,
        })
    }

    /// The words without their markup: an empty line between blocks, `- ` before each item, a link by its label.
    ///
    /// ```
    /// let document = bifurque::text::parse("*Oui*\nou [non](L25)\n- un\n- deux").unwrap();
    /// assert_eq!(document.plain(), "Oui ou non\n\n- un\n- deux");
    /// ```
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for block in &self.blocks {
            if !plain.is_empty() {
                plain.push('\n');
            }
            for line in lines(block) {
                if !plain.is_empty() {
                    plain.push('\n');
                }
                if matches!(block, Block::List(_)) {
                    plain.push_str("- ");
                }
                for inline in walk(line) {
                    if let Inline::Text(text) = inline {
                        plain.push_str(text);
                    }
                }
            }
        }
        plain
    }

    /// How many [`words`] the text has, markup apart.
    ///
    /// ```
    /// assert_eq!(bifurque::text::parse("Tourner l'*écran* vers elle").unwrap().words(), 5);
    /// ```
    #[must_use]
    pub fn words(&self) -> usize {
        words(&self.plain())
    }
}

/// Counts the words of a French text as a trainer would.
///
/// - White space parts words, except the narrow no-break space of « 4 200 », which is one word.
/// - An apostrophe ends a word: « l’écran » is two; « aujourd’hui » is one.
/// - A hyphen does not: « rendez-vous » is one word.
/// - What has neither letter nor digit is no word: « ! », « — », « % ».
///
/// ```
/// use bifurque::text::words;
///
/// assert_eq!(words("« Qu’est-ce que l’écran ? »"), 5);
/// assert_eq!(words("aujourd’hui, à 21:14 : 4\u{202f}200\u{a0}€ !"), 4);
/// ```
#[must_use]
pub fn words(text: &str) -> usize {
    let mut count = 0;
    // Where the word being read begins, and whether it has a letter or digit yet.
    let mut start = 0;
    let mut inked = false;
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let ends = match ch {
            '\'' | '’' => {
                let word = &text.as_bytes()[start..at];
                !word[word.len().saturating_sub(7)..].eq_ignore_ascii_case(b"aujourd")
            }
            '\u{202f}' => !(previous.is_ascii_digit() && chars.peek().is_some_and(|next| next.1.is_ascii_digit())),
            _ => ch.is_whitespace(),
        };
        if ends {
            count += usize::from(inked);
            inked = false;
            start = at + ch.len_utf8();
        } else {
            inked |= is_letter(ch) || ch.is_ascii_digit();
        }
        previous = ch;
    }
    count + usize::from(inked)
}

fn lines(block: &Block) -> &[Vec<Inline>] {
    match block {
        Block::Paragraph(line) => std::slice::from_ref(line),
        Block::List(items) => items,
    }
}

/// All the parts of a line, each before what it holds. The stack is on the heap: a tree built by hand may be as deep as it likes.
fn walk(line: &[Inline]) -> impl Iterator<Item = &Inline> {
    let mut stack = vec![line.iter()];
    std::iter::from_fn(move || {
        loop {
            if let Some(inline) = stack.last_mut()?.next() {
                match inline {
                    Inline::Text(_) => {}
                    Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link { label: inside, .. } => stack.push(inside.iter()),
                }
                return Some(inline);
            }
            stack.pop();
        }
    })
}
