//! The shipped scripts on the shipped cases, and what a trainer does with one.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::*;
use crate::debrief::GroupSession;
use crate::debrief::running::{Showing, recalled, recalled_slides, showings};
use crate::debrief::slide::shown_words;
use crate::scenario::library::{Vocabulary, load};
use crate::scenario::program::SceneIndex;
use crate::scenario::{Scenario, reading};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn shared<T: Shared>(name: &str) -> T {
    load(&std::fs::read(folder().join(name)).unwrap()).unwrap()
}

fn shipped() -> Scripts {
    shared("scripts.json")
}

fn case(id: &str) -> Rc<Scenario> {
    Scenario::load(&std::fs::read(folder().join(id).join("scenario.json")).unwrap(), None).unwrap()
}

fn cases() -> Vec<Rc<Scenario>> {
    let mut ids: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("scenario.json").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    ids.sort();
    ids.iter().map(|id| case(id)).collect()
}

fn default_for(id: &str) -> Script {
    Script::for_scenario(&shipped().scripts[0], &case(id), &shared("vocabulary.json"))
}

fn place(step: &str, beat: u32) -> Place {
    Place { step: step.to_owned(), beat }
}

#[test]
fn the_shipped_scripts_are_sound_and_take_75_minutes() {
    let scripts = shipped();
    assert_eq!(scripts.faults(), []);
    let found: Vec<(&str, u32)> = scripts.scripts.iter().map(|script| (script.id.as_str(), script.total_minutes())).collect();
    assert_eq!(found, [("analyse-75", 75), ("jouer-et-analyser", 75), ("pearls", 75), ("thiagi", 75)]);
}

#[test]
fn the_default_is_that_of_the_issue() {
    let kinds: Vec<StepKind> = shipped().scripts[0].steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [StepKind::Frame, StepKind::Reactions, StepKind::Decision, StepKind::Decision, StepKind::Transposition, StepKind::Keep]);
}

/// Words that judge have no place on the screen of a room, nor in what a trainer reads aloud.
#[test]
fn no_shipped_text_judges() {
    let verdicts = ["bravo", "erreur", "attention !", "bonne réponse", "mauvais", "il fallait", "correct", "simplement", "malheureusement"];
    for script in shipped().scripts {
        for beat in script.decision.iter().chain(script.steps.iter().flat_map(|step| &step.beats)) {
            for text in beat.pages.iter().chain([&beat.guide, &beat.notes]) {
                let lower = text.to_lowercase();
                assert!(!verdicts.iter().any(|word| lower.contains(word)), "{}: {text}", script.id);
            }
        }
    }
}

#[test]
fn every_shipped_script_fits_every_shipped_case() {
    let vocabulary: Vocabulary = shared("vocabulary.json");
    for scenario in cases() {
        for template in shipped().scripts {
            let script = Script::for_scenario(&template, &scenario, &vocabulary);
            for step in &script.steps {
                let decision = step.kind == StepKind::Decision;
                assert_eq!((step.beats.len(), step.scene.is_some()), if decision { (4, true) } else { (1, false) });
                for page in step.beats.iter().flat_map(Beat::projected) {
                    assert!(fill::length(&page) <= PAGE_WORDS && !page.contains(['{', '}']), "{}, {}: {page}", scenario.id(), template.id);
                    assert!(crate::text::parse(&page).is_ok(), "{}, {}: {page}", scenario.id(), template.id);
                }
            }
            // What a trainer keeps for another day is what the template was, where the case left no step out.
            if script.steps.len() == template.steps.len() {
                assert_eq!(script.template(&scenario, &vocabulary), template, "{}, {}", scenario.id(), template.id);
            }
        }
    }
}

#[test]
fn the_decisions_are_those_of_the_trainers_note() {
    let script = default_for("le-carnet-de-mme-aubry");
    assert_eq!(script.scenes().collect::<Vec<_>>(), ["le-carnet", "la-photo"]);
    let (_, recall) = script.at(&place("decision-2", 0)).unwrap();
    assert_eq!(recall.pages, ["**«\u{a0}Gardez une photo du carnet\u{a0}»**\n\nQue lui répondez-vous\u{202f}?"]);
    let (_, discussion) = script.at(&place("decision-2", 2)).unwrap();
    assert!(discussion.pages[0].starts_with("Dans votre service, où sont aujourd’hui les mots de passe"), "{}", discussion.pages[0]);
    assert!(discussion.pages[1].starts_with("- Qui décide\u{202f}?\n- Qui tient le clavier"));
    let (_, vote) = script.at(&place("decision-2", 1)).unwrap();
    assert!(vote.pages[1].starts_with("**Que lui répondez-vous\u{202f}?**\n\n- **A** Vous lui proposez un mandat écrit"), "{}", vote.pages[1]);
    let (_, again) = script.at(&place("decision-2", 3)).unwrap();
    assert_eq!(again.pages[1], vote.pages[1], "one votes again with the options before one's eyes");
}

#[test]
fn a_trainer_picks_the_decisions() {
    let scenario = case("le-carnet-de-mme-aubry");
    let vocabulary = shared("vocabulary.json");
    let on = |ids: &[&str]| {
        let scenes: Vec<_> = ids.iter().map(|id| scenario.find_scene(id).unwrap()).collect();
        Script::for_decisions(&shipped().scripts[0], &scenario, &vocabulary, &scenes)
    };
    let three = on(&["l-appel", "le-carnet", "la-photo"]);
    assert_eq!(three.scenes().collect::<Vec<_>>(), ["l-appel", "le-carnet", "la-photo"]);
    assert_eq!(three.steps.iter().map(|step| step.id.as_str()).collect::<Vec<_>>()[4..], ["decision", "transposition", "garder"]);
    assert_eq!((three.total_minutes(), on(&["l-appel"]).total_minutes(), on(&[]).total_minutes()), (97, 53, 31));
}

/// The tutorial has one stop: its other decision, told before, comes second.
#[test]
fn decisions_of_the_story_stand_in_where_the_note_has_too_few() {
    assert_eq!(default_for("premiers-pas").scenes().collect::<Vec<_>>(), ["cle-biscuits", "simone-tousse"]);
}

#[test]
fn a_case_of_one_decision_gets_one_decision_step() {
    let scenario = Scenario::load(crate::example::SCENARIO.as_bytes(), None).unwrap();
    let decisions = scenario.source.scenes.iter().filter(|scene| matches!(scene.exit, crate::scenario::source::Exit::Decision(_))).count();
    let script = Script::for_scenario(&shipped().scripts[0], &scenario, &shared("vocabulary.json"));
    assert_eq!(script.scenes().count(), decisions.min(2));
    assert!(script.total_minutes() <= 75);
}

#[test]
fn beats_follow_one_another_both_ways() {
    let script = default_for("le-carnet-de-mme-aubry");
    let mut walked = vec![script.first().unwrap()];
    while let Some(next) = script.next(walked.last().unwrap()) {
        assert_eq!(script.previous(&next).as_ref(), walked.last());
        walked.push(next);
    }
    assert_eq!(walked.len(), 4 + 2 * 4);
    assert_eq!(script.previous(&walked[0]), None);
    assert_eq!(script.next(&place("reactions", 0)), Some(place("decision-1", 0)));
    assert_eq!(script.next(&place("decision-1", 3)), Some(place("decision-2", 0)));
    assert_eq!(script.next(&place("partie", 0)), script.first());
}

#[test]
fn time_gone_is_told_against_time_planned() {
    let script = default_for("le-carnet-de-mme-aubry");
    let discussion = place("decision-1", 2);
    let pace = |minutes: u64| script.pace(&discussion, minutes * 60_000).unwrap();
    assert_eq!((pace(0).begins, pace(0).ends), (24 * 60, 36 * 60));
    assert_eq!(pace(20).standing, Standing::Ahead(4 * 60));
    assert_eq!(pace(30).standing, Standing::AsPlanned);
    assert_eq!(pace(41).standing, Standing::Late(5 * 60));
    assert_eq!(pace(u64::MAX / 60_000).elapsed, u32::MAX);
    assert_eq!(script.pace(&place("partie", 0), 0), None);
}

#[test]
fn steps_move_go_and_come() {
    let mut script = default_for("le-carnet-de-mme-aubry");
    let ids = |script: &Script| script.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>().join(" ");
    assert!(script.move_step("garder", 0));
    assert_eq!(ids(&script), "garder cadre reactions decision-1 decision-2 transposition");
    assert!(script.move_step("garder", 99));
    assert!(!script.move_step("garder", 5) && !script.move_step("partie", 0));
    let taken = script.remove_step("decision-1").unwrap();
    assert_eq!((ids(&script).as_str(), script.total_minutes()), ("cadre reactions decision-2 transposition garder", 53));
    assert_eq!(script.add_step(2, taken).as_deref(), Some("decision-1"));
    assert_eq!(script.add_step(99, Step::free("Pause", 5)).as_deref(), Some("libre"));
    assert_eq!(script.add_step(0, Step::free("Pause", 5)).as_deref(), Some("libre-2"));
    assert_eq!(script.total_minutes(), 85);
    assert_eq!(script.remove_step("partie"), None);
    while script.steps.len() < MOST_STEPS {
        assert!(script.add_step(0, Step::free("Encore", 1)).is_some());
    }
    assert_eq!(script.add_step(0, Step::free("De trop", 1)), None);
}

#[test]
fn a_decision_can_be_added() {
    let scenario = case("le-carnet-de-mme-aubry");
    let vocabulary = shared("vocabulary.json");
    let mut script = default_for("le-carnet-de-mme-aubry");
    let scene = |id: &str| scenario.find_scene(id).unwrap();
    let step = script.decision_step(&scenario, &vocabulary, scene("l-appel")).unwrap();
    assert_eq!(script.add_step(4, step).as_deref(), Some("decision"));
    assert_eq!(script.scenes().collect::<Vec<_>>(), ["le-carnet", "la-photo", "l-appel"]);
    let without = scenario.source.scenes.iter().find(|scene| !matches!(scene.exit, crate::scenario::source::Exit::Decision(_))).unwrap();
    assert!(script.decision_step(&scenario, &vocabulary, scene(&without.id)).is_none());
}

#[test]
fn words_and_minutes_change() {
    let mut script = default_for("le-carnet-de-mme-aubry");
    let keep = place("garder", 0);
    assert!(script.edit(&keep, Edit::Title("Pour finir".to_owned())));
    assert!(script.edit(&keep, Edit::Minutes(10)) && !script.edit(&keep, Edit::Minutes(10)));
    assert!(script.edit(&keep, Edit::Page(0, "Un mot.".to_owned())) && script.edit(&keep, Edit::Page(7, "Un autre.".to_owned())));
    assert!(script.edit(&keep, Edit::RemovePage(0)) && !script.edit(&keep, Edit::RemovePage(7)));
    assert!(script.edit(&keep, Edit::Guide("Écouter.".to_owned())) && script.edit(&keep, Edit::Notes("Merci.".to_owned())));
    let (step, beat) = script.at(&keep).unwrap();
    assert_eq!((step.title.as_str(), beat.pages.join("|").as_str(), beat.minutes), ("Pour finir", "Un autre.", 10));
    assert!(script.edit(&keep, Edit::Minutes(u32::MAX)));
    assert_eq!(script.at(&keep).unwrap().1.minutes, 480);
    assert!(!script.edit(&place("partie", 0), Edit::Minutes(1)) && !script.edit(&place("garder", 1), Edit::Minutes(1)));
}

/// A session keeps the trainer's script as JSON and reads it again.
#[test]
fn a_script_is_written_and_read_again() {
    let script = default_for("equipe-du-soir");
    let file = serde_json::json!({ "format": 1, "scripts": [script] }).to_string();
    let again: Scripts = load(file.as_bytes()).unwrap();
    assert_eq!(again.scripts, [script]);
}

#[test]
fn a_trainers_words_are_kept_when_the_case_changes() {
    let (aubry, team) = (case("le-carnet-de-mme-aubry"), case("equipe-du-soir"));
    let vocabulary = shared("vocabulary.json");
    let mut script = default_for("le-carnet-de-mme-aubry");
    let title = &aubry.scene(aubry.find_scene("le-carnet").unwrap()).title.text;
    let mine = format!("Souvenez-vous de {title}, hier.");
    assert!(script.edit(&place("decision-1", 0), Edit::Notes(mine.clone())));
    let other = Script::for_scenario(&script.template(&aubry, &vocabulary), &team, &vocabulary);
    assert_eq!(other.scenes().collect::<Vec<_>>(), ["la-chambre", "dimanche"]);
    let (_, recall) = other.at(&place("decision-1", 0)).unwrap();
    assert_eq!(recall.notes, mine);
    assert!(recall.pages[0].contains(&*team.scene(team.find_scene("la-chambre").unwrap()).title), "{:?}", recall.pages);
}

#[test]
fn a_text_too_long_for_a_screen_is_parted_where_it_breathes() {
    let sentence = "Voici une phrase de dix mots, pas un de plus. ";
    let beat = Beat { pages: vec![sentence.repeat(13), format!("{}\n\n{}", sentence.repeat(4), sentence.repeat(4))], ..Beat::default() };
    let lengths: Vec<usize> = beat.projected().iter().map(|page| fill::length(page)).collect();
    assert_eq!(lengths, [60, 60, 10, 40, 40]);
    let item = format!("- {}", sentence.repeat(2).trim());
    let listed = Beat { pages: vec![[item.as_str(); 4].join("\n")], ..Beat::default() };
    assert_eq!(listed.projected().iter().map(|page| page.lines().count()).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn a_script_that_does_not_hold_is_told() {
    let mut scripts = shipped();
    let again = scripts.scripts[0].clone();
    scripts.scripts.push(again);
    let script = &mut scripts.scripts[0];
    script.decision.pop();
    script.steps[0].beats[0].pages.push("mot ".repeat(61));
    script.steps[1].beats[0].guide = String::new();
    script.steps[5].id = "cadre".to_owned();
    script.steps[4].beats[0].notes = "<b>non</b>".to_owned();
    let told: Vec<String> = scripts.faults().iter().map(ToString::to_string).collect();
    for expected in ["quatre temps", "61 mots", "un guide", "pris par une autre", "ne se lit pas", "un autre conducteur"] {
        assert!(told.iter().any(|line| line.contains(expected)), "{expected}: {told:#?}");
    }
}

#[test]
fn where_nobody_answered_there_is_nothing_to_reveal() {
    let scenario = case("le-carnet-de-mme-aubry");
    let mut session = GroupSession::new(&scenario, default_for("le-carnet-de-mme-aubry"), [1; 16], 0);
    let scene = scenario.find_scene("le-carnet").unwrap();
    let shows = |session: &GroupSession, beat| showings(session, &scenario, &place("decision-1", beat));
    assert_eq!((shows(&session, 1), shows(&session, 3)), (vec![Showing::Pages], vec![Showing::Pages]));
    session.ballot_mut("le-carnet", 1, 4).count(0);
    assert_eq!((shows(&session, 1), shows(&session, 3)), (vec![Showing::Pages, Showing::Reveal(scene)], vec![Showing::Pages]));
    session.ballot_mut("le-carnet", 2, 4).count(0);
    assert_eq!(shows(&session, 3), [Showing::Pages, Showing::Compare(scene)]);
}

/// What only some have met, after what they had decided, is not read to all.
#[test]
fn a_scene_is_recalled_as_everyone_met_it() {
    for scenario in cases() {
        for scene in (0..scenario.program.scenes.len()).map(|at| SceneIndex(u32::try_from(at).unwrap())) {
            let (_, text) = recalled(&scenario, scene);
            let items = scenario.program.scenes[scene.at()].items.range();
            let all = vec![true; items.len()];
            let whole = reading::plain(&scenario, &scenario.scene(scene).blocks, &all);
            let conditional = scenario.program.items[items].iter().any(|item| item.conditions().next().is_some());
            assert_eq!(text != whole, conditional, "{} {}", scenario.id(), scene.0);
            assert!(recalled_slides(&scenario, scene).iter().all(|slide| shown_words(slide) <= PAGE_WORDS));
        }
    }
}
