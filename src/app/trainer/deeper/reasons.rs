//! The wall of reasons: off by default; each reason hidden until the trainer shows it.

use super::{hint, published, shown};
use crate::app::element::{Element, button, element, plain};
use crate::app::message;
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{Reason, Wall, wall};
use crate::scenario::program::SceneIndex;

/// Finds a reason again: its decision, and what is drawn from its words.
pub type Key = (SceneIndex, [u8; 32]);

/// What the wall holds.
#[derive(Default)]
pub struct State {
    on: bool,
    /// The one that the trainer reads here.
    read: Option<Key>,
    projected: Vec<Key>,
}

/// What a trainer does at the wall.
#[derive(Clone, Copy)]
pub enum Gesture {
    /// Turns the wall on, or off.
    Toggle,
    /// Reads one here, or hides it.
    Read(Key),
    /// Projects one.
    Project(Key),
}

fn gesture(gesture: Gesture) -> message::Gesture {
    super::gesture(super::Gesture::Reasons(gesture))
}

/// The walls that may be shown, in the order of the story.
pub fn walls(lead: &Lead) -> Vec<Wall> {
    wall(lead.scenario(), lead.session(), &published(lead))
}

/// A reason that is still there.
pub fn find(lead: &Lead, (scene, key): Key) -> Option<Reason> {
    let wall = walls(lead).into_iter().find(|wall| wall.scene == scene)?;
    wall.reasons.into_iter().find(|reason| reason.key == key)
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Toggle => {
            let on = !lead.deeper.reasons.on;
            lead.deeper.reasons = State { on, ..State::default() };
        }
        Gesture::Read(key) => {
            let read = &mut lead.deeper.reasons.read;
            *read = (*read != Some(key)).then_some(key);
        }
        Gesture::Project(key) => {
            let slides = find(lead, key).map_or_else(Vec::new, |reason| reason.slides(lead.scenario(), key.0));
            if !lead.deeper.reasons.projected.contains(&key) {
                lead.deeper.reasons.projected.push(key);
            }
            lead.deeper.shown = shown::State::reason(slides.clone(), key);
            lead.project(slides);
        }
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let state = &lead.deeper.reasons;
    let switch =
        button("button quiet", if state.on { "Fermer le mur" } else { "Ouvrir le mur" }, gesture(Gesture::Toggle)).id("mur").state("aria-pressed", state.on);
    let about = "Les raisons que des personnes ont écrites et choisi de transmettre. Lisez-en une avant de la projeter : rien qui permette de reconnaître quelqu'un. \
                 Leur ordre est tiré au sort ; le choix n'est dit que s'il a été fait par trois parcours au moins.";
    let walls = state.on.then(|| {
        let walls = walls(lead);
        if walls.is_empty() {
            hint("Moins de trois raisons transmises pour chaque décision : rien n'est montré.")
        } else {
            element("div").each(walls.iter().map(|wall| one_wall(lead, wall)))
        }
    });
    element("div").child(hint(about)).child(element("p").child(switch)).maybe(walls)
}

fn one_wall(lead: &Lead, wall: &Wall) -> Element {
    let title = &lead.scenario().scene(wall.scene).title;
    let rows = wall.reasons.iter().zip(1..).map(|(reason, number)| row(lead, title, (wall.scene, reason.key), reason, number));
    element("section").class("deeper-wall").child(element("h4").text(title)).child(element("ol").each(rows))
}

fn row(lead: &Lead, title: &str, key: Key, reason: &Reason, number: u32) -> Element {
    let state = &lead.deeper.reasons;
    let open = state.read == Some(key);
    let name = [title, ", raison ", &number.to_string()].concat();
    let words = if open { "Cacher" } else { "Lire ici" };
    let read = button("button quiet", words, gesture(Gesture::Read(key))).label(&[words, " : ", &name].concat());
    let project = button("button quiet", "Projeter", gesture(Gesture::Project(key))).label(&["Projeter : ", &name].concat());
    let done = state.projected.contains(&key).then(|| element("span").class("hint").text("déjà projetée"));
    let words = open.then(|| {
        let letter = reason.letter.map(|letter| element("span").class("hint").text(&[" Choix ", &letter.to_string()].concat()));
        element("blockquote").child(element("p").child(plain(reason.text.clone().into())).maybe(letter))
    });
    element("li").child(read.state("aria-expanded", open)).child(project).maybe(done).maybe(words)
}
