//! What a decision offers: choices of about one length, that differ, and that each open something and cost something.

use std::collections::BTreeSet;

use super::{Editor, Owner};
use crate::scenario::diagnostic::Rule;
use crate::scenario::source::{Choice, Decision, Exit, Located};
use crate::scenario::words;

/// The most words of a choice.
const MOST: usize = 25;
/// Choices no longer than this are seen at a glance, whatever their lengths.
const GLANCE: usize = 8;

pub(super) fn tell(editor: &mut Editor<'_>) {
    for (at, scene) in editor.source.scenes.iter().enumerate() {
        let Exit::Decision(decision) = &scene.exit else { continue };
        for (number, choice) in decision.choices.iter().enumerate() {
            length(editor, Owner::Choice(at, number), choice);
            both_sides(editor, Owner::Choice(at, number), choice);
        }
        evenness(editor, Owner::Scene(at), decision);
        spread(editor, Owner::Scene(at), decision);
    }
}

fn length(editor: &mut Editor<'_>, owner: Owner, choice: &Choice) {
    let count = words::of(&choice.text);
    if count > MOST {
        let message = format!("Le choix « {} » compte {count} mots.", &*choice.id);
        editor.push(owner, Rule::ChoiceWords, choice.text.span, message, "Visez 25 mots au plus : un verbe d’action, le reste dans ce qui suit le choix.");
    }
}

fn evenness(editor: &mut Editor<'_>, owner: Owner, decision: &Decision) {
    let lengths = || decision.choices.iter().map(|choice| (words::of(&choice.text), &*choice.id));
    let (Some((least, short)), Some((most, long))) = (lengths().min(), lengths().max()) else { return };
    if most > 2 * least && most > GLANCE {
        let message = format!("Les choix sont de longueurs trop différentes : « {long} » compte {most} mots, « {short} » {least}.");
        let help = "Le plus long passe pour celui que l’on attend : raccourcissez-le ou étoffez l’autre, jusqu’à moins du double.";
        editor.push(owner, Rule::UnevenChoices, decision.prompt.span, message, help);
    }
}

/// Whether the choices differ in what they are tagged with: at least two positions, or two poles.
fn spread(editor: &mut Editor<'_>, owner: Owner, decision: &Decision) {
    let positions: BTreeSet<&str> = decision.choices.iter().flat_map(|choice| &choice.positions).map(|id| &**id).collect();
    let poles: BTreeSet<(&str, &str)> = decision.choices.iter().flat_map(|choice| &choice.tensions).map(|tag| (&*tag.axis, &*tag.toward)).collect();
    if positions.len() >= 2 || poles.len() >= 2 {
        return;
    }
    let only = [positions.first().map(|id| format!("qu’une position (« {id} »)")), poles.first().map(|(_, pole)| format!("qu’un pôle (« {pole} »)"))];
    let only: Vec<String> = only.into_iter().flatten().collect();
    let message = match &*only {
        [] => "Aucun choix de cette décision ne porte de position ni de tension.".to_owned(),
        only => format!("Les choix de cette décision n’ont à eux tous {}.", only.join(" et ")),
    };
    let help = "Proposez au moins deux positions (« positions ») ou deux pôles (« tensions ») : c’est de là que le groupe discute.";
    editor.push(owner, Rule::OneSided, decision.prompt.span, message, help);
}

/// Whether a choice says what it opens and what it costs.
fn both_sides(editor: &mut Editor<'_>, owner: Owner, choice: &Choice) {
    let said = |text: &Option<Located>| text.as_ref().is_some_and(|text| words::of(text) > 0);
    let message = match (said(&choice.opens), said(&choice.vigilance)) {
        (true, true) => return,
        (false, true) => "ne dit pas ce qu’il ouvre",
        (true, false) => "ne dit pas ce qu’il coûte",
        (false, false) => "ne dit ni ce qu’il ouvre, ni ce qu’il coûte",
    };
    let help = "Même le plus prudent a un effet favorable (« opens ») et un coût (« vigilance », une question) : sans eux, l’un des choix paraît être le bon.";
    editor.push(owner, Rule::CostOrOpening, choice.id.0.span, format!("Le choix « {} » {message}.", &*choice.id), help);
}
