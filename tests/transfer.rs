//! Paths that travel: the code on paper and what a QR code carries, over every shipped scenario.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use bifurque::record::{
    Answer, Attempt, DoesNotFit, Event, HandOver, Happened, Hesitation, LongestPath, Misread, NONE_FITS, Packet, PathCode, Play, Players, PlayersMode, Recap,
    Screen, Settings, Sharing, TransferFault,
};
use bifurque::scenario::Scenario;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The shipped scenarios.
fn scenarios() -> Vec<Rc<Scenario>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("scenario.json")).filter(|file| file.is_file()).collect();
    files.sort();
    assert!(files.len() >= 4);
    files.iter().map(|file| Scenario::load(&fs::read(file).unwrap(), None).unwrap()).collect()
}

/// A scenario of so many decisions in a row, each with so many choices that all lead on.
fn row(decisions: usize, choices: usize, and: impl FnOnce(&mut Value)) -> Rc<Scenario> {
    let mut scenes: Vec<Value> = (0..decisions)
        .map(|at| {
            let to = if at + 1 < decisions { format!("d{}", at + 1) } else { "fin".to_owned() };
            let choices: Vec<Value> = (0..choices).map(|choice| json!({ "id": format!("c{at}-{choice}"), "text": "Oui.", "to": to })).collect();
            json!({ "id": format!("d{at}"), "title": "Ici", "blocks": [], "decision": { "prompt": "Que faire ?", "ask": { "hesitation": true }, "choices": choices } })
        })
        .collect();
    let ending = json!({ "id": "fin", "title": "Fin", "person": "a", "professional": "b", "team": "c", "question": "d" });
    scenes.push(json!({ "id": "fin", "title": "La fin", "blocks": [], "ending": ending }));
    let mut case = json!({
        "format": 1, "id": "rang", "version": "1.0.0", "language": "fr", "title": "Le rang", "summary": "Un cas.", "family": "positionnement",
        "duration": { "min": 1, "max": 2 }, "licence": "CC-BY-4.0", "introduction": { "role": "Vous jouez.", "text": "Il est tôt." },
        "note": { "works-on": "Les codes." }, "start": "d0", "scenes": scenes,
    });
    and(&mut case);
    Scenario::load(case.to_string().as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Small, repeatable chance.
struct Lots(u64);

impl Lots {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % count.max(1) as u64).unwrap()
    }
}

/// How a path is drawn.
#[derive(Clone, Copy, Default)]
struct Draw {
    /// It may stop before the end.
    stops: bool,
    /// It may skip the sensitive scenes.
    skips: bool,
    /// It answers what is asked besides the choice.
    answers: bool,
}

/// Plays a path at random, through the journal's own fold.
fn play(scenario: &Rc<Scenario>, seed: u32, players: Players, draw: Draw, lots: &mut Lots) -> HandOver {
    let id = std::array::from_fn(|_| u8::try_from(lots.below(256)).unwrap());
    let attempt = Attempt::new(scenario, id, 0, seed, players, Settings::default());
    let mut play = Play::new(Rc::clone(scenario), seed);
    let mut events = play.beginning();
    for _ in 0..400 {
        for event in std::mem::take(&mut events) {
            play.apply(&Event { number: play.next_number(), elapsed: 0, event }).unwrap();
        }
        if draw.stops && lots.below(12) == 0 || matches!(play.screen(), Screen::Ending(_)) {
            break;
        }
        events = match play.screen() {
            _ if draw.skips && lots.below(8) == 0 && scenario.program.skip.is_some() => play.skipping().unwrap(),
            Screen::Scene(scene) if scenario.decision(scene).is_some() => {
                let open: Vec<_> = play.session().offers().filter(|offer| offer.open).collect();
                let choice = open[lots.below(open.len())].choice;
                let mut answer = Answer::bare(&scenario.scene(scene).id, &scenario.choice(choice).id);
                if draw.answers {
                    add(&mut answer, scenario, lots);
                }
                play.choosing(answer).unwrap()
            }
            _ => play.going_on().unwrap(),
        };
    }
    HandOver::of(&attempt, &play, Sharing::default())
}

fn add(answer: &mut Answer, scenario: &Scenario, lots: &mut Lots) {
    let decision = scenario.decision(scenario.find_scene(&answer.scene).unwrap()).unwrap();
    let Some(ask) = &decision.ask else { return };
    if ask.hesitation && lots.below(4) > 0 {
        let others: Vec<_> = decision.choices.iter().filter(|choice| *choice.id != *answer.choice).collect();
        let other = lots.below(others.len() + 1);
        answer.hesitation = Some(others.get(other).map_or(Hesitation::None, |other| Hesitation::With(other.id.to_string())));
    }
    if !ask.motives.is_empty() && lots.below(4) > 0 {
        let motive = lots.below(ask.motives.len() + 1);
        answer.motive = Some(ask.motives.get(motive).map_or(NONE_FITS.to_owned(), |motive| motive.id.to_string()));
    }
}

/// What a code keeps of a path: no motive, no difference between « no » and no answer, and only the beginning of the attempt's id.
fn on_paper(given: &HandOver) -> HandOver {
    let mut kept = given.clone();
    let [first, second, ..] = given.attempt.0;
    kept.attempt.0 = [0; 16];
    (kept.attempt.0[0], kept.attempt.0[1]) = (first, second & 0b1100_0000);
    for given in &mut kept.path {
        given.motive = None;
        given.hesitation = given.hesitation.take().filter(|hesitation| *hesitation != Hesitation::None);
    }
    kept
}

fn group(people: u32) -> Players {
    match people {
        1 => Players::ALONE,
        2 => Players { mode: PlayersMode::Pair, people },
        _ => Players { mode: PlayersMode::Group, people },
    }
}

#[test]
fn every_path_of_every_shipped_scenario_fits_a_code_and_is_read_again() {
    let mut lots = Lots(1);
    for scenario in scenarios() {
        assert!(LongestPath::of(&scenario).fits(), "{}: {}", scenario.id(), LongestPath::of(&scenario).sentence());
        println!("{}: {}", scenario.id(), LongestPath::of(&scenario).sentence());
        for round in 0..4000 {
            let draw = Draw { stops: round % 2 == 0, skips: round % 5 == 0, answers: true };
            let seed = u32::try_from(round % 3).unwrap();
            let given = play(&scenario, seed, Players::ALONE, draw, &mut lots);
            let code = PathCode::of(&given, &scenario);
            if given.skips.len() > 1 && code == Err(DoesNotFit::TooLong) {
                continue;
            }
            let code = code.unwrap_or_else(|fault| panic!("{}: {fault}: {given:?}", scenario.id()));
            let read = code.to_string().parse::<PathCode>().unwrap().read(&scenario, seed).unwrap_or_else(|fault| panic!("{fault}: {code} {given:?}"));
            let mut expected = on_paper(&given);
            if !given.skips.is_empty() {
                // Each skip takes room from the last hesitations; here they may be many.
                let kept = read.path.iter().zip(&expected.path).take_while(|(read, given)| read.hesitation == given.hesitation).count();
                expected.path.iter_mut().skip(kept).for_each(|given| given.hesitation = None);
            }
            assert_eq!(read, expected, "{code}");
            Recap::read(&scenario, &read).unwrap();
        }
    }
}

#[test]
fn a_qr_code_carries_every_path_whole() {
    let mut lots = Lots(2);
    for scenario in scenarios() {
        let mut longest = 0;
        for round in 0..2000 {
            let draw = Draw { stops: round % 2 == 0, skips: round % 5 == 0, answers: true };
            let players = group(u32::try_from(1 + lots.below(99)).unwrap());
            let seed = u32::try_from(lots.below(1 << 31)).unwrap();
            let given = play(&scenario, seed, players, draw, &mut lots);
            let text = Packet::of(&given, &scenario).unwrap().to_string();
            let packet: Packet = text.parse().unwrap_or_else(|misread| panic!("{misread}: {text}"));
            assert_eq!((packet.shape(), packet.attempt()), (scenario.shape, given.attempt));
            assert_eq!(packet.read(&scenario), Ok(given), "{text}");
            longest = longest.max(text.len());
        }
        println!("{}: {longest} letters at most", scenario.id());
        assert!(longest <= 122, "version 5 at level M holds no more");
    }
}

/// A file is read though it says that nobody played: what is packed of it must be read as well.
#[test]
fn a_hand_over_of_nobody_is_packed_as_that_of_one() {
    let scenario = &scenarios()[0];
    let given = play(scenario, 3, Players { people: 0, ..Players::ALONE }, Draw::default(), &mut Lots(3));
    let read = Packet::of(&given, scenario).unwrap().read(scenario);
    assert_eq!(read, Ok(HandOver { players: Players::ALONE, ..given }));
}

/// The whole room is used: people first, then choices, then as many hesitations as fit, in the order of the decisions.
#[test]
fn hesitations_are_kept_as_far_as_they_fit() {
    // 3 × 5¹⁰ × 2 of the 2³¹ numbers: 36 are left, so two hesitations of four each.
    let scenario = row(10, 4, |_| {});
    let mut given = play(&scenario, 0, Players::ALONE, Draw::default(), &mut Lots(3));
    for (at, given) in given.path.iter_mut().enumerate() {
        let other = if given.choice.ends_with("-0") { 1 } else { 0 };
        given.hesitation = Some(Hesitation::With(format!("c{at}-{other}")));
    }
    let read = PathCode::of(&given, &scenario).unwrap().read(&scenario, 0).unwrap();
    let kept = read.path.iter().zip(&given.path).take_while(|(read, given)| read.hesitation == given.hesitation).count();
    assert_eq!(kept, 2);
    assert!(read.path[kept..].iter().all(|given| given.hesitation.is_none()));
    assert_eq!(read.ending, given.ending);
}

#[test]
fn what_does_not_fit_says_so() {
    let twelve = row(12, 4, |_| {});
    assert_eq!(LongestPath::of(&twelve), LongestPath::Bits(30));
    let fourteen = row(14, 4, |_| {});
    assert!(!LongestPath::of(&fourteen).fits());
    let mut lots = Lots(4);
    let whole = |scenario: &Rc<Scenario>, players: Players, lots: &mut Lots| PathCode::of(&play(scenario, 0, players, Draw::default(), lots), scenario);
    assert!(whole(&twelve, group(1), &mut lots).is_ok());
    assert!(whole(&twelve, group(2), &mut lots).is_ok());
    assert_eq!(whole(&twelve, group(12), &mut lots), Err(DoesNotFit::TooLong));
    assert_eq!(whole(&fourteen, group(1), &mut lots), Err(DoesNotFit::TooLong));
    assert_eq!(whole(&row(3, 2, |_| {}), group(41), &mut lots), Err(DoesNotFit::TooManyPeople));
    assert!(whole(&row(3, 2, |_| {}), group(40), &mut lots).is_ok());
    let elsewhere = play(&row(3, 2, |_| {}), 0, group(1), Draw::default(), &mut lots);
    assert_eq!(PathCode::of(&elsewhere, &scenarios()[0]), Err(DoesNotFit::NotThisScenario));
    assert_eq!(Packet::of(&elsewhere, &scenarios()[0]), Err(DoesNotFit::NotThisScenario));
    assert_eq!(DoesNotFit::TooLong.sentence(), "Ce parcours ne tient pas dans un code : montrez le QR code ou donnez le fichier.");
    // In a QR code it does, up to hundreds of decisions.
    let long = row(150, 4, |_| {});
    let given = play(&long, 0, group(99), Draw { answers: true, ..Draw::default() }, &mut lots);
    assert_eq!(Packet::of(&given, &long).unwrap().to_string().parse::<Packet>().unwrap().read(&long), Ok(given));
    let endless = row(380, 4, |_| {});
    assert_eq!(Packet::of(&play(&endless, 0, group(1), Draw::default(), &mut lots), &endless), Err(DoesNotFit::TooLong));
}

/// A case that leads back to a decision: each time is one more digit, and the author is told.
#[test]
fn a_case_that_comes_back_is_read_again_and_told() {
    let scenario = row(3, 3, |case| case["scenes"][1]["decision"]["choices"][0]["to"] = json!("d0"));
    assert_eq!(LongestPath::of(&scenario), LongestPath::Unbounded);
    let mut lots = Lots(5);
    let mut long = 0;
    for _ in 0..300 {
        let given = play(&scenario, 0, Players::ALONE, Draw { stops: true, ..Draw::default() }, &mut lots);
        match PathCode::of(&given, &scenario) {
            Ok(code) => assert_eq!(code.read(&scenario, 0), Ok(on_paper(&given))),
            Err(fault) => {
                assert_eq!(fault, DoesNotFit::TooLong);
                long += 1;
            }
        }
    }
    assert!((0..200).contains(&long));
}

/// The weight of a detour counts once for each way through it.
#[test]
fn detours_are_measured() {
    let scenario = row(2, 3, |case| {
        case["scenes"].as_array_mut().unwrap().extend([
            json!({ "id": "charte", "title": "La charte", "blocks": [], "decision": { "prompt": "Lire ?", "choices": [
                { "id": "lire", "text": "Oui.", "to": "retour" }, { "id": "fermer", "text": "Non.", "to": "retour" } ] } }),
            json!({ "id": "retour", "title": "Retour", "blocks": [], "return": true }),
        ]);
        case["scenes"][0]["decision"]["choices"][0]["to"] = json!({ "detour": "charte", "then": "d1" });
    });
    // 3 × 4 × 3 × 4 = 144.
    assert_eq!(LongestPath::of(&scenario), LongestPath::Bits(8));
}

fn some_code() -> (Rc<Scenario>, PathCode) {
    let scenario = scenarios().remove(1);
    let given = play(&scenario, 0, Players::ALONE, Draw { answers: true, ..Draw::default() }, &mut Lots(6));
    let code = PathCode::of(&given, &scenario).unwrap();
    (scenario, code)
}

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn any_wrong_character_and_any_two_neighbours_swapped_are_caught() {
    let scenario = &scenarios().remove(1);
    let mut lots = Lots(7);
    for _ in 0..200 {
        let given = play(scenario, 0, Players::ALONE, Draw { answers: true, ..Draw::default() }, &mut lots);
        let code: Vec<char> = PathCode::of(&given, scenario).unwrap().groups().concat().chars().collect();
        let parsed = |letters: &[char]| letters.iter().collect::<String>().parse::<PathCode>();
        assert!(parsed(&code).is_ok());
        for at in 0..12 {
            for wrong in LETTERS.chars().filter(|letter| *letter != code[at]) {
                let mut misread = code.clone();
                misread[at] = wrong;
                assert_eq!(parsed(&misread), Err(Misread::Checksum));
            }
            let mut swapped = code.clone();
            swapped.swap(at, (at + 1).min(11));
            if swapped != code {
                assert_eq!(parsed(&swapped), Err(Misread::Checksum));
            }
        }
    }
}

#[test]
fn a_code_is_read_as_people_write_it() {
    let (_, code) = some_code();
    let text = code.to_string();
    assert_eq!((text.len(), text.matches('-').count()), (14, 2));
    let zeros = |text: &str| text.replace('0', "o").replace('1', "l");
    for written in [
        text.to_lowercase(),
        zeros(&text),
        text.replace('-', " "),
        text.replace('-', ""),
        format!("\u{a0} {} \n", text.replace('-', " – ")),
        zeros(&text).replace('l', "I"),
    ] {
        assert_eq!(written.parse(), Ok(code), "{written:?}");
    }
    assert_eq!("".parse::<PathCode>(), Err(Misread::Length { found: 0 }));
    assert_eq!(text[..13].parse::<PathCode>(), Err(Misread::Length { found: 11 }));
    assert_eq!(format!("{text}0").parse::<PathCode>(), Err(Misread::Length { found: 13 }));
    assert_eq!(format!("U{}", &text[1..]).parse::<PathCode>(), Err(Misread::Letter { letter: 'U' }));
    assert_eq!(format!("é{}", &text[1..]).parse::<PathCode>(), Err(Misread::Letter { letter: 'é' }));
    assert_eq!("0000-0000-0000".parse::<PathCode>(), Err(Misread::Checksum));
}

#[test]
fn another_case_is_named() {
    let scenarios = scenarios();
    let (scenario, code) = some_code();
    assert!(code.is_of(scenario.shape));
    for other in scenarios.iter().filter(|other| other.id() != scenario.id()) {
        assert_eq!(code.read(other, 0), Err(TransferFault::OtherCase { shape: scenario.shape & 0x1FF }));
        let given = play(other, 0, Players::ALONE, Draw::default(), &mut Lots(8));
        assert_eq!(Packet::of(&given, other).unwrap().read(&scenario), Err(TransferFault::OtherCase { shape: other.shape }));
    }
    let mut tags: Vec<u32> = scenarios.iter().map(|scenario| scenario.shape & 0x1FF).collect();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), scenarios.len(), "two shipped cases have the same nine bits");
}

/// A record of another version whose decisions are the same: it is read, and says which version it was.
#[test]
fn another_version_of_the_case_is_told() {
    let old = row(3, 3, |_| {});
    let new = row(3, 3, |case| {
        case["version"] = json!("1.1.0");
        case["title"] = json!("Le rang, retouché");
    });
    let given = play(&old, 0, Players::ALONE, Draw::default(), &mut Lots(9));
    let read = Packet::of(&given, &old).unwrap().read(&new).unwrap();
    assert_eq!((read.version.as_str(), read.title.as_str(), &read.path), ("1.0.0", "Le rang, retouché", &given.path));
    assert_eq!((&read.digest[..16], &read.digest[16..]), (&given.digest[..16], "0".repeat(48).as_str()));
    assert_eq!(PathCode::of(&given, &old).unwrap().read(&new, 0).unwrap().path, given.path);
}

/// A code whose sum is right and whose path is none.
fn forged(code: PathCode, path: u64) -> PathCode {
    let bits = |code: PathCode| code.groups().concat().chars().fold(0u64, |word, letter| word << 5 | LETTERS.find(letter).unwrap() as u64);
    let word = bits(code) >> 41 << 31 | path;
    let mut sum = 0;
    loop {
        let word = word << 10 | sum;
        let text: String = (0..12).rev().map(|at| char::from(LETTERS.as_bytes()[usize::try_from(word >> (5 * at) & 31).unwrap()])).collect();
        match text.parse() {
            Ok(code) => return code,
            Err(_) => sum += 1,
        }
    }
}

#[test]
fn a_sound_code_of_no_path_is_refused() {
    let (scenario, code) = some_code();
    let mut refused = [0; 2];
    let mut lots = Lots(10);
    for _ in 0..3000 {
        let path = (lots.below(1 << 16) << 15 | lots.below(1 << 15)) as u64;
        match forged(code, path).read(&scenario, 0) {
            Ok(read) => assert!(Recap::read(&scenario, &read).is_ok()),
            Err(TransferFault::NoSuchChoice { .. }) => refused[0] += 1,
            Err(TransferFault::LeftOver) => refused[1] += 1,
            Err(other) => panic!("{other}"),
        }
    }
    println!("{refused:?} of 3000 numbers are no path");
    assert!(refused[1] > 100);
}

#[test]
fn a_choice_that_is_closed_is_refused() {
    let scenario = row(2, 2, |case| case["scenes"][1]["decision"]["choices"][1]["when"] = json!("chose(d0, c0-1)"));
    let mut lots = Lots(11);
    let given = play(&scenario, 0, Players::ALONE, Draw::default(), &mut lots);
    let code = PathCode::of(&given, &scenario).unwrap();
    // Three kinds of players, then three digits at each decision: alone, the first choice, then the second, which is closed; or the second twice.
    assert_eq!(forged(code, 9).read(&scenario, 0), Err(TransferFault::NoSuchChoice { decisions: 1 }));
    let choices: Vec<String> = forged(code, 3 + 9).read(&scenario, 0).unwrap().path.into_iter().map(|given| given.choice).collect();
    assert_eq!(choices, ["c0-1", "c1-1"]);
}

#[test]
fn what_a_camera_reads_of_something_else_is_told() {
    let scenario = &scenarios().remove(1);
    let given = play(scenario, 0, Players::ALONE, Draw { answers: true, ..Draw::default() }, &mut Lots(12));
    let text = Packet::of(&given, scenario).unwrap().to_string();
    for other in ["", "https://example.org/", "BIFURQUE2:ABC", "BIFURQUE", "é", "BIFURQUÉ1:0", &"BIFURQUE1:0".repeat(100_000)] {
        assert_eq!(other.parse::<Packet>(), Err(Misread::NotOurs), "{}", &other.chars().take(20).collect::<String>());
    }
    assert_eq!(text.to_lowercase().parse::<Packet>(), text.parse::<Packet>());
    for end in 10..text.len() {
        assert_eq!(text[..end].parse::<Packet>(), Err(Misread::Checksum), "{end}");
    }
    assert_eq!(format!("{text}0").parse::<Packet>(), Err(Misread::Checksum));
    assert_eq!(format!("{}U", &text[..text.len() - 1]).parse::<Packet>(), Err(Misread::Letter { letter: 'U' }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever a camera reads or a person pastes: a value, never a panic.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", letters in "[0-9A-Z]{0,700}") {
        let scenario = row(3, 3, |_| {});
        for text in [text, letters.clone(), format!("BIFURQUE1:{letters}"), letters.chars().take(12).collect()] {
            if let Ok(code) = text.parse::<PathCode>() {
                let _ = code.read(&scenario, 0);
            }
            if let Ok(packet) = text.parse::<Packet>() {
                let _ = packet.read(&scenario);
            }
            if let Err(misread) = text.parse::<PathCode>() {
                prop_assert!(!misread.sentence().is_empty());
            }
        }
    }

    /// Bytes with a right sum and the right shape, and anything in between: huge numbers, no end, impossible digits.
    #[test]
    fn any_stream_of_bits_is_a_path_or_refused(stream in proptest::collection::vec(any::<u8>(), 0..330), skips: bool) {
        let scenario = row(4, 3, |case| {
            case["scenes"][2]["decision"]["choices"][0]["to"] = json!("d0");
            if skips {
                case["content-warning"] = json!({ "text": "Une porte claque.", "skip": "d1" });
            }
        });
        let mut bytes = vec![1];
        bytes.extend([7; 16]);
        bytes.extend(scenario.shape.to_be_bytes());
        bytes.extend([0; 8]);
        bytes.extend(&stream);
        bytes.extend(crc32(&bytes).to_be_bytes());
        let packet: Packet = format!("BIFURQUE1:{}", base32(&bytes)).parse().unwrap();
        if let Ok(read) = packet.read(&scenario) {
            prop_assert!(Recap::read(&scenario, &read).is_ok());
            prop_assert_eq!(&Packet::of(&read, &scenario).unwrap().read(&scenario), &Ok(read));
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ ((sum & 1) * 0xEDB8_8320)))
}

fn base32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    bits.chunks(5)
        .map(|five| char::from(LETTERS.as_bytes()[(0..5).fold(0, |value, at| value << 1 | usize::from(five.get(at).copied().unwrap_or(0)))]))
        .collect()
}

/// Only the first path is given.
#[test]
fn a_hand_over_of_an_attempt_with_a_what_if_is_that_of_its_first_path() {
    let scenario = row(3, 3, |_| {});
    let attempt = Attempt::new(&scenario, [9; 16], 0, 0, Players::ALONE, Settings::default());
    let mut play = Play::new(Rc::clone(&scenario), 0);
    let write = |play: &mut Play, wanted: &dyn Fn(&Play) -> Vec<Happened>| {
        for event in wanted(play) {
            play.apply(&Event { number: play.next_number(), elapsed: 0, event }).unwrap();
        }
    };
    write(&mut play, &Play::beginning);
    for at in 0..3 {
        write(&mut play, &|play| play.choosing(Answer::bare(&format!("d{at}"), &format!("c{at}-1"))).unwrap());
    }
    let before = PathCode::of(&HandOver::of(&attempt, &play, Sharing::default()), &scenario).unwrap();
    write(&mut play, &|play| play.wondering(0).unwrap());
    write(&mut play, &|play| play.choosing(Answer::bare("d0", "c0-2")).unwrap());
    assert_eq!(PathCode::of(&HandOver::of(&attempt, &play, Sharing::default()), &scenario), Ok(before));
}
