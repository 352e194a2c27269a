//! Keeping a play as one that must stay true.

use std::path::PathBuf;

use bifurque::check::plays::add::{EMPTY, NewPlay, add};
use bifurque::engine::Step;
use bifurque::terminal::Playthrough;

use super::super::complain;
use super::super::files::{read, replace};
use super::Case;

/// Adds a play to `plays.json` beside its scenario, and gives the file.
pub fn add_play(case: &Case, through: &Playthrough, name: Option<&str>, seed: u32) -> Result<PathBuf, String> {
    let (scenario, session) = (&case.scenario, through.session());
    if session.steps().contains(&Step::Skip) {
        return Err("un parcours où des scènes sensibles ont été passées ne s’enregistre pas : plays.json n’a pas de mot pour cela.".to_owned());
    }
    let scene = session.state().scene();
    let ending = scenario.ending(scene).filter(|_| session.is_over());
    let choices: Vec<&str> = session.path().map(|choice| &*scenario.choice(choice).id).collect();
    if choices.is_empty() && ending.is_none() {
        return Err("rien à enregistrer : aucun choix n’a été fait.".to_owned());
    }
    let reached = ending.map_or(&scenario.scene(scene).title, |ending| &ending.title);
    let play = NewPlay { name: name.unwrap_or(reached), choices, seed, ending: ending.map(|ending| &*ending.id), visits: through.visited() };
    let file = case.file.with_file_name("plays.json");
    let before = if file.exists() { read(&file)? } else { EMPTY.as_bytes().to_vec() };
    let after = add(&before, &play).map_err(|diagnostics| {
        complain(&file, &before, &diagnostics);
        format!("{} ne peut pas être lu : rien n’y a été changé.", file.display())
    })?;
    replace(&file, &after).map(|()| file)
}
