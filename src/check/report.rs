//! What was found, for editors and continuous integration: JSON of ours, and SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::entry::Entry;
use crate::scenario::diagnostic::{Diagnostic, Rule, Severity};

/// What was found in a file. The file is named as it was given.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its path.
    pub file: String,
    /// What is wrong in it, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A list of files, each with what is wrong in it. Lines and columns are from 1, columns in Unicode scalars.
#[must_use]
pub fn json(files: &[Found]) -> Value {
    let told = |one: &Diagnostic| {
        json!({
            "code": one.rule.code(), "severity": level(one.rule.severity()), "line": one.line, "column": one.column, "path": one.path,
            "message": one.message, "help": one.help,
        })
    };
    let files: Vec<Value> =
        files.iter().map(|found| json!({ "file": found.file, "diagnostics": found.diagnostics.iter().map(told).collect::<Vec<_>>() })).collect();
    json!({ "format": 1, "files": files })
}

/// The same as SARIF 2.1.0.
#[must_use]
pub fn sarif(files: &[Found]) -> Value {
    let all = || files.iter().flat_map(|found| found.diagnostics.iter().map(move |one| (found, one)));
    let rules: BTreeSet<Rule> = all().map(|(_, one)| one.rule).collect();
    let described = |&rule: &Rule| {
        let entry = Entry::of(rule);
        json!({
            "id": rule.code(),
            "shortDescription": { "text": entry.title },
            "fullDescription": { "text": entry.summary },
            "help": { "text": entry.markdown, "markdown": entry.markdown },
            "defaultConfiguration": { "level": level(rule.severity()) },
        })
    };
    let rules: Vec<Value> = rules.iter().map(described).collect();
    let results: Vec<Value> = all()
        .map(|(found, one)| {
            let text = literal([one.message.as_str(), " ", &one.help].concat());
            json!({
                "ruleId": one.rule.code(),
                "level": level(one.rule.severity()),
                "message": { "text": text },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&found.file) },
                        "region": { "startLine": one.line, "startColumn": one.column },
                    },
                    "logicalLocations": [{ "fullyQualifiedName": one.path }],
                }],
            })
        })
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "bifurque", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// A text as itself (SARIF 2.1.0 § 3.11.6): a piece of a file that it repeats could pass for a link to another place, `[words](1)`. Brackets that cannot are left.
fn literal(text: String) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

/// A path as a URI reference (RFC 3986): what is neither a letter, a digit, `-._~` nor `/` is written as its bytes.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    path.bytes().fold(String::with_capacity(path.len()), |mut written, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
        written
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Vec<Found> {
        let one = |rule, line| Diagnostic { rule, line, column: 7, path: "$.scenes[0].title".into(), message: "Trop long.".into(), help: "Coupez.".into() };
        vec![
            Found { file: "mes cas/à lire.json".into(), diagnostics: vec![one(Rule::UnknownId, 12), one(Rule::NeverRead, 30)] },
            Found { file: "autre.json".into(), diagnostics: Vec::new() },
        ]
    }

    #[test]
    fn json_has_every_file_and_all_that_is_told() {
        let told = json(&found());
        assert_eq!(told["files"][0]["file"], "mes cas/à lire.json");
        assert_eq!(
            told["files"][0]["diagnostics"][1],
            json!({ "code": "B092", "severity": "warning", "line": 30, "column": 7, "path": "$.scenes[0].title", "message": "Trop long.", "help": "Coupez." })
        );
        assert_eq!(told["files"][1]["diagnostics"], json!([]));
    }

    #[test]
    fn what_a_file_holds_is_no_link() {
        assert_eq!(literal("« [a](1) » n'est pas un identifiant.".into()), "« \\[a\\](1) » n'est pas un identifiant.");
        assert_eq!(literal("Entre [ et ].".into()), "Entre [ et ].");
    }

    #[test]
    fn sarif_names_the_rules_that_occur_and_places_each_result() {
        let told = sarif(&found());
        let run = &told["runs"][0];
        assert_eq!((&told["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
        let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().map(|rules| rules.iter().map(|rule| &rule["id"]).collect()).unwrap_or_default();
        assert_eq!(rules, ["B022", "B092"]);
        let described = &run["tool"]["driver"]["rules"][0];
        assert_eq!(described["shortDescription"]["text"], "Un identifiant qui ne désigne rien");
        assert!(described["help"]["markdown"].as_str().is_some_and(|entry| entry.contains("## Pour réparer") && entry.contains("```json")));
        let result = &run["results"][0];
        assert_eq!((&result["ruleId"], &result["level"], &result["message"]["text"]), (&json!("B022"), &json!("error"), &json!("Trop long. Coupez.")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "mes%20cas/%C3%A0%20lire.json");
        assert_eq!(place["region"], json!({ "startLine": 12, "startColumn": 7 }));
        assert_eq!(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "$.scenes[0].title");
    }
}
