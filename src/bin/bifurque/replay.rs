//! `bifurque replay`: what a record is worth against its scenario as it is now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::record::{Journal, Play, RecordFile, UnreadableRecord, Verdict, divergence, read as read_record, salvage};
use bifurque::scenario::{Scenario, is_id};
use bifurque::terminal::printable;
use bifurque::text::{count, typography};
use clap::Args;

use super::case::Case;
use super::files::read;
use super::{Done, keep, say};

/// What to replay, and against what.
#[derive(Args)]
pub struct Replay {
    /// A file that the app wrote: a journal or a hand-over.
    record: PathBuf,
    /// The scenario's file or folder; otherwise the one of that id in `scenarios`.
    #[arg(long, value_name = "PATH")]
    scenario: Option<PathBuf>,
}

/// Runs the command: false if something in the record is not sound any more. What could not be judged is an error, told after all that was.
pub fn run(arguments: &Replay) -> Done {
    let file = &arguments.record;
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let unread = |error: &UnreadableRecord| format!("{} : {}", file.display(), typography(error.sentence()));
    let mut cases = Cases { arguments, read: BTreeMap::new() };
    match read_record(&text) {
        Ok(RecordFile::Journals(journals)) if journals.is_empty() => Err(format!("{} : ce fichier ne contient aucun parcours.", file.display())),
        Ok(RecordFile::Journals(journals)) => each(&mut cases, &journals),
        Ok(RecordFile::HandOver(given)) => {
            let scenario = cases.of(&given.scenario)?;
            let verdict = Verdict::of_hand_over(&scenario, &given);
            let renamed = divergence::renamed_in_hand_over(&scenario, &given);
            told(file, &given.title, &verdict, divergence::of_hand_over(&scenario, &given), &renamed);
            sum_up(given.path.len(), given.ending.as_deref());
            Ok(verdict.can_resume())
        }
        // Whatever this app writes begins so, even where the rest is lost.
        Err(UnreadableRecord::Syntax(_)) if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') => {
            Err(unread(&UnreadableRecord::Unknown(String::new())))
        }
        Err(ref error @ (UnreadableRecord::Syntax(ref fault) | UnreadableRecord::Damaged(ref fault))) => {
            let (sentence, place) = (unread(error), printable(&fault.to_string()));
            // What can be read of a damaged file is worth a verdict all the same.
            let saved = salvage(&text);
            if saved.is_empty() {
                return Err(format!("{sentence}\n  {place}"));
            }
            say(format_args!("{sentence}\n  {place}"));
            each(&mut cases, &saved).map(|_| false)
        }
        Err(error) => Err(unread(&error)),
    }
}

fn each(cases: &mut Cases<'_>, journals: &[Journal]) -> Done {
    let mut sound = true;
    let mut unjudged = None;
    for journal in journals {
        match cases.of(&journal.attempt.scenario) {
            Ok(scenario) => sound &= judge(&cases.arguments.record, &scenario, journal),
            Err(error) => keep(&mut unjudged, error),
        }
    }
    unjudged.map_or(Ok(sound), Err)
}

/// Says what a journal is worth: false if it cannot be gone on with.
fn judge(file: &Path, scenario: &Rc<Scenario>, journal: &Journal) -> bool {
    let verdict = Verdict::of(scenario, journal);
    let renamed = divergence::renamed_in_journal(scenario, journal);
    told(file, &journal.attempt.title, &verdict, divergence::of_journal(scenario, journal), &renamed);
    if let Ok(play) = Play::replay(Rc::clone(scenario), journal) {
        let ending = scenario.ending(play.counted().state().scene()).map(|ending| &*ending.id);
        sum_up(play.answers().len(), ending);
    }
    verdict.can_resume()
}

/// The scenarios of a record, each read once.
struct Cases<'a> {
    arguments: &'a Replay,
    read: BTreeMap<String, Result<Rc<Scenario>, String>>,
}

impl Cases<'_> {
    /// The one that is given, or the one of that id.
    fn of(&mut self, id: &str) -> Result<Rc<Scenario>, String> {
        let arguments = self.arguments;
        self.read.entry(id.to_owned()).or_insert_with(|| case_of(id, arguments)).clone()
    }
}

fn case_of(id: &str, arguments: &Replay) -> Result<Rc<Scenario>, String> {
    let path = match &arguments.scenario {
        Some(path) => path.clone(),
        // A record is not ours to trust: what is no id is no folder's name.
        None if is_id(id) => Path::new("scenarios").join(id),
        None => return Err(format!("« {} » n’est pas un nom de scénario. Donnez le cas avec --scenario.", printable(id))),
    };
    if !path.exists() {
        return Err(format!("{} : le cas de ce parcours n’est pas là. Donnez-le avec --scenario.", path.display()));
    }
    let unsound = || format!("{} : ce cas a des erreurs, le parcours ne peut pas être jugé.", path.display());
    Case::read(&path)?.map(|case| case.scenario).ok_or_else(unsound)
}

fn told(file: &Path, title: &str, verdict: &Verdict, divergence: Option<String>, renamed: &[(&str, &str)]) {
    line(&format!("{} : ", file.display()), &format!("« {title} ». {}", verdict.sentence()));
    // Of another case, everything diverges.
    if let Some(divergence) = divergence.filter(|_| *verdict != Verdict::OtherScenario) {
        line("  ", &format!("Là où il s’en écarte : {divergence}"));
    }
    for (old, new) in renamed {
        line("  ", &format!("Renommé depuis : « {old} » s’appelle maintenant « {new} »."));
    }
}

fn sum_up(decisions: usize, ending: Option<&str>) {
    let ending = ending.map_or_else(|| "arrêté avant une fin".to_owned(), |ending| format!("fin « {ending} »"));
    line("  ", &format!("{}, {ending}.", count(decisions, "décision", "décisions")));
}

/// A line in French typography. It may hold words of a record.
fn line(before: &str, words: &str) {
    say(format_args!("{before}{}", printable(&typography(words))));
}
