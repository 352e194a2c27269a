//! `bifurque book`: a paper edition of a scenario, in one page to print.

use std::path::PathBuf;

use bifurque::book::{Book, Shared, html};
use clap::Args;

use super::Done;
use super::case::Case;
use super::files::write;

/// Which scenario, and where to write its book.
#[derive(Args)]
pub struct BookOf {
    /// The scenario's file or folder.
    scenario: PathBuf,
    /// Where to write it: one HTML file that fetches nothing.
    #[arg(long)]
    output: PathBuf,
    /// Another order of the paragraphs; by default that of the scenario's digest, the same for the same text.
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs the command: false if the scenario is not sound.
pub fn run(arguments: &BookOf) -> Done {
    let Some(case) = Case::read(&arguments.scenario)? else { return Ok(false) };
    let (references, vocabulary) = (case.shared("references.json"), case.shared("vocabulary.json"));
    let book = Book::of(&case.scenario, arguments.seed.unwrap_or_else(|| case.scenario.digest.number()));
    let page = html(&book, Shared { references: references.as_ref(), vocabulary: vocabulary.as_ref() });
    write(&arguments.output, &page).map(|()| true)
}
