//! The same few gestures on both engines.

use std::rc::Rc;

use bifurque::engine::{Event, Session};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::ChoiceIndex;
use bifurque::scenario::reading;
use bifurque::scenario::source::BlockKind;

use super::random::Random;
use super::{FLAGS, LEVELS};

/// What a person would see and the case remembers: for comparing.
#[derive(Debug, PartialEq)]
pub struct Screen {
    pub text: String,
    pub choices: Vec<String>,
    pub values: Vec<i32>,
}

pub trait Player {
    /// Plays from the beginning again.
    fn restart(&mut self);

    /// How many choices can be made: none at an ending.
    fn open(&self) -> usize;

    /// Makes the open choice of this place and reads what follows, words included. Gives the number of bytes read.
    fn choose(&mut self, place: usize) -> usize;

    fn screen(&self) -> Screen;

    /// Where a random walk goes next; at an ending it begins again.
    fn draw(&mut self, random: &mut Random) -> usize {
        if self.open() == 0 {
            self.restart();
        }
        random.below(self.open())
    }
}

pub struct Bifurque {
    pub session: Session,
    events: Vec<Event>,
    open: Vec<ChoiceIndex>,
}

impl Bifurque {
    pub fn new(scenario: Rc<Scenario>) -> Self {
        let mut events = Vec::new();
        let session = Session::start(scenario, 0, &mut events);
        let mut player = Self { session, events, open: Vec::new() };
        player.arrive();
        player
    }

    /// Makes a choice and goes on, as [`Player::choose`], but leaves the words alone: they stay in the scenario until someone wants them.
    pub fn advance(&mut self, place: usize) -> usize {
        self.events.clear();
        self.session.choose(self.open[place], &mut self.events).expect("an open choice can be made");
        self.session.proceed(&mut self.events).expect("a choice leads on");
        self.arrive();
        self.events.len()
    }

    fn arrive(&mut self) {
        self.open.clear();
        self.open.extend(self.session.offers().filter(|offer| offer.open).map(|offer| offer.choice));
    }
}

fn narrations(session: &Session) -> impl Iterator<Item = &str> {
    let blocks = &session.scenario().scene(session.state().scene()).blocks;
    reading::shown(blocks, session.items()).filter_map(|shown| match &shown.block.kind {
        BlockKind::Narration(text) => Some(&*text.text),
        _ => None,
    })
}

impl Player for Bifurque {
    fn restart(&mut self) {
        self.events.clear();
        self.session = Session::start(Rc::clone(self.session.scenario()), 0, &mut self.events);
        self.arrive();
    }

    fn open(&self) -> usize {
        self.open.len()
    }

    fn choose(&mut self, place: usize) -> usize {
        self.advance(place);
        let text: usize = narrations(&self.session).map(str::len).sum();
        let choices: usize = self.open.iter().map(|&choice| self.session.scenario().choice(choice).text.len()).sum();
        text + choices
    }

    fn screen(&self) -> Screen {
        let choices = self.open.iter().map(|&choice| self.session.scenario().choice(choice).text.to_string());
        Screen { text: narrations(&self.session).collect(), choices: choices.collect(), values: self.session.state().values().to_vec() }
    }
}

pub struct Ink {
    story: bladeink::story::Story,
    text: String,
    open: Vec<Rc<bladeink::choice::Choice>>,
}

impl Ink {
    /// From the compiled story.
    pub fn new(compiled: &str) -> Self {
        let story = bladeink::story::Story::new(compiled).expect("ink loads");
        let mut player = Self { story, text: String::new(), open: Vec::new() };
        player.read();
        player
    }

    fn read(&mut self) -> usize {
        self.text = self.story.continue_maximally().expect("ink goes on");
        self.open = self.story.get_current_choices();
        self.text.len() + self.open.iter().map(|choice| choice.text.len()).sum::<usize>()
    }
}

impl Player for Ink {
    fn restart(&mut self) {
        self.story.reset_state().expect("ink begins again");
        self.read();
    }

    fn open(&self) -> usize {
        self.open.len()
    }

    fn choose(&mut self, place: usize) -> usize {
        self.story.choose_choice_index(place).expect("an open choice can be made");
        self.read()
    }

    fn screen(&self) -> Screen {
        let names = (0..LEVELS).map(|level| format!("level_{level}")).chain((0..FLAGS).map(|flag| format!("flag_{flag}")));
        let values = names.map(|name| self.story.get_variable(&name).and_then(|value| value.coerce_to_int().ok()).expect("a declared number"));
        Screen { text: self.text.trim_end().to_owned(), choices: self.open.iter().map(|choice| choice.text.clone()).collect(), values: values.collect() }
    }
}
