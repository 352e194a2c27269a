//! The files that an author gives: which is which, and what is in them.

use crate::check::told::Role;
use crate::platform::fetch;
use crate::platform::files::{self, File};
use crate::scenario::MAX_BYTES;

/// The most that is read of a file: enough for the loader to see that there is too much.
const MOST_BYTES: u32 = MAX_BYTES as u32 + 1;
/// The shared files of this site.
const SHARED: [Role; 3] = [Role::References, Role::Vocabulary, Role::Themes];

/// A file that was read.
pub struct Given {
    /// Which of the files.
    pub role: Role,
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What came of reading the files.
pub struct Reading {
    /// Those that were read, the scenario first.
    pub given: Vec<Given>,
    /// The names of those that were left aside.
    pub aside: Vec<String>,
    /// The shared files of this site, all of them or none: where the author gives none of their own.
    pub lists: Vec<Given>,
}

impl Reading {
    /// The file that plays a part: the author's, else this site's.
    pub fn of(&self, role: Role) -> Option<&Given> {
        self.given.iter().chain(&self.lists).find(|given| given.role == role)
    }
}

/// Which of the files one is by its name: « plays.json », « plays (1).json ».
fn named(file: &File) -> Option<Role> {
    let name = file.name().to_lowercase();
    let copied = |rest: &str| rest.is_empty() || rest.starts_with([' ', '(']);
    [Role::Plays, Role::References, Role::Vocabulary, Role::Themes]
        .into_iter()
        .find(|role| name.strip_suffix(".json").and_then(|stem| stem.strip_prefix(role.word())).is_some_and(copied))
}

/// Which file plays which part, and the names of the others: the first without a part by its name is the scenario.
fn roles(files: &[File]) -> (Vec<(Role, File)>, Vec<String>) {
    // What is called so before what is not: a folder may hold notes and pictures too.
    let likely = |file: &&File| named(file).is_none() && file.name().to_lowercase().contains(Role::Scenario.word());
    let any = |file: &&File| named(file).is_none();
    let scenario =
        files.iter().find(likely).or_else(|| files.iter().find(|file| any(file) && file.name().ends_with(".json"))).or_else(|| files.iter().find(any));
    let mut parts: Vec<(Role, File)> = scenario.map(|file| (Role::Scenario, file.clone())).into_iter().collect();
    let mut aside = Vec::new();
    for file in files.iter().filter(|file| scenario.is_none_or(|scenario| *file != scenario)) {
        match named(file).filter(|role| parts.iter().all(|(taken, _)| taken != role)) {
            Some(role) => parts.push((role, file.clone())),
            None => aside.push(file.name()),
        }
    }
    (parts, aside)
}

/// Reads the files. Those of this site come with them whether they are wanted now or not: they are at hand when they are, and the author's are not read again.
///
/// # Errors
/// A sentence for the author.
pub async fn read(files: Vec<File>) -> Result<Reading, String> {
    let (parts, aside) = roles(&files);
    if parts.first().is_none_or(|(role, _)| *role != Role::Scenario) {
        return Err("Aucun de ces fichiers n'est un scénario : choisissez aussi « scenario.json ».".to_owned());
    }
    let mut given = Vec::new();
    for (role, file) in parts {
        let name = file.name();
        let bytes = files::read_bytes(&file, MOST_BYTES).await.map_err(|_| unreadable(&name))?;
        given.push(Given { role, name, bytes });
    }
    let own = given.iter().any(|given| SHARED.contains(&given.role));
    let lists = if own { Vec::new() } else { shared().await.unwrap_or_default() };
    Ok(Reading { given, aside, lists })
}

/// The shared files of this site, if they all come.
async fn shared() -> Option<Vec<Given>> {
    let mut lists = Vec::new();
    for role in SHARED {
        let name = [role.word(), ".json"].concat();
        let text = fetch::text(&["scenarios/", &name].concat(), MAX_BYTES).await.ok()?;
        lists.push(Given { role, name, bytes: text.into_bytes() });
    }
    Some(lists)
}

fn unreadable(name: &str) -> String {
    ["« ", name, " » n'a pas pu être lu : c'est un dossier, ou il a changé depuis que vous l'avez choisi. Choisissez-le de nouveau."].concat()
}
