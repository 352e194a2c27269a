//! Where the vertices of a layer stand across the map, in the order they have.

use super::order::Proper;

/// How far one strand is from the next.
pub const STRAND_GAP: i64 = 24;
/// What is left free between two vertices.
const NODE_GAP: i64 = 26;

/// How many placements the sweeps may make in all.
const PLACEMENTS: usize = 600_000;
const MOST_ROUNDS: usize = 14;
const LEAST_ROUNDS: usize = 3;

/// Where the sweep looks for what a vertex should stand near.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    Before,
    After,
    Both,
}

/// Gives the middle of each vertex, given how wide each is: no two overlap, and each is as near to its neighbours as that allows.
pub fn place(proper: &Proper, widths: &[i64]) -> Vec<i64> {
    let mut placing = Placing { proper, widths, middles: vec![0; proper.vertices.len()], blocks: Vec::new() };
    for layer in &proper.layers {
        placing.settle(layer, &vec![(0, 1); layer.len()]);
    }
    let rounds = (PLACEMENTS / proper.vertices.len().max(1)).clamp(LEAST_ROUNDS, MOST_ROUNDS);
    for round in 0..rounds {
        let near = if round * 2 < rounds { None } else { Some(Near::Both) };
        for layer in &proper.layers {
            placing.draw_near(layer, near.unwrap_or(Near::Before));
        }
        for layer in proper.layers.iter().rev() {
            placing.draw_near(layer, near.unwrap_or(Near::After));
        }
    }
    placing.middles
}

struct Placing<'a> {
    proper: &'a Proper,
    widths: &'a [i64],
    middles: Vec<i64>,
    blocks: Vec<Block>,
}

/// Vertices that touch, and stand together where they are best placed on average.
struct Block {
    /// The sum of weights.
    weight: i64,
    /// The sum of weight times wish.
    moment: i64,
    count: usize,
}

impl Block {
    fn middle(&self) -> i64 {
        self.moment.div_euclid(self.weight)
    }
}

impl Placing<'_> {
    fn draw_near(&mut self, layer: &[usize], near: Near) {
        let proper = self.proper;
        let wishes: Vec<(i64, i64)> = layer
            .iter()
            .map(|&at| {
                let vertex = &proper.vertices[at];
                let before = if near == Near::After { &[][..] } else { &vertex.before };
                let after = if near == Near::Before { &[][..] } else { &vertex.after };
                let (mut weight, mut moment) = (0, 0);
                for &other in before.iter().chain(after) {
                    // A long edge is straight before all.
                    let pull = match (vertex.edge.is_some(), proper.vertices[other].edge.is_some()) {
                        (true, true) => 8,
                        (false, false) => 1,
                        _ => 2,
                    };
                    weight += pull;
                    moment += pull * self.middles[other];
                }
                if weight == 0 { (self.middles[at], 1) } else { (moment.div_euclid(weight), weight) }
            })
            .collect();
        self.settle(layer, &wishes);
    }

    /// Places a layer: the sum of squared distances from what each wishes, by its weight, is the least that keeps them apart (pool adjacent violators).
    fn settle(&mut self, layer: &[usize], wishes: &[(i64, i64)]) {
        self.blocks.clear();
        let mut offset = 0;
        for (place, &at) in layer.iter().enumerate() {
            if place > 0 {
                offset += self.apart(layer[place - 1], at);
            }
            let (middle, weight) = wishes[place];
            let mut block = Block { weight, moment: weight * (middle - offset), count: 1 };
            while let Some(last) = self.blocks.last().filter(|last| last.middle() > block.middle()) {
                block = Block { weight: last.weight + block.weight, moment: last.moment + block.moment, count: last.count + block.count };
                self.blocks.pop();
            }
            self.blocks.push(block);
        }
        let mut offset = 0;
        let mut at = 0;
        for block in &self.blocks {
            for _ in 0..block.count {
                if at > 0 {
                    offset += self.apart(layer[at - 1], layer[at]);
                }
                self.middles[layer[at]] = block.middle() + offset;
                at += 1;
            }
        }
    }

    fn apart(&self, left: usize, right: usize) -> i64 {
        (self.widths[left] + self.widths[right]).div_euclid(2) + 1 + NODE_GAP
    }
}
