//! Where a record leaves its scenario, told to the scenario's author.

use std::rc::Rc;

use super::handover::{HandOver, HandOverFault, Recap};
use super::{Event, FORMAT_CURRENT, Fault, Happened, Hesitation, Journal, Play, REASON_LETTERS};
use crate::engine::Misuse;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::suggestion;

/// The first event of a journal that does not fit the scenario, in French: what it says and what the scenario has there. None if all fit.
#[must_use]
pub fn of_journal(scenario: &Rc<Scenario>, journal: &Journal) -> Option<String> {
    if journal.attempt.format != FORMAT_CURRENT {
        return Some(format!("le parcours est au format {}, cette version lit le format {FORMAT_CURRENT}.", journal.attempt.format));
    }
    let mut play = Play::new(Rc::clone(scenario), journal.attempt.seed);
    journal.events.iter().find_map(|event| play.apply(event).err().map(|fault| told(&play, event, &fault)))
}

/// `play` is as it was before the event.
fn told(play: &Play, event: &Event, fault: &Fault) -> String {
    let scenario = play.scenario();
    let scene = play.session().state().scene();
    let here = &*scenario.scene(scene).id;
    let what = match fault {
        Fault::Format(_) | Fault::Number { .. } => format!("il porte le numéro {}, on attendait {}.", event.number, play.next_number()),
        Fault::Scene { scene: shown, .. } => match (&event.event, next(play)) {
            (Happened::Shown(_), Some(next)) => format!("la scène « {shown} » est montrée, le cas mène à « {next} »."),
            _ => format!("il s’agit de la scène « {shown} », le cas en est à « {here} »."),
        },
        Fault::Ending { ending, .. } => match scenario.ending(scene) {
            Some(reached) => format!("la fin « {ending} » est atteinte, le cas mène à « {} ».", &*reached.id),
            None => format!("la fin « {ending} » est atteinte, le cas en est à « {here} »."),
        },
        Fault::Choice { choice, .. } => {
            let choices = scenario.decision(scene).map_or(&[][..], |decision| &decision.choices);
            let ids: Vec<&str> = choices.iter().map(|choice| &*choice.id).collect();
            format!("la scène « {here} » n’offre pas « {choice} ». {}", suggestion(choice, &ids))
        }
        Fault::Answer { .. } => format!("dans « {here} », {}.", misfit(play, event)),
        Fault::Misuse { misuse, .. } => misused(here, *misuse),
    };
    format!("à l’événement {}, {what}", event.number)
}

/// What of an answer does not go with its decision.
fn misfit(play: &Play, event: &Event) -> &'static str {
    let Happened::Chose(answer) = &event.event else { return "la réponse ne va pas avec la décision" };
    if answer.reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_LETTERS) {
        return "la raison donnée est trop longue";
    }
    let own = |id: &str| play.scenario().find_choice(play.session().state().scene(), id);
    match &answer.hesitation {
        Some(Hesitation::With(other)) if own(other) == own(&answer.choice) => "l’hésitation est avec le choix fait",
        _ => "le motif donné n’est pas de ceux de la décision",
    }
}

/// The scene to which the scenario leads on; none where it waits.
fn next(play: &Play) -> Option<&str> {
    let next = play.session().next_scene().ok()?;
    Some(&play.scenario().scene(next).id)
}

fn misused(here: &str, misuse: Misuse) -> String {
    match misuse {
        Misuse::ClosedChoice => format!("le choix fait dans « {here} » y est fermé."),
        Misuse::DecisionWaits => format!("l’histoire continue, le cas attend une décision dans « {here} »."),
        Misuse::Over => format!("l’histoire continue, le cas finit dans « {here} »."),
        Misuse::NothingToSkip => format!("des scènes sensibles sont passées dans « {here} », le cas n’en a pas."),
        Misuse::NoWayOn => format!("rien ne mène plus loin que « {here} »."),
        _ => format!("ce qui est fait ne peut pas l’être dans « {here} »."),
    }
}

/// Where a path that was handed over leaves the scenario, in French. None if it can be walked to its end.
#[must_use]
pub fn of_hand_over(scenario: &Rc<Scenario>, given: &HandOver) -> Option<String> {
    let fault = Recap::read(scenario, given).err()?;
    Some(match fault {
        HandOverFault::Decision { decision, scene, choice } => match scenario.find_scene(&scene) {
            None => {
                let ids: Vec<&str> = scenario.source.scenes.iter().map(|scene| &*scene.id).collect();
                format!("à la décision {}, le cas n’a pas de scène « {scene} ». {}", decision + 1, suggestion(&scene, &ids))
            }
            Some(at) if scenario.find_choice(at, &choice).is_none() => {
                let choices = scenario.decision(at).map_or(&[][..], |decision| &decision.choices);
                let ids: Vec<&str> = choices.iter().map(|choice| &*choice.id).collect();
                format!("à la décision {}, la scène « {scene} » n’offre pas « {choice} ». {}", decision + 1, suggestion(&choice, &ids))
            }
            Some(_) => format!("à la décision {}, le cas ne mène pas à la scène « {scene} ».", decision + 1),
        },
        HandOverFault::Misuse { decision, misuse } => {
            let here = given.path.get(decision).map_or("la fin", |given| &given.scene);
            format!("à la décision {}, {}", decision + 1, misused(here, misuse))
        }
        HandOverFault::Ending(ending) => format!("le cas ne mène pas à la fin « {ending} »."),
    })
}

/// The ids of a journal that have changed since, each with the one it has now.
#[must_use]
pub fn renamed_in_journal<'a>(scenario: &'a Scenario, journal: &'a Journal) -> Vec<(&'a str, &'a str)> {
    let ids = journal.events.iter().flat_map(|event| match &event.event {
        Happened::Shown(id) | Happened::Selected(id) | Happened::Opened(id) | Happened::Finished(id) => [Some(id), None],
        Happened::Chose(answer) => [Some(&answer.scene), Some(&answer.choice)],
        _ => [None, None],
    });
    renamed(scenario, ids.flatten())
}

/// The ids of a path that was handed over that have changed since, each with the one it has now.
#[must_use]
pub fn renamed_in_hand_over<'a>(scenario: &'a Scenario, given: &'a HandOver) -> Vec<(&'a str, &'a str)> {
    renamed(scenario, given.path.iter().flat_map(|given| [&given.scene, &given.choice]).chain(&given.ending))
}

fn renamed<'a>(scenario: &'a Scenario, ids: impl Iterator<Item = &'a String>) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for id in ids {
        if let Some(new) = scenario.source.renamed.get(id) {
            if !found.contains(&(id, new)) {
                found.push((id, new));
            }
        }
    }
    found
}
