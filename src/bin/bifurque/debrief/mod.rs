//! `bifurque debrief`: the reports of a year of records.
//!
//! Records stream by: what is kept of each is its fingerprint and its place in the totals. What cannot be counted is told, with its file and line, and stops
//! nothing else.

mod input;
mod output;
mod told;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::batch::brief::Brief;
use bifurque::batch::register::{Register, Settled};
use bifurque::batch::year::{Added, Year};
use bifurque::debrief::GroupSession;
use bifurque::export::xapi::XapiOptions;
use bifurque::export::{CaseReport, Report, Size};
use bifurque::scenario::Scenario;
use clap::{Args, ValueEnum};
use output::Statements;
use told::Told;

use crate::Done;

#[derive(Args)]
pub struct Debrief {
    /// Hand-overs, group sessions, files of many of them, folders, or - for what comes in.
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum)]
    format: Format,
    /// The folder of all scenarios.
    #[arg(long, default_value = "scenarios")]
    scenarios: PathBuf,
    /// Where to write it: a file for json and xapi, a folder for csv and html. What is one text can also go out.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Tables: the register of what was published before, brought up to date. With it, a table that was published changes by three parcours or more; without it,
    /// whoever has the report of yesterday and that of today sees what one arrival changed. The register itself is private.
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,
    /// xapi: how the IRIs begin.
    #[arg(long, default_value = bifurque::export::xapi::BASE)]
    base: String,
    /// xapi: the reasons in one's own words as well, where they were given.
    #[arg(long)]
    reasons: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables, in one file; its schema is scenarios/debrief.schema.json.
    Json,
    /// Tables, a file each.
    Csv,
    /// Statements for a learning record store: individual, not anonymous.
    Xapi,
    /// Tables, a page to print for each case.
    Html,
}

/// Writes the report asked for; false if some record could not be counted.
pub fn run(arguments: &Debrief) -> Done {
    let scenarios = load(&arguments.scenarios)?;
    let mut options = XapiOptions::with_base(&arguments.base).map_err(|error| error.to_string())?;
    options.reasons = arguments.reasons;
    let output = arguments.output.as_deref();
    if arguments.format == Format::Csv && output.is_none() {
        return Err("csv écrit plusieurs fichiers : donnez un dossier avec --output.".to_owned());
    }
    let mut register = read_register(arguments.register.as_deref())?;
    let statements = if arguments.format == Format::Xapi { Some(Statements::open(output, &scenarios, options)?) } else { None };
    let mut reading = Reading { year: Year::new(scenarios.iter().cloned()), statements, told: Told::default() };
    input::each(&arguments.records, &mut reading)?;
    let Reading { year, statements, told } = reading;
    if let Some(statements) = statements {
        statements.close()?;
    } else {
        let report = report(&year, &mut register);
        // Noted before it is shown: what cannot be noted is not published.
        if let Some(path) = &arguments.register {
            crate::files::replace(path, &register.write())?;
        }
        match arguments.format {
            Format::Csv => output::folder(output, &bifurque::export::csv(&report))?,
            Format::Html => output::pages(output, &report)?,
            Format::Json | Format::Xapi => output::text(output, &bifurque::export::json(&report))?,
        }
    }
    told.sum_up();
    Ok(told.is_clean())
}

/// The reports of the cases that were played, now or when the register was kept.
fn report(year: &Year, register: &mut Register) -> Report {
    let mut cases = Vec::new();
    for case in year.cases() {
        let (settled, waits) = register.settle(case);
        if waits {
            eprintln!("{} : moins de trois parcours de plus que la dernière fois, là où les tableaux ne changent pas.", case.scenario().id());
        }
        // Of what is not published yet, that it was played is all there is to say.
        let size = if *settled == Settled::default() { case.size() } else { settled.size() };
        if size != Size::default() {
            cases.push(CaseReport::of(case.scenario(), &settled.ledger, false, size));
        }
    }
    Report::of(cases)
}

fn read_register(path: Option<&Path>) -> Result<Register, String> {
    let Some(path) = path.filter(|path| path.exists()) else { return Ok(Register::new()) };
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Register::read(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// What is done with what is read.
struct Reading<'s> {
    year: Year,
    statements: Option<Statements<'s>>,
    told: Told,
}

impl Reading<'_> {
    fn hand_over(&mut self, brief: &Brief<'_>, place: &dyn Fn() -> String) -> Result<(), String> {
        match self.year.add(brief) {
            Ok(Added::New(case, remark)) => {
                self.told.counted(remark.as_deref(), place);
                let written = self.statements.as_mut().map(|statements| statements.write(case, &brief.to_hand_over()));
                if let Some(Err(untold)) = written.transpose().map_err(|error| error.to_string())? {
                    self.told.refused(&untold.to_string(), place);
                }
            }
            Ok(Added::Again) => self.told.again(),
            Err(refused) => self.told.refused(&refused.to_string(), place),
        }
        Ok(())
    }

    fn session(&mut self, session: GroupSession, place: &dyn Fn() -> String) -> Result<(), String> {
        let (id, parcours) = (session.id, session.gathered.len());
        let gathered = if self.statements.is_some() { session.gathered.clone() } else { Vec::new() };
        match self.year.add_session(session) {
            Ok(Added::Again) => self.told.again(),
            Ok(Added::New(case, _)) => {
                self.told.session(parcours);
                let paths = gathered.iter().map(|gathered| &gathered.hand_over);
                let written = self.statements.as_mut().map(|statements| statements.write_session(case, id, paths));
                for untold in written.transpose().map_err(|error| error.to_string())?.into_iter().flatten() {
                    self.told.refused(&untold.to_string(), place);
                }
            }
            Err(refused) => self.told.refused(&refused.to_string(), place),
        }
        Ok(())
    }
}

/// All scenarios of a folder.
fn load(folder: &Path) -> Result<Vec<Rc<Scenario>>, String> {
    let files = crate::files::scenario_files(folder)?;
    let load = |file: &PathBuf| {
        let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let fault = |diagnostics: Vec<_>| diagnostics.first().map(|first| format!("{}:{first}", file.display())).unwrap_or_default();
        Scenario::load(&bytes, None).map_err(fault)
    };
    files.iter().map(load).collect()
}
