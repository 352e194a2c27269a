//! How many words each scene holds, on every play.
//!
//! Blocks with conditions make a scene longer on some plays than on others, and adding all of them up would scold the author of two variants of which each player
//! reads one. So plays are looked at, as when a scenario is proved: each state that is met gives one true count. Past the states looked at there may be others,
//! which are not told: what is told was met.
//!
//! [`crate::check::lengths`] counts more, since it measures time: titles, hours, questions and options are read too. Here it is the text that an author can cut.

use crate::check::example::{sentence, way_to};
use crate::check::explore::{Explored, Limits, explore};
use crate::check::machine::Machine;
use crate::scenario::program::{ConditionIndex, SceneIndex};
use crate::scenario::source::{Attachment, Block, BlockKind, Field, Located};
use crate::scenario::{Scenario, reading};
use crate::text;

/// How many states are looked at: those of a case of twenty scenes and a dozen variables, in some tens of milliseconds.
const STATES: usize = 100_000;

/// How many words a player has read when a scene asks its question or goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Told and said: narration, speech, the words of a time jump.
    pub(super) told: usize,
    /// Read on the papers and the screens of the story: threads, e-mails, posts, documents, services, captions, transcripts, « Repères ».
    pub(super) shown: usize,
}

impl Count {
    pub(super) fn all(self) -> usize {
        self.told + self.shown
    }
}

/// The counts of a scene over all plays that enter it, each with a state that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    /// Of the shortest.
    pub(super) least: (Count, u32),
    /// Of the longest.
    pub(super) most: (Count, u32),
}

impl Counts {
    fn add(&mut self, count: Count, state: u32) {
        if count.all() < self.least.0.all() {
            self.least = (count, state);
        }
        // Of two that are as long, the one that tells more.
        if (count.all(), count.told) > (self.most.0.all(), self.most.0.told) {
            self.most = (count, state);
        }
    }
}

/// Plays of a scenario: the states that they go through.
pub(super) struct Plays<'a> {
    scenario: &'a Scenario,
    machine: Machine<'a>,
    explored: Explored,
}

impl<'a> Plays<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let machine = Machine::of(&scenario.program, true);
        let explored = explore(&machine, Limits { states: STATES, progress: &mut |_| true });
        Self { scenario, machine, explored }
    }

    /// The counts of every scene; none of those that no play enters.
    pub(super) fn counts(&self) -> Vec<Option<Counts>> {
        let Self { scenario, machine, explored } = self;
        let scenes: Vec<Vec<Item>> = (0..).map(SceneIndex).zip(&scenario.source.scenes).map(|(index, scene)| items(scenario, index, &scene.blocks)).collect();
        let varies: Vec<bool> = scenes.iter().map(|items| items.iter().any(|item| item.when.iter().any(Option::is_some))).collect();
        let mut counts: Vec<Option<Counts>> = vec![None; scenes.len()];
        for (at, number) in (0..explored.states.len()).zip(0..) {
            let state = explored.states.get(at);
            let scene = machine.layout.scene_of(state).at();
            // Where nothing has a condition, the first state tells all.
            if varies[scene] || counts[scene].is_none() {
                let shown = |item: &&Item| item.when.iter().flatten().all(|&when| machine.holds(when, state));
                let count = scenes[scene].iter().filter(shown).fold(Count::default(), |sum, item| item.count.plus(sum));
                counts[scene].get_or_insert(Counts { least: (count, number), most: (count, number) }).add(count, number);
            }
        }
        counts
    }

    /// « 2 choix : connecter, photo → 49 mots. »
    pub(super) fn way(&self, state: u32, words: usize) -> String {
        sentence(self.scenario, &way_to(self.scenario, &self.explored, &self.machine.layout, state), &format!("{words} mots"))
    }
}

impl Count {
    fn plus(self, other: Count) -> Count {
        Count { told: self.told + other.told, shown: self.shown + other.shown }
    }
}

/// Some words, and what must hold for them to be read: of their block, and of the message or comment.
struct Item {
    when: [Option<ConditionIndex>; 2],
    count: Count,
}

fn items(scenario: &Scenario, scene: SceneIndex, blocks: &[Block]) -> Vec<Item> {
    let mut conditions = scenario.program.items[scenario.program.scenes[scene.at()].items.range()].iter().copied();
    let mut next = || conditions.next().flatten();
    let mut items = Vec::new();
    for block in blocks {
        let when = next();
        items.push(Item { when: [when, None], count: own(&block.kind) });
        for part in 0..reading::parts(block) {
            items.push(Item { when: [when, next()], count: Count { told: 0, shown: words_of_part(&block.kind, part) } });
        }
    }
    items
}

/// The words of a block without its messages or comments.
fn own(kind: &BlockKind) -> Count {
    let told = |told: usize| Count { told, shown: 0 };
    let shown = |shown: usize| Count { told: 0, shown };
    match kind {
        BlockKind::Narration(text) | BlockKind::Ellipsis(text) => told(words(text)),
        BlockKind::Speech(speech) => told(words(&speech.text) + sum(&speech.manner)),
        BlockKind::Thread(_) => shown(0),
        BlockKind::Email(email) => shown(words(&email.subject) + words(&email.text) + attached(&email.attachments)),
        BlockKind::Post(post) => shown(words(&post.text) + attached(&post.attachment)),
        BlockKind::Document(document) => shown(words(&document.title) + sum(&document.text) + fields(&document.fields)),
        BlockKind::Screen(screen) => {
            let texts = screen.text.iter().chain(&screen.notice).chain(&screen.error).chain(&screen.actions);
            shown(words(&screen.title) + sum(texts) + fields(&screen.fields))
        }
        BlockKind::Image(image) => shown(sum(&image.caption)),
        BlockKind::Audio(recording) | BlockKind::Video(recording) => shown(words(&recording.transcript)),
        BlockKind::Reference(reference) => shown(sum(&reference.text)),
    }
}

fn words_of_part(kind: &BlockKind, part: usize) -> usize {
    match kind {
        BlockKind::Thread(thread) => {
            thread.messages.get(part).map_or(0, |message| sum(message.text.iter().chain(&message.notice)) + attached(&message.attachment))
        }
        BlockKind::Post(post) => post.comments.get(part).map_or(0, |comment| words(&comment.text)),
        _ => 0,
    }
}

/// The words of a text, its markup apart.
pub(super) fn words(text: &Located) -> usize {
    text::parse(text).map_or_else(|_| text::words(text), |document| document.words())
}

fn sum<'a>(texts: impl IntoIterator<Item = &'a Located>) -> usize {
    texts.into_iter().map(words).sum()
}

fn attached<'a>(attachments: impl IntoIterator<Item = &'a Attachment>) -> usize {
    sum(attachments.into_iter().map(|attachment| &attachment.description))
}

fn fields(fields: &[Field]) -> usize {
    sum(fields.iter().flat_map(|field| [Some(&field.label), field.value.as_ref()]).flatten())
}
