//! Structural faults in the JSON of a case, one at a time: each that an author could make with one careless edit.

use serde_json::{Value, json};

/// A kind of fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A route, the start or the way past sensitive scenes leads to another scene.
    Retarget,
    /// A scene is gone, and routes still name it.
    DeleteScene,
    /// A scene is gone, and what led to it leads to the one after it in the file.
    CutScene,
    /// A condition says the contrary.
    FlipCondition,
    /// In a condition, a number is one more or one less, or an « and » is an « or ».
    ShiftCondition,
    /// A condition is gone.
    DropCondition,
    /// A level ends sooner, or begins later.
    NarrowLevel,
    /// An effect is gone.
    RemoveEffect,
    /// An effect does the contrary, or more.
    TurnEffect,
    /// Two branches that follow each other lead where the other did.
    SwapBranches,
    /// A branch is gone.
    RemoveBranch,
    /// A choice is gone.
    RemoveChoice,
}

/// One fault that can be put into a case.
#[derive(Clone, Debug)]
pub struct Fault {
    pub kind: Kind,
    edits: Vec<Edit>,
}

#[derive(Clone, Debug)]
struct Edit {
    /// A JSON pointer.
    at: String,
    /// What stands there then; nothing if it goes.
    value: Option<Value>,
}

impl Fault {
    fn set(kind: Kind, at: &str, value: impl Into<Value>) -> Self {
        Self { kind, edits: vec![Edit { at: at.to_owned(), value: Some(value.into()) }] }
    }

    fn remove(kind: Kind, at: &str) -> Self {
        Self { kind, edits: vec![Edit { at: at.to_owned(), value: None }] }
    }

    /// The case with this fault.
    pub fn in_case(&self, case: &Value) -> Value {
        let mut case = case.clone();
        for Edit { at, value } in &self.edits {
            match value {
                Some(value) => *case.pointer_mut(at).unwrap() = value.clone(),
                None => {
                    let (parent, key) = at.rsplit_once('/').unwrap();
                    match case.pointer_mut(parent).unwrap() {
                        Value::Array(list) => _ = list.remove(key.parse().unwrap()),
                        Value::Object(object) => _ = object.remove(key).unwrap(),
                        other => panic!("{at} in {other}"),
                    }
                }
            }
        }
        case
    }

    /// What was done, for people to read.
    pub fn words(&self, case: &Value) -> String {
        let was = |at: &str| case.pointer(at).filter(|was| was.to_string().len() < 100).map_or(String::new(), |was| format!(" was {was}"));
        let edits: Vec<String> =
            self.edits.iter().map(|Edit { at, value }| format!("{at}{} → {}", was(at), value.as_ref().map_or("gone".to_owned(), Value::to_string))).collect();
        format!("{:?}: {}", self.kind, edits.join(", "))
    }
}

/// Every fault there is for a case, kind by kind.
pub fn faults(case: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let ids: Vec<&str> = case["scenes"].as_array().unwrap().iter().map(|scene| scene["id"].as_str().unwrap()).collect();
    let targets = targets(case);
    for at in &targets {
        let now = case.pointer(at).unwrap().as_str().unwrap();
        faults.extend(ids.iter().filter(|id| **id != now).map(|id| Fault::set(Kind::Retarget, at, *id)));
    }
    for (scene, id) in ids.iter().enumerate() {
        let gone = Fault::remove(Kind::DeleteScene, &format!("/scenes/{scene}"));
        if let Some(next) = ids.get(scene + 1) {
            let leads_here = targets.iter().filter(|at| case.pointer(at).is_some_and(|to| to == id));
            let edits = leads_here.map(|at| Edit { at: at.clone(), value: Some(json!(next)) }).chain(gone.edits.clone()).collect();
            faults.push(Fault { kind: Kind::CutScene, edits });
        }
        faults.push(gone);
    }
    conditions(case, "", &mut |at, text| {
        faults.push(Fault::set(Kind::FlipCondition, at, format!("not ({text})")));
        faults.push(Fault::remove(Kind::DropCondition, at));
        faults.extend(shifted(text).into_iter().map(|text| Fault::set(Kind::ShiftCondition, at, text)));
    });
    levels(case, &mut faults);
    choices(case, &mut faults);
    for at in branch_lists(case) {
        let branches = case.pointer(&at).unwrap().as_array().unwrap();
        faults.extend((0..branches.len()).map(|branch| Fault::remove(Kind::RemoveBranch, &format!("{at}/{branch}"))));
        for branch in 1..branches.len() {
            let there = |to: usize, from: usize| Edit { at: format!("{at}/{to}/to"), value: Some(branches[from]["to"].clone()) };
            faults.push(Fault { kind: Kind::SwapBranches, edits: vec![there(branch - 1, branch), there(branch, branch - 1)] });
        }
    }
    faults.sort_by_key(|fault| fault.kind);
    faults
}

/// Where a scene is named as the place that something leads to.
fn targets(case: &Value) -> Vec<String> {
    let named = ["/start", "/content-warning/skip"].map(str::to_owned).into_iter().filter(|at| case.pointer(at).is_some());
    let mut targets: Vec<String> = named.collect();
    routes(case, &mut |at, route| match route {
        Value::String(_) => targets.push(at.to_owned()),
        Value::Object(_) if route.get("detour").is_some() => targets.extend([format!("{at}/detour"), format!("{at}/then")]),
        _ => {}
    });
    targets
}

/// Where routes have branches or arms.
fn branch_lists(case: &Value) -> Vec<String> {
    let mut lists = Vec::new();
    routes(case, &mut |at, route| match route {
        Value::Array(_) => lists.push(at.to_owned()),
        Value::Object(_) if route.get("chance").is_some() => lists.push(format!("{at}/chance")),
        _ => {}
    });
    lists
}

/// Tells every route, and those inside.
fn routes(case: &Value, tell: &mut dyn FnMut(&str, &Value)) {
    for (scene, value) in case["scenes"].as_array().unwrap().iter().enumerate() {
        if let Some(to) = value.pointer("/passage/to") {
            route(&format!("/scenes/{scene}/passage/to"), to, tell);
        }
        for (choice, value) in value.pointer("/decision/choices").and_then(Value::as_array).into_iter().flatten().enumerate() {
            route(&format!("/scenes/{scene}/decision/choices/{choice}/to"), &value["to"], tell);
        }
    }
}

fn route(at: &str, to: &Value, tell: &mut dyn FnMut(&str, &Value)) {
    tell(at, to);
    let (at, inside) = match to {
        Value::Array(branches) => (at.to_owned(), branches),
        Value::Object(_) if to["chance"].is_array() => (format!("{at}/chance"), to["chance"].as_array().unwrap()),
        _ => return,
    };
    for (branch, value) in inside.iter().enumerate() {
        route(&format!("{at}/{branch}/to"), &value["to"], tell);
    }
}

/// Tells every condition.
fn conditions(value: &Value, at: &str, tell: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let at = format!("{at}/{key}");
                match value {
                    Value::String(text) if key == "when" => tell(&at, text),
                    _ => conditions(value, &at, tell),
                }
            }
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(index, value)| conditions(value, &format!("{at}/{index}"), tell)),
        _ => {}
    }
}

/// A condition with one of its words changed.
fn shifted(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut shifted = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let instead: Vec<String> = match (*word, word.parse::<i32>()) {
            ("and", _) => vec!["or".to_owned()],
            ("or", _) => vec!["and".to_owned()],
            (_, Ok(number)) => vec![(number - 1).to_string(), (number + 1).to_string()],
            _ => Vec::new(),
        };
        for word in instead {
            let mut words = words.clone();
            words[at] = &word;
            shifted.push(words.join(" "));
        }
    }
    shifted
}

fn levels(case: &Value, faults: &mut Vec<Fault>) {
    for (variable, value) in case["variables"].as_array().into_iter().flatten().enumerate() {
        let bound = |bound: &str| value.pointer(&format!("/level/{bound}")).and_then(Value::as_i64);
        let (Some(min), Some(max)) = (bound("min"), bound("max")) else { continue };
        // Far bounds are narrowed by a few steps only.
        for by in 1..=(max - min).min(12) {
            faults.push(Fault::set(Kind::NarrowLevel, &format!("/variables/{variable}/level/max"), max - by));
            faults.push(Fault::set(Kind::NarrowLevel, &format!("/variables/{variable}/level/min"), min + by));
        }
    }
}

fn choices(case: &Value, faults: &mut Vec<Fault>) {
    for (scene, value) in case["scenes"].as_array().unwrap().iter().enumerate() {
        for (choice, value) in value.pointer("/decision/choices").and_then(Value::as_array).into_iter().flatten().enumerate() {
            let at = format!("/scenes/{scene}/decision/choices/{choice}");
            faults.push(Fault::remove(Kind::RemoveChoice, &at));
            for (effect, value) in value["effects"].as_array().into_iter().flatten().enumerate() {
                let at = format!("{at}/effects/{effect}");
                faults.push(Fault::remove(Kind::RemoveEffect, &at));
                faults.extend(turned(value.as_str().unwrap()).map(|text| Fault::set(Kind::TurnEffect, &at, text)));
            }
        }
    }
}

/// An effect that does the contrary; none for a word of a list.
fn turned(text: &str) -> Option<String> {
    let pairs = [(" += ", " -= "), (" -= ", " += "), ("= true", "= false"), ("= false", "= true")];
    pairs.iter().find(|(from, _)| text.contains(from)).map(|(from, to)| text.replace(from, to))
}
