//! A template and a case give a script that can be led; its texts give pages that a room can read.
//!
//! In a template, `{scene}`, `{prompt}`, `{choices}`, `{discussion}`, `{questions}` and `{case}` stand for the words of the case.

use super::{Beat, Script, Step, StepKind};
use crate::scenario::Scenario;
use crate::scenario::library::Vocabulary;
use crate::scenario::program::SceneIndex;
use crate::scenario::source::Decision;
use crate::text;

/// The most words on a projected page: what a room reads from the back while someone speaks.
pub const PAGE_WORDS: usize = 60;

/// What stands in a template for words of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The case's title.
    Case,
    /// The scene's title.
    Scene,
    /// What the decision asks.
    Prompt,
    /// Its choices, each with its letter.
    Choices,
    /// What the group is asked about the decision.
    Discussion,
    /// The neutral questions.
    Questions,
}

impl Placeholder {
    /// All of them; those of a decision step last. `Choices` before `Prompt`: longer words are put back into placeholders first.
    pub const ALL: [Self; 6] = [Self::Choices, Self::Questions, Self::Discussion, Self::Prompt, Self::Scene, Self::Case];

    /// How it is written.
    #[must_use]
    pub fn written(self) -> &'static str {
        match self {
            Self::Case => "{case}",
            Self::Scene => "{scene}",
            Self::Prompt => "{prompt}",
            Self::Choices => "{choices}",
            Self::Discussion => "{discussion}",
            Self::Questions => "{questions}",
        }
    }
}

/// What the placeholders of one step stand for.
struct Words([(Placeholder, String); 6]);

impl Words {
    fn of(scenario: &Scenario, vocabulary: &Vocabulary, scene: Option<SceneIndex>) -> Self {
        let decision = scene.and_then(|scene| scenario.decision(scene));
        let say = |placeholder| match placeholder {
            Placeholder::Case => escaped(&scenario.source.title),
            Placeholder::Scene => scene.map_or_else(String::new, |scene| escaped(&scenario.scene(scene).title)),
            Placeholder::Prompt => decision.map_or_else(String::new, |decision| escaped(&decision.prompt)),
            Placeholder::Choices => decision.map_or_else(String::new, choices),
            Placeholder::Discussion => decision.and_then(|decision| decision.discussion.as_deref()).map_or_else(String::new, escaped),
            Placeholder::Questions => list(vocabulary.neutral_questions.iter().map(|question| escaped(question))),
        };
        Self(Placeholder::ALL.map(|placeholder| (placeholder, say(placeholder))))
    }

    fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (placeholder, words)| text.replace(placeholder.written(), words))
    }

    /// Whether filling this text would leave a hole: the case does not say what it asks for.
    fn lacks(&self, text: &str) -> bool {
        self.0.iter().any(|(placeholder, words)| words.is_empty() && text.contains(placeholder.written()))
    }

    fn empty(&self, text: &str) -> String {
        self.0.iter().filter(|(_, words)| !words.is_empty()).fold(text.to_owned(), |text, (placeholder, words)| replaced(&text, words, placeholder.written()))
    }

    fn fill_beat(&self, beat: &Beat) -> Beat {
        Beat {
            pages: beat.pages.iter().filter(|page| !self.lacks(page)).map(|page| self.fill(page)).collect(),
            guide: self.fill(&beat.guide),
            notes: self.fill(&beat.notes),
            ..*beat
        }
    }

    fn empty_beat(&self, beat: &Beat) -> Beat {
        Beat { pages: beat.pages.iter().map(|page| self.empty(page)).collect(), guide: self.empty(&beat.guide), notes: self.empty(&beat.notes), ..*beat }
    }
}

/// The text with `words` replaced where they stand by themselves, on lines of their own or in strong: a title such as « Le code » is also said in passing.
fn replaced(text: &str, words: &str, by: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(words) {
        let (before, after) = (&rest[..at], &rest[at + words.len()..]);
        done.push_str(before);
        let alone = (done.is_empty() || done.ends_with(['\n', '*'])) && (after.is_empty() || after.starts_with(['\n', '*']));
        done.push_str(if alone { by } else { words });
        rest = after;
    }
    done.push_str(rest);
    done
}

/// Words of the case that are no Markdown, safe inside one.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '*' | '[' | ']' | '\\') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| ["- ", &item].concat()).collect::<Vec<_>>().join("\n")
}

fn choices(decision: &Decision) -> String {
    list(decision.choices.iter().zip('A'..).map(|(choice, letter)| ["**", letter.encode_utf8(&mut [0; 4]), "** ", &escaped(&choice.text)].concat()))
}

impl Script {
    /// The script of a case: the template's decision steps take the decisions that the trainer's note suggests for a stop, then the others in the order of the
    /// story. A case with fewer decisions leaves the remaining steps out.
    #[must_use]
    pub fn for_scenario(template: &Self, scenario: &Scenario, vocabulary: &Vocabulary) -> Self {
        let slots = template.steps.iter().filter(|step| step.kind == StepKind::Decision).count();
        let mut scenes = suggested(scenario);
        scenes.truncate(slots);
        Self::for_decisions(template, scenario, vocabulary, &scenes)
    }

    /// The script of a case, on the decisions that the trainer picks, in this order. Steps that are one too many are left out; decisions that are one too many get
    /// a step of their own after the others.
    #[must_use]
    pub fn for_decisions(template: &Self, scenario: &Scenario, vocabulary: &Vocabulary, scenes: &[SceneIndex]) -> Self {
        let mut left = scenes.iter().filter(|scene| scenario.decision(**scene).is_some());
        let last = template.steps.iter().rposition(|step| step.kind == StepKind::Decision).unwrap_or(template.steps.len());
        let mut script = Self { steps: Vec::new(), ..template.clone() };
        for (at, step) in template.steps.iter().enumerate() {
            let scene = if step.kind == StepKind::Decision { left.next() } else { None };
            if scene.is_some() || step.kind != StepKind::Decision {
                script.steps.push(filled(step, template.beats(step), scenario, vocabulary, scene.copied()));
            }
            if at == last {
                for scene in left.by_ref() {
                    let step = template.decision_step(scenario, vocabulary, *scene);
                    step.map(|step| script.add_step(u32::MAX, step));
                }
            }
        }
        script
    }

    /// The script without the words of its case: for another case, or to be kept as one's own. What the trainer wrote stays.
    #[must_use]
    pub fn template(&self, scenario: &Scenario, vocabulary: &Vocabulary) -> Self {
        let steps = self.steps.iter().map(|step| {
            let words = Words::of(scenario, vocabulary, step.scene.as_deref().and_then(|id| scenario.find_scene(id)));
            let beats: Vec<Beat> = step.beats.iter().map(|beat| words.empty_beat(beat)).collect();
            // Unchanged, a decision goes on taking its beats from the script.
            let beats = if step.kind == StepKind::Decision && beats == self.decision { Vec::new() } else { beats };
            Step { scene: None, beats, ..step.clone() }
        });
        Self { steps: steps.collect(), ..self.clone() }
    }

    /// A decision step for a scene, with the beats that this script gives to decisions. `None` if the scene has no decision.
    #[must_use]
    pub fn decision_step(&self, scenario: &Scenario, vocabulary: &Vocabulary, scene: SceneIndex) -> Option<Step> {
        scenario.decision(scene)?;
        let title = ["Décision : ", &scenario.scene(scene).title].concat();
        let step = Step { id: "decision".to_owned(), kind: StepKind::Decision, title, ..Step::default() };
        Some(filled(&step, &self.decision, scenario, vocabulary, Some(scene)))
    }
}

fn filled(step: &Step, beats: &[Beat], scenario: &Scenario, vocabulary: &Vocabulary, scene: Option<SceneIndex>) -> Step {
    let words = Words::of(scenario, vocabulary, scene);
    Step { scene: scene.map(|scene| scenario.scene(scene).id.to_string()), beats: beats.iter().map(|beat| words.fill_beat(beat)).collect(), ..step.clone() }
}

/// The decisions of a case, in the order in which a debrief takes them: those of the trainer's note, then the others as they are told.
#[must_use]
pub fn suggested(scenario: &Scenario) -> Vec<SceneIndex> {
    let stops = scenario.source.note.stops.iter().filter_map(|id| scenario.find_scene(id));
    let told = (0..).take(scenario.source.scenes.len()).map(SceneIndex);
    let mut scenes = Vec::new();
    for scene in stops.chain(told).filter(|scene| scenario.decision(*scene).is_some()) {
        if !scenes.contains(&scene) {
            scenes.push(scene);
        }
    }
    scenes
}

impl Beat {
    /// The pages as they are projected: a text of more than [`PAGE_WORDS`] words is parted between paragraphs or items, or between sentences where one of these
    /// is too long by itself.
    #[must_use]
    pub fn projected(&self) -> Vec<String> {
        self.pages.iter().flat_map(|page| parted(page)).collect()
    }
}

/// How many words a text in our Markdown shows.
pub(super) fn length(markdown: &str) -> usize {
    text::parse(markdown).map_or_else(|_| text::words(markdown), |document| document.words())
}

fn parted(page: &str) -> Vec<String> {
    if length(page) <= PAGE_WORDS {
        return vec![page.to_owned()];
    }
    let mut pages: Vec<String> = Vec::new();
    let mut pieces = Vec::new();
    for paragraph in page.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let listed = paragraph.starts_with("- ");
        let lines: Vec<&str> = if listed { paragraph.split('\n').collect() } else { vec![paragraph] };
        for (at, line) in lines.into_iter().enumerate() {
            let between = if listed && at > 0 { "\n" } else { "\n\n" };
            if length(line) <= PAGE_WORDS {
                pieces.push((between, line));
            } else {
                pieces.extend(sentences(line).enumerate().map(|(at, sentence)| (if at == 0 { between } else { " " }, sentence)));
            }
        }
    }
    for (between, piece) in pieces {
        match pages.last_mut() {
            Some(last) if length(last) + length(piece) <= PAGE_WORDS => {
                last.push_str(between);
                last.push_str(piece);
            }
            _ => pages.push(piece.to_owned()),
        }
    }
    pages
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', '…']).map(str::trim).filter(|sentence| !sentence.is_empty())
}
