//! Two paths side by side, from where they part.

use super::{hint, project_paths, side, table};
use crate::app::element::{Element, button, element};
use crate::app::message;
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{Comparison, Path, Side, Stage, compare, live};
use crate::scenario::program::ChoiceIndex;

/// The two paths, as far as they are picked.
#[derive(Default)]
pub struct State {
    pub(super) sides: [Option<Path>; 2],
    /// Whether the two are read here.
    read: bool,
}

impl State {
    /// Takes away what is gone.
    pub fn forget(&mut self, gone: impl Fn(u32) -> bool) {
        for side in &mut self.sides {
            if side.as_ref().and_then(Path::owner).is_some_and(&gone) {
                *side = None;
                self.read = false;
            }
        }
    }
}

/// What a trainer does with two paths. A side is 0 or 1.
#[derive(Clone, Copy)]
pub enum Gesture {
    /// Composes a path on this side.
    Compose(usize),
    /// Takes a parcours that is offered, by its number.
    Offered(usize, u32),
    /// « Et si on avait… »: on this side, the other path leaves itself at a decision.
    Fork(usize, usize),
    /// Makes a choice on this side.
    Choose(usize, ChoiceIndex),
    /// Takes the last choice back.
    TakeBack(usize),
    /// Lets the path of this side go.
    Clear(usize),
    /// Projects where the path of this side stands: played live.
    Live(usize),
    /// Reads the two here, or hides them.
    Read,
    /// Projects the two, whole or a part of them.
    Project(Extent),
}

/// How much of two paths is projected.
#[derive(Clone, Copy)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A decision, from where they part.
    Decision(usize),
    /// What came later.
    Later,
    /// Where they lead.
    Ending,
}

pub(super) fn gesture(gesture: Gesture) -> message::Gesture {
    super::gesture(super::Gesture::Compare(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Compose(side) => put(lead, side, Some(Path::composed(lead.scenario(), lead.session()))),
        Gesture::Offered(side, number) => put(lead, side, Some(Path::Offered(number))),
        Gesture::Fork(side, decision) => {
            let other = lead.deeper.compare.sides.get(1 - side.min(1)).and_then(Option::as_ref);
            let fork = other.and_then(|other| other.forked(lead.scenario(), lead.session(), decision));
            put(lead, side, fork);
        }
        Gesture::Choose(side, choice) => {
            if let Some(composer) = composer(lead, side) {
                // What is not open has no button.
                let _ = composer.choose(choice);
            }
        }
        Gesture::TakeBack(side) => {
            if let Some(composer) = composer(lead, side) {
                composer.take_back();
            }
        }
        Gesture::Clear(side) => put(lead, side, None),
        Gesture::Live(side) => {
            if let Some(path) = lead.deeper.compare.sides.get(side).cloned().flatten() {
                let slides = live(lead.scenario(), lead.session(), &path);
                project_paths(lead, slides, &[&path]);
            }
        }
        Gesture::Read => lead.deeper.compare.read = !lead.deeper.compare.read,
        Gesture::Project(extent) => {
            if let (Some(told), [Some(left), Some(right)]) = (compared(lead), lead.deeper.compare.sides.clone()) {
                let slides = match extent {
                    Extent::Whole => told.slides(lead.scenario()),
                    Extent::Decision(at) => told.decision_slides(lead.scenario(), at),
                    Extent::Later => told.later_slides(),
                    Extent::Ending => told.ending_slides(lead.scenario()),
                };
                project_paths(lead, slides, &[&left, &right]);
            }
        }
    }
}

fn put(lead: &mut Lead, side: usize, path: Option<Path>) {
    lead.deeper.compare.read = false;
    if let Some(place) = lead.deeper.compare.sides.get_mut(side) {
        *place = path;
    }
}

fn composer(lead: &mut Lead, side: usize) -> Option<&mut crate::debrief::deeper::Composer> {
    lead.deeper.compare.sides.get_mut(side)?.as_mut()?.composer_mut()
}

/// The two, if both are picked and may be shown.
fn compared(lead: &Lead) -> Option<Comparison> {
    let [Some(left), Some(right)] = &lead.deeper.compare.sides else { return None };
    let session = |path: &Path| path.session(lead.scenario(), lead.session());
    let (one, two) = (session(left)?, session(right)?);
    let [first, second] = if left.name(lead.session()) == right.name(lead.session()) { [" 1", " 2"] } else { ["", ""] };
    Some(compare(lead.scenario(), [(&[&left.name(lead.session()), first].concat(), &one), (&[&right.name(lead.session()), second].concat(), &two)]))
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let about = "Composez deux chemins, prenez-en un qui est offert, ou demandez « et si on avait… ? » à partir d'une décision : personne ne l'a pris, la salle le joue.";
    element("div")
        .child(hint(about))
        .child(element("div").class("lead-columns").child(side::view(lead, 0)).child(side::view(lead, 1)))
        .maybe(compared(lead).map(|told| both(lead, &told)))
}

fn both(lead: &Lead, told: &Comparison) -> Element {
    let parts = told.sides.iter().any(|side| !side.stages.is_empty());
    let open = lead.deeper.compare.read;
    let project = button("button", "Projeter les deux chemins", gesture(Gesture::Project(Extent::Whole))).id("projeter-chemins").flag("disabled", !parts);
    let part = |words: &str, extent: Extent| element("li").child(button("button quiet", words, gesture(Gesture::Project(extent))));
    let pieces = parts.then(|| {
        let decisions = (0..told.decisions()).map(|at| part(&["Décision ", &(told.shared + at + 1).to_string()].concat(), Extent::Decision(at)));
        let rest = [part("Plus tard, dans ce récit", Extent::Later), part("Où mène chaque chemin", Extent::Ending)];
        element("div").child(hint("Ou une partie :")).child(element("ul").class("deeper-paths").each(decisions.chain(rest).collect::<Vec<_>>().into_iter()))
    });
    let read = button("button quiet", if open { "Cacher" } else { "Lire ici" }, gesture(Gesture::Read)).state("aria-expanded", open);
    let preview = open.then(|| element("div").child(element("p").text(&told.sentence(lead.scenario()))).child(preview(lead, told)));
    element("section").class("deeper-both").child(element("p").class("onward").child(project).child(read)).maybe(pieces).maybe(preview)
}

/// The two as a table: a row for each decision, in order, from where they part.
fn preview(lead: &Lead, told: &Comparison) -> Element {
    let cell = |side: &Side, at: usize| side.stages.get(at).map_or_else(String::new, |stage| stage_words(lead, stage));
    let most = told.sides.iter().map(|side| side.stages.len()).max().unwrap_or(0);
    let decision = |at: usize| ((told.shared + at + 1).to_string(), told.sides.iter().map(|side| cell(side, at)).collect());
    let [left, right] = told.sides.each_ref().map(|side| side.name.as_str());
    table("Les deux chemins, depuis leur séparation", &["Décision", left, right], (0..most).map(decision))
}

fn stage_words(lead: &Lead, stage: &Stage) -> String {
    let later: Vec<&str> = stage.later.iter().map(|later| later.what.trim_end_matches([' ', '.'])).collect();
    let later = if later.is_empty() { String::new() } else { [" Plus tard, dans ce récit : ", &later.join(" ; ")].concat() };
    [&lead.scenario().scene(stage.scene).title, " : ", &stage.did, " ", &stage.outcome.replace('\n', " "), &later].concat()
}
