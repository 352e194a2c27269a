//! `bifurque stats`: how long a case is, how many paths it has, and what each choice changes.

use std::path::PathBuf;

use bifurque::check::BUDGET;
use bifurque::check::statistics::Statistics;
use bifurque::scenario::Scenario;
use clap::Args;

use super::{Done, print, read, say, scenario_files};

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

/// Runs the command: false if a scenario could not be loaded, or not counted to the end.
pub fn run(arguments: &Stats) -> Done {
    let mut whole = true;
    let mut documents = Vec::new();
    for path in &arguments.paths {
        for file in scenario_files(path)? {
            let bytes = read(&file)?;
            let scenario = match Scenario::load(&bytes, None) {
                Ok(scenario) => scenario,
                Err(diagnostics) => {
                    print(&file, &bytes, &diagnostics);
                    whole = false;
                    continue;
                }
            };
            let statistics = Statistics::of(&scenario, arguments.budget, &mut |_| true);
            whole &= statistics.lengths.complete;
            if arguments.json {
                documents.push(statistics.json(&scenario));
            } else {
                say(format_args!("{} ({})", scenario.source.title.text, file.display()));
                statistics.lines(&scenario).iter().for_each(|line| say(format_args!("{line}")));
                say(format_args!(""));
            }
        }
    }
    if arguments.json {
        let text = serde_json::to_string_pretty(&serde_json::json!({ "scenarios": documents })).map_err(|error| error.to_string())?;
        say(format_args!("{text}"));
    }
    Ok(whole)
}
