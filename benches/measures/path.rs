//! One path of decisions, in the forms from which it can be played again.

use std::rc::Rc;

use bifurque::engine::Step;
use bifurque::record::{Answer, Attempt, Event, Happened, Journal, Play, Players, Settings};
use bifurque::scenario::Scenario;

use crate::story::player::{Bifurque, Player};
use crate::story::random::Random;

const WALKS: usize = 200;

pub struct Path {
    /// For each decision, the place of the choice among those that were open.
    pub places: Vec<usize>,
    pub steps: Vec<Step>,
    pub journal: Journal,
}

impl Path {
    /// The longest of many random playthroughs.
    pub fn longest(scenario: &Rc<Scenario>) -> Self {
        let mut player = Bifurque::new(Rc::clone(scenario));
        let mut random = Random::new(1);
        let (mut places, mut longest) = (Vec::new(), (Vec::new(), Vec::new()));
        for _ in 0..WALKS {
            wander(&mut player, &mut random, &mut places);
            if places.len() > longest.0.len() {
                longest = (places.clone(), player.session.steps().to_vec());
            }
        }
        let (places, steps) = longest;
        Self { places, journal: journal(scenario, &steps), steps }
    }
}

/// A whole random playthrough: gives the places of the choices made.
pub fn wander(player: &mut impl Player, random: &mut Random, places: &mut Vec<usize>) {
    places.clear();
    player.restart();
    while player.open() > 0 {
        let place = random.below(player.open());
        player.choose(place);
        places.push(place);
    }
}

/// The journal that the application would have written on this path.
fn journal(scenario: &Rc<Scenario>, steps: &[Step]) -> Journal {
    let attempt = Attempt::new(scenario, [0; 16], 0, 0, Players::ALONE, Settings::default());
    let mut play = Play::new(Rc::clone(scenario), 0);
    let mut events = Vec::new();
    let mut write = |play: &mut Play, happened: Vec<Happened>| {
        for event in happened {
            let event = Event { number: play.next_number(), elapsed: 0, event };
            play.apply(&event).expect("an event fits the journal it was made for");
            events.push(event);
        }
    };
    let beginning = play.beginning();
    write(&mut play, beginning);
    for step in steps {
        if let Step::Choose(choice) = *step {
            let scene = scenario.program.choices[choice.at()].scene;
            let answer = Answer::bare(&scenario.scene(scene).id, &scenario.choice(choice).id);
            let happened = play.choosing(answer).expect("a choice made can be made again");
            write(&mut play, happened);
        }
    }
    assert!(play.is_finished(), "the path ends at an ending");
    Journal { attempt, events }
}
