//! The files a person can keep and open again.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::handover::HandOver;
use super::{Attempt, Event, FORMAT_CURRENT};

/// An attempt and all that happened in it. Stays on the device unless its owner downloads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Journal {
    /// What is played.
    pub attempt: Attempt,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// A file of journals: one that a person downloads, or all of them when the application had to stop. What it holds besides is left aside: the rescue page
/// puts there, under `damaged`, what it could not make sense of.
#[derive(Clone, Debug, Serialize, Deserialize)]
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

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
enum JournalKind {
    #[serde(rename = "bifurque-journal")]
    Journal,
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
    Syntax(serde_json::Error),
    /// It is JSON, but nothing that Bifurque wrote.
    #[error("neither a journal nor a hand-over: {0}")]
    Unknown(String),
    /// It was written by a later version.
    #[error("format {0}, this version reads {FORMAT_CURRENT}")]
    Newer(u64),
    /// It is one of ours, but was changed by hand or damaged.
    #[error("damaged: {0}")]
    Damaged(serde_json::Error),
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

/// What every file of ours begins with.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Option<u64>,
    #[serde(default)]
    kind: Option<String>,
}

/// Reads a file of journals or a hand-over.
///
/// # Errors
/// [`UnreadableRecord`], with the cause.
pub fn read(text: &str) -> Result<RecordFile, UnreadableRecord> {
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => UnreadableRecord::Unknown(error.to_string()),
        _ => UnreadableRecord::Syntax(error),
    })?;
    if let (Some(_), Some(format)) = (&head.kind, head.format) {
        if format > u64::from(FORMAT_CURRENT) {
            return Err(UnreadableRecord::Newer(format));
        }
    }
    match head.kind.as_deref() {
        Some("bifurque-journal") => {
            let file: JournalFile = serde_json::from_str(text).map_err(UnreadableRecord::Damaged)?;
            Ok(RecordFile::Journals(file.journals))
        }
        Some("bifurque-parcours") => serde_json::from_str(text).map(Box::new).map(RecordFile::HandOver).map_err(UnreadableRecord::Damaged),
        other => Err(UnreadableRecord::Unknown(format!("kind {other:?}"))),
    }
}

/// The journals that can be read in a file of journals in which one is damaged.
#[must_use]
pub fn salvage(text: &str) -> Vec<Journal> {
    #[derive(Deserialize)]
    struct File {
        #[serde(default)]
        journals: Vec<Found>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Found {
        Sound(Box<Journal>),
        Damaged(serde::de::IgnoredAny),
    }
    let found = serde_json::from_str(text).map_or_else(|_| Vec::new(), |file: File| file.journals);
    let sound = found.into_iter().filter_map(|found| match found {
        Found::Sound(journal) => Some(*journal),
        Found::Damaged(_) => None,
    });
    sound.collect()
}

/// Writes journals as a file.
///
/// # Errors
/// None in practice: every value has a JSON form.
pub fn write_journals(journals: Vec<Journal>) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&JournalFile { format: FORMAT_CURRENT, kind: JournalKind::Journal, journals })
}
