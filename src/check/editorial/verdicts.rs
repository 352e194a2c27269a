//! Words that judge: adverbs in a choice, before it is made; verdicts in what follows it.
//!
//! Only the author's own voice is listened to: what someone says, between quotation marks or in a message, is part of the scene.

use std::ops::Range;

use super::pieces::{Piece, Place, Voice};
use super::words::{Phrase, Word, around, entries, words};
use super::{Editor, Fault};
use crate::scenario::diagnostic::Rule;

/// In a choice, these say what to think of it.
const JUDGING: &str = include_str!("lists/judging.txt");

/// Before a judging adverb, these make a manner of it: « plus simplement ».
const COMPARING: &[&str] = &["plus", "moins", "aussi"];

/// Verdicts wherever they stand.
const VERDICTS: &str = include_str!("lists/verdicts.txt");

/// Verdicts where a sentence begins with them and a sign follows: « Bravo, … », « Attention : … ».
const EXCLAIMED: &str = include_str!("lists/exclaimed.txt");

/// Verdicts where they are a sentence.
const ALONE: &str = include_str!("lists/alone.txt");

/// Deny what comes next: « aucune bonne réponse ».
const DENYING: &[&str] = &["aucun", "aucune", "ni", "nul", "nulle", "sans"];

/// Deny what comes next where « de » is between: « pas de bonne réponse ».
const DENYING_OF: &[&str] = &["jamais", "pas", "plus", "point"];

/// May stand between a negation and the last words that it denies: « pas de bonne ou de mauvaise réponse ».
const BETWEEN: &[&str] = &["bon", "bonne", "de", "mauvais", "mauvaise", "ou", "seul", "seule", "vrai", "vraie"];

/// How many words before a verdict are looked at for a negation.
const REACH: usize = 6;

pub(super) fn tell(editor: &mut Editor<'_>, pieces: &[Piece<'_>]) {
    let [judging, verdicts, exclaimed, alone] = [JUDGING, VERDICTS, EXCLAIMED, ALONE].map(|list| entries(list).map(Phrase::of).collect::<Vec<_>>());
    for piece in pieces.iter().filter(|piece| piece.voice == Voice::Choice || is_consequence(piece)) {
        let text = words(piece.words);
        if piece.voice == Voice::Choice {
            let help = "Dites le geste seul : ce qu’il vaut se discute après.";
            let found = judging.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| !compared(&text, found));
            let found: Vec<&[Word]> = found.map(|found| &text[found]).collect();
            let faults = faults(piece, &found, help, |typed| format!("« {typed} » juge ce choix."));
            editor.push_in(piece, Rule::JudgingWord, faults);
        }
        if is_consequence(piece) {
            let help = "Montrez ce qui suit, une parole, un geste, un délai, et laissez le groupe en juger.";
            let ends = |found: &Range<usize>, signs: &str| {
                let next = text[found.clone()].last().and_then(|word| word.next);
                text[found.start].opens && next.is_none_or(|next| signs.contains(next))
            };
            let exclaimed = exclaimed.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| ends(found, "!:,"));
            let alone = alone.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| ends(found, "!.…"));
            // « Y avait-il une bonne décision ? » leaves open what a verdict would close.
            let left_open = |found: &Range<usize>| text[found.clone()].iter().any(|word| word.asked) || denied(&text, found);
            let said = verdicts.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| !left_open(found));
            let found: Vec<&[Word]> = said.chain(exclaimed).chain(alone).map(|found| &text[found]).collect();
            let faults = faults(piece, &found, help, |typed| format!("« {typed} » est un verdict, pas une conséquence."));
            editor.push_in(piece, Rule::Verdict, faults);
        }
    }
}

/// What is told of the words found in a text, which `message` is given as they were typed.
fn faults(piece: &Piece<'_>, found: &[&[Word]], help: &'static str, message: impl Fn(String) -> String) -> Vec<Fault> {
    if found.is_empty() {
        return Vec::new();
    }
    let letters: Vec<char> = piece.words.chars().collect();
    let fault = |found: &&[Word]| Fault::new(around(found), message(letters[around(found)].iter().collect()), help);
    Fault::first(found.iter().map(fault).collect())
}

/// Whether a text says what follows a choice, or what it is worth: its outcome, an ending, what it opens and costs, what is told of it in the end.
fn is_consequence(piece: &Piece<'_>) -> bool {
    match piece.place {
        Place::Outcome(..) => piece.voice == Voice::Told,
        Place::Scene(_) => piece.voice == Voice::Ending,
        Place::After => piece.voice == Voice::Told || piece.voice == Voice::Aside && matches!(piece.owner, super::Owner::Choice(..)),
        Place::Before | Place::Resource(_) => false,
    }
}

/// Whether the word before some words compares them.
fn compared(text: &[Word], found: &Range<usize>) -> bool {
    text[..found.start].last().is_some_and(|word| COMPARING.contains(&&*word.text))
}

/// Whether the words before some words say that there is no such thing: « il n’y a ni bonne ni mauvaise réponse ».
fn denied(text: &[Word], found: &Range<usize>) -> bool {
    let last = text[found.clone()].last().map_or("", |word| &*word.text);
    for at in (0..found.start).rev().take(REACH) {
        let (word, next) = (&*text[at].text, &text[at + 1]);
        if next.parted {
            return false;
        }
        if DENYING.contains(&word) || DENYING_OF.contains(&word) && next.text == "de" {
            return true;
        }
        if !BETWEEN.contains(&word) && word != last {
            return false;
        }
    }
    false
}
