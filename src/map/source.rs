//! The map as a source for other tools to draw: DOT (Graphviz) and Mermaid.
//!
//! Both name nodes by their place, so that no id or title can be taken for a word of theirs; what people read is quoted. Decisions are boxes, endings are round,
//! forks are points. As on our own map, conditional ways are dashed, those by lot dotted, detours and returns dashed too and told apart by their width; Mermaid knows
//! dots only, for both of the first, and has a width for the last.

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
        let style = match way(edge) {
            Way::Sure => "",
            Way::Conditional => ", style=dashed",
            Way::Chance => ", style=dotted",
            Way::Detour | Way::Return => ", style=\"dashed,bold\"",
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
        let arrow = match way(edge) {
            Way::Sure => "-->",
            Way::Conditional | Way::Chance => "-.->",
            Way::Detour | Way::Return => "==>",
        };
        let letters = letters(graph, edge, scenario);
        let label = if letters.is_empty() { String::new() } else { format!("|{}|", quoted(&letters)) };
        lines.push(format!("  n{} {arrow}{label} n{}", edge.from, edge.to));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What an edge is drawn as, of all its ways: the surest.
fn way(edge: &Edge) -> Way {
    let any = |wanted: Way| edge.strands.iter().any(|strand| strand.way == wanted);
    [Way::Sure, Way::Detour, Way::Conditional, Way::Chance].into_iter().find(|wanted| any(*wanted)).unwrap_or(Way::Return)
}

/// The letters of the choices that go along an edge. That of a fork is said before it.
fn letters(graph: &Graph, edge: &Edge, scenario: &Scenario) -> String {
    if graph.scene(edge.from).is_none() {
        return String::new();
    }
    let letters: Vec<String> = edge.strands.iter().filter_map(|strand| strand.choice).map(|choice| scenario.letter(choice).to_string()).collect();
    letters.join(" ")
}
