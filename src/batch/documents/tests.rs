use std::io::Read;

use super::{Documents, Found, MOST_BYTES};
use crate::record::{self, HandOver, RecordFile};

/// Gives a stream a few bytes at a time: every place is a piece's end for some `step`.
struct Trickle<'b>(&'b [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

const COMPACT: &str = r#"{"format":1,"kind":"bifurque-parcours","attempt":"0123456789abcdef0123456789abcdef","scenario":"cas","title":"L’été","version":"1.0.0","digest":"00","shape":7,"seed":0,"engine":1,"players":{"mode":"alone","people":1},"path":[{"scene":"a","choice":"b","hesitation":"none"},{"scene":"c","choice":"d","hesitation":{"with":"e"},"motive":"m","reason":"dit \"oui\"","elapsed":12}],"ending":"fin","skips":[{"decisions":1,"passages":2}],"rereadings":3,"opened":["charte"]}"#;

fn hand_over() -> HandOver {
    match record::read(COMPACT).unwrap() {
        RecordFile::HandOver(hand_over) => *hand_over,
        RecordFile::Journals(_) => panic!("a hand-over"),
    }
}

/// What a stream tells: `line kind`, whatever the size of the pieces.
fn told(bytes: &[u8]) -> Vec<String> {
    let read = |step: usize| {
        let mut told = Vec::new();
        let each = |place: super::Place<'_>, found: Found<'_>| {
            let found = match found {
                Found::Brief(brief) => brief.title.to_string(),
                Found::Text(text) => format!("text, {}", text.lines().next().unwrap_or("").chars().take(1).collect::<String>()),
                other => format!("{other:?}"),
            };
            told.push(format!("{} {found}", place.line()));
        };
        Documents::new(Trickle(bytes, step)).each(each).unwrap();
        told
    };
    let whole = read(usize::MAX);
    for step in [1, 2, 3, 7, 61] {
        assert_eq!(read(step), whole, "by {step} bytes");
    }
    whole
}

#[test]
fn a_brief_says_what_the_record_says() {
    let mut briefs = Vec::new();
    let stream = [COMPACT, &hand_over().write()].join("");
    Documents::new(stream.as_bytes())
        .each(|_, found| match found {
            Found::Brief(brief) => briefs.push(brief.to_hand_over()),
            other => panic!("{other:?}"),
        })
        .unwrap();
    assert_eq!(briefs, [hand_over(), hand_over()]);
}

/// Whatever a key of a record is replaced by, or left out, or put in: a brief is read only where the record is, and says the same.
#[test]
fn a_brief_is_read_only_where_the_record_is() {
    let values = [
        "null",
        "true",
        "-1",
        "0",
        "1",
        "2",
        "1.0",
        "1e0",
        "4294967296",
        "18446744073709551616",
        "\"\"",
        "\"none\"",
        "\"é\\u00e9\\n\"",
        "\"\\ud800\"",
        "\"\t\"",
        "[]",
        "[1]",
        "[\"alone\",1]",
        "[[\"a\",\"b\"]]",
        "[\"x\",\"y\"]",
        "{}",
        "{\"with\":\"x\"}",
        "{\"with\":null}",
        "{\"with\":\"x\",\"and\":1}",
        "{\"x-y\":1}",
        "\"0123456789ABCDEF0123456789abcdef\"",
        "\"0123456789abcdef0123456789abcde\"",
        "\"é123456789abcdef0123456789abcde\"",
        "\"bifurque-journal\"",
        "{\"mode\":\"pair\",\"people\":2}",
        "{\"mode\":\"trio\",\"people\":2}",
        "{\"people\":2}",
        "[{\"scene\":\"a\",\"choice\":\"b\",\"x-note\":1}]",
    ];
    let mut pieces = Vec::new();
    for (at, _) in COMPACT.match_indices(':') {
        let mut stream = serde_json::Deserializer::from_str(&COMPACT[at + 1..]).into_iter::<serde::de::IgnoredAny>();
        stream.next().unwrap().unwrap();
        let end = at + 1 + stream.byte_offset();
        pieces.extend(values.map(|value| [&COMPACT[..=at], value, &COMPACT[end..]].concat()));
        let key = COMPACT[..at].rfind(['{', ',']).unwrap();
        let after = &COMPACT[end..];
        pieces.push([&COMPACT[..=key], "\"x-extra\":{},", &COMPACT[key + 1..]].concat());
        pieces.push([&COMPACT[..=key], "\"extra\":{},", &COMPACT[key + 1..]].concat());
        pieces.push([&COMPACT[..=key], &COMPACT[key + 1..end], ",", &COMPACT[key + 1..]].concat());
        pieces.push([&COMPACT[..=key], after.strip_prefix(',').unwrap_or(after)].concat());
    }
    let (mut briefs, mut others) = (0, 0);
    for piece in pieces {
        let mut first = true;
        let each = |_: super::Place<'_>, found: Found<'_>| {
            if !std::mem::take(&mut first) {
                return;
            }
            match found {
                Found::Brief(brief) => {
                    let Ok(RecordFile::HandOver(whole)) = record::read(&piece) else { panic!("{piece}") };
                    assert_eq!(brief.to_hand_over(), *whole, "{piece}");
                    briefs += 1;
                }
                _ => others += 1,
            }
        };
        Documents::new(piece.as_bytes()).each(each).unwrap();
    }
    assert!(briefs > 50 && others > 200, "{briefs} {others}");
}

#[test]
fn documents_stand_one_after_the_other_in_any_way() {
    let pretty = hand_over().write();
    let lines = pretty.lines().count();
    let stream = format!("\u{feff}\n{COMPACT}{COMPACT}\r\n\r\n {COMPACT}\n{pretty}\n{COMPACT}");
    assert_eq!(told(stream.as_bytes()), ["2 L’été", "2 L’été", "4 L’été", "5 L’été", &format!("{} L’été", 5 + lines)]);
    assert_eq!(told(b""), Vec::<String>::new());
    assert_eq!(told(b" \n"), Vec::<String>::new());
}

#[test]
fn what_is_broken_does_not_stop_the_rest() {
    let half = &COMPACT[..200];
    let text = |line: u32, start: &str| format!("{line} text, {start}");
    for (broken, expected) in [
        (half.to_owned(), vec![text(2, "{")]),
        ("n’importe quoi".to_owned(), vec![text(2, "n")]),
        ("{\"a\":1}".to_owned(), vec![text(2, "{")]),
        ("[1,2]".to_owned(), vec![text(2, "[")]),
        ("{\"a\":\"".to_owned(), vec![text(2, "{")]),
        ("{\"a\":1} et le reste".to_owned(), vec![text(2, "{"), text(2, "e")]),
        ("{\n\"a\":\n oui\n}".to_owned(), vec![text(2, "{")]),
        (["[".repeat(300), "\n".to_owned()].concat(), vec![text(2, "[")]),
    ] {
        let stream = format!("{COMPACT}\n{broken}\n{COMPACT}\n");
        let lines = broken.lines().count();
        let mut all = vec!["1 L’été".to_owned()];
        all.extend(expected);
        all.push(format!("{} L’été", 2 + lines + usize::from(broken.ends_with('\n'))));
        assert_eq!(told(stream.as_bytes()), all, "{broken}");
    }
    assert_eq!(told(half.as_bytes()), [text(1, "{")]);
}

#[test]
fn bytes_that_are_no_text_are_said_to_be() {
    for odd in [&b"{\"a\":\"\xe9t\xe9\"}"[..], b"\xff\xfe\x00", b"{\"a\":1,\xf0\x9f"] {
        let stream = [COMPACT.as_bytes(), b"\n", odd, b"\n", COMPACT.as_bytes()].concat();
        assert_eq!(told(&stream), ["1 L’été", "2 NotText", "3 L’été"], "{odd:?}");
    }
    assert_eq!(told(b"{\"a\":1,\"\xf0\x9f"), ["1 NotText"]);
}

#[test]
fn what_is_too_large_is_passed_over_and_not_kept() {
    let before = [COMPACT.as_bytes(), b"\n{\"a\":\""].concat();
    let after = [b"\"}\n", COMPACT.as_bytes()].concat();
    let size = u64::try_from(4 * MOST_BYTES).unwrap();
    let mut documents = Documents::new(before.as_slice().chain(std::io::repeat(b'a').take(size)).chain(after.as_slice()));
    let mut told = Vec::new();
    documents.each(|place, found| told.push(format!("{} {}", place.line(), matches!(found, Found::TooLarge)))).unwrap();
    assert_eq!(told, ["1 false", "2 true", "3 false"]);
    assert!(documents.buffer.len() <= 2 * MOST_BYTES);
}
