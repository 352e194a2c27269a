//! The statements' shape: the part of xAPI that is used, no more. Keys that have no value are absent, never `null`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::identity::Uuid;
use crate::record::Hesitation;

/// Words by their language's tag.
pub type LanguageMap = BTreeMap<&'static str, String>;

/// Who did what, in which circumstances. Neither `timestamp` nor `version` is written: the person gave no date, and the words are those of xAPI 1.0.3 as of 2.0.
#[derive(Clone, Debug, Serialize)]
pub struct Statement<'e> {
    /// The statement's own id.
    pub id: Uuid,
    /// Who.
    pub actor: Actor<'e>,
    /// Did.
    pub verb: &'e Verb,
    /// What.
    pub object: Cow<'e, Activity>,
    /// With which answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// In which circumstances.
    pub context: Context<'e>,
}

/// A pseudonym that lives as long as one attempt.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor<'e> {
    /// `Agent`
    pub object_type: &'static str,
    /// The account.
    pub account: Account<'e>,
}

/// A name that is no one's.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Account<'e> {
    /// Where the name means something.
    pub home_page: &'e str,
    /// The attempt's id.
    pub name: String,
}

/// What was done.
#[derive(Clone, Debug, Serialize)]
pub struct Verb {
    /// Its IRI, of ADL's vocabulary.
    pub id: &'static str,
    /// Its words.
    pub display: LanguageMap,
}

/// What it was done to: a case, a decision or the place for a reason.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// `Activity`
    pub object_type: &'static str,
    /// Its IRI.
    pub id: String,
    /// What it is; absent where the id says all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<Definition>,
}

/// What an activity is. There is no pattern of correct responses, and none may ever be added: an empty one would mean that every answer is wrong.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// The kind of activity, an IRI.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub name: LanguageMap,
    /// What it asks.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub description: LanguageMap,
    /// How it is answered: `choice`, `long-fill-in`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interaction_type: Option<&'static str>,
    /// The choices, in the author's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Component>,
}

/// A choice.
#[derive(Clone, Debug, Serialize)]
pub struct Component {
    /// Its id.
    pub id: String,
    /// Its words.
    pub description: LanguageMap,
}

/// What came of it. There is no success and no score.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// Whether an ending was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<bool>,
    /// The choice's id, or the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// How long it took, as ISO 8601 writes it, where the person gave the times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// What xAPI has no key for, by IRI.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: Extensions,
}

/// What xAPI has no key for, by IRI.
pub type Extensions = BTreeMap<String, Extension>;

/// The value of an extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Extension {
    /// A count.
    Number(u64),
    /// A word.
    Word(String),
    /// Words in order.
    Words(Vec<String>),
    /// What was answered to « Avez-vous hésité ? »
    Hesitation(Hesitation),
}

/// In which circumstances it was done.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Context<'e> {
    /// The attempt.
    pub registration: Uuid,
    /// The version of the case.
    pub revision: String,
    /// `Bifurque`
    pub platform: &'static str,
    /// The language of the case.
    pub language: &'static str,
    /// What it belongs to.
    pub context_activities: ContextActivities<'e>,
    /// What xAPI has no key for, by IRI.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: Extensions,
}

/// What a statement belongs to.
#[derive(Clone, Debug, Serialize)]
pub struct ContextActivities<'e> {
    /// The decision of a reason, the case of a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<[Activity; 1]>,
    /// The workshop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grouping: Option<&'e [Activity; 1]>,
    /// The profile that says how to read these statements.
    pub category: &'e [Activity; 1],
}
