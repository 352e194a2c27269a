//! `bifurque replay`: what a record is worth against its scenario as it is now.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::record::{Journal, Play, RecordFile, UnreadableRecord, Verdict, divergence, read as read_record, salvage};
use bifurque::scenario::{Scenario, is_id};
use bifurque::text::{count, typography};
use clap::Args;

use super::case::Case;
use super::{Done, read, say};

/// What to replay, and against what.
#[derive(Args)]
pub struct Replay {
    /// A file that the app wrote: a journal or a hand-over.
    record: PathBuf,
    /// The scenario's file or folder; otherwise the one of that id in `scenarios`.
    #[arg(long, value_name = "PATH")]
    scenario: Option<PathBuf>,
}

/// Runs the command: false if something in the record is not sound any more.
pub fn run(arguments: &Replay) -> Done {
    let file = &arguments.record;
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let unread = |error: &UnreadableRecord| format!("{} : {}", file.display(), typography(error.sentence()));
    match read_record(&text) {
        Ok(RecordFile::Journals(journals)) if journals.is_empty() => Err(format!("{} : ce fichier ne contient aucun parcours.", file.display())),
        Ok(RecordFile::Journals(journals)) => each(arguments, &journals),
        Ok(RecordFile::HandOver(given)) => {
            let Some(scenario) = case_of(&given.scenario, arguments)? else { return Ok(false) };
            let verdict = Verdict::of_hand_over(&scenario, &given);
            let renamed = divergence::renamed_in_hand_over(&scenario, &given);
            told(file, &given.title, &verdict, divergence::of_hand_over(&scenario, &given), &renamed);
            sum_up(given.path.len(), given.ending.as_deref());
            Ok(verdict.can_resume())
        }
        Err(ref error @ (UnreadableRecord::Syntax(ref fault) | UnreadableRecord::Damaged(ref fault))) => {
            say(format_args!("{}", unread(error)));
            say(format_args!("  {fault}"));
            // What can be read of a damaged file is worth a verdict all the same.
            each(arguments, &salvage(&text)).map(|_| false)
        }
        Err(error) => Err(unread(&error)),
    }
}

fn each(arguments: &Replay, journals: &[Journal]) -> Done {
    let mut sound = true;
    for journal in journals {
        let Some(scenario) = case_of(&journal.attempt.scenario, arguments)? else { return Ok(false) };
        let verdict = Verdict::of(&scenario, journal);
        let renamed = divergence::renamed_in_journal(&scenario, journal);
        told(&arguments.record, &journal.attempt.title, &verdict, divergence::of_journal(&scenario, journal), &renamed);
        if let Ok(play) = Play::replay(Rc::clone(&scenario), journal) {
            let ending = scenario.ending(play.counted().state().scene()).map(|ending| &*ending.id);
            sum_up(play.answers().len(), ending);
        }
        sound &= verdict.can_resume();
    }
    Ok(sound)
}

/// The scenario of a record: the one that is given, or that of its id; none if it is not sound, which is then printed.
fn case_of(id: &str, arguments: &Replay) -> Result<Option<Rc<Scenario>>, String> {
    let path = match &arguments.scenario {
        Some(path) => path.clone(),
        // A record is not ours to trust: what is no id is no folder's name.
        None if is_id(id) => Path::new("scenarios").join(id),
        None => return Err(format!("« {id} » n’est pas un nom de scénario. Donnez le cas avec --scenario.")),
    };
    if !path.exists() {
        return Err(format!("{} : le cas de ce parcours n’est pas là. Donnez-le avec --scenario.", path.display()));
    }
    Ok(Case::read(&path)?.map(|case| case.scenario))
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

/// A line in French typography. It may hold words of a record, which give the terminal no orders.
fn line(before: &str, words: &str) {
    let words: String = typography(words).chars().filter(|letter| !letter.is_control()).collect();
    say(format_args!("{before}{words}"));
}
