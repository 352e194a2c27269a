//! The story as a room reads it: plain words on pages of at most [`PAGE_WORDS`], parted between lines, else between sentences, else between words.

use super::text::lettered;
use super::{Lettered, Part, Slide};
use crate::debrief::script::PAGE_WORDS;
use crate::engine::Offer;
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Ending;
use crate::text::{literal, parse, words};

/// However long a heading, a page holds so many words of the story.
const FEWEST_WORDS: usize = 20;
/// How many letters a line of the projection holds, at the narrower of the two sizes that it is drawn for.
const LINE: usize = 56;
/// How high a page is, in tenths of a line, its heading aside: many short lines fill it before their words do.
const HEIGHT: usize = 95;
/// What stands between two paragraphs, in tenths of a line.
const BETWEEN: usize = 5;

/// Plain lines under a heading, on as many pages as they take; `caption` stands on the first.
#[must_use]
pub fn told(title: &str, caption: &str, text: &str) -> Vec<Slide> {
    let more_title = (height(title) * 13 / 10).saturating_sub(13);
    let whole = Room { words: PAGE_WORDS.saturating_sub(words(title)).max(FEWEST_WORDS), height: HEIGHT.saturating_sub(more_title) };
    let first = if caption.is_empty() { whole } else { whole.less(words(caption), height(caption) + 2 * BETWEEN) };
    let texts = pages(text, first, whole);
    let slides = texts.into_iter().enumerate().map(|(at, text)| {
        let caption = (at == 0 && !caption.is_empty()).then(|| Part::Caption(caption.to_owned()));
        Slide::alone(title, caption.into_iter().chain((!text.is_empty()).then_some(Part::Text(text))).collect())
    });
    Slide::numbered(slides.collect())
}

/// What a page still holds.
#[derive(Clone, Copy)]
struct Room {
    words: usize,
    height: usize,
}

impl Room {
    fn holds(self, words: usize, height: usize) -> bool {
        words <= self.words && height <= self.height
    }

    fn less(self, words: usize, height: usize) -> Self {
        Self { words: self.words.saturating_sub(words), height: self.height.saturating_sub(height) }
    }
}

/// How high words stand, in tenths of a line.
fn height(words: &str) -> usize {
    words.chars().count().div_ceil(LINE) * 10
}

/// When and where a scene is.
#[must_use]
pub fn when(scenario: &Scenario, scene: SceneIndex) -> String {
    let told = scenario.scene(scene);
    let words: Vec<&str> = [&told.time, &told.place].into_iter().flatten().map(|words| words.text.as_str()).collect();
    words.join(" · ")
}

/// Who one plays, the frame of the story, who is in it.
#[must_use]
pub fn introduction(scenario: &Scenario) -> Vec<Slide> {
    let introduction = &scenario.source.introduction;
    let mut lines = vec![plain(&introduction.text)];
    lines.extend(introduction.people.iter().filter_map(|id| scenario.person(id)).map(|person| {
        let role = person.role.iter().map(|role| [" : ", &role.text].concat());
        [person.name.text.clone()].into_iter().chain(role).collect()
    }));
    lines.extend(scenario.source.content_warning.iter().map(|warning| ["À savoir : ", &plain(&warning.text)].concat()));
    told(&scenario.source.title, &plain(&introduction.role), &lines.join("\n"))
}

/// The choices that a room may see, each with its letter; a closed one with its reason.
#[must_use]
pub fn offered(scenario: &Scenario, offers: impl Iterator<Item = Offer>) -> Vec<Slide> {
    let mut prompt = "";
    let mut choices = Vec::new();
    for offer in offers {
        let choice = scenario.choice(offer.choice);
        let scene = scenario.program.choices[offer.choice.at()].scene;
        prompt = scenario.decision(scene).map_or("", |decision| decision.prompt.text.as_str());
        let reason = choice.locked.as_ref().filter(|_| !offer.open).map(|reason| [" (fermée : ", reason.trim_end_matches('.'), ")"].concat());
        let text = [choice.text.text.as_str(), &reason.unwrap_or_default()].concat();
        choices.push(Lettered { letter: scenario.letter(offer.choice).to_string(), text });
    }
    lettered(prompt, choices)
}

/// The same slides with the rows of these letters only.
#[must_use]
pub fn only(mut slides: Vec<Slide>, letters: &[String]) -> Vec<Slide> {
    for part in slides.iter_mut().flat_map(|slide| &mut slide.parts) {
        if let Part::Bars(bars) = part {
            bars.rows.retain(|row| letters.contains(&row.letter));
        }
    }
    slides
}

/// An ending: its name, what moved for whom, then the question left open, by itself.
#[must_use]
pub fn ending(ending: &Ending) -> Vec<Slide> {
    let moved = [("Pour la personne : ", &ending.person), ("Pour vous : ", &ending.professional), ("Pour l’équipe : ", &ending.team)];
    let moved: Vec<String> = moved.into_iter().map(|(who, text)| [who, &plain(text)].concat()).collect();
    let mut slides = told(&["Fin : ", &ending.title.text].concat(), "", &moved.join("\n"));
    slides.extend(told("La question qui reste", "", &plain(&ending.question)));
    Slide::numbered(slides)
}

fn plain(source: &str) -> String {
    parse(source).map_or_else(|_| source.to_owned(), |document| document.plain())
}

/// The lines of a text, in our Markdown, on pages of which the first holds less. There is always a first page.
fn pages(text: &str, first: Room, whole: Room) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut left = first;
    let mut listed = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = line.starts_with("- ");
        let between = if std::mem::replace(&mut listed, item) && item { "\n" } else { "\n\n" };
        for (at, piece) in pieces(line, whole).into_iter().enumerate() {
            let (long, high) = (words(piece), height(piece) + BETWEEN);
            let source = if item && at == 0 { ["- ", &literal(&piece[2..])].concat() } else { literal(piece) };
            match pages.last_mut().filter(|_| left.holds(long, high)) {
                Some(page) => {
                    page.push_str(if page.is_empty() {
                        ""
                    } else if at == 0 {
                        between
                    } else {
                        " "
                    });
                    page.push_str(&source);
                    left = left.less(long, high);
                }
                None => {
                    pages.push(source);
                    left = whole.less(long, high);
                }
            }
        }
    }
    pages
}

/// A line whole where a page holds it, else its sentences, each in as many pieces as it takes.
fn pieces(line: &str, whole: Room) -> Vec<&str> {
    let fits = |text: &str| whole.holds(words(text), height(text) + BETWEEN);
    if fits(line) {
        return vec![line];
    }
    // One space may part more than one word from the next: « qu’à l’écran ».
    let most = whole.words.saturating_sub(3).max(1);
    parted(line, |before| before.ends_with(['.', '?', '!', '…', '»']))
        .into_iter()
        .flat_map(|sentence| if fits(sentence) { vec![sentence] } else { parted(sentence, |before| words(before) >= most) })
        .collect()
}

/// A text parted at the spaces where `ends` says so of what stands before, since the last parting.
fn parted(text: &str, ends: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        if at > start && ends(&text[start..at]) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}
