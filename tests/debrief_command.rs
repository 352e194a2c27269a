//! `bifurque debrief`, as it is called: what it counts, what it tells, what it writes.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::rc::Rc;

use bifurque::debrief::script::Script;
use bifurque::debrief::{Carrier, GroupSession, gather};
use bifurque::engine::Session;
use bifurque::record::{Attempt, Given, HandOver, Hesitation, NONE_FITS, Players, PlayersMode, Settings};
use bifurque::scenario::Scenario;
use serde_json::{Value, json};

fn scenarios_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn bifurque(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bifurque"));
    command.arg("debrief").args(arguments).args(["--scenarios", &scenarios_folder().to_string_lossy()]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn scenarios() -> Vec<Rc<Scenario>> {
    let files = fs::read_dir(scenarios_folder()).unwrap().map(|entry| entry.unwrap().path().join("scenario.json")).filter(|file| file.is_file());
    let mut scenarios: Vec<_> = files.map(|file| Scenario::load(&fs::read(file).unwrap(), None).unwrap()).collect();
    scenarios.sort_by(|left, right| left.id().cmp(right.id()));
    scenarios
}

/// A path through a case in which the `number`-th open choice is taken, turn by turn, for `most` decisions. All that can be given is.
fn played(scenario: &Rc<Scenario>, number: usize, most: usize) -> HandOver {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), 0, &mut events);
    let mut path = Vec::new();
    loop {
        session.walk_to_decision(&mut events).unwrap();
        let scene = session.state().scene();
        let Some(decision) = scenario.decision(scene).filter(|_| path.len() < most) else { break };
        let open: Vec<_> = session.offers().filter(|offer| offer.open).collect();
        let choice = open[(number + path.len()) % open.len()].choice;
        let mine = scenario.choice(choice).id.to_string();
        let other = decision.choices.iter().find(|other| *other.id != *mine).map(|other| Hesitation::With(other.id.to_string()));
        let ask = decision.ask.as_ref();
        path.push(Given {
            scene: scenario.scene(scene).id.to_string(),
            choice: mine,
            hesitation: ask.filter(|ask| ask.hesitation).and(if number % 2 == 0 { other } else { Some(Hesitation::None) }),
            motive: ask.filter(|ask| !ask.motives.is_empty()).map(|ask| if number % 3 == 0 { NONE_FITS.to_owned() } else { ask.motives[0].id.to_string() }),
            reason: ask.filter(|ask| ask.reason.is_some() && number % 2 == 0).map(|_| "« Parce que », dit-il : <b>=1+1</b>\nligne".to_owned()),
            elapsed: (number % 3 != 1).then_some(12_345 * (path.len() as u64 + 1)),
        });
        session.choose(choice, &mut events).unwrap();
    }
    let mut id = [number as u8 + 1; 16];
    id[..4].copy_from_slice(&scenario.shape.to_be_bytes());
    let players = if number % 4 == 0 { Players { mode: PlayersMode::Pair, people: 2 } } else { Players::ALONE };
    let attempt = Attempt::new(scenario, id, 0, 0, players, Settings::default());
    let ending = scenario.ending(session.state().scene()).map(|ending| ending.id.to_string());
    HandOver { rereadings: (number == 2).then_some(3), ..HandOver::bare(attempt, path, ending) }
}

/// Twelve paths of each case, some unfinished, as lines.
fn lines() -> Vec<String> {
    let of = |scenario: &Rc<Scenario>| (0..12).map(|number| played(scenario, number, if number % 5 == 4 { number / 4 } else { 99 })).collect::<Vec<_>>();
    scenarios().iter().flat_map(of).map(|hand_over| serde_json::to_string(&hand_over).unwrap()).collect()
}

/// What `tools/lrs-test` sends to a real learning record store: it reads these two files.
#[test]
fn statements_of_every_case() {
    let folder = folder("lrs");
    let (records, statements) = (folder.join("records.jsonl"), folder.join("statements.json"));
    fs::write(&records, lines().join("\n")).unwrap();
    let output = bifurque(&[&records.to_string_lossy(), "--format", "xapi", "--reasons", "--output", &statements.to_string_lossy()], b"");
    assert!(output.status.success(), "{}", told(&output));
    let statements: Vec<Value> = serde_json::from_slice(&fs::read(&statements).unwrap()).unwrap();
    let verb = |name: &str| statements.iter().filter(|statement| statement["verb"]["id"].as_str().unwrap().ends_with(name)).count();
    assert_eq!(verb("/initialized"), lines().len());
    assert_eq!(verb("/completed") + verb("/terminated"), lines().len());
    assert!(verb("/terminated") >= scenarios().len());
    let reasons = statements.iter().filter(|statement| statement["object"]["definition"]["interactionType"] == "long-fill-in").count();
    assert!(reasons > 0, "no case asks for a reason");
    assert!(!String::from_utf8(bifurque(&[&records.to_string_lossy(), "--format", "xapi"], b"").stdout).unwrap().contains("Parce que"));
}

#[test]
fn the_same_records_in_any_form_give_the_same_tables() {
    let folder = folder("forms");
    let lines = lines();
    for (at, line) in lines.iter().enumerate() {
        let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(line).unwrap()).unwrap();
        let inside = folder.join(["un", "deux"][at % 2]);
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join(format!("{at}.bifurque.json")), pretty).unwrap();
    }
    let foreign = |line: &String| line.replacen('{', "{\"x-outil\":1,", 1);
    let expected = bifurque(&["-", "--format", "json"], lines.join("\n").as_bytes());
    assert_eq!(expected.status.code(), Some(0), "{}", told(&expected));
    let report: Value = serde_json::from_slice(&expected.stdout).unwrap();
    assert_eq!(report["cases"].as_array().unwrap().len(), scenarios().len());
    assert_eq!(report["cases"][0]["size"]["parcours"], 12);
    for (name, output) in [
        ("a folder", bifurque(&[&folder.to_string_lossy(), "--format", "json"], b"")),
        ("one after the other", bifurque(&["-", "--format", "json"], lines.concat().as_bytes())),
        ("twice", bifurque(&["-", &folder.to_string_lossy(), "--format", "json"], lines.join("\r\n").as_bytes())),
        ("with the keys of a tool", bifurque(&["-", "--format", "json"], lines.iter().map(foreign).collect::<String>().as_bytes())),
    ] {
        assert_eq!(output.status.code(), Some(0), "{name}: {}", told(&output));
        assert_eq!(String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&expected.stdout), "{name}");
    }
}

#[test]
fn the_report_follows_its_schema() {
    let schema: Value = serde_json::from_slice(&fs::read(scenarios_folder().join("debrief.schema.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let output = bifurque(&["-", "--format", "json"], lines().join("\n").as_bytes());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert!(!validator.is_valid(&serde_json::json!({ "format": 1, "kind": "bifurque-tableaux" })), "a report without cases");
}

#[test]
fn what_is_wrong_is_told_and_stops_nothing() {
    let good = lines();
    let record = |change: &dyn Fn(&mut Value)| {
        let mut record: Value = serde_json::from_str(&good[0]).unwrap();
        change(&mut record);
        record.to_string()
    };
    let other = "f".repeat(32);
    let wrong = [
        ("bifurque", "B003"),
        (&good[0][..40], "B003"),
        ("{\"kind\":\"bifurque-parcours\",\"format\":7}", "plus récente"),
        ("{\"kind\":\"facture\"}", "n’est pas un parcours"),
        ("{\"kind\":\"bifurque-seance\",\"format\":1}", "B013"),
        ("{\"format\":1,\"kind\":\"bifurque-journal\",\"journals\":[]}", "journal"),
        (&record(&|record| record["scenario"] = "\u{1b}[31mautre".into()), "« \u{fffd}[31mautre » n’est pas dans"),
        (&record(&|record| record["attempt"] = "abc".into()), "B014 $.attempt"),
        (&record(&|record| record["path"][0]["choice"] = "voler".into()), "modifié ou abîmé"),
        (&record(&|record| record["path"][0]["elapsed"] = Value::from(-5)), "B010 $.path[0].elapsed"),
        (&record(&|record| record["path"][0]["reason"] = "é".repeat(281).into()), "modifié ou abîmé"),
        (&record(&|record| (record["attempt"], record["ending"]) = (other.as_str().into(), "rêvée".into())), "modifié ou abîmé"),
    ];
    let mut stream = String::new();
    for (line, good) in wrong.iter().map(|(line, _)| line).zip(good.iter().cycle()) {
        stream.push_str(&[line, "\n", good, "\n"].concat());
    }
    let output = bifurque(&["-", "--format", "json"], stream.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), wrong.len() + 1, "{told}");
    for (at, ((_, reason), line)) in wrong.iter().zip(&lines).enumerate() {
        assert!(line.starts_with(&format!("-:{}", 2 * at + 1)) && line.contains(reason), "{reason}: {line}");
    }
    assert_eq!(lines[wrong.len()], "12\u{a0}parcours comptés, dont 0\u{a0}séance entière, 0\u{a0}déjà lu, 12\u{a0}écartés.");
    assert!(!told.contains('\u{1b}'));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["cases"][0]["size"]["parcours"], 12);
}

#[test]
fn what_cannot_be_done_at_all_is_said_at_once() {
    let wrong = |arguments: &[&str], reason: &str| {
        let output = bifurque(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{reason}");
        assert!(told(&output).contains(reason), "{}", told(&output));
    };
    wrong(&["-", "--format", "csv"], "--output");
    wrong(&["-", "--format", "xapi", "--base", "chez nous"], "chez nous");
    wrong(&["-", "--format", "json", "--output", "/"], "/");
    wrong(&["--format", "json"], "RECORDS");
    let output = bifurque(&["pas-ici.json", "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).starts_with("pas-ici.json : "), "{}", told(&output));
}

#[test]
fn tables_and_pages_are_files() {
    let folder = folder("tables");
    let lines = lines();
    let input = lines.join("\n");
    for (format, some) in [("csv", "premiers-pas-decisions.csv"), ("html", "premiers-pas.html")] {
        let output = bifurque(&["-", "--format", format, "--output", &folder.join(format).to_string_lossy()], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(folder.join(format).join(some).is_file());
        for entry in fs::read_dir(folder.join(format)).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            assert!(!text.contains("Parce que"), "reasons are in no table");
        }
    }
    let one = bifurque(&["-", "--format", "html"], lines[0].as_bytes());
    assert!(String::from_utf8(one.stdout).unwrap().starts_with("<!doctype html>"));
    assert_eq!(bifurque(&["-", "--format", "html"], input.as_bytes()).status.code(), Some(2), "several pages cannot go out");
}

/// A session counts by what it published, once, and not together with files that hold the same parcours.
#[test]
fn a_session_joins_by_its_published_tables() {
    let scenario = scenarios().remove(0);
    let all: Vec<HandOver> = (0..12).map(|number| played(&scenario, number, 99)).collect();
    let mut session = GroupSession::new(&scenario, Script::default(), [9; 16], 0);
    for hand_over in &all[..10] {
        gather(&mut session, &scenario, Carrier::File, hand_over.clone()).unwrap();
    }
    let parcours = session.parcours(&scenario);
    session.publish(&scenario, &parcours);
    let shown = session.ledger.clone();
    // One more comes after the room saw the tables.
    gather(&mut session, &scenario, Carrier::Code, all[10].clone()).unwrap();
    let folder = folder("session");
    let path = folder.join("seance.json");
    fs::write(&path, session.write()).unwrap();
    let path = path.to_string_lossy();
    let answered = |output: &Output| serde_json::from_slice::<Value>(&output.stdout).unwrap()["cases"][0]["decisions"][0]["arrived"].clone();

    let alone = bifurque(&[&path, &path, "--format", "json"], b"");
    assert_eq!(alone.status.code(), Some(0), "{}", told(&alone));
    assert_eq!(answered(&alone), 10, "the eleventh would be known by subtraction");
    assert_eq!(session.ledger, shown);

    let with_files = bifurque(&[&path, "-", "--format", "json"], [all[3].write(), all[11].write()].concat().as_bytes());
    assert_eq!(with_files.status.code(), Some(0), "{}", told(&with_files));
    assert!(told(&with_files).contains("1\u{a0}déjà lu"), "{}", told(&with_files));

    let after_files = bifurque(&["-", &path, "--format", "json"], all[3].write().as_bytes());
    assert_eq!(after_files.status.code(), Some(1));
    assert!(told(&after_files).contains("1 parcours de cette séance"), "{}", told(&after_files));

    let statements = bifurque(&[&path, "--format", "xapi"], b"");
    let statements: Vec<Value> = serde_json::from_slice(&statements.stdout).unwrap();
    assert_eq!(statements.iter().filter(|statement| statement["verb"]["id"].as_str().unwrap().ends_with("initialized")).count(), 11);
    let grouping = ["https://bifurque.example/seances/", &"09".repeat(16)].concat();
    assert!(statements.iter().all(|statement| statement["context"]["contextActivities"]["grouping"][0]["id"] == grouping));

    let size = |output: &Output| serde_json::from_slice::<Value>(&output.stdout).unwrap()["cases"][0]["size"].clone();
    let open = size(&alone);
    assert_eq!((&open["parcours"], &open["closed-sessions"]), (&json!(11), &json!(0)));
    session.close();
    fs::write(&*path, session.write()).unwrap();
    let closed = bifurque(&[&path, "--format", "json"], b"");
    assert_eq!(answered(&closed), 10);
    assert_eq!(size(&closed), open, "as many took part");
    // An older version did not keep how many.
    session.erased = None;
    fs::write(&*path, session.write()).unwrap();
    let older = bifurque(&[&path, "--format", "json"], b"");
    assert_eq!(answered(&older), 10);
    assert_eq!(size(&older), json!({ "parcours": 0, "people": 0, "other-version": 0, "closed-sessions": 1 }));
}

/// Reports made one arrival after the other, of the same growing folder: no table changes by one or two parcours, whichever two reports are compared.
#[test]
fn reports_compared_tell_of_no_one() {
    let folder = folder("register");
    let (register, records) = (folder.join("registre.json"), folder.join("records"));
    fs::create_dir(&records).unwrap();
    let scenario = scenarios().remove(0);
    let mut before: Option<Value> = None;
    let mut changes = 0;
    for number in 0..30 {
        fs::write(records.join(format!("{number}.json")), played(&scenario, number, if number % 4 == 3 { 2 } else { 99 }).write()).unwrap();
        let output = bifurque(&[&records.to_string_lossy(), "--format", "json", "--register", &register.to_string_lossy()], b"");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let now: Value = serde_json::from_slice(&output.stdout).unwrap();
        if let Some(before) = before.filter(|before| *before != now) {
            changes += 1;
            let empty = Vec::new();
            let tables = |report: &Value| report["cases"][0]["decisions"].as_array().unwrap_or(&empty).clone();
            for (before, now) in tables(&before).iter().zip(&tables(&now)).filter(|(before, now)| before != now) {
                if let (Some(before), Some(now)) = (before["arrived"].as_u64(), now["arrived"].as_u64()) {
                    assert!(now >= before + 3, "{before} then {now}");
                }
            }
        }
        before = Some(now);
    }
    assert!((5..=12).contains(&changes), "{changes}");
    fs::write(&register, "{\"format\":1,\"kind\":\"facture\"}").unwrap();
    let output = bifurque(&[&records.to_string_lossy(), "--format", "json", "--register", &register.to_string_lossy()], b"");
    assert_eq!(output.status.code(), Some(2), "a register that cannot be read publishes nothing");
}
