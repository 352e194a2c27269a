//! The files that an author opens together, checked bit by bit: what the page's checker does.

use std::rc::Rc;

use super::editorial::{editorial, joined};
use super::told::{Finding, Found, Role, Stage, Told};
use super::{BUDGET, Checking, plays};
use crate::record::LongestPath;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::library::{Library, Shared, load};

/// The files that an author opens together.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `scenario.json`
    pub scenario: Vec<u8>,
    /// `plays.json`
    pub plays: Option<Vec<u8>>,
    /// `references.json`. Tags, sources and themes are compared to those of the shared files where all three are there.
    pub references: Option<Vec<u8>>,
    /// `vocabulary.json`
    pub vocabulary: Option<Vec<u8>>,
    /// `themes.json`
    pub themes: Option<Vec<u8>>,
}

/// A review under way.
pub struct Review {
    files: Files,
    library: Option<Library>,
    /// The scenario and what is being proved of it, if it can be played at all.
    at_work: Option<(Rc<Scenario>, Checking)>,
    states: usize,
    told: Told,
}

impl Review {
    /// Reads the files: what is wrong in what they say is known at once.
    #[must_use]
    pub fn open(files: Files) -> Self {
        let mut told = Told::default();
        let library = library(&files, &mut told);
        told.compared = library.is_some();
        let at_work = match Scenario::load(&files.scenario, library.as_ref()) {
            Ok(scenario) => {
                let checking = Checking::new(&scenario, BUDGET);
                Some((scenario, checking))
            }
            Err(diagnostics) => {
                add(&mut told, Role::Scenario, diagnostics);
                None
            }
        };
        told.stage = if at_work.is_some() { Stage::Read } else { Stage::Over };
        Self { files, library, at_work, states: 0, told }
    }

    /// What is known so far.
    #[must_use]
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// How many states were met so far.
    #[must_use]
    pub fn states(&self) -> usize {
        self.states
    }

    /// Takes so many steps of [`Checking`]; says whether there is more to do. The last call, which tells what was found, takes longer.
    pub fn advance(&mut self, steps: usize) -> bool {
        let Some((scenario, checking)) = &mut self.at_work else { return false };
        let more = checking.advance(scenario, steps);
        self.states = checking.states();
        if more {
            return true;
        }
        if let Some((scenario, checking)) = self.at_work.take() {
            self.tell(&scenario, checking);
        }
        false
    }

    /// Goes no further: what is left counts as not proved.
    pub fn stop(&mut self) {
        if let Some((_, checking)) = &mut self.at_work {
            checking.stop();
        }
    }

    fn tell(&mut self, scenario: &Rc<Scenario>, checking: Checking) {
        let verdict = checking.verdict(scenario, &self.files.scenario);
        self.told.lines.push(verdict.sentence());
        self.told.lines.push(LongestPath::of(scenario).sentence());
        let read = editorial(scenario, &self.files.scenario, self.library.as_ref());
        add(&mut self.told, Role::Scenario, joined(verdict.diagnostics, read));
        if let Some(bytes) = &self.files.plays {
            let played = plays::play(scenario, bytes);
            self.told.lines.push(played.sentence());
            add(&mut self.told, Role::Plays, played.diagnostics);
        }
        self.told.stage = Stage::Over;
    }
}

fn add(told: &mut Told, file: Role, diagnostics: Vec<Diagnostic>) {
    if !diagnostics.is_empty() {
        told.files.push(Found { file, diagnostics: diagnostics.into_iter().map(Finding::from).collect() });
    }
}

/// The shared files, if they are there and sound.
fn library(files: &Files, told: &mut Told) -> Option<Library> {
    let (references, vocabulary, themes) = (files.references.as_ref()?, files.vocabulary.as_ref()?, files.themes.as_ref()?);
    let references = shared(Role::References, references, told);
    let vocabulary = shared(Role::Vocabulary, vocabulary, told);
    let themes = shared(Role::Themes, themes, told);
    Some(Library { references: references?, vocabulary: vocabulary?, themes: themes? })
}

fn shared<T: Shared>(file: Role, bytes: &[u8], told: &mut Told) -> Option<T> {
    load(bytes).map_err(|diagnostics| add(told, file, diagnostics)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::told::Gravity;
    use crate::example::SCENARIO;
    use crate::record::read_part;

    fn whole(files: Files) -> Told {
        let mut review = Review::open(files);
        while review.advance(5) {}
        review.told().clone()
    }

    #[test]
    fn what_is_told_can_be_read_on_the_other_side() {
        let plays = Some(br#"{ "format": 1, "plays": [] }"#.to_vec());
        let told = whole(Files { scenario: SCENARIO.into(), plays, ..Files::default() });
        assert_eq!(told.stage, Stage::Over);
        assert_eq!(told.lines.len(), 3);
        assert!(told.count(Gravity::Warning) > 0 && told.count(Gravity::Error) == 0, "{told:?}");
        assert_eq!(told.files.last().map(|found| found.file), Some(Role::Plays));
        let written = serde_json::to_string(&told).unwrap_or_default();
        assert_eq!(read_part::<Told>(&written), Ok(told));
    }

    #[test]
    fn what_cannot_be_read_is_told_at_once() {
        let review = Review::open(Files { scenario: b"\xFF\xD8\xFF\xE0".to_vec(), ..Files::default() });
        assert_eq!(review.told().stage, Stage::Over);
        let codes: Vec<&str> = review.told().findings(Gravity::Error).map(|(_, finding)| finding.code.as_str()).collect();
        assert_eq!(codes, ["B002"]);
    }

    #[test]
    fn what_is_compared_to_is_all_three_files_and_sound_ones() {
        let shared = |name: &str| std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)).ok();
        let all = || Files {
            scenario: SCENARIO.into(),
            references: shared("references.json"),
            vocabulary: shared("vocabulary.json"),
            themes: shared("themes.json"),
            ..Files::default()
        };
        let compared = |files| Review::open(files).told().compared;
        assert!(compared(all()));
        assert!(!compared(Files { references: None, ..all() }));
        assert!(!compared(Files { vocabulary: Some(b"{}".to_vec()), ..all() }));
    }

    #[test]
    fn a_review_that_is_stopped_says_so() {
        let mut review = Review::open(Files { scenario: SCENARIO.into(), ..Files::default() });
        assert!(review.advance(1) && review.states() > 0);
        review.stop();
        assert!(!review.advance(1));
        assert!(review.told().findings(Gravity::Error).any(|(_, finding)| finding.code == "B060"), "{:?}", review.told());
    }
}
