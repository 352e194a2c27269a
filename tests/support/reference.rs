//! A second, naive interpreter of scenarios: on the JSON itself, with names for everything, written from `scenarios/README.md`. It shares no code with the
//! engine; where both say the same, both have read the same format.
//!
//! It cannot draw lots: it is told which arms came out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub struct Reference {
    json: Value,
    pub scene: String,
    /// The choice whose outcome is shown.
    pub outcome: Option<String>,
    pub stack: Vec<String>,
    pub values: BTreeMap<String, String>,
    pub visited: BTreeSet<String>,
    pub chosen: BTreeSet<(String, String)>,
    /// The ids of the blocks, messages and comments shown in the scene, in order.
    pub shown: Vec<String>,
    pub outcome_shown: Vec<String>,
}

/// A call that does not fit.
#[derive(Debug)]
pub struct Refused;

impl Reference {
    pub fn start(json: Value) -> Self {
        let values = list(&json["variables"]).iter().map(|variable| (text(&variable["id"]), initial(variable))).collect();
        let first = text(&json["start"]);
        let mut reference = Self {
            json,
            scene: String::new(),
            outcome: None,
            stack: Vec::new(),
            values,
            visited: BTreeSet::new(),
            chosen: BTreeSet::new(),
            shown: Vec::new(),
            outcome_shown: Vec::new(),
        };
        reference.enter(first);
        reference
    }

    pub fn is_over(&self) -> bool {
        self.here().get("ending").is_some()
    }

    /// The choices of the decision that waits, and whether each is open.
    pub fn offers(&self) -> Vec<(String, bool)> {
        if self.outcome.is_some() {
            return Vec::new();
        }
        let choices = list(&self.here()["decision"]["choices"]);
        choices.iter().map(|choice| (text(&choice["id"]), self.allows(choice))).collect()
    }

    pub fn choose(&mut self, id: &str) -> Result<(), Refused> {
        if !self.offers().contains(&(id.to_owned(), true)) {
            return Err(Refused);
        }
        let choice = self.choice(id).clone();
        self.chosen.insert((self.scene.clone(), id.to_owned()));
        for effect in list(&choice["effects"]) {
            self.apply(effect.as_str().unwrap());
        }
        self.outcome_shown = self.visible(&choice["outcome"]);
        self.outcome = Some(id.to_owned());
        Ok(())
    }

    /// Goes on; `arms` are the lots drawn on the way, in order.
    pub fn proceed(&mut self, arms: &[usize]) -> Result<(), Refused> {
        let here = self.here();
        let route = match &self.outcome {
            Some(choice) => self.choice(choice)["to"].clone(),
            None if here.get("passage").is_some() => here["passage"]["to"].clone(),
            None if here.get("return").is_some() => {
                let to = self.stack.pop().ok_or(Refused)?;
                self.leave(to);
                return Ok(());
            }
            None => return Err(Refused),
        };
        let mut arms = arms.iter();
        let mut route = route;
        loop {
            if let Some(scene) = route.as_str() {
                self.leave(scene.to_owned());
                break;
            } else if let Some(branches) = route.as_array() {
                route = branches.iter().find(|branch| self.allows(branch)).ok_or(Refused)?["to"].clone();
            } else if route.get("chance").is_some() {
                route = route["chance"][arms.next().expect("a lot is drawn")]["to"].clone();
            } else {
                self.stack.push(text(&route["then"]));
                self.leave(text(&route["detour"]));
                break;
            }
        }
        assert!(arms.next().is_none(), "a lot too many");
        Ok(())
    }

    pub fn skip(&mut self) -> Result<(), Refused> {
        match self.json["content-warning"]["skip"].as_str().map(str::to_owned) {
            Some(to) if !self.is_over() => {
                self.stack.clear();
                self.leave(to);
                Ok(())
            }
            _ => Err(Refused),
        }
    }

    /// What a resource shows now.
    pub fn resource(&self, at: usize) -> Vec<String> {
        self.visible(&self.json["resources"][at]["blocks"])
    }

    fn leave(&mut self, to: String) {
        self.visited.insert(self.scene.clone());
        self.enter(to);
    }

    fn enter(&mut self, scene: String) {
        self.scene = scene;
        self.outcome = None;
        self.outcome_shown = Vec::new();
        self.shown = self.visible(&self.here()["blocks"]);
    }

    fn here(&self) -> &Value {
        list(&self.json["scenes"]).iter().find(|scene| scene["id"] == *self.scene).unwrap()
    }

    fn choice(&self, id: &str) -> &Value {
        list(&self.here()["decision"]["choices"]).iter().find(|choice| choice["id"] == id).unwrap()
    }

    fn visible(&self, blocks: &Value) -> Vec<String> {
        let mut ids = Vec::new();
        for block in list(blocks).iter().filter(|block| self.allows(block)) {
            ids.push(text(&block["id"]));
            let parts = list(&block["thread"]["messages"]).iter().chain(list(&block["post"]["comments"]));
            ids.extend(parts.filter(|part| self.allows(part)).map(|part| text(&part["id"])));
        }
        ids
    }

    fn allows(&self, value: &Value) -> bool {
        value.get("when").is_none_or(|when| self.holds(when.as_str().unwrap()))
    }

    fn apply(&mut self, effect: &str) {
        let words: Vec<&str> = effect.split_whitespace().collect();
        let [name, sign, literal] = words[..] else { panic!("{effect}") };
        let variable = list(&self.json["variables"]).iter().find(|variable| variable["id"] == name).unwrap();
        let value = match variable.get("level") {
            None => literal.to_owned(),
            Some(level) => {
                let old: i64 = self.values[name].parse().unwrap();
                let number: i64 = literal.parse().unwrap();
                let wanted = match sign {
                    "=" => number,
                    "+=" => old + number,
                    _ => old - number,
                };
                wanted.max(level["min"].as_i64().unwrap()).min(level["max"].as_i64().unwrap()).to_string()
            }
        };
        self.values.insert(name.to_owned(), value);
    }

    fn holds(&self, condition: &str) -> bool {
        let spaced = condition.replace('(', " ( ").replace(')', " ) ").replace(',', " ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut rest = &words[..];
        let truth = self.either(&mut rest);
        assert!(rest.is_empty(), "{condition}: {rest:?} is left");
        truth
    }

    fn either(&self, rest: &mut &[&str]) -> bool {
        let mut truth = self.both(rest);
        while eat(rest, "or") {
            truth |= self.both(rest);
        }
        truth
    }

    fn both(&self, rest: &mut &[&str]) -> bool {
        let mut truth = self.single(rest);
        while eat(rest, "and") {
            truth &= self.single(rest);
        }
        truth
    }

    fn single(&self, rest: &mut &[&str]) -> bool {
        if eat(rest, "not") {
            return !self.single(rest);
        }
        if eat(rest, "(") {
            let truth = self.either(rest);
            assert!(eat(rest, ")"));
            return truth;
        }
        match word(rest) {
            "true" => true,
            "false" => false,
            "visited" => {
                let [_, scene, _] = [word(rest), word(rest), word(rest)];
                self.visited.contains(scene)
            }
            "chose" => {
                let [_, scene, choice, _] = [word(rest), word(rest), word(rest), word(rest)];
                self.chosen.contains(&(scene.to_owned(), choice.to_owned()))
            }
            name => {
                let value = &self.values[name];
                let relation = rest.first().copied().unwrap_or("");
                if !["=", "!=", "<", "<=", ">", ">="].contains(&relation) {
                    return value == "true";
                }
                let [_, literal] = [word(rest), word(rest)];
                let number = |text: &str| text.parse::<i64>().unwrap();
                match relation {
                    "=" => value == literal,
                    "!=" => value != literal,
                    "<" => number(value) < number(literal),
                    "<=" => number(value) <= number(literal),
                    ">" => number(value) > number(literal),
                    _ => number(value) >= number(literal),
                }
            }
        }
    }
}

fn word<'w>(rest: &mut &[&'w str]) -> &'w str {
    let (first, others) = rest.split_first().expect("a word");
    *rest = others;
    first
}

fn eat(rest: &mut &[&str], wanted: &str) -> bool {
    let found = rest.first() == Some(&wanted);
    if found {
        word(rest);
    }
    found
}

fn initial(variable: &Value) -> String {
    if let Some(flag) = variable.get("flag") {
        return flag.to_string();
    }
    if let Some(level) = variable.get("level") {
        return level.get("initial").unwrap_or(&level["min"]).to_string();
    }
    text(variable.get("initial").unwrap_or(&variable["one-of"][0]))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}
