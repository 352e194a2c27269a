//! « Projection »: what the room sees. No control on it, nothing until the trainer shows it, type that is read from the back.

mod axes;
pub mod bars;
mod parts;

use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, plain};
use crate::app::mailbox::Visit;
use crate::app::trainer::lead::stage::{BYE, Cue, HELLO, line_name};
use crate::app::trainer::{Typed, tell};
use crate::debrief::slide::{Part, Slide};
use crate::platform::Listener;
use crate::platform::signals::on_page_hide;
use crate::platform::windows::{Line, RemoteKey, on_remote, toggle_full_screen};
use crate::record::read_part;

/// The room's window.
pub struct ProjectionPage {
    cue: Cue,
    line: Option<std::rc::Rc<Line>>,
    _listeners: [Listener; 2],
}

/// What the room's window is told.
pub enum News {
    /// A cue.
    Cue(Box<Cue>),
}

impl ProjectionPage {
    /// Opens the line to « Pilotage » and says hello.
    pub fn open(visit: Visit, session: &str) -> Self {
        let line = Line::open(&line_name(session), move |words| {
            if let Ok(cue) = read_part::<Cue>(&words) {
                tell(visit, News::Cue(Box::new(cue)));
            }
        });
        let line = line.map(std::rc::Rc::new);
        let say = |line: &Option<std::rc::Rc<Line>>, words: &str| {
            if let Some(line) = line {
                line.say(words);
            }
        };
        say(&line, HELLO);
        let (keys, closing) = (line.clone(), line.clone());
        let pressed = move |key: RemoteKey| match key {
            RemoteKey::FullScreen => toggle_full_screen(),
            // A remote speaks to the window that has the keyboard, which is often this one.
            key => say(&keys, key.word()),
        };
        Self { cue: Cue::default(), line, _listeners: [on_remote(pressed), on_page_hide(move || say(&closing, BYE))] }
    }
}

impl Typed for ProjectionPage {
    type Gesture = ();
    type News = News;

    fn hear(&mut self, news: News) -> bool {
        let News::Cue(cue) = news;
        self.cue = *cue;
        true
    }

    fn act(&mut self, (): ()) -> bool {
        false
    }

    fn arrival(&self) -> Arrival {
        Arrival::waiting("Projection")
    }

    fn has_site_bar(&self) -> bool {
        false
    }

    fn view(&self) -> Element {
        if self.line.is_none() {
            return element("main")
                .id("contenu")
                .class("page")
                .child(element("p").text("Ce navigateur ne relie pas deux fenêtres : choisissez « Projeter ici » dans Pilotage."));
        }
        screen(self.cue.slide.as_ref(), self.cue.dark, self.cue.example)
    }
}

/// The screen with a slide, or blank.
pub fn screen(slide: Option<&Slide>, dark: bool, example: bool) -> Element {
    let example = (example && slide.is_some()).then(|| element("p").class("slide-example").text("Séance d'exemple : parcours inventés"));
    element("main")
        .id("contenu")
        .class("projection")
        .set("data-theme", if dark { "dark" } else { "light" })
        .flag("data-blank", slide.is_none())
        .child(element("link").set("rel", "stylesheet").set("href", "trainer.css"))
        .maybe(slide.map(draw))
        .maybe(example)
}

fn draw(slide: &Slide) -> Element {
    let title = (!slide.title.is_empty()).then(|| element("h1").class("slide-title").text(&slide.title));
    let pages = (slide.pages > 1).then(|| {
        element("p")
            .class("slide-page")
            .label(&format!("Page {} sur {}", slide.page, slide.pages))
            .child(plain(format!("{}/{}", slide.page, slide.pages).into()))
    });
    element("div").class("slide").set("aria-live", "polite").maybe(title).each(slide.parts.iter().map(parts::draw)).maybe(pages)
}

/// What a slide is, in a few words, for « Pilotage ».
#[must_use]
pub fn title(slide: &Slide) -> String {
    if !slide.title.is_empty() {
        return slide.title.clone();
    }
    let words = slide.parts.iter().find_map(|part| match part {
        Part::Text(words) => Some(words.replace(['*', '\n'], " ").replace("- ", " ")),
        _ => None,
    });
    crate::debrief::slide::cut(words.unwrap_or_default().trim(), 9)
}
