//! The scenes of a case and the ways between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, ExitCode, Program, RouteCode, RouteIndex, SceneIndex};
use crate::text::typography;

/// The graph of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// The place of the first scene among the nodes.
    pub start: usize,
    /// The scenes, in the order of the file, then the forks.
    pub nodes: Vec<Node>,
    /// One edge at most from a node to another, sorted by both.
    pub edges: Vec<Edge>,
}

/// What stands on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A scene.
    Scene(SceneNode),
    /// The point where the way of a choice parts, by a condition or by lot: the choice is counted up to there.
    Fork(ChoiceIndex),
}

/// A scene on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneNode {
    /// The scene.
    pub scene: SceneIndex,
    /// How it ends.
    pub kind: Kind,
    /// Its title, in French typography.
    pub title: String,
    /// What is written under its title; empty on a map to be read on a screen.
    pub below: String,
}

/// How a scene ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It asks for a decision.
    Decision,
    /// It leads on.
    Passage,
    /// It goes back from a detour.
    Return,
    /// It is an ending.
    Ending,
}

/// All ways from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The place of the node it comes from.
    pub from: usize,
    /// The place of the node it goes to; the same for a scene that leads to itself.
    pub to: usize,
    /// The ways, those of choices in authored order.
    pub strands: Vec<Strand>,
    /// When it is taken, in a few signs; empty on a map to be read on a screen.
    pub when: String,
}

/// One way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strand {
    /// The choice that takes it; none for a passage or a return.
    pub choice: Option<ChoiceIndex>,
    /// When it is taken.
    pub way: Way,
}

impl Strand {
    /// The choice whose parcours all take this way: none where something else decides.
    #[must_use]
    pub fn counted(&self) -> Option<ChoiceIndex> {
        self.choice.filter(|_| matches!(self.way, Way::Sure | Way::Detour))
    }
}

/// When a way is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Always.
    Sure,
    /// On a condition.
    Conditional,
    /// By lot.
    Chance,
    /// Always, into a detour.
    Detour,
    /// Back from a detour, where it was taken from there.
    Return,
}

impl Graph {
    /// The graph of a case. It is as long as the case's program: no pair of scenes is counted twice.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let program = &scenario.program;
        let mut builder = Builder { program, nodes: Vec::with_capacity(program.scenes.len()), edges: BTreeMap::new(), returns: BTreeMap::new() };
        for (scene, code) in scenario.source.scenes.iter().zip(&program.scenes) {
            let kind = match code.exit {
                ExitCode::Decision(_) => Kind::Decision,
                ExitCode::Passage(_) => Kind::Passage,
                ExitCode::Return => Kind::Return,
                ExitCode::Ending => Kind::Ending,
            };
            let index = SceneIndex(u32::try_from(builder.nodes.len()).unwrap_or(u32::MAX));
            builder.nodes.push(Node::Scene(SceneNode { scene: index, kind, title: typography(&scene.title.text).into_owned(), below: String::new() }));
        }
        for (from, code) in program.scenes.iter().enumerate() {
            match code.exit {
                ExitCode::Decision(choices) => {
                    for choice in choices.range() {
                        builder.leave(from, Some(ChoiceIndex(u32::try_from(choice).unwrap_or(u32::MAX))), program.choices[choice].route);
                    }
                }
                ExitCode::Passage(route) => builder.leave(from, None, route),
                ExitCode::Return | ExitCode::Ending => {}
            }
        }
        let edges =
            builder.edges.into_iter().map(|((from, to), strands)| Edge { from, to, strands: strands.into_iter().collect(), when: String::new() }).collect();
        Self { start: program.start.at(), nodes: builder.nodes, edges }
    }

    /// Whether it is a map for paper: scenes say their length.
    #[must_use]
    pub fn is_on_paper(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Scene(scene) if !scene.below.is_empty()))
    }

    /// The scene at a node; none at a fork.
    #[must_use]
    pub fn scene(&self, node: usize) -> Option<&SceneNode> {
        match self.nodes.get(node) {
            Some(Node::Scene(scene)) => Some(scene),
            _ => None,
        }
    }
}

struct Builder<'p> {
    program: &'p Program,
    nodes: Vec<Node>,
    edges: BTreeMap<(usize, usize), BTreeSet<Strand>>,
    /// For each scene that begins a detour, the one scene that ends it, where there is exactly one.
    returns: BTreeMap<SceneIndex, Option<usize>>,
}

/// Where a route may lead.
struct Target {
    to: SceneIndex,
    way: Way,
    /// Where the detour that begins there comes back to.
    then: Option<SceneIndex>,
}

impl Builder<'_> {
    fn leave(&mut self, from: usize, choice: Option<ChoiceIndex>, route: RouteIndex) {
        let mut targets = self.targets(route);
        let alone = targets.iter().all(|target| target.to == targets[0].to);
        let mut at = from;
        if alone {
            // Whatever the condition, the way is the same.
            targets.iter_mut().for_each(|target| target.way = if target.then.is_some() { Way::Detour } else { Way::Sure });
        } else if choice.is_some() {
            at = self.nodes.len();
            self.nodes.extend(choice.map(Node::Fork));
            self.join(from, at, Strand { choice, way: Way::Sure });
        }
        for target in targets {
            self.join(at, target.to.at(), Strand { choice, way: target.way });
            if let Some(then) = target.then {
                let back = self.end_of(target.to).unwrap_or(at);
                self.join(back, then.at(), Strand { choice: None, way: Way::Return });
            }
        }
    }

    fn join(&mut self, from: usize, to: usize, strand: Strand) {
        self.edges.entry((from, to)).or_default().insert(strand);
    }

    /// Where a route may lead, in the order of the file.
    fn targets(&self, route: RouteIndex) -> Vec<Target> {
        let mut pending = vec![(route, Way::Sure)];
        let mut targets = Vec::new();
        while let Some((route, way)) = pending.pop() {
            match self.program.routes[route.at()] {
                RouteCode::To(to) => targets.push(Target { to, way, then: None }),
                RouteCode::Detour { detour, then } => {
                    targets.push(Target { to: detour, way: if way == Way::Sure { Way::Detour } else { way }, then: Some(then) });
                }
                RouteCode::Branches(branches) => {
                    let branches = &self.program.branches[branches.range()];
                    let way = if branches.len() > 1 { way.max(Way::Conditional) } else { way };
                    pending.extend(branches.iter().rev().map(|branch| (branch.route, way)));
                }
                RouteCode::Chance(arms) => {
                    let arms = &self.program.arms[arms.range()];
                    let way = if arms.len() > 1 { way.max(Way::Chance) } else { way };
                    pending.extend(arms.iter().rev().map(|arm| (arm.route, way)));
                }
            }
        }
        targets
    }

    /// The one scene that ends the detour that begins here, if there is exactly one.
    fn end_of(&mut self, detour: SceneIndex) -> Option<usize> {
        if let Some(known) = self.returns.get(&detour) {
            return *known;
        }
        let mut ends = Vec::new();
        let mut seen = BTreeSet::from([detour]);
        let mut pending = vec![detour];
        while let Some(scene) = pending.pop() {
            let routes: Vec<RouteIndex> = match self.program.scenes[scene.at()].exit {
                ExitCode::Decision(choices) => self.program.choices[choices.range()].iter().map(|choice| choice.route).collect(),
                ExitCode::Passage(route) => vec![route],
                ExitCode::Return => {
                    ends.push(scene.at());
                    Vec::new()
                }
                ExitCode::Ending => Vec::new(),
            };
            if ends.len() > 1 {
                break;
            }
            for target in routes.into_iter().flat_map(|route| self.targets(route)) {
                let next = target.then.unwrap_or(target.to);
                if seen.insert(next) {
                    pending.push(next);
                }
            }
        }
        let end = if ends.len() == 1 { ends.pop() } else { None };
        self.returns.insert(detour, end);
        end
    }
}
