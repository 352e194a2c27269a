//! Which layer each node stands in, and which edges can be drawn from layer to layer.

use std::collections::VecDeque;

use super::graph::Graph;

/// How an edge lies between the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// From a layer to a later one.
    Forward,
    /// Back to an earlier one: drawn through the layers between them all the same.
    Backward,
    /// Not drawn from end to end: it would cross most of a large map, or stays in one layer. Both its ends are marked.
    Far,
    /// From a scene to itself.
    Loop,
}

/// The layers of a graph.
#[derive(Clone, Debug)]
pub struct Layers {
    /// The layer of each node.
    pub of: Vec<usize>,
    /// How each edge lies.
    pub lies: Vec<Lie>,
    /// How many layers there are.
    pub count: usize,
}

/// How many layers all edges together may cross, for each node and edge: beyond it the longest edges are far ones. Readable cases stay well below.
const CROSSED_PER_PART: usize = 3;
/// What small maps may use in any case.
const CROSSED_AT_LEAST: usize = 2_000;

/// An edge over more layers than this is a far one in any case: nobody follows it by eye, and each tile it crosses would draw all of it.
const MOST_CROSSED: usize = 60;

/// Finds the layers: the order of the story where it has one, the distance from its start where the case is a knot in which every order is broken by most edges.
pub fn layers(graph: &Graph) -> Layers {
    let ways = Ways::of(graph);
    let in_order = settle(graph, in_order(graph, &ways));
    if far(&in_order) == 0 {
        return in_order;
    }
    let by_distance = settle(graph, by_distance(graph, &ways));
    if far(&by_distance) < far(&in_order) { by_distance } else { in_order }
}

fn far(layers: &Layers) -> usize {
    layers.lies.iter().filter(|lie| **lie == Lie::Far).count()
}

/// The neighbours of each node, loops left out.
struct Ways {
    on: Vec<Vec<usize>>,
    back: Vec<Vec<usize>>,
    /// Where a walk begins: the start, then what nothing leads to, then the rest.
    roots: Vec<usize>,
}

impl Ways {
    fn of(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let (mut on, mut back) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        // In the order of their choices, so that the first choice is walked first.
        let mut edges: Vec<_> = graph.edges.iter().filter(|edge| edge.from != edge.to).collect();
        edges.sort_by_key(|edge| (edge.from, edge.strands.first().copied(), edge.to));
        for edge in edges {
            on[edge.from].push(edge.to);
            back[edge.to].push(edge.from);
        }
        let mut roots = vec![graph.start];
        roots.extend((0..count).filter(|&node| back[node].is_empty()));
        roots.extend(0..count);
        Self { on, back, roots }
    }
}

/// A depth-first walk turns round the edges that close a circle; each node then stands one layer after the last that leads to it.
fn in_order(graph: &Graph, ways: &Ways) -> Vec<usize> {
    let count = graph.nodes.len();
    let mut finished: Vec<usize> = Vec::with_capacity(count);
    let mut reached = vec![false; count];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for &root in &ways.roots {
        if !std::mem::replace(&mut reached[root], true) {
            path.push((root, 0));
        }
        while let Some((node, taken)) = path.last_mut() {
            let node = *node;
            match ways.on[node].get(*taken) {
                Some(&next) => {
                    *taken += 1;
                    if !std::mem::replace(&mut reached[next], true) {
                        path.push((next, 0));
                    }
                }
                None => {
                    finished.push(node);
                    path.pop();
                }
            }
        }
    }
    let mut rank = vec![0; count];
    for (place, &node) in finished.iter().rev().enumerate() {
        rank[node] = place;
    }
    let mut layers = vec![0; count];
    for &node in finished.iter().rev() {
        for &next in &ways.on[node] {
            if rank[next] > rank[node] {
                layers[next] = layers[next].max(layers[node] + 1);
            }
        }
    }
    // A node that leads to more than leads to it stands just before what it leads to: fewer long edges.
    for &node in &finished {
        let after = || ways.on[node].iter().filter(|&&next| rank[next] > rank[node]);
        let before = ways.back[node].iter().filter(|&&other| rank[other] < rank[node]).count();
        if node != graph.start && before < after().count() {
            layers[node] = after().map(|&next| layers[next] - 1).min().unwrap_or(layers[node]);
        }
    }
    layers
}

fn by_distance(graph: &Graph, ways: &Ways) -> Vec<usize> {
    let mut layers: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut queue = VecDeque::new();
    for &root in &ways.roots {
        if layers[root].is_none() {
            layers[root] = Some(0);
            queue.push_back((root, 0));
        }
        while let Some((node, layer)) = queue.pop_front() {
            for &next in &ways.on[node] {
                if layers[next].is_none() {
                    layers[next] = Some(layer + 1);
                    queue.push_back((next, layer + 1));
                }
            }
        }
    }
    layers.into_iter().map(Option::unwrap_or_default).collect()
}

/// Says how each edge lies, given the layers.
fn settle(graph: &Graph, of: Vec<usize>) -> Layers {
    let mut left = (CROSSED_PER_PART * (graph.nodes.len() + graph.edges.len())).max(CROSSED_AT_LEAST);
    let mut lies = vec![Lie::Far; graph.edges.len()];
    let mut spans = Vec::new();
    for (place, edge) in graph.edges.iter().enumerate() {
        match of[edge.from].abs_diff(of[edge.to]) {
            _ if edge.from == edge.to => lies[place] = Lie::Loop,
            0 => {}
            span => spans.push((span, place)),
        }
    }
    // The shortest are drawn first.
    spans.sort_unstable();
    for (span, place) in spans {
        if span > left.min(MOST_CROSSED) {
            break;
        }
        left -= span;
        let edge = &graph.edges[place];
        lies[place] = if of[edge.from] < of[edge.to] { Lie::Forward } else { Lie::Backward };
    }
    Layers { count: of.iter().max().map_or(0, |last| last + 1), of, lies }
}
