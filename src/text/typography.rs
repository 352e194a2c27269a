//! The spaces, quotation marks and apostrophes of French.
//!
//! Three passes over a run of glyphs: signs ([`apostrophes`], [`quotes`], [`ellipses`]), then spaces ([`spaces`]), web addresses being set apart first
//! ([`addresses`]). Why it is idempotent: signs are chosen from the letters and digits beside them, never from spaces or other signs of the same pass; and the
//! space between two glyphs is chosen from glyphs that are not spaces, or from a distinction (a space or none) that the pass does not change where it decides.
//! Why it is linear: each look around a place stops after a few glyphs or at the end of the run of spaces that the place touches.

use std::borrow::Cow;

/// No-break space, as wide as a word space: `:`, `« »`, `%`, units, titles.
const NO_BREAK: char = '\u{a0}';
/// Narrow no-break space: `;`, `!`, `?`, thousands.
const NARROW: char = '\u{202f}';

/// Sets a text in French typography, whatever its author typed. Words are never changed, and a text that is set already comes back as it is.
///
/// | | typed | set (`_` no-break, `.` narrow no-break) |
/// |---|---|---|
/// | apostrophe between letters, or after an elision | `l'écran`, `qu'"ici"` | `l’écran`, `qu’«_ici_»` |
/// | pair of straight quotes, and pair inside guillemets | `"oui"`, `« dis "oui" »` | `«_oui_»`, `«_dis “oui”_»` |
/// | three dots | `...` | `…` |
/// | high punctuation | `Quoi ?`, `Non!`, `Note:` | `Quoi.?`, `Non.!`, `Note_:` |
/// | inside guillemets | `«oui»`, `« oui »` | `«_oui_»` |
/// | number and unit | `21 h 14`, `50%`, `10 €` | `21_h_14`, `50_%`, `10_€` |
/// | thousands | `4 200` | `4.200` |
/// | `n°`, `art.`, and the letter of a code | `n° 3`, `art. L. 226-13` | `n°_3`, `art._L._226-13` |
/// | title and name | `M. Aubry`, `Mme Aubry` (also MM., Mmes, Mlle, Dr, Me, Pr) | `M._Aubry`, `Mme_Aubry` |
///
/// At those places an ordinary, thin or no-break space, or several, become the right one. A missing one is added before `! ? ; : % €`, after `n°` and inside
/// guillemets where nothing else can be meant: not in `21:14`, `https://…`, `::`, `?!`, `(!)`, `:-)`, `21h14`. Anything else is left as it stands: hyphens, dashes,
/// a quote without its pair, a quote that opens a word (`'tain`), the spaces of the rest of the text.
///
/// ```
/// use bifurque::text::typography;
///
/// assert_eq!(typography("L'heure: 21:14..."), "L’heure\u{a0}: 21:14…");
/// assert_eq!(typography("Mme Aubry a 4 200 €!"), "Mme\u{a0}Aubry a 4\u{202f}200\u{a0}€\u{202f}!");
/// assert!(matches!(typography("Rien à faire"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn typography(source: &str) -> Cow<'_, str> {
    let glyphs = compose(source.chars().map(|ch| Glyph { ch, leaf: 0, fixed: false }).collect());
    if glyphs.iter().map(|glyph| glyph.ch).eq(source.chars()) { Cow::Borrowed(source) } else { Cow::Owned(glyphs.iter().map(|glyph| glyph.ch).collect()) }
}

/// A character on its way to the page.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub ch: char,
    /// The leaf of the tree that it is to return to; typography keeps leaves in order.
    pub leaf: u32,
    /// Part of a web address: not to be touched.
    pub fixed: bool,
}

/// Applies all the rules to one paragraph.
pub(super) fn compose(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    addresses(&mut glyphs);
    apostrophes(&mut glyphs);
    quotes(&mut glyphs);
    ellipses(&mut glyphs);
    spaces(&glyphs)
}

/// Fixes the web addresses: from the letters before `://`, or from `www.`, to white space or a quotation mark, without the punctuation of the sentence.
fn addresses(glyphs: &mut [Glyph]) {
    let mut index = 0;
    while index < glyphs.len() {
        let starts = |word: &str| word.chars().enumerate().all(|(offset, ch)| char_at(glyphs, index + offset) == Some(ch));
        if !starts("://") && !starts("www.") {
            index += 1;
            continue;
        }
        let scheme = glyphs[..index].iter().rev().take_while(|glyph| glyph.ch.is_ascii_alphanumeric()).count();
        let length =
            glyphs[index..].iter().take_while(|glyph| !glyph.ch.is_whitespace() && !matches!(glyph.ch, '"' | '«' | '»' | '“' | '”' | '<' | '>')).count();
        let tail = glyphs[index..index + length].iter().rev();
        let tail = tail.take_while(|glyph| matches!(glyph.ch, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | '\'' | '’')).count();
        glyphs[index - scheme..index + length - tail].iter_mut().for_each(|glyph| glyph.fixed = true);
        index += length;
    }
}

/// `'` → `’` between two letters, or after an elision whatever follows (`l'« écran »`, `j'...`).
fn apostrophes(glyphs: &mut [Glyph]) {
    for index in 1..glyphs.len() {
        if glyphs[index].ch == '\'' && !glyphs[index].fixed && is_letter(glyphs[index - 1].ch) && (is_word(char_at(glyphs, index + 1)) || elided(glyphs, index))
        {
            glyphs[index].ch = '’';
        }
    }
}

/// Whether the word before `end` is `c d j l m n s t`, or ends with `qu`: `lorsqu'`, `quelqu'`. A quoted letter, `'l'`, is none.
fn elided(glyphs: &[Glyph], end: usize) -> bool {
    let before = |back: usize| end.checked_sub(back).and_then(|index| char_at(glyphs, index));
    match before(1) {
        Some('u' | 'U') => matches!(before(2), Some('q' | 'Q')),
        Some(ch) => "cdjlmnst".contains(ch.to_ascii_lowercase()) && !is_word(before(2)) && !matches!(before(2), Some('\'' | '’')),
        None => false,
    }
}

/// Pairs straight quotes like parentheses: what follows a letter or digit can only close, what is before one can only open, anything else closes if one is open.
/// Quotes left without a pair stay straight. They form the same sequence, read the same way, once the pairs are gone: a second call pairs nothing more.
fn quotes(glyphs: &mut [Glyph]) {
    // The quotes that are open, with whether something is quoted around them.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut guillemets = 0_u32;
    let mut line_is_empty = false;
    for index in 0..glyphs.len() {
        match glyphs[index].ch {
            '«' => guillemets += 1,
            '»' => guillemets = guillemets.saturating_sub(1),
            '"' if !glyphs[index].fixed => {
                let after_word = index > 0 && is_word(char_at(glyphs, index - 1));
                let before_word = is_word(char_at(glyphs, index + 1));
                if !after_word && (before_word || open.is_empty()) {
                    open.push((index, guillemets > 0 || !open.is_empty()));
                } else if !before_word {
                    if let Some((start, inner)) = open.pop() {
                        // Nothing between them: they quote nothing.
                        if glyphs[start + 1..index].iter().rev().any(|glyph| !is_blank(glyph.ch)) {
                            (glyphs[start].ch, glyphs[index].ch) = if inner { ('“', '”') } else { ('«', '»') };
                        }
                    }
                }
            }
            // A paragraph ends: its quotes do not pair with the next one's.
            '\n' if line_is_empty => {
                open.clear();
                guillemets = 0;
            }
            _ => {}
        }
        line_is_empty = glyphs[index].ch == '\n' || line_is_empty && glyphs[index].ch.is_whitespace();
    }
}

/// `...` → `…`, for exactly three dots of one leaf: two, or a row of leaders, are meant. No leaf ends up empty.
fn ellipses(glyphs: &mut Vec<Glyph>) {
    let (mut read, mut written) = (0, 0);
    while read < glyphs.len() {
        let Glyph { leaf, fixed, .. } = glyphs[read];
        let dots = glyphs[read..].iter().take_while(|glyph| glyph.ch == '.').count();
        if dots == 3 && !fixed && glyphs[read + 2].leaf == leaf {
            glyphs[written] = Glyph { ch: '…', leaf, fixed };
            written += 1;
        } else {
            glyphs.copy_within(read..read + dots.max(1), written);
            written += dots.max(1);
        }
        read += dots.max(1);
    }
    glyphs.truncate(written);
}

/// Goes from each gap between two glyphs that are no spaces to the next, and puts there the space that [`gap`] wants.
fn spaces(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut set = Vec::with_capacity(glyphs.len() + glyphs.len() / 8);
    let mut start = 0;
    while start < glyphs.len() {
        let end = start + glyphs[start..].iter().take_while(|glyph| is_blank(glyph.ch)).count();
        let wanted = if start > 0 && end < glyphs.len() { gap(glyphs, start - 1, end) } else { None };
        if let Some(ch) = wanted {
            // A space that is there keeps its leaf; a new one goes with the sign that wants it.
            let with = match glyphs[start - 1].ch {
                _ if end > start => start,
                '«' | '°' => start - 1,
                _ => end,
            };
            set.push(Glyph { ch, leaf: glyphs[with].leaf, fixed: false });
        } else {
            set.extend_from_slice(&glyphs[start..end]);
        }
        set.extend(glyphs.get(end));
        start = end + 1;
    }
    set
}

/// The space to set between the glyphs at `left` and `right`, which are no spaces and have nothing but spaces between them; `None` to leave what is there.
fn gap(glyphs: &[Glyph], left: usize, right: usize) -> Option<char> {
    let (before, after) = (glyphs[left].ch, glyphs[right].ch);
    let next = char_at(glyphs, right + 1);
    let missing = right == left + 1;
    if before.is_whitespace() || after.is_whitespace() || (missing && glyphs[left].fixed && glyphs[right].fixed) {
        return None;
    }
    if before == '«' || after == '»' {
        return Some(NO_BREAK);
    }
    if matches!(after, '!' | '?' | ';' | ':') {
        let safe = is_word(Some(before)) || matches!(before, ')' | ']' | '»' | '”' | '’' | '"' | '\'' | '%' | '€' | '°' | '…' | '.');
        let wanted = ends_words(after, next) && (!missing || safe);
        return wanted.then_some(if after == ':' { NO_BREAK } else { NARROW });
    }
    let number = before.is_ascii_digit();
    let to_number = after.is_ascii_digit();
    let numbered = ends_with(glyphs, left, &["n°", "N°"]);
    if number && matches!(after, '%' | '€') && !is_word(next) || numbered && (to_number || !missing && is_letter(after)) {
        return Some(NO_BREAK);
    }
    if missing {
        return None;
    }
    if number && to_number {
        return thousands(glyphs, left, right).then_some(NARROW);
    }
    let named = is_capital(after);
    let article = to_number || named && next.is_some_and(|ch| ch.is_ascii_digit() || matches!(ch, '.' | '-'));
    let wanted = number && after == 'h' && !next.is_some_and(is_letter)
        || to_number && before == 'h' && hours(glyphs, left)
        || article && ends_with(glyphs, left, &["art.", "Art."])
        || to_number && ends_with(glyphs, left, &["L.", "R.", "D.", "A."])
        || named && ends_with(glyphs, left, &["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Me", "Pr"]);
    wanted.then_some(NO_BREAK)
}

/// Whether a high punctuation mark with `next` after it can only be punctuation: not the start of `:-)`, the heart of `21:14`, `a != b` or `?id=3`.
fn ends_words(mark: char, next: Option<char>) -> bool {
    match next {
        None | Some('"') => true,
        Some('!' | '?' | ')' | ']' | '.' | ',' | '\'') => matches!(mark, '!' | '?'),
        Some(ch) => ch.is_whitespace() || !ch.is_ascii() && !is_letter(ch),
    }
}

/// Whether the `h` at `end` stands after a number and a space.
fn hours(glyphs: &[Glyph], end: usize) -> bool {
    last_inked(glyphs, end).is_some_and(|index| index + 1 < end && glyphs[index].ch.is_ascii_digit())
}

/// Whether the digits around a gap are groups of one number: one to three, then three. A year, a telephone number or a decimal is none.
fn thousands(glyphs: &[Glyph], left: usize, right: usize) -> bool {
    let digit = |glyph: &&Glyph| glyph.ch.is_ascii_digit();
    let last = glyphs[right..].iter().take(4).take_while(digit).count();
    let first = glyphs[..=left].iter().rev().take(4).take_while(digit).count();
    if last != 3 || first > 3 {
        return false;
    }
    let start = left + 1 - first;
    match last_inked(glyphs, start) {
        None => true,
        Some(index) if index + 1 == start => !(is_word(Some(glyphs[index].ch)) || matches!(glyphs[index].ch, '.' | ',' | ':' | '-' | '/')),
        Some(index) => first == 3 || !glyphs[index].ch.is_ascii_digit(),
    }
}

/// Whether the text ends at `end`, inclusive, with one of these words, whole.
fn ends_with(glyphs: &[Glyph], end: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let mut before = glyphs[..=end].iter().rev().map(|glyph| glyph.ch);
        word.chars().rev().all(|ch| before.next() == Some(ch)) && !is_word(before.next())
    })
}

/// The last glyph before `end` that is no space.
fn last_inked(glyphs: &[Glyph], end: usize) -> Option<usize> {
    glyphs[..end].iter().rposition(|glyph| !is_blank(glyph.ch))
}

fn char_at(glyphs: &[Glyph], index: usize) -> Option<char> {
    glyphs.get(index).map(|glyph| glyph.ch)
}

/// The spaces that may stand for one another: ordinary, no-break, thin and narrow no-break.
fn is_blank(ch: char) -> bool {
    matches!(ch, ' ' | NO_BREAK | '\u{2009}' | NARROW)
}

fn is_word(ch: Option<char>) -> bool {
    ch.is_some_and(|ch| is_letter(ch) || ch.is_ascii_digit())
}

fn is_capital(ch: char) -> bool {
    matches!(ch, 'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Œ' | 'Ÿ')
}

/// Letters, near enough: the alphabets and their combining accents, without the general punctuation, the symbols and the emoji. `char::is_alphabetic` would weigh
/// more than all the rest, and takes an accent typed apart for no part of its word.
pub(super) fn is_letter(ch: char) -> bool {
    matches!(ch,
        'a'..='z' | 'A'..='Z' | 'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{1fff}' | '\u{2c00}'..='\u{2dff}' | '\u{3040}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdff}' | '\u{20000}'..='\u{3ffff}')
}
