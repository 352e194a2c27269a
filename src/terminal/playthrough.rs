//! A play-through as its journal tells it: every gesture adds events, and going back replays fewer of them.

use std::rc::Rc;

use crate::engine::Session;
use crate::record::{Answer, Attempt, Event, Fault, Happened, Journal, Play};
use crate::scenario::Scenario;
use crate::scenario::program::ChoiceIndex;

/// A play-through under way, with all that happened in it.
#[derive(Clone, Debug)]
pub struct Playthrough {
    scenario: Rc<Scenario>,
    seed: u32,
    play: Play,
    events: Vec<Event>,
    /// For each choice made and each skip, how many events there were before it.
    moves: Vec<usize>,
}

impl Playthrough {
    /// Begins: the first scene is shown.
    ///
    /// # Errors
    /// [`Fault`], never for a scenario that was loaded.
    pub fn begin(scenario: &Rc<Scenario>, seed: u32) -> Result<Self, Fault> {
        let play = Play::new(Rc::clone(scenario), seed);
        let beginning = play.beginning();
        let mut begun = Self { scenario: Rc::clone(scenario), seed, play, events: Vec::new(), moves: Vec::new() };
        begun.write(beginning, 0)?;
        Ok(begun)
    }

    /// Makes a choice, `elapsed` milliseconds after the beginning.
    ///
    /// # Errors
    /// [`Fault`] with a choice that is not open here; nothing is changed.
    pub fn choose(&mut self, choice: ChoiceIndex, elapsed: u64) -> Result<(), Fault> {
        let scene = self.session().state().scene();
        let answer = Answer::bare(&self.scenario.scene(scene).id, &self.scenario.choice(choice).id);
        let events = self.play.choosing(answer)?;
        self.moves.push(self.events.len());
        self.write(events, elapsed)
    }

    /// Goes on from an outcome, a passage or the end of a detour.
    ///
    /// # Errors
    /// [`Fault`] where a decision waits or the story is over.
    pub fn go_on(&mut self, elapsed: u64) -> Result<(), Fault> {
        let events = self.play.going_on()?;
        self.write(events, elapsed)
    }

    /// Goes on past the sensitive scenes.
    ///
    /// # Errors
    /// [`Fault`] if there are none ahead.
    pub fn skip(&mut self, elapsed: u64) -> Result<(), Fault> {
        let events = self.play.skipping()?;
        self.moves.push(self.events.len());
        self.write(events, elapsed)
    }

    /// Notes that a document was opened, by its place in the case from 0; false if there is none there.
    ///
    /// # Errors
    /// [`Fault`], never for a play-through begun here.
    pub fn open(&mut self, resource: usize, elapsed: u64) -> Result<bool, Fault> {
        let Some(resource) = self.scenario.source.resources.get(resource) else { return Ok(false) };
        let opened = Happened::Opened(resource.id.to_string());
        self.write(vec![opened], elapsed).map(|()| true)
    }

    /// Goes back to where the last choice or skip was made; false if none was.
    ///
    /// # Errors
    /// [`Fault`], never for a play-through begun here: what was played once can be played again.
    pub fn back(&mut self) -> Result<bool, Fault> {
        let Some(before) = self.moves.pop() else { return Ok(false) };
        self.events.truncate(before);
        self.play = Play::new(Rc::clone(&self.scenario), self.seed);
        self.events.iter().try_for_each(|event| self.play.apply(event))?;
        Ok(true)
    }

    /// Whether there is a choice or a skip to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.moves.is_empty()
    }

    fn write(&mut self, events: Vec<Happened>, elapsed: u64) -> Result<(), Fault> {
        let elapsed = elapsed.max(self.play.elapsed());
        for event in events {
            let event = Event { number: self.play.next_number(), elapsed, event };
            self.play.apply(&event)?;
            self.events.push(event);
        }
        Ok(())
    }

    /// Whether a decision waits or the story is over: nothing goes on by itself.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.session().is_over() || self.session().offers().next().is_some()
    }

    /// Where it stands.
    #[must_use]
    pub fn play(&self) -> &Play {
        &self.play
    }

    /// The engine's part of it.
    #[must_use]
    pub fn session(&self) -> &Session {
        self.play.session()
    }

    /// The journal. `random` makes the attempt's id; `started` is when it began, in milliseconds since 1970.
    #[must_use]
    pub fn journal(&self, random: [u8; 16], started: u64) -> Journal {
        let attempt = Attempt::new(&self.scenario, random, started, self.seed, crate::record::Players::ALONE, crate::record::Settings::default());
        Journal { attempt, events: self.events.clone() }
    }

    /// The ids of the scenes shown, each once, in the order of the first time.
    #[must_use]
    pub fn visited(&self) -> Vec<&str> {
        let mut visited: Vec<&str> = Vec::new();
        for event in &self.events {
            match &event.event {
                Happened::Shown(scene) if !visited.contains(&scene.as_str()) => visited.push(scene),
                _ => {}
            }
        }
        visited
    }
}
