//! The one scenario that a command is about.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use bifurque::scenario::Scenario;
use bifurque::scenario::library::{References, load};

use super::{print, read, scenario_files};

/// A scenario and where it was read.
pub struct Case {
    /// Its file.
    pub file: PathBuf,
    /// What it says.
    pub scenario: Rc<Scenario>,
}

impl Case {
    /// Reads the scenario that a path stands for; none if it is not sound, which is then printed.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        let files = scenario_files(path)?;
        let [file] = files.as_slice() else {
            return Err(format!("{} : {} scénarios ici, il en faut un. Donnez son fichier ou son dossier.", path.display(), files.len()));
        };
        let bytes = read(file)?;
        match Scenario::load(&bytes, None) {
            Ok(scenario) => Ok(Some(Self { file: file.clone(), scenario })),
            Err(diagnostics) => {
                print(file, &bytes, &diagnostics);
                Ok(None)
            }
        }
    }

    /// The sources beside it, where they are and can be read: `check` says what is wrong with them.
    pub fn references(&self) -> Option<References> {
        let path = self.file.parent()?.parent()?.join("references.json");
        load(&read(&path).ok()?).ok()
    }
}
