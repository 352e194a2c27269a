//! One path told again, scene by scene; or played live, by a room that tries a path nobody took.

use std::rc::Rc;

use super::Path;
use super::fit::{Line, fit};
use crate::debrief::GroupSession;
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::slide::{Part, Slide, choices, cut};
use crate::engine::Session;
use crate::engine::story::{self, Moment};
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::reading;
use crate::scenario::source::{Choice, Ending};
use crate::text::{parse, words};

/// A path told scene by scene: what was chosen, what followed. Nothing if it is not, or no longer, offered.
#[must_use]
pub fn replay(scenario: &Rc<Scenario>, room: &GroupSession, path: &Path) -> Vec<Slide> {
    let Some(session) = path.session(scenario, room) else { return Vec::new() };
    let mut slides = told(scenario, &session, 0, false);
    if !session.is_over() {
        let scene = &scenario.scene(session.state().scene()).title;
        slides.extend(pages(scene, &[Line::plain("Ce parcours s’arrête ici.")]));
    }
    Slide::numbered(slides)
}

/// What the room sees of a path that is played live, since the last choice: what followed, the scenes, the decision that waits with its choices. Nothing of a
/// path that was played already, or of which its owner took the beginning back.
#[must_use]
pub fn live(scenario: &Rc<Scenario>, room: &GroupSession, path: &Path) -> Vec<Slide> {
    let (Some(composer), Some(session)) = (path.composer(), path.session(scenario, room)) else { return Vec::new() };
    let mut slides = told(scenario, &session, composer.path().len().saturating_sub(1), true);
    slides.extend(composer.waiting().into_iter().flat_map(|scene| choices(scenario, scene)));
    Slide::numbered(slides)
}

/// The slides of a path from its `from`-th choice on; from the very first scene if that is 0 and `whole`. `whole`: what a scene shows before its decision is told
/// as well; otherwise the choice tells where it was.
fn told(scenario: &Rc<Scenario>, session: &Session, from: usize, whole: bool) -> Vec<Slide> {
    let Ok(story) = story::tell(Rc::clone(scenario), session.seed(), session.steps()) else { return Vec::new() };
    let mut slides = Vec::new();
    let mut begun = from == 0;
    for moment in &story.moments {
        match moment {
            Moment::Choice { decision, choice, items, .. } => {
                begun |= *decision == from;
                if begun {
                    let mut lines = vec![Line::strong(did(scenario.choice(*choice)))];
                    lines.extend(Line::all(&outcome(scenario, *choice, items)));
                    slides.extend(pages(&scenario.scene(scenario.program.choices[choice.at()].scene).title, &lines));
                }
            }
            Moment::Scene { scene, items, .. } if begun && (whole || scenario.decision(*scene).is_none()) => {
                slides.extend(scene_pages(scenario, *scene, items))
            }
            Moment::Scene { .. } => {}
        }
    }
    slides
}

fn scene_pages(scenario: &Scenario, scene: SceneIndex, items: &[bool]) -> Vec<Slide> {
    let shown = reading::plain(scenario, &scenario.scene(scene).blocks, items);
    let mut slides = pages(&scenario.scene(scene).title, &Line::all(&shown).collect::<Vec<_>>());
    if let Some(ending) = scenario.ending(scene) {
        slides.extend(pages(&ending.title, &moved(ending)));
    }
    slides
}

/// What was done, as told afterwards where the author gives that.
pub(super) fn did(choice: &Choice) -> &str {
    choice.past.as_ref().unwrap_or(&choice.text)
}

/// What followed at once, in plain words.
pub(super) fn outcome(scenario: &Scenario, choice: ChoiceIndex, items: &[bool]) -> String {
    reading::plain(scenario, &scenario.choice(choice).outcome, items)
}

/// What an ending says: what moved, and the question it leaves.
pub(super) fn moved(ending: &Ending) -> Vec<Line> {
    [&ending.person, &ending.professional, &ending.team, &ending.question].into_iter().map(|text| Line::plain(plain(text))).collect()
}

fn plain(markdown: &str) -> String {
    parse(markdown).map_or_else(|_| markdown.to_owned(), |document| document.plain().replace('\n', " "))
}

fn pages(title: &str, lines: &[Line]) -> Vec<Slide> {
    let title = cut(title, 12);
    fit(lines, PAGE_WORDS - words(&title)).into_iter().map(|text| Slide::alone(&title, vec![Part::Text(text)])).collect()
}
