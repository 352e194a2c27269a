//! The journal, its fold, the hand-over and the verdict.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::rc::Rc;

use bifurque::engine::{Misuse, Phase};
use bifurque::record::{
    Answer, Attempt, Event, Fault, HandOver, HandOverFault, Happened, Hesitation, Journal, NONE_FITS, Play, Players, PlayersMode, Recap, RecordFile, Screen,
    Settings, Sharing, UnreadableRecord, Verdict, read, write_journals,
};
use bifurque::scenario::Scenario;
use generator::Call;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

#[path = "support/generator.rs"]
mod generator;

/// Two decisions, a passage between them, two endings; the first decision asks for everything, the second for nothing.
fn case() -> Value {
    let text = |text: &str| json!([{ "narration": text }]);
    let ending = |id: &str| json!({ "id": id, "title": "Fin", "person": "a", "professional": "b", "team": "c", "question": "d" });
    json!({
        "format": 1, "id": "cas", "version": "1.0.0", "language": "fr", "title": "Le cas", "summary": "Un cas.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0",
        "introduction": { "role": "Vous jouez.", "text": "Il est tôt." }, "note": { "works-on": "Le journal." },
        "content-warning": { "text": "Une porte claque.", "skip": "bureau" },
        "resources": [{ "id": "charte", "title": "La charte", "blocks": text("On demande.") }],
        "start": "accueil",
        "scenes": [
            { "id": "accueil", "title": "L’accueil", "blocks": text("On entre."), "decision": {
                "prompt": "Que faites-vous ?",
                "ask": { "hesitation": true, "motives": [{ "id": "temps", "text": "Le temps." }], "reason": "Pourquoi ?" },
                "choices": [
                    { "id": "saluer", "text": "Vous saluez.", "outcome": text("On vous répond."), "to": "couloir" },
                    { "id": "attendre", "text": "Vous attendez.", "to": "couloir" },
                ],
            } },
            { "id": "couloir", "title": "Le couloir", "blocks": text("On marche."), "passage": { "to": "bureau" } },
            { "id": "bureau", "title": "Le bureau", "blocks": text("On s’assied."), "decision": {
                "prompt": "Et maintenant ?",
                "choices": [
                    { "id": "rester", "text": "Vous restez.", "to": [{ "when": "visited(couloir)", "to": "fin-longue" }, { "to": "fin-courte" }] },
                    { "id": "partir", "text": "Vous partez.", "to": "fin-courte" },
                ],
            } },
            { "id": "fin-longue", "title": "La suite", "blocks": [], "ending": ending("longue") },
            { "id": "fin-courte", "title": "La suite", "blocks": [], "ending": ending("courte") },
        ],
    })
}

fn load(json: &Value) -> Rc<Scenario> {
    Scenario::load(json.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}\n{json:#}"))
}

/// Someone at work: what is written goes into the journal and the fold, a second at a time, as the application does.
struct Desk {
    journal: Journal,
    play: Play,
}

impl Desk {
    fn new(scenario: &Rc<Scenario>, seed: u32) -> Self {
        let attempt = Attempt::new(scenario, [7; 16], 1_700_000_000_000, seed, Players { mode: PlayersMode::Pair, people: 2 }, Settings::default());
        Self { journal: Journal { attempt, events: Vec::new() }, play: Play::new(Rc::clone(scenario), seed) }
    }

    fn begun(scenario: &Rc<Scenario>) -> Self {
        let mut desk = Self::new(scenario, 0);
        desk.write(desk.play.beginning());
        desk
    }

    fn write(&mut self, events: Vec<Happened>) {
        for event in events {
            let number = self.play.next_number();
            let event = Event { number, elapsed: 1000 * u64::from(number), event };
            self.play.apply(&event).unwrap_or_else(|fault| panic!("{fault}: {event:?} after {:?}", self.journal.events));
            self.journal.events.push(event);
        }
    }

    fn choose(&mut self, scene: &str, choice: &str) {
        self.write(self.play.choosing(Answer::bare(scene, choice)).unwrap());
    }

    fn go_on(&mut self) {
        self.write(self.play.going_on().unwrap());
    }

    /// From the first scene to the long ending.
    fn finished(scenario: &Rc<Scenario>) -> Self {
        let mut desk = Self::begun(scenario);
        desk.choose("accueil", "saluer");
        desk.go_on();
        desk.go_on();
        desk.choose("bureau", "rester");
        desk
    }

    fn happened(&self) -> Vec<Happened> {
        self.journal.events.iter().map(|event| event.event.clone()).collect()
    }

    fn refused(&self, event: Happened) -> Fault {
        let mut play = self.play.clone();
        let number = play.next_number();
        let fault = play.apply(&Event { number, elapsed: 0, event }).expect_err("a fault");
        same(&play, &self.play);
        fault
    }
}

/// Two folds that stand at the same place.
fn same(left: &Play, right: &Play) {
    assert_eq!(left.counted().steps(), right.counted().steps());
    assert_eq!(left.session().state(), right.session().state());
    assert_eq!(left.session().items(), right.session().items());
    assert_eq!(left.screen(), right.screen());
    assert_eq!((left.answers(), left.times()), (right.answers(), right.times()));
    assert_eq!((left.next_number(), left.elapsed()), (right.next_number(), right.elapsed()));
    assert_eq!((left.rereadings(), left.opened()), (right.rereadings(), right.opened()));
    assert_eq!((left.is_finished(), left.is_handed_over()), (right.is_finished(), right.is_handed_over()));
    let branches =
        |play: &Play| play.branches().iter().chain(play.branch()).map(|branch| (branch.decision, branch.session.steps().to_vec())).collect::<Vec<_>>();
    assert_eq!(branches(left), branches(right));
}

fn shown(scene: &str) -> Happened {
    Happened::Shown(scene.into())
}

fn chose(scene: &str, choice: &str) -> Happened {
    Happened::Chose(Answer::bare(scene, choice))
}

#[test]
fn a_whole_attempt_is_written_event_by_event() {
    let scenario = load(&case());
    let desk = Desk::finished(&scenario);
    let expected = [
        Happened::Started,
        shown("accueil"),
        chose("accueil", "saluer"),
        shown("couloir"),
        shown("bureau"),
        // No outcome to show: the next scene comes with the choice.
        chose("bureau", "rester"),
        shown("fin-longue"),
        Happened::Finished("longue".into()),
    ];
    assert_eq!(desk.happened(), expected);
    assert!(desk.play.is_finished());
    assert_eq!(desk.play.times(), [2000, 5000]);
    assert!(matches!(desk.play.screen(), Screen::Ending(_)));
}

#[test]
fn the_screen_follows_the_journal() {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    let at = |desk: &Desk| match desk.play.screen() {
        Screen::Scene(scene) => scenario.scene(scene).id.to_string(),
        Screen::Outcome(choice) => format!("after {}", &*scenario.choice(choice).id),
        Screen::Ending(scene) => format!("ending {}", &*scenario.scene(scene).id),
    };
    assert_eq!(at(&desk), "accueil");
    desk.choose("accueil", "saluer");
    assert_eq!(at(&desk), "after saluer");
    assert!(desk.play.has_outcome());
    desk.go_on();
    assert_eq!(at(&desk), "couloir");
    assert!(!desk.play.has_outcome());
    desk.go_on();
    desk.choose("bureau", "partir");
    assert_eq!(at(&desk), "ending fin-courte");
}

#[test]
fn skipping_goes_on_where_the_case_says() {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    desk.write(desk.play.skipping().unwrap());
    assert_eq!(desk.happened()[2..], [Happened::Skipped, shown("bureau")]);
    desk.choose("bureau", "rester");
    assert_eq!(desk.happened().last(), Some(&Happened::Finished("courte".into())), "the passage was not seen");
    assert_eq!(desk.play.skipping(), Err(Fault::Misuse { number: desk.play.next_number(), misuse: Misuse::Over }));
}

#[test]
fn what_if_leaves_the_answers_alone() {
    let scenario = load(&case());
    let mut desk = Desk::finished(&scenario);
    let (answers, times, steps) = (desk.play.answers().to_vec(), desk.play.times().to_vec(), desk.play.counted().steps().to_vec());
    desk.write(desk.play.wondering(1).unwrap());
    assert_eq!(desk.happened()[8..], [Happened::WhatIf(1), shown("bureau")]);
    desk.choose("bureau", "partir");
    assert!(matches!(desk.play.screen(), Screen::Ending(_)));
    // From one branch to another, then back to the ending of the path.
    desk.write(desk.play.wondering(0).unwrap());
    desk.choose("accueil", "attendre");
    assert_eq!(desk.play.branch().map(|branch| branch.decision), Some(0));
    desk.write(vec![Happened::WhatIfLeft]);
    assert!(desk.play.branch().is_none());
    assert_eq!(desk.play.branches().iter().map(|branch| branch.decision).collect::<Vec<_>>(), [1, 0]);
    assert_eq!((desk.play.answers(), desk.play.times(), desk.play.counted().steps()), (&answers[..], &times[..], &steps[..]));
    assert!(matches!(desk.play.screen(), Screen::Ending(scene) if &*scenario.scene(scene).id == "fin-longue"));
    same(&Play::replay(Rc::clone(&scenario), &desk.journal).unwrap(), &desk.play);
}

#[test]
fn wondering_opens_at_the_end_only() {
    let scenario = load(&case());
    let desk = Desk::begun(&scenario);
    assert_eq!(desk.play.wondering(0), Err(Fault::Misuse { number: 2, misuse: Misuse::NotOver }));
    let desk = Desk::finished(&scenario);
    assert_eq!(desk.play.wondering(2), Err(Fault::Misuse { number: 8, misuse: Misuse::NoSuchDecision }));
    assert_eq!(desk.refused(Happened::WhatIf(u32::MAX)), Fault::Misuse { number: 8, misuse: Misuse::NoSuchDecision });
}

#[test]
fn going_on_is_refused_where_a_decision_waits_and_at_the_end() {
    let scenario = load(&case());
    assert_eq!(Desk::begun(&scenario).play.going_on(), Err(Fault::Misuse { number: 2, misuse: Misuse::DecisionWaits }));
    assert_eq!(Desk::finished(&scenario).play.going_on(), Err(Fault::Misuse { number: 8, misuse: Misuse::Over }));
}

#[test]
fn a_journal_that_does_not_fit_is_refused_at_the_event() {
    let scenario = load(&case());
    let desk = Desk::begun(&scenario);
    let wrong_number = Event { number: 7, elapsed: 0, event: Happened::Reread };
    assert_eq!(desk.play.clone().apply(&wrong_number), Err(Fault::Number { expected: 2, found: 7 }));
    assert_eq!(desk.refused(shown("couloir")), Fault::Misuse { number: 2, misuse: Misuse::DecisionWaits });
    assert_eq!(desk.refused(chose("bureau", "rester")), Fault::Scene { number: 2, scene: "bureau".into() });
    assert_eq!(desk.refused(chose("accueil", "rester")), Fault::Choice { number: 2, choice: "rester".into() });
    let mut passage = Desk::begun(&scenario);
    passage.choose("accueil", "attendre");
    assert_eq!(passage.refused(shown("cuisine")), Fault::Scene { number: 4, scene: "cuisine".into() });
    assert_eq!(passage.refused(shown("accueil")), Fault::Scene { number: 4, scene: "accueil".into() });
    assert_eq!(passage.refused(chose("couloir", "saluer")), Fault::Choice { number: 4, choice: "saluer".into() });
    let unseen = Desk::new(&scenario, 0);
    assert_eq!(unseen.refused(chose("accueil", "saluer")), Fault::Scene { number: 0, scene: "accueil".into() }, "nobody answers what was not shown");
}

#[test]
fn an_answer_must_be_one_to_the_decision() {
    let scenario = load(&case());
    let desk = Desk::begun(&scenario);
    let answer = |change: &dyn Fn(&mut Answer)| {
        let mut answer = Answer::bare("accueil", "saluer");
        change(&mut answer);
        desk.play.choosing(answer)
    };
    let not_an_answer = |what| Err(Fault::Answer { number: 2, what });
    assert_eq!(answer(&|answer| answer.hesitation = Some(Hesitation::With("saluer".into()))), not_an_answer("a hesitation with the choice made"));
    assert_eq!(answer(&|answer| answer.hesitation = Some(Hesitation::With("rester".into()))), Err(Fault::Choice { number: 2, choice: "rester".into() }));
    assert_eq!(answer(&|answer| answer.motive = Some("humeur".into())), not_an_answer("this motive"));
    assert_eq!(answer(&|answer| answer.reason = Some("é".repeat(281))), not_an_answer("a reason of more than 280 letters"));
    for sound in [
        answer(&|answer| answer.hesitation = Some(Hesitation::With("attendre".into()))),
        answer(&|answer| answer.hesitation = Some(Hesitation::None)),
        answer(&|answer| answer.motive = Some("temps".into())),
        answer(&|answer| answer.motive = Some(NONE_FITS.into())),
        answer(&|answer| answer.reason = Some("é".repeat(280))),
        answer(&|answer| answer.timed_out = true),
    ] {
        assert!(sound.is_ok(), "{sound:?}");
    }
}

#[test]
fn small_things_are_counted() {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    let noted =
        [Happened::Selected("saluer".into()), Happened::Reread, Happened::Opened("charte".into()), Happened::Paused, Happened::Resumed, Happened::Reread];
    desk.write(noted.to_vec());
    assert_eq!((desk.play.rereadings(), desk.play.opened()), (2, &["charte".to_owned()][..]));
    assert!(!desk.play.is_handed_over());
    desk.write(vec![Happened::HandedOver]);
    assert!(desk.play.is_handed_over());
    assert_eq!(desk.play.answers(), []);
}

#[test]
fn a_journal_of_another_format_is_refused() {
    let scenario = load(&case());
    let mut journal = Desk::begun(&scenario).journal;
    journal.attempt.format = 2;
    assert_eq!(Play::replay(scenario, &journal).err(), Some(Fault::Format(2)));
}

#[test]
fn an_ending_that_is_not_reached_is_refused() {
    let scenario = load(&case());
    let sound = Desk::finished(&scenario).journal;
    let finished = sound.events.iter().position(|event| matches!(event.event, Happened::Finished(_))).unwrap();
    assert!(Play::replay(Rc::clone(&scenario), &sound).is_ok());
    let mut other = sound.clone();
    other.events[finished].event = Happened::Finished("ailleurs".into());
    let fault = Fault::Ending { number: other.events[finished].number, ending: "ailleurs".into() };
    assert_eq!(Play::replay(Rc::clone(&scenario), &other).err(), Some(fault));
    let mut early = Desk::begun(&scenario).journal;
    let number = u32::try_from(early.events.len()).unwrap();
    let Happened::Finished(ending) = sound.events[finished].event.clone() else { unreachable!() };
    early.events.push(Event { number, elapsed: 0, event: Happened::Finished(ending.clone()) });
    assert_eq!(Play::replay(scenario, &early).err(), Some(Fault::Ending { number, ending }));
}

fn given_path() -> (Rc<Scenario>, Desk) {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    desk.write(vec![Happened::Reread, Happened::Opened("charte".into())]);
    let answer = Answer {
        hesitation: Some(Hesitation::With("attendre".into())),
        motive: Some("temps".into()),
        reason: Some("Elle attendait depuis longtemps.".into()),
        timed_out: true,
        ..Answer::bare("accueil", "saluer")
    };
    desk.write(desk.play.choosing(answer).unwrap());
    desk.go_on();
    desk.go_on();
    desk.choose("bureau", "rester");
    (scenario, desk)
}

#[test]
fn by_default_a_path_is_given_without_times_rereadings_resources_or_reasons() {
    let (_, desk) = given_path();
    let file = serde_json::to_value(HandOver::of(&desk.journal.attempt, &desk.play, Sharing::default())).unwrap();
    let mut keys: Vec<&str> = file.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let expected = ["attempt", "digest", "ending", "engine", "format", "kind", "path", "players", "scenario", "seed", "shape", "title", "version"];
    assert_eq!(keys, expected, "what is not in this list is not given");
    assert_eq!(
        file["path"],
        json!([
            { "scene": "accueil", "choice": "saluer", "hesitation": { "with": "attendre" }, "motive": "temps" },
            { "scene": "bureau", "choice": "rester" },
        ])
    );
    assert_eq!(file["ending"], "longue");
}

#[test]
fn each_tick_adds_exactly_its_own() {
    let (_, desk) = given_path();
    let of = |sharing| serde_json::to_value(HandOver::of(&desk.journal.attempt, &desk.play, sharing)).unwrap();
    let bare = of(Sharing::default());
    let with = |change: &dyn Fn(&mut Value)| {
        let mut file = bare.clone();
        change(&mut file);
        file
    };
    assert_eq!(
        of(Sharing { times: true, ..Sharing::default() }),
        with(&|file| {
            file["path"][0]["elapsed"] = json!(4000);
            file["path"][1]["elapsed"] = json!(7000);
        })
    );
    assert_eq!(of(Sharing { rereadings: true, ..Sharing::default() }), with(&|file| file["rereadings"] = json!(1)));
    assert_eq!(of(Sharing { resources: true, ..Sharing::default() }), with(&|file| file["opened"] = json!(["charte"])));
    assert_eq!(of(Sharing { reasons: true, ..Sharing::default() }), with(&|file| file["path"][0]["reason"] = json!("Elle attendait depuis longtemps.")));
}

#[test]
fn a_path_given_before_its_end_has_no_ending() {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    desk.choose("accueil", "attendre");
    let file = HandOver::of(&desk.journal.attempt, &desk.play, Sharing::default());
    assert_eq!((file.path.len(), &file.ending), (1, &None));
    let recap = Recap::read(&scenario, &file).unwrap();
    assert_eq!(recap.answers, desk.play.answers());
}

#[test]
fn a_path_that_the_scenario_does_not_allow_is_told() {
    let (scenario, desk) = given_path();
    let file = HandOver::of(&desk.journal.attempt, &desk.play, Sharing::default());
    let changed = |change: &dyn Fn(&mut HandOver)| {
        let mut file = file.clone();
        change(&mut file);
        Recap::read(&scenario, &file).err()
    };
    let decision = |decision, scene: &str, choice: &str| Some(HandOverFault::Decision { decision, scene: scene.into(), choice: choice.into() });
    assert_eq!(changed(&|file| file.path[1].choice = "dormir".into()), decision(1, "bureau", "dormir"));
    assert_eq!(changed(&|file| file.path[1].scene = "accueil".into()), decision(1, "accueil", "rester"));
    assert_eq!(changed(&|file| file.path.truncate(1)), Some(HandOverFault::Ending("longue".into())));
    assert_eq!(changed(&|file| file.ending = Some("courte".into())), Some(HandOverFault::Ending("courte".into())));
    assert_eq!(changed(&|file| file.path.push(file.path[1].clone())), decision(2, "bureau", "rester"));
    let skip = |decisions, passages| bifurque::record::GivenSkip { decisions, passages };
    assert_eq!(changed(&|file| file.skips = vec![skip(1, u32::MAX)]), Some(HandOverFault::Misuse { decision: 1, misuse: Misuse::NoWayOn }));
    assert_eq!(changed(&|file| file.skips = vec![skip(0, 1)]), Some(HandOverFault::Misuse { decision: 0, misuse: Misuse::DecisionWaits }));
}

/// A skip after some passages is not a skip before them: the scenes left count.
#[test]
fn a_skip_is_given_with_its_place() {
    let scenario = load(&case());
    let mut desk = Desk::begun(&scenario);
    desk.choose("accueil", "attendre");
    desk.write(desk.play.skipping().unwrap());
    desk.choose("bureau", "rester");
    let file = HandOver::of(&desk.journal.attempt, &desk.play, Sharing::default());
    assert_eq!(file.ending.as_deref(), Some("longue"), "the corridor was left");
    let recap = Recap::read(&scenario, &file).unwrap();
    assert_eq!(recap.session.state(), desk.play.counted().state());
}

fn written() -> String {
    write_journals(vec![Desk::finished(&load(&case())).journal])
}

#[test]
fn journals_come_back_as_they_were_written() {
    let journal = given_path().1.journal;
    match read(&write_journals(vec![journal.clone(), journal.clone()])) {
        Ok(RecordFile::Journals(journals)) => assert_eq!(journals, [journal.clone(), journal]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn unreadable_files_are_told_apart() {
    let text = written();
    let hand_over = {
        let (_, desk) = given_path();
        serde_json::to_string(&HandOver::of(&desk.journal.attempt, &desk.play, Sharing::default())).unwrap()
    };
    let kind = |text: &str| match read(text) {
        Ok(RecordFile::Journals(_)) => "journals",
        Ok(RecordFile::HandOver(_)) => "hand-over",
        Err(UnreadableRecord::Syntax(_)) => "syntax",
        Err(UnreadableRecord::Unknown(_)) => "unknown",
        Err(UnreadableRecord::Newer(_)) => "newer",
        Err(UnreadableRecord::Damaged(_)) => "damaged",
    };
    assert_eq!(kind(&text), "journals");
    assert_eq!(kind(&hand_over), "hand-over");
    for end in (0..text.trim_end().len()).filter(|&end| text.is_char_boundary(end)) {
        assert_eq!(kind(&text[..end]), "syntax", "{end}");
    }
    assert_eq!(kind(&text.replace("\"events\"", "\"event\"")), "damaged");
    assert_eq!(kind(&text.replace("\"number\": 1,", "\"number\": -1,")), "damaged");
    assert_eq!(kind(&text.replace("\"number\": 1,", "\"number\": 1, \"note\": 2,")), "damaged");
    assert_eq!(kind(&hand_over.replace("\"seed\":0", "\"seed\":\"0\"")), "damaged");
    // One kind under the other's name.
    assert_eq!(kind(&text.replace("bifurque-journal", "bifurque-parcours")), "damaged");
    assert_eq!(kind(&hand_over.replace("bifurque-parcours", "bifurque-journal")), "damaged");
    assert_eq!(kind(&text.replace("bifurque-journal", "bifurque-film")), "unknown");
    assert_eq!(kind(&text.replacen("\"format\": 1", "\"format\": 2", 1)), "newer");
    assert_eq!(kind(&hand_over.replacen("\"format\":1", "\"format\":99", 1)), "newer");
    assert_eq!(kind(&text.replacen("\"format\": 1", "\"format\": 0", 1)), "damaged");
    assert_eq!(kind(&hand_over.replacen("\"format\":1", "\"format\":0", 1)), "damaged");
    // A later version may add what this one has no word for: it is newer all the same.
    assert_eq!(kind(r#"{ "format": 3, "kind": "bifurque-journal", "frames": [] }"#), "newer");
    for other in ["{}", "[]", "null", "3", "\"bifurque-journal\"", r#"{ "format": 1 }"#, r#"{ "kind": 4 }"#, &case().to_string()] {
        assert_eq!(kind(other), "unknown", "{other}");
    }
    for empty in ["", " ", "\u{feff}", "%PDF-1.7", "PK\u{3}\u{4}"] {
        assert_eq!(kind(empty), "syntax", "{empty:?}");
    }
}

fn without_wording(version: &str) -> Value {
    let mut json = case();
    json["version"] = json!(version);
    json["scenes"][0]["decision"]["choices"][0]["text"] = json!("Vous dites bonjour.");
    json
}

fn judged(json: &Value, journal: &Journal) -> Verdict {
    Verdict::of(&load(json), journal)
}

#[test]
fn a_changed_scenario_is_judged() {
    let journal = Desk::finished(&load(&case())).journal;
    let version = || "1.0.0".to_owned();
    assert_eq!(judged(&case(), &journal), Verdict::Same);
    assert_eq!(judged(&without_wording("1.0.1"), &journal), Verdict::StillValid);
    assert_eq!(judged(&without_wording("2.0.0"), &journal), Verdict::Moved { version: version() });

    let mut renamed = case();
    renamed["scenes"][2]["id"] = json!("salon");
    renamed["scenes"][1]["passage"]["to"] = json!("salon");
    renamed["content-warning"]["skip"] = json!("salon");
    renamed["scenes"][2]["decision"]["choices"][0]["id"] = json!("demeurer");
    renamed["renamed"] = json!({ "bureau": "salon", "rester": "demeurer" });
    assert_eq!(judged(&renamed, &journal), Verdict::StillValid);

    let mut inserted = case();
    inserted["scenes"][1]["passage"]["to"] = json!("escalier");
    inserted["scenes"].as_array_mut().unwrap().push(json!({ "id": "escalier", "title": "L’escalier", "blocks": [], "passage": { "to": "bureau" } }));
    assert_eq!(judged(&inserted, &journal), Verdict::Moved { version: version() });

    let mut removed = case();
    removed["scenes"][2]["decision"]["choices"].as_array_mut().unwrap().remove(0);
    assert_eq!(judged(&removed, &journal), Verdict::NotPlayable { version: version(), decision: 2 });
    let mut closed = case();
    closed["scenes"][0]["decision"]["choices"][0]["when"] = json!("false");
    assert_eq!(judged(&closed, &journal), Verdict::NotPlayable { version: version(), decision: 1 });

    let mut other = case();
    other["id"] = json!("autre-cas");
    assert_eq!(judged(&other, &journal), Verdict::OtherScenario);
}

#[test]
fn only_an_unchanged_story_can_be_resumed_and_every_verdict_has_a_sentence() {
    let version = || "1.0.0".to_owned();
    let verdicts = [
        Verdict::Same,
        Verdict::StillValid,
        Verdict::Moved { version: version() },
        Verdict::NotPlayable { version: version(), decision: 2 },
        Verdict::OtherScenario,
    ];
    assert_eq!(verdicts.each_ref().map(Verdict::can_resume), [true, true, false, false, false]);
    let sentences: std::collections::BTreeSet<String> = verdicts.iter().map(Verdict::sentence).collect();
    assert_eq!(sentences.len(), verdicts.len());
}

/// Makes a call as the application would; what is refused is not written.
fn make(desk: &mut Desk, call: &Call) {
    let session = desk.play.session();
    let scenario = Rc::clone(desk.play.scenario());
    let scene = scenario.scene(session.state().scene()).id.to_string();
    let open: Vec<String> = session.offers().filter(|offer| offer.open).map(|offer| scenario.choice(offer.choice).id.to_string()).collect();
    let chosen = |at: u16| open.get(usize::from(at) % open.len().max(1));
    let events = match call {
        Call::Advance(at) => match chosen(*at) {
            Some(choice) => desk.play.choosing(Answer { motive: (at % 3 == 0).then(|| NONE_FITS.to_owned()), ..Answer::bare(&scene, choice) }),
            None => desk.play.going_on(),
        },
        Call::Choose(at) => {
            let all: Vec<String> = session.offers().map(|offer| scenario.choice(offer.choice).id.to_string()).collect();
            desk.play.choosing(Answer::bare(&scene, all.get(usize::from(*at) % all.len().max(1)).map_or("rien", String::as_str)))
        }
        Call::Proceed => desk.play.going_on(),
        Call::Skip => desk.play.skipping(),
        Call::Rewound(decision) if decision % 3 == 2 => Ok(vec![Happened::WhatIfLeft]),
        Call::Rewound(decision) => desk.play.wondering(usize::from(*decision)),
    };
    if let Ok(events) = events {
        desk.write(events);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_attempt_can_be_folded_written_read_and_given(json in generator::scenario(), seed in any::<u32>(), calls in generator::calls()) {
        let scenario = load(&json);
        let mut desk = Desk::new(&scenario, seed);
        desk.write(desk.play.beginning());
        calls.iter().for_each(|call| make(&mut desk, call));
        same(&Play::replay(Rc::clone(&scenario), &desk.journal).unwrap(), &desk.play);
        prop_assert_eq!(Verdict::of(&scenario, &desk.journal), Verdict::Same);

        let text = write_journals(vec![desk.journal.clone()]);
        match read(&text) {
            Ok(RecordFile::Journals(journals)) => prop_assert_eq!(&journals[..], std::slice::from_ref(&desk.journal)),
            other => prop_assert!(false, "{:?}", other),
        }

        let file = HandOver::of(&desk.journal.attempt, &desk.play, Sharing { times: true, rereadings: true, resources: true, reasons: true });
        let text = serde_json::to_string(&file).unwrap();
        let Ok(RecordFile::HandOver(again)) = read(&text) else { panic!("{text}") };
        prop_assert_eq!(&*again, &file);
        let recap = Recap::read(&scenario, &again).unwrap();
        prop_assert_eq!(recap.session.path().collect::<Vec<_>>(), desk.play.counted().path().collect::<Vec<_>>());
        if desk.play.counted().is_over() {
            prop_assert_eq!(recap.session.state(), desk.play.counted().state());
        }
    }

    /// The page may be killed between any two events: the journal is read again, and play goes on from there.
    #[test]
    fn an_attempt_cut_anywhere_goes_on(json in generator::scenario(), seed in any::<u32>(), calls in generator::calls(), cut in any::<Index>(), after in generator::calls()) {
        let scenario = load(&json);
        let mut desk = Desk::new(&scenario, seed);
        desk.write(desk.play.beginning());
        calls.iter().for_each(|call| make(&mut desk, call));
        desk.journal.events.truncate(1 + cut.index(desk.journal.events.len()));
        desk.play = Play::replay(Rc::clone(&scenario), &desk.journal).unwrap();
        desk.write(vec![Happened::Resumed]);
        let before = desk.play.counted().steps().len();
        let can_go_on = match (desk.play.session().state().phase(), desk.play.session().offers().find(|offer| offer.open)) {
            (Phase::Scene, Some(offer)) => {
                let scene = scenario.scene(desk.play.session().state().scene()).id.to_string();
                desk.play.choosing(Answer::bare(&scene, &scenario.choice(offer.choice).id)).map(|_| ())
            }
            _ => desk.play.going_on().map(|_| ()),
        };
        let stuck = matches!(can_go_on, Err(Fault::Misuse { misuse: Misuse::Over | Misuse::NoWayOn | Misuse::DecisionWaits, .. }));
        prop_assert!(can_go_on.is_ok() || stuck, "{:?}", can_go_on);
        after.iter().for_each(|call| make(&mut desk, call));
        prop_assert!(desk.play.counted().steps().len() >= before);
        same(&Play::replay(scenario, &desk.journal).unwrap(), &desk.play);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_never_panics_and_has_a_sentence(damage in proptest::collection::vec((any::<Index>(), any::<u8>(), 0..3u8), 1..4)) {
        thread_local!(static TEXT: (Rc<Scenario>, String) = (load(&case()), written()));
        TEXT.with(|(scenario, text)| {
            let mut bytes = text.clone().into_bytes();
            for (at, byte, kind) in damage {
                let at = at.index(bytes.len());
                match kind {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => drop(bytes.remove(at)),
                }
            }
            match read(&String::from_utf8_lossy(&bytes)) {
                Ok(RecordFile::Journals(journals)) => journals.iter().for_each(|journal| assert!(!Verdict::of(scenario, journal).sentence().is_empty())),
                Ok(RecordFile::HandOver(_)) => panic!("a journal became a hand-over"),
                Err(error) => assert!(error.sentence().ends_with(['.', '»']), "{error}"),
            }
        });
    }
}
