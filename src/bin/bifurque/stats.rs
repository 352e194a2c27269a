//! `bifurque stats`: how long a case is, how many paths it has, and what each choice changes.

use std::path::PathBuf;

use bifurque::check::BUDGET;
use bifurque::check::statistics::Statistics;
use bifurque::scenario::Scenario;
use bifurque::terminal::printable;
use clap::Args;

use super::files::{read, scenario_files};
use super::{Done, complain, keep, say};

/// What to count.
#[derive(Args)]
pub struct Stats {
    /// Files, scenarios' folders, or the folder of all scenarios.
    #[arg(default_value = "scenarios")]
    paths: Vec<PathBuf>,
    /// How many states of each scenario to look at before giving up.
    #[arg(long, value_name = "STATES", default_value_t = BUDGET)]
    budget: usize,
    /// Writes one JSON document rather than words.
    #[arg(long)]
    json: bool,
}

/// Runs the command: false if a scenario could not be loaded, or not counted to the end. What cannot be read stops nothing else.
pub fn run(arguments: &Stats) -> Done {
    let mut whole = true;
    let mut documents = Vec::new();
    let mut failed = None;
    for path in &arguments.paths {
        let files = scenario_files(path).unwrap_or_else(|error| {
            keep(&mut failed, error);
            Vec::new()
        });
        for file in files {
            let bytes = match read(&file) {
                Ok(bytes) => bytes,
                Err(error) => {
                    keep(&mut failed, error);
                    continue;
                }
            };
            let scenario = match Scenario::load(&bytes, None) {
                Ok(scenario) => scenario,
                Err(diagnostics) => {
                    complain(&file, &bytes, &diagnostics);
                    whole = false;
                    continue;
                }
            };
            let statistics = Statistics::of(&scenario, arguments.budget, &mut |_| true);
            whole &= statistics.lengths.complete;
            if arguments.json {
                documents.push(statistics.json(&scenario));
            } else {
                say(format_args!("{} ({})", printable(&scenario.source.title), file.display()));
                statistics.lines(&scenario).iter().for_each(|line| say(format_args!("{line}")));
                say(format_args!(""));
            }
        }
    }
    if arguments.json {
        let text = serde_json::to_string_pretty(&serde_json::json!({ "scenarios": documents })).map_err(|error| error.to_string())?;
        say(format_args!("{text}"));
    }
    failed.map_or(Ok(whole), Err)
}
