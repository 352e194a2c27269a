//! `bifurque explain`: what a rule means, how to mend what breaks it, and an example.

use bifurque::check::entry::Entry;
use bifurque::scenario::diagnostic::{Rule, nearest};
use clap::Args;

use super::excerpt::gravity;
use super::{Done, say};

/// Which rules to explain.
#[derive(Args)]
pub struct Explain {
    /// The codes of rules, as `check` prints them: B012, b12 or 12.
    codes: Vec<String>,
}

/// How many letters a line of prose has at most.
const WIDTH: usize = 90;

/// Runs the command.
pub fn run(arguments: &Explain) -> Done {
    let rules: Vec<Rule> = arguments.codes.iter().map(|code| rule(code)).collect::<Result<_, _>>()?;
    if rules.is_empty() {
        for &rule in Rule::ALL {
            say(format_args!("{}  {:<13}  {}", rule.code(), gravity(rule.severity()), Entry::of(rule).title));
        }
        say(format_args!("\nbifurque explain B012\u{a0}: ce que dit une règle, comment réparer, un exemple."));
    }
    for (at, &rule) in rules.iter().enumerate() {
        if at > 0 {
            say(format_args!(""));
        }
        say(format_args!("{}", page(&Entry::of(rule))));
    }
    Ok(true)
}

/// The rule that a code names, however it is typed.
fn rule(typed: &str) -> Result<Rule, String> {
    let digits = typed.trim_start_matches(['b', 'B']);
    let code = format!("B{digits:0>3}");
    let codes = || Rule::ALL.iter().map(|rule| rule.code());
    Rule::ALL.iter().copied().find(|rule| rule.code() == code).ok_or_else(|| match nearest(&code, codes()) {
        Some(near) => format!("il n’y a pas de règle «\u{a0}{typed}\u{a0}»\u{a0}: vouliez-vous dire {near}\u{202f}?"),
        None => {
            format!("il n’y a pas de règle «\u{a0}{typed}\u{a0}»\u{a0}: elles vont de {} à {}", Rule::ALL[0].code(), codes().next_back().unwrap_or_default())
        }
    })
}

/// An entry as it is read in a terminal: prose cut to lines, examples set in.
fn page(entry: &Entry) -> String {
    let mut lines = vec![format!("{} ({})\u{a0}: {}", entry.rule.code(), gravity(entry.rule.severity()), entry.title), String::new()];
    let mut example = false;
    for line in entry.markdown.lines() {
        if line.starts_with("```") {
            example = !example;
        } else if example {
            lines.push(format!("    {line}"));
        } else {
            lines.extend(cut(line.trim_start_matches("## "), WIDTH));
        }
    }
    lines.join("\n")
}

/// Cuts a paragraph into lines at its spaces.
fn cut(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_short() {
        for typed in ["B012", "b012", "B12", "b12", "12", "012"] {
            assert_eq!(rule(typed), Ok(Rule::DuplicateKey), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_told_with_one_near() {
        assert_eq!(rule("B0 12").map_err(|error| error.contains("B012")), Err(true));
        for typed in ["", "B", "B999999", "règle", "B012B012"] {
            assert!(rule(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn prose_is_cut_and_examples_are_not() {
        for &rule in Rule::ALL {
            let page = page(&Entry::of(rule));
            assert!(!page.contains("```") && !page.contains("##"), "{page}");
            assert!(page.lines().all(|line| line.starts_with("    ") || line.chars().count() <= WIDTH), "{page}");
        }
    }
}
