//! `bifurque catalogue`: what the app shows of a folder of scenarios.

use std::collections::BTreeMap;
use std::path::Path;

use bifurque::scenario::Scenario;
use serde_json::json;

use super::files::{Ids, read, scenario_files, write};
use super::{Done, complain};

/// Writes it: false if a scenario is not sound.
pub fn run(folder: &Path, output: &Path) -> Done {
    match catalogue_of(folder)? {
        Some(text) => write(output, &text).map(|()| true),
        None => Ok(false),
    }
}

/// The catalogue's text; none if a scenario is not sound, which is then told.
fn catalogue_of(folder: &Path) -> Result<Option<String>, String> {
    let mut entries = BTreeMap::new();
    let mut ids = Ids::default();
    for file in scenario_files(folder)? {
        let bytes = read(&file)?;
        match Scenario::load(&bytes, None) {
            Ok(scenario) => {
                ids.add(scenario.id(), &file).map_err(|fault| format!("{} : {fault}", file.display()))?;
                let source = &scenario.source;
                let texts = |list: &[bifurque::scenario::source::Located]| list.iter().map(|located| located.text.clone()).collect::<Vec<_>>();
                // The tutorial comes first, then the cases by their number in the dossier.
                let order = (source.code.is_some(), source.code.clone(), source.id.to_string());
                let mut entry = json!({
                    "id": &*source.id,
                    "title": source.title.text,
                    "summary": source.summary.text,
                    "family": source.family.text,
                    "audiences": texts(&source.audiences),
                    "modules": texts(&source.modules),
                    "duration": { "min": source.duration.min, "max": source.duration.max },
                    "warning": source.content_warning.is_some(),
                    "version": source.version.text,
                    "digest": scenario.digest.to_string(),
                    "shape": scenario.shape,
                });
                if let Some(code) = &source.code {
                    entry["code"] = json!(code);
                }
                entries.insert(order, entry);
            }
            Err(diagnostics) => {
                complain(&file, &bytes, &diagnostics);
                return Ok(None);
            }
        }
    }
    Ok(Some(json!({ "format": 1, "scenarios": entries.into_values().collect::<Vec<_>>() }).to_string()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The app reads what the command writes: the tutorial, which has no number, as well as the cases.
    #[test]
    fn the_catalogue_is_read_again() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let text = super::catalogue_of(&folder).unwrap().expect("the shipped scenarios are sound");
        let catalogue: bifurque::scenario::catalogue::Catalogue = bifurque::scenario::library::load(text.as_bytes()).unwrap();
        assert!(catalogue.scenarios.len() >= 4);
        assert_eq!(catalogue.scenarios[0].code, None);
        assert!(catalogue.scenarios.iter().all(|entry| entry.shape.is_some()));
    }
}
