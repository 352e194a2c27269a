//! How much there is to read in a scene: 60 to 120 words, on every play.
//!
//! What counts is what a player reads in the scene before choosing or going on: its blocks, those with a condition where it holds. Its title, its time, the question
//! and the choices do not; outcomes neither. What is read on papers and screens of the story is skimmed: it may come on top of what is told, up to half as much
//! again. The four sentences of an ending make up for a short last scene, and do not make it long. Nobody writes to the word: a tenth more or less is not told.

use super::counts::Plays;
use super::{Editor, Owner};
use crate::scenario::diagnostic::Rule;
use crate::scenario::source::{Ending, Exit};
use crate::scenario::words::{self, Count};
use crate::text::count;

/// The least that makes a scene.
const LEAST: usize = 60;
/// The most that a scene tells.
const MOST_TOLD: usize = 120;
/// The most that a scene holds, papers and screens included.
const MOST: usize = 180;

pub(super) fn tell(editor: &mut Editor<'_>) {
    let (scenario, source) = (editor.scenario, editor.source);
    let plays = Plays::of(scenario);
    for ((at, scene), counts) in source.scenes.iter().enumerate().zip(plays.counts()) {
        let (owner, span, id) = (Owner::Scene(at), scene.id.0.span, &*scene.id);
        if counts.is_none_or(|counts| !counts.proved) {
            editor.unread.push((Rule::SceneWords, owner));
        }
        let Some(counts) = counts else { continue };
        let fixed = counts.least.0 == counts.most.0;
        let way = |state: u32, words: usize| if fixed { String::new() } else { format!(" {}", plays.way(state, words)) };
        let ending = if let Exit::Ending(ending) = &scene.exit { sentences(ending) } else { 0 };
        let least = counts.least.0.all() + ending;
        if least * 10 < LEAST * 9 {
            let where_ = if fixed { "" } else { ", sur le parcours qui en montre le moins" };
            let message = format!("La scène « {id} » donne {} à lire{where_}.{}", words_of(least), way(counts.least.1, least));
            let help = "Visez 60 à 120 mots : une parole, un geste, un objet de plus, ou rattachez-la à la scène voisine.";
            editor.push(owner, Rule::SceneWords, span, message, help);
        }
        let most = counts.most.0;
        if most.told * 10 > MOST_TOLD * 11 || most.all() * 10 > MOST * 11 {
            let shown = match most {
                Count { shown: 0, .. } => String::new(),
                Count { told: 0, .. } => ", tous sur ses papiers et ses écrans".to_owned(),
                Count { shown, .. } => format!(", dont {shown} sur ses papiers et ses écrans"),
            };
            let where_ = if fixed { "" } else { ", sur le parcours qui en montre le plus" };
            let message = format!("La scène « {id} » donne {} à lire{shown}{where_}.{}", words_of(most.all()), way(counts.most.1, most.all()));
            let help = "Visez 60 à 120 mots racontés, 180 avec ce qui se lit sur les papiers et les écrans : coupez, ou faites-en deux scènes.";
            editor.push(owner, Rule::SceneWords, span, message, help);
        }
    }
}

/// « 12 mots »
fn words_of(number: usize) -> String {
    count(number, "mot", "mots")
}

/// The words of what an ending says.
fn sentences(ending: &Ending) -> usize {
    words::sum([&ending.person, &ending.professional, &ending.team, &ending.question])
}
