//! The one scenario that a command is about.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::scenario::Scenario;
use bifurque::scenario::library::{Shared, load};

use super::complain;
use super::files::{library_folder, read, scenario_files};

/// A scenario and where it was read.
pub struct Case {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub scenario: Rc<Scenario>,
}

impl Case {
    /// Reads the scenario that a path stands for; none if it is not sound, which is then told.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        let files = scenario_files(path)?;
        let [file] = files.as_slice() else {
            return Err(format!("{} : {} scénarios ici, il en faut un. Donnez son fichier ou son dossier.", path.display(), files.len()));
        };
        let bytes = read(file)?;
        match Scenario::load(&bytes, None) {
            Ok(scenario) => Ok(Some(Self { file: file.clone(), scenario })),
            Err(diagnostics) => {
                complain(file, &bytes, &diagnostics);
                Ok(None)
            }
        }
    }

    /// One of the files that scenarios share, if it is there and can be read: the command goes on without it, and says so where it is not sound.
    pub fn shared<T: Shared>(&self, name: &str) -> Option<T> {
        let path = library_folder(&self.file)?.join(name);
        if !path.is_file() {
            return None;
        }
        let shared = read(&path).ok().and_then(|bytes| load(&bytes).ok());
        if shared.is_none() {
            eprintln!("{} ne peut pas être lu, « bifurque check » dit pourquoi : on continue sans lui.", path.display());
        }
        shared
    }
}
