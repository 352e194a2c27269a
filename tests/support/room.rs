//! A room of people who play, each in their own way, and hand over.

use std::rc::Rc;

use bifurque::record::{Answer, Attempt, Event, HandOver, Hesitation, Play, Players, PlayersMode, Settings, Sharing};
use bifurque::scenario::Scenario;

/// Small, seeded, the same everywhere (xorshift).
pub struct Lots(u64);

impl Lots {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// What someone hands over who makes at most `decisions` decisions. The same seed makes the same choices, whatever `decisions` is.
pub fn hand_over(scenario: &Rc<Scenario>, seed: u64, decisions: usize) -> HandOver {
    let mut lots = Lots::new(seed);
    let mut id = [0; 16];
    id.iter_mut().for_each(|byte| *byte = u8::try_from(lots.below(256)).unwrap());
    let people = u32::try_from(lots.below(3) + 1).unwrap();
    let mode = [PlayersMode::Alone, PlayersMode::Pair, PlayersMode::Group][people as usize - 1];
    let attempt = Attempt::new(scenario, id, 0, 0, Players { mode, people }, Settings::default());
    let mut play = Play::new(Rc::clone(scenario), 0);
    let write = |play: &mut Play, happened| play.apply(&Event { number: play.next_number(), elapsed: 0, event: happened }).unwrap();
    for event in play.beginning() {
        write(&mut play, event);
    }
    while !play.is_finished() {
        let open: Vec<_> = play.session().offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
        let events = if open.is_empty() {
            play.going_on().unwrap()
        } else {
            if play.answers().len() == decisions {
                break;
            }
            let scene = play.session().state().scene();
            let choice = open[lots.below(open.len())];
            let other = open[lots.below(open.len())];
            let ask = scenario.decision(scene).unwrap().ask.clone().unwrap_or_default();
            let id = |choice| scenario.choice(choice).id.to_string();
            let mut answer = Answer::bare(&scenario.scene(scene).id, &id(choice));
            if ask.hesitation {
                answer.hesitation = Some(if choice == other { Hesitation::None } else { Hesitation::With(id(other)) });
            }
            answer.motive = ask.motives.get(lots.below(ask.motives.len() + 1)).map(|motive| motive.id.to_string());
            play.choosing(answer).unwrap()
        };
        for event in events {
            write(&mut play, event);
        }
    }
    HandOver::of(&attempt, &play, Sharing::default())
}
