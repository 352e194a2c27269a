//! The invariants that the sources themselves show.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file is read at one sitting: aim at 300 lines, never past 500.
const MOST_LINES: usize = 500;

/// Every Rust source under `src`, by its path from there, with its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut pending: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            sources.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    sources.sort();
    assert!(sources.len() > 40, "the sources are elsewhere: {}", sources.len());
    sources
}

fn in_room(name: &str, rooms: &[&str]) -> bool {
    rooms.iter().any(|room| name.starts_with(&format!("{room}/")))
}

/// The lines that are code: no comment, none of the tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests {").map_or(usize::MAX, |at| text[..at].lines().count());
    text.lines().enumerate().take(end).map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Where any of some words stands in the code of some rooms.
fn found(rooms: impl Fn(&str) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| rooms(name) && !is_test(name)) {
        for (number, line) in code(text) {
            found.extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("src/{name}:{number}: {word}")));
        }
    }
    found
}

fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

const CORE: [&str; 12] = ["scenario", "engine", "check", "record", "debrief", "export", "text", "map", "store", "qr", "terminal", "book"];

#[test]
fn the_core_knows_no_browser_no_clock_no_file_and_no_chance() {
    let words = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "yew",
        "gloo",
        "std::fs",
        "std::time",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "SystemTime",
        "Instant::now",
        "getrandom",
        "rand::",
        "HashMap",
        "HashSet",
        "println!",
        "eprintln!",
        "crate::platform",
        "crate::app",
    ];
    assert_eq!(found(|name| in_room(name, &CORE), &words), Vec::<String>::new());
}

#[test]
fn only_the_platform_names_the_browser() {
    assert_eq!(found(|name| !in_room(name, &["platform"]), &["web_sys", "js_sys"]), Vec::<String>::new());
}

#[test]
fn nothing_written_becomes_markup() {
    let words = ["inner_html", "set_inner_html", "outer_html", "insert_adjacent_html", "from_html_unchecked", "AttrValue::from_html", "document.write"];
    assert_eq!(found(|_| true, &words), Vec::<String>::new());
}

/// A `usize` has another size in the browser: what is stored or given has none.
#[test]
fn what_is_serialised_has_the_same_width_everywhere() {
    let mut found = Vec::new();
    let mut blocks = 0;
    for (name, text) in sources() {
        let mut depth = 0usize;
        let mut serialised = false;
        for (number, line) in code(&text) {
            if line.contains("derive(") && (line.contains("Serialize") || line.contains("Deserialize")) {
                serialised = true;
                blocks += 1;
            }
            if !serialised {
                continue;
            }
            if line.contains("usize") || line.contains("isize") {
                found.push(format!("src/{name}:{number}: {}", line.trim()));
            }
            let before = depth;
            depth = (depth + line.matches('{').count()).saturating_sub(line.matches('}').count());
            let one_line = before == 0 && depth == 0 && (line.trim_end().ends_with(';') || line.contains('}'));
            serialised = !((before > 0 && depth == 0) || one_line);
        }
    }
    assert!(blocks >= 10, "only {blocks} serialised types were recognised");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let lengths = sources().into_iter().map(|(name, text)| (text.lines().count(), name));
    let (mut long, mut too_long) = (Vec::new(), Vec::new());
    for (lines, name) in lengths.filter(|(lines, _)| *lines > 300) {
        let list = if lines > MOST_LINES { &mut too_long } else { &mut long };
        list.push(format!("{lines} src/{name}"));
    }
    println!("over 300 lines, worth a thought:\n  {}", long.join("\n  "));
    assert_eq!(too_long, Vec::<String>::new());
}

/// The words of these tests must be found where they are: a misspelled search would find nothing and always pass.
#[test]
fn the_searches_find_what_is_there() {
    assert!(!found(|name| in_room(name, &["platform"]), &["web_sys"]).is_empty());
    assert!(!found(|name| name.starts_with("bin/"), &["std::fs"]).is_empty());
    assert!(found(|name| in_room(name, &["scenario"]), &["BTreeMap"]).len() > 3);
}
