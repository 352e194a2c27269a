//! Pages of text, the choices of a decision.

use super::words::length;
use super::{Lettered, Part, Slide};
use crate::debrief::script::{Beat, PAGE_WORDS};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Choice;
use crate::text::words;

/// Pages of text, parted where they are too long.
#[must_use]
pub fn pages(texts: &[String]) -> Vec<Slide> {
    let beat = Beat { pages: texts.to_vec(), ..Beat::default() };
    Slide::numbered(beat.projected().into_iter().map(|page| Slide::alone("", vec![Part::Text(page)])).collect())
}

/// The question of a decision and its choices, whole, on as many pages as they take.
#[must_use]
pub fn choices(scenario: &Scenario, scene: SceneIndex) -> Vec<Slide> {
    let Some(decision) = scenario.decision(scene) else { return Vec::new() };
    let one = |(choice, letter): (&Choice, char)| Lettered { letter: letter.to_string(), text: choice.text.text.clone() };
    lettered(&decision.prompt, decision.choices.iter().zip('A'..).map(one).collect())
}

/// Choices under their question, whole, on as many pages as they take.
pub(super) fn lettered(prompt: &str, choices: Vec<Lettered>) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let mut room = 0;
    for one in choices {
        let needed = length(&one.text);
        match slides.last_mut().and_then(|slide| slide.parts.last_mut()) {
            Some(Part::Choices(choices)) if needed <= room => {
                choices.push(one);
                room -= needed;
            }
            _ => {
                slides.push(Slide::alone(prompt, vec![Part::Choices(vec![one])]));
                room = PAGE_WORDS.saturating_sub(words(prompt) + needed);
            }
        }
    }
    Slide::numbered(slides)
}
