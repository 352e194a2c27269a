//! The examples do what they are there for: the bad one breaks its rule and no other, the good one breaks none.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::check::editorial::editorial;
use crate::check::{check, plays};
use crate::scenario::json::{self, Node, Value};
use crate::scenario::library::{self, Library};
use crate::scenario::{MAX_BYTES, Scenario};

const CASE: &str = include_str!("../../scenario/rules/case.json");
const HEADINGS: [&str; 4] = ["## Pour qui joue", "## Pour réparer", "## À éviter", "## À écrire"];

/// Fewer than `bifurque check` looks at, so that the example of what is past them takes no time.
const STATES: usize = 10_000;

/// The first of the rules that tell how a case is written.
const FIRST_EDITORIAL: Rule = Rule::SceneWords;

/// A piece of an example, and what is said of where it goes.
struct Fragment {
    place: String,
    text: String,
}

/// The fragments of « À éviter » and of « À écrire ».
fn examples(entry: &Entry) -> [Vec<Fragment>; 2] {
    let (_, examples) = entry.markdown.split_once(HEADINGS[2]).unwrap();
    let (bad, good) = examples.split_once(HEADINGS[3]).unwrap();
    [bad, good].map(|text| {
        let pieces: Vec<&str> = text.split("```").collect();
        assert!(pieces.len() % 2 == 1 && pieces.len() > 1, "{}: an example is between two fences", entry.rule.code());
        let fragment = |pair: &[&str]| Fragment { place: pair[0].trim().to_owned(), text: pair[1].trim_start_matches("json\n").trim_end().to_owned() };
        pieces.chunks_exact(2).map(fragment).collect()
    })
}

/// The case with fragments in it, and the files beside it that a fragment is.
struct Grafted {
    case: Vec<u8>,
    plays: Option<String>,
    references: Option<String>,
}

fn grafted(fragments: &[Fragment]) -> Grafted {
    let (mut case, mut plays, mut references, mut narrow) = (CASE.to_owned(), None, None, false);
    for Fragment { place, text } in fragments {
        let path = place.split('`').nth(1).unwrap_or_else(|| panic!("where does it go? {place}"));
        narrow |= place.contains("Windows-1252");
        match path {
            "plays.json" => plays = Some(text.clone()),
            "references.json" => references = Some(text.clone()),
            _ => case = graft(&case, path, text),
        }
    }
    let bytes = if narrow { case.chars().map(|letter| u8::try_from(letter).unwrap_or(b'\'')).collect() } else { case.into_bytes() };
    Grafted { case: bytes, plays, references }
}

/// Puts a value where a JSON path says, as the letters it is written with: some are no JSON, and are there for it.
fn graft(text: &str, path: &str, fragment: &str) -> String {
    let root = json::parse(text, &mut crate::scenario::diagnostic::Report::default()).unwrap();
    let steps: Vec<&str> = path.trim_start_matches('$').split(['.', '[', ']']).filter(|step| !step.is_empty()).collect();
    let (last, above) = steps.split_last().unwrap();
    let parent = above.iter().fold(&root, |node, step| member(node, step).unwrap_or_else(|| panic!("{path} is nowhere")));
    let end = parent.span.end as usize - 1;
    let (start, end, inserted) = match (member(parent, last), &parent.value) {
        (Some(old), _) => (old.span.start as usize, old.span.end as usize, fragment.to_owned()),
        (None, Value::Array(items)) => {
            assert_eq!(last.parse(), Ok(items.len()), "{path} is not next");
            (end, end, format!(", {fragment}"))
        }
        _ => (end, end, format!(", \"{last}\": {fragment}")),
    };
    [&text[..start], &inserted, &text[end..]].concat()
}

fn member<'n, 's>(node: &'n Node<'s>, step: &str) -> Option<&'n Node<'s>> {
    match &node.value {
        Value::Object(members) => members.iter().find(|member| member.key == step).map(|member| &member.value),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The rules that a case breaks, each once.
fn broken(Grafted { case, plays, references }: &Grafted) -> Vec<Rule> {
    let diagnostics = match Scenario::load(case, None) {
        Err(diagnostics) => diagnostics,
        Ok(scenario) => {
            let mut diagnostics = check(&scenario, case, STATES, &mut |_| true).diagnostics;
            diagnostics.extend(plays.iter().flat_map(|plays| plays::play(&scenario, plays.as_bytes()).diagnostics));
            diagnostics.extend(editorial(&scenario, case, references.as_deref().map(shelf).as_ref()));
            diagnostics
        }
    };
    diagnostics.into_iter().map(|diagnostic| diagnostic.rule).collect::<BTreeSet<_>>().into_iter().collect()
}

/// A library with these sources.
fn shelf(references: &str) -> Library {
    let shipped = |name: &str| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)).unwrap();
    Library {
        references: library::load(references.as_bytes()).unwrap(),
        vocabulary: library::load(&shipped("vocabulary.json")).unwrap(),
        themes: library::load(&shipped("themes.json")).unwrap(),
    }
}

#[test]
fn what_is_grafted_on_is_sound() {
    assert_eq!(broken(&grafted(&[])), []);
}

#[test]
fn a_bad_example_breaks_its_rule_alone_and_a_good_one_none() {
    for entry in Rule::ALL.iter().map(|&rule| Entry::of(rule)) {
        let code = entry.rule.code();
        let [bad, good] = examples(&entry);
        // Nobody would read seventeen megabytes: the entry says what they are.
        let too_large = || Grafted { case: vec![b' '; MAX_BYTES + 1], plays: None, references: None };
        let bad = if entry.rule == Rule::Size { too_large() } else { grafted(&bad) };
        for (example, expected) in [(bad, &[entry.rule][..]), (grafted(&good), &[])] {
            let mut broken = broken(&example);
            // Scenes and choices that show another rule are as short as can be: how they are written is not looked at.
            broken.retain(|&rule| entry.rule >= FIRST_EDITORIAL || rule < FIRST_EDITORIAL);
            assert_eq!(broken, expected, "{code}: {}", String::from_utf8_lossy(&example.case));
        }
    }
}

#[test]
fn each_entry_has_its_parts_and_is_well_set() {
    for entry in Rule::ALL.iter().map(|&rule| Entry::of(rule)) {
        let code = entry.rule.code();
        let headings: Vec<&str> = entry.markdown.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(headings, HEADINGS, "{code}");
        assert!(!entry.title.is_empty() && !entry.title.ends_with('.') && entry.title.chars().count() <= 60, "{code}: {}", entry.title);
        assert!(entry.summary.ends_with('.') && !entry.summary.starts_with('#'), "{code}: {}", entry.summary);
        let prose = [&entry.title, &*entry.markdown.split("```").step_by(2).collect::<Vec<_>>().join("")].concat();
        for wrong in ["« ", " »", " : ", " :\n", " ; ", " ! ", " ? ", "'", "  "] {
            assert!(!prose.contains(wrong), "{code}: {wrong:?} in {prose}");
        }
    }
}

/// The compiler asks for the file of each rule; nothing else lies beside them.
#[test]
fn the_folder_holds_the_entries_of_the_rules_and_the_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scenario/rules");
    let files: BTreeSet<String> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let rules = Rule::ALL.iter().map(|rule| format!("{}.md", rule.code()));
    assert_eq!(files, rules.chain(["case.json".to_owned()]).collect());
}
