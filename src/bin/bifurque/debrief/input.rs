//! The records: files, folders, or what comes in.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bifurque::batch::documents::{Documents, Found, MOST_BYTES, Place};
use bifurque::debrief::read_session;
use bifurque::record::{self, RecordFile, UnreadableRecord};

use super::Reading;

/// Reads each path in turn, folders in the order of their names. What cannot be opened is told.
pub fn each(paths: &[PathBuf], reading: &mut Reading<'_>) -> Result<(), String> {
    for path in paths {
        if path.as_os_str() == "-" {
            stream(io::stdin().lock(), "-", reading)?;
        } else if path.is_dir() {
            folder(path, reading)?;
        } else {
            file(path, reading)?;
        }
    }
    Ok(())
}

/// The records of a folder and of those inside. Links to folders are not followed: they may lead in a circle.
fn folder(path: &Path, reading: &mut Reading<'_>) -> Result<(), String> {
    let name = path.display().to_string();
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            reading.told.refused(&error.to_string(), &|| name.clone());
            return Ok(());
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let is_record = path.extension().is_some_and(|kind| ["json", "jsonl", "ndjson"].iter().any(|known| kind.eq_ignore_ascii_case(known)));
        if path.is_dir() {
            if !path.is_symlink() {
                folder(&path, reading)?;
            }
        } else if is_record {
            file(&path, reading)?;
        }
    }
    Ok(())
}

fn file(path: &Path, reading: &mut Reading<'_>) -> Result<(), String> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(file) => stream(file, &name, reading),
        Err(error) => {
            reading.told.refused(&error.to_string(), &|| name.clone());
            Ok(())
        }
    }
}

fn stream(input: impl Read, name: &str, reading: &mut Reading<'_>) -> Result<(), String> {
    // The records go on after one that is wrong, but not after a disk that is full.
    let mut failed = Ok(());
    let mut documents = Documents::new(input);
    let told = documents.each(|place, found| {
        if failed.is_ok() {
            failed = document(&place, found, name, reading);
        }
    });
    if let Err(error) = told {
        reading.told.refused(&error.to_string(), &|| name.to_owned());
    }
    failed
}

fn document(place: &Place<'_>, found: Found<'_>, name: &str, reading: &mut Reading<'_>) -> Result<(), String> {
    let here = || format!("{name}:{}", place.line());
    match found {
        Found::Brief(brief) => reading.hand_over(&brief, &here),
        Found::Text(text) => other(text, place, name, reading),
        Found::TooLarge => {
            reading.told.refused(&format!("plus de {} Mo d’un seul tenant : ce n’est pas un parcours.", MOST_BYTES / (1024 * 1024)), &here);
            Ok(())
        }
        Found::NotText => {
            reading.told.refused("ce n’est pas du texte en UTF-8. Enregistrez le fichier de nouveau en UTF-8, ou reprenez-le à sa source.", &here);
            Ok(())
        }
    }
}

/// What is no hand-over as this version writes it: one with keys of another tool, a session, or something wrong.
fn other(text: &str, place: &Place<'_>, name: &str, reading: &mut Reading<'_>) -> Result<(), String> {
    let here = || format!("{name}:{}", place.line());
    let refused = |fault: &UnreadableRecord| match fault {
        // Its own place, counted from the first line of the stream.
        UnreadableRecord::Syntax(fault) | UnreadableRecord::Damaged(fault) => {
            let line = place.line() + u64::from(fault.line) - 1;
            (format!("{name}:{line}:{}", fault.column), format!("{} {} {} {}", fault.rule.code(), fault.path, fault.message, fault.help))
        }
        fault => (here(), fault.sentence().to_owned()),
    };
    let fault = match record::read(text) {
        Ok(RecordFile::HandOver(hand_over)) => {
            let plain = serde_json::to_string(&hand_over).map_err(|error| error.to_string())?;
            return match serde_json::from_str(&plain) {
                Ok(brief) => reading.hand_over(&brief, &here),
                Err(error) => Err(error.to_string()),
            };
        }
        Ok(RecordFile::Journals(_)) => {
            let sentence = "ceci est un journal, qui reste à la personne : comptez plutôt le parcours qu’elle transmet.";
            reading.told.refused(sentence, &here);
            return Ok(());
        }
        Err(UnreadableRecord::Unknown(kind)) => match read_session(text) {
            Ok(session) => return reading.session(session, &here),
            Err(UnreadableRecord::Unknown(_)) => UnreadableRecord::Unknown(kind),
            Err(fault) => fault,
        },
        Err(fault) => fault,
    };
    let (place, reason) = refused(&fault);
    reading.told.refused(&reason, &|| place.clone());
    Ok(())
}
