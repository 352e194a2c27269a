//! Random scenarios that the loader accepts, as JSON, and random calls to play them with.
//!
//! A scenario is first a plan of small numbers, so that proptest can shrink it; numbers that point at something are taken modulo how many there are. Scenes
//! stand in groups: the story, then detours that may lead into deeper detours only, so that their graph has no cycle.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Any scenario.
pub fn scenario() -> impl Strategy<Value = Value> {
    plan().prop_map(|plan| plan.to_json())
}

/// A call, as a test makes it.
#[derive(Clone, Debug)]
pub enum Call {
    /// Chooses the n-th open offer, or goes on where none is.
    Advance(u16),
    /// Chooses the n-th choice of the whole scenario, or one past the last.
    Choose(u16),
    Proceed,
    Skip,
    /// « Et si… ? » at this decision.
    Rewound(u8),
}

/// Calls that mostly lead on.
pub fn calls() -> impl Strategy<Value = Vec<Call>> {
    let call = prop_oneof![
        12 => any::<u16>().prop_map(Call::Advance),
        1 => any::<u16>().prop_map(Call::Choose),
        1 => Just(Call::Proceed),
        1 => Just(Call::Skip),
        1 => (0..8u8).prop_map(Call::Rewound),
    ];
    vec(call, 0..40)
}

#[derive(Clone, Debug)]
struct Plan {
    variables: Vec<Variable>,
    /// The story, the detours, the detours inside detours.
    groups: [Vec<Scene>; 3],
    resources: Vec<Vec<Block>>,
    skip: Option<u16>,
}

#[derive(Clone, Debug)]
enum Variable {
    Flag(bool),
    Level { min: i8, size: u8, initial: u8 },
    OneOf { words: u8, initial: Option<u8> },
}

#[derive(Clone, Debug)]
struct Scene {
    blocks: Vec<Block>,
    exit: Exit,
}

#[derive(Clone, Debug)]
struct Block {
    when: Option<Condition>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Narration,
    Thread(Vec<Option<Condition>>),
    Post(Vec<Option<Condition>>),
}

#[derive(Clone, Debug)]
enum Exit {
    Decision(Vec<Choice>),
    Passage(Route),
    Return,
    Ending,
}

#[derive(Clone, Debug)]
struct Choice {
    when: Option<Condition>,
    locked: bool,
    effects: Vec<(u16, Change)>,
    outcome: Vec<Block>,
    route: Route,
}

#[derive(Clone, Debug)]
enum Change {
    Set(u8),
    Add(u8),
    Take(u8),
}

#[derive(Clone, Debug)]
enum Route {
    To(u16),
    Branches(Vec<(Condition, Route)>, Box<Route>),
    Chance(Vec<(u8, Route)>),
    Detour(u16, u16),
}

#[derive(Clone, Debug)]
enum Condition {
    Variable { variable: u16, relation: u8, value: u8 },
    Visited(u16),
    Chose(u16),
    Constant(bool),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
}

fn plan() -> impl Strategy<Value = Plan> {
    let groups = [vec(scene(1), 1..6).boxed(), vec(scene(6), 0..3).boxed(), vec(scene(6), 0..3).boxed()];
    (vec(variable(), 0..4), groups, vec(blocks(), 0..2), proptest::option::of(any::<u16>())).prop_map(|(variables, groups, resources, skip)| Plan {
        variables,
        groups,
        resources,
        skip,
    })
}

fn variable() -> impl Strategy<Value = Variable> {
    prop_oneof![
        any::<bool>().prop_map(Variable::Flag),
        (-3..3i8, 1..5u8, any::<u8>()).prop_map(|(min, size, initial)| Variable::Level { min, size, initial }),
        (2..5u8, proptest::option::of(any::<u8>())).prop_map(|(words, initial)| Variable::OneOf { words, initial }),
    ]
}

fn scene(returns: u32) -> impl Strategy<Value = Scene> {
    let exit = prop_oneof![
        8 => vec(choice(), 1..4).prop_map(Exit::Decision),
        4 => route().prop_map(Exit::Passage),
        returns => Just(Exit::Return),
        3 => Just(Exit::Ending),
    ];
    (blocks(), exit).prop_map(|(blocks, exit)| Scene { blocks, exit })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let when = || proptest::option::of(condition());
    let kind = prop_oneof![
        3 => Just(Kind::Narration),
        1 => vec(when(), 0..3).prop_map(Kind::Thread),
        1 => vec(when(), 0..3).prop_map(Kind::Post),
    ];
    vec((when(), kind).prop_map(|(when, kind)| Block { when, kind }), 0..3)
}

fn choice() -> impl Strategy<Value = Choice> {
    let change = prop_oneof![any::<u8>().prop_map(Change::Set), (0..9u8).prop_map(Change::Add), (0..9u8).prop_map(Change::Take)];
    (proptest::option::weighted(0.3, condition()), any::<bool>(), vec((any::<u16>(), change), 0..4), blocks(), route())
        .prop_map(|(when, locked, effects, outcome, route)| Choice { when, locked, effects, outcome, route })
}

fn route() -> impl Strategy<Value = Route> {
    let leaf = prop_oneof![2 => any::<u16>().prop_map(Route::To), 1 => any::<(u16, u16)>().prop_map(|(detour, then)| Route::Detour(detour, then))];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            (vec((condition(), inner.clone()), 0..3), inner.clone()).prop_map(|(branches, last)| Route::Branches(branches, Box::new(last))),
            vec((1..4u8, inner), 1..4).prop_map(Route::Chance),
        ]
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        4 => (any::<u16>(), 0..7u8, any::<u8>()).prop_map(|(variable, relation, value)| Condition::Variable { variable, relation, value }),
        2 => any::<u16>().prop_map(Condition::Visited),
        2 => any::<u16>().prop_map(Condition::Chose),
        1 => any::<bool>().prop_map(Condition::Constant),
    ];
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|term| Condition::Not(Box::new(term))),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| Condition::And(Box::new(left), Box::new(right))),
            (inner.clone(), inner).prop_map(|(left, right)| Condition::Or(Box::new(left), Box::new(right))),
        ]
    })
}

impl Plan {
    fn to_json(&self) -> Value {
        let mut scenes = Vec::new();
        for group in 0..self.groups.len() {
            scenes.extend((0..self.groups[group].len()).map(|at| self.scene(group, at)));
        }
        let mut scenario = json!({
            "format": 1, "id": "genere", "version": "1.2.3", "language": "fr", "title": "Cas généré", "summary": "Un cas tiré au sort.",
            "family": "positionnement", "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0",
            "introduction": { "role": "Vous jouez.", "text": "Il est tôt." }, "note": { "works-on": "Le moteur." },
            "people": [{ "id": "ada", "name": "Ada" }],
            "variables": self.variables.iter().enumerate().map(|(at, variable)| variable.to_json(at)).collect::<Vec<_>>(),
            "resources": self.resources.iter().enumerate().map(|(at, blocks)| {
                let id = format!("ressource-{at}");
                json!({ "id": id, "title": "À lire", "blocks": self.blocks(&id, blocks) })
            }).collect::<Vec<_>>(),
            "start": scene_id(0, 0),
            "scenes": scenes,
        });
        if let Some(skip) = self.skip {
            scenario["content-warning"] = json!({ "text": "Rien de grave.", "skip": self.in_group(0, skip) });
        }
        scenario
    }

    fn scene(&self, group: usize, at: usize) -> Value {
        let scene = &self.groups[group][at];
        let id = scene_id(group, at);
        let mut value = json!({ "id": id, "title": "Une scène", "blocks": self.blocks(&id, &scene.blocks) });
        match &scene.exit {
            Exit::Passage(route) => value["passage"] = json!({ "to": self.route(group, route) }),
            Exit::Return => value["return"] = json!(true),
            Exit::Ending => {
                value["ending"] = json!({ "id": format!("fin-{id}"), "title": "Une fin", "person": "a", "professional": "b", "team": "c", "question": "d" });
            }
            Exit::Decision(choices) => {
                let choices: Vec<Value> = choices.iter().enumerate().map(|(number, choice)| self.choice(group, at, number, choice)).collect();
                value["decision"] =
                    json!({ "prompt": "Et là ?", "ask": { "hesitation": true, "motives": [{ "id": "temps", "text": "Le temps." }] }, "choices": choices });
            }
        }
        value
    }

    fn choice(&self, group: usize, at: usize, number: usize, choice: &Choice) -> Value {
        let id = choice_id(group, at, number);
        let mut value = json!({ "id": id, "text": "Vous agissez.", "outcome": self.blocks(&id, &choice.outcome), "to": self.route(group, &choice.route) });
        if let Some(when) = &choice.when {
            value["when"] = json!(self.condition(when));
            if choice.locked {
                value["locked"] = json!("Pas maintenant.");
            }
        }
        if !self.variables.is_empty() {
            value["effects"] = choice.effects.iter().map(|(variable, change)| self.effect(*variable, change)).collect();
        }
        value
    }

    fn blocks(&self, owner: &str, blocks: &[Block]) -> Value {
        let block = |(at, block): (usize, &Block)| {
            let id = format!("{owner}-bloc-{at}");
            let mut value = match &block.kind {
                Kind::Narration => json!({ "narration": "Il se passe quelque chose." }),
                Kind::Thread(messages) => json!({ "thread": { "title": "Le fil", "messages": self.parts(&id, messages) } }),
                Kind::Post(comments) => json!({ "post": { "from": "ada", "text": "Un mot.", "comments": self.parts(&id, comments) } }),
            };
            value["id"] = json!(id);
            if let Some(when) = &block.when {
                value["when"] = json!(self.condition(when));
            }
            value
        };
        blocks.iter().enumerate().map(block).collect()
    }

    fn parts(&self, owner: &str, parts: &[Option<Condition>]) -> Value {
        let part = |(at, when): (usize, &Option<Condition>)| {
            let mut value = json!({ "id": format!("{owner}-part-{at}"), "from": "ada", "text": "Oui." });
            if let Some(when) = when {
                value["when"] = json!(self.condition(when));
            }
            value
        };
        parts.iter().enumerate().map(part).collect()
    }

    fn route(&self, group: usize, route: &Route) -> Value {
        match route {
            Route::To(to) => json!(self.in_group(group, *to)),
            Route::Branches(branches, last) => {
                let mut list: Vec<Value> = branches.iter().map(|(when, to)| json!({ "when": self.condition(when), "to": self.route(group, to) })).collect();
                list.push(json!({ "to": self.route(group, last) }));
                json!(list)
            }
            Route::Chance(arms) => {
                json!({ "chance": arms.iter().map(|(weight, to)| json!({ "weight": weight, "to": self.route(group, to) })).collect::<Vec<_>>() })
            }
            Route::Detour(detour, then) => {
                let deeper: Vec<String> =
                    (group + 1..self.groups.len()).flat_map(|deeper| (0..self.groups[deeper].len()).map(move |at| scene_id(deeper, at))).collect();
                match deeper.get(usize::from(*detour) % deeper.len().max(1)) {
                    Some(detour) => json!({ "detour": detour, "then": self.in_group(group, *then) }),
                    None => json!(self.in_group(group, *then)),
                }
            }
        }
    }

    fn in_group(&self, group: usize, at: u16) -> String {
        scene_id(group, usize::from(at) % self.groups[group].len())
    }

    fn effect(&self, variable: u16, change: &Change) -> Value {
        let (at, variable) = self.variable(variable);
        let name = variable_id(at);
        let level = matches!(variable, Variable::Level { .. });
        json!(match change {
            Change::Add(more) if level => format!("{name} += {more}"),
            Change::Take(less) if level => format!("{name} -= {less}"),
            Change::Set(value) | Change::Add(value) | Change::Take(value) => format!("{name} = {}", variable.literal(*value)),
        })
    }

    fn variable(&self, at: u16) -> (usize, &Variable) {
        let at = usize::from(at) % self.variables.len();
        (at, &self.variables[at])
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Variable { .. } if self.variables.is_empty() => "true".into(),
            Condition::Variable { variable, relation, value } => {
                let (at, variable) = self.variable(*variable);
                let name = variable_id(at);
                let relations: &[&str] = if matches!(variable, Variable::Level { .. }) { &["=", "!=", "<", "<=", ">", ">="] } else { &["=", "!="] };
                if matches!(variable, Variable::Flag(_)) && *relation == 6 {
                    return name;
                }
                format!("{name} {} {}", relations[usize::from(*relation) % relations.len()], variable.literal(*value))
            }
            Condition::Visited(at) => {
                let scenes: Vec<String> = (0..self.groups.len()).flat_map(|group| (0..self.groups[group].len()).map(move |at| scene_id(group, at))).collect();
                format!("visited({})", scenes[usize::from(*at) % scenes.len()])
            }
            Condition::Chose(at) => {
                let choices = self.choices();
                match choices.get(usize::from(*at) % choices.len().max(1)) {
                    Some((scene, choice)) => format!("chose({scene}, {choice})"),
                    None => "false".into(),
                }
            }
            Condition::Constant(value) => value.to_string(),
            Condition::Not(term) => format!("not ({})", self.condition(term)),
            Condition::And(left, right) => format!("{} and {}", self.term(left), self.term(right)),
            // Without parentheses on purpose: « and » binds more tightly than « or ».
            Condition::Or(left, right) => format!("{} or {}", self.condition(left), self.condition(right)),
        }
    }

    fn term(&self, condition: &Condition) -> String {
        let text = self.condition(condition);
        if matches!(condition, Condition::Or(..)) { format!("({text})") } else { text }
    }

    fn choices(&self) -> Vec<(String, String)> {
        let mut choices = Vec::new();
        for (group, scenes) in self.groups.iter().enumerate() {
            for (at, scene) in scenes.iter().enumerate() {
                if let Exit::Decision(list) = &scene.exit {
                    choices.extend((0..list.len()).map(|number| (scene_id(group, at), choice_id(group, at, number))));
                }
            }
        }
        choices
    }
}

impl Variable {
    fn to_json(&self, at: usize) -> Value {
        let mut value = match self {
            Variable::Flag(initial) => json!({ "flag": initial }),
            Variable::Level { min, size, initial } => {
                let max = i32::from(*min) + i32::from(*size);
                json!({ "level": { "min": min, "max": max, "initial": i32::from(*min) + i32::from(initial % (size + 1)) } })
            }
            Variable::OneOf { words, initial } => {
                let names: Vec<String> = (0..*words).map(word).collect();
                let mut value = json!({ "one-of": names });
                if let Some(initial) = initial {
                    value["initial"] = json!(word(initial % words));
                }
                value
            }
        };
        value["id"] = json!(variable_id(at));
        value
    }

    /// A literal for this variable; for a level, sometimes past its bounds.
    fn literal(&self, value: u8) -> String {
        match self {
            Variable::Flag(_) => (value % 2 == 0).to_string(),
            Variable::Level { min, size, .. } => (i32::from(*min) - 1 + i32::from(value % (size + 3))).to_string(),
            Variable::OneOf { words, .. } => word(value % words),
        }
    }
}

fn scene_id(group: usize, at: usize) -> String {
    format!("{}-{at}", ["scene", "detour", "profond"][group])
}

fn choice_id(group: usize, at: usize, number: usize) -> String {
    format!("{}-choix-{number}", scene_id(group, at))
}

fn variable_id(at: usize) -> String {
    format!("variable-{at}")
}

fn word(at: u8) -> String {
    format!("mot-{at}")
}
