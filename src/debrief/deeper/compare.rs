//! Two paths side by side, from where they part: what was done, what followed, what came of it later, where each story stops.

use std::rc::Rc;

use super::fit::{Line, fit, quoted};
use super::replay::{did, moved, outcome};
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::slide::{Column, Part, Slide, cut};
use crate::engine::Session;
use crate::engine::later::{self, Later};
use crate::engine::story::{self, Moment};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::text::words;

/// Two paths side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How many decisions they share, from the first.
    pub shared: usize,
    /// The scene at whose decision they part; `None` where they do not, or where one stops before.
    pub parting: Option<SceneIndex>,
    /// The two.
    pub sides: [Side; 2],
}

/// One of two paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Its decisions from where they part.
    pub stages: Vec<Stage>,
    /// The scene where it stops.
    pub stops: SceneIndex,
    /// Whether the story is over there.
    pub over: bool,
}

/// A decision of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The scene that asks.
    pub scene: SceneIndex,
    /// What was done, told afterwards where the author gives that.
    pub did: String,
    /// What followed at once.
    pub outcome: String,
    /// What came of it later, « dans ce récit ».
    pub later: Vec<Later>,
}

/// Puts two paths side by side, under the names they are shown with.
#[must_use]
pub fn compare(scenario: &Rc<Scenario>, [left, right]: [(&str, &Session); 2]) -> Comparison {
    let shared = left.1.path().zip(right.1.path()).take_while(|(left, right)| left == right).count();
    let scene = |session: &Session| Some(scenario.program.choices[session.path().nth(shared)?.at()].scene);
    let parting = scene(left.1).filter(|here| scene(right.1) == Some(*here));
    Comparison { shared, parting, sides: [left, right].map(|(name, session)| side(scenario, name, session, shared)) }
}

fn side(scenario: &Rc<Scenario>, name: &str, session: &Session, shared: usize) -> Side {
    let mut stages = Vec::new();
    if let Ok(story) = story::tell(Rc::clone(scenario), session.seed(), session.steps()) {
        let mut later = later::of(scenario, &story, session.path().count());
        for moment in &story.moments {
            let Moment::Choice { decision, choice, items, .. } = moment else { continue };
            if *decision >= shared {
                stages.push(Stage {
                    scene: scenario.program.choices[choice.at()].scene,
                    did: did(scenario.choice(*choice)).to_owned(),
                    outcome: outcome(scenario, *choice, items),
                    later: later.get_mut(*decision).map(std::mem::take).unwrap_or_default(),
                });
            }
        }
    }
    Side { name: name.to_owned(), stages, stops: session.state().scene(), over: session.is_over() }
}

impl Comparison {
    /// Where the two part and where they lead, in one sentence or two.
    #[must_use]
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let stops = |side: &Side| {
            let scene = scenario.scene(side.stops);
            let title = scenario.ending(side.stops).map_or(&scene.title, |ending| &ending.title);
            [side.name.as_str(), if side.over { " mène à la fin " } else { " s’arrête à " }, &quoted(title)].concat()
        };
        let [left, right] = &self.sides;
        let parting = match self.parting {
            Some(scene) => ["Les deux chemins se séparent à ", &quoted(&scenario.scene(scene).title), "."].concat(),
            None if left.stages.is_empty() && right.stages.is_empty() => "Les deux chemins sont les mêmes.".to_owned(),
            None => "Les deux chemins ne se séparent pas : l’un s’arrête avant l’autre, ou la suite diffère d’elle-même.".to_owned(),
        };
        [&parting, " ", &stops(left), " ; ", &stops(right), "."].concat()
    }

    /// The two for the room: decision by decision from where they part, then what came later, then where they lead. None where they do not part.
    #[must_use]
    pub fn slides(&self, scenario: &Scenario) -> Vec<Slide> {
        if self.sides.iter().all(|side| side.stages.is_empty()) {
            return Vec::new();
        }
        let decisions = (0..self.decisions()).flat_map(|at| self.decision_slides(scenario, at));
        Slide::numbered(decisions.chain(self.later_slides()).chain(self.ending_slides(scenario)).collect())
    }

    /// How many decisions the longer of the two has from where they part.
    #[must_use]
    pub fn decisions(&self) -> usize {
        self.sides.iter().map(|side| side.stages.len()).max().unwrap_or(0)
    }

    /// One decision of each for the room, from where they part (from 0): what was done, what followed at once.
    #[must_use]
    pub fn decision_slides(&self, scenario: &Scenario, at: usize) -> Vec<Slide> {
        let [left, right] = self.sides.each_ref().map(|side| side.stages.get(at));
        let same = left.map(|stage| stage.scene) == right.map(|stage| stage.scene);
        let title = left.filter(|_| same).map_or("", |stage| &scenario.scene(stage.scene).title);
        Slide::numbered(self.beside(title, [left, right].map(|stage| stage.map(|stage| stage_lines(scenario, stage, !same)).unwrap_or_default())))
    }

    /// What came later for the room, each under the decision that it came from.
    #[must_use]
    pub fn later_slides(&self) -> Vec<Slide> {
        Slide::numbered(self.beside("Plus tard, dans ce récit", self.sides.each_ref().map(|side| side.stages.iter().flat_map(later_lines).collect())))
    }

    /// Where the two lead for the room.
    #[must_use]
    pub fn ending_slides(&self, scenario: &Scenario) -> Vec<Slide> {
        Slide::numbered(self.beside("Où mène chaque chemin", self.sides.each_ref().map(|side| ending_lines(scenario, side))))
    }

    /// As many pages as the longer of two texts takes; none where there is no text.
    fn beside(&self, title: &str, texts: [Vec<Line>; 2]) -> Vec<Slide> {
        let title = cut(title, 8);
        let names = self.sides.each_ref().map(|side| cut(&side.name, 6));
        let most = (PAGE_WORDS - words(&title) - names.iter().map(|name| words(name)).sum::<usize>()) / 2;
        let [left, right] = texts.map(|lines| fit(&lines, most));
        let page = |at: usize| {
            let columns = [&left, &right].into_iter().zip(&names);
            let column = |(pages, name): (&Vec<String>, &String)| Column { title: name.clone(), text: pages.get(at).cloned().unwrap_or_default() };
            Slide::alone(&title, vec![Part::Columns(columns.map(column).collect())])
        };
        (0..left.len().max(right.len())).map(page).collect()
    }
}

fn stage_lines(scenario: &Scenario, stage: &Stage, named: bool) -> Vec<Line> {
    let scene = named.then(|| Line::plain([&scenario.scene(stage.scene).title, " :"].concat()));
    scene.into_iter().chain([Line::strong(stage.did.as_str())]).chain(Line::all(&stage.outcome)).collect()
}

/// What came of a decision, under the decision that it came from.
fn later_lines(stage: &Stage) -> Vec<Line> {
    let said = |later: &Later| Line::plain(later.when.as_ref().map_or_else(|| later.what.clone(), |when| [when, " : ", &later.what].concat()));
    let cause = (!stage.later.is_empty()).then(|| Line::strong(cut(&stage.did, 10)));
    cause.into_iter().chain(stage.later.iter().map(said)).collect()
}

fn ending_lines(scenario: &Scenario, side: &Side) -> Vec<Line> {
    match scenario.ending(side.stops).filter(|_| side.over) {
        Some(ending) => std::iter::once(Line::strong(ending.title.text.as_str())).chain(moved(ending)).collect(),
        None => vec![Line::strong(scenario.scene(side.stops).title.text.as_str()), Line::plain("Ce chemin s’arrête ici, avant une fin.")],
    }
}
