//! The files a person can keep and open again.

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::handover::HandOver;
use super::{Attempt, Event, FORMAT_CURRENT};
use crate::scenario::decode::{Decode, Fields, record, words};
use crate::scenario::diagnostic::{Diagnostic, Report, Rule};
use crate::scenario::json::{self, Node, Value};

record! {
    /// An attempt and all that happened in it. Stays on the device unless its owner downloads it.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Journal {
        /// What is played.
        pub attempt: Attempt,
        /// What happened, in order.
        pub events: Vec<Event>,
    }
}

/// A file of journals: one that a person downloads, or all of them when the application had to stop. What it holds besides is left aside: the rescue page
/// puts there, under `damaged`, what it could not make sense of.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct JournalFile {
    /// The format of this file: 1.
    format: u32,
    /// `bifurque-journal`
    kind: JournalKind,
    /// The journals.
    journals: Vec<Journal>,
}

words! {
    /// Says that a file holds journals.
    pub enum JournalKind {
        /// The only kind there is.
        Journal = "bifurque-journal",
    }
}

impl Serialize for JournalKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A file that could be read.
#[derive(Clone, Debug)]
pub enum RecordFile {
    /// Journals: everything, on the person's own behalf.
    Journals(Vec<Journal>),
    /// A path that was handed over.
    HandOver(Box<HandOver>),
}

/// Why a file could not be read. [`UnreadableRecord::sentence`] says it to the person, `Display` to an engineer.
#[derive(Debug, Error)]
pub enum UnreadableRecord {
    /// It is not JSON, or it stops in the middle.
    #[error("not JSON: {0}")]
    Syntax(Diagnostic),
    /// It is JSON, but nothing that Bifurque wrote.
    #[error("neither a journal nor a hand-over: {0}")]
    Unknown(String),
    /// It was written by a later version.
    #[error("format {0}, this version reads {FORMAT_CURRENT}")]
    Newer(u64),
    /// It is one of ours, but was changed by hand or damaged.
    #[error("damaged: {0}")]
    Damaged(Diagnostic),
}

impl UnreadableRecord {
    /// One calm French sentence: what happened and what to do.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "Ce fichier est incomplet ou abîmé : il s’arrête au milieu. Reprenez-le à sa source, rien n’a été changé ici.",
            Self::Unknown(_) => "Ce fichier n’est pas un parcours enregistré par Bifurque. Choisissez un fichier « .bifurque.json ».",
            Self::Newer(_) => {
                "Ce parcours a été enregistré par une version plus récente de Bifurque. Rechargez la page pour mettre l’application à jour, puis ouvrez-le de nouveau."
            }
            Self::Damaged(_) => "Ce parcours a été modifié ou abîmé depuis son enregistrement : il ne peut pas être relu. Rien n’a été changé ici.",
        }
    }
}

/// Reads a file of journals or a hand-over.
///
/// # Errors
/// [`UnreadableRecord`], with the cause.
pub fn read(source: &str) -> Result<RecordFile, UnreadableRecord> {
    read_as(source, |kind, root, report| match kind {
        "bifurque-journal" => {
            let fields = Fields::any(root);
            fields.read::<u32>("format", report);
            Some(RecordFile::Journals(fields.read("journals", report)))
        }
        "bifurque-parcours" => Some(RecordFile::HandOver(Box::decode(root, report))),
        _ => None,
    })
}

/// Reads a file of one kind of ours.
///
/// # Errors
/// [`UnreadableRecord`], with the cause; [`UnreadableRecord::Unknown`] if it is of another kind.
pub fn read_of_kind<T: Decode>(source: &str, wanted: &str) -> Result<T, UnreadableRecord> {
    read_as(source, |kind, root, report| (kind == wanted).then(|| T::decode(root, report)))
}

/// Reads a file that says what it is, by what knows the kinds.
fn read_as<T>(source: &str, decode: impl FnOnce(&str, &Node<'_>, &mut Report) -> Option<T>) -> Result<T, UnreadableRecord> {
    let mut report = Report::default();
    let Some(root) = json::parse(source, &mut report) else {
        return Err(first(report, source, None).map_or(UnreadableRecord::Unknown(String::new()), UnreadableRecord::Syntax));
    };
    let fields = Fields::any(&root);
    let (kind, format) = (fields.find("kind").and_then(text), fields.find("format"));
    if let (Some(_), Some(node)) = (kind, format) {
        match number(node) {
            Some(format) if format > u64::from(FORMAT_CURRENT) => return Err(UnreadableRecord::Newer(format)),
            Some(0) => report.spoil(Rule::Format, node.span, "Aucun format ne porte le numéro 0.", ""),
            _ => {}
        }
    }
    let Some(file) = decode(kind.unwrap_or_default(), &root, &mut report) else {
        return Err(UnreadableRecord::Unknown(["kind ", kind.unwrap_or("missing")].concat()));
    };
    match first(report, source, Some(&root)) {
        None => Ok(file),
        Some(fault) => Err(UnreadableRecord::Damaged(fault)),
    }
}

/// Reads a part of a journal as the store keeps it: an [`Attempt`] or an [`Event`].
///
/// # Errors
/// What is wrong with it first.
pub fn read_part<T: Decode>(source: &str) -> Result<T, Diagnostic> {
    let mut report = Report::default();
    let root = json::parse(source, &mut report);
    let part = root.as_ref().map(|root| T::decode(root, &mut report)).unwrap_or_default();
    first(report, source, root.as_ref()).map_or(Ok(part), Err)
}

/// The journals that can be read in a file of journals in which one is damaged.
#[must_use]
pub fn salvage(source: &str) -> Vec<Journal> {
    let root = json::parse(source, &mut Report::default());
    let Some(Value::Array(journals)) = root.as_ref().and_then(|root| Fields::any(root).find("journals")).map(|node| &node.value) else {
        return Vec::new();
    };
    let sound = |node| {
        let mut report = Report::default();
        let journal = Journal::decode(node, &mut report);
        report.is_empty().then_some(journal)
    };
    journals.iter().filter_map(sound).collect()
}

/// What is wrong first.
fn first(report: Report, source: &str, root: Option<&Node<'_>>) -> Option<Diagnostic> {
    report.finish(source, root).into_iter().next()
}

fn text<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn number(node: &Node<'_>) -> Option<u64> {
    match node.value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}

/// Writes journals as a file.
#[must_use]
pub fn write_journals(journals: Vec<Journal>) -> String {
    super::json(&JournalFile { format: FORMAT_CURRENT, kind: JournalKind::Journal, journals })
}
