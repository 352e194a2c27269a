//! An author's conditions and tags in words, for a trainer who reads the case.

use crate::scenario::Scenario;
use crate::scenario::library::{Label, Term, Vocabulary};
use crate::scenario::source::Choice;

/// The condition with its connectives in French, scenes by their titles and choices by their letters; the names of the case's memory stay as the author wrote
/// them: « mere = par-ailleurs et (adresse-ecrite ou choix B de « La réunion ») ».
#[must_use]
pub fn condition(scenario: &Scenario, expression: &str) -> String {
    let mut said = String::new();
    let mut rest = expression.trim();
    while let Some(first) = rest.chars().next() {
        let end = if is_name(first) { rest.find(|letter| !is_name(letter)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (word, after) = rest.split_at(end);
        rest = after;
        let called = if matches!(word, "visited" | "chose") { arguments(after) } else { None };
        match (word, called) {
            ("and", _) => said.push_str("et"),
            ("or", _) => said.push_str("ou"),
            ("not", _) => said.push_str("pas"),
            ("visited", Some((inside, after))) => {
                said.push_str(&["passage par ", &scene(scenario, inside)].concat());
                rest = after;
            }
            ("chose", Some((inside, after))) => {
                said.push_str(&choice(scenario, inside));
                rest = after;
            }
            _ => said.push_str(word),
        }
    }
    said
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-'
}

/// What stands between the parentheses that follow, and what comes after them.
fn arguments(after: &str) -> Option<(&str, &str)> {
    after.trim_start().strip_prefix('(')?.split_once(')')
}

fn scene(scenario: &Scenario, id: &str) -> String {
    let title = scenario.find_scene(id.trim()).map_or(id.trim(), |scene| &scenario.scene(scene).title);
    // A title may be a quotation itself.
    if title.starts_with('«') { title.to_owned() } else { ["«\u{a0}", title, "\u{a0}»"].concat() }
}

fn choice(scenario: &Scenario, arguments: &str) -> String {
    let (of, id) = arguments.split_once(',').unwrap_or((arguments, ""));
    let found = scenario.find_scene(of.trim()).and_then(|scene| scenario.find_choice(scene, id.trim()));
    let letter = found.map_or_else(|| id.trim().to_owned(), |choice| scenario.letter(choice).to_string());
    ["choix ", &letter, " de ", &scene(scenario, of)].concat()
}

/// The tags of a choice: what each kind is called, and its tags by the names of the vocabulary, or by their ids where there is none. Kinds that it has not are left
/// out.
#[must_use]
pub fn tags(scenario: &Scenario, vocabulary: Option<&Vocabulary>, choice: &Choice) -> Vec<(&'static str, Vec<String>)> {
    let term = |terms: fn(&Vocabulary) -> &[Term], id: &str| {
        named(vocabulary.and_then(|words| terms(words).iter().find(|term| term.id == id)).map(|term| &*term.label), id)
    };
    let positions = choice.positions.iter().enumerate().map(|(at, id)| {
        let name = term(|words| &words.positions, id);
        if at == 0 && choice.positions.len() > 1 { [&name, " (dominante)"].concat() } else { name }
    });
    let tensions = choice.tensions.iter().map(|tag| {
        let axis = vocabulary.and_then(|words| words.tensions.iter().find(|axis| axis.id == tag.axis.text));
        let name = named(axis.map(|axis| &*axis.label), &tag.axis);
        [&name, " : vers ", &label(axis.map(|axis| &*axis.poles), &tag.toward)].concat()
    });
    let postures = choice.postures.iter().map(|tag| {
        let posture = vocabulary.and_then(|words| words.postures.iter().find(|posture| posture.id == tag.posture.text));
        let name = named(posture.map(|posture| &*posture.label), &tag.posture);
        [&name, " : ", &label(posture.map(|posture| &*posture.effects), &tag.effect)].concat()
    });
    let agency = choice.agency.iter().map(|tag| {
        let effect = label(vocabulary.map(|words| &*words.agency.effects), &tag.effect);
        [scenario.name(&tag.who), " : ", &effect, " (", &label(vocabulary.map(|words| &*words.agency.levers), &tag.lever), ")"].concat()
    });
    let mut rows = vec![
        ("Positions", positions.collect()),
        ("Rapport au cadre", choice.frame.iter().map(|id| term(|words| &words.frames, id)).collect()),
        ("Tensions", tensions.collect()),
        ("Postures", postures.collect()),
        ("Pouvoir d'agir", agency.collect()),
        ("Ouvre", choice.opens.iter().map(|words| words.text.clone()).collect::<Vec<_>>()),
        ("Question", choice.vigilance.iter().map(|words| words.text.clone()).collect()),
    ];
    rows.retain(|(_, values)| !values.is_empty());
    rows
}

fn named(name: Option<&str>, id: &str) -> String {
    name.unwrap_or(id).to_owned()
}

fn label(labels: Option<&[Label]>, id: &str) -> String {
    named(labels.and_then(|labels| labels.iter().find(|label| label.id == id)).map(|label| &*label.label), id)
}

#[cfg(test)]
mod tests {
    use super::condition;
    use crate::scenario::Scenario;

    #[test]
    fn a_condition_is_said_in_french() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/equipe-du-soir/scenario.json");
        let scenario = Scenario::load(&std::fs::read(file).unwrap(), None).unwrap();
        let said = |expression: &str| condition(&scenario, expression);
        assert_eq!(said("mere = par-ailleurs and (adresse-ecrite or telephone = tu)"), "mere = par-ailleurs et (adresse-ecrite ou telephone = tu)");
        assert_eq!(said("not effacement and entente<=2"), "pas effacement et entente<=2");
        let title = |id: &str| scenario.scene(scenario.find_scene(id).unwrap()).title.text.replace("«\u{a0}", "").replace("\u{a0}»", "");
        assert_eq!(said("visited(relire-charte)"), format!("passage par «\u{a0}{}\u{a0}»", title("relire-charte")));
        let told = said("not chose(la-reunion, interdire)");
        assert!(told.starts_with("pas choix ") && told.contains(&title("la-reunion")) && told.contains(" de «"), "{told}");
        // What the loader would refuse is shown, not lost.
        assert_eq!(said("visited(ailleurs"), "visited(ailleurs");
        assert_eq!(said("é & visited"), "é & visited");
    }
}
