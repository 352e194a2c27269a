//! `bifurque check`: everything that is wrong with scenarios, and what was proved of the others.

mod bar;
mod folders;
mod told;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::check::editorial::{editorial, joined};
use bifurque::check::plays::play;
use bifurque::check::{BUDGET, check};
use bifurque::record::LongestPath;
use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::Severity;
use clap::{Args, ValueEnum};

use self::bar::Bar;
use self::folders::{Folder, Folders};
use self::told::{Format, Told};
use super::files::{Ids, folder_name, read, scenario_files};
use super::{Done, keep};

/// What to check, and how far to go.
#[derive(Args)]
pub struct Check {
    /// Files, scenarios' folders, or the folder of all scenarios.
    #[arg(default_value = "scenarios")]
    paths: Vec<PathBuf>,
    /// How many states of each scenario to look at before giving up; nothing is proved then, which is an error.
    #[arg(long, value_name = "STATES", default_value_t = BUDGET)]
    budget: usize,
    /// From which gravity on a finding makes the exit code 1.
    #[arg(long, value_enum, default_value_t = Deny::Error)]
    deny: Deny,
    /// How what is found is written: words for people, or one document for an editor or continuous integration.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Error,
    Warning,
}

/// Runs the command: false if something is as grave as is denied. What cannot be read stops nothing else.
pub fn run(arguments: &Check) -> Done {
    let mut told = Told::new(arguments.format);
    let mut folders = Folders::default();
    let mut failed = None;
    let mut count = 0;
    for path in &arguments.paths {
        let files = scenario_files(path).unwrap_or_else(|error| {
            keep(&mut failed, error);
            Vec::new()
        });
        let mut ids = Ids::default();
        for file in files {
            count += 1;
            let folder = folders.of(&file, &mut told);
            if let Err(error) = check_file(&file, folder, &mut ids, arguments.budget, &mut told) {
                keep(&mut failed, error);
            }
        }
    }
    told.end(count)?;
    let denied = match arguments.deny {
        Deny::Error => told.errors,
        Deny::Warning => told.errors + told.warnings,
    };
    failed.map_or(Ok(denied == 0), Err)
}

fn check_file(file: &Path, folder: &Folder, ids: &mut Ids, budget: usize, told: &mut Told) -> Result<(), String> {
    let bytes = read(file)?;
    let library = folder.library.as_ref();
    let scenario = match Scenario::load(&bytes, library) {
        Ok(scenario) => scenario,
        Err(diagnostics) => {
            told.add(file, &bytes, diagnostics);
            return Ok(());
        }
    };
    check_name(file, folder, scenario.id(), ids, told);
    let mut bar = Bar::new(file);
    let verdict = check(&scenario, &bytes, budget, &mut |states| bar.tell(states));
    bar.clear();
    let proved = verdict.sentence();
    told.add(file, &bytes, joined(verdict.diagnostics, editorial(&scenario, &bytes, library)));
    let compared = if library.is_none() { " Sources, étiquettes et thèmes\u{a0}: comparés à aucune liste." } else { "" };
    told.line(format_args!("{}: {proved} {}{compared}", file.display(), LongestPath::of(&scenario).sentence()));
    check_plays(&scenario, &file.with_file_name("plays.json"), told)
}

/// Looks at an id: no other scenario has it, and where the app is to find it, the folder is called so.
fn check_name(file: &Path, folder: &Folder, id: &str, ids: &mut Ids, told: &mut Told) {
    if let Err(fault) = ids.add(id, file) {
        told.fault(Severity::Error, file, fault);
    }
    if let Some(name) = folder_name(file).filter(|name| folder.whole && name != id) {
        told.fault(
            Severity::Error,
            file,
            format_args!("l’id est « {id} », le dossier s’appelle « {name} » : donnez-leur le même nom, l’application lit {id}/scenario.json."),
        );
    }
}

/// Plays what is recorded beside a scenario, if anything is.
fn check_plays(scenario: &Rc<Scenario>, file: &Path, told: &mut Told) -> Result<(), String> {
    if !file.is_file() {
        return Ok(());
    }
    let bytes = read(file)?;
    let played = play(scenario, &bytes);
    let sentence = played.sentence();
    told.add(file, &bytes, played.diagnostics);
    told.line(format_args!("{}: {sentence}", file.display()));
    Ok(())
}
