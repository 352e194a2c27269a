//! The command line: what authors, trainers and the build need.

mod book;
mod case;
mod catalogue;
mod check;
mod debrief;
mod examples;
mod excerpt;
mod explain;
mod files;
mod new;
mod play;
mod replay;
mod stats;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bifurque::map::{Direction, Graph, Layout, notes, source, svg};
use bifurque::scenario::{diagnostic::Diagnostic, schema};
use bifurque::{debrief as group, export, record};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use self::files::write;

#[derive(Parser)]
#[command(name = "bifurque", version, about = "Checks branching case scenarios, plays them and prepares them for the browser.", after_help = examples::ALL)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads scenarios, looks at every state that play can reach, and says everything that is wrong. Exit 1 if anything is as grave as `--deny` says,
    /// 2 if something could not be read.
    #[command(after_help = examples::CHECK)]
    Check(check::Check),
    /// Says what a rule means, how to mend what breaks it, and shows an example. Without a code, lists the rules.
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::Explain),
    /// Plays a scenario in the terminal: by you, by a list of choices, or at random.
    #[command(after_help = examples::PLAY)]
    Play(play::Play),
    /// Replays what somebody recorded, and says what it is worth against its scenario as it is now. Exit 1 if it does not fit any more,
    /// 2 if it could not be judged.
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
        Command::Catalogue { folder, output } => catalogue::run(&folder, &output),
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

/// Shows people what keeps a file, which holds `bytes`, from being used: beside what the command prints, which may be read by a program.
fn complain(file: &Path, bytes: &[u8], diagnostics: &[Diagnostic]) {
    let colours = excerpt::colours() && std::io::stderr().is_terminal();
    for excerpt in excerpt::excerpts(&file.display().to_string(), bytes, diagnostics, colours) {
        eprintln!("{excerpt}\n");
    }
}

/// Keeps an error for the end, so that what comes after it is done; says at once the one that was kept before.
fn keep(kept: &mut Option<String>, error: String) {
    if let Some(before) = kept.replace(error) {
        eprintln!("bifurque: {before}");
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
