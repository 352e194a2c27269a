//! Detours may nest but not without end: none can be taken again before it has come back, so the return stack is bounded.

use super::diagnostic::{Report, Rule, told};
use super::program::{ExitCode, Program, RouteCode, RouteIndex, SceneIndex};
use super::source::Source;

/// Reports a detour that can be taken again before its return.
///
/// In the graph of scenes where each detour is an edge to its beginning and another to what follows it, such a detour is one whose edge lies on a cycle. Cost:
/// one walk of the scenes, however many detours there are, and no recursion, however deep they nest.
pub fn check(source: &Source, program: &Program, report: &mut Report) {
    if program.scenes.len() != source.scenes.len() {
        return;
    }
    let ways: Vec<Vec<Way>> = program.scenes.iter().map(|scene| ways(program, scene.exit)).collect();
    let component = components(&ways);
    let circles = ways.iter().enumerate().flat_map(|(from, ways)| ways.iter().filter(move |way| way.detour).map(move |way| (from, way.to)));
    let first = circles.filter(|&(from, to)| component[from] == component[to.at()]).map(|(_, to)| to).min();
    if let Some(detour) = first {
        let id = &source.scenes[detour.at()].id;
        report.push(
            Rule::DetourCycle,
            id.0.span,
            told!("Le détour « {} » peut se reprendre lui-même avant d’être revenu.", &**id),
            "Remplacez l’un des détours par une route ordinaire.",
        );
    }
}

/// How many detours can be under way at once: the longest chain of detours, each begun before the last has come back.
///
/// Components are numbered as they are finished, those that others lead to first: one pass in that order knows how deep each goes.
pub(crate) fn deepest(program: &Program) -> usize {
    let ways: Vec<Vec<Way>> = program.scenes.iter().map(|scene| ways(program, scene.exit)).collect();
    let component = components(&ways);
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_unstable_by_key(|&scene| component[scene]);
    let mut below = vec![0; ways.len()];
    for scene in order {
        let Some(own) = component[scene] else { continue };
        for way in &ways[scene] {
            let next = component[way.to.at()].filter(|&next| next != own);
            below[own] = next.map_or(0, |next| below[next] + usize::from(way.detour)).max(below[own]);
        }
    }
    below.into_iter().max().unwrap_or(0)
}

/// A way from one scene to another before the detour under way returns.
struct Way {
    to: SceneIndex,
    /// Whether a detour begins on it.
    detour: bool,
}

fn ways(program: &Program, exit: ExitCode) -> Vec<Way> {
    let mut routes: Vec<RouteIndex> = match exit {
        ExitCode::Decision(choices) => program.choices[choices.range()].iter().map(|choice| choice.route).collect(),
        ExitCode::Passage(route) => vec![route],
        ExitCode::Return | ExitCode::Ending => Vec::new(),
    };
    let mut ways = Vec::new();
    while let Some(route) = routes.pop() {
        match program.routes[route.0 as usize] {
            RouteCode::To(to) => ways.push(Way { to, detour: false }),
            RouteCode::Branches(branches) => routes.extend(program.branches[branches.range()].iter().map(|branch| branch.route)),
            RouteCode::Chance(arms) => routes.extend(program.arms[arms.range()].iter().map(|arm| arm.route)),
            RouteCode::Detour { detour, then } => ways.extend([Way { to: detour, detour: true }, Way { to: then, detour: false }]),
        }
    }
    ways
}

/// For each scene, a number that it shares with the scenes it lies on a cycle with, and that is greater than those of all others it leads to: Gabow's path-based
/// search for strongly connected components (2000).
fn components(ways: &[Vec<Way>]) -> Vec<Option<usize>> {
    let mut component = vec![None; ways.len()];
    let mut finished = 0;
    // In which order scenes were reached.
    let mut order = vec![None; ways.len()];
    let mut reached = 0;
    // The walk: each scene with the number of its ways already taken.
    let mut path: Vec<(usize, usize)> = Vec::new();
    // Scenes reached whose component is not known yet, and those of them that may be the first of one.
    let mut open = Vec::new();
    let mut firsts: Vec<usize> = Vec::new();
    for start in 0..ways.len() {
        if order[start].is_none() {
            path.push((start, 0));
        }
        while let Some((scene, taken)) = path.last_mut() {
            let scene = *scene;
            if *taken == 0 {
                order[scene] = Some(reached);
                reached += 1;
                open.push(scene);
                firsts.push(scene);
            }
            let next = ways[scene].get(*taken).map(|way| way.to.at());
            *taken += 1;
            match next {
                Some(next) if order[next].is_none() => path.push((next, 0)),
                Some(next) if component[next].is_none() => {
                    while firsts.last().is_some_and(|&first| order[first] > order[next]) {
                        firsts.pop();
                    }
                }
                Some(_) => {}
                None => {
                    path.pop();
                    if firsts.last() == Some(&scene) {
                        firsts.pop();
                        let from = open.iter().rposition(|&member| member == scene).unwrap_or(open.len());
                        open.drain(from..).for_each(|member| component[member] = Some(finished));
                        finished += 1;
                    }
                }
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::scenario::diagnostic::Rule;

    /// Loads a scenario of passages: each scene with its route, in JSON. Gives the rules broken, with the scene's title at the place told.
    fn rules(passages: &[(String, String)]) -> Vec<(Rule, String)> {
        let scene = |id: &str, exit: &str| format!("{{\"id\":\"{id}\",\"title\":\"T\",\"blocks\":[],{exit}}}");
        let mut scenes: Vec<String> = passages.iter().map(|(id, to)| scene(id, &format!("\"passage\":{{\"to\":{to}}}"))).collect();
        scenes.push(scene("retour", "\"return\":true"));
        let text = format!("\"scenes\":[{}]", scenes.join(","));
        let start = crate::example::SCENARIO.find("\"start\"").unwrap();
        let source = format!("{}\"start\":\"a\",{text}}}", &crate::example::SCENARIO[..start]);
        Scenario::load(source.as_bytes(), None).err().into_iter().flatten().map(|told| (told.rule, told.path)).collect()
    }

    fn passages(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|&(id, to)| (id.to_owned(), to.to_owned())).collect()
    }

    #[test]
    fn a_detour_may_hold_another() {
        let list = [("a", r#"{"detour":"b","then":"a"}"#), ("b", r#"{"detour":"c","then":"retour"}"#), ("c", r#""retour""#)];
        assert_eq!(rules(&passages(&list)), []);
    }

    #[test]
    fn scenes_may_lead_in_a_circle_inside_a_detour() {
        let list = [("a", r#"{"detour":"b","then":"a"}"#), ("b", r#"{"chance":[{"weight":1,"to":"c"},{"weight":1,"to":"retour"}]}"#), ("c", r#""b""#)];
        assert_eq!(rules(&passages(&list)), []);
    }

    #[test]
    fn a_detour_may_not_be_taken_again_before_its_return() {
        let again = [("a", r#"{"detour":"b","then":"a"}"#), ("b", r#"{"detour":"b","then":"retour"}"#)];
        let through_another = [("a", r#"{"detour":"b","then":"a"}"#), ("b", r#"{"detour":"c","then":"retour"}"#), ("c", r#"{"detour":"b","then":"retour"}"#)];
        let after_another = [("a", r#"{"detour":"b","then":"a"}"#), ("b", r#"{"detour":"c","then":"a"}"#), ("c", r#""retour""#)];
        for list in [&again[..], &through_another, &after_another] {
            assert_eq!(rules(&passages(list)), [(Rule::DetourCycle, "$.scenes[1].id".to_owned())], "{list:?}");
        }
    }

    #[test]
    fn how_deep_detours_nest_is_known() {
        let deepest = |list: &[(&str, &str)]| {
            let scene = |(id, to): &(&str, &str)| format!("{{\"id\":\"{id}\",\"title\":\"T\",\"blocks\":[],\"passage\":{{\"to\":{to}}}}}");
            let scenes: Vec<String> = list.iter().map(scene).collect();
            let start = crate::example::SCENARIO.find("\"start\"").unwrap();
            let back = "{\"id\":\"retour\",\"title\":\"T\",\"blocks\":[],\"return\":true}";
            let source = format!("{}\"start\":\"a\",\"scenes\":[{},{back}]}}", &crate::example::SCENARIO[..start], scenes.join(","));
            super::deepest(&Scenario::load(source.as_bytes(), None).unwrap().program)
        };
        assert_eq!(deepest(&[("a", "\"a\"")]), 0);
        assert_eq!(deepest(&[("c", "\"retour\""), ("b", r#"{"detour":"c","then":"retour"}"#), ("a", r#"{"detour":"b","then":"a"}"#)]), 2);
        let one_after_another = [("a", r#"{"detour":"c","then":"b"}"#), ("b", r#"{"detour":"c","then":"b"}"#), ("c", r#""retour""#)];
        assert_eq!(deepest(&one_after_another), 1);
        let in_a_circle = [("a", r#"[{"when":"visited(b)","to":"b"},{"to":{"detour":"c","then":"a"}}]"#), ("b", r#""a""#), ("c", r#""retour""#)];
        assert_eq!(deepest(&in_a_circle), 1);
    }

    /// A browser gives WebAssembly one megabyte of stack: how deep detours nest must not count.
    #[test]
    fn detours_may_nest_as_deep_as_a_file_is_long() {
        let deep = || {
            let scene = |index: usize| if index == 0 { "a".to_owned() } else { format!("s-{index}") };
            let chain: Vec<_> = (0..20_000).map(|index| (scene(index), format!("{{\"detour\":\"{}\",\"then\":\"retour\"}}", scene(index + 1)))).collect();
            let last = (scene(chain.len()), "\"retour\"".to_owned());
            rules(&[chain, vec![last]].concat())
        };
        let found = std::thread::Builder::new().stack_size(256 * 1024).spawn(deep).unwrap().join().unwrap();
        assert_eq!(found, []);
    }
}
