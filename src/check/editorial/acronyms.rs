//! Acronyms that are read before anyone has said what they stand for.
//!
//! One is spelled out where the same text holds « accompagnement éducatif (AEMO) », « AEMO (action éducative…) », or the words whose first letters it is. From
//! there on it is known: to all who read the text, and so in every scene to which all ways come past it. That is read from the scenes and their routes alone,
//! whatever the conditions say: a few acronyms too many are spelled out, none too few. What everyone knows outside the trade needs no words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pieces::{Piece, Place};
use super::words::{Word, entries, is_letter, words};
use super::{Editor, Fault, Owner};
use crate::scenario::diagnostic::Rule;
use crate::scenario::program::{ExitCode, Program, RouteCode, RouteIndex, SceneIndex};

/// Known outside the trade.
const EVERYDAY: &str = include_str!("lists/everyday.txt");

/// Words without a letter of their own in an acronym.
const SMALL: &[&str] = &["a", "à", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur", "un", "une"];

/// The longest that is taken for an acronym: longer ones are words written in capitals.
const LONGEST: usize = 8;

pub(super) fn tell(editor: &mut Editor<'_>, pieces: &[Piece<'_>]) {
    let common: BTreeSet<String> = pieces.iter().flat_map(|piece| common(piece.words)).collect();
    let uses: Vec<Vec<Use>> =
        pieces.iter().map(|piece| acronyms(piece.words).into_iter().filter(|one| !common.contains(&one.name.to_lowercase())).collect()).collect();
    if uses.iter().all(Vec::is_empty) {
        return;
    }
    let known = Known::of(&editor.scenario.program, pieces, &uses);
    let mut told: BTreeSet<(Owner, &str)> = BTreeSet::new();
    // What each place has said so far, in reading order.
    let mut here: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
    for (piece, uses) in pieces.iter().zip(&uses) {
        let Some(before) = known.before(piece.place) else {
            if piece.place != Place::After && uses.iter().any(|one| !one.spelled) {
                editor.unread.push((Rule::Acronym, piece.owner));
            }
            continue;
        };
        let here = here.entry(key(piece.place)).or_default();
        let own = uses.iter().filter(|one| one.spelled).map(|one| &*one.name);
        let spelled: BTreeSet<&str> = own.collect();
        let unknown = uses.iter().filter(|one| ![before, &*here, &spelled].iter().any(|known| known.contains(&*one.name)));
        // What may excuse one of an owner excuses all of them.
        let faults = unknown.filter(|one| told.insert((piece.owner, &one.name))).map(undeveloped).collect();
        editor.push_in(piece, Rule::Acronym, faults);
        if piece.certain {
            here.extend(spelled);
        }
    }
}

fn undeveloped(one: &Use) -> Fault {
    let name = &one.name;
    let message = format!("Le sigle « {name} » n’a pas été développé avant d’être lu ici.");
    let help = format!("À sa première occurrence sur tout parcours, écrivez les mots, puis « ({name}) » ; l’introduction est lue par tout le monde.");
    Fault { about: Some(name.clone()), ..Fault::new(one.characters.clone(), message, help) }
}

/// An acronym in a text.
#[derive(Debug, PartialEq, Eq)]
struct Use {
    name: String,
    characters: Range<usize>,
    /// Whether the text says what it stands for.
    spelled: bool,
}

/// The acronyms of a text: two to eight capitals, neither a Roman numeral nor words that are shouted.
fn acronyms(text: &str) -> Vec<Use> {
    let typed: Vec<char> = text.chars().collect();
    let runs: Vec<Range<usize>> = runs(&typed);
    let capital = |run: &Range<usize>| run.len() >= 2 && typed[run.clone()].iter().all(|letter| letter.is_ascii_uppercase());
    let mut found = Vec::new();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| capital(run) && run.len() <= LONGEST) {
        let beside = |other: Option<&Range<usize>>| other.is_some_and(|other| capital(other) && only_spaces(&typed, run, other));
        let shouted = beside(at.checked_sub(1).and_then(|at| runs.get(at))) || beside(runs.get(at + 1));
        let name: String = typed[run.clone()].iter().collect();
        let roman = name.chars().all(|letter| "IVX".contains(letter));
        if !shouted && !roman && !entries(EVERYDAY).any(|known| known == name) && !is_part(&typed, run) {
            found.push(Use { name, characters: run.clone(), spelled: false });
        }
    }
    if !found.is_empty() {
        let words = words(text);
        let spelled = by_initials(&words, found.iter().map(|one| &*one.name));
        for one in &mut found {
            one.spelled = spelled.contains(&one.name) || beside_words(&typed, &words, &one.characters);
        }
    }
    found
}

/// The runs of letters.
fn runs(typed: &[char]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..typed.len()).filter(|&at| is_letter(typed[at])) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn only_spaces(typed: &[char], one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = one.end.min(other.end)..one.start.max(other.start);
    typed[between].iter().all(|character| character.is_whitespace())
}

/// Whether a run is a part of a code, an address or a file's name: `AB-123-CD`, `scan.PDF`.
fn is_part(typed: &[char], run: &Range<usize>) -> bool {
    let joins = |character: Option<&char>| character.is_some_and(|character| character.is_ascii_digit() || matches!(character, '_' | '@' | '/' | '#'));
    let hyphen = |beside: Option<&char>, beyond: Option<&char>| beside == Some(&'-') && beyond.is_some_and(char::is_ascii_digit);
    let dot = |beside: Option<&char>, beyond: Option<&char>| beside == Some(&'.') && beyond.is_some_and(|beyond| beyond.is_alphanumeric());
    let before = |back: usize| run.start.checked_sub(back).and_then(|at| typed.get(at));
    let after = |ahead: usize| typed.get(run.end + ahead);
    [(before(1), before(2)), (after(0), after(1))].into_iter().any(|(beside, beyond)| joins(beside) || hyphen(beside, beyond) || dot(beside, beyond))
}

/// Whether an acronym stands in parentheses after several words, or several words in parentheses after it.
fn beside_words(typed: &[char], words: &[Word], run: &Range<usize>) -> bool {
    let before = typed[..run.start].iter().rposition(|character| !character.is_whitespace());
    let after = typed[run.end..].iter().position(|character| !character.is_whitespace()).map(|at| run.end + at);
    let in_parentheses = before.is_some_and(|at| typed[at] == '(' && words.partition_point(|word| word.characters.end <= at) >= 2);
    let then_parentheses = after.is_some_and(|at| {
        let second = words.get(words.partition_point(|word| word.characters.start <= at) + 1);
        typed[at] == '(' && second.is_some_and(|second| !typed[at..second.characters.start].contains(&')'))
    });
    in_parentheses || then_parentheses
}

/// The acronyms with the letters of which words beside each other begin, small words apart.
fn by_initials<'n>(words: &[Word], names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    let names: BTreeSet<Vec<char>> = names.map(|name| name.chars().collect()).collect();
    let large = words.iter().filter(|word| !SMALL.contains(&&*word.text)).collect::<Vec<_>>();
    let mut found = BTreeSet::new();
    for words in [large, words.iter().collect()] {
        let initials: Vec<char> = words.iter().map(|word| word.text.chars().next().map_or(' ', bare)).collect();
        for length in 2..=LONGEST {
            for (at, window) in initials.windows(length).enumerate().filter(|(_, window)| names.contains(*window)) {
                let name: String = window.iter().collect();
                if words[at..at + length].iter().all(|word| word.text.to_uppercase() != name) {
                    found.insert(name);
                }
            }
        }
    }
    found
}

/// A letter as a capital without its accent.
fn bare(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' => 'A',
        'é' | 'è' | 'ê' | 'ë' => 'E',
        'î' | 'ï' => 'I',
        'ô' | 'ö' | 'œ' => 'O',
        'ù' | 'û' | 'ü' => 'U',
        'ç' => 'C',
        other => other.to_ascii_uppercase(),
    }
}

/// The words of a text that are not in capitals: one of them in capitals is shouted.
fn common(text: &str) -> Vec<String> {
    let typed: Vec<char> = text.chars().collect();
    let lower = |run: &Range<usize>| typed[run.clone()].iter().all(|letter| letter.is_lowercase());
    runs(&typed).into_iter().filter(|run| run.len() <= LONGEST && lower(run)).map(|run| typed[run].iter().collect()).collect()
}

fn key(place: Place) -> (usize, usize) {
    match place {
        Place::Before => (0, 0),
        Place::Resource(at) => (1, at),
        Place::After => (2, 0),
        Place::Scene(at) => (3, at),
        Place::Outcome(scene, choice) => (4 + choice, scene),
    }
}

/// What is known on coming to each place, on every way.
struct Known<'a> {
    introduced: BTreeSet<&'a str>,
    /// On coming to each scene; none where no route leads.
    scenes: Vec<Option<BTreeSet<&'a str>>>,
    /// On leaving the blocks of each scene.
    left: Vec<Option<BTreeSet<&'a str>>>,
}

impl<'a> Known<'a> {
    fn of(program: &Program, pieces: &[Piece<'_>], uses: &'a [Vec<Use>]) -> Self {
        let mut said: BTreeMap<(usize, usize), BTreeSet<&'a str>> = BTreeMap::new();
        for (piece, uses) in pieces.iter().zip(uses).filter(|(piece, _)| piece.certain) {
            said.entry(key(piece.place)).or_default().extend(uses.iter().filter(|one| one.spelled).map(|one| &*one.name));
        }
        let said = |place: Place| said.get(&key(place)).cloned().unwrap_or_default();
        let introduced = said(Place::Before);
        let count = program.scenes.len();
        let mut known = Self { introduced: introduced.clone(), scenes: vec![None; count], left: vec![None; count] };
        let mut pending = vec![(program.start, introduced)];
        while let Some((scene, coming)) = pending.pop() {
            let at = scene.at();
            let now = match &known.scenes[at] {
                None => coming,
                Some(before) if before.is_subset(&coming) => continue,
                Some(before) => before.intersection(&coming).copied().collect(),
            };
            let left: BTreeSet<&str> = now.union(&said(Place::Scene(at))).copied().collect();
            known.scenes[at] = Some(now);
            pending.extend(program.skip.filter(|skip| *skip != scene).map(|skip| (skip, left.clone())));
            match program.scenes[at].exit {
                ExitCode::Passage(route) => pending.extend(targets(program, route).into_iter().map(|to| (to, left.clone()))),
                ExitCode::Decision(choices) => {
                    for (number, choice) in choices.range().enumerate() {
                        let after: BTreeSet<&str> = left.union(&said(Place::Outcome(at, number))).copied().collect();
                        pending.extend(targets(program, program.choices[choice].route).into_iter().map(|to| (to, after.clone())));
                    }
                }
                ExitCode::Return | ExitCode::Ending => {}
            }
            known.left[at] = Some(left);
        }
        known
    }

    fn before(&self, place: Place) -> Option<&BTreeSet<&'a str>> {
        match place {
            Place::Before | Place::Resource(_) => Some(&self.introduced),
            Place::Scene(at) => self.scenes[at].as_ref(),
            Place::Outcome(at, _) => self.left[at].as_ref(),
            Place::After => None,
        }
    }
}

/// The scenes that a route can lead to, at once or after a detour.
fn targets(program: &Program, route: RouteIndex) -> Vec<SceneIndex> {
    let (mut pending, mut found) = (vec![route], Vec::new());
    while let Some(route) = pending.pop() {
        match program.routes[route.0 as usize] {
            RouteCode::To(to) => found.push(to),
            RouteCode::Detour { detour, then } => found.extend([detour, then]),
            RouteCode::Branches(branches) => pending.extend(program.branches[branches.range()].iter().map(|branch| branch.route)),
            RouteCode::Chance(arms) => pending.extend(program.arms[arms.range()].iter().map(|arm| arm.route)),
        }
    }
    found
}
