//! The map of random scenarios: total, complete, without overlaps, the same each time.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::path::Path;
use std::rc::Rc;

use bifurque::map::layout::{Area, Course};
use bifurque::map::svg::printed;
use bifurque::map::{Direction, Graph, Layout};
use bifurque::scenario::Scenario;
use proptest::prelude::*;

#[path = "support/generator.rs"]
#[allow(dead_code, reason = "calls are for other tests")]
mod generator;

fn overlap(one: &Area, other: &Area) -> bool {
    one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
}

/// Where an area begins and ends along the story.
fn along(direction: Direction, area: &Area) -> (i32, i32) {
    match direction {
        Direction::Down => (area.y, area.y + area.height),
        Direction::Right => (area.x, area.x + area.width),
    }
}

fn is_sound(graph: &Graph, direction: Direction) {
    let layout = Layout::of(graph.clone(), direction);
    assert_eq!(layout.nodes.len(), graph.nodes.len(), "every node once");
    for (place, node) in layout.nodes.iter().enumerate() {
        assert!(node.x >= 0 && node.y >= 0 && node.x + node.width <= layout.area.width && node.y + node.height <= layout.area.height);
        for other in &layout.nodes[place + 1..] {
            assert!(!overlap(node, other), "{node:?} and {other:?}");
        }
    }
    let mut drawn: Vec<(usize, usize)> = Vec::new();
    for line in &layout.lines {
        let edge = &graph.edges[line.edge];
        let (from, to) = (along(direction, &layout.nodes[edge.from]), along(direction, &layout.nodes[edge.to]));
        let points = layout.points(line);
        let at = |place: usize| if direction == Direction::Down { points[place].y } else { points[place].x };
        let last = points.len() - 1;
        match line.course {
            Course::Whole => {
                assert_eq!((at(0), at(last)), (from.1, to.0), "from the end of its source to the beginning of its target");
                assert!((0..last).all(|place| at(place) <= at(place + 1)), "with the story: {points:?}");
            }
            Course::Back => {
                assert_eq!((at(0), at(last)), (from.0, to.1));
                assert!((0..last).all(|place| at(place) >= at(place + 1)), "against the story: {points:?}");
            }
            Course::Loop => assert_eq!(edge.from, edge.to),
            Course::Leaving | Course::Arriving => panic!("a small map has no far lines"),
        }
        drawn.push((line.edge, line.strand));
    }
    let expected: Vec<_> = (0..graph.edges.len()).flat_map(|edge| (0..graph.edges[edge].strands.len()).map(move |strand| (edge, strand))).collect();
    drawn.sort_unstable();
    assert_eq!(drawn, expected, "every strand once");
    assert_eq!(layout, Layout::of(graph.clone(), direction), "the same each time");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scenario_has_a_map(json in generator::scenario()) {
        let scenario = Scenario::load(json.to_string().as_bytes(), None).unwrap();
        let graph = Graph::of(&scenario);
        is_sound(&graph, Direction::Down);
        is_sound(&graph, Direction::Right);
        for edge in &graph.edges {
            prop_assert!(!edge.strands.is_empty() && edge.from < graph.nodes.len() && edge.to < graph.nodes.len());
        }
    }
}

/// The maps of the shipped cases, in the tests' own folder: to be looked at.
#[test]
fn the_shipped_cases_are_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut drawn = 0;
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let scenario: Rc<Scenario> = Scenario::load(&std::fs::read(folder.join("scenario.json")).unwrap(), None).unwrap();
        let graph = Graph::of(&scenario);
        is_sound(&graph, Direction::Down);
        let text = printed(&Layout::of(graph, Direction::Down), &scenario, &[]);
        assert_eq!(text.matches("class=\"map-letter\"").count(), scenario.program.choices.len());
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("map-{}.svg", scenario.id())), text).unwrap();
        drawn += 1;
    }
    assert!(drawn >= 4);
}
