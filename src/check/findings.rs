//! From what was met to what an author is told.
//!
//! What is said of a scenario of which not every state was met is only what was seen to be wrong; that something never happens is said once all was seen.

use super::example::{Example, Gesture, sentence, way_to};
use super::explore::{Explored, NEVER};
use super::layout::Layout;
use super::proof::Proof;
use super::unmet;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{Rule, Span};
use crate::scenario::program::{ChoiceIndex, ExitCode, Operation, SceneIndex};
use crate::scenario::source::{Exit, VariableKind};

/// How many scenes of a long list are named.
const NAMED: usize = 5;

/// One thing found, in the words of an author, with a shortest way that shows it where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule broken.
    pub rule: Rule,
    /// Where in the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// What the player does to see it.
    pub example: Option<Example>,
}

/// Everything found in a scenario, in no order. `layout` is how the states explored are packed.
#[must_use]
pub fn findings(scenario: &Scenario, layout: &Layout, explored: &Explored, proof: &Proof) -> Vec<Finding> {
    let mut finder = Finder { scenario, layout, explored, found: Vec::new() };
    finder.stuck();
    finder.defaults();
    finder.traps(proof);
    finder.saturated();
    finder.variables();
    if explored.complete {
        unmet::tell(&mut finder);
    } else {
        finder.unproven();
    }
    finder.found
}

/// What findings are made from, and where they gather.
pub(super) struct Finder<'a> {
    pub(super) scenario: &'a Scenario,
    layout: &'a Layout,
    pub(super) explored: &'a Explored,
    found: Vec<Finding>,
}

impl Finder<'_> {
    pub(super) fn push(&mut self, rule: Rule, span: Span, message: String, help: &str) {
        self.found.push(Finding { rule, span, message, help: help.to_owned(), example: None });
    }

    /// Adds a finding that a way to a state shows, and what the player does there.
    fn show(&mut self, rule: Rule, span: Span, message: &str, help: &str, way: (u32, Option<ChoiceIndex>, &str)) {
        let (state, then, result) = way;
        let mut example = way_to(self.scenario, self.explored, self.layout, state);
        example.gestures.extend(then.map(Gesture::Choose));
        let message = format!("{message} {}", sentence(self.scenario, &example, result));
        self.found.push(Finding { rule, span, message, help: help.to_owned(), example: Some(example) });
    }

    /// Time limits that can run out on a choice that is closed: nothing could be made of them.
    fn defaults(&mut self) {
        let scenario = self.scenario;
        for (scene, code) in scenario.source.scenes.iter().zip(&scenario.program.scenes) {
            let (Exit::Decision(decision), ExitCode::Decision(choices)) = (&scene.exit, code.exit) else { continue };
            let Some(limit) = &decision.limit else { continue };
            let default = decision.choices.iter().zip(choices.range()).find(|(choice, _)| *choice.id == *limit.default);
            if let Some(state) = default.map(|(_, at)| self.explored.seen.closed[at]).filter(|state| *state != NEVER) {
                let message = format!("Le temps de « {} » peut finir sur « {} » quand ce choix est fermé.", &*scene.id, &*limit.default);
                let help = "Nommez dans « default » un choix toujours ouvert, ou retirez le « when » de celui-ci.";
                self.show(Rule::ClosedDefault, limit.default.0.span, &message, help, (state, None, "choix par défaut fermé"));
            }
        }
    }

    fn stuck(&mut self) {
        let scenario = self.scenario;
        for (scene, &state) in scenario.source.scenes.iter().zip(&self.explored.seen.stuck).filter(|(_, state)| **state != NEVER) {
            let decision = matches!(scene.exit, Exit::Decision(_));
            let (rule, message, help, result) = if decision {
                (
                    Rule::NoOpenChoice,
                    format!("On peut arriver à la décision de « {} » sans pouvoir rien choisir.", &*scene.id),
                    "Laissez-y toujours un choix sans « when », ou des conditions dont l’une tient toujours.",
                    "aucune option offerte",
                )
            } else {
                (
                    Rule::StrayReturn,
                    format!("On peut arriver au retour de « {} » sans être dans un détour.", &*scene.id),
                    "N’y menez que par un détour, ou remplacez ce retour par un passage.",
                    "rien ne suit",
                )
            };
            self.show(rule, scene.id.0.span, &message, help, (state, None, result));
        }
    }

    fn traps(&mut self, proof: &Proof) {
        let scenario = self.scenario;
        // The same scenes can be a circle with many memories: one is enough.
        let mut told: Vec<&[SceneIndex]> = Vec::new();
        for trap in &proof.traps {
            if told.contains(&&*trap.scenes) {
                continue;
            }
            told.push(&trap.scenes);
            let name = |&scene: &SceneIndex| format!("« {} »", &*scenario.scene(scene).id);
            let names = |scenes: &[SceneIndex]| scenes.iter().map(name).collect::<Vec<_>>().join(", ");
            let message = match &*trap.scenes {
                [] => continue,
                [alone] => format!("On peut rester indéfiniment dans la scène {}.", name(alone)),
                many if many.len() > NAMED + 1 => {
                    format!("On peut tourner indéfiniment entre les scènes {} et {} autres.", names(&many[..NAMED]), many.len() - NAMED)
                }
                [start @ .., last] => format!("On peut tourner indéfiniment entre les scènes {} et {}.", names(start), name(last)),
            };
            let span = scenario.scene(trap.scenes[0]).id.0.span;
            let help = match &*trap.scenes {
                [_] => "Donnez-lui une route qui en sort toujours, ou un choix qui reste offert.",
                _ => "Donnez à l’une d’elles une route qui en sort toujours, ou un choix qui reste offert.",
            };
            self.show(Rule::Trap, span, &message, help, (trap.state, None, "plus aucune fin à portée"));
        }
    }

    fn saturated(&mut self) {
        let scenario = self.scenario;
        for (choice, code) in (0..).map(ChoiceIndex).zip(&scenario.program.choices) {
            let words = scenario.choice(choice);
            for (effect, at) in words.effects.iter().zip(code.effects.range()) {
                let state = self.explored.seen.saturated[at];
                if state == NEVER {
                    continue;
                }
                let variable = &scenario.source.variables[scenario.program.effects[at].variable.at()];
                let bounds = match &variable.kind {
                    VariableKind::Level(level) => format!(", de {} à {},", level.min, level.max),
                    _ => String::new(),
                };
                let message = format!("L’effet « {} » peut dépasser les bornes de « {} »{bounds} et s’y arrête sans rien dire.", effect.text, &*variable.id);
                let help = "Élargissez les bornes, ou faites en sorte que ce choix ne revienne pas.";
                self.show(Rule::Saturation, effect.span, &message, help, (state, Some(choice), "la borne est dépassée"));
            }
        }
    }

    fn variables(&mut self) {
        let (program, source) = (&self.scenario.program, &self.scenario.source);
        let (mut written, mut read) = (vec![false; program.variables.len()], vec![false; program.variables.len()]);
        program.effects.iter().for_each(|effect| written[effect.variable.at()] = true);
        for operation in &program.operations {
            if let Operation::Compare(variable, ..) = operation {
                read[variable.at()] = true;
            }
        }
        for ((variable, written), read) in source.variables.iter().zip(written).zip(read) {
            let id = &variable.id;
            match (read, written) {
                (false, _) => {
                    let help = "Servez-vous-en dans un « when », ou retirez-la : elle multiplie les états sans rien changer au récit.";
                    self.push(Rule::NeverRead, id.0.span, format!("Aucune condition ne lit la variable « {} ».", &**id), help);
                }
                (true, false) => {
                    let help = "Ajoutez un effet qui la change, ou retirez-la avec les conditions qui la lisent.";
                    self.push(Rule::NeverWritten, id.0.span, format!("Aucun effet ne change la variable « {} », que des conditions lisent.", &**id), help);
                }
                (true, true) => {}
            }
        }
    }

    fn unproven(&mut self) {
        let source = &self.scenario.source;
        let scenes: Vec<&str> =
            source.scenes.iter().zip(&self.explored.seen.scenes).filter(|(_, state)| **state == NEVER).map(|(scene, _)| &*scene.id).collect();
        let states = counted(self.explored.states.len(), "état visité", "états visités");
        let missing = match scenes.len() {
            0 => "toutes les scènes ont été atteintes".to_owned(),
            1 => format!("une scène jamais atteinte jusqu’ici ({})", scenes[0]),
            count @ 2..=NAMED => format!("{count} scènes jamais atteintes jusqu’ici ({})", scenes.join(", ")),
            count => format!("{count} scènes jamais atteintes jusqu’ici (dont {})", scenes[..NAMED].join(", ")),
        };
        let help = "Resserrez les bornes des niveaux, retirez les variables et les conditions « visited » ou « chose » dont le récit peut se passer, ou donnez un \
                    budget plus grand.";
        self.push(Rule::Unproven, source.id.0.span, format!("Non prouvé : {states}, {missing}."), help);
    }

    /// Whether a scene has an ending.
    pub(super) fn ends(&self, scene: SceneIndex) -> bool {
        self.scenario.program.scenes[scene.at()].exit == ExitCode::Ending
    }
}

/// A number with its thousands apart and what is counted: [`crate::text::count`] for numbers that may be large.
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", grouped(number), if number < 2 { one } else { many })
}

/// A number with its thousands apart, as French sets them.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn numbers_agree_with_what_they_count() {
        let states = |number| counted(number, "état visité", "états visités");
        assert_eq!(states(1), "1\u{a0}état visité");
        assert_eq!(states(12_345), "12\u{202f}345\u{a0}états visités");
    }
}
