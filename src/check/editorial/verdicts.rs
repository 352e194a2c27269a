//! Words that judge: adverbs in a choice, before it is made; verdicts in what follows it.
//!
//! Only the author's own voice is listened to: what someone says, between quotation marks or in a message, is part of the scene.

use super::Editor;
use super::pieces::{Piece, Place, Voice};
use super::words::{Phrase, Word, around, entries, words};
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

pub(super) fn tell(editor: &mut Editor<'_>, pieces: &[Piece<'_>]) {
    let [judging, verdicts, exclaimed, alone] = [JUDGING, VERDICTS, EXCLAIMED, ALONE].map(|list| entries(list).map(Phrase::of).collect::<Vec<_>>());
    for piece in pieces {
        let text = words(piece.words);
        if piece.voice == Voice::Choice {
            let help = "Dites le geste seul : ce qu’il vaut se discute après.";
            for found in judging.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| !compared(&text, found)) {
                let message = format!("« {} » juge ce choix.", typed(piece, found));
                editor.push_at(piece, around(found), Rule::JudgingWord, message, help);
            }
        }
        if is_consequence(piece) {
            let help = "Montrez ce qui suit, une parole, un geste, un délai, et laissez le groupe en juger.";
            let ends = |found: &&[Word], signs: &str| {
                let next = found.last().and_then(|word| word.next);
                found.first().is_some_and(|word| word.opens) && next.is_none_or(|next| signs.contains(next))
            };
            let exclaimed = exclaimed.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| ends(found, "!:,"));
            let alone = alone.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| ends(found, "!.…"));
            // « Y avait-il une bonne décision ? » leaves open what a verdict would close.
            let said = verdicts.iter().flat_map(|phrase| phrase.find(&text)).filter(|found| found.iter().all(|word| !word.asked));
            for found in said.chain(exclaimed).chain(alone) {
                let message = format!("« {} » est un verdict, pas une conséquence.", typed(piece, found));
                editor.push_at(piece, around(found), Rule::Verdict, message, help);
            }
        }
    }
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
fn compared(text: &[Word], found: &[Word]) -> bool {
    let start = around(found).start;
    let before = text.iter().rev().find(|word| word.characters.end <= start);
    before.is_some_and(|word| COMPARING.contains(&&*word.text))
}

/// The words as they were typed.
fn typed(piece: &Piece<'_>, found: &[Word]) -> String {
    let characters = around(found);
    piece.words.chars().skip(characters.start).take(characters.len()).collect()
}
