//! The files that the commands read and write.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The scenario files that a path stands for: itself, its `scenario.json`, or those of its folders. Never none.
pub fn scenario_files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let own = path.join("scenario.json");
    if own.is_file() {
        return Ok(vec![own]);
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path().join("scenario.json"))).filter(|file| file.is_file()).collect();
    if files.is_empty() {
        return Err(format!("{} : aucun scénario ici.", path.display()));
    }
    files.sort();
    Ok(files)
}

/// The folder of all scenarios, in which a scenario's file has its own: where the shared files are.
pub fn library_folder(file: &Path) -> Option<PathBuf> {
    let own = file.parent()?;
    // « . » and « .. » are named by nothing above them.
    if own.file_name().is_some() { own.parent().map(Path::to_owned) } else { Some(own.join("..")) }
}

/// The name of the folder in which a scenario's file stands; none if the file goes by another name than those in folders of their own.
pub fn folder_name(file: &Path) -> Option<String> {
    let own = file.parent().filter(|_| file.file_name().is_some_and(|name| name == "scenario.json"))?;
    let name = match own.file_name() {
        Some(name) => name.to_owned(),
        None => real(own).file_name()?.to_owned(),
    };
    Some(name.to_string_lossy().into_owned())
}

/// The one path of what is called so, or what it is called where nothing is there yet.
pub fn real(path: &Path) -> PathBuf {
    let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(named).unwrap_or_else(|_| path.to_owned())
}

/// The scenarios met, by their ids: no two of a folder may have the same.
#[derive(Default)]
pub struct Ids(BTreeMap<String, PathBuf>);

impl Ids {
    /// Adds one; what is wrong if its id was met.
    pub fn add(&mut self, id: &str, file: &Path) -> Result<(), String> {
        match self.0.insert(id.to_owned(), file.to_owned()) {
            None => Ok(()),
            Some(other) => Err(format!("l’id « {id} » est aussi celui de {} : donnez-en un autre à l’un des deux.", other.display())),
        }
    }
}

/// What a file holds.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file that can be made again, or a stream.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file that cannot be made again: what it held is there until all of the new text is.
pub fn replace(path: &Path, text: &str) -> Result<(), String> {
    // Where the path is a link, what it leads to is replaced.
    let path = real(path);
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        if let Ok(before) = fs::metadata(&path) {
            file.set_permissions(before.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    });
    written.map_err(|error| {
        // What was begun is of no use; where it cannot be taken away, the error is told all the same.
        let _ = fs::remove_file(&beside);
        format!("{} : {error}. Rien n’y a été changé.", path.display())
    })
}
