//! The command line: what authors, trainers and the build need.

mod book;
mod case;
mod check;
mod debrief;
mod examples;
mod excerpt;
mod explain;
mod new;
mod play;
mod replay;
mod stats;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bifurque::map::{Direction, Graph, Layout, notes, source, svg};
use bifurque::scenario::{Scenario, diagnostic::Diagnostic, schema};
use bifurque::{debrief as group, export, record};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use serde_json::json;

#[derive(Parser)]
#[command(name = "bifurque", version, about = "Checks branching case scenarios, plays them and prepares them for the browser.", after_help = examples::ALL)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads scenarios, looks at every state that play can reach, and says everything that is wrong. Exit 1 if anything is as grave as `--deny` says.
    #[command(after_help = examples::CHECK)]
    Check(check::Check),
    /// Says what a rule means, how to mend what breaks it, and shows an example. Without a code, lists the rules.
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::Explain),
    /// Plays a scenario in the terminal: by you, by a list of choices, or at random.
    #[command(after_help = examples::PLAY)]
    Play(play::Play),
    /// Replays what somebody recorded, and says what it is worth against its scenario as it is now. Exit 1 if it does not fit any more.
    #[command(after_help = examples::REPLAY)]
    Replay(replay::Replay),
    /// Starts a scenario: a small whole case that plays and passes every check, to be rewritten.
    #[command(after_help = examples::NEW)]
    New(new::New),
    /// Writes the catalogue of a folder of scenarios.
    #[command(after_help = examples::CATALOGUE)]
    Catalogue {
        /// The folder of all scenarios.
        #[arg(default_value = "scenarios")]
        folder: PathBuf,
        /// Where to write it.
        #[arg(long)]
        output: PathBuf,
    },
    /// Draws the map of a scenario, to print on A3: its scenes in layers, the ways between them and when they are taken.
    #[command(after_help = examples::MAP)]
    Map {
        /// The scenario's file or folder.
        scenario: PathBuf,
        /// Where to write it.
        #[arg(long)]
        output: PathBuf,
        /// A drawing, or a source for Graphviz or Mermaid to draw.
        #[arg(long, value_enum, default_value_t = Drawing::Svg)]
        format: Drawing,
        /// Draws the story from left to right rather than from top to bottom, in SVG.
        #[arg(long)]
        across: bool,
    },
    /// Counts scenarios: paths, their length in decisions, words and minutes, and what each choice changes further on.
    #[command(after_help = examples::STATS)]
    Stats(stats::Stats),
    /// Writes a paper edition of a scenario: a gamebook to print, and what the trainer keeps.
    #[command(after_help = examples::BOOK)]
    Book(book::BookOf),
    /// Writes the JSON Schemas beside the scenarios.
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// The folder of all scenarios.
        #[arg(default_value = "scenarios")]
        folder: PathBuf,
    },
    /// Writes the tables, or the statements, of all that was handed over. Exit 1 if some record could not be counted.
    #[command(after_help = examples::DEBRIEF)]
    Debrief(debrief::Debrief),
    /// Writes what makes a shell complete this command.
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Play(arguments) => play::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Catalogue { folder, output } => catalogue(&folder, &output),
        Command::Map { scenario, output, format, across } => map(&scenario, &output, format, if across { Direction::Right } else { Direction::Down }),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Book(arguments) => book::run(&arguments),
        Command::Schema { folder } => write_schemas(&folder),
        Command::Debrief(arguments) => debrief::run(&arguments),
        Command::Completions { shell } => completions(shell),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bifurque: {error}");
            ExitCode::from(2)
        }
    }
}

type Done = Result<bool, String>;

/// How a map is written.
#[derive(Clone, Copy, ValueEnum)]
enum Drawing {
    Svg,
    Dot,
    Mermaid,
}

/// Shows people what is wrong in a file, which holds `bytes`.
fn print(file: &Path, bytes: &[u8], diagnostics: &[Diagnostic]) {
    for excerpt in excerpt::excerpts(&file.display().to_string(), bytes, diagnostics, excerpt::colours()) {
        say(format_args!("{excerpt}\n"));
    }
}

/// Writes a line to where it can be read. Where nobody reads any more (`| head`), there is nothing left to do.
fn say(line: std::fmt::Arguments<'_>) {
    if writeln!(std::io::stdout(), "{line}").is_err() {
        std::process::exit(2);
    }
}

fn completions(shell: clap_complete::Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "bifurque", &mut script);
    say(format_args!("{}", String::from_utf8_lossy(&script)));
    Ok(true)
}

fn catalogue(folder: &Path, output: &Path) -> Done {
    match catalogue_of(folder)? {
        Some(text) => write(output, &text).map(|()| true),
        None => Ok(false),
    }
}

/// The catalogue's text; none if a scenario is not sound, which is then printed.
fn catalogue_of(folder: &Path) -> Result<Option<String>, String> {
    let mut entries = BTreeMap::new();
    for file in scenario_files(folder)? {
        let bytes = read(&file)?;
        match Scenario::load(&bytes, None) {
            Ok(scenario) => {
                let source = &scenario.source;
                let texts = |list: &[bifurque::scenario::source::Located]| list.iter().map(|located| located.text.clone()).collect::<Vec<_>>();
                // The tutorial comes first, then the cases by their number in the dossier.
                let order = (source.code.is_some(), source.code.clone(), source.id.to_string());
                let mut entry = json!({
                    "id": &*source.id,
                    "title": source.title.text,
                    "summary": source.summary.text,
                    "family": source.family.text,
                    "audiences": texts(&source.audiences),
                    "modules": texts(&source.modules),
                    "duration": { "min": source.duration.min, "max": source.duration.max },
                    "warning": source.content_warning.is_some(),
                    "version": source.version.text,
                    "digest": scenario.digest.to_string(),
                    "shape": scenario.shape,
                });
                if let Some(code) = &source.code {
                    entry["code"] = json!(code);
                }
                entries.insert(order, entry);
            }
            Err(diagnostics) => {
                print(&file, &bytes, &diagnostics);
                return Ok(None);
            }
        }
    }
    Ok(Some(json!({ "format": 1, "scenarios": entries.into_values().collect::<Vec<_>>() }).to_string()))
}

fn map(path: &Path, output: &Path, format: Drawing, direction: Direction) -> Done {
    let Some(case::Case { scenario, .. }) = case::Case::read(path)? else { return Ok(false) };
    let mut graph = Graph::of(&scenario);
    let drawn = match format {
        Drawing::Svg => {
            let conditions = notes::annotate(&mut graph, &scenario);
            svg::printed(&Layout::of(graph, direction), &scenario, &conditions)
        }
        Drawing::Dot => source::dot(&graph, &scenario),
        Drawing::Mermaid => source::mermaid(&graph, &scenario),
    };
    write(output, &drawn).map(|()| true)
}

fn write_schemas(folder: &Path) -> Done {
    for (name, text) in schemas()? {
        write(&folder.join(name), &text)?;
    }
    Ok(true)
}

/// Every published schema: its file's name and its text.
fn schemas() -> Result<Vec<(String, String)>, String> {
    let mut schemas = vec![
        ("scenario".to_owned(), schema::scenario()),
        ("journal".to_owned(), record::schema::journal()),
        ("hand-over".to_owned(), record::schema::hand_over()),
        ("group-session".to_owned(), group::schema::group_session()),
        ("debrief".to_owned(), export::schema::report()),
        ("scripts".to_owned(), group::schema::scripts()),
        ("plays".to_owned(), bifurque::check::plays::schema()),
    ];
    schemas.extend(schema::shared().map(|(name, schema)| (name.to_owned(), schema)));
    let text = |schema| serde_json::to_string_pretty(&schema).map(|text| text + "\n").map_err(|error| error.to_string());
    schemas.into_iter().map(|(name, schema)| Ok((format!("{name}.schema.json"), text(schema)?))).collect()
}

/// The scenario files that a path stands for: itself, its `scenario.json`, or those of its folders.
fn scenario_files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let own = path.join("scenario.json");
    if own.is_file() {
        return Ok(vec![own]);
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path().join("scenario.json"))).filter(|file| file.is_file()).collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::{CommandFactory, Parser};

    use super::Arguments;

    /// The words of a command line: parted by spaces, whole between quotation marks.
    fn words(line: &str) -> Vec<String> {
        let quoted = line.split('"').enumerate().flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        });
        quoted.collect()
    }

    #[test]
    fn every_command_has_examples_that_it_understands() {
        let command = Arguments::command();
        for help in std::iter::once(&command).chain(command.get_subcommands()) {
            let text = help.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  ")).collect();
            assert!(!examples.is_empty(), "{} has no example", help.get_name());
            for example in examples {
                assert!(example.starts_with("bifurque "), "{example}");
                if let Err(error) = Arguments::try_parse_from(words(example)) {
                    panic!("{example}\n{error}");
                }
                assert!(help.get_name() == "bifurque" || words(example)[1] == help.get_name(), "{example}");
            }
        }
    }

    #[test]
    fn the_definition_of_the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    /// The app reads what the command writes: the tutorial, which has no number, as well as the cases.
    #[test]
    fn the_catalogue_is_read_again() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let text = super::catalogue_of(&folder).unwrap().expect("the shipped scenarios are sound");
        let catalogue: bifurque::scenario::catalogue::Catalogue = bifurque::scenario::library::load(text.as_bytes()).unwrap();
        assert!(catalogue.scenarios.len() >= 4);
        assert_eq!(catalogue.scenarios[0].code, None);
        assert!(catalogue.scenarios.iter().all(|entry| entry.shape.is_some()));
    }

    /// Editors read the committed schemas: they must be those of the Rust types. `cargo run -- schema` writes them.
    #[test]
    fn the_committed_schemas_are_those_of_the_types() {
        for (name, text) in super::schemas().expect("schemas have a JSON form") {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(&name);
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == text, "{name} is out of date: run `cargo run -- schema`");
        }
    }
}
