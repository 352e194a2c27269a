//! The map in words: one row for each way out of a scene, and one sentence.

use super::graph::{Graph, Kind, Node, Strand, Way};
use super::weight::Weight;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// One way out of a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The scene.
    pub scene: SceneIndex,
    /// The choice; none for a passage or a return.
    pub choice: Option<ChoiceIndex>,
    /// Where it may lead, and when.
    pub to: Vec<(SceneIndex, Way)>,
    /// What may be seen of the choice.
    pub weight: Weight,
}

/// Every way out of every scene, in the order of the file.
#[must_use]
pub fn rows(graph: &Graph, weights: &[Weight]) -> Vec<Row> {
    let mut from: Vec<Vec<(Strand, usize)>> = vec![Vec::new(); graph.nodes.len()];
    for edge in &graph.edges {
        from[edge.from].extend(edge.strands.iter().map(|strand| (*strand, edge.to)));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (node, ways) in from.iter().enumerate() {
        let Some(scene) = graph.scene(node) else { continue };
        let mut ways = ways.clone();
        ways.sort();
        for (strand, to) in ways {
            let to: Vec<(SceneIndex, Way)> = match graph.nodes[to] {
                Node::Scene(ref scene) => vec![(scene.scene, strand.way)],
                Node::Fork(_) => from[to].iter().filter_map(|(strand, to)| graph.scene(*to).map(|scene| (scene.scene, strand.way))).collect(),
            };
            match rows.last_mut().filter(|row| row.scene == scene.scene && row.choice == strand.choice) {
                Some(row) => row.to.extend(to),
                None => rows.push(Row {
                    scene: scene.scene,
                    choice: strand.choice,
                    to,
                    weight: strand.choice.map(|choice| Weight::of(weights, choice)).unwrap_or_default(),
                }),
            }
        }
    }
    rows
}

/// The map in one sentence.
#[must_use]
pub fn sentence(graph: &Graph, weights: &[Weight]) -> String {
    let kinds = |kind| graph.nodes.iter().filter(|node| matches!(node, Node::Scene(scene) if scene.kind == kind)).count();
    let scenes = graph.nodes.iter().filter(|node| matches!(node, Node::Scene(_))).count();
    let mut sentence = [
        some(scenes, "scène", "scènes"),
        ", dont ".to_owned(),
        some(kinds(Kind::Decision), "décision", "décisions"),
        " et ".to_owned(),
        some(kinds(Kind::Ending), "fin", "fins"),
        ".".to_owned(),
    ]
    .concat();
    let rows = rows(graph, weights);
    let decisions = |shown: fn(Weight) -> bool| {
        let mut scenes: Vec<_> = rows.iter().filter(|row| shown(row.weight)).map(|row| row.scene).collect();
        scenes.dedup();
        scenes.len()
    };
    let counted = decisions(|weight| matches!(weight, Weight::Count(_)));
    let taken = decisions(|weight| matches!(weight, Weight::Taken(_)));
    if counted > 0 {
        sentence.push_str(&[" Les parcours sont comptés à ", &some(counted, "décision", "décisions"), "."].concat());
    }
    if taken > 0 {
        sentence.push_str(&[" À ", &some(taken, "décision", "décisions"), ", la carte dit quels choix ont été pris, sans les compter."].concat());
    }
    sentence
}

fn some(count: usize, one: &str, many: &str) -> String {
    [count.to_string().as_str(), "\u{a0}", if count < 2 { one } else { many }].concat()
}
