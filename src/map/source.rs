//! The map as a source for other tools to draw: DOT (Graphviz) and Mermaid.
//!
//! Both name nodes by their place, so that no id or title can be taken for a word of theirs; what people read is quoted. Decisions are boxes, endings are round,
//! forks are points; ways that something else decides are dashed or dotted, as on our own map.

use super::graph::{Edge, Graph, Kind, Node, Way};
use crate::scenario::Scenario;

/// The graph in the language of Graphviz (<https://graphviz.org/doc/info/lang.html>).
#[must_use]
pub fn dot(graph: &Graph, scenario: &Scenario) -> String {
    let quoted = |words: &str| ["\"", &words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"), "\""].concat();
    let mut lines = vec![format!("digraph {} {{", quoted(scenario.id())), "  node [fontname=\"sans-serif\"];".to_owned()];
    for (at, node) in graph.nodes.iter().enumerate() {
        lines.push(match node {
            Node::Fork(_) => format!("  n{at} [shape=point];"),
            Node::Scene(scene) => {
                let shape = match scene.kind {
                    Kind::Decision => "box",
                    Kind::Passage | Kind::Return => "plaintext",
                    Kind::Ending => "ellipse",
                };
                let style = if at == graph.start { ", style=bold" } else { "" };
                format!("  n{at} [shape={shape}, label={}{style}];", quoted(&scene.title))
            }
        });
    }
    for edge in &graph.edges {
        let style = match dashes(edge) {
            Dashes::None => "",
            Dashes::Dashed => ", style=dashed",
            Dashes::Dotted => ", style=dotted",
        };
        lines.push(format!("  n{} -> n{} [label={}{style}];", edge.from, edge.to, quoted(&letters(graph, edge, scenario))));
    }
    lines.push("}\n".to_owned());
    lines.join("\n")
}

/// The graph as a Mermaid flowchart (<https://mermaid.js.org/syntax/flowchart.html>).
#[must_use]
pub fn mermaid(graph: &Graph, scenario: &Scenario) -> String {
    // Mermaid has no escapes inside quotes but its own entities.
    let quoted = |words: &str| {
        let plain = words.replace('&', "#amp;").replace('"', "#quot;").replace('<', "#lt;").replace('>', "#gt;").replace('\n', " ");
        ["\"", &plain, "\""].concat()
    };
    let mut lines = vec!["flowchart TD".to_owned()];
    for (at, node) in graph.nodes.iter().enumerate() {
        lines.push(match node {
            Node::Fork(_) => format!("  n{at}(( ))"),
            Node::Scene(scene) => match scene.kind {
                Kind::Decision => format!("  n{at}[{}]", quoted(&scene.title)),
                Kind::Passage | Kind::Return => format!("  n{at}({})", quoted(&scene.title)),
                Kind::Ending => format!("  n{at}([{}])", quoted(&scene.title)),
            },
        });
    }
    for edge in &graph.edges {
        let arrow = if dashes(edge) == Dashes::None { "-->" } else { "-.->" };
        let letters = letters(graph, edge, scenario);
        let label = if letters.is_empty() { String::new() } else { format!("|{}|", quoted(&letters)) };
        lines.push(format!("  n{} {arrow}{label} n{}", edge.from, edge.to));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dashes {
    None,
    Dashed,
    Dotted,
}

/// How an edge is drawn: plain as soon as one of its ways is always taken.
fn dashes(edge: &Edge) -> Dashes {
    let any = |wanted: &[Way]| edge.strands.iter().any(|strand| wanted.contains(&strand.way));
    if any(&[Way::Sure, Way::Detour]) {
        Dashes::None
    } else if any(&[Way::Conditional, Way::Chance]) {
        Dashes::Dashed
    } else {
        Dashes::Dotted
    }
}

/// The letters of the choices that go along an edge. That of a fork is said before it.
fn letters(graph: &Graph, edge: &Edge, scenario: &Scenario) -> String {
    if graph.scene(edge.from).is_none() {
        return String::new();
    }
    let letters: Vec<String> = edge.strands.iter().filter_map(|strand| strand.choice).map(|choice| scenario.letter(choice).to_string()).collect();
    letters.join(" ")
}
