//! Asking somebody: a line at a time, until the end or until they have had enough.

use std::io::{BufRead, IsTerminal};

use bifurque::terminal::{Reply, printable, visible};

use super::stage::Stage;

/// Plays as lines come in, until `q` or their end.
pub fn ask(stage: &mut Stage<'_>) -> Result<(), String> {
    let input = std::io::stdin();
    let echo = !input.is_terminal();
    stage.show_decision();
    stage.note(&commands(stage));
    loop {
        stage.write("> ");
        // Not every terminal and file is in UTF-8: what cannot be read is a line like another.
        let mut line = Vec::new();
        let read = input.lock().read_until(b'\n', &mut line).map_err(|error| format!("ce qui est tapé ne peut pas être lu : {error}"))?;
        let line = String::from_utf8_lossy(&line);
        // What comes from a pipe is not seen otherwise.
        if echo || read == 0 {
            stage.write(&[&printable(&line), "\n"].concat());
        }
        if read == 0 || !answer(stage, &line)? {
            return Ok(());
        }
    }
}

/// Does what a line asks; false if it is to stop.
fn answer(stage: &mut Stage<'_>, line: &str) -> Result<bool, String> {
    let reply = Reply::of(stage.through.session(), line);
    stage.write("\n");
    match reply {
        Reply::Quit => return Ok(false),
        Reply::Choose(choice) => stage.choose(choice)?,
        Reply::Skip if stage.through.session().can_skip() => stage.skip()?,
        Reply::Back if stage.back()? => {}
        Reply::Open(at) if stage.open_resource(at)? => {}
        Reply::Resources if has_resources(stage) => {
            stage.show_resources();
            stage.note("Tapez « r 1 » pour ouvrir le premier.");
            return Ok(true);
        }
        refused => {
            stage.note(&refusal(stage, &refused));
            return Ok(true);
        }
    }
    stage.show_decision();
    stage.note(&commands(stage));
    Ok(true)
}

fn refusal(stage: &Stage<'_>, reply: &Reply) -> String {
    match reply {
        Reply::Closed(choice) => {
            let words = stage.through.session().scenario().choice(*choice);
            format!("Ce choix est fermé : {}", words.locked.as_deref().unwrap_or_default())
        }
        Reply::Skip => "Il n’y a pas de scènes sensibles à passer ici.".to_owned(),
        Reply::Back => "Il n’y a pas de décision avant celle-ci.".to_owned(),
        Reply::Resources => "Ce cas n’a pas de documents.".to_owned(),
        Reply::Open(at) => format!("Il n’y a pas de document {} : « r » en donne la liste.", at + 1),
        _ => format!("Ce n’est rien de connu ici. {}", commands(stage)),
    }
}

/// What can be typed here.
fn commands(stage: &Stage<'_>) -> String {
    let session = stage.through.session();
    let choices = visible(session).count();
    let mut words = Vec::new();
    if choices > 0 {
        words.push(format!("un numéro de 1 à {choices}, ou la lettre d’un choix en capitale"));
    }
    if stage.through.can_go_back() {
        words.push("« b » pour revenir à la décision d’avant".to_owned());
    }
    if session.can_skip() {
        words.push("« s » pour passer les scènes sensibles".to_owned());
    }
    if has_resources(stage) {
        words.push("« r » pour les documents".to_owned());
    }
    words.push("« q » pour quitter".to_owned());
    format!("Tapez {}.", words.join(" ; "))
}

fn has_resources(stage: &Stage<'_>) -> bool {
    !stage.through.session().scenario().source.resources.is_empty()
}
