//! How many words there are to read: in a scene as it is entered, in an outcome.

use super::super::machine::Machine;
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceCode, ConditionIndex, ExitCode, Program, SceneIndex, Stretch};
use crate::scenario::source::{Attachment, Block, BlockKind, Ending, Exit, Field, Located};
use crate::text;

/// The words of a case, ready to be counted in any state.
pub struct Reading {
    scenes: Vec<Page>,
    outcomes: Vec<Page>,
}

/// Words that stand together.
#[derive(Default)]
struct Page {
    /// Those that are always shown.
    always: u32,
    pieces: Vec<Piece>,
}

/// Words that are shown on a condition.
struct Piece {
    /// All of these hold where it is shown.
    when: [Option<ConditionIndex>; 2],
    words: u32,
    /// The words in its place where it is not.
    otherwise: u32,
}

impl Reading {
    /// Counts the words of a case.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let program = &scenario.program;
        let scenes = scenario.source.scenes.iter().zip(&program.scenes).map(|(scene, code)| {
            let mut page = Page::default();
            page.add([None; 2], count([Some(&scene.title), scene.time.as_ref(), scene.place.as_ref()]));
            page.blocks(&scene.blocks, code.items, program);
            match (&scene.exit, code.exit) {
                (Exit::Decision(decision), ExitCode::Decision(choices)) => {
                    page.add([None; 2], count([Some(&decision.prompt)]));
                    for (choice, code) in decision.choices.iter().zip(&program.choices[choices.range()]) {
                        let words = count([Some(&choice.text)]);
                        let locked = choice.locked.as_ref().map_or(0, |reason| words + count([Some(reason)]));
                        page.push(Piece { when: [code.when, None], words, otherwise: locked });
                    }
                }
                (Exit::Ending(ending), _) => {
                    let Ending { title, person, professional, team, question, .. } = ending;
                    page.add([None; 2], count([title, person, professional, team, question].map(Some)));
                }
                _ => {}
            }
            page
        });
        let choices = scenario.source.scenes.iter().filter_map(|scene| if let Exit::Decision(decision) = &scene.exit { Some(&decision.choices) } else { None });
        let outcome = |(blocks, code): (&[Block], &ChoiceCode)| {
            let mut page = Page::default();
            page.blocks(blocks, code.outcome, program);
            page
        };
        let outcomes = choices.flatten().map(|choice| &*choice.outcome).zip(&program.choices).map(outcome).collect();
        Self { scenes: scenes.collect(), outcomes }
    }

    /// The words of a scene that is entered in a state, its question and its options included.
    #[must_use]
    pub fn scene(&self, scene: SceneIndex, machine: &Machine<'_>, state: &[u64]) -> u32 {
        self.scenes[scene.at()].words(machine, state)
    }

    /// The words that follow a choice at once, in the state that it leaves.
    #[must_use]
    pub fn outcome(&self, choice: usize, machine: &Machine<'_>, state: &[u64]) -> u32 {
        self.outcomes[choice].words(machine, state)
    }
}

impl Page {
    fn words(&self, machine: &Machine<'_>, state: &[u64]) -> u32 {
        let shown = |piece: &Piece| piece.when.iter().flatten().all(|&when| machine.holds(when, state));
        self.always + self.pieces.iter().map(|piece| if shown(piece) { piece.words } else { piece.otherwise }).sum::<u32>()
    }

    fn push(&mut self, piece: Piece) {
        if piece.when == [None; 2] {
            self.always += piece.words;
        } else if piece.words + piece.otherwise > 0 {
            self.pieces.push(piece);
        }
    }

    fn add(&mut self, when: [Option<ConditionIndex>; 2], words: u32) {
        self.push(Piece { when, words, otherwise: 0 });
    }

    /// Blocks, with the stretch of the program's items that they, their messages and their comments have.
    fn blocks(&mut self, blocks: &[Block], items: Stretch, program: &Program) {
        let mut codes = program.items[items.range()].iter().copied();
        let mut next = || codes.next().flatten();
        for block in blocks {
            let outer = next();
            self.add([outer, None], words_of(block));
            match &block.kind {
                BlockKind::Thread(thread) => {
                    for message in &thread.messages {
                        let words = count([&message.time, &message.text, &message.notice, &message.state].map(Option::as_ref));
                        self.add([outer, next()], words + attached(message.attachment.iter()));
                    }
                }
                BlockKind::Post(post) => {
                    for comment in &post.comments {
                        self.add([outer, next()], count([comment.time.as_ref(), Some(&comment.text)]));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The words of a block, its messages and comments apart.
fn words_of(block: &Block) -> u32 {
    let fields = |fields: &[Field]| fields.iter().map(|field| count([Some(&field.label), field.value.as_ref()])).sum::<u32>();
    match &block.kind {
        BlockKind::Narration(text) | BlockKind::Ellipsis(text) => count([Some(text)]),
        BlockKind::Speech(speech) => count([speech.manner.as_ref(), Some(&speech.text)]),
        BlockKind::Thread(thread) => count([Some(&thread.title), thread.members.as_ref()]),
        BlockKind::Email(email) => {
            let heading = email.to.iter().chain(&email.cc).chain([&email.subject]).chain(&email.time).map(Some);
            count(heading) + count([Some(&email.text)]) + attached(email.attachments.iter())
        }
        BlockKind::Post(post) => {
            let [audience, time, reactions] = [&post.audience, &post.time, &post.reactions].map(Option::as_ref);
            count([audience, time, Some(&post.text), reactions]) + attached(post.attachment.iter())
        }
        BlockKind::Document(document) => {
            let [date, text, signature] = [&document.date, &document.text, &document.signature].map(Option::as_ref);
            count([Some(&document.title), date, text, signature]) + fields(&document.fields)
        }
        BlockKind::Screen(screen) => {
            let [address, text, notice, error] = [&screen.address, &screen.text, &screen.notice, &screen.error].map(Option::as_ref);
            count([Some(&screen.title), address, text, notice, error]) + fields(&screen.fields) + count(screen.actions.iter().map(Some))
        }
        // A picture is looked at; those who hear it described take as long.
        BlockKind::Image(image) => count([Some(&image.alt), image.caption.as_ref()]),
        BlockKind::Audio(recording) | BlockKind::Video(recording) => count([Some(&recording.transcript)]),
        BlockKind::Reference(reference) => count([reference.text.as_ref()]),
    }
}

fn attached<'a>(attachments: impl Iterator<Item = &'a Attachment>) -> u32 {
    attachments.map(|attachment| count([Some(&attachment.description)])).sum()
}

/// How many words some texts have together.
fn count<'a>(texts: impl IntoIterator<Item = Option<&'a Located>>) -> u32 {
    let words = |located: &Located| text::parse(&located.text).map_or_else(|_| text::words(&located.text), |document| document.words());
    u32::try_from(texts.into_iter().flatten().map(words).sum::<usize>()).unwrap_or(u32::MAX)
}
