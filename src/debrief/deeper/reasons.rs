//! The wall of reasons: what people wrote about a decision and ticked to hand over. Hidden until the trainer shows one.
//!
//! The words are their owner's, and so is what can be told beside them: under three reasons there is no wall; the choice stands beside a reason only where its
//! published count is shown and is three or more; and the order says nothing of when a reason came, nor does it repeat from one decision to the next.

use std::rc::Rc;

use hmac_sha256::Hash;

use super::fit::{Line, fit};
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::slide::{Part, Slide, cut};
use crate::debrief::table::{DecisionTable, FEWEST_SHOWN};
use crate::debrief::{GroupSession, Walk};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::text::words;

/// The reasons given at a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The scene that asks.
    pub scene: SceneIndex,
    /// The reasons, in an order that tells nothing.
    pub reasons: Vec<Reason>,
}

/// A reason in a person's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Finds it again, however the wall changes: what is drawn from its words.
    pub key: [u8; 32],
    /// The letter of the choice, where it may be told.
    pub letter: Option<char>,
    /// The words.
    pub text: String,
}

/// The walls of the decisions for which three reasons or more were handed over, in the order of the story. `tables` are those of the ledger.
#[must_use]
pub fn wall(scenario: &Rc<Scenario>, session: &GroupSession, tables: &[DecisionTable]) -> Vec<Wall> {
    let mut given: Vec<(SceneIndex, ChoiceIndex, &str)> = Vec::new();
    for gathered in &session.gathered {
        let Ok(walk) = Walk::of(scenario, &gathered.hand_over) else { continue };
        for decided in &walk.parcours.decided {
            let is_it = |scene: &str| scenario.find_scene(scene) == Some(decided.scene);
            let answer = gathered.hand_over.path.iter().find(|answer| is_it(&answer.scene));
            if let Some(reason) = answer.and_then(|answer| answer.reason.as_deref()).filter(|reason| words(reason) > 0) {
                given.push((decided.scene, decided.choice, reason));
            }
        }
    }
    let wall = |table: &DecisionTable| {
        let here = given.iter().filter(|(scene, ..)| *scene == table.scene);
        let mut reasons: Vec<Reason> = here.map(|(_, choice, text)| reason(scenario, session, table, *choice, text)).collect();
        reasons.sort_by_key(|reason| (reason.key, reason.letter));
        for at in 1..reasons.len() {
            // Two who wrote the same are two.
            if reasons[at].text == reasons[at - 1].text {
                reasons[at].key = Hash::hash(&reasons[at - 1].key);
            }
        }
        Wall { scene: table.scene, reasons }
    };
    tables.iter().map(wall).filter(|wall| wall.reasons.len() >= FEWEST_SHOWN as usize).collect()
}

fn reason(scenario: &Scenario, session: &GroupSession, table: &DecisionTable, choice: ChoiceIndex, text: &str) -> Reason {
    let mut hash = Hash::new();
    hash.update(session.id.0);
    hash.update(scenario.scene(table.scene).id.as_bytes());
    hash.update([0]);
    hash.update(text.as_bytes());
    let letter = scenario.letter(choice);
    let option = usize::try_from(u32::from(letter).saturating_sub(u32::from('A'))).unwrap_or(usize::MAX);
    let many = table.choices.count(option).is_some_and(|count| count >= FEWEST_SHOWN);
    Reason { key: hash.finalize(), letter: many.then_some(letter), text: text.to_owned() }
}

impl Reason {
    /// The reason for the room, alone: on one page, or on several if it is very long.
    #[must_use]
    pub fn slides(&self, scenario: &Scenario, scene: SceneIndex) -> Vec<Slide> {
        let title = cut(&scenario.scene(scene).title, 10);
        let caption = self.letter.map(|letter| ["Choix ", &letter.to_string()].concat());
        let most = PAGE_WORDS - words(&title) - 2;
        let page = |text: String| {
            let parts = [Some(Part::Text(text)), caption.clone().map(Part::Caption)];
            Slide::alone(&title, parts.into_iter().flatten().collect())
        };
        Slide::numbered(fit(&[Line::plain(self.text.as_str())], most).into_iter().map(page).collect())
    }
}
