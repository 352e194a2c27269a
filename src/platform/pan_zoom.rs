//! A large drawing in a frame, moved and enlarged by mouse, touch and keyboard.
//!
//! The app gives an empty frame and what to draw of each tile; the rest happens here, without the app: a move changes one transformation, which the browser's
//! compositor applies without painting again, and tiles are drawn as they come near, a few in each frame.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::page::{before_paint, document, window as browser_window};
use super::signals::{Listener, listen, listen_first};
use crate::map::draw::Shape;
use crate::map::layout::Area;
use crate::map::window::{Tile, Window};

/// The id of the frame: what can take the focus and shows a part of the drawing.
pub const FRAME: &str = "carte";
/// The id of the plane in the frame, which moves.
pub const PLANE: &str = "carte-plan";
/// The id of the group in the plane's `svg`, in which it is drawn. The app leaves it empty.
pub const GROUP: &str = "carte-trace";

const SVG: &str = "http://www.w3.org/2000/svg";
/// How much of a frame may go into drawing tiles, in milliseconds.
const DRAWING_MS: f64 = 4.0;
/// A frame that is not so high, in pixels, has no styles yet.
const SMALLEST: f64 = 40.0;
/// How much a key or a button enlarges, and how much of the frame an arrow key moves by.
const STEP: f64 = 1.25;
const PART: f64 = 0.15;
/// How many pixels of the wheel double the scale.
const DOUBLING: f64 = 400.0;
/// A line and a page of a wheel that counts in them, in pixels.
const WHEEL_LINE: f64 = 18.0;
const WHEEL_PAGE: f64 = 400.0;

/// What is drawn of a tile: sheets that lie over one another, the lowest first.
pub type Draw = Box<dyn Fn(Tile) -> [Vec<Shape>; 3]>;

/// A drawing that can be moved and enlarged as long as this lives.
pub struct PanZoom {
    state: Rc<RefCell<State>>,
    _listeners: Vec<Listener>,
}

struct State {
    map: Area,
    draw: Draw,
    window: Option<Window>,
    stage: Option<Stage>,
    drawn: BTreeMap<Tile, [Element; 3]>,
    /// The pointers that are down, and where they were last in the browser's window.
    pointers: Vec<(i32, f64, f64)>,
    /// The part to show, whatever the size of the frame: the whole where there is none.
    part: Option<Area>,
    /// Whether the frame's size is known: reading it makes the browser lay the page out.
    measured: bool,
    /// Whether the map was moved; else it stays whole, whatever the size of the frame.
    touched: bool,
    asked: bool,
}

/// The elements, as long as they are in the page.
struct Stage {
    frame: HtmlElement,
    plane: HtmlElement,
    group: Element,
    sheets: [Element; 3],
}

impl PanZoom {
    /// Begins. `map`: the size of the drawing.
    #[must_use]
    pub fn new(map: Area, draw: Draw) -> Self {
        let state = State {
            map,
            draw,
            window: None,
            stage: None,
            drawn: BTreeMap::new(),
            pointers: Vec::new(),
            part: None,
            measured: false,
            touched: false,
            asked: false,
        };
        let state = Rc::new(RefCell::new(state));
        let hear = |heard: fn(&mut State, &Event) -> bool| {
            let state = Rc::clone(&state);
            move |event: &Event| change(&state, |state| heard(state, event))
        };
        let listeners = vec![
            listen(document(), "pointerdown", hear(State::press)),
            listen(document(), "pointermove", hear(State::drag)),
            listen(document(), "pointerup", hear(State::release)),
            listen(document(), "pointercancel", hear(State::release)),
            listen_first(document(), "wheel", hear(State::wheel)),
            listen_first(document(), "keydown", hear(State::key)),
            listen(browser_window(), "resize", hear(|state, _| state.unmeasure())),
        ];
        Self { state, _listeners: listeners }
    }

    /// Draws in the frame that the app has just put into the page, if it is another one.
    pub fn shown(&self) {
        change(&self.state, State::unmeasure);
    }

    /// Draws something else in its place.
    pub fn replace(&self, map: Area, draw: Draw) {
        change(&self.state, |state| {
            state.draw = draw;
            state.clear();
            if state.map != map {
                (state.map, state.window, state.measured, state.touched) = (map, None, false, false);
            }
            true
        });
    }

    /// Enlarges by one step, or reduces.
    pub fn zoom(&self, enlarge: bool) {
        change(&self.state, |state| state.zoom_by(if enlarge { STEP } else { 1.0 / STEP }));
    }

    /// The part that is seen; none where the whole is.
    #[must_use]
    pub fn seen(&self) -> Option<Area> {
        let state = self.state.try_borrow().ok()?;
        state.window.filter(|_| state.touched).map(|window| window.part())
    }

    /// Shows a part, or the whole.
    pub fn look_at(&self, part: Option<Area>) {
        change(&self.state, |state| {
            (state.part, state.touched, state.measured) = (part, false, false);
            true
        });
    }

    /// Shows the whole drawing.
    pub fn fit(&self) {
        change(&self.state, State::fit);
    }
}

/// Changes the state, and asks for a frame if it says that it looks different.
fn change(shared: &Rc<RefCell<State>>, change: impl FnOnce(&mut State) -> bool) {
    if shared.try_borrow_mut().is_ok_and(|mut state| change(&mut state)) {
        ask(shared);
    }
}

fn ask(shared: &Rc<RefCell<State>>) {
    if shared.try_borrow_mut().is_ok_and(|mut state| !std::mem::replace(&mut state.asked, true)) {
        // Gone by then, it has nothing to draw.
        let weak = Rc::downgrade(shared);
        before_paint(move || {
            let Some(shared) = weak.upgrade() else { return };
            let more = shared.try_borrow_mut().is_ok_and(|mut state| {
                state.asked = false;
                state.paint()
            });
            if more {
                ask(&shared);
            }
        });
    }
}

impl State {
    fn unmeasure(&mut self) -> bool {
        self.measured = false;
        true
    }

    fn fit(&mut self) -> bool {
        self.look(Window::fit);
        self.touched = false;
        true
    }

    fn look(&mut self, look: impl FnOnce(&mut Window)) -> bool {
        self.touched = true;
        self.window.as_mut().map(look).is_some()
    }

    fn zoom_by(&mut self, factor: f64) -> bool {
        self.look(|window| window.zoom(factor, window.width / 2.0, window.height / 2.0))
    }

    fn clear(&mut self) {
        for sheets in std::mem::take(&mut self.drawn).into_values() {
            sheets.iter().for_each(Element::remove);
        }
    }

    /// Puts the drawing where the window looks, and draws what comes near; says whether there is more to draw.
    fn paint(&mut self) -> bool {
        if self.stage.as_ref().is_none_or(|stage| !stage.group.is_connected()) {
            self.clear();
            self.stage = Stage::find();
        }
        let Some(stage) = &self.stage else { return false };
        if !self.measured {
            let (width, height) = (f64::from(stage.frame.client_width()), f64::from(stage.frame.client_height()));
            if height < SMALLEST {
                return true;
            }
            self.measured = true;
            match &mut self.window {
                Some(window) if self.touched => window.resize(width, height),
                window => {
                    let mut whole = Window::new(self.map, width, height);
                    if let Some(part) = self.part {
                        whole.look_at(part);
                    }
                    *window = Some(whole);
                }
            }
        }
        let Some(window) = &self.window else { return false };
        stage.look(window);
        let wanted = window.tiles();
        let missing: Vec<Tile> = wanted.iter().filter(|tile| !self.drawn.contains_key(tile)).copied().collect();
        let start = now();
        let mut left = missing.len();
        for tile in missing {
            self.drawn.insert(tile, stage.draw(&(self.draw)(tile)));
            left -= 1;
            if now() - start > DRAWING_MS {
                break;
            }
        }
        // What the other level shows stays until this one is there.
        let gone = |tile: &Tile| !wanted.contains(tile) && (left == 0 || wanted.first().is_some_and(|first| first.level == tile.level));
        self.drawn.retain(|tile, sheets| {
            let gone = gone(tile);
            if gone {
                sheets.iter().for_each(Element::remove);
            }
            !gone
        });
        left > 0
    }

    /// Whether something happened in the frame.
    fn is_inside(&self, event: &Event) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        self.stage.as_ref().is_some_and(|stage| stage.frame.contains(target.as_ref()))
    }

    /// Where a point of the page is in the frame.
    fn inside(&self, x: f64, y: f64) -> (f64, f64) {
        let corner = self.stage.as_ref().map(|stage| stage.frame.get_bounding_client_rect()).map_or((0.0, 0.0), |area| (area.left(), area.top()));
        (x - corner.0, y - corner.1)
    }

    fn press(&mut self, event: &Event) -> bool {
        let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.button() == 0) else { return false };
        if self.is_inside(event) && self.pointers.len() < 2 {
            let (x, y) = (f64::from(pointer.client_x()), f64::from(pointer.client_y()));
            self.pointers.retain(|(id, ..)| *id != pointer.pointer_id());
            self.pointers.push((pointer.pointer_id(), x, y));
            if let Some(stage) = &self.stage {
                // Without it, a hand that leaves the frame lets go of the map.
                let _ = stage.frame.set_pointer_capture(pointer.pointer_id());
            }
        }
        false
    }

    fn drag(&mut self, event: &Event) -> bool {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return false };
        let Some(at) = self.pointers.iter().position(|(id, ..)| *id == pointer.pointer_id()) else { return false };
        let (x, y) = (f64::from(pointer.client_x()), f64::from(pointer.client_y()));
        let (_, before_x, before_y) = std::mem::replace(&mut self.pointers[at], (pointer.pointer_id(), x, y));
        let other = self.pointers.iter().enumerate().find(|(place, _)| *place != at).map(|(_, (_, x, y))| (*x, *y));
        let Some((other_x, other_y)) = other else { return self.look(|window| window.pan(x - before_x, y - before_y)) };
        let apart = |x: f64, y: f64| (x - other_x).hypot(y - other_y).max(1.0);
        let (middle_x, middle_y) = self.inside(x.midpoint(other_x), y.midpoint(other_y));
        self.look(|window| {
            window.pan((x - before_x) / 2.0, (y - before_y) / 2.0);
            window.zoom(apart(x, y) / apart(before_x, before_y), middle_x, middle_y);
        })
    }

    fn release(&mut self, event: &Event) -> bool {
        if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
            self.pointers.retain(|(id, ..)| *id != pointer.pointer_id());
        }
        false
    }

    /// The wheel enlarges where the map has the focus, or with Ctrl (as two fingers on a touchpad do); else it scrolls the page.
    fn wheel(&mut self, event: &Event) -> bool {
        let Some(wheel) = event.dyn_ref::<WheelEvent>().filter(|_| self.is_inside(event)) else { return false };
        if !wheel.ctrl_key() && !self.stage.as_ref().is_some_and(Stage::has_focus) {
            return false;
        }
        event.prevent_default();
        let unit = match wheel.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => WHEEL_LINE,
            WheelEvent::DOM_DELTA_PAGE => WHEEL_PAGE,
            _ => 1.0,
        };
        let (x, y) = self.inside(f64::from(wheel.client_x()), f64::from(wheel.client_y()));
        self.look(|window| window.zoom((-wheel.delta_y() * unit / DOUBLING).exp2(), x, y))
    }

    fn key(&mut self, event: &Event) -> bool {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !(key.ctrl_key() || key.alt_key() || key.meta_key())) else { return false };
        if !self.is_inside(event) || !self.stage.as_ref().is_some_and(Stage::has_focus) {
            return false;
        }
        let pan = |across: f64, down: f64| move |window: &mut Window| window.pan(across * PART * window.width, down * PART * window.height);
        let done = match key.key().as_str() {
            "ArrowLeft" => self.look(pan(1.0, 0.0)),
            "ArrowRight" => self.look(pan(-1.0, 0.0)),
            "ArrowUp" => self.look(pan(0.0, 1.0)),
            "ArrowDown" => self.look(pan(0.0, -1.0)),
            "+" | "=" => self.zoom_by(STEP),
            "-" => self.zoom_by(1.0 / STEP),
            "0" => self.fit(),
            _ => return false,
        };
        event.prevent_default();
        done
    }
}

impl Stage {
    fn find() -> Option<Self> {
        let document = document()?;
        let frame = document.get_element_by_id(FRAME)?.dyn_into().ok()?;
        let plane = document.get_element_by_id(PLANE)?.dyn_into().ok()?;
        let group = document.get_element_by_id(GROUP)?;
        let sheet = || {
            let sheet = document.create_element_ns(Some(SVG), "g").ok()?;
            group.append_child(&sheet).ok()?;
            Some(sheet)
        };
        let sheets = [sheet()?, sheet()?, sheet()?];
        Some(Self { frame, plane, group, sheets })
    }

    fn has_focus(&self) -> bool {
        document().and_then(|document| document.active_element()).is_some_and(|active| active == *self.frame)
    }

    /// The plane only moves, which needs no painting; the scale is the drawing's own, so that its lines stay sharp.
    fn look(&self, window: &Window) {
        let (x, y) = (whole(-window.x * window.scale).to_string(), whole(-window.y * window.scale).to_string());
        // What a browser does not understand leaves the map where it was.
        let _ = self.plane.style().set_property("transform", &["translate(", &x, "px,", &y, "px)"].concat());
        let scale = ["scale(", &decimal(window.scale), ")"].concat();
        if self.group.get_attribute("transform").as_ref() != Some(&scale) {
            let _ = self.group.set_attribute("transform", &scale);
        }
    }

    /// Draws a tile: one group in each sheet.
    fn draw(&self, shapes: &[Vec<Shape>; 3]) -> [Element; 3] {
        [0, 1, 2].map(|place| {
            let sheet = &self.sheets[place];
            let Some(group) = document().and_then(|document| document.create_element_ns(Some(SVG), "g").ok()) else { return sheet.clone() };
            shapes[place].iter().for_each(|shape| add(&group, shape));
            let _ = sheet.append_child(&group);
            group
        })
    }
}

/// Adds a shape to an element. Words become text, never markup.
fn add(parent: &Element, shape: &Shape) {
    let Some(element) = document().and_then(|document| document.create_element_ns(Some(SVG), shape.tag).ok()) else { return };
    if !shape.words.is_empty() {
        element.set_text_content(Some(&shape.words));
    }
    let class = (!shape.class.is_empty()).then_some(("class", shape.class));
    for (name, value) in class.into_iter().chain(shape.attributes.iter().map(|(name, value)| (*name, value.as_str()))) {
        let _ = element.set_attribute(name, value);
    }
    shape.inside.iter().for_each(|inside| add(&element, inside));
    let _ = parent.append_child(&element);
}

#[expect(clippy::cast_possible_truncation, reason = "a map has no place for a pixel that far")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// A positive number with six decimals. The standard library's own way to write one weighs more than all the rest of this file.
fn decimal(value: f64) -> String {
    let millionths = whole(value * 1e6);
    let decimals = (1_000_000 + millionths % 1_000_000).to_string();
    [&(millionths / 1_000_000).to_string(), ".", &decimals[1..]].concat()
}

fn now() -> f64 {
    browser_window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
