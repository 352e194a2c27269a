//! The files that an author opened, and what is known of them.

use super::given::Reading;
use crate::check::excerpt::{Excerpt, Places};
use crate::check::told::{Finding, Gravity, Role, Stage, Told};
use crate::platform::checker::{Checker, Heard};
use crate::record::read_part;

/// How many findings of a gravity are shown until all are asked for.
pub const FEW: usize = 40;
/// Of how many reports of progress one is said aloud: they come four a second.
const SAID_EVERY: u32 = 40;

/// Files that were read, and what is known of them.
pub struct Opened {
    /// What was read.
    pub reading: Reading,
    /// What the checker told last.
    pub told: Option<Told>,
    /// The errors.
    pub errors: Vec<Shown>,
    /// The warnings.
    pub warnings: Vec<Shown>,
    /// Which gravities are shown whole.
    pub whole: [bool; 2],
    /// How many states were met.
    pub states: u32,
    reports: u32,
    /// How many states were met when it was last said aloud.
    pub said: u32,
    /// Whether « Arrêter » was pressed.
    pub stopped: bool,
    /// Why the checker went no further, for an engineer.
    pub failed: Option<String>,
    /// What is checking them, as long as it does.
    pub checker: Option<Checker>,
}

/// A finding, and the line it is about once it is shown.
pub struct Shown {
    /// The file it is in.
    pub file: Role,
    /// What it is.
    pub finding: Finding,
    /// Its line.
    pub excerpt: Excerpt,
}

impl Opened {
    /// Of what was read, with what has begun to check it.
    pub fn new(reading: Reading, checker: Checker) -> Self {
        Self {
            reading,
            told: None,
            errors: Vec::new(),
            warnings: Vec::new(),
            whole: [false; 2],
            states: 0,
            reports: 0,
            said: 0,
            stopped: false,
            failed: None,
            checker: Some(checker),
        }
    }

    /// Takes what the checker says.
    pub fn hear(&mut self, heard: Heard) {
        match heard {
            Heard::States(states) => {
                self.states = states;
                if self.reports % SAID_EVERY == 0 {
                    self.said = states;
                }
                self.reports += 1;
            }
            Heard::Told(json) => match read_part::<Told>(&json) {
                Ok(told) => self.learn(told),
                Err(fault) => self.fail(fault.to_string()),
            },
            Heard::Failed(why) => self.fail(why),
        }
    }

    fn learn(&mut self, told: Told) {
        let all = |gravity| told.findings(gravity).map(|(file, finding)| Shown { file, finding: finding.clone(), excerpt: Excerpt::default() }).collect();
        (self.errors, self.warnings) = (all(Gravity::Error), all(Gravity::Warning));
        if told.stage == Stage::Over {
            self.checker = None;
        }
        self.told = Some(told);
        self.illustrate(Gravity::Error);
        self.illustrate(Gravity::Warning);
    }

    /// How many findings of a gravity are shown, of so many.
    pub fn shown(&self, gravity: Gravity, all: usize) -> usize {
        if self.whole[gravity as usize] { all } else { all.min(FEW) }
    }

    /// Finds the lines of the findings that are shown: of thousands in a large file, few are.
    pub fn illustrate(&mut self, gravity: Gravity) {
        let mut all = std::mem::take(self.of(gravity));
        let shown = self.shown(gravity, all.len());
        for of_file in all[..shown].chunk_by_mut(|one, other| one.file == other.file) {
            let Some(given) = of_file.first().and_then(|one| self.reading.of(one.file)) else { continue };
            let mut places = Places::of(&given.bytes);
            for one in of_file {
                one.excerpt = places.excerpt(one.finding.line, one.finding.column);
            }
        }
        *self.of(gravity) = all;
    }

    fn of(&mut self, gravity: Gravity) -> &mut Vec<Shown> {
        match gravity {
            Gravity::Error => &mut self.errors,
            Gravity::Warning => &mut self.warnings,
        }
    }

    fn fail(&mut self, why: String) {
        self.failed = Some(why);
        self.checker = None;
    }

    /// Whether paths are being explored.
    pub fn is_exploring(&self) -> bool {
        self.checker.is_some() && self.told.is_some()
    }

    /// Whether all is told.
    pub fn is_over(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.stage == Stage::Over)
    }
}
