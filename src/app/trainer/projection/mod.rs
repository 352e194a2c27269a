//! « Projection »: what the room sees. No control on it, nothing until the trainer shows it, type that is read from the back.

mod axes;
pub mod bars;
mod parts;

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::app::arrival::Arrival;
use crate::app::element::{Element, element, plain};
use crate::app::mailbox::Visit;
use crate::app::services::Services;
use crate::app::trainer::deeper::map::{part_of, weights_of};
use crate::app::trainer::lead::stage::{BYE, Cue, HELLO, line_name};
use crate::app::trainer::map_view::MapView;
use crate::app::trainer::{Typed, tell};
use crate::debrief::slide::{MapPart, Part, Slide, cut, shown_words};
use crate::map::Direction;
use crate::platform::Listener;
use crate::platform::signals::on_page_hide;
use crate::platform::windows::{Line, RemoteKey, on_remote, toggle_full_screen};
use crate::record::read_part;
use crate::scenario::Scenario;

/// The room's window.
pub struct ProjectionPage {
    services: Rc<Services>,
    visit: Visit,
    cue: Cue,
    /// The map that is shown, once its case is here.
    map: Option<MapView>,
    line: Option<Rc<Line>>,
    /// Whether the keys that write do something else: yes, until « Pilotage » says no.
    letters: Rc<Cell<bool>>,
    _listeners: [Listener; 2],
}

/// What the room's window is told.
pub enum News {
    /// A cue.
    Cue(Box<Cue>),
    /// The case of a map; a map whose case does not come is a title only.
    Scenario(Option<Rc<Scenario>>),
}

impl ProjectionPage {
    /// Opens the line to « Pilotage » and says hello.
    pub fn open(services: &Rc<Services>, visit: Visit, session: &str) -> Self {
        let line = Line::open(&line_name(session), move |words| {
            if let Ok(cue) = read_part::<Cue>(&words) {
                tell(visit, News::Cue(Box::new(cue)));
            }
        });
        let line = line.map(Rc::new);
        let say = |line: &Option<Rc<Line>>, words: &str| {
            if let Some(line) = line {
                line.say(words);
            }
        };
        say(&line, HELLO);
        let (keys, closing) = (line.clone(), line.clone());
        let letters = Rc::new(Cell::new(true));
        let allowed = Rc::clone(&letters);
        let pressed = move |key: RemoteKey| {
            let taken = allowed.get() || !key.writes();
            match key {
                RemoteKey::FullScreen if taken => toggle_full_screen(),
                // A remote speaks to the window that has the keyboard, which is often this one.
                key if taken => say(&keys, key.word()),
                _ => {}
            }
            taken
        };
        Self {
            services: Rc::clone(services),
            visit,
            cue: Cue::default(),
            map: None,
            line,
            letters,
            _listeners: [on_remote(pressed), on_page_hide(move || say(&closing, BYE))],
        }
    }
}

impl Typed for ProjectionPage {
    type Gesture = ();
    type News = News;

    fn hear(&mut self, news: News) -> bool {
        match news {
            News::Cue(cue) => {
                // Another map, or the first: the case is fetched once, and kept by the services.
                self.map = None;
                self.cue = *cue;
                self.letters.set(self.cue.letters);
                let (services, visit, id) = (Rc::clone(&self.services), self.visit, self.cue.scenario.clone());
                spawn_local(async move { tell(visit, News::Scenario(services.scenario(&id).await.ok())) });
            }
            News::Scenario(scenario) => {
                let map = map_of(self.cue.slide.as_ref()).zip(scenario.as_ref());
                self.map = map.filter(|(map, scenario)| map.scenario == scenario.id()).map(|(map, scenario)| {
                    let weights = weights_of(map);
                    let mut view = MapView::new(Rc::clone(scenario), &weights);
                    view.show(Direction::Right, &weights);
                    view.look_at(part_of(map));
                    view
                });
            }
        }
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
        screen(self.cue.slide.as_ref(), self.map.as_ref(), self.cue.dark, self.cue.example)
    }
}

/// The screen with a slide, or blank.
pub fn screen(slide: Option<&Slide>, map: Option<&MapView>, dark: bool, example: bool) -> Element {
    let example = (example && slide.is_some()).then(|| element("p").class("slide-example").text("Séance d'exemple : parcours inventés"));
    element("main")
        .id("contenu")
        .class("projection")
        .set("data-theme", theme(dark))
        .flag("data-blank", slide.is_none())
        .set("data-words", slide.map_or("", size))
        .maybe(slide.map(|slide| draw(slide, map)))
        .maybe(example)
}

/// How large a slide can be written: words alone, and few of them, leave room.
fn size(slide: &Slide) -> &'static str {
    let only_words = slide.parts.iter().all(|part| matches!(part, Part::Text(_) | Part::Caption(_)));
    match shown_words(slide) {
        0..=16 if only_words => "few",
        17..=32 if only_words => "some",
        _ => "",
    }
}

/// The colours of a room, whatever those of the trainer's window.
#[must_use]
pub fn theme(dark: bool) -> &'static str {
    if dark { "dark" } else { "light" }
}

fn draw(slide: &Slide, map: Option<&MapView>) -> Element {
    let title = (!slide.title.is_empty()).then(|| element("h1").class("slide-title").text(&slide.title));
    let pages = (slide.pages > 1).then(|| {
        element("p")
            .class("slide-page")
            .label(&format!("Page {} sur {}", slide.page, slide.pages))
            .child(plain(format!("{}/{}", slide.page, slide.pages).into()))
    });
    element("div").class("slide").set("aria-live", "polite").maybe(title).each(slide.parts.iter().map(|part| parts::draw(part, map))).maybe(pages)
}

/// What a slide is, in a few words, for « Pilotage ».
#[must_use]
pub fn title(slide: &Slide) -> String {
    let kind = slide.parts.iter().find_map(|part| match part {
        Part::Bars(bars) if bars.series.len() > 1 => Some("les deux totaux. "),
        Part::Bars(_) => Some("la répartition. "),
        _ => None,
    });
    if !slide.title.is_empty() {
        return [kind.unwrap_or_default(), &slide.title].concat();
    }
    let text = slide.parts.iter().find_map(|part| if let Part::Text(words) = part { words.lines().next() } else { None });
    cut(text.unwrap_or_default().replace('*', "").trim_start_matches("- "), 9)
}

/// The map of a slide, if it has one.
fn map_of(slide: Option<&Slide>) -> Option<&MapPart> {
    slide?.parts.iter().find_map(|part| if let Part::Map(map) = part { Some(map) } else { None })
}
