//! What a map says on paper besides: how long each scene is, and when each way is taken.

use super::graph::{Graph, Node};
use crate::debrief::said;
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::{Exit, Route};
use crate::scenario::words::{Count, items};

/// Writes under each scene how many words it has, and on each way that something decides when it is taken: « si 2 », « sinon », « 1/3 ». Gives the conditions in
/// words, the first for « si 1 ».
#[must_use]
pub fn annotate(graph: &mut Graph, scenario: &Scenario) -> Vec<String> {
    let mut conditions = Conditions { scenario, known: Vec::new() };
    for node in &mut graph.nodes {
        if let Node::Scene(scene) = node {
            let count = length(scenario, scene.scene);
            scene.below = format!("{count}\u{a0}mot{}", if count > 1 { "s" } else { "" });
            if let Some(decision) = scenario.decision(scene.scene) {
                scene.below.push_str(&format!(" · {}\u{a0}choix", decision.choices.len()));
            }
        }
    }
    for at in 0..graph.edges.len() {
        let edge = &graph.edges[at];
        let route = match &graph.nodes[edge.from] {
            Node::Scene(scene) => match &scenario.scene(scene.scene).exit {
                Exit::Passage(passage) => Some(&passage.to),
                _ => None,
            },
            Node::Fork(choice) => Some(&scenario.choice(*choice).to),
        };
        if let (Some(route), Some(target)) = (route, graph.scene(edge.to).map(|scene| scene.scene)) {
            let mut found = Vec::new();
            conditions.to(route, target, &mut Vec::new(), &mut found);
            found.dedup();
            graph.edges[at].when = found.join(" ou ");
        }
    }
    conditions.known.iter().map(|condition| said::condition(scenario, condition)).collect()
}

/// How many words a scene has for one who sees all its blocks.
fn length(scenario: &Scenario, scene: SceneIndex) -> usize {
    let program = &scenario.program;
    items(program, program.scenes[scene.at()].items, &scenario.scene(scene).blocks).iter().map(|item| item.count).sum::<Count>().all()
}

struct Conditions<'a> {
    scenario: &'a Scenario,
    known: Vec<&'a str>,
}

impl<'a> Conditions<'a> {
    /// When a route leads to a scene: one line for each way it does, on which all that decides is said.
    fn to(&mut self, route: &'a Route, target: SceneIndex, before: &mut Vec<String>, found: &mut Vec<String>) {
        match route {
            Route::To(id) if self.scenario.is_named(target, id) => found.extend((!before.is_empty()).then(|| before.join(", "))),
            Route::Detour(detour) if self.scenario.is_named(target, &detour.detour) => found.extend((!before.is_empty()).then(|| before.join(", "))),
            Route::To(_) | Route::Detour(_) => {}
            Route::Branches(branches) => {
                for branch in branches {
                    before.push(branch.when.as_deref().map_or_else(|| "sinon".to_owned(), |when| ["si\u{a0}", &self.number(when).to_string()].concat()));
                    self.to(&branch.to, target, before, found);
                    before.pop();
                }
            }
            Route::Chance(chance) => {
                let total: u64 = chance.chance.iter().map(|arm| u64::from(arm.weight.0)).sum();
                for arm in &chance.chance {
                    before.push([&arm.weight.0.to_string(), "/", &total.to_string()].concat());
                    self.to(&arm.to, target, before, found);
                    before.pop();
                }
            }
        }
    }

    /// The number of a condition: the same words, the same number.
    fn number(&mut self, condition: &'a str) -> usize {
        let place = self.known.iter().position(|known| *known == condition).unwrap_or_else(|| {
            self.known.push(condition);
            self.known.len() - 1
        });
        place + 1
    }
}
