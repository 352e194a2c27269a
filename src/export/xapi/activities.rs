//! The verbs and the activities of a case: what statements point at.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::statement::{Activity, Component, Definition, LanguageMap, Verb};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::text;

/// The verbs used, of ADL's vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Verbs {
    pub initialized: Verb,
    pub answered: Verb,
    pub completed: Verb,
    pub terminated: Verb,
}

impl Verbs {
    pub fn new() -> Self {
        let verb = |id, french: &str, english: &str| Verb { id, display: BTreeMap::from([("en", english.to_owned()), ("fr", french.to_owned())]) };
        Self {
            initialized: verb("http://adlnet.gov/expapi/verbs/initialized", "a commencé", "initialized"),
            answered: verb("http://adlnet.gov/expapi/verbs/answered", "a répondu", "answered"),
            completed: verb("http://adlnet.gov/expapi/verbs/completed", "a terminé", "completed"),
            terminated: verb("http://adlnet.gov/expapi/verbs/terminated", "s’est arrêté", "terminated"),
        }
    }
}

/// The activities of a case. Their ids hold the major version under which a path was played, since a decision means something else in another.
#[derive(Clone, Debug)]
pub(super) struct Activities {
    /// The case's IRI, without its version.
    root: String,
    /// The major version of the case at hand: its decisions are ready.
    major: String,
    whole: Activity,
    decisions: BTreeMap<SceneIndex, Activity>,
}

impl Activities {
    pub fn of(scenario: &Scenario, base: &str) -> Self {
        let source = &scenario.source;
        let language = source.language.word();
        let root = [base, "scenarios/", scenario.id()].concat();
        let major = major(&source.version).to_owned();
        let whole = Activity {
            object_type: "Activity",
            id: versioned(&root, &major),
            definition: Some(Definition {
                kind: "http://adlnet.gov/expapi/activities/simulation",
                name: words(language, &source.title),
                description: words(language, &source.summary),
                interaction_type: None,
                choices: Vec::new(),
            }),
        };
        let scenes = (0..).map(SceneIndex).zip(&source.scenes);
        let decisions = scenes.filter_map(|(index, scene)| {
            let decision = scenario.decision(index)?;
            let choices = decision.choices.iter().map(|choice| Component { id: choice.id.to_string(), description: words(language, &choice.text) });
            let definition = Definition {
                kind: "http://adlnet.gov/expapi/activities/cmi.interaction",
                name: words(language, &scene.title),
                description: words(language, &decision.prompt),
                interaction_type: Some("choice"),
                choices: choices.collect(),
            };
            Some((index, Activity { object_type: "Activity", id: [&whole.id, "/decisions/", &*scene.id].concat(), definition: Some(definition) }))
        });
        Self { decisions: decisions.collect(), root, major, whole }
    }

    /// The case, in the version played.
    pub fn scenario(&self, version: &str) -> Activity {
        Activity { id: versioned(&self.root, major(version)), ..self.whole.clone() }
    }

    /// The case, by its id alone.
    pub fn reference(&self, version: &str) -> Activity {
        Activity { object_type: "Activity", id: versioned(&self.root, major(version)), definition: None }
    }

    /// A decision, in the version played.
    pub fn decision(&self, scene: SceneIndex, version: &str) -> Option<Cow<'_, Activity>> {
        let ready = self.decisions.get(&scene)?;
        if major(version) == self.major {
            return Some(Cow::Borrowed(ready));
        }
        let name = ready.id.get(self.whole.id.len()..).unwrap_or("");
        Some(Cow::Owned(Activity { id: [versioned(&self.root, major(version)).as_str(), name].concat(), ..ready.clone() }))
    }
}

/// An activity that needs no words.
pub(super) fn bare(id: String, kind: &'static str) -> Activity {
    let definition = Definition { kind, name: LanguageMap::new(), description: LanguageMap::new(), interaction_type: None, choices: Vec::new() };
    Activity { object_type: "Activity", id, definition: Some(definition) }
}

/// The place where a decision's reason is written.
pub(super) fn reason(decision: &Activity, scenario: &Scenario, scene: SceneIndex) -> Activity {
    let asked = scenario.decision(scene).and_then(|decision| decision.ask.as_ref()?.reason.as_ref());
    let definition = Definition {
        kind: "http://adlnet.gov/expapi/activities/cmi.interaction",
        name: LanguageMap::new(),
        description: asked.map(|asked| words(scenario.source.language.word(), asked)).unwrap_or_default(),
        interaction_type: Some("long-fill-in"),
        choices: Vec::new(),
    };
    Activity { object_type: "Activity", id: [&decision.id, "/justification"].concat(), definition: Some(definition) }
}

/// An author's words as plain text.
fn words(language: &'static str, source: &str) -> LanguageMap {
    let plain = text::parse(source).map_or_else(|_| text::typography(source).into_owned(), |document| document.plain());
    LanguageMap::from([(language, plain)])
}

fn versioned(root: &str, major: &str) -> String {
    [root, "/v", major].concat()
}

/// The first number of a version; a record from elsewhere may hold anything there.
fn major(version: &str) -> &str {
    let digits = version.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { "0" } else { &version[..digits] }
}
