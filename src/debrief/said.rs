//! An author's condition in words, for a trainer who reads the case.

use crate::scenario::Scenario;

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
