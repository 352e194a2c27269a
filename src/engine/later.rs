//! Which later consequences came from which decision, in words: « dans ce récit ».

use super::story::{Consequence, Moment, Story};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::scenario::reading;
use crate::scenario::source::{Block, BlockKind};
use crate::text::cut;

/// The longest summary made from a block that has none, in letters.
const SUMMARY_LETTERS: usize = 160;

/// A later consequence of a decision, « dans ce récit ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// When, in the story, where its scene says so.
    pub when: Option<String>,
    /// What happened.
    pub what: String,
}

/// For each decision of the path, what came of it later.
#[must_use]
pub fn of(scenario: &Scenario, story: &Story, decisions: usize) -> Vec<Vec<Later>> {
    let mut later = vec![Vec::new(); decisions];
    for moment in &story.moments {
        let (blocks, scene, consequences, led_by): (&[Block], SceneIndex, &[Consequence], &[usize]) = match moment {
            Moment::Scene { scene, consequences, led_by, .. } => (&scenario.scene(*scene).blocks, *scene, consequences, led_by),
            Moment::Choice { choice, consequences, .. } => (&scenario.choice(*choice).outcome, scenario.program.choices[choice.at()].scene, consequences, &[]),
        };
        for consequence in consequences {
            if let Some(what) = summary(scenario, blocks, consequence.item) {
                add(&mut later, &consequence.causes, &Later { when: when(scenario, scene), what });
            }
        }
        let way = match scenario.ending(scene) {
            Some(ending) => ["l’histoire va vers cette fin : « ", &ending.title.text, " »."].concat(),
            None => ["l’histoire passe par « ", &scenario.scene(scene).title.text, " »."].concat(),
        };
        add(&mut later, led_by, &Later { when: when(scenario, scene), what: way });
    }
    later
}

fn add(later: &mut [Vec<Later>], causes: &[usize], what: &Later) {
    for &cause in causes {
        if let Some(list) = later.get_mut(cause).filter(|list| !list.contains(what)) {
            list.push(what.clone());
        }
    }
}

fn when(scenario: &Scenario, scene: SceneIndex) -> Option<String> {
    scenario.scene(scene).time.as_ref().map(|time| time.text.clone())
}

/// What to say of an item: the author's summary, or the start of what it shows.
fn summary(scenario: &Scenario, blocks: &[Block], item: usize) -> Option<String> {
    let mut first = 0;
    for block in blocks {
        let parts = reading::parts(block);
        if item == first {
            let own = block.summary.as_ref().map(|summary| summary.text.clone());
            return Some(own.unwrap_or_else(|| {
                let shown = vec![true; 1 + parts];
                cut(&reading::plain(scenario, std::slice::from_ref(block), &shown), SUMMARY_LETTERS)
            }));
        }
        if item <= first + parts {
            return part(scenario, block, item - first - 1);
        }
        first += 1 + parts;
    }
    None
}

/// A message or a comment: who said what.
fn part(scenario: &Scenario, block: &Block, at: usize) -> Option<String> {
    let (from, text) = match &block.kind {
        BlockKind::Thread(thread) => {
            let message = thread.messages.get(at)?;
            (message.from.as_ref(), message.text.as_ref().or(message.notice.as_ref())?)
        }
        BlockKind::Post(post) => {
            let comment = post.comments.get(at)?;
            (Some(&comment.from), &comment.text)
        }
        _ => return None,
    };
    let said = cut(text, SUMMARY_LETTERS);
    Some(match from {
        Some(from) => [scenario.person(from).map_or("vous", |person| &*person.name), " écrit : « ", &said, " »"].concat(),
        None => said,
    })
}
