//! The shipped cases on the map.

use std::rc::Rc;

use serde_json::json;

use super::draw::Drawing;
use super::graph::{Graph, Kind, Way};
use super::layout::{Area, Course, Direction, Layout};
use super::notes::annotate;
use super::source::{dot, mermaid};
use super::svg::{printed, write};
use super::table::{rows, sentence};
use super::weight::Weight;
use crate::example::SCENARIO;
use crate::scenario::Scenario;

fn shipped(id: &str) -> Rc<Scenario> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(id).join("scenario.json");
    Scenario::load(&std::fs::read(path).unwrap(), None).unwrap()
}

/// The elements of a map with what may be seen of its choices.
fn drawn(layout: &Layout, scenario: &Scenario, weights: &[Weight]) -> String {
    let mut text = String::new();
    Drawing::new(layout, scenario, weights).shapes().iter().for_each(|shape| write(shape, &mut text));
    text
}

const SHIPPED: [&str; 4] = ["premiers-pas", "le-carnet-de-mme-aubry", "equipe-du-soir", "vous-connaissez-peut-etre"];

#[test]
fn a_decision_keeps_every_choice_on_the_edges_it_shares() {
    let scenario = shipped("premiers-pas");
    let graph = Graph::of(&scenario);
    assert_eq!(graph.edges.len(), 4, "{:#?}", graph.edges);
    assert_eq!(graph.edges[0].strands.iter().map(|strand| scenario.letter(strand.choice.unwrap())).collect::<String>(), "AB");
    assert_eq!(graph.edges[1].strands.len(), 3);
    assert!(graph.edges[2..].iter().all(|edge| edge.strands.len() == 1 && edge.strands[0].way == Way::Conditional && edge.strands[0].choice.is_none()));
}

#[test]
fn a_detour_goes_there_and_back() {
    let scenario = shipped("le-carnet-de-mme-aubry");
    let graph = Graph::of(&scenario);
    let at = |id: &str| scenario.find_scene(id).unwrap().at();
    let way = |from, to| graph.edges.iter().find(|edge| (edge.from, edge.to) == (at(from), at(to))).map(|edge| edge.strands[0].way);
    assert_eq!(way("la-photo", "le-papier"), Some(Way::Detour));
    assert_eq!(way("le-papier", "le-bas-de-l-ecran"), Some(Way::Return));
}

#[test]
fn the_shipped_cases_are_drawn_whole_and_with_the_story() {
    for id in SHIPPED {
        for direction in [Direction::Down, Direction::Right] {
            let layout = Layout::of(Graph::of(&shipped(id)), direction);
            assert!(layout.lines.iter().all(|line| line.course == Course::Whole), "{id}");
        }
    }
}

#[test]
fn a_choice_whose_way_parts_is_counted_up_to_its_fork() {
    let scenario = shipped("equipe-du-soir");
    let graph = Graph::of(&scenario);
    let meeting = scenario.find_scene("la-reunion").unwrap();
    let counted: Vec<_> = graph.edges.iter().filter(|edge| edge.from == meeting.at()).flat_map(|edge| &edge.strands).map(|strand| strand.counted()).collect();
    assert_eq!(counted.len(), 4);
    assert!(counted.iter().all(Option::is_some));
    let past = graph.edges.iter().filter(|edge| graph.scene(edge.from).is_none()).flat_map(|edge| &edge.strands);
    assert!(past.clone().count() > 5 && past.clone().all(|strand| strand.counted().is_none()));
}

#[test]
fn the_table_says_what_the_drawing_shows() {
    let scenario = shipped("equipe-du-soir");
    let graph = Graph::of(&scenario);
    let rows = rows(&graph, &(0..100).map(Weight::Count).collect::<Vec<_>>());
    let choices: Vec<u32> = rows.iter().filter_map(|row| row.choice).map(|choice| choice.0).collect();
    assert_eq!(choices, (0..u32::try_from(scenario.program.choices.len()).unwrap()).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row.choice.is_none_or(|choice| row.weight == Weight::Count(choice.0)) && !row.to.is_empty()));
    assert!(rows.iter().any(|row| row.to.len() == 3));
    let kinds = |kind| graph.nodes.iter().enumerate().filter(|(node, _)| graph.scene(*node).is_some_and(|scene| scene.kind == kind)).count();
    assert_eq!(sentence(&graph, &[]), format!("24\u{a0}scènes, dont {}\u{a0}décisions et {}\u{a0}fins.", kinds(Kind::Decision), kinds(Kind::Ending)));
    assert!(sentence(&graph, &[Weight::Taken(true)]).ends_with("sans les compter."));
}

#[test]
fn the_drawing_escapes_what_authors_write_and_fetches_nothing() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/premiers-pas/scenario.json");
    let source = std::fs::read_to_string(path).unwrap().replace("Simone tousse", "R&D <script>alert(1)</script> \\u0001");
    let scenario = Scenario::load(source.as_bytes(), None).unwrap();
    let text = printed(&Layout::of(Graph::of(&scenario), Direction::Down), &scenario, &[]);
    assert!(text.contains("R&amp;D"), "{text}");
    assert!(!text.contains("<script") && !text.contains('\u{1}') && !text.contains("style=\"") && !text.contains("url("));
}

/// A decision, counted, beside one that is not.
#[test]
fn nothing_is_drawn_of_what_may_not_be_seen() {
    let scenario = shipped("premiers-pas");
    let layout = Layout::of(Graph::of(&scenario), Direction::Right);
    let hidden = drawn(&layout, &scenario, &[]);
    assert!(!hidden.contains("map-count map") && !hidden.contains(">0</text>") && !hidden.contains("map-way-none\""));
    let taken = drawn(&layout, &scenario, &[Weight::Taken(true), Weight::Taken(false)]);
    assert_eq!((taken.matches(">✓</text>").count(), taken.matches("map-badge-none\"").count()), (1, 1));
    let counted = drawn(&layout, &scenario, &[Weight::Count(3), Weight::Count(9)]);
    let all: Vec<Weight> = (0..20).map(|choice| Weight::Count(choice * 7 % 13)).collect();
    assert_eq!(drawn(&layout, &scenario, &all).matches("class=\"map-count map-count-beside\"").count(), scenario.program.choices.len());
    assert!(counted.contains(">9</text>") && counted.contains("stroke-width=\"14.0\"") && counted.contains("(3\u{a0}parcours)"));
}

#[test]
fn other_tools_are_given_the_same_graph() {
    let scenario = shipped("premiers-pas");
    let graph = Graph::of(&scenario);
    let lines = [
        "digraph \"premiers-pas\" {",
        "  node [fontname=\"sans-serif\"];",
        "  n0 [shape=box, label=\"Simone tousse\", style=bold];",
        "  n1 [shape=box, label=\"La clé des biscuits\"];",
        "  n2 [shape=plaintext, label=\"Lucien pousse la porte\"];",
        "  n3 [shape=ellipse, label=\"La boîte est ouverte\"];",
        "  n4 [shape=ellipse, label=\"Le placard est fermé\"];",
        "  n0 -> n1 [label=\"A B\"];",
        "  n1 -> n2 [label=\"A B C\"];",
        "  n2 -> n3 [label=\"\", style=dashed];",
        "  n2 -> n4 [label=\"\", style=dashed];",
        "}",
        "",
    ];
    assert_eq!(dot(&graph, &scenario), lines.join("\n"));
    let flowchart = mermaid(&graph, &scenario);
    assert!(flowchart.starts_with("flowchart TD\n  n0[\"Simone tousse\"]\n") && flowchart.contains("  n1 -->|\"A B C\"| n2\n  n2 -.-> n3\n"), "{flowchart}");
    for case in SHIPPED.map(shipped) {
        let graph = Graph::of(&case);
        for text in [dot(&graph, &case), mermaid(&graph, &case)] {
            let arrows = text.lines().filter(|line| [" -> ", " -->", " -.->", " ==>"].iter().any(|arrow| line.contains(arrow))).count();
            assert_eq!(arrows, graph.edges.len(), "every way once");
        }
    }
}

#[test]
fn other_tools_tell_ways_apart_as_our_own_map_does() {
    let drawn = |way| {
        let mut graph = Graph::of(&shipped("premiers-pas"));
        graph.edges[0].strands.iter_mut().for_each(|strand| strand.way = way);
        graph.edges.truncate(1);
        let [dot, mermaid] = [dot, mermaid].map(|source| source(&graph, &shipped("premiers-pas")));
        let style = dot.split_once("label=\"A B\"").unwrap().1.split_once("];").unwrap().0.to_owned();
        (style, mermaid.lines().last().unwrap().split_once("n0 ").unwrap().1.split('|').next().unwrap().to_owned())
    };
    for (way, style, arrow) in [
        (Way::Sure, "", "-->"),
        (Way::Conditional, ", style=dashed", "-.->"),
        (Way::Chance, ", style=dotted", "-.->"),
        (Way::Detour, ", style=\"dashed,bold\"", "==>"),
        (Way::Return, ", style=\"dashed,bold\"", "==>"),
    ] {
        assert_eq!(drawn(way), (style.to_owned(), arrow.to_owned()), "{way:?}");
    }
}

/// What an author writes stays words, whatever the other tool's signs. Straight quotes do not come so far: titles are set in French typography.
#[test]
fn titles_stay_words_in_other_tools() {
    let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/premiers-pas/scenario.json")).unwrap();
    let hostile = text.replace("\"title\": \"Simone tousse\"", r#""title": "Simone\\]; n9 [<b>&\\""#);
    let scenario = Scenario::load(hostile.as_bytes(), None).unwrap();
    let graph = Graph::of(&scenario);
    let title = &graph.scene(0).unwrap().title;
    assert!(title.ends_with('\\') && !title.contains('"'), "{title}");
    let escaped = title.replace('\\', "\\\\");
    assert!(dot(&graph, &scenario).contains(&format!("\n  n0 [shape=box, label=\"{escaped}\", style=bold];\n")), "{}", dot(&graph, &scenario));
    let entities = title.replace('&', "#amp;").replace('<', "#lt;").replace('>', "#gt;");
    assert!(mermaid(&graph, &scenario).contains(&format!("\n  n0[\"{entities}\"]\n")), "{}", mermaid(&graph, &scenario));
}

/// The numbers of the attributes of every element of a class.
fn areas(text: &str, class: &str) -> Vec<Area> {
    let class = format!("class=\"{class}\"");
    let elements = text.split(&class).skip(1);
    elements
        .map(|element| {
            let of = |name: &str| element.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            Area { x: of("x"), y: of("y"), width: of("width"), height: of("height") }
        })
        .collect()
}

#[test]
fn on_paper_every_way_says_when_it_is_taken_and_all_can_be_read() {
    for (id, direction) in SHIPPED.iter().flat_map(|id| [Direction::Down, Direction::Right].map(|direction| (id, direction))) {
        let scenario = shipped(id);
        let mut graph = Graph::of(&scenario);
        let conditions = annotate(&mut graph, &scenario);
        let decided = |way| matches!(way, Way::Conditional | Way::Chance);
        assert!(graph.edges.iter().all(|edge| edge.when.is_empty() != edge.strands.iter().any(|strand| decided(strand.way))), "{id}");
        let ways = graph.edges.iter().filter(|edge| !edge.when.is_empty()).count();
        let layout = Layout::of(graph, direction);
        let text = printed(&layout, &scenario, &conditions);
        let words = areas(&text, "map-when-frame");
        assert_eq!(words.len(), ways, "{id}");
        if direction == Direction::Down {
            let taken: Vec<Area> = layout.nodes.iter().copied().chain(words.iter().copied()).collect();
            let overlap = taken.iter().enumerate().filter(|(at, area)| taken[..*at].iter().any(|other| other.meets(area)));
            assert_eq!(overlap.count(), 0, "{id}: words on words or on a box");
            // The smallest letters are of 12 units: seven points are 2.47 mm.
            let scale = text.split("viewBox=\"0 0 ").nth(1).unwrap().split(['"', ' ']).take(2).map(|side| side.parse().unwrap()).collect::<Vec<f64>>();
            let (width, height) = if text.contains("A3 portrait") { (277.0, 400.0) } else { (400.0, 277.0) };
            let points = 12.0 * (width / scale[0]).min(height / scale[1]) / 25.4 * 72.0;
            assert!(points >= 6.9, "{id}: letters of {points:.1} points");
        }
        for (number, condition) in conditions.iter().enumerate() {
            assert!(text.contains(&format!("si\u{a0}{}<", number + 1)), "{id}: {condition}");
        }
        let mots = text.matches("class=\"map-below\"").count();
        assert_eq!(mots, scenario.source.scenes.len(), "{id}: each scene says its words");
    }
}

/// A case whose first scene leads on to so many endings, each by its own condition.
fn fanning_out(ways: usize) -> Rc<Scenario> {
    let mut json: serde_json::Value = serde_json::from_str(SCENARIO).unwrap();
    json["variables"] = json!([{ "id": "force", "level": { "min": 0, "max": 100, "initial": 5 } }]);
    let to =
        |at: usize| if at + 1 == ways { json!({ "to": format!("fin-{at}") }) } else { json!({ "when": format!("force = {at}"), "to": format!("fin-{at}") }) };
    let scene = json!({ "id": "accueil", "title": "L’accueil", "blocks": [], "passage": { "to": (0..ways).map(to).collect::<Vec<_>>() } });
    let mut scenes = vec![scene];
    for at in 0..ways {
        let mut ending = json["scenes"][1].clone();
        ending["id"] = format!("fin-{at}").into();
        ending["title"] = format!("La fin {at}").into();
        ending["ending"]["id"] = format!("fin-exemple-{at}").into();
        scenes.push(ending);
    }
    json["scenes"] = scenes.into();
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

#[test]
fn on_paper_a_wide_case_keeps_every_way_whole() {
    let scenario = fanning_out(41);
    for direction in [Direction::Down, Direction::Right] {
        let mut graph = Graph::of(&scenario);
        let conditions = annotate(&mut graph, &scenario);
        let layout = Layout::of(graph, direction);
        assert!(layout.lines.iter().all(|line| line.course == Course::Whole));
        assert_eq!(areas(&printed(&layout, &scenario, &conditions), "map-when-frame").len(), 41, "{direction:?}");
    }
}

/// What is too far even for paper: a way across more layers than anyone follows.
#[test]
fn what_leaves_for_afar_says_where_it_goes() {
    let mut json: serde_json::Value = serde_json::from_str(SCENARIO).unwrap();
    let scene = |at: usize| {
        let on = if at == 69 { "fin".to_owned() } else { format!("pas-{}", at + 1) };
        let to = if at == 0 { json!([{ "when": "force = 1", "to": "fin" }, { "to": on }]) } else { json!(on) };
        json!({ "id": format!("pas-{at}"), "title": format!("Le pas {at}"), "blocks": [], "passage": { "to": to } })
    };
    let ending = json["scenes"][1].clone();
    json["scenes"] = (0..70).map(scene).chain([ending]).collect();
    json["start"] = "pas-0".into();
    json["variables"] = json!([{ "id": "force", "level": { "min": 0, "max": 100, "initial": 5 } }]);
    let scenario = Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let mut graph = Graph::of(&scenario);
    let conditions = annotate(&mut graph, &scenario);
    let text = printed(&Layout::of(graph, Direction::Down), &scenario, &conditions);
    for words in [">si\u{a0}1 → La suite<", ">Le pas 0 →<", ">sinon<"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
