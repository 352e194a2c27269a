//! Where everything stands on the map.

use super::graph::{Edge, Graph, Kind, Node};
use super::index::Index;
use super::layers::{Layers, Lie, layers};
use super::order::Proper;
use super::place::{STRAND_GAP, place};
use super::wrap::wrap;

/// Which way the story goes on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Down: the upright way, whose boxes stand side by side.
    #[default]
    Down,
    /// To the right.
    Right,
}

/// A point of the map. The unit is a pixel at a scale of 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A stretch of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its left side.
    pub x: i32,
    /// Its top.
    pub y: i32,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
}

impl Area {
    /// Whether two areas have a point in common, or touch.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.x <= other.x + other.width && other.x <= self.x + self.width && self.y <= other.y + other.height && other.y <= self.y + self.height
    }

    /// Whether a point lies in it or on its edge.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        self.meets(&Self { x: point.x, y: point.y, width: 0, height: 0 })
    }

    fn around(points: &[Point]) -> Self {
        let bounds = |of: fn(&Point) -> i32| (points.iter().map(of).min().unwrap_or(0), points.iter().map(of).max().unwrap_or(0));
        let ((left, right), (top, bottom)) = (bounds(|point| point.x), bounds(|point| point.y));
        Self { x: left, y: top, width: right - left, height: bottom - top }
    }
}

/// What a line draws of a strand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// All of it, with the story.
    Whole,
    /// All of it, back to an earlier layer.
    Back,
    /// Only how it leaves: its end is far.
    Leaving,
    /// Only how it arrives from afar.
    Arriving,
    /// From a scene to itself.
    Loop,
}

/// A strand of an edge, drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of the edge in the graph.
    pub edge: usize,
    /// Which of its strands.
    pub strand: usize,
    /// What it draws.
    pub course: Course,
    /// What it lies in.
    pub area: Area,
    start: usize,
    end: usize,
}

/// The map of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What is drawn.
    pub graph: Graph,
    /// Which way the story goes.
    pub direction: Direction,
    /// The size of the map: everything lies in it.
    pub area: Area,
    /// Where each node of the graph stands.
    pub nodes: Vec<Area>,
    /// Every strand; two lines for one whose end is far.
    pub lines: Vec<Line>,
    points: Vec<Point>,
    node_index: Index,
    line_index: Index,
}

/// How wide a scene's box is, for lines of [`super::wrap::LETTERS`] letters.
const BOX_WIDTH: i64 = 180;
/// The height of a line of a title, and what is left free above and below them all.
pub(super) const LINE_HEIGHT: i64 = 18;
const BOX_PADDING: i64 = 10;
/// The side of a fork.
pub(super) const FORK: i64 = 12;
/// What is left free at the ends of the side that strands leave from.
const PORT_MARGIN: i64 = 10;
/// Beyond so many strands on one side, a box grows no more and they stand closer.
const MOST_PORTS: i64 = 14;
/// How far a loop stands out from its box.
pub(super) const LOOP: i64 = 44;
/// Between two layers: on a screen, where a finger has to meet a line; on paper; on paper, where words stand on the lines.
const LAYER_GAP: i64 = 64;
const PAPER_GAP: i64 = 32;
const WORDED_GAP: std::ops::RangeInclusive<i64> = 100..=220;
/// What each way with words adds to that.
const WORDED_WAY: i64 = 8;
/// How far lines go on straight when they leave a decision: the letter and the count of its choices stand there.
const LEAD_DOWN: i64 = 34;
const LEAD_RIGHT: i64 = 44;
/// How much is drawn of a line that leaves for afar, and of one that arrives.
const LEAVING: i64 = 20;
const ARRIVING: i64 = 26;
/// On a screen, an edge that goes across more than this between two layers is a far one. Paper shows the whole of it.
const REACH: u64 = 2_000;
const MARGIN: i64 = 30;

impl Layout {
    /// Lays a case out. The same graph and direction give the same layout.
    #[must_use]
    pub fn of(graph: Graph, direction: Direction) -> Self {
        let mut layers = layers(&graph);
        let proper = Proper::new(&graph, &layers);
        let (across, along): (Vec<i64>, Vec<i64>) = sizes(&graph, &layers, direction).into_iter().unzip();
        let mut widths = across.clone();
        for (edge, lie) in graph.edges.iter().zip(&layers.lies) {
            if *lie == Lie::Loop {
                widths[edge.from] += 2 * LOOP;
            }
        }
        let of_edge = |edge: usize| graph.edges[edge].strands.len() as i64 * STRAND_GAP;
        widths.extend(proper.vertices[graph.nodes.len()..].iter().map(|vertex| vertex.edge.map_or(0, of_edge)));
        let middles = place(&proper, &widths);
        let reach = if graph.is_on_paper() { u64::MAX } else { REACH };
        for (chain, lie) in proper.chains.iter().zip(&mut layers.lies) {
            if chain.windows(2).any(|pair| middles[pair[0]].abs_diff(middles[pair[1]]) > reach) {
                *lie = Lie::Far;
            }
        }
        let leftmost = middles.iter().zip(&widths).map(|(middle, width)| middle - width / 2).min().unwrap_or(0);
        let middles: Vec<i64> = middles.iter().map(|middle| middle - leftmost + MARGIN).collect();
        let breadth = middles.iter().zip(&widths).map(|(middle, width)| middle + width / 2).max().unwrap_or(0) + MARGIN;
        let mut tracer = Tracer {
            graph: &graph,
            layers: &layers,
            proper: &proper,
            direction,
            across,
            along,
            middles,
            starts: Vec::new(),
            depths: Vec::new(),
            leads: Vec::new(),
            lines: Vec::new(),
            points: Vec::new(),
        };
        let length = tracer.stack();
        let nodes: Vec<Area> = (0..graph.nodes.len()).map(|node| tracer.area(node)).collect();
        tracer.trace();
        let (lines, points) = (tracer.lines, tracer.points);
        let corner = oriented(direction, breadth, length);
        let node_index = Index::of(nodes.clone());
        let line_index = Index::of(lines.iter().map(|line: &Line| line.area).collect());
        Self { area: Area { x: 0, y: 0, width: corner.x, height: corner.y }, graph, direction, nodes, lines, points, node_index, line_index }
    }

    /// The nodes that meet a part of the map: their places and where they stand.
    pub fn nodes_in(&self, part: &Area) -> impl Iterator<Item = (usize, &Area)> {
        self.node_index.meeting(part).into_iter().map(|node| (node, &self.nodes[node]))
    }

    /// The lines that may meet a part of the map.
    pub fn lines_in(&self, part: &Area) -> impl Iterator<Item = &Line> {
        self.line_index.meeting(part).into_iter().map(|line| &self.lines[line])
    }

    /// The points of a line, from where it leaves: two for each straight part, with a curve from one part to the next.
    #[must_use]
    pub fn points(&self, line: &Line) -> &[Point] {
        &self.points[line.start..line.end]
    }
}

/// How far each node goes across the story's direction, and along it.
fn sizes(graph: &Graph, layers: &Layers, direction: Direction) -> Vec<(i64, i64)> {
    // For each node, the strands counted on its two sides; the others share one place, which the margin holds.
    let mut ports = vec![(0i64, 0i64); graph.nodes.len()];
    for (edge, lie) in graph.edges.iter().zip(&layers.lies) {
        let counted = edge.strands.iter().filter(|strand| strand.counted().is_some()).count() as i64;
        match lie {
            Lie::Forward | Lie::Far => {
                ports[edge.from].1 += counted;
                ports[edge.to].0 += counted;
            }
            Lie::Backward => {
                ports[edge.from].0 += counted;
                ports[edge.to].1 += counted;
            }
            Lie::Loop => {}
        }
    }
    let size = |(node, (before, after)): (&Node, (i64, i64))| match node {
        Node::Fork(_) => (FORK, FORK),
        Node::Scene(scene) => {
            let lines = wrap(&scene.title).len() + usize::from(!scene.below.is_empty());
            let height = LINE_HEIGHT * lines as i64 + 2 * BOX_PADDING;
            let (across, along) = if direction == Direction::Down { (BOX_WIDTH, height) } else { (height, BOX_WIDTH) };
            (across.max((before.max(after) + 1).min(MOST_PORTS) * STRAND_GAP + 2 * PORT_MARGIN), along)
        }
    };
    graph.nodes.iter().zip(ports).map(size).collect()
}

fn oriented(direction: Direction, across: i64, along: i64) -> Point {
    let narrow = |value: i64| i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX });
    match direction {
        Direction::Down => Point { x: narrow(across), y: narrow(along) },
        Direction::Right => Point { x: narrow(along), y: narrow(across) },
    }
}

/// Draws the lines once everything has its place.
struct Tracer<'a> {
    graph: &'a Graph,
    layers: &'a Layers,
    proper: &'a Proper,
    direction: Direction,
    across: Vec<i64>,
    along: Vec<i64>,
    middles: Vec<i64>,
    /// Where each layer starts, along the story.
    starts: Vec<i64>,
    /// How long each layer is.
    depths: Vec<i64>,
    /// How long the lines that leave each layer go on straight.
    leads: Vec<i64>,
    lines: Vec<Line>,
    points: Vec<Point>,
}

/// One end of an edge at a node.
struct Port {
    edge: usize,
    /// Whether the edge leaves the node here.
    leaves: bool,
}

impl Tracer<'_> {
    /// Puts the layers one after the other; gives the length of the map.
    fn stack(&mut self) -> i64 {
        let lead = if self.direction == Direction::Down { LEAD_DOWN } else { LEAD_RIGHT };
        self.depths = vec![0; self.layers.count];
        self.leads = vec![0; self.layers.count];
        for (node, &layer) in self.layers.of.iter().enumerate() {
            self.depths[layer] = self.depths[layer].max(self.along[node]);
            if self.graph.scene(node).is_some_and(|scene| scene.kind == Kind::Decision) {
                self.leads[layer] = lead;
            }
        }
        let mut gaps = vec![if self.graph.is_on_paper() { PAPER_GAP } else { LAYER_GAP }; self.layers.count];
        let mut worded = vec![0; self.layers.count];
        for edge in self.graph.edges.iter().filter(|edge| !edge.when.is_empty()) {
            let layer = self.layers.of[edge.from];
            worded[layer] += WORDED_WAY;
            gaps[layer] = (LAYER_GAP + worded[layer]).clamp(*WORDED_GAP.start(), *WORDED_GAP.end());
        }
        let mut at = MARGIN;
        for ((depth, lead), gap) in self.depths.iter().zip(&self.leads).zip(&gaps) {
            self.starts.push(at);
            at += depth + lead + gap;
        }
        at - gaps.last().unwrap_or(&LAYER_GAP) + MARGIN
    }

    /// Where a node begins along the story: it stands in the middle of its layer.
    fn head(&self, node: usize) -> i64 {
        let layer = self.layers.of[node];
        self.starts[layer] + (self.depths[layer] - self.along[node]) / 2
    }

    fn area(&self, node: usize) -> Area {
        let across = self.across[node];
        let corner = oriented(self.direction, self.middles[node] - across / 2, self.head(node));
        let size = oriented(self.direction, across, self.along[node]);
        Area { x: corner.x, y: corner.y, width: size.x, height: size.y }
    }

    fn trace(&mut self) {
        // Where each strand of each edge stands at its two ends: in the edge's own direction.
        let mut ends: Vec<[Vec<i64>; 2]> = vec![[Vec::new(), Vec::new()]; self.graph.edges.len()];
        let mut sides: Vec<[Vec<Port>; 2]> = (0..self.graph.nodes.len()).map(|_| [Vec::new(), Vec::new()]).collect();
        for (edge, lie) in self.layers.lies.iter().enumerate() {
            let Edge { from, to, .. } = self.graph.edges[edge];
            let leaving = usize::from(*lie != Lie::Backward);
            if *lie != Lie::Loop {
                sides[from][leaving].push(Port { edge, leaves: true });
                sides[to][1 - leaving].push(Port { edge, leaves: false });
            }
        }
        for (node, sides) in sides.iter_mut().enumerate() {
            for ports in sides {
                ports.sort_by_key(|port| (self.seen_from(port), port.edge));
                self.share(node, ports, &mut ends);
            }
        }
        for (edge, ends) in ends.iter().enumerate() {
            for strand in 0..self.graph.edges[edge].strands.len() {
                self.trace_strand(edge, strand, ends);
            }
        }
    }

    /// Shares out one side of a node: a place for each strand that is counted, and one for all the others, in the middle of them.
    fn share(&self, node: usize, ports: &[Port], ends: &mut [[Vec<i64>; 2]]) {
        let strands: Vec<(&Port, bool)> =
            ports.iter().flat_map(|port| self.graph.edges[port.edge].strands.iter().map(move |strand| (port, strand.counted().is_some()))).collect();
        let others = strands.iter().filter(|(_, counted)| !counted).count();
        let places = (strands.len() - others + others.min(1)) as i64;
        let gap = STRAND_GAP.min((self.across[node] - 2 * PORT_MARGIN).max(0) / places.max(1));
        let place = |place: i64| self.middles[node] + gap * (2 * place - (places - 1)) / 2;
        let (mut next, mut passed, mut shared, mut shared_at) = (0, 0, Vec::new(), 0);
        for (port, counted) in strands {
            let end = &mut ends[port.edge][usize::from(!port.leaves)];
            if counted {
                end.push(place(next));
                next += 1;
            } else {
                shared.push((port, end.len()));
                end.push(0);
                passed += 1;
                if passed == others.div_ceil(2) {
                    shared_at = place(next);
                    next += 1;
                }
            }
        }
        for (port, strand) in shared {
            ends[port.edge][usize::from(!port.leaves)][strand] = shared_at;
        }
    }

    /// Where the next vertex of a port's edge stands, so that ports have the order of what they lead to; far ones come last.
    fn seen_from(&self, port: &Port) -> i64 {
        let chain = &self.proper.chains[port.edge];
        let from_start = port.leaves == (self.layers.lies[port.edge] == Lie::Forward);
        let next = if from_start { chain.get(1) } else { chain.len().checked_sub(2).and_then(|place| chain.get(place)) };
        if self.layers.lies[port.edge] == Lie::Far { i64::MAX } else { next.map_or(i64::MAX, |&vertex| self.middles[vertex]) }
    }

    fn trace_strand(&mut self, edge: usize, strand: usize, ends: &[Vec<i64>; 2]) {
        let Edge { from, to, .. } = self.graph.edges[edge];
        let end = |side: usize| ends[side].get(strand).copied().unwrap_or_default();
        let layer = self.layers.of[from];
        let (head, foot) = (self.head(from), self.head(from) + self.along[from]);
        match self.layers.lies[edge] {
            Lie::Forward | Lie::Backward => {
                let mut list = Vec::new();
                let strands = self.graph.edges[edge].strands.len() as i64;
                let aside = (2 * strand as i64 - (strands - 1)) * STRAND_GAP / 2;
                let back = self.layers.lies[edge] == Lie::Backward;
                let (first, last, first_at, last_at) = if back { (to, from, end(1), end(0)) } else { (from, to, end(0), end(1)) };
                let (first_layer, last_layer) = (self.layers.of[first], self.layers.of[last]);
                list.push((first_at, self.head(first) + self.along[first]));
                list.push((first_at, self.starts[first_layer] + self.depths[first_layer] + self.leads[first_layer]));
                let chain = &self.proper.chains[edge];
                for &vertex in chain.iter().take(chain.len().saturating_sub(1)).skip(1) {
                    let layer = self.proper.vertices[vertex].layer;
                    let across = self.middles[vertex] + aside;
                    list.extend([(across, self.starts[layer]), (across, self.starts[layer] + self.depths[layer])]);
                }
                list.push((last_at, self.starts[last_layer]));
                list.push((last_at, self.head(last)));
                if back {
                    list.reverse();
                }
                self.line(edge, strand, if back { Course::Back } else { Course::Whole }, &list);
            }
            Lie::Far => {
                let limit = self.starts[layer] + self.depths[layer] + self.leads[layer];
                self.line(edge, strand, Course::Leaving, &[(end(0), foot), (end(0), limit + LEAVING)]);
                let head = self.head(to);
                self.line(edge, strand, Course::Arriving, &[(end(1), self.starts[self.layers.of[to]] - ARRIVING), (end(1), head)]);
            }
            Lie::Loop => {
                let side = self.middles[from] + self.across[from] / 2;
                let third = self.along[from] / 4;
                let out = side + LOOP - 6 * strand as i64 % LOOP;
                self.line(edge, strand, Course::Loop, &[(side, foot - third), (out, foot - third), (out, head + third), (side, head + third)]);
            }
        }
    }

    fn line(&mut self, edge: usize, strand: usize, course: Course, points: &[(i64, i64)]) {
        let start = self.points.len();
        self.points.extend(points.iter().map(|&(across, along)| oriented(self.direction, across, along)));
        let end = self.points.len();
        self.lines.push(Line { edge, strand, course, area: Area::around(&self.points[start..end]), start, end });
    }
}
