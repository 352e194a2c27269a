//! What a shipped script must hold, which its JSON form does not say.

use std::collections::BTreeSet;
use std::fmt;

use super::fill::{PAGE_WORDS, length};
use super::{Beat, BeatKind, Script, Scripts, Step, StepKind};
use crate::scenario::is_id;
use crate::text;

/// What is wrong with a script, and where: one French sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFault {
    /// The script's id.
    pub script: String,
    /// The step's id; empty where the whole script is meant.
    pub step: String,
    /// What is wrong.
    pub sentence: String,
}

impl fmt::Display for ScriptFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "conducteur « {} »", self.script)?;
        if !self.step.is_empty() {
            write!(formatter, ", étape « {} »", self.step)?;
        }
        write!(formatter, " : {}", self.sentence)
    }
}

impl Scripts {
    /// Everything that is wrong with the scripts, in their order.
    #[must_use]
    pub fn faults(&self) -> Vec<ScriptFault> {
        let mut faults: Vec<ScriptFault> = self.scripts.iter().flat_map(Script::faults).collect();
        let mut seen = BTreeSet::new();
        for script in self.scripts.iter().filter(|script| !seen.insert(&script.id)) {
            faults.push(fault(script, "", "un autre conducteur a le même identifiant.".to_owned()));
        }
        faults
    }
}

fn fault(script: &Script, step: &str, sentence: String) -> ScriptFault {
    ScriptFault { script: script.id.clone(), step: step.to_owned(), sentence }
}

impl Script {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<ScriptFault> {
        let mut sentences: Vec<(&str, String)> = Vec::new();
        if !is_id(&self.id) {
            sentences.push(("", "l’identifiant s’écrit en minuscules sans accent, chiffres et traits d’union.".to_owned()));
        }
        if !self.decision.iter().map(|beat| beat.kind).eq(BeatKind::DECISION) {
            sentences.push(("", "une décision a quatre temps, dans l’ordre : recall, vote, discussion, second-vote.".to_owned()));
        }
        self.decision.iter().for_each(|beat| check_beat(beat, "decision", &mut sentences));
        let mut seen = BTreeSet::new();
        for step in &self.steps {
            if !is_id(&step.id) || !seen.insert(&step.id) {
                sentences.push((&step.id, "l’identifiant est mal écrit, ou pris par une autre étape.".to_owned()));
            }
            check_kind(step, &mut sentences);
            step.beats.iter().for_each(|beat| check_beat(beat, &step.id, &mut sentences));
        }
        sentences.into_iter().map(|(step, sentence)| fault(self, step, sentence)).collect()
    }
}

fn check_kind<'a>(step: &'a Step, sentences: &mut Vec<(&'a str, String)>) {
    let sound = match step.kind {
        StepKind::Decision => step.beats.is_empty() && step.scene.is_none(),
        _ => step.beats.iter().map(|beat| beat.kind).eq([BeatKind::Whole]) && step.scene.is_none(),
    };
    if !sound {
        sentences.push((&step.id, "une étape livrée a un seul temps, « whole », et une décision n’en a aucun : elle prend ceux du conducteur.".to_owned()));
    }
}

fn check_beat<'a>(beat: &Beat, step: &'a str, sentences: &mut Vec<(&'a str, String)>) {
    if beat.guide.trim().is_empty() || beat.minutes == 0 {
        sentences.push((step, "chaque temps a un guide et au moins une minute.".to_owned()));
    }
    for (at, page) in beat.pages.iter().enumerate() {
        let words = length(page);
        if words > PAGE_WORDS {
            sentences.push((step, format!("la page {} a {words} mots ; {PAGE_WORDS} au plus se lisent du fond de la salle.", at + 1)));
        }
    }
    for text in beat.pages.iter().chain([&beat.guide, &beat.notes]) {
        if let Err(errors) = text::parse(text) {
            sentences.extend(errors.iter().map(|error| (step, format!("ce texte ne se lit pas : {error}"))));
        }
    }
}
