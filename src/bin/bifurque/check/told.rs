//! What `bifurque check` found so far: told at once to people, kept for the document otherwise.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use bifurque::check::report::{Found, json, sarif};
use bifurque::scenario::diagnostic::{Diagnostic, Severity};
use bifurque::text::count;
use clap::ValueEnum;

use crate::excerpt::{colours, excerpts, gravity};
use crate::say;

/// How what is found is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Sarif,
}

/// How many codes the last line names.
const NAMED: usize = 5;

/// What was found.
pub struct Told {
    pub format: Format,
    pub errors: usize,
    pub warnings: usize,
    files: Vec<Found>,
    codes: BTreeSet<&'static str>,
}

impl Told {
    /// Nothing yet.
    pub fn new(format: Format) -> Self {
        Self { format, errors: 0, warnings: 0, files: Vec::new(), codes: BTreeSet::new() }
    }

    /// Adds what is wrong in a file, which holds `bytes`.
    pub fn add(&mut self, file: &Path, bytes: &[u8], diagnostics: Vec<Diagnostic>) {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity() == Severity::Error).count();
        self.errors += errors;
        self.warnings += diagnostics.len() - errors;
        self.codes.extend(diagnostics.iter().map(|diagnostic| diagnostic.rule.code()));
        if self.format == Format::Text {
            for excerpt in excerpts(&file.display().to_string(), bytes, &diagnostics, colours()) {
                say(format_args!("{excerpt}\n"));
            }
        } else {
            self.files.push(Found { file: file.display().to_string(), diagnostics });
        }
    }

    /// Adds what is wrong with a file as a whole. A document for programs has no place for that: it is said beside it.
    pub fn fault(&mut self, severity: Severity, file: &Path, fault: impl Display) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        let line = format!("{}: {}\u{a0}: {fault}", file.display(), gravity(severity));
        if self.format == Format::Text {
            say(format_args!("{line}"));
        } else {
            eprintln!("{line}");
        }
    }

    /// A line for people.
    pub fn line(&self, line: std::fmt::Arguments<'_>) {
        if self.format == Format::Text {
            say(line);
        }
    }

    /// Ends with how much was found in so many scenarios and where to read more, or with the document.
    pub fn end(&self, scenarios: usize) -> Result<(), String> {
        let document = match self.format {
            Format::Text => {
                let read = count(scenarios, "scénario lu", "scénarios lus");
                let errors = count(self.errors, "erreur", "erreurs");
                let warnings = count(self.warnings, "avertissement", "avertissements");
                say(format_args!("{read}, {errors}, {warnings}."));
                if let Some(more) = more(&self.codes) {
                    say(format_args!("{more}"));
                }
                return Ok(());
            }
            Format::Json => json(&self.files),
            Format::Sarif => sarif(&self.files),
        };
        let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
        say(format_args!("{text}"));
        Ok(())
    }
}

/// The command that explains what was met, if anything was.
fn more(codes: &BTreeSet<&str>) -> Option<String> {
    let named: Vec<&str> = codes.iter().copied().take(NAMED).collect();
    let others = match codes.len().saturating_sub(NAMED) {
        0 => String::new(),
        1 => " (et une autre règle)".to_owned(),
        count => format!(" (et {count} autres règles)"),
    };
    (!named.is_empty()).then(|| format!("bifurque explain {}{others}\u{a0}: ce que cela veut dire, comment réparer, un exemple.", named.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_names_the_codes_and_stays_short() {
        assert_eq!(more(&BTreeSet::new()), None);
        let told = |codes: &[&'static str]| more(&codes.iter().copied().collect()).unwrap_or_default();
        assert!(told(&["B064", "B012"]).starts_with("bifurque explain B012 B064\u{a0}: "));
        assert!(told(&["B001", "B002", "B003", "B004", "B010", "B011"]).starts_with("bifurque explain B001 B002 B003 B004 B010 (et une autre règle)\u{a0}: "));
        assert!(told(&["B001", "B002", "B003", "B004", "B010", "B011", "B012"]).contains("(et 2 autres règles)"));
    }
}
