//! What an author may read of a rule: `bifurque explain B012`, and the help of each rule in SARIF.
//!
//! Each rule has one file, `src/scenario/rules/B012.md`: a title; a paragraph that says what the rule is; then « Pour qui joue », « Pour réparer », « À éviter »
//! and « À écrire ». An example is one fragment or several. The paragraph before each fragment names between backquotes the JSON path where it goes in
//! `src/scenario/rules/case.json`: a value is replaced, or added where there is none yet; or it names `plays.json` or `references.json`, which the fragment is then.
//! The tests graft them.

use crate::scenario::diagnostic::{Rule, spaced};

#[cfg(test)]
mod tests;

/// The documentation of a rule, in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The rule.
    pub rule: Rule,
    /// A few words: « La même clé deux fois ».
    pub title: String,
    /// What the rule is, in one paragraph.
    pub summary: String,
    /// All of it but the title, in Markdown.
    pub markdown: String,
}

impl Entry {
    /// The documentation of a rule.
    #[must_use]
    pub fn of(rule: Rule) -> Self {
        let set = set(rule.documentation());
        let (title, markdown) = set.split_once("\n\n").unwrap_or((&set, ""));
        let summary = markdown.split("\n\n").next().unwrap_or_default();
        Self { rule, title: title.trim_start_matches("# ").to_owned(), summary: summary.to_owned(), markdown: markdown.to_owned() }
    }
}

/// Sets the no-break spaces of French, but in examples.
fn set(markdown: &str) -> String {
    let mut example = false;
    let lines = markdown.lines().map(|line| {
        let fence = line.starts_with("```");
        example ^= fence;
        if example || fence { line.to_owned() } else { spaced(line) }
    });
    lines.collect::<Vec<_>>().join("\n")
}
