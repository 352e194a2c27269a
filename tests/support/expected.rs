//! A folder of cases, each a scenario and what must be told of it, as it is printed: `scenario.json` and `expected.txt`, which BIFURQUE_REWRITE=1 writes anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bifurque::scenario::diagnostic::{Diagnostic, Rule};

/// A case: the name of its folder, its scenario, and where what is expected is written.
pub type Case = (String, Vec<u8>, PathBuf);

/// All cases of a folder of `tests/`, which holds `least` at least.
pub fn cases(folder: &str, least: usize) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let named =
        |case: PathBuf| (case.file_name().unwrap().to_string_lossy().into_owned(), fs::read(case.join("scenario.json")).unwrap(), case.join("expected.txt"));
    cases.into_iter().map(named).collect()
}

/// Compares what is told of each case with what is expected; gives the rules that were told.
pub fn compare(cases: &[Case], tell: impl Fn(&Case) -> Vec<Diagnostic>) -> Vec<Rule> {
    let rewrite = std::env::var_os("BIFURQUE_REWRITE").is_some();
    let mut wrong = Vec::new();
    let mut told = BTreeSet::new();
    for case @ (name, _, expected) in cases {
        let found = tell(case);
        told.extend(found.iter().map(|diagnostic| diagnostic.rule));
        let text: String = found.iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
        if rewrite {
            fs::write(expected, &text).unwrap();
        }
        if fs::read_to_string(expected).unwrap_or_default() != text {
            wrong.push(format!("{name}:\n{text}"));
        }
        if name.starts_with("sound-") != text.is_empty() {
            wrong.push(format!("{name}: « sound » in the name, and only there, means that nothing is told\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    told.into_iter().collect()
}
