//! Signs that French typography does not want and the app cannot mend.
//!
//! What is shown goes through [`crate::text::typography`], which sets apostrophes, guillemets and no-break spaces whatever the author typed: of those there is
//! nothing to tell. What it leaves alone, because it cannot know what was meant, is told: a straight sign without a pair, a guillemet without its other, a space
//! before a comma, a missing one after a sign. How people of the story type is theirs: in what they say or write, only signs without a pair are told.

use super::pieces::{Piece, Voice};
use super::words::is_letter;
use super::{Editor, Fault};
use crate::scenario::diagnostic::Rule;
use crate::text::typography;

pub(super) fn tell(editor: &mut Editor<'_>, pieces: &[Piece<'_>]) {
    for piece in pieces {
        let typed: Vec<char> = piece.words.chars().collect();
        let mut found = straight(&typed, piece.words);
        found.extend(unpaired(&typed));
        if piece.voice != Voice::Said && piece.voice != Voice::Shown {
            found.extend(spaces(&typed));
        }
        editor.push_in(piece, Rule::Typography, Fault::first(found));
    }
}

/// Straight quotes and apostrophes that are still there once typography is set. After a digit they are minutes, seconds, inches.
fn straight(typed: &[char], text: &str) -> Vec<Fault> {
    if !text.contains(['"', '\'']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for set in typography(text).chars().filter(|set| !set.is_whitespace()) {
        while typed.get(at).is_some_and(|typed| typed.is_whitespace()) {
            at += 1;
        }
        let after_digit = at > 0 && typed[at - 1].is_ascii_digit();
        match set {
            '"' => {
                let help = "Ouvrez et fermez la citation : « … », et “ … ” à l’intérieur.";
                found.push(Fault::new(at..at + 1, "Ce guillemet droit n’a pas de pendant.", help));
            }
            '\'' if !after_digit => {
                let help = "Écrivez ’ ; pour citer, « … », et “ … ” à l’intérieur.";
                found.push(Fault::new(at..at + 1, "Cette apostrophe est restée droite.", help));
            }
            _ => {}
        }
        // Three dots were made one sign.
        at += if set == '…' && typed.get(at) == Some(&'.') { 3 } else { 1 };
    }
    found
}

/// A guillemet that is not closed, or not opened. In a text of several paragraphs each may open with one again.
fn unpaired(typed: &[char]) -> Option<Fault> {
    let several = typed.windows(2).any(|two| two == ['\n', '\n']);
    let mut open = Vec::new();
    for (at, character) in typed.iter().enumerate() {
        match character {
            '«' => open.push(at),
            '»' if open.pop().is_none() => {
                return Some(Fault::new(at..at + 1, "Ce guillemet ferme une citation que rien n’ouvre.", "Ajoutez « avant le premier mot cité."));
            }
            _ => {}
        }
    }
    let at = *open.first().filter(|_| !several)?;
    Some(Fault::new(at..at + 1, "Ce guillemet ouvre une citation que rien ne ferme.", "Ajoutez » après le dernier mot cité."))
}

/// A space before a comma or a full stop; none after a sign that joins two words.
fn spaces(typed: &[char]) -> Vec<Fault> {
    let mut found = Vec::new();
    for at in 1..typed.len() {
        let (before, sign, after) = (typed[at - 1], typed[at], typed.get(at + 1).copied());
        let ends = after.is_none_or(char::is_whitespace);
        if matches!(sign, ',' | '.') && ends && before.is_whitespace() && before != '\n' {
            found.push(Fault::new(at - 1..at + 1, "Il y a une espace avant ce signe.", "Collez la virgule ou le point au mot qui précède."));
        }
        let joins = is_letter(before) && after.is_some_and(is_letter);
        if matches!(sign, ',' | ';' | '!' | '?') && joins && !in_address(typed, at) {
            found.push(Fault::new(at..at + 1, "Il manque une espace après ce signe.", "Ajoutez-la : celle d’avant, l’application la met."));
        }
    }
    found
}

/// How far from a sign, on both sides, what makes an address of the word around it is looked for.
const AROUND: usize = 100;

/// Whether the word around a place is a web or mail address.
fn in_address(typed: &[char], at: usize) -> bool {
    let (first, last) = (at.saturating_sub(AROUND), typed.len().min(at + AROUND));
    let start = typed[first..at].iter().rposition(|character| character.is_whitespace()).map_or(first, |space| first + space + 1);
    let end = typed[at..last].iter().position(|character| character.is_whitespace()).map_or(last, |space| at + space);
    let word = &typed[start..end];
    let holds = |sign: &[char]| word.windows(sign.len()).any(|part| part == sign);
    holds(&['@']) || holds(&['=']) || holds(&[':', '/', '/']) || holds(&['w', 'w', 'w', '.'])
}
