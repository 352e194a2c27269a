//! How many words there are to read: in a scene as it is entered, in an outcome.

use super::super::machine::Machine;
use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceCode, ConditionIndex, ExitCode, Program, SceneIndex, Stretch};
use crate::scenario::source::{Block, Ending, Exit, Located};
use crate::scenario::words;

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
            page.add([None; 2], count([&scene.title].into_iter().chain(&scene.time).chain(&scene.place)));
            page.blocks(&scene.blocks, code.items, program);
            match (&scene.exit, code.exit) {
                (Exit::Decision(decision), ExitCode::Decision(choices)) => {
                    page.add([None; 2], count([&decision.prompt]));
                    for (choice, code) in decision.choices.iter().zip(&program.choices[choices.range()]) {
                        let words = count([&choice.text]);
                        let locked = choice.locked.as_ref().map_or(0, |reason| words + count([reason]));
                        page.push(Piece { when: [code.when, None], words, otherwise: locked });
                    }
                }
                (Exit::Ending(ending), _) => {
                    let Ending { title, person, professional, team, question, .. } = ending;
                    page.add([None; 2], count([title, person, professional, team, question]));
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
        for item in words::items(program, items, blocks) {
            self.add(item.when, narrow(item.count.all()));
        }
    }
}

/// How many words some texts have together.
fn count<'a>(texts: impl IntoIterator<Item = &'a Located>) -> u32 {
    narrow(words::sum(texts))
}

/// A scenario's file is too small for more words than 32 bits count.
fn narrow(words: usize) -> u32 {
    u32::try_from(words).unwrap_or(u32::MAX)
}
