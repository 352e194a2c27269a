//! The files that scenarios share: each folder of them is read once, however many of its scenarios are checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bifurque::debrief::script::Scripts;
use bifurque::scenario::diagnostic::Severity;
use bifurque::scenario::library::{Library, Shared, load};

use super::told::Told;
use crate::files::{library_folder, read, real};

/// What a folder of scenarios has for all of them.
#[derive(Default)]
pub struct Folder {
    /// What they are compared with, where all of it is there and sound.
    pub library: Option<Library>,
    /// Whether all of it is there, sound or not: this is a folder from which the app can be built.
    pub whole: bool,
}

/// The folders that were read.
#[derive(Default)]
pub struct Folders(BTreeMap<PathBuf, Folder>);

impl Folders {
    /// That of a scenario's file, read and told if it was not yet.
    pub fn of(&mut self, file: &Path, told: &mut Told) -> &Folder {
        let folder = library_folder(file).unwrap_or_default();
        self.0.entry(real(&folder)).or_insert_with(|| Folder::read(&folder, told))
    }
}

impl Folder {
    fn read(folder: &Path, told: &mut Told) -> Self {
        check_scripts(&folder.join("scripts.json"), told);
        let paths = ["references.json", "vocabulary.json", "themes.json"].map(|name| folder.join(name));
        let missing: Vec<&PathBuf> = paths.iter().filter(|path| !path.is_file()).collect();
        if missing.len() == paths.len() {
            return Self::default();
        }
        for path in &missing {
            told.fault(Severity::Warning, path, "ce fichier manque, les cas ne sont comparés à aucune liste.");
        }
        let [references, vocabulary, themes] = &paths;
        let (references, vocabulary, themes) = (shared(references, told), shared(vocabulary, told), shared(themes, told));
        let library = references.zip(vocabulary).zip(themes);
        Self { library: library.map(|((references, vocabulary), themes)| Library { references, vocabulary, themes }), whole: missing.is_empty() }
    }
}

/// What a shared file says, if it is there; what is wrong with it is told.
fn shared<T: Shared>(path: &Path, told: &mut Told) -> Option<T> {
    if !path.is_file() {
        return None;
    }
    let bytes = read(path).map_err(|error| told.fault(Severity::Error, path, error)).ok()?;
    load(&bytes).map_err(|diagnostics| told.add(path, &bytes, diagnostics)).ok()
}

/// Looks at the scripts of a folder, if there are any. Their faults have no place in the file.
fn check_scripts(path: &Path, told: &mut Told) {
    for fault in shared(path, told).iter().flat_map(Scripts::faults) {
        told.fault(Severity::Error, path, fault);
    }
}
