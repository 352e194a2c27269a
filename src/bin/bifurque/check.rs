//! `bifurque check`: everything that is wrong with scenarios, and what was proved of the others.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::check::findings::grouped;
use bifurque::check::plays::{Share, play};
use bifurque::check::{BUDGET, Verdict, check};
use bifurque::debrief::script::Scripts;
use bifurque::record::LongestPath;
use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::{Diagnostic, Severity};
use bifurque::scenario::library::{Library, Shared, load};
use clap::{Args, ValueEnum};

use super::{Done, print, read, say, scenario_files};

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
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Error,
    Warning,
}

/// Counts what was found.
#[derive(Default)]
struct Found {
    errors: usize,
    warnings: usize,
}

impl Found {
    fn add(&mut self, diagnostics: &[Diagnostic]) {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity() == Severity::Error).count();
        self.errors += errors;
        self.warnings += diagnostics.len() - errors;
    }
}

/// Runs the command: false if something is as grave as is denied.
pub fn run(arguments: &Check) -> Done {
    let mut found = Found::default();
    let mut count = 0;
    for path in &arguments.paths {
        let files = scenario_files(path)?;
        let folder = files.first().and_then(|file| file.parent()?.parent());
        let library = match folder.map(read_library) {
            Some(Ok(library)) => library,
            Some(Err(())) => {
                found.errors += 1;
                None
            }
            None => None,
        };
        if let Some(folder) = folder {
            found.errors += usize::from(!check_scripts(&folder.join("scripts.json"))?);
        }
        for file in files {
            count += 1;
            check_file(&file, library.as_ref(), arguments.budget, &mut found)?;
        }
    }
    if count == 0 {
        return Err("aucun scénario à vérifier".to_owned());
    }
    say(format_args!("{count} scénario(s) lu(s), {} erreur(s), {} avertissement(s).", found.errors, found.warnings));
    let denied = match arguments.deny {
        Deny::Error => found.errors,
        Deny::Warning => found.errors + found.warnings,
    };
    Ok(denied == 0)
}

fn check_file(file: &Path, library: Option<&Library>, budget: usize, found: &mut Found) -> Result<(), String> {
    let bytes = read(file)?;
    let scenario = match Scenario::load(&bytes, library) {
        Ok(scenario) => scenario,
        Err(diagnostics) => {
            print(file, &diagnostics);
            found.add(&diagnostics);
            return Ok(());
        }
    };
    let mut bar = Bar::new(file);
    let verdict = check(&scenario, &bytes, budget, &mut |states| bar.tell(states));
    bar.clear();
    print(file, &verdict.diagnostics);
    found.add(&verdict.diagnostics);
    say(format_args!("{}: {} {}", file.display(), proved(&verdict), LongestPath::of(&scenario).sentence()));
    check_plays(&scenario, &file.with_file_name("plays.json"), found)
}

/// Plays what is recorded beside a scenario, if anything is.
fn check_plays(scenario: &Rc<Scenario>, file: &Path, found: &mut Found) -> Result<(), String> {
    if !file.is_file() {
        return Ok(());
    }
    let played = play(scenario, &read(file)?);
    print(file, &played.diagnostics);
    found.add(&played.diagnostics);
    let share = |share: Share| format!("{} sur {}", share.met, share.all);
    let (endings, choices, items) = (share(played.endings), share(played.choices), share(played.items));
    say(format_args!(
        "{}: {} parcours enregistré(s) ; fins atteintes : {endings}, choix faits : {choices}, blocs montrés : {items}.",
        file.display(),
        played.plays
    ));
    Ok(())
}

/// What is known of a scenario, in one line.
fn proved(verdict: &Verdict) -> String {
    let states = grouped(verdict.states);
    let all = if verdict.complete { "tous vus" } else { "et il en reste" };
    let length = match (verdict.shortest, verdict.longest) {
        (Some(shortest), Some(longest)) if verdict.circular => {
            format!("au moins {shortest} décision(s), et au plus {longest} sans compter celles des boucles")
        }
        (Some(shortest), Some(longest)) if longest as usize == shortest => format!("{shortest} décision(s) sur tout parcours"),
        (Some(shortest), Some(longest)) => format!("de {shortest} à {longest} décision(s)"),
        (Some(shortest), None) => format!("au moins {shortest} décision(s)"),
        (None, _) if verdict.complete => "aucune fin".to_owned(),
        (None, _) => "aucune fin atteinte jusqu’ici".to_owned(),
    };
    format!("{states} état(s), {all} ; {length}.")
}

/// How far it got, on a terminal only.
struct Bar<'a> {
    file: &'a Path,
    shown: bool,
}

impl<'a> Bar<'a> {
    fn new(file: &'a Path) -> Self {
        Self { file, shown: false }
    }

    fn tell(&mut self, states: usize) -> bool {
        let mut terminal = std::io::stderr();
        if terminal.is_terminal() {
            // What cannot be shown is not worth stopping for.
            let _ = write!(terminal, "\r{} : {} états…", self.file.display(), grouped(states));
            self.shown = true;
        }
        true
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

/// The shared files of a folder of scenarios, if it has them; `Err` once what is wrong with them is printed.
fn read_library(folder: &Path) -> Result<Option<Library>, ()> {
    let names = ["references.json", "vocabulary.json", "themes.json"];
    if !names.iter().all(|name| folder.join(name).is_file()) {
        return Ok(None);
    }
    fn shared<T: Shared>(path: &Path) -> Result<T, ()> {
        let bytes = fs::read(path).map_err(|error| eprintln!("{}: {error}", path.display()))?;
        load(&bytes).map_err(|diagnostics| print(path, &diagnostics))
    }
    Ok(Some(Library { references: shared(&folder.join(names[0]))?, vocabulary: shared(&folder.join(names[1]))?, themes: shared(&folder.join(names[2]))? }))
}

/// Whether the scripts of a folder are sound, or there are none; prints what is wrong with them.
fn check_scripts(path: &Path) -> Done {
    if !path.is_file() {
        return Ok(true);
    }
    let faults = match load::<Scripts>(&read(path)?) {
        Ok(scripts) => scripts.faults(),
        Err(diagnostics) => {
            print(path, &diagnostics);
            return Ok(false);
        }
    };
    for fault in &faults {
        say(format_args!("{}: {fault}", path.display()));
    }
    Ok(faults.is_empty())
}
