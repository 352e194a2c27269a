use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::documents::{Documents, Found};
use super::super::tally::Tally;
use super::Paths;
use crate::debrief::{Joined, Ledger, Parcours, Refusal, Walk, contributions};
use crate::engine::Session;
use crate::record::{Attempt, Given, HandOver, Hesitation, NONE_FITS, Players, Settings};
use crate::scenario::Scenario;

fn scenarios() -> Vec<Rc<Scenario>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("scenario.json")).filter(|file| file.is_file());
    let mut scenarios: Vec<_> = files.filter_map(|file| Scenario::load(&std::fs::read(file).unwrap(), None).ok()).collect();
    scenarios.sort_by(|left, right| left.id().cmp(right.id()));
    scenarios
}

/// Plays a case at random, for as many decisions as asked, or to its end.
fn played(scenario: &Rc<Scenario>, picks: &[Index], most: usize, seed: u32) -> HandOver {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), u64::from(seed), &mut events);
    let mut path = Vec::new();
    let mut ending = None;
    for pick in picks.iter().take(most) {
        session.walk_to_decision(&mut events).unwrap();
        if let Some(reached) = scenario.ending(session.state().scene()) {
            ending = Some(reached.id.to_string());
            break;
        }
        let open: Vec<_> = session.offers().filter(|offer| offer.open).collect();
        let choice = pick.get(&open).choice;
        let scene = scenario.scene(session.state().scene()).id.to_string();
        path.push(Given { scene, choice: scenario.choice(choice).id.to_string(), ..Given::default() });
        session.choose(choice, &mut events).unwrap();
    }
    HandOver::bare(Attempt::new(scenario, [1; 16], 0, seed, Players::ALONE, Settings::default()), path, ending)
}

/// What people and mischief do to a record.
fn changed(mut file: HandOver, scenario: &Scenario, change: u8, at: Index) -> HandOver {
    if file.path.is_empty() {
        return file;
    }
    let step = at.index(file.path.len());
    let scene = scenario.find_scene(&file.path[step].scene).unwrap();
    let decision = scenario.decision(scene).unwrap();
    let given = &mut file.path[step];
    match change {
        1 => given.hesitation = Some(Hesitation::None),
        2 => given.hesitation = Some(Hesitation::With(at.get(&decision.choices).id.to_string())),
        3 => given.hesitation = Some(Hesitation::With("personne".into())),
        4 => given.motive = Some(NONE_FITS.into()),
        5 => given.motive = decision.ask.as_ref().and_then(|ask| ask.motives.first()).map(|motive| motive.id.to_string()),
        6 => given.motive = Some("inconnu".into()),
        7 => given.reason = Some("é".repeat(280)),
        8 => given.reason = Some("é".repeat(281)),
        9 => (given.elapsed, file.path[0].elapsed) = (Some(5), Some(9)),
        10 => given.choice = "ailleurs".into(),
        11 => file.path.truncate(step),
        12 => file.ending = Some("autre".into()),
        13 => file.ending = None,
        14 => file.digest = "00".into(),
        15 => (file.digest, file.version) = ("00".into(), "0.1.0".into()),
        16 => (file.digest, file.path[step].choice) = ("00".into(), "ailleurs".into()),
        17 => file.players.people = 0,
        18 => file.path.swap(0, step),
        19 => (file.digest, file.ending) = ("00".into(), Some("autre".into())),
        20 => file.players.people = 100,
        21 => (file.digest, given.reason) = ("00".into(), Some("é".repeat(281))),
        22 => {
            file.digest = "00".into();
            (given.elapsed, file.path[0].elapsed) = (Some(5), Some(9));
        }
        _ => {}
    }
    file
}

fn walked(paths: &mut Paths, file: &HandOver) -> Result<(Parcours, Joined), Refusal> {
    let mut outcome = None;
    Documents::new(file.write().as_bytes())
        .each(|_, found| match found {
            Found::Brief(brief) => outcome = Some(paths.walk(&brief).map(|(parcours, joined)| (parcours.clone(), joined))),
            other => panic!("{other:?}"),
        })
        .unwrap();
    outcome.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A walk that is remembered is the walk: whatever came before, and whatever is odd about the record.
    #[test]
    fn a_remembered_walk_is_the_walk(
        case in any::<Index>(),
        records in prop::collection::vec((prop::collection::vec(any::<Index>(), 12), 0usize..14, 0u32..3, 0u8..26, any::<Index>()), 1..40),
    ) {
        let scenarios = scenarios();
        let scenario = case.get(&scenarios);
        let mut paths = Paths::new(Rc::clone(scenario));
        let (mut tally, mut all) = (Tally::default(), Vec::new());
        for (picks, most, seed, change, at) in records {
            // Few ways, so that many records go along one that is known.
            let picks: Vec<Index> = if most % 2 == 0 { picks } else { vec![picks[0]; 12] };
            let file = changed(played(scenario, &picks, most, seed), scenario, change, at);
            for _ in 0..2 {
                let expected = Walk::of(scenario, &file).map(|walk| (walk.parcours, walk.joined));
                let got = walked(&mut paths, &file);
                prop_assert_eq!(&got, &expected, "{:?}", file);
                if let Ok((parcours, _)) = got {
                    tally.add(&parcours);
                    all.push((u32::try_from(all.len()).unwrap(), parcours));
                }
            }
        }
        let mut expected = Ledger::default();
        for (table, cells) in contributions(scenario, &all).into_values().flatten() {
            for cell in cells {
                *expected.tables.entry(table.clone()).or_default().cells.entry(cell).or_default() += 1;
            }
        }
        prop_assert_eq!(tally.ledger(scenario), expected);
        prop_assert_eq!(tally.parcours, all.len() as u64);
    }
}
