//! `bifurque book` as it is called, and what its page holds.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use bifurque::book::{Book, Shared, html};
use bifurque::scenario::Scenario;
use bifurque::scenario::source::Exit;

const SHIPPED: [&str; 4] = ["premiers-pas", "le-carnet-de-mme-aubry", "equipe-du-soir", "vous-connaissez-peut-etre"];

/// The exit code, what was printed, and the page.
fn book(name: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html"));
    let _ = fs::remove_file(&output);
    let mut command = Command::new(env!("CARGO_BIN_EXE_bifurque"));
    let done = command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("book").args(arguments).arg("--output").arg(&output).output().unwrap();
    let text = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(text).unwrap(), fs::read_to_string(output).unwrap_or_default())
}

/// What players are given, and what the trainer keeps.
fn parted(page: &str) -> (&str, &str) {
    page.split_at(page.find("<section class=\"part trainer\"").expect("the trainer's part"))
}

/// The words of a page without its markup, spaces alike.
fn bare(page: &str) -> String {
    let mut words = String::new();
    for piece in page.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        words.push(' ');
    }
    words.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_book_is_written_and_always_the_same() {
    let (code, told, page) = book("same", &["scenarios/equipe-du-soir"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(page, book("again", &["scenarios/equipe-du-soir/scenario.json"]).2);
    let (code, _, other) = book("other", &["scenarios/equipe-du-soir", "--seed", "7"]);
    assert!(code == 0 && other != page && other.contains("ordre 7"));
}

#[test]
fn what_cannot_be_a_book_says_so() {
    let (code, told, page) = book("unsound", &["tests/loader/unknown-start"]);
    assert_eq!((code, page.as_str()), (1, ""));
    assert!(told.contains("B022"), "{told}");
    assert_eq!(book("nowhere", &["nowhere"]).0, 2);
    let (code, told, _) = book("several", &["scenarios"]);
    assert!(code == 2 && told.contains("4 scénarios ici, il en faut un"), "{told}");
}

/// A shared file that cannot be read stops no book: the case itself is sound.
#[test]
fn a_book_goes_without_a_shared_file_that_is_not_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book-command");
    let _ = fs::remove_dir_all(&folder);
    let case = folder.join("premiers-pas");
    fs::create_dir_all(&case).unwrap();
    fs::copy(root.join("scenarios/premiers-pas/scenario.json"), case.join("scenario.json")).unwrap();
    let (_, _, without) = book("without", &[case.to_str().unwrap()]);
    fs::write(folder.join("vocabulary.json"), "{").unwrap();
    let (code, told, page) = book("unsound-beside", &[case.to_str().unwrap()]);
    assert!(code == 0 && page == without && told.contains("vocabulary.json ne peut pas être lu, « bifurque check » dit pourquoi"), "{told}");
}

/// Every number that one is sent to is there, once, and nothing is fetched or run.
#[test]
fn every_number_leads_somewhere_and_nothing_leaves_the_page() {
    for id in SHIPPED {
        let (_, _, page) = book(id, &[&format!("scenarios/{id}")]);
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{id}");
        let targets: BTreeSet<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(targets.len() > 10 && targets.iter().all(|target| target.strip_prefix('#').is_some_and(|target| unique.contains(target))), "{targets:?}");
        for what in ["<script", "src=", "url(", "@import", "http:", "style=\""] {
            assert!(!page.contains(what), "{id}: {what}");
        }
        assert!(page.len() < 300_000, "{id}: {} bytes", page.len());
    }
}

/// Neither the names of the case's memory, nor its tags, nor what leads where by name.
#[test]
fn players_are_given_nothing_that_tells_an_answer() {
    for id in SHIPPED {
        let (_, _, page) = book(&format!("{id}-told"), &[&format!("scenarios/{id}")]);
        let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{id}/scenario.json"))).unwrap();
        let scenario = Scenario::load(&bytes, None).unwrap();
        let (players, trainer) = parted(&page);
        let (players, trainer) = (bare(players), bare(trainer));
        for variable in &scenario.source.variables {
            // A name that is a word of the language may stand in the story.
            assert!(!variable.id.contains('-') || !players.contains(&*variable.id), "{id}: {}", &*variable.id);
            assert!(trainer.contains(&*variable.id), "{id}: {}", &*variable.id);
            assert!(variable.meaning.as_ref().is_none_or(|meaning| !players.contains(meaning.as_str())));
        }
        for word in ["Faire avec", "Rapport au cadre", "Pouvoir d’agir", "Pièges", "Plan des paragraphes", "dominante"] {
            assert!(!players.contains(word), "{id}: {word}");
        }
        let typeset = |words: &str| bare(&bifurque::text::typography(words));
        for scene in &scenario.source.scenes {
            assert!(trainer.contains(&typeset(&scene.title)), "{id}: {}", scene.title.text);
            if let Exit::Decision(decision) = &scene.exit {
                for choice in &decision.choices {
                    assert!(players.contains(&typeset(&choice.text)) && trainer.contains(&typeset(&choice.text)), "{id}: {}", choice.text.text);
                    for tag in [&choice.opens, &choice.vigilance].into_iter().flatten() {
                        assert!(!players.contains(&typeset(tag)) && trainer.contains(&typeset(tag)), "{id}: {}", tag.text);
                    }
                }
            }
        }
    }
}

/// What an author writes stays words.
#[test]
fn hostile_words_stay_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/premiers-pas/scenario.json");
    let source = fs::read_to_string(path)
        .unwrap()
        .replace("Simone tousse", "</style><script>alert(1)</script> & \\\" ' \\u0001\\u202e")
        .replace("Lucien", "Lucien & <img src=x>");
    // The loader refuses tags in running text, and says so; a title or a name may hold them.
    let Ok(scenario) = Scenario::load(source.as_bytes(), None) else {
        let source = source.replace("Lucien & <img src=x>", "Lucien & < >");
        let scenario = Scenario::load(source.as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
        return escaped(&html(&Book::of(&scenario, 1), Shared::default()));
    };
    escaped(&html(&Book::of(&scenario, 1), Shared::default()));
}

fn escaped(page: &str) {
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("Lucien &amp; "), "what was written is there");
    assert_eq!(page.matches("<style>").count(), 1);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{1}') && !page.contains('\u{202e}'));
}
