//! The map on a sheet of A3: the drawing, when each way is taken, and a key to it all.

use super::curve::Path;
use super::draw::Shape;
use super::graph::Kind;
use super::layout::{Area, Course, Direction, Layout, Line, Point};
use super::wrap::lines;
use crate::scenario::Scenario;
use crate::text::typography;

/// The sides of a sheet of A3 without its margins, in millimetres.
const SHEET: (i32, i32) = (277, 400);
/// How wide the key is, and how many letters a line of it has.
const KEY_WIDTH: i32 = 380;
const KEY_LETTERS: usize = 46;
const KEY_LINE: i32 = 19;
const MARGIN: i32 = 30;
/// The height of the words on a way, and the width of a letter of them.
const WORDS_HEIGHT: i32 = 18;
const LETTER_WIDTH: i32 = 7;

/// What stands around a map on paper.
pub struct Sheet {
    /// The whole sheet.
    pub area: Area,
    /// Whether it is upright.
    pub upright: bool,
    /// What is drawn besides the map.
    pub shapes: Vec<Shape>,
}

/// Lays a sheet out: the key in a corner of the map where nothing is drawn, else beside it or under it, where the map stays larger.
pub fn sheet(layout: &Layout, scenario: &Scenario, conditions: &[String]) -> Sheet {
    let mut key = Key { shapes: Vec::new(), y: 0 };
    key.write(scenario, conditions);
    let map = layout.area;
    let beside = (map.width + KEY_WIDTH, map.height.max(key.y + 2 * MARGIN));
    let below = (map.width.max(KEY_WIDTH + MARGIN), map.height + key.y + MARGIN);
    let corners =
        [(map.width - KEY_WIDTH, MARGIN), (MARGIN, MARGIN), (map.width - KEY_WIDTH, map.height - key.y - MARGIN), (MARGIN, map.height - key.y - MARGIN)];
    let free = corners.into_iter().filter(|(x, y)| *x >= MARGIN && *y >= MARGIN && y + key.y + MARGIN <= map.height).find(|(x, y)| {
        let corner = Area { x: *x - MARGIN, y: *y, width: KEY_WIDTH + MARGIN, height: key.y };
        layout.nodes_in(&corner).next().is_none() && layout.lines_in(&corner).next().is_none()
    });
    let ((width, height), at) = match free {
        Some(corner) => ((map.width, map.height), corner),
        None if scale(beside) >= scale(below) => (beside, (map.width, MARGIN)),
        None => (below, (MARGIN, map.height)),
    };
    let upright = fits((width, height), SHEET) >= fits((width, height), (SHEET.1, SHEET.0));
    let moved = ["translate(", &at.0.to_string(), " ", &at.1.to_string(), ")"].concat();
    let key = key.shapes.into_iter().fold(Shape::new("g", "map-key").set("transform", moved), Shape::child);
    let mut shapes = on_ways(layout);
    shapes.push(key);
    Sheet { area: Area { x: 0, y: 0, width, height }, upright, shapes }
}

/// How large something is drawn on the sheet that suits it, in thousandths of a millimetre for a unit.
fn scale(size: (i32, i32)) -> i32 {
    fits(size, SHEET).max(fits(size, (SHEET.1, SHEET.0)))
}

fn fits((width, height): (i32, i32), (across, along): (i32, i32)) -> i32 {
    (across * 1000 / width.max(1)).min(along * 1000 / height.max(1))
}

/// The words on the ways, each on its own line and on no box and no other words, where there is such a place.
fn on_ways(layout: &Layout) -> Vec<Shape> {
    let mut taken: Vec<Area> = layout.nodes.clone();
    let mut shapes = Vec::new();
    for line in &layout.lines {
        let words = words_on(layout, line);
        if words.is_empty() || line.strand > 0 {
            continue;
        }
        let width = i32::try_from(words.chars().count()).unwrap_or(0) * LETTER_WIDTH + 10;
        let around = |point: Point| Area { x: point.x - width / 2, y: point.y - WORDS_HEIGHT / 2, width, height: WORDS_HEIGHT };
        let points = along(layout, line);
        let free = points.iter().map(|point| around(*point)).find(|area| !taken.iter().any(|other| other.meets(area)));
        let Some(area) = free.or_else(|| points.first().map(|point| around(*point))) else { continue };
        let frame = Shape::new("rect", "map-when-frame").at(area.x, area.y).number("width", area.width).number("height", area.height).number("rx", 4);
        let text = Shape::new("text", "map-when").at(area.x + area.width / 2, area.y + WORDS_HEIGHT - 5).words(&words);
        shapes.push(Shape::new("g", "").child(frame).child(text));
        taken.push(area);
    }
    shapes
}

/// When a way is taken; and where it goes or comes from, where only that end of it is drawn.
fn words_on(layout: &Layout, line: &Line) -> String {
    let edge = &layout.graph.edges[line.edge];
    let title = |node| layout.graph.scene(node).map(|scene| scene.title.as_str());
    let ends = match line.course {
        Course::Leaving => title(edge.to).map(|title| ["→ ", title].concat()),
        Course::Arriving => return title(edge.from).map(|title| [title, " →"].concat()).unwrap_or_default(),
        Course::Whole | Course::Back | Course::Loop => None,
    };
    [edge.when.clone()].into_iter().chain(ends).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Points of a line, the best places for words first: the middle of its curves, then towards their ends; those of a straight line where it has no curve.
fn along(layout: &Layout, line: &Line) -> Vec<Point> {
    const STEPS: [i32; 11] = [50, 42, 58, 34, 66, 26, 74, 18, 82, 12, 88];
    let points = layout.points(line);
    let curves: Vec<(Point, Point)> = points.windows(2).skip(1).step_by(2).map(|pair| (pair[0], pair[1])).collect();
    let mut found = Vec::new();
    for step in STEPS {
        found.extend(curves.iter().rev().map(|(from, to)| on_curve(*from, *to, step, layout.direction)));
    }
    if found.is_empty() { points.iter().rev().copied().collect() } else { found }
}

/// The point of a curve at so many hundredths of its way: as [`super::curve::through`] draws it.
fn on_curve(from: Point, to: Point, step: i32, direction: Direction) -> Point {
    let (step, rest) = (i64::from(step), i64::from(100 - step));
    let weights = [rest * rest * rest, 3 * rest * rest * step, 3 * rest * step * step, step * step * step];
    let middle = match direction {
        Direction::Down => [Point { x: from.x, y: (from.y + to.y) / 2 }, Point { x: to.x, y: (from.y + to.y) / 2 }],
        Direction::Right => [Point { x: (from.x + to.x) / 2, y: from.y }, Point { x: (from.x + to.x) / 2, y: to.y }],
    };
    let at = |of: fn(&Point) -> i32| {
        let sum: i64 = [from, middle[0], middle[1], to].iter().zip(weights).map(|(point, weight)| i64::from(of(point)) * weight).sum();
        i32::try_from(sum / 1_000_000).unwrap_or(0)
    };
    Point { x: at(|point| point.x), y: at(|point| point.y) }
}

/// The key, line by line.
struct Key {
    shapes: Vec<Shape>,
    y: i32,
}

impl Key {
    fn write(&mut self, scenario: &Scenario, conditions: &[String]) {
        let source = &scenario.source;
        let code = source.code.as_deref().map_or_else(String::new, |code| [" · ", code].concat());
        self.words("map-key-title", &[&source.title.text, code.as_str()].concat(), 0, 30);
        self.words(
            "map-key-text",
            &["Version ", &source.version.text, ". Les nombres de mots comptent tous les blocs, les choix, le texte des fins."].concat(),
            0,
            KEY_LETTERS,
        );
        self.y += 10;
        for (kind, class, words) in [
            (Kind::Decision, "map-scene map-decision", "décision ; A, B, C… : ses choix"),
            (Kind::Passage, "map-scene map-passage", "passage"),
            (Kind::Return, "map-scene map-return", "retour d’un détour"),
            (Kind::Ending, "map-scene map-ending", "fin"),
        ] {
            self.symbol(scene_symbol(kind, class, self.y), words);
        }
        for (class, words) in [
            ("map-way", "toujours"),
            ("map-way map-way-conditional", "selon une condition"),
            ("map-way map-way-chance", "par tirage au sort"),
            ("map-way map-way-detour", "détour, et retour"),
        ] {
            let mut path = Path::default();
            path.command("M", &[0, self.y + 8]);
            path.command("L", &[44, self.y + 8]);
            self.symbol(Shape::new("path", class).set("d", path.0).set("stroke-width", "1.6".to_owned()), words);
        }
        if !conditions.is_empty() {
            self.y += 10;
            self.words("map-key-head", "Conditions, lues dans l’ordre ; « sinon » vient en dernier", 0, KEY_LETTERS);
        }
        for (number, condition) in (1..).zip(conditions) {
            self.y += 4;
            let name: i32 = number;
            let top = self.y;
            self.words("map-key-text", condition, 44, KEY_LETTERS - 6);
            self.shapes.push(Shape::new("text", "map-key-number").at(0, top + 14).words(&["si\u{a0}", &name.to_string()].concat()));
        }
    }

    fn words(&mut self, class: &'static str, words: &str, x: i32, letters: usize) {
        for line in lines(&typography(words), letters) {
            self.shapes.push(Shape::new("text", class).at(x, self.y + 14).words(&line));
            self.y += if class == "map-key-title" { 28 } else { KEY_LINE };
        }
    }

    fn symbol(&mut self, shape: Shape, words: &str) {
        self.shapes.push(shape);
        self.words("map-key-text", words, 58, KEY_LETTERS);
        self.y += 3;
    }
}

fn scene_symbol(kind: Kind, class: &'static str, y: i32) -> Shape {
    let radius = if kind == Kind::Ending { 8 } else { 3 };
    let frame = |class, inset: i32| {
        let frame = Shape::new("rect", class).at(inset, y + inset).number("width", 44 - 2 * inset);
        frame.number("height", 17 - 2 * inset).number("rx", radius - inset)
    };
    let shape = Shape::new("g", class).child(frame("map-box", 0));
    if kind == Kind::Ending { shape.child(frame("map-box-inner", 3)) } else { shape }
}
