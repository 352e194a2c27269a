//! One path told again, only if its owner offered it.

use super::{hint, project_paths};
use crate::app::element::{Element, button, element};
use crate::app::media::rich;
use crate::app::message;
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::{Path, offered, replay};
use crate::debrief::slide::{Part, Slide};

/// What is open here.
#[derive(Default)]
pub struct State {
    read: Option<u32>,
}

impl State {
    /// Closes what is open, if it is gone.
    pub fn forget(&mut self, gone: impl Fn(u32) -> bool) {
        self.read = self.read.filter(|number| !gone(*number));
    }
}

/// What a trainer does with offered paths.
#[derive(Clone, Copy)]
pub enum Gesture {
    /// Reads one here, or hides it.
    Read(u32),
    /// Projects one from its first scene.
    Project(u32),
}

fn gesture(gesture: Gesture) -> message::Gesture {
    super::gesture(super::Gesture::Replay(gesture))
}

fn slides(lead: &Lead, number: u32) -> Vec<Slide> {
    replay(lead.scenario(), lead.session(), &Path::Offered(number))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Read(number) => {
            let read = &mut lead.deeper.replay.read;
            *read = (*read != Some(number)).then_some(number);
        }
        Gesture::Project(number) => {
            let slides = slides(lead, number);
            project_paths(lead, slides, &[&Path::Offered(number)]);
        }
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let offered = offered(lead.session());
    if offered.is_empty() {
        return hint(
            "Aucun parcours n'est offert. Une personne peut offrir le sien : « Recueillir », puis « Les parcours, un à un ». Elle peut le reprendre à tout moment.",
        );
    }
    let about = "Offerts par leur auteur, qui peut les reprendre à tout moment. Scène par scène : ce qui a été choisi, ce qui a suivi.";
    element("div").child(hint(about)).child(element("ul").class("deeper-paths").each(offered.into_iter().map(|number| row(lead, number))))
}

fn row(lead: &Lead, number: u32) -> Element {
    let name = Path::Offered(number).name(lead.session());
    let open = lead.deeper.replay.read == Some(number);
    let project = button("button quiet", "Projeter", gesture(Gesture::Project(number))).label(&["Projeter : ", &name].concat());
    let words = if open { "Cacher" } else { "Lire ici" };
    let read = button("button quiet", words, gesture(Gesture::Read(number))).label(&[words, " : ", &name].concat()).state("aria-expanded", open);
    let told = open.then(|| told(&slides(lead, number)));
    element("li").key(&number.to_string()).child(element("strong").text(&name)).text(" ").child(project).child(read).maybe(told)
}

/// The pages, one after the other.
pub fn told(slides: &[Slide]) -> Element {
    let page = |slide: &Slide| {
        let texts = slide.parts.iter().filter_map(|part| if let Part::Text(text) = part { Some(rich(text)) } else { None });
        element("li").child(element("strong").text(&slide.title)).each(texts.collect::<Vec<_>>().into_iter())
    };
    element("ol").class("deeper-told").each(slides.iter().map(page))
}
