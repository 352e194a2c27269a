//! `bifurque book`: a paper edition of a scenario, in one page to print.

use std::path::{Path, PathBuf};

use bifurque::book::{Book, Shared, html};
use bifurque::scenario::library::{self, References, Vocabulary, load};
use clap::Args;

use super::case::Case;
use super::{Done, print, read, write};

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
    let Some(Case { file, scenario, .. }) = Case::read(&arguments.scenario)? else { return Ok(false) };
    let folder = file.parent().and_then(Path::parent);
    let (references, vocabulary) = (shared::<References>(folder, "references.json")?, shared::<Vocabulary>(folder, "vocabulary.json")?);
    let book = Book::of(&scenario, arguments.seed.unwrap_or_else(|| scenario.digest.number()));
    let page = html(&book, Shared { references: references.as_ref(), vocabulary: vocabulary.as_ref() });
    write(&arguments.output, &page).map(|()| true)
}

/// A file beside the scenarios, if it is there: without it, tags are told by their ids and sources by theirs.
fn shared<T: library::Shared>(folder: Option<&Path>, name: &str) -> Result<Option<T>, String> {
    let Some(path) = folder.map(|folder| folder.join(name)).filter(|path| path.is_file()) else { return Ok(None) };
    let bytes = read(&path)?;
    load(&bytes).map(Some).map_err(|diagnostics| {
        print(&path, &bytes, &diagnostics);
        format!("{}: unsound", path.display())
    })
}
