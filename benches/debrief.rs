//! How fast a year of records is counted, and how much memory each takes. Ours must reach 200 MB/s on one core, in 16 bytes a record.

#![expect(clippy::expect_used, reason = "a bench that cannot run must stop loudly")]

use std::hint::black_box;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bifurque::batch::documents::{Documents, Found};
use bifurque::batch::year::{Added, Year};
use bifurque::engine::Session;
use bifurque::record::{Attempt, Given, HandOver, Hesitation, NONE_FITS, Players, Settings};
use bifurque::scenario::Scenario;

/// How many records a year has; fewer under `cargo test`.
const RECORDS: u64 = 1_000_000;
/// How many different ones are made: the others differ by their attempt.
const DIFFERENT: usize = 2_000;

fn main() {
    let records = if std::env::args().any(|argument| argument == "--bench") { RECORDS } else { 2_000 };
    let scenarios = scenarios();
    let lines: Vec<String> = different(&scenarios);
    let bytes = lines.iter().map(String::len).sum::<usize>() / lines.len();
    println!("{records} records of {bytes} bytes on average, one on each line, of {} cases", scenarios.len());

    let source = |records| Source::new(&lines, records);
    let made = timed(|| _ = io::copy(&mut source(records), &mut io::sink()));
    let mut year = None;
    let mut counted = Duration::ZERO;
    let memory = allocation_counter::measure(|| counted = timed(|| year = Some(count(&scenarios, source(records)))));
    let year = year.expect("it was counted");
    let (new, again) = (year.attempts(), year.cases().iter().map(|case| case.tally.parcours).sum::<u64>());
    assert_eq!((new as u64, again), (records, records), "every record is counted, once");
    let total = memory_of(&lines, records);
    println!(
        "counted in {:.2} s, of which {:.2} s to make them: {:.0} MB/s on one core",
        counted.as_secs_f64(),
        made.as_secs_f64(),
        total / 1e6 / (counted - made).as_secs_f64()
    );
    println!("most memory at once: {:.1} bytes a record", memory.bytes_max as f64 / records as f64);

    let twice = count(&scenarios, source(records).chain(source(records)));
    assert_eq!(twice.attempts() as u64, records, "the same records again add nothing");
    println!("the same again: {} attempts still", twice.attempts());
}

/// How long a core was at work: what other programs took of it does not count, where the system says so.
fn timed(work: impl FnOnce()) -> Duration {
    let spent = || std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok().map(Duration::from_nanos);
    let (start, before) = (Instant::now(), spent());
    work();
    before.zip(spent()).map_or_else(|| start.elapsed(), |(before, after)| after - before)
}

fn count(scenarios: &[Rc<Scenario>], source: impl Read) -> Year {
    let mut year = Year::new(scenarios.iter().cloned());
    let mut again = 0;
    let each = |_: bifurque::batch::documents::Place<'_>, found: Found<'_>| match found {
        Found::Brief(brief) => again += u64::from(year.add(&brief).expect("the record fits") == Added::Again),
        other => unreachable_record(&other),
    };
    Documents::new(source).each(each).expect("a stream in memory");
    black_box(again);
    year
}

fn unreachable_record(found: &Found<'_>) {
    assert!(matches!(found, Found::Brief(_)), "{found:?}");
}

fn memory_of(lines: &[String], records: u64) -> f64 {
    lines.iter().cycle().take(usize::try_from(records).expect("64 bits")).map(|line| line.len() as f64).sum()
}

fn scenarios() -> Vec<Rc<Scenario>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).expect("the scenarios").map(|entry| entry.expect("a folder").path().join("scenario.json"));
    files.filter_map(|file| std::fs::read(file).ok()).map(|bytes| Scenario::load(&bytes, None).expect("a sound case")).collect()
}

/// Records of all cases, taken at random, with what people mostly give: choices, hesitations, motives.
fn different(scenarios: &[Rc<Scenario>]) -> Vec<String> {
    let mut random = Random(1);
    (0..DIFFERENT).map(|at| serde_json::to_string(&played(&scenarios[at % scenarios.len()], &mut random)).expect("it has a JSON form") + "\n").collect()
}

fn played(scenario: &Rc<Scenario>, random: &mut Random) -> HandOver {
    let mut events = Vec::new();
    let mut session = Session::start(Rc::clone(scenario), 0, &mut events);
    let mut path = Vec::new();
    loop {
        session.walk_to_decision(&mut events).expect("a sound case");
        let scene = session.state().scene();
        let Some(decision) = scenario.decision(scene) else { break };
        let open: Vec<_> = session.offers().filter(|offer| offer.open).collect();
        let choice = open[random.below(open.len())].choice;
        let other = &decision.choices[random.below(decision.choices.len())].id;
        let mine = &*scenario.choice(choice).id;
        let ask = decision.ask.as_ref();
        let hesitation = ask.filter(|ask| ask.hesitation).map(|_| if **other == *mine { Hesitation::None } else { Hesitation::With(other.to_string()) });
        let motive = ask
            .filter(|ask| !ask.motives.is_empty())
            .map(|ask| ask.motives.get(random.below(ask.motives.len() + 1)).map_or(NONE_FITS, |motive| &motive.id).to_owned());
        path.push(Given { scene: scenario.scene(scene).id.to_string(), choice: mine.to_owned(), hesitation, motive, ..Given::default() });
        session.choose(choice, &mut events).expect("it is open");
    }
    let attempt = Attempt::new(scenario, [0; 16], 0, 0, Players::ALONE, Settings::default());
    let ending = scenario.ending(session.state().scene()).map(|ending| ending.id.to_string());
    HandOver::bare(attempt, path, ending)
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below")
    }
}

/// A stream of records, each of another attempt, that is never whole in memory.
struct Source<'l> {
    lines: &'l [String],
    random: Random,
    left: u64,
    at: usize,
    line: Vec<u8>,
    written: usize,
}

impl<'l> Source<'l> {
    fn new(lines: &'l [String], records: u64) -> Self {
        Self { lines, random: Random(7), left: records, at: 0, line: Vec::with_capacity(4_096), written: 0 }
    }

    fn make(&mut self) {
        const BEFORE: &[u8] = b"\"attempt\":\"";
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.line.clear();
        self.line.extend(self.lines[self.at % self.lines.len()].as_bytes());
        self.at += 1;
        self.written = 0;
        let start = self.line.windows(BEFORE.len()).position(|window| window == BEFORE).expect("it bears an id") + BEFORE.len();
        for half in 0..2 {
            let bits = self.random.next();
            for digit in 0..16 {
                self.line[start + half * 16 + digit] = DIGITS[(bits >> (digit * 4)) as usize & 15];
            }
        }
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            if self.written == self.line.len() {
                if self.left == 0 {
                    break;
                }
                self.left -= 1;
                self.make();
            }
            let count = (self.line.len() - self.written).min(buffer.len() - filled);
            buffer[filled..filled + count].copy_from_slice(&self.line[self.written..self.written + count]);
            self.written += count;
            filled += count;
        }
        Ok(filled)
    }
}
