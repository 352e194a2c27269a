//! In which order the nodes of a layer stand, so that few edges cross.

use super::crossings;
use super::graph::Graph;
use super::layers::{Layers, Lie};

/// A graph in which every edge goes from a layer to the next: long edges are cut by points in the layers between.
#[derive(Clone, Debug)]
pub struct Proper {
    /// The nodes of the graph, by their place there, then the points of edges.
    pub vertices: Vec<Vertex>,
    /// For each layer, its vertices in order.
    pub layers: Vec<Vec<usize>>,
    /// For each edge that is drawn from layer to layer, its vertices from the earlier layer to the later; empty for the others.
    pub chains: Vec<Vec<usize>>,
}

/// A vertex of the proper graph.
#[derive(Clone, Debug)]
pub struct Vertex {
    /// Its layer.
    pub layer: usize,
    /// Its place in the layer.
    pub place: usize,
    /// The edge of which it is a point; none for a node.
    pub edge: Option<usize>,
    /// Its neighbours in the layer before, one for each edge.
    pub before: Vec<usize>,
    /// Its neighbours in the layer after, one for each edge.
    pub after: Vec<usize>,
}

/// How many vertices and edges the sweeps may look at in all: small maps are swept often, large ones a few times.
const LOOKS: usize = 800_000;
const MOST_SWEEPS: usize = 24;
const LEAST_SWEEPS: usize = 4;

impl Proper {
    /// Cuts the edges, and orders the layers.
    pub fn new(graph: &Graph, layers: &Layers) -> Self {
        let vertex = |layer, edge| Vertex { layer, place: 0, edge, before: Vec::new(), after: Vec::new() };
        let mut proper = Self {
            vertices: layers.of.iter().map(|&layer| vertex(layer, None)).collect(),
            layers: vec![Vec::new(); layers.count],
            chains: vec![Vec::new(); graph.edges.len()],
        };
        let mut order: Vec<usize> = (0..graph.edges.len()).collect();
        order.sort_by_key(|&edge| (graph.edges[edge].from, graph.edges[edge].strands.first().copied(), graph.edges[edge].to));
        for edge in order {
            let (first, last) = match layers.lies[edge] {
                Lie::Forward => (graph.edges[edge].from, graph.edges[edge].to),
                Lie::Backward => (graph.edges[edge].to, graph.edges[edge].from),
                Lie::Far | Lie::Loop => continue,
            };
            let mut chain = vec![first];
            for layer in layers.of[first] + 1..layers.of[last] {
                chain.push(proper.vertices.len());
                proper.vertices.push(vertex(layer, Some(edge)));
            }
            chain.push(last);
            for pair in chain.windows(2) {
                proper.vertices[pair[0]].after.push(pair[1]);
                proper.vertices[pair[1]].before.push(pair[0]);
            }
            proper.chains[edge] = chain;
        }
        proper.first_order(graph.start);
        proper.sweep();
        proper
    }

    /// The order in which a walk from the start meets them.
    fn first_order(&mut self, start: usize) {
        let mut met = vec![false; self.vertices.len()];
        for root in std::iter::once(start).chain(0..self.vertices.len()) {
            let mut pending = vec![root];
            while let Some(at) = pending.pop() {
                if !std::mem::replace(&mut met[at], true) {
                    self.layers[self.vertices[at].layer].push(at);
                    pending.extend(self.vertices[at].before.iter().rev());
                    pending.extend(self.vertices[at].after.iter().rev());
                }
            }
        }
        self.number();
    }

    fn number(&mut self) {
        for layer in &self.layers {
            for (place, &vertex) in layer.iter().enumerate() {
                self.vertices[vertex].place = place;
            }
        }
    }

    fn sweep(&mut self) {
        let size: usize = self.vertices.iter().map(|vertex| 1 + vertex.after.len()).sum();
        let sweeps = (LOOKS / size.max(1)).clamp(LEAST_SWEEPS, MOST_SWEEPS);
        let mut best = self.layers.clone();
        let mut fewest = self.crossings();
        for sweep in 0..sweeps {
            if fewest == 0 {
                break;
            }
            let down = sweep % 2 == 0;
            let count = self.layers.len();
            for step in 1..count {
                self.arrange(if down { step } else { count - 1 - step }, down);
            }
            if size < LOOKS / 500 {
                self.swap_neighbours();
            }
            let crossings = self.crossings();
            if crossings < fewest {
                fewest = crossings;
                best.clone_from(&self.layers);
            }
        }
        self.layers = best;
        self.number();
    }

    /// Puts each vertex of a layer at the mean place of its neighbours on one side; what has none there keeps its place.
    fn arrange(&mut self, layer: usize, down: bool) {
        const FINE: usize = 1 << 12;
        let mut list = std::mem::take(&mut self.layers[layer]);
        let key = |&vertex: &usize| {
            let vertex = &self.vertices[vertex];
            let neighbours = if down { &vertex.before } else { &vertex.after };
            let sum: usize = neighbours.iter().map(|&other| self.vertices[other].place).sum();
            if neighbours.is_empty() { vertex.place * FINE } else { sum * FINE / neighbours.len() }
        };
        list.sort_by_cached_key(key);
        for (place, &vertex) in list.iter().enumerate() {
            self.vertices[vertex].place = place;
        }
        self.layers[layer] = list;
    }

    /// Swaps neighbours wherever that leaves fewer crossings.
    fn swap_neighbours(&mut self) {
        for layer in 0..self.layers.len() {
            for place in 1..self.layers[layer].len() {
                let (left, right) = (self.layers[layer][place - 1], self.layers[layer][place]);
                if self.pair_crossings(right, left) < self.pair_crossings(left, right) {
                    self.layers[layer].swap(place - 1, place);
                    self.vertices[left].place = place;
                    self.vertices[right].place = place - 1;
                }
            }
        }
    }

    /// How many edges of two vertices cross where the first stands before the second.
    fn pair_crossings(&self, left: usize, right: usize) -> usize {
        let (left, right) = (&self.vertices[left], &self.vertices[right]);
        let cross = |left: &[usize], right: &[usize]| -> usize {
            let place = |vertex: &usize| self.vertices[*vertex].place;
            left.iter().map(|one| right.iter().filter(|other| place(other) < place(one)).count()).sum()
        };
        cross(&left.before, &right.before) + cross(&left.after, &right.after)
    }

    fn crossings(&self) -> u64 {
        let (mut tree, mut seconds) = (Vec::new(), Vec::new());
        let between = |pair: &[Vec<usize>]| {
            seconds.clear();
            for &vertex in &pair[0] {
                let from = seconds.len();
                seconds.extend(self.vertices[vertex].after.iter().map(|&other| self.vertices[other].place));
                seconds[from..].sort_unstable();
            }
            crossings::count(seconds.iter().copied(), pair[1].len(), &mut tree)
        };
        self.layers.windows(2).map(between).sum()
    }
}
