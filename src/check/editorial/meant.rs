//! Exceptions that an author means: what they excuse is not told, and what excuses nothing is.

use std::collections::BTreeSet;

use super::Finding;
use super::pieces::Owner;
use crate::scenario::diagnostic::{Report, Rule};
use crate::scenario::source::{Exit, Meant, Source};

/// Leaves out the findings that the nearest exception of their rule excuses: the choice's own, its scene's, the case's.
pub(super) fn excuse(source: &Source, found: Vec<Finding>) -> Report {
    let mut report = Report::default();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    for finding in found {
        let exception = around(source, finding.owner).into_iter().flatten().find_map(|meant| meant.0.iter().find(|one| one.code.text == finding.rule.code()));
        match exception {
            Some(exception) => _ = used.insert(exception.code.span.start),
            None => report.push(finding.rule, finding.span, finding.message, finding.help),
        }
    }
    for exception in all(source).flat_map(|meant| &meant.0).filter(|exception| !used.contains(&exception.code.span.start)) {
        let message = format!("L’exception « {} » n’excuse rien : la règle est respectée ici.", exception.code.text);
        report.push(Rule::UnusedException, exception.code.span, message, "Retirez-la, ou déplacez-la sur la scène ou le choix qu’elle concerne.");
    }
    report
}

/// What may excuse a finding, the nearest first.
fn around(source: &Source, owner: Owner) -> [Option<&Meant>; 3] {
    let scene = |at: usize| source.scenes.get(at);
    let (own, scene) = match owner {
        Owner::Case => (None, None),
        Owner::Scene(at) => (None, scene(at)),
        Owner::Choice(at, choice) => {
            let choices = match scene(at).map(|scene| &scene.exit) {
                Some(Exit::Decision(decision)) => &*decision.choices,
                _ => &[],
            };
            (choices.get(choice).map(|choice| &choice.meant), scene(at))
        }
    };
    [own, scene.map(|scene| &scene.meant), Some(&source.meant)]
}

fn all(source: &Source) -> impl Iterator<Item = &Meant> {
    let of_scenes = source.scenes.iter().flat_map(|scene| {
        let choices = if let Exit::Decision(decision) = &scene.exit { &*decision.choices } else { &[] };
        std::iter::once(&scene.meant).chain(choices.iter().map(|choice| &choice.meant))
    });
    std::iter::once(&source.meant).chain(of_scenes)
}
