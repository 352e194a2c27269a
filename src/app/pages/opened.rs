//! A record opened from a file: its paths, or why there is none.

use std::rc::Rc;

use crate::app::bilan::Told;
use crate::app::services::Services;
use crate::platform::files;
use crate::record::{Journal, Play, Recap, RecordFile, UnreadableRecord, Verdict, read, salvage};

/// The most that is read of a record: a long attempt is a thousandth of it.
const RECORD_LIMIT: usize = 4 * 1024 * 1024;

/// A path of a file that was opened, or why there is none.
pub enum Opened {
    /// A path.
    Path {
        /// What it tells.
        told: Box<Told>,
        /// What became of the case since, for a journal.
        verdict: Option<Verdict>,
    },
    /// Nothing that can be told.
    Refused {
        /// One calm French sentence.
        sentence: String,
        /// What an engineer wants to know.
        details: String,
    },
}

fn refused(sentence: &str, details: String) -> Opened {
    Opened::Refused { sentence: sentence.to_owned(), details }
}

/// Reads a file that the person chose.
pub async fn open_file(services: &Services, file: files::File) -> Vec<Opened> {
    let text = match files::read_text(&file, RECORD_LIMIT).await {
        Ok(text) => text,
        Err(error) => return vec![refused(error.sentence(), error.to_string())],
    };
    match read(&text) {
        Err(error @ UnreadableRecord::Damaged(_)) => {
            let mut opened = vec![refused(error.sentence(), error.to_string())];
            opened.extend(open_journals(services, &salvage(&text)).await);
            opened
        }
        Err(error) => vec![refused(error.sentence(), error.to_string())],
        Ok(RecordFile::HandOver(file)) => match services.scenario(&file.scenario).await {
            Err(trouble) => vec![refused(trouble.sentence(), trouble.details().join("\n"))],
            Ok(scenario) => vec![match Recap::read(&scenario, &file) {
                Ok(recap) => Opened::Path { told: Box::new(Told::of(&scenario, recap)), verdict: None },
                Err(fault) => refused(
                    "Ce parcours ne correspond pas au cas tel qu'il est aujourd'hui : il a été modifié, ou le cas a changé depuis. Rien n'a été changé ici.",
                    fault.to_string(),
                ),
            }],
        },
        Ok(RecordFile::Journals(journals)) if journals.is_empty() => vec![refused("Ce fichier ne contient aucun parcours.", String::new())],
        Ok(RecordFile::Journals(journals)) => open_journals(services, &journals).await,
    }
}

async fn open_journals(services: &Services, journals: &[Journal]) -> Vec<Opened> {
    let mut opened = Vec::new();
    for journal in journals {
        opened.push(open_journal(services, journal).await);
    }
    opened
}

async fn open_journal(services: &Services, journal: &Journal) -> Opened {
    match services.scenario(&journal.attempt.scenario).await {
        Err(trouble) => refused(trouble.sentence(), trouble.details().join("\n")),
        Ok(scenario) => {
            let verdict = Verdict::of(&scenario, journal);
            match Play::replay(Rc::clone(&scenario), journal) {
                Ok(play) => Opened::Path { told: Box::new(Told::of(&scenario, Recap::of(&play))), verdict: Some(verdict) },
                Err(fault) => refused(&verdict.sentence(), fault.to_string()),
            }
        }
    }
}
