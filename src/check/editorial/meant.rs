//! Exceptions that an author means: what they excuse is not told, and what excuses nothing is.

use std::collections::BTreeSet;

use super::Finding;
use super::pieces::Owner;
use crate::scenario::diagnostic::{Report, Rule};
use crate::scenario::reading::choices;
use crate::scenario::source::{Exception, Meant, Source};

/// Leaves out the findings that the nearest exception of their rule excuses: the choice's own, its scene's, the case's. Of those that are about the same thing,
/// the first that is left is kept. `unread` are the rules that could not be looked at, and for what: there, no exception is said to excuse nothing.
pub(super) fn excuse(source: &Source, found: Vec<Finding>, unread: &[(Rule, Owner)]) -> Report {
    let mut report = Report::default();
    let mut told: BTreeSet<(Rule, String)> = BTreeSet::new();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    for finding in found {
        if let Some(exception) = exceptions(source, finding.owner, finding.rule).next() {
            used.insert(exception.code.span.start);
        } else if finding.about.is_none_or(|about| told.insert((finding.rule, about))) {
            report.push(finding.rule, finding.span, finding.message, finding.help);
        }
    }
    used.extend(unread.iter().flat_map(|&(rule, owner)| exceptions(source, owner, rule)).map(|exception| exception.code.span.start));
    for exception in all(source).flat_map(|meant| &meant.0).filter(|exception| !used.contains(&exception.code.span.start)) {
        let message = format!("L’exception « {} » n’excuse rien : la règle est respectée ici.", exception.code.text);
        report.push(Rule::UnusedException, exception.code.span, message, "Retirez-la, ou déplacez-la sur la scène ou le choix qu’elle concerne.");
    }
    report
}

/// The exceptions of a rule that hold for what belongs to an owner, the nearest first.
fn exceptions(source: &Source, owner: Owner, rule: Rule) -> impl Iterator<Item = &Exception> {
    around(source, owner).into_iter().flatten().flat_map(|meant| &meant.0).filter(move |one| one.code.text == rule.code())
}

/// What may excuse a finding, the nearest first.
fn around(source: &Source, owner: Owner) -> [Option<&Meant>; 3] {
    let scene = |at: usize| source.scenes.get(at);
    let (own, scene) = match owner {
        Owner::Case => (None, None),
        Owner::Scene(at) => (None, scene(at)),
        Owner::Choice(at, choice) => (scene(at).and_then(|scene| choices(scene).get(choice)).map(|choice| &choice.meant), scene(at)),
    };
    [own, scene.map(|scene| &scene.meant), Some(&source.meant)]
}

fn all(source: &Source) -> impl Iterator<Item = &Meant> {
    let of_scenes = source.scenes.iter().flat_map(|scene| std::iter::once(&scene.meant).chain(choices(scene).iter().map(|choice| &choice.meant)));
    std::iter::once(&source.meant).chain(of_scenes)
}
