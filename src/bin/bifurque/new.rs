//! `bifurque new`: a small whole case to start from.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use bifurque::scenario::is_id;
use clap::Args;

use super::files::write;
use super::{Done, say};

/// The case that authors start from, and its plays: they are sound as they stand, and a test holds that.
const SCENARIO: &str = include_str!("skeleton/scenario.json");
const PLAYS: &str = include_str!("skeleton/plays.json");
/// The place of the case's own name.
const ID: &str = "\"id\": \"modele\"";

/// What the new scenario is called.
#[derive(Args)]
pub struct New {
    /// Its id, which is its folder's name: small letters, digits and hyphens.
    id: String,
    /// The folder of all scenarios.
    #[arg(long, default_value = "scenarios")]
    folder: PathBuf,
}

/// Writes the scenario, where there is none of that name.
pub fn run(arguments: &New) -> Done {
    let id = &arguments.id;
    if !is_id(id) {
        return Err(format!(
            "« {id} » ne peut pas être le nom d’un scénario : des minuscules sans accent, des chiffres et des traits d’union, une lettre d’abord, 64 signes au plus."
        ));
    }
    let folder = arguments.folder.join(id);
    let fault = |error: std::io::Error| format!("{} : {error}", folder.display());
    fs::create_dir_all(&arguments.folder).map_err(fault)?;
    fs::create_dir(&folder).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("{} existe déjà : rien n’y a été changé. Donnez un autre nom.", folder.display()),
        _ => fault(error),
    })?;
    write(&folder.join("scenario.json"), &SCENARIO.replacen(ID, &format!("\"id\": \"{id}\""), 1))?;
    write(&folder.join("plays.json"), PLAYS)?;
    let here = folder.display();
    say(format_args!(
        "{here} : un cas de deux décisions et de deux fins, avec trois parcours enregistrés.\nJouez-le : bifurque play {here}\nVérifiez-le : bifurque check {here}"
    ));
    Ok(true)
}
