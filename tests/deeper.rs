//! What stands under « Aller plus loin »: computed from what was published, gone when its owner takes it back, sixty words a page.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bifurque::debrief::deeper::{
    Composer, MARKS_HELP, Mark, Path, axis_sentence, axis_slides, compare, live, mark_slides, marks, offered, positions, replay, tables, tensions, wall,
};
use bifurque::debrief::script::{PAGE_WORDS, Script};
use bifurque::debrief::slide::{Part, Slide, shown_words};
use bifurque::debrief::{Carrier, DecisionTable, GroupSession, Shown, Total, gather};
use bifurque::scenario::Scenario;
use bifurque::scenario::library::{self, Vocabulary};
use bifurque::scenario::program::SceneIndex;
use bifurque::text::{literal, parse, words};
use proptest::prelude::*;
use room::{Lots, hand_over};

#[path = "support/room.rs"]
mod room;

const WHOLE: usize = usize::MAX;
const CASES: [&str; 4] = ["le-carnet-de-mme-aubry", "equipe-du-soir", "premiers-pas", "vous-connaissez-peut-etre"];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/scenarios/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn case(id: &str) -> Rc<Scenario> {
    Scenario::load(&file(&format!("{id}/scenario.json")), None).unwrap()
}

fn aubry() -> Rc<Scenario> {
    case(CASES[0])
}

fn vocabulary() -> Vocabulary {
    library::load(&file("vocabulary.json")).unwrap()
}

fn room(scenario: &Rc<Scenario>, seeds: std::ops::Range<u64>) -> GroupSession {
    let mut session = GroupSession::new(scenario, Script::default(), [1; 16], 0);
    for seed in seeds {
        gather(&mut session, scenario, Carrier::File, hand_over(scenario, seed, WHOLE)).unwrap();
    }
    let parcours = session.parcours(scenario);
    session.publish(scenario, &parcours);
    session
}

fn shown(scenario: &Scenario, session: &GroupSession) -> Vec<DecisionTable> {
    tables(scenario, &session.ledger, session.agreed.is_some())
}

/// Someone who composes at random.
fn composed(scenario: &Rc<Scenario>, seed: u64) -> Composer {
    let mut lots = Lots::new(seed);
    let mut composer = Composer::new(scenario, 0);
    while composer.waiting().is_some() {
        let open = composer.open();
        composer.choose(open[lots.below(open.len())]).unwrap();
    }
    composer
}

/// Pages that a room can read, and whose texts draw as what they are.
fn assert_readable(slides: &[Slide]) {
    for (at, slide) in slides.iter().enumerate() {
        assert!(shown_words(slide) <= PAGE_WORDS, "{} words: {slide:?}", shown_words(slide));
        assert_eq!((slide.page as usize, slide.pages as usize), (at + 1, slides.len()));
        for part in &slide.parts {
            match part {
                Part::Text(text) => assert!(parse(text).is_ok() && !text.is_empty(), "{text}"),
                Part::Columns(columns) => {
                    assert!(columns.iter().all(|column| parse(&column.text).is_ok()), "{columns:?}");
                    assert!(columns.iter().any(|column| !column.text.is_empty()));
                }
                _ => {}
            }
        }
    }
}

fn text_of(slides: &[Slide]) -> String {
    let parts = slides.iter().flat_map(|slide| &slide.parts).map(|part| match part {
        Part::Text(text) | Part::Caption(text) => text.clone(),
        Part::Columns(columns) => columns.iter().map(|column| [&column.title, "\n", &column.text, "\n"].concat()).collect(),
        _ => String::new(),
    });
    slides.iter().map(|slide| slide.title.clone()).chain(parts).collect::<Vec<_>>().join("\n")
}

mod marking {
    use super::*;

    fn table(choices: Shown, hesitations: &[Total]) -> DecisionTable {
        DecisionTable { scene: SceneIndex(0), choices, stopped: Some(0), hesitations: hesitations.to_vec(), motives: Vec::new() }
    }

    fn mark(choices: Shown, hesitations: &[Total]) -> Vec<Mark> {
        marks(&[table(choices, hesitations)])[0].marks.clone()
    }

    #[test]
    fn each_mark_is_its_measure() {
        let counts = |counts: &[u32]| mark(Shown::Counts(counts.to_vec()), &[]);
        assert_eq!(counts(&[12, 0, 0]), [Mark::Unanimous]);
        assert_eq!(counts(&[8, 4, 0]), [Mark::Shared], "two thirds is not more than two thirds");
        assert_eq!(counts(&[9, 3, 0]), []);
        assert_eq!(counts(&[4, 4, 4, 4]), [Mark::Shared]);
        let hesitated = |hesitations: &[Total]| mark(Shown::Counts(vec![9, 3, 0]), hesitations);
        assert_eq!(hesitated(&[Total::Many(4), Total::Few, Total::Few]), [Mark::Hesitated]);
        assert_eq!(hesitated(&[Total::Many(3), Total::Few, Total::Few]), [], "what is hidden does not count");
    }

    #[test]
    fn a_small_group_is_told_what_it_sees_and_no_more() {
        assert_eq!(mark(Shown::Nothing, &[]), []);
        assert_eq!(mark(Shown::Taken(vec![true, false]), &[]), [Mark::Unanimous]);
        assert_eq!(mark(Shown::Taken(vec![true, true]), &[]), []);
        let told = |choices| marks(&[table(choices, &[])])[0].words();
        assert_eq!(told(Shown::Nothing), "trop peu de réponses");
        assert_eq!(told(Shown::Taken(vec![true, true])), "sans marque");
    }

    #[test]
    fn decisions_stand_in_the_order_of_the_story_and_change_with_what_is_published_only() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..20);
        let before = marks(&shown(&scenario, &session));
        let scenes: Vec<u32> = before.iter().map(|one| one.scene.0).collect();
        assert!(scenes.is_sorted() && scenes.len() == 6, "{scenes:?}");
        assert!(before.iter().any(|one| one.marks.contains(&Mark::Shared)));
        for seed in 20..22 {
            gather(&mut session, &scenario, Carrier::File, hand_over(&scenario, seed, WHOLE)).unwrap();
        }
        assert_eq!(marks(&shown(&scenario, &session)), before);
        let slides = mark_slides(&scenario, &before);
        assert_readable(&slides);
        assert!(words(MARKS_HELP) <= PAGE_WORDS && text_of(&slides).contains("**partagée"));
    }
}

mod along_axes {
    use super::*;

    #[test]
    fn the_counts_are_those_of_the_tags() {
        let scenario = aubry();
        let session = room(&scenario, 0..20);
        // Counted again, from the files themselves: id of the axis, scene, pole.
        let raw: serde_json::Value = serde_json::from_slice(&file("le-carnet-de-mme-aubry/scenario.json")).unwrap();
        let mut expected: BTreeMap<(String, String, String), u32> = BTreeMap::new();
        let mut main: BTreeMap<(String, String), u32> = BTreeMap::new();
        for given in session.gathered.iter().flat_map(|gathered| &gathered.hand_over.path) {
            let scene = raw["scenes"].as_array().unwrap().iter().find(|scene| scene["id"] == given.scene).unwrap();
            let choice = scene["decision"]["choices"].as_array().unwrap().iter().find(|choice| choice["id"] == given.choice).unwrap();
            let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            for tag in choice["tensions"].as_array().unwrap() {
                *expected.entry((word(&tag["axis"]), word(&scene["title"]), word(&tag["toward"]))).or_default() += 1;
            }
            *main.entry((word(&scene["title"]), word(&choice["positions"][0]))).or_default() += 1;
        }
        let vocabulary = vocabulary();
        let tables = shown(&scenario, &session);
        let axes = tensions(&scenario, &vocabulary, &tables);
        let mut drawn = BTreeSet::new();
        for axis in &axes {
            let tension = vocabulary.tensions.iter().find(|tension| tension.label == axis.title).unwrap();
            drawn.insert(tension.id.clone());
            for row in &axis.rows {
                for (pole, count) in tension.poles.iter().zip(&row.counts) {
                    assert_eq!(expected.get(&(tension.id.clone(), row.title.clone(), pole.id.clone())).copied().unwrap_or(0), *count);
                }
            }
        }
        // An axis on which one decision only moved someone is not drawn.
        let touched = |id: &str| expected.keys().filter(|(axis, ..)| axis == id).map(|(_, scene, _)| scene).collect::<BTreeSet<_>>().len();
        assert_eq!(drawn, expected.keys().map(|(axis, ..)| axis.clone()).filter(|axis| touched(axis) >= 2).collect());
        assert!(!drawn.contains("standardisation-singularite") || touched("standardisation-singularite") >= 2);

        let stripes = positions(&scenario, &vocabulary, &tables).unwrap();
        assert!(stripes.stripes);
        for row in &stripes.rows {
            for (end, count) in stripes.ends.iter().zip(&row.counts) {
                let term = vocabulary.positions.iter().find(|term| term.label == *end).unwrap();
                assert_eq!(main.get(&(row.title.clone(), term.id.clone())).copied().unwrap_or(0), *count);
            }
            assert_eq!(row.counts.len(), stripes.ends.len());
        }
    }

    #[test]
    fn nothing_is_drawn_where_counts_are_not_shown() {
        let (scenario, vocabulary) = (aubry(), vocabulary());
        let mut session = room(&scenario, 0..7);
        assert!(tensions(&scenario, &vocabulary, &shown(&scenario, &session)).is_empty());
        assert_eq!(positions(&scenario, &vocabulary, &shown(&scenario, &session)), None);
        session.agreed = Some(1);
        assert!(!tensions(&scenario, &vocabulary, &shown(&scenario, &session)).is_empty());
    }

    #[test]
    fn each_axis_has_its_sentence_and_fits_its_pages() {
        let vocabulary = vocabulary();
        for id in CASES {
            let scenario = case(id);
            let session = room(&scenario, 0..40);
            let tables = shown(&scenario, &session);
            let mut axes = tensions(&scenario, &vocabulary, &tables);
            axes.extend(positions(&scenario, &vocabulary, &tables));
            assert_readable(&axis_slides(&axes));
            for axis in &axes {
                let sentence = axis_sentence(axis);
                assert!(axis.rows.iter().all(|row| sentence.contains(&row.title)), "{sentence}");
                assert!(!["moyenne", "total", "score", "rang"].iter().any(|word| sentence.contains(word)), "{sentence}");
            }
        }
    }
}

mod side_by_side {
    use super::*;

    fn choose(composer: &mut Composer, ids: &[&str]) {
        for id in ids {
            let choice = composer.session().scenario().find_choice(composer.waiting().unwrap(), id).unwrap();
            composer.choose(choice).unwrap();
        }
    }

    #[test]
    fn two_paths_are_told_from_where_they_part_with_what_came_of_it() {
        let scenario = aubry();
        let mut photo = Composer::new(&scenario, 0);
        choose(&mut photo, &["connecter", "organisme", "photographier", "fermer", "expliquer", "reprendre-seul"]);
        assert!(photo.session().is_over() && photo.open().is_empty());
        // « Et si on avait… refusé la photo ? »
        let mut refused = Composer::forked(photo.session(), 2).unwrap();
        assert!(!refused.can_take_back());
        choose(&mut refused, &["refuser-photo", "fermer", "expliquer", "reprendre-seul"]);
        let told = compare(&scenario, [("Chemin composé", photo.session()), ("Et si on avait…", refused.session())]);
        assert_eq!((told.shared, told.parting), (2, scenario.find_scene("la-photo")));
        let [left, right] = &told.sides;
        assert_eq!((left.stages.len(), right.stages.len()), (4, 4));
        let choice = |id: &str| scenario.choice(scenario.find_choice(told.parting.unwrap(), id).unwrap());
        assert_eq!(left.stages[0].did, choice("photographier").past.as_ref().unwrap().text);
        assert_eq!(right.stages[0].did, choice("refuser-photo").past.as_ref().unwrap().text);
        assert!(!left.stages[0].outcome.is_empty() && !left.stages[0].later.is_empty(), "{left:?}");
        assert_ne!(left.stages[0].later, right.stages[0].later);
        let slides = told.slides(&scenario);
        assert_readable(&slides);
        let text = text_of(&slides);
        for words in ["Plus tard, dans ce récit", "Où mène chaque chemin", "Chemin composé", "Et si on avait…"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let title = &scenario.scene(told.parting.unwrap()).title.text;
        assert!(told.sentence(&scenario).starts_with(&format!("Les deux chemins se séparent à {title}. ")), "{}", told.sentence(&scenario));
    }

    #[test]
    fn a_choice_is_taken_back_down_to_the_fork() {
        let scenario = aubry();
        let whole = composed(&scenario, 3);
        let mut forked = Composer::forked(whole.session(), 3).unwrap();
        let before = forked.path();
        let open = forked.open();
        forked.choose(open[0]).unwrap();
        assert!(forked.can_take_back());
        forked.take_back();
        forked.take_back();
        assert_eq!(forked.path(), before);
        assert_eq!(forked.open(), open);
        assert!(Composer::forked(whole.session(), 99).is_none());
        assert!(forked.choose(bifurque::scenario::program::ChoiceIndex(u32::MAX)).is_err());
    }

    #[test]
    fn the_same_path_twice_has_nothing_to_show() {
        let scenario = aubry();
        let one = composed(&scenario, 5);
        let told = compare(&scenario, [("Un", one.session()), ("Deux", one.session())]);
        assert_eq!(told.parting, None);
        assert!(told.slides(&scenario).is_empty());
        assert!(told.sentence(&scenario).starts_with("Les deux chemins sont les mêmes."));
    }

    #[test]
    fn any_two_paths_of_any_case_fit_their_pages() {
        for id in CASES {
            let scenario = case(id);
            let session = room(&scenario, 0..1);
            for seed in 0..40 {
                let (one, mut two) = (composed(&scenario, seed), composed(&scenario, seed + 100));
                assert_readable(&compare(&scenario, [("Chemin composé", one.session()), ("Parcours offert n° 12", two.session())]).slides(&scenario));
                two.take_back();
                assert_readable(&compare(&scenario, [("Chemin composé", one.session()), ("Parcours offert n° 12", two.session())]).slides(&scenario));
                for composer in [one, two, Composer::new(&scenario, 0)] {
                    let waits = composer.waiting().is_some();
                    let slides = live(&scenario, &session, &Path::Composed { composer: Box::new(composer), from: None });
                    assert_readable(&slides);
                    assert_eq!(matches!(slides.last().unwrap().parts[0], Part::Choices(_)), waits);
                }
            }
        }
        assert!(live(&aubry(), &room(&aubry(), 0..1), &Path::Offered(1)).is_empty());
    }
}

mod offering {
    use super::*;

    #[test]
    fn a_path_is_shown_only_while_its_owner_offers_it() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..5);
        let path = Path::Offered(3);
        assert_eq!(path.name(&session), "Parcours offert n° 3");
        assert!(offered(&session).is_empty() && path.session(&scenario, &session).is_none());
        assert!(replay(&scenario, &session, &path).is_empty(), "not offered");

        session.gathered[2].offered = true;
        assert_eq!(offered(&session), [3]);
        let slides = replay(&scenario, &session, &path);
        assert_readable(&slides);
        let walked = path.session(&scenario, &session).unwrap();
        for choice in walked.path() {
            let did = scenario.choice(choice).past.as_ref().unwrap();
            assert!(text_of(&slides).contains(&literal(did)), "{}", did.text);
        }
        assert!(text_of(&slides).contains(&scenario.ending(walked.state().scene()).unwrap().title.text));

        session.gathered[2].offered = false;
        assert!(replay(&scenario, &session, &path).is_empty(), "no longer offered");
        session.gathered[2].offered = true;
        session.withdraw(3);
        assert!(offered(&session).is_empty() && replay(&scenario, &session, &path).is_empty(), "withdrawn");
    }

    #[test]
    fn what_is_theirs_in_a_forked_path_goes_with_them() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..5);
        session.gathered[2].offered = true;
        let mut fork = Path::Offered(3).forked(&scenario, &session, 2).unwrap();
        assert_eq!((fork.owner(), fork.name(&session).as_str()), (Some(3), "Et si on avait…"));
        let open = fork.composer().unwrap().open();
        fork.composer_mut().unwrap().choose(open[0]).unwrap();
        assert!(fork.session(&scenario, &session).is_some());
        session.withdraw(3);
        assert!(fork.session(&scenario, &session).is_none());
        assert!(Path::Offered(3).forked(&scenario, &session, 0).is_none());
        let own = Path::composed(&scenario, &session);
        assert_eq!((own.owner(), own.name(&session).as_str()), (None, "Chemin composé"));
        assert!(own.session(&scenario, &session).is_some() && own.forked(&scenario, &session, 0).is_some());
    }

    #[test]
    fn an_unfinished_path_says_that_it_stops() {
        let scenario = aubry();
        let mut session = room(&scenario, 0..1);
        gather(&mut session, &scenario, Carrier::Qr, hand_over(&scenario, 50, 2)).unwrap();
        session.gathered[1].offered = true;
        let slides = replay(&scenario, &session, &Path::Offered(2));
        assert_readable(&slides);
        assert!(text_of(&slides).ends_with("Ce parcours s’arrête ici."));
    }

    #[test]
    fn every_path_of_every_case_fits_its_pages() {
        for id in CASES {
            let scenario = case(id);
            let mut session = room(&scenario, 0..30);
            for at in 0..session.gathered.len() {
                session.gathered[at].offered = true;
                let slides = replay(&scenario, &session, &Path::Offered(session.gathered[at].number));
                assert!(slides.len() > 3);
                assert_readable(&slides);
            }
        }
    }
}

mod the_wall {
    use super::*;

    const REASON: &str = "la-photo";

    fn with_reasons(scenario: &Rc<Scenario>, order: impl Iterator<Item = u64>, reason: impl Fn(u64) -> Option<String>) -> GroupSession {
        let mut session = GroupSession::new(scenario, Script::default(), [1; 16], 0);
        for seed in order {
            let mut file = hand_over(scenario, seed, WHOLE);
            if let Some(given) = file.path.iter_mut().find(|given| given.scene == REASON) {
                given.reason = reason(seed);
            }
            gather(&mut session, scenario, Carrier::File, file).unwrap();
        }
        let parcours = session.parcours(scenario);
        session.publish(scenario, &parcours);
        session
    }

    fn walls(scenario: &Rc<Scenario>, session: &GroupSession) -> Vec<bifurque::debrief::deeper::Wall> {
        wall(scenario, session, &shown(scenario, session))
    }

    #[test]
    fn the_order_says_nothing_of_who_came_when() {
        let scenario = aubry();
        let reason = |seed| Some(format!("Raison numéro {seed}"));
        let there = with_reasons(&scenario, 0..20, reason);
        let back = with_reasons(&scenario, (0..20).rev(), reason);
        let (there, back) = (walls(&scenario, &there), walls(&scenario, &back));
        assert_eq!(there, back);
        assert_eq!((there.len(), there[0].scene, there[0].reasons.len()), (1, scenario.find_scene(REASON).unwrap(), 20));
        let texts: Vec<&str> = there[0].reasons.iter().map(|reason| reason.text.as_str()).collect();
        let as_they_came: Vec<String> = (0..20).map(|seed| reason(seed).unwrap()).collect();
        assert_ne!(texts, as_they_came);
    }

    #[test]
    fn the_choice_stands_beside_a_reason_only_where_three_made_it_and_counts_are_shown() {
        let scenario = aubry();
        let session = with_reasons(&scenario, 0..20, |seed| Some(format!("Raison numéro {seed}")));
        let tables = shown(&scenario, &session);
        let wall = &wall(&scenario, &session, &tables)[0];
        let table = tables.iter().find(|table| table.scene == wall.scene).unwrap();
        for reason in &wall.reasons {
            let seed: usize = reason.text.rsplit(' ').next().unwrap().parse().unwrap();
            let given = session.gathered[seed].hand_over.path.iter().find(|given| given.scene == REASON).unwrap();
            let choice = scenario.find_choice(wall.scene, &given.choice).unwrap();
            let letter = scenario.letter(choice);
            let count = table.choices.count(letter as usize - 'A' as usize).unwrap();
            assert_eq!(reason.letter, (count >= 3).then_some(letter), "{count}");
        }
        let few = with_reasons(&scenario, 0..7, |seed| Some(format!("Raison numéro {seed}")));
        assert!(walls(&scenario, &few)[0].reasons.iter().all(|reason| reason.letter.is_none()));
    }

    #[test]
    fn under_three_reasons_there_is_no_wall_and_who_withdraws_is_gone() {
        let scenario = aubry();
        let mut session = with_reasons(&scenario, 0..20, |seed| (seed < 3).then(|| format!("Raison numéro {seed}")));
        assert_eq!(walls(&scenario, &session)[0].reasons.len(), 3);
        session.withdraw(2);
        assert!(walls(&scenario, &session).is_empty());
        assert!(walls(&scenario, &with_reasons(&scenario, 0..20, |seed| (seed < 5).then(|| " \n".to_owned()))).is_empty(), "nothing written");
    }

    #[test]
    fn a_hostile_reason_is_words() {
        let scenario = aubry();
        let hostile = ["<script>alert(1)</script> **gras** [lien](L25) `code` \\", "# titre\n- item\n> cite", &"a'".repeat(140), &"é".repeat(280)];
        let session = with_reasons(&scenario, 0..12, |seed| Some(hostile[usize::try_from(seed).unwrap() % 4].to_owned()));
        let wall = &walls(&scenario, &session)[0];
        assert_eq!(wall.reasons.len(), 12);
        assert_eq!(wall.reasons.iter().map(|reason| reason.key).collect::<BTreeSet<_>>().len(), 12, "each is found again by itself");
        for reason in &wall.reasons {
            let slides = reason.slides(&scenario, wall.scene);
            assert_readable(&slides);
            let whole: String =
                slides.iter().flat_map(|slide| &slide.parts).filter_map(|part| if let Part::Text(text) = part { Some(text) } else { None }).cloned().collect();
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&parse(&whole).unwrap().plain()), letters(&reason.text));
        }
    }
}

proptest! {
    #[test]
    fn words_that_are_no_markup_stay_what_they_are(words in "([*\\[\\]()`<>#!/ \n\\\\.-]|[a-z0-9é]){0,60}") {
        let source = literal(&words);
        let document = parse(&source).unwrap();
        prop_assert!(document.blocks.len() <= 1);
        let signs = |text: &str| text.replace('`', "’").chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '\u{2060}' | '.' | '…')).collect::<String>();
        prop_assert_eq!(signs(&document.plain()), signs(&words));
    }
}
