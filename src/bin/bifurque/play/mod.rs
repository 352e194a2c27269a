//! `bifurque play`: a case in the terminal.

mod prompt;
mod random;
mod record;
mod stage;

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use bifurque::check::plays::offered;
use bifurque::record::write_journals;
use clap::Args;
use stage::Stage;

use super::case::Case;
use super::{Done, say};

/// What to play, and who chooses.
#[derive(Args)]
pub struct Play {
    /// The scenario's file or folder.
    scenario: PathBuf,
    /// Makes these choices without asking, and prints what follows from them.
    #[arg(long, value_name = "ID,ID,…", value_delimiter = ',', conflicts_with = "random")]
    choose: Option<Vec<String>>,
    /// Plays so many times at random, and counts the endings, scenes and choices met.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    random: Option<u32>,
    /// What lots are drawn with; with --random, the choices too.
    #[arg(long, default_value_t = 0)]
    seed: u32,
    /// Prints the journal of the play instead of its text; when it is you who chooses, the text goes to the error stream.
    #[arg(long, conflicts_with = "random")]
    json: bool,
    /// Adds the play to `plays.json` beside the scenario, under this name or that of its ending.
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "random")]
    record: Option<Option<String>>,
}

/// Runs the command: false if the scenario or a choice is not sound.
pub fn run(arguments: &Play) -> Done {
    let Some(case) = Case::read(&arguments.scenario)? else { return Ok(false) };
    if let Some(plays) = arguments.random {
        random::run(&case.scenario, plays, arguments.seed);
        return Ok(true);
    }
    let references = case.shared("references.json");
    let mut stage = Stage::open(&case.scenario, references.as_ref(), arguments)?;
    stage.begin()?;
    match &arguments.choose {
        Some(choices) => {
            for (wanted, step) in choices.iter().map(|wanted| wanted.trim()).filter(|wanted| !wanted.is_empty()).zip(1..) {
                let choice = offered(stage.through.session(), wanted, step).map_err(|refused| format!("{} {}", refused.message, refused.help))?;
                stage.choose(choice)?;
            }
            stage.show_decision();
        }
        None => prompt::ask(&mut stage)?,
    }
    if arguments.json {
        say(format_args!("{}", write_journals(vec![stage.through.journal(random_id(), now())])));
    }
    if let Some(name) = &arguments.record {
        let file = record::add_play(&case, &stage.through, name.as_deref(), arguments.seed)?;
        eprintln!("Parcours ajouté à {}.", file.display());
    }
    Ok(true)
}

/// 128 bits that nobody else has: the standard library seeds its hashers from the system's own source.
fn random_id() -> [u8; 16] {
    let mut id = [0; 16];
    for half in id.chunks_mut(8) {
        half.copy_from_slice(&RandomState::new().build_hasher().finish().to_be_bytes());
    }
    id
}

/// Milliseconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or(0)
}
