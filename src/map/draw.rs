//! The map as shapes: what the standalone SVG and the app both draw.

use super::curve::{Path, around, head, push_number, through};
use super::graph::{Kind, Node, SceneNode, Way};
use super::layout::{Area, Course, Direction, FORK, LINE_HEIGHT, Layout, Line, Point};
use super::weight::{THIN, Weight};
use super::wrap::wrap;
use crate::scenario::Scenario;
use crate::text::typography;

/// An SVG element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub tag: &'static str,
    /// Its class.
    pub class: &'static str,
    /// Its other attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// The words in it, in French typography.
    pub words: String,
    /// The elements in it.
    pub inside: Vec<Shape>,
}

impl Shape {
    pub(super) fn new(tag: &'static str, class: &'static str) -> Self {
        Self { tag, class, attributes: Vec::new(), words: String::new(), inside: Vec::new() }
    }

    pub(super) fn set(mut self, name: &'static str, value: String) -> Self {
        self.attributes.push((name, value));
        self
    }

    pub(super) fn number(self, name: &'static str, value: i32) -> Self {
        let mut text = String::new();
        push_number(value, &mut text);
        self.set(name, text)
    }

    pub(super) fn at(self, x: i32, y: i32) -> Self {
        self.number("x", x).number("y", y)
    }

    pub(super) fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    pub(super) fn child(mut self, shape: Self) -> Self {
        self.inside.push(shape);
        self
    }
}

/// A map to be drawn, with what the group may see of its choices.
pub struct Drawing<'a> {
    layout: &'a Layout,
    scenario: &'a Scenario,
    weights: &'a [Weight],
    most: u32,
}

/// How far from its box the letter of a choice stands, and its radius.
const BADGE: i32 = 16;
const BADGE_RADIUS: i32 = 9;
/// How far the count stands from the letter.
const COUNT_BELOW: i32 = 23;
const COUNT_BESIDE: i32 = 13;
/// From the middle of a line of letters to their foot.
const FOOT: i32 = 5;
/// The most threads drawn of a map seen from afar.
const MOST_THREADS: usize = 4_000;

impl<'a> Drawing<'a> {
    /// Prepares a drawing. `weights`: what may be seen of each choice, in the order of the program; nothing of those that are missing.
    #[must_use]
    pub fn new(layout: &'a Layout, scenario: &'a Scenario, weights: &'a [Weight]) -> Self {
        let most = weights.iter().map(|weight| if let Weight::Count(count) = weight { *count } else { 0 }).max().unwrap_or(0);
        Self { layout, scenario, weights, most }
    }

    /// The whole map.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape> {
        self.sheets(&self.layout.area).into_iter().flatten().collect()
    }

    /// A part of the map, in three sheets to be laid over one another: the lines, the boxes, the letters. A line is drawn in every part it meets, a box and a
    /// letter in the one that has its corner.
    #[must_use]
    pub fn sheets(&self, part: &Area) -> [Vec<Shape>; 3] {
        let (mut lines, mut badges) = (Vec::new(), Vec::new());
        let mut heads = String::new();
        for line in self.layout.lines_in(part) {
            lines.push(self.line(line));
            heads.push_str(&self.head(line));
            if self.layout.points(line).first().is_some_and(|point| part.holds(*point)) {
                badges.extend(self.badge(line));
            }
        }
        lines.push(Shape::new("path", "map-heads").set("d", heads));
        let nodes = self.layout.nodes_in(part).filter(|(_, area)| part.holds(Point { x: area.x, y: area.y }));
        [lines, nodes.map(|(node, area)| self.node(node, area)).collect(), badges]
    }

    /// The same from so far that no word could be read: boxes and threads, in two shapes.
    #[must_use]
    pub fn from_afar(&self, part: &Area) -> Vec<Shape> {
        let (mut threads, mut boxes) = (Path::default(), Path::default());
        let lines = self.layout.lines_in(part).filter(|line| matches!(line.course, Course::Whole | Course::Back));
        for line in lines.take(MOST_THREADS) {
            if let [first, .., last] = self.layout.points(line) {
                threads.command("M", &[first.x, first.y]);
                threads.command("L", &[last.x, last.y]);
            }
        }
        for (_, area) in self.layout.nodes_in(part) {
            boxes.command("M", &[area.x, area.y]);
            boxes.command("h", &[area.width]);
            boxes.command("v", &[area.height]);
            boxes.command("h", &[-area.width]);
            boxes.0.push('z');
        }
        vec![Shape::new("path", "map-threads").set("d", threads.0), Shape::new("path", "map-boxes").set("d", boxes.0)]
    }

    fn weight_of(&self, line: &Line) -> Weight {
        let strand = self.layout.graph.edges[line.edge].strands[line.strand];
        strand.counted().map(|choice| Weight::of(self.weights, choice)).unwrap_or_default()
    }

    fn line(&self, line: &Line) -> Shape {
        let strand = self.layout.graph.edges[line.edge].strands[line.strand];
        let points = self.layout.points(line);
        let weight = self.weight_of(line);
        let path = if line.course == Course::Loop { around(points) } else { through(points, self.layout.direction, self.has_head(line)) };
        let class = match strand.way {
            Way::Sure if weight.is_none() => "map-way map-way-none",
            Way::Sure => "map-way",
            Way::Conditional => "map-way map-way-conditional",
            Way::Chance => "map-way map-way-chance",
            Way::Detour if weight.is_none() => "map-way map-way-detour map-way-none",
            Way::Detour | Way::Return => "map-way map-way-detour",
        };
        let width = if strand.counted().is_some() { weight.width(self.most) } else { THIN };
        Shape::new("path", class).set("d", path).set("stroke-width", tenths(width))
    }

    /// Lines that end at a fork go on from there.
    fn has_head(&self, line: &Line) -> bool {
        self.layout.graph.scene(self.layout.graph.edges[line.edge].to).is_some()
    }

    fn head(&self, line: &Line) -> String {
        match self.layout.points(line) {
            [.., before, last] if self.has_head(line) => {
                let before = if line.course == Course::Loop {
                    Point { x: last.x + (before.x - last.x).signum(), y: last.y + (before.y - last.y).signum() }
                } else {
                    *before
                };
                head(before, *last, self.layout.direction, self.weight_of(line).width(self.most))
            }
            _ => String::new(),
        }
    }

    /// The letter of a choice where its line leaves the box, and its count beside it.
    fn badge(&self, line: &Line) -> Option<Shape> {
        let edge = &self.layout.graph.edges[line.edge];
        let choice = edge.strands[line.strand].choice?;
        // Past a fork, the letter stands before it.
        self.layout.graph.scene(edge.from)?;
        let from = *self.layout.points(line).first().filter(|_| line.course != Course::Arriving)?;
        let (x, y) = match (line.course, self.layout.direction) {
            (Course::Back, Direction::Down) => (0, -1),
            (Course::Back, Direction::Right) => (-1, 0),
            (Course::Loop, Direction::Down) => (1, 0),
            (Course::Loop, Direction::Right) | (_, Direction::Down) => (0, 1),
            (_, Direction::Right) => (1, 0),
        };
        let (centre_x, centre_y) = (from.x + x * BADGE, from.y + y * BADGE);
        let weight = Weight::of(self.weights, choice);
        let letter = self.scenario.letter(choice).to_string();
        let words = typography(&self.scenario.choice(choice).text).into_owned();
        let told = [&letter, "\u{a0}: ", &words, &told(weight)].concat();
        let mut badge = Shape::new("g", if weight.is_none() { "map-badge map-badge-none" } else { "map-badge" })
            .child(Shape::new("title", "").words(&told))
            .child(Shape::new("circle", "map-badge-disc").number("cx", centre_x).number("cy", centre_y).number("r", BADGE_RADIUS))
            .child(Shape::new("text", "map-letter").at(centre_x, centre_y + FOOT).words(&letter));
        let shown = match weight {
            Weight::Hidden => None,
            Weight::Taken(taken) => taken.then(|| "✓".to_owned()),
            Weight::Count(count) => Some(count.to_string()),
        };
        if let Some(shown) = shown {
            let text = match self.layout.direction {
                Direction::Down => Shape::new("text", "map-count").at(centre_x, centre_y + y.signum() * COUNT_BELOW + FOOT),
                Direction::Right => Shape::new("text", "map-count map-count-beside").at(centre_x + COUNT_BESIDE, centre_y + FOOT),
            };
            badge = badge.child(text.words(&shown));
        }
        Some(badge)
    }

    fn node(&self, node: usize, area: &Area) -> Shape {
        match &self.layout.graph.nodes[node] {
            Node::Scene(scene) => self.scene(scene, area, node == self.layout.graph.start),
            Node::Fork(choice) => {
                let (x, y, half) = (area.x + area.width / 2, area.y + area.height / 2, i32::try_from(FORK / 2).unwrap_or_default());
                let mut path = Path::default();
                for (letter, x, y) in [("M", x - half, y), ("L", x, y - half), ("L", x + half, y), ("L", x, y + half)] {
                    path.command(letter, &[x, y]);
                }
                path.0.push('Z');
                let told = ["Après ", &self.scenario.letter(*choice).to_string(), ", la suite dépend de ce qui précède."].concat();
                Shape::new("path", "map-fork").set("d", path.0).child(Shape::new("title", "").words(&told))
            }
        }
    }

    fn scene(&self, scene: &SceneNode, area: &Area, start: bool) -> Shape {
        let class = match (start, scene.kind) {
            (true, _) => "map-scene map-start",
            (_, Kind::Decision) => "map-scene map-decision",
            (_, Kind::Passage) => "map-scene map-passage",
            (_, Kind::Return) => "map-scene map-return",
            (_, Kind::Ending) => "map-scene map-ending",
        };
        let radius = if scene.kind == Kind::Ending { 18 } else { 6 };
        let frame = |class, inset: i32| {
            let frame = Shape::new("rect", class).at(area.x + inset, area.y + inset);
            frame.number("width", area.width - 2 * inset).number("height", area.height - 2 * inset).number("rx", radius - inset)
        };
        let mut shape = Shape::new("g", class).child(frame("map-box", 0));
        if scene.kind == Kind::Ending {
            shape = shape.child(frame("map-box-inner", 4));
        }
        let mut lines: Vec<(&'static str, String)> = wrap(&scene.title).into_iter().map(|words| ("map-title", words)).collect();
        lines.extend((!scene.below.is_empty()).then(|| ("map-below", scene.below.clone())));
        let line_height = i32::try_from(LINE_HEIGHT).unwrap_or_default();
        let first = area.y + area.height / 2 - (i32::try_from(lines.len()).unwrap_or(1) - 1) * line_height / 2 + FOOT;
        for (place, (class, words)) in (0i32..).zip(&lines) {
            shape = shape.child(Shape::new("text", class).at(area.x + area.width / 2, first + place * line_height).words(words));
        }
        shape
    }
}

/// What a kind of scene is called.
#[must_use]
pub fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Decision => "décision",
        Kind::Passage => "passage",
        Kind::Return => "retour d’un détour",
        Kind::Ending => "fin",
    }
}

fn told(weight: Weight) -> String {
    match weight {
        Weight::Hidden => String::new(),
        Weight::Taken(_) => [" (", &weight.words(), ")"].concat(),
        Weight::Count(count) => [" (", &count.to_string(), "\u{a0}parcours)"].concat(),
    }
}

fn tenths(width: u32) -> String {
    [&(width / 10).to_string(), ".", &(width % 10).to_string()].concat()
}
