//! `bifurque check`: everything that is wrong with scenarios, and what was proved of the others.

mod bar;
mod told;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::check::editorial::{editorial, joined};
use bifurque::check::plays::play;
use bifurque::check::{BUDGET, check};
use bifurque::debrief::script::Scripts;
use bifurque::record::LongestPath;
use bifurque::scenario::Scenario;
use bifurque::scenario::library::{Library, Shared, load};
use clap::{Args, ValueEnum};

use self::bar::Bar;
use self::told::{Format, Told};
use super::{Done, read, say, scenario_files};

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

/// Runs the command: false if something is as grave as is denied.
pub fn run(arguments: &Check) -> Done {
    let mut told = Told::new(arguments.format);
    let mut count = 0;
    for path in &arguments.paths {
        let files = scenario_files(path)?;
        let folder = files.first().and_then(|file| file.parent()?.parent());
        let library = folder.and_then(|folder| read_library(folder, &mut told));
        if let Some(folder) = folder {
            check_scripts(&folder.join("scripts.json"), &mut told)?;
        }
        for file in files {
            count += 1;
            check_file(&file, library.as_ref(), arguments.budget, &mut told)?;
        }
    }
    if count == 0 {
        return Err("aucun scénario à vérifier".to_owned());
    }
    told.end(count)?;
    let denied = match arguments.deny {
        Deny::Error => told.errors,
        Deny::Warning => told.errors + told.warnings,
    };
    Ok(denied == 0)
}

fn check_file(file: &Path, library: Option<&Library>, budget: usize, told: &mut Told) -> Result<(), String> {
    let bytes = read(file)?;
    let scenario = match Scenario::load(&bytes, library) {
        Ok(scenario) => scenario,
        Err(diagnostics) => {
            told.add(file, &bytes, diagnostics);
            return Ok(());
        }
    };
    let mut bar = Bar::new(file);
    let verdict = check(&scenario, &bytes, budget, &mut |states| bar.tell(states));
    bar.clear();
    let proved = verdict.sentence();
    told.add(file, &bytes, joined(verdict.diagnostics, editorial(&scenario, &bytes, library)));
    told.line(format_args!("{}: {proved} {}", file.display(), LongestPath::of(&scenario).sentence()));
    check_plays(&scenario, &file.with_file_name("plays.json"), told)
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

/// The shared files of a folder of scenarios, if it has them and they are sound.
fn read_library(folder: &Path, told: &mut Told) -> Option<Library> {
    let [references, vocabulary, themes] = ["references.json", "vocabulary.json", "themes.json"].map(|name| folder.join(name));
    if ![&references, &vocabulary, &themes].iter().all(|path| path.is_file()) {
        return None;
    }
    let (references, vocabulary, themes) = (shared(&references, told), shared(&vocabulary, told), shared(&themes, told));
    Some(Library { references: references?, vocabulary: vocabulary?, themes: themes? })
}

fn shared<T: Shared>(path: &Path, told: &mut Told) -> Option<T> {
    let bytes = fs::read(path)
        .map_err(|error| {
            told.errors += 1;
            eprintln!("{}: {error}", path.display());
        })
        .ok()?;
    load(&bytes).map_err(|diagnostics| told.add(path, &bytes, diagnostics)).ok()
}

/// Looks at the scripts of a folder, if there are any. Their faults have no place in the file: in a document for programs there is none for them, and they are said
/// beside it.
fn check_scripts(path: &Path, told: &mut Told) -> Result<(), String> {
    if !path.is_file() {
        return Ok(());
    }
    let bytes = read(path)?;
    match load::<Scripts>(&bytes) {
        Err(diagnostics) => told.add(path, &bytes, diagnostics),
        Ok(scripts) => {
            for fault in scripts.faults() {
                told.errors += 1;
                match told.format {
                    Format::Text => say(format_args!("{}: {fault}", path.display())),
                    Format::Json | Format::Sarif => eprintln!("{}: {fault}", path.display()),
                }
            }
        }
    }
    Ok(())
}
