//! What a room's paths make together, and what may be shown of it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bifurque::debrief::script::Script;
use bifurque::debrief::{
    Brought, Carrier, DecisionTable, EndingsTable, GroupSession, Joined, Ledger, Note, Odd, Outcome, Refusal, Shown, Total, Turnout, Walk, bring_file,
    contributions, decisions, gather, read_session,
};
use bifurque::record::{AttemptId, HandOver, Hesitation};
use bifurque::scenario::Scenario;
use proptest::prelude::*;
use room::hand_over;

#[path = "support/room.rs"]
mod room;

const WHOLE: usize = usize::MAX;

fn case(id: &str) -> Rc<Scenario> {
    let path = format!("{}/scenarios/{id}/scenario.json", env!("CARGO_MANIFEST_DIR"));
    Scenario::load(&std::fs::read(path).unwrap(), None).unwrap()
}

fn aubry() -> Rc<Scenario> {
    case("le-carnet-de-mme-aubry")
}

fn session(scenario: &Scenario) -> GroupSession {
    GroupSession::new(scenario, Script::default(), [1; 16], 0)
}

fn room(scenario: &Rc<Scenario>, seeds: std::ops::Range<u64>) -> GroupSession {
    let mut session = session(scenario);
    for seed in seeds {
        gather(&mut session, scenario, Carrier::File, hand_over(scenario, seed, WHOLE)).unwrap();
    }
    session
}

fn publish(session: &mut GroupSession, scenario: &Rc<Scenario>) -> bool {
    let parcours = session.parcours(scenario);
    session.publish(scenario, &parcours)
}

mod gathering {
    use super::*;

    #[test]
    fn the_same_attempt_counts_once_whichever_way_it_comes() {
        let scenario = aubry();
        let mut session = session(&scenario);
        let file = hand_over(&scenario, 1, WHOLE);
        assert_eq!(gather(&mut session, &scenario, Carrier::File, file.clone()), Ok(Outcome::Added { joined: Joined::Same }));
        assert_eq!(gather(&mut session, &scenario, Carrier::Qr, file.clone()), Ok(Outcome::Same));
        assert_eq!(gather(&mut session, &scenario, Carrier::Code, by_code(&file)), Ok(Outcome::Same));
        assert_eq!(session.turnout(), Some(Turnout { parcours: 1, people: file.players.people }));
    }

    #[test]
    fn a_file_after_a_code_tells_more_of_the_same_attempt() {
        let scenario = aubry();
        let mut session = session(&scenario);
        let file = hand_over(&scenario, 1, WHOLE);
        gather(&mut session, &scenario, Carrier::Code, by_code(&file)).unwrap();
        assert_eq!(gather(&mut session, &scenario, Carrier::File, file.clone()), Ok(Outcome::Extended { joined: Joined::Same }));
        assert_eq!(session.gathered[0].hand_over, file);
        assert_eq!(session.gathered.len(), 1);
    }

    #[test]
    fn two_people_who_chose_alike_are_two() {
        let scenario = aubry();
        let mut session = session(&scenario);
        let one = hand_over(&scenario, 1, WHOLE);
        let two = HandOver { attempt: AttemptId([9; 16]), ..one.clone() };
        for file in [&one, &two] {
            assert_eq!(gather(&mut session, &scenario, Carrier::Code, by_code(file)), Ok(Outcome::Added { joined: Joined::Same }));
        }
    }

    #[test]
    fn a_late_finisher_goes_further_and_is_not_two() {
        let scenario = aubry();
        let mut session = session(&scenario);
        for (decisions, expected) in [(2, true), (5, false), (WHOLE, false), (5, false)] {
            let outcome = gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, 3, decisions)).unwrap();
            assert_eq!(matches!(outcome, Outcome::Added { .. }), expected, "{decisions}: {outcome:?}");
        }
        assert_eq!(session.gathered.len(), 1);
        assert!(session.gathered[0].hand_over.ending.is_some(), "the longest stays");
    }

    #[test]
    fn unfinished_paths_count_where_they_got() {
        let scenario = aubry();
        let walk = Walk::of(&scenario, &hand_over(&scenario, 4, 2)).unwrap();
        assert_eq!(walk.parcours.decided.len(), 2);
        assert!(walk.parcours.stopped.is_some());
        assert_eq!(walk.parcours.ending, None);
        let whole = Walk::of(&scenario, &hand_over(&scenario, 4, WHOLE)).unwrap();
        assert_eq!(whole.parcours.decided[2].scene, walk.parcours.stopped.unwrap());
        assert!(whole.parcours.ending.is_some());
    }

    #[test]
    fn what_is_hostile_is_refused_and_nothing_is_lost() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..4);
        let before = session.clone();
        let sound = hand_over(&scenario, 50, WHOLE);
        let changed = |change: &dyn Fn(&mut HandOver)| {
            let mut file = sound.clone();
            change(&mut file);
            file
        };
        let hostile = [
            (changed(&|file| file.path[0].choice = "<script>alert(1)</script>".into()), Refusal::Altered(Odd::Path)),
            (changed(&|file| file.path.swap(0, 1)), Refusal::Altered(Odd::Path)),
            (changed(&|file| file.ending = Some("inconnue".into())), Refusal::Altered(Odd::Path)),
            (changed(&|file| file.path[0].reason = Some("x".repeat(281))), Refusal::Altered(Odd::Reasons)),
            (changed(&|file| file.path[1].hesitation = Some(Hesitation::With("nulle-part".into()))), Refusal::Altered(Odd::Answers)),
            (changed(&|file| file.path[1].motive = Some("nulle-part".into())), Refusal::Altered(Odd::Answers)),
            (
                changed(&|file| {
                    file.path[0].elapsed = Some(10);
                    file.path[1].elapsed = Some(9);
                }),
                Refusal::Altered(Odd::Moments),
            ),
            (changed(&|file| file.players.people = 100), Refusal::Altered(Odd::People)),
            (changed(&|file| file.scenario = "autre".into()), Refusal::OtherCase { title: sound.title.clone() }),
            (changed(&|file| file.attempt = before.gathered[0].hand_over.attempt), Refusal::OtherAttempt),
        ];
        for (file, expected) in hostile {
            assert_eq!(gather(&mut session, &scenario, Carrier::File, file), Err(expected.clone()));
            assert_eq!(expected.sentence().contains("ses choix ne se suivent pas"), expected == Refusal::Altered(Odd::Path), "{}", expected.sentence());
            assert_eq!(session, before);
        }
        assert!(gather(&mut session, &scenario, Carrier::File, sound).is_ok());
    }

    #[test]
    fn another_version_joins_where_it_can() {
        let scenario = aubry();
        let mut file = hand_over(&scenario, 6, WHOLE);
        file.digest = "0".repeat(64);
        assert_eq!(Walk::of(&scenario, &file).unwrap().joined, Joined::StillValid);
        file.version = "0.1.0".into();
        assert_eq!(Walk::of(&scenario, &file).unwrap().joined, Joined::Moved { version: "0.1.0".into() });
        file.path[3].choice = "disparue".into();
        let walk = Walk::of(&scenario, &file).unwrap();
        assert_eq!(walk.joined, Joined::Partly { version: "0.1.0".into(), decision: 4 });
        assert_eq!(walk.parcours.decided.len(), 3);
        assert_eq!((walk.parcours.stopped, walk.parcours.ending), (None, None), "where its owner stood is not known");
        assert!(walk.joined.sentence().unwrap().contains("jusqu’à la décision 3"));
    }

    /// What a code brings of a hand-over: ten bits of the id, the choices.
    fn by_code(file: &HandOver) -> HandOver {
        let AttemptId([a, b, ..]) = file.attempt;
        let mut id = [0; 16];
        [id[0], id[1]] = [a, b & 0b1100_0000];
        let mut path = file.path.clone();
        for given in &mut path {
            given.motive = None;
            given.hesitation = None;
        }
        HandOver { attempt: AttemptId(id), path, ..file.clone() }
    }
}

mod small_groups {
    use super::*;

    fn first(session: &GroupSession, scenario: &Scenario) -> DecisionTable {
        let scene = decisions(scenario).next().unwrap();
        DecisionTable::of(scenario, &session.ledger, scene, session.agreed.is_some())
    }

    #[test]
    fn nothing_under_three_choices_under_eight_counts_from_there() {
        let scenario = aubry();
        for parcours in 0..12 {
            let mut session = room(&scenario, 0..parcours);
            publish(&mut session, &scenario);
            let shown = first(&session, &scenario);
            match parcours {
                0..3 => assert_eq!(shown.choices, Shown::Nothing, "{parcours}"),
                3..8 => assert!(matches!(shown.choices, Shown::Taken(_)), "{parcours}"),
                _ => assert_eq!(shown.choices.answered(), Some(u32::try_from(parcours).unwrap())),
            }
            if parcours < 8 {
                assert_eq!((shown.arrived(), shown.stopped), (None, None));
                assert!(shown.hesitations.is_empty() && shown.motives.is_empty(), "{parcours}");
            }
        }
    }

    #[test]
    fn the_groups_agreement_shows_counts_from_three() {
        let scenario = aubry();
        for parcours in 0..8 {
            let mut session = room(&scenario, 0..parcours);
            session.agreed = Some(1);
            publish(&mut session, &scenario);
            let shown = first(&session, &scenario);
            assert_eq!(matches!(shown.choices, Shown::Counts(_)), parcours >= 3, "{parcours}");
        }
    }

    #[test]
    fn hesitations_and_motives_are_hidden_below_three() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..30);
        publish(&mut session, &scenario);
        let parcours = session.parcours(&scenario);
        let (mut few, mut many) = (0, 0);
        for scene in decisions(&scenario) {
            let shown = DecisionTable::of(&scenario, &session.ledger, scene, false);
            for (place, total) in shown.hesitations.iter().enumerate() {
                let with = |decided: &&bifurque::debrief::Decided| {
                    decided.scene == scene && decided.hesitation.is_some_and(|other| usize::from(u8::try_from(scenario.letter(other)).unwrap() - b'A') == place)
                };
                let count = parcours.iter().flat_map(|(_, parcours)| &parcours.decided).filter(with).count();
                match total {
                    Total::Few => {
                        few += 1;
                        assert!(count < 3);
                    }
                    Total::Many(shown) => {
                        many += 1;
                        assert_eq!(*shown as usize, count);
                    }
                }
            }
        }
        assert!(few > 0 && many > 0, "both are met: {few} {many}");
    }

    #[test]
    fn endings_follow_the_same_rule() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..9);
        gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, 99, 3)).unwrap();
        assert_eq!(EndingsTable::of(&scenario, &session.ledger, false).endings, Shown::Nothing, "nothing is published by itself");
        publish(&mut session, &scenario);
        let table = EndingsTable::of(&scenario, &session.ledger, false);
        assert_eq!(table.endings.answered(), Some(10));
        assert_eq!(table.endings.count(table.scenes.len()), Some(1), "one is on the way");
    }
}

mod attack {
    use super::*;

    /// What happens in a workshop, in any order.
    #[derive(Clone, Debug)]
    enum Act {
        Arrive { seed: u64, decisions: usize },
        Finish(usize),
        Withdraw(usize),
        Publish,
        Merge { seeds: Vec<u64>, published: bool },
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            8 => (0u64..60, prop_oneof![0usize..8, Just(WHOLE)]).prop_map(|(seed, decisions)| Act::Arrive { seed, decisions }),
            3 => (0usize..40).prop_map(Act::Finish),
            1 => (0usize..40).prop_map(Act::Withdraw),
            4 => Just(Act::Publish),
            1 => (prop::collection::vec(0u64..60, 0..12), any::<bool>()).prop_map(|(seeds, published)| Act::Merge { seeds, published }),
        ];
        prop::collection::vec(act, 1..60)
    }

    /// Whom a table counts, and how: known to us, not to the attacker.
    fn population(ledger: &Ledger, table: &str) -> BTreeMap<String, Vec<String>> {
        ledger.table(table).map(|table| table.counted.clone()).unwrap_or_default()
    }

    fn differing(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> usize {
        after.iter().filter(|(number, cells)| before.get(*number) != Some(cells)).count()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        /// Whatever happens, in whatever order: from one export to any later one, a table changes by no parcours or by three or more; and all tables tell of the
        /// same parcours, of whom three or more are new each time. So the difference between any two exports, or two tables of different exports, tells of
        /// nobody alone, nor of two.
        #[test]
        fn no_subtraction_between_exports_singles_anyone_out(acts in acts()) {
            let scenario = aubry();
            let mut session = session(&scenario);
            let mut seeds = Vec::new();
            for act in acts {
                let before = session.ledger.clone();
                match act {
                    Act::Arrive { seed, decisions } => {
                        seeds.push(seed);
                        gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, seed, decisions)).unwrap();
                        prop_assert_eq!(&session.ledger, &before, "an arrival alone changes nothing");
                    }
                    Act::Finish(at) => {
                        if let Some(seed) = seeds.get(at) {
                            gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, *seed, WHOLE)).unwrap();
                        }
                        prop_assert_eq!(&session.ledger, &before, "going further changes nothing by itself");
                    }
                    Act::Withdraw(at) => {
                        if let Some(gathered) = session.gathered.get(at) {
                            let number = gathered.number;
                            session.withdraw(number);
                            prop_assert!(session.ledger.admitted.keys().all(|kept| *kept != number.to_string()));
                        }
                        for (name, table) in &before.tables {
                            prop_assert_eq!(&session.ledger.tables[name].cells, &table.cells, "what was seen stays");
                        }
                    }
                    Act::Publish => {
                        let changed = publish(&mut session, &scenario);
                        let new = session.ledger.admitted.iter().filter(|(number, was)| before.admitted.get(*number) != Some(was)).count();
                        let enough = if changed { new >= 3 } else { new == 0 };
                        prop_assert!(enough, "{} changes", new);
                        for name in session.ledger.tables.keys() {
                            let (old, now) = (population(&before, name), population(&session.ledger, name));
                            let told = differing(&old, &now);
                            prop_assert!(told == 0 || told >= 3, "{} changes by {}", name, told);
                            let told: u32 = session.ledger.tables[name].cells.iter().filter(|(cell, _)| !cell.starts_with("hesitation") && !cell.starts_with("motive")).map(|(_, count)| count).sum();
                            prop_assert!(told == 0 || told as usize >= 3, "{} tells of {}", name, told);
                        }
                    }
                    Act::Merge { seeds: theirs, published } => {
                        let mut other = super::session(&scenario);
                        for seed in theirs {
                            gather(&mut other, &scenario, Carrier::File, hand_over(&scenario, seed, WHOLE)).unwrap();
                        }
                        if published {
                            publish(&mut other, &scenario);
                        }
                        session.merge(&scenario, &other).unwrap();
                        for (name, table) in &session.ledger.tables {
                            let theirs = population_numbers(&other.ledger, name);
                            let (old, now) = (population(&before, name), population(&session.ledger, name));
                            let told = differing(&old, &now);
                            prop_assert!(told == 0 || told >= 3 || told == theirs, "{} changes by {} of {}: {:?}", name, told, theirs, table.cells);
                        }
                    }
                }
            }
        }

        /// The figures themselves: where nobody has withdrawn and nothing was merged, a table published at once is what counting by hand gives.
        #[test]
        fn published_tables_are_what_counting_by_hand_gives(seeds in prop::collection::btree_set(0u64..500, 3..40)) {
            let scenario = aubry();
            let mut session = session(&scenario);
            let files: Vec<HandOver> = seeds.iter().map(|seed| hand_over(&scenario, *seed, WHOLE)).collect();
            for file in &files {
                gather(&mut session, &scenario, Carrier::File, file.clone()).unwrap();
            }
            publish(&mut session, &scenario);
            for scene in decisions(&scenario) {
                let name: &str = &scenario.scene(scene).id;
                let mut by_hand: BTreeMap<&str, u32> = BTreeMap::new();
                for file in &files {
                    if let Some(given) = file.path.iter().find(|given| given.scene == name) {
                        *by_hand.entry(&given.choice).or_default() += 1;
                    }
                }
                let arrived: u32 = by_hand.values().sum();
                let Some(table) = session.ledger.table(name) else {
                    prop_assert!(arrived < 3);
                    continue;
                };
                for choice in &scenario.decision(scene).unwrap().choices {
                    prop_assert_eq!(table.count(&format!("choice:{}", &*choice.id)), by_hand.get(&*choice.id).copied().unwrap_or(0));
                }
            }
        }
    }

    fn population_numbers(ledger: &Ledger, table: &str) -> usize {
        population(ledger, table).len()
    }

    /// The export before and after one arrival, and after two: the same to the letter. The third brings all three.
    #[test]
    fn one_arrival_changes_no_export() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..9);
        publish(&mut session, &scenario);
        let before = session.ledger.clone();
        for (seed, waiting) in [(100, 1), (101, 2)] {
            gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, seed, WHOLE)).unwrap();
            assert!(!publish(&mut session, &scenario));
            assert_eq!(session.ledger, before);
            let parcours = session.parcours(&scenario);
            assert_eq!(session.ledger.waiting(&contributions(&scenario, &parcours)), waiting);
        }
        gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, 102, WHOLE)).unwrap();
        assert!(publish(&mut session, &scenario));
        assert_eq!(session.ledger.admitted.len(), 12);
    }

    /// Two workshops that share one or two people: their tables are not made one, for who is in both could be told.
    #[test]
    fn a_merge_does_not_tell_who_was_in_both() {
        let scenario = aubry();
        for (shared, expected) in [(0, 18), (1, 9), (2, 9), (3, 15)] {
            let mut one = room(&scenario, 0..9);
            let mut two = room(&scenario, 9 - shared..18 - shared);
            publish(&mut one, &scenario);
            publish(&mut two, &scenario);
            one.merge(&scenario, &two).unwrap();
            let first = decisions(&scenario).next().unwrap();
            let shown = DecisionTable::of(&scenario, &one.ledger, first, false);
            assert_eq!(shown.choices.answered(), Some(expected), "{shared} in both");
            assert_eq!(one.gathered.len() as u64, 18 - shared, "the parcours themselves are all there");
        }
    }
}

mod votes {
    use bifurque::debrief::{Ballot, BallotFault};

    use super::*;

    #[test]
    fn ballots_are_counted_typed_and_taken_back() {
        let mut vote = Ballot::new("le-carnet", 1, 3);
        for choice in [0, 2, 2, 1, 7] {
            vote.count(choice);
        }
        assert_eq!((vote.counts.clone(), vote.total()), (vec![1, 1, 2], 4));
        assert_eq!(vote.undo(), Some(1));
        assert_eq!(vote.counts, [1, 0, 2]);
        vote.set(0, 12);
        assert_eq!((vote.total(), vote.undo()), (14, None));
    }

    #[test]
    fn the_total_must_match_the_room() {
        let mut vote = Ballot::new("le-carnet", 1, 2);
        (0..9).for_each(|_| vote.count(0));
        assert_eq!(vote.publish(10), Err(BallotFault::Total { ballots: 9, room: 10 }));
        assert_eq!(vote.shown(false), Shown::Nothing, "hidden until it is right");
        vote.count(1);
        assert_eq!(vote.publish(10), Ok(()));
        assert_eq!(vote.shown(false), Shown::Counts(vec![9, 1]));
    }

    #[test]
    fn a_vote_that_was_shown_never_changes_by_one_or_two() {
        let mut vote = Ballot::new("le-carnet", 2, 2);
        (0..9).for_each(|_| vote.count(0));
        vote.publish(0).unwrap();
        for late in 1..=3 {
            vote.count(1);
            assert_eq!(vote.publish(0).is_ok(), late == 3, "{late}");
            assert_eq!(vote.shown(false), Shown::Counts(if late == 3 { vec![9, 3] } else { vec![9, 0] }));
        }
        vote.undo();
        assert_eq!(vote.publish(0), Err(BallotFault::Shown));
    }

    #[test]
    fn small_rooms_have_the_same_rule() {
        let shown = |ballots: usize, agreed: bool| {
            let mut vote = Ballot::new("le-carnet", 1, 2);
            (0..ballots).for_each(|ballot| vote.count(u32::from(ballot % 2 == 1)));
            vote.publish(0).unwrap();
            vote.shown(agreed)
        };
        assert_eq!(shown(2, true), Shown::Nothing);
        assert_eq!(shown(7, false), Shown::Taken(vec![true, true]));
        assert_eq!(shown(7, true), Shown::Counts(vec![4, 3]));
        assert_eq!(shown(8, false), Shown::Counts(vec![4, 4]));
    }
}

mod slides {
    use bifurque::debrief::script::PAGE_WORDS;
    use bifurque::debrief::slide::{self, Part, Slide, shown_words};

    use super::*;

    const CASES: [&str; 4] = ["premiers-pas", "le-carnet-de-mme-aubry", "equipe-du-soir", "vous-connaissez-peut-etre"];

    fn fits(slides: &[Slide]) {
        assert!(!slides.is_empty());
        for (slide, page) in slides.iter().zip(1..) {
            assert!(shown_words(slide) <= PAGE_WORDS, "{} words: {slide:#?}", shown_words(slide));
            assert_eq!((slide.page, slide.pages as usize), (page, slides.len()));
        }
    }

    #[test]
    fn every_decision_of_every_case_fits_pages_that_a_room_can_read() {
        for id in CASES {
            let scenario = case(id);
            let mut session = room(&scenario, 0..20);
            publish(&mut session, &scenario);
            for scene in decisions(&scenario) {
                fits(&slide::choices(&scenario, scene));
                let table = DecisionTable::of(&scenario, &session.ledger, scene, false);
                fits(&slide::distribution(&scenario, &table));
                fits(&slide::votes(&scenario, scene, &[("Premier vote", &table.choices), ("Second vote", &Shown::Nothing)]));
            }
        }
    }

    #[test]
    fn the_choices_are_whole_and_in_the_order_of_the_text() {
        let scenario = aubry();
        for scene in decisions(&scenario) {
            let slides = slide::choices(&scenario, scene);
            let shown = slides.iter().flat_map(|slide| &slide.parts).flat_map(|part| match part {
                Part::Choices(choices) => choices.iter().map(|choice| (choice.letter.clone(), choice.text.clone())).collect(),
                _ => Vec::new(),
            });
            let written = scenario.decision(scene).unwrap().choices.iter().zip('A'..).map(|(choice, letter)| (letter.to_string(), choice.text.text.clone()));
            assert_eq!(shown.collect::<Vec<_>>(), written.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_small_room_sees_no_number() {
        let scenario = aubry();
        for parcours in [0, 2, 3, 7] {
            let mut session = room(&scenario, 0..parcours);
            publish(&mut session, &scenario);
            for scene in decisions(&scenario) {
                let slides = slide::distribution(&scenario, &DecisionTable::of(&scenario, &session.ledger, scene, false));
                for part in slides.iter().flat_map(|slide| &slide.parts) {
                    match part {
                        Part::Bars(bars) => assert!(bars.rows.iter().flat_map(|row| &row.values).all(|value| value.count.is_none())),
                        Part::Caption(words) => assert!(!words.contains(|letter: char| letter.is_ascii_digit()), "{words}"),
                        other => panic!("{other:?}"),
                    }
                }
            }
        }
    }

    #[test]
    fn a_slide_is_sent_and_read_again() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..20);
        publish(&mut session, &scenario);
        for scene in decisions(&scenario) {
            for slide in slide::distribution(&scenario, &DecisionTable::of(&scenario, &session.ledger, scene, false)) {
                let text = serde_json::to_string(&slide).unwrap();
                assert_eq!(bifurque::record::read_part::<Slide>(&text).unwrap(), slide);
            }
        }
    }
}

mod files {
    use super::*;

    #[test]
    fn a_session_is_read_again() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..12);
        publish(&mut session, &scenario);
        session.ballot_mut("le-carnet", 2, 4).count(1);
        assert_eq!(read_session(&session.write()).unwrap(), session);
    }

    #[test]
    fn closing_forgets_the_parcours_and_keeps_the_tables() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..12);
        publish(&mut session, &scenario);
        let cells: Vec<_> = session.ledger.tables.values().map(|table| table.cells.clone()).collect();
        let ids: BTreeSet<String> = session.gathered.iter().map(|gathered| gathered.hand_over.attempt.to_string()).collect();
        let turnout = session.turnout().unwrap();
        assert_eq!(turnout.parcours, 12);
        session.close();
        assert_eq!(session.turnout(), Some(turnout), "how many took part is all that is kept of them");
        let text = session.write();
        assert!(ids.iter().all(|id| !text.contains(id)), "no attempt is in the file any more");
        let read = read_session(&text).unwrap();
        assert_eq!(read.ledger.tables.values().map(|table| table.cells.clone()).collect::<Vec<_>>(), cells);
        assert_eq!(read, session);
        assert_eq!(gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, 40, WHOLE)), Err(Refusal::Closed));

        // Merged, its tables count, and so do those who made them.
        let elsewhere = |seeds, id| GroupSession { id: AttemptId([id; 16]), ..room(&scenario, seeds) };
        let mut other = elsewhere(20..25, 2);
        let five = other.turnout().unwrap();
        other.merge(&scenario, &session).unwrap();
        assert_eq!(other.turnout(), Some(Turnout { parcours: 17, people: five.people + turnout.people }));

        // Once: itself, or within another.
        let before = other.clone();
        assert_eq!(other.merge(&scenario, &session), Err(Refusal::AlreadyMerged));
        let mut third = elsewhere(30..33, 3);
        third.merge(&scenario, &session).unwrap();
        assert_eq!(other.merge(&scenario, &third), Err(Refusal::AlreadyMerged));
        assert_eq!(other, before, "what is refused changes nothing");
        other.close();
        assert_eq!(other.turnout().unwrap().parcours, 17);
    }

    #[test]
    fn a_session_merged_again_brings_what_is_new_and_says_nothing_twice() {
        let scenario = aubry();
        let note = |text: &str| Note { text: text.to_owned(), ..Note::default() };
        let mut one = GroupSession { notes: vec![note("Demander d’abord.")], ..room(&scenario, 0..3) };
        let mut other = GroupSession { id: AttemptId([2; 16]), notes: vec![note("Prendre le temps.")], ..room(&scenario, 5..9) };
        one.merge(&scenario, &other).unwrap();
        gather(&mut other, &scenario, Carrier::File, hand_over(&scenario, 10, WHOLE)).unwrap();
        other.notes.push(note("Rappeler demain."));
        one.merge(&scenario, &other).unwrap();
        assert_eq!(one.turnout().unwrap().parcours, 8);
        let texts: Vec<&str> = one.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, ["Demander d’abord.", "Prendre le temps.", "Rappeler demain."]);

        // Closed since, its parcours can no longer be told from those that are here.
        other.close();
        assert_eq!(one.merge(&scenario, &other), Err(Refusal::AlreadyMerged));
        assert_eq!(read_session(&one.write()).unwrap(), one);
    }

    #[test]
    fn a_session_that_an_older_version_closed_does_not_say_how_many_took_part() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..12);
        session.close();
        let mut older: serde_json::Value = serde_json::from_str(&session.write()).unwrap();
        older.as_object_mut().unwrap().remove("erased").unwrap();
        let read = read_session(&older.to_string()).unwrap();
        assert_eq!(read.turnout(), None);
        assert!(read.closed);
    }

    #[test]
    fn the_settings_of_the_link_are_kept_and_an_older_session_has_none() {
        let scenario = aubry();
        let plain = session(&scenario);
        assert!(!plain.write().contains("shared-device") && !plain.write().contains("traceless") && !plain.write().contains("time-limits"));
        assert_eq!(read_session(&plain.write()).unwrap(), plain);
        let set = GroupSession { shared_device: true, time_limits: true, traceless: true, ..plain };
        assert_eq!(read_session(&set.write()).unwrap(), set);
    }

    #[test]
    fn a_session_of_another_case_is_refused_before_anything_is_asked() {
        let scenario = aubry();
        let mut one = session(&scenario);
        let other = GroupSession { scenario: "autre".into(), title: "Ailleurs".into(), ..room(&scenario, 0..3) };
        let Brought::Path(received) = bring_file(&mut one, &scenario, "ailleurs.json", &other.write()) else { panic!("it is asked about") };
        assert_eq!(received.result, Err("Cette séance porte sur un autre cas : « Ailleurs ».".to_owned()));
        assert!(matches!(bring_file(&mut one, &scenario, "ici.json", &room(&scenario, 0..3).write()), Brought::Session(_)));
    }

    #[test]
    fn what_is_no_session_is_refused_with_a_reason() {
        let scenario = aubry();
        let whole = room(&scenario, 0..3).write();
        for (text, expected) in [
            (whole[..whole.len() / 2].to_owned(), "Syntax"),
            (whole.replacen("\"revision\"", "\"revison\"", 1), "Damaged"),
            (whole.replacen("\"format\": 1", "\"format\": 9", 1), "Newer"),
            (hand_over(&scenario, 1, WHOLE).write(), "Unknown"),
        ] {
            let error = read_session(&text).unwrap_err();
            assert!(format!("{error:?}").starts_with(expected), "{expected}: {error:?}");
        }
    }
}
