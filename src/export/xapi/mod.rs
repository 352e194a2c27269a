//! A path as [xAPI] statements, for a learning record store. « Individuel, non anonyme »: each path can be followed.
//!
//! A decision is `answered`, with the interaction `choice`: the choices stand in the author's order, and no response is correct, so that the pattern of correct
//! responses, the success and the score are absent. Before the first comes `initialized`, after the last `completed`, or `terminated` where the path stops before an ending.
//! The statements hold nothing that the hand-over does not. A date is never known, only durations, where the person gave the times.
//!
//! The same event of the same attempt has the same id each time, so that a store refuses to count it twice.
//!
//! [xAPI]: https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md

mod activities;
mod identity;
mod statement;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use identity::Uuid;
pub use statement::{
    Account, Activity, Actor, Component, Context, ContextActivities, Definition, Extension, Extensions, LanguageMap, Outcome, Statement, Verb,
};
use thiserror::Error;

use crate::record::{AttemptId, Given, HandOver, Hesitation};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use activities::{Activities, Verbs};
use identity::Identity;

/// The base of the IRIs where none is chosen. No one answers there: `example` is reserved.
pub const BASE: &str = "https://bifurque.example/";

/// How statements are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XapiOptions {
    base: String,
    /// The id of the workshop in which the paths were gathered, if in one: it becomes the grouping of the statements. Letters, digits and hyphens.
    pub session: Option<String>,
    /// Whether the reasons in one's own words are written, where the person gave them.
    pub reasons: bool,
}

impl Default for XapiOptions {
    fn default() -> Self {
        Self { base: BASE.to_owned(), session: None, reasons: false }
    }
}

/// A base that makes no IRI.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("« {0} » n’est pas le début d’une adresse : écrivez par exemple « https://formation.example/ ».")]
pub struct NoBase(String);

impl XapiOptions {
    /// Statements whose IRIs begin with `base`, such as `https://formation.example/`. A last slash is added where there is none.
    ///
    /// # Errors
    /// [`NoBase`] for what is no http address.
    pub fn with_base(base: &str) -> Result<Self, NoBase> {
        let authority = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://")).unwrap_or("");
        let sound = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"\"<>\\^`{|}?#".contains(letter);
        if authority.is_empty() || authority.starts_with('/') || !authority.chars().all(sound) {
            return Err(NoBase(base.to_owned()));
        }
        let slash = if base.ends_with('/') { "" } else { "/" };
        Ok(Self { base: [base, slash].concat(), ..Self::default() })
    }

    /// The same for the paths of a workshop.
    #[must_use]
    pub fn of_session(&self, id: AttemptId) -> Self {
        Self { session: Some(id.to_string()), ..self.clone() }
    }
}

/// A path that these statements cannot tell.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Untold {
    /// It is of another case.
    #[error("the path is of the case {0:?}")]
    OtherScenario(String),
    /// A decision that the case does not ask, or a choice that it does not offer.
    #[error("decision {decision}: the case does not offer {choice:?} in scene {scene:?}")]
    Decision {
        /// Which decision of the path, from 1.
        decision: u32,
        /// The scene recorded.
        scene: String,
        /// The choice recorded.
        choice: String,
    },
}

/// Writes the statements of the paths of one case. What does not change from one path to another is made once.
#[derive(Clone, Debug)]
pub struct Exporter<'s> {
    scenario: &'s Scenario,
    options: XapiOptions,
    home_page: String,
    verbs: Verbs,
    /// By the major version of the case: another one is another activity.
    category: [Activity; 1],
    grouping: Option<[Activity; 1]>,
    activities: Activities,
}

impl<'s> Exporter<'s> {
    /// An exporter for the paths of a case.
    #[must_use]
    pub fn new(scenario: &'s Scenario, options: XapiOptions) -> Self {
        let base = &options.base;
        Self {
            scenario,
            home_page: [base, "parcours"].concat(),
            verbs: Verbs::new(),
            category: [activities::bare([base, "xapi/profil/v1"].concat(), "http://adlnet.gov/expapi/activities/profile")],
            grouping: options
                .session
                .as_ref()
                .map(|session| [activities::bare([base, "seances/", session].concat(), "http://adlnet.gov/expapi/activities/meeting")]),
            activities: Activities::of(scenario, base),
            options,
        }
    }

    /// The statements of one path, in its order.
    ///
    /// # Errors
    /// [`Untold`] where the case does not ask such a decision.
    pub fn statements(&self, hand_over: &HandOver) -> Result<Vec<Statement<'_>>, Untold> {
        if hand_over.scenario != self.scenario.id() {
            return Err(Untold::OtherScenario(hand_over.scenario.clone()));
        }
        let mut path = Path::new(self, hand_over);
        let whole = self.activities.scenario(&hand_over.version);
        let mut statements = vec![path.statement("initialized", &self.verbs.initialized, Cow::Owned(whole.clone()), None, None)];
        for (rank, given) in (1..).zip(&hand_over.path) {
            path.answer(rank, given, &mut statements)?;
        }
        statements.push(path.end(whole));
        Ok(statements)
    }
}

/// One path while its statements are written.
struct Path<'e, 'h> {
    exporter: &'e Exporter<'e>,
    hand_over: &'h HandOver,
    identity: Identity,
    /// The scenes decided so far.
    scenes: Vec<SceneIndex>,
    /// When the last decision was made, if all times so far are known and in order.
    elapsed: Option<u64>,
}

impl<'e, 'h> Path<'e, 'h> {
    fn new(exporter: &'e Exporter<'e>, hand_over: &'h HandOver) -> Self {
        Self { exporter, hand_over, identity: Identity::of(hand_over, exporter.options.session.as_deref()), scenes: Vec::new(), elapsed: Some(0) }
    }

    fn answer(&mut self, rank: u32, given: &Given, statements: &mut Vec<Statement<'e>>) -> Result<(), Untold> {
        let scenario = self.exporter.scenario;
        let untold = || Untold::Decision { decision: rank, scene: given.scene.clone(), choice: given.choice.clone() };
        let scene = scenario.find_scene(&given.scene).ok_or_else(untold)?;
        let id = |choice: &str| scenario.find_choice(scene, choice).map(|choice| scenario.choice(choice).id.to_string());
        let response = id(&given.choice).ok_or_else(untold)?;
        let decision = self.exporter.activities.decision(scene, &self.hand_over.version).ok_or_else(untold)?;
        let before = std::mem::replace(&mut self.elapsed, given.elapsed);
        let duration = before.zip(given.elapsed).and_then(|(before, now)| now.checked_sub(before)).map(duration);
        let mut extensions = Extensions::new();
        match &given.hesitation {
            None => {}
            Some(Hesitation::None) => _ = extensions.insert(self.extension("hesitation"), Extension::Hesitation(Hesitation::None)),
            // A choice that the case does not know is nobody's hesitation.
            Some(Hesitation::With(choice)) => {
                let known = id(choice).map(|choice| Extension::Hesitation(Hesitation::With(choice)));
                extensions.extend(known.map(|known| (self.extension("hesitation"), known)));
            }
        }
        if let Some(motive) = &given.motive {
            extensions.insert(self.extension("motif"), Extension::Word(motive.clone()));
        }
        let again = self.scenes.iter().filter(|earlier| **earlier == scene).count() + 1;
        let mut circumstances = Extensions::from([
            (self.extension("rang"), Extension::Number(u64::from(rank))),
            (self.extension("passage"), Extension::Number(u64::try_from(again).unwrap_or(u64::MAX))),
        ]);
        if let Some(last) = self.scenes.last() {
            circumstances.insert(self.extension("precedent"), Extension::Word(scenario.scene(*last).id.to_string()));
        }
        self.scenes.push(scene);
        let result = Outcome { completion: None, response: Some(response), duration, extensions };
        let parent = self.exporter.activities.reference(&self.hand_over.version);
        let reason = given.reason.as_ref().filter(|_| self.exporter.options.reasons);
        let reason = reason.map(|reason| {
            let place = activities::reason(&decision, scenario, scene);
            let result = Outcome { completion: None, response: Some(reason.clone()), duration: None, extensions: BTreeMap::new() };
            let parent = Activity { definition: None, ..decision.clone().into_owned() };
            let event = ["reason/", &rank.to_string()].concat();
            self.statement(&event, &self.exporter.verbs.answered, Cow::Owned(place), Some(result), Some(parent))
        });
        let event = ["answered/", &rank.to_string()].concat();
        let mut statement = self.statement(&event, &self.exporter.verbs.answered, decision, Some(result), Some(parent));
        statement.context.extensions.extend(circumstances);
        statements.push(statement);
        statements.extend(reason);
        Ok(())
    }

    fn end(&self, whole: Activity) -> Statement<'e> {
        let verbs = &self.exporter.verbs;
        let ids = self.scenes.iter().map(|scene| self.exporter.scenario.scene(*scene).id.to_string()).collect();
        let mut extensions = Extensions::from([(self.extension("parcours"), Extension::Words(ids))]);
        extensions.extend(self.hand_over.ending.iter().map(|ending| (self.extension("fin"), Extension::Word(ending.clone()))));
        let duration = self.elapsed.filter(|_| !self.scenes.is_empty()).map(duration);
        let result = Outcome { completion: Some(self.hand_over.ending.is_some()), response: None, duration, extensions };
        // A path may be given before its end, later again, further on: each stop is an event of its own.
        let stopped = ["terminated/", &self.scenes.len().to_string()].concat();
        let (event, verb) = if self.hand_over.ending.is_some() { ("completed", &verbs.completed) } else { (stopped.as_str(), &verbs.terminated) };
        self.statement(event, verb, Cow::Owned(whole), Some(result), None)
    }

    fn statement(&self, event: &str, verb: &'e Verb, object: Cow<'e, Activity>, result: Option<Outcome>, parent: Option<Activity>) -> Statement<'e> {
        let Exporter { scenario, home_page, category, grouping, .. } = self.exporter;
        Statement {
            id: self.identity.statement(event),
            actor: Actor { object_type: "Agent", account: Account { home_page, name: self.identity.account.clone() } },
            verb,
            object,
            result,
            context: Context {
                registration: self.identity.registration,
                revision: self.hand_over.version.clone(),
                platform: "Bifurque",
                language: scenario.source.language.word(),
                context_activities: ContextActivities { parent: parent.map(|parent| [parent]), grouping: grouping.as_ref(), category },
                extensions: Extensions::from([(self.extension("personnes"), Extension::Number(u64::from(self.hand_over.players.people)))]),
            },
        }
    }

    fn extension(&self, name: &str) -> String {
        [&self.exporter.options.base, "xapi/ext/", name].concat()
    }
}

/// Milliseconds as ISO 8601 writes a duration, to the hundredth of a second that xAPI compares.
fn duration(milliseconds: u64) -> String {
    let hundredths = milliseconds / 10;
    match hundredths % 100 {
        0 => format!("PT{}S", hundredths / 100),
        rest => format!("PT{}.{rest:02}S", hundredths / 100),
    }
}

#[cfg(test)]
mod tests;
