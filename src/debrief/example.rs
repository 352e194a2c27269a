//! A made-up workshop, to practise on before a real one.

use std::rc::Rc;

use super::gather::gather;
use super::gathered::Carrier;
use super::session::GroupSession;
use crate::engine::Session;
use crate::record::{Answer, Attempt, Event, HandOver, Hesitation, Play, Players, PlayersMode, Settings, Sharing};
use crate::scenario::Scenario;

/// How many parcours a made-up session has.
const PARCOURS: u32 = 16;

/// Fills a session with made-up parcours: always the same, some in pairs, two unfinished, one offered. It is marked as an example for good.
pub fn make_up(session: &mut GroupSession, scenario: &Rc<Scenario>) {
    session.example = true;
    for number in 1..=PARCOURS {
        let most = if number % 7 == 0 { 3 } else { usize::MAX };
        // A made-up parcours that the case does not allow would be a fault of ours: the session is then one parcours smaller.
        let _ = gather(session, scenario, Carrier::File, made_up(scenario, number, most));
    }
    if let Some(last) = session.gathered.last_mut() {
        last.offered = true;
    }
}

fn made_up(scenario: &Rc<Scenario>, number: u32, most: usize) -> HandOver {
    let mut lots = Lots(number.wrapping_mul(0x9e37_79b9) | 1);
    let mut id = [0; 16];
    id.iter_mut().for_each(|byte| *byte = lots.draw().to_be_bytes()[0]);
    let players = if number % 3 == 0 { Players { mode: PlayersMode::Pair, people: 2 } } else { Players::ALONE };
    let attempt = Attempt::new(scenario, id, 0, 0, players, Settings::default());
    let mut play = Play::new(Rc::clone(scenario), 0);
    let mut events = play.beginning();
    loop {
        for event in events {
            let event = Event { number: play.next_number(), elapsed: play.elapsed(), event };
            if play.apply(&event).is_err() {
                return HandOver::of(&attempt, &play, Sharing::default());
            }
        }
        let next = match answer(scenario, play.session(), &mut lots) {
            Some(answer) if play.answers().len() < most => play.choosing(answer),
            None if !play.is_finished() => play.going_on(),
            _ => break,
        };
        match next {
            Ok(next) => events = next,
            Err(_) => break,
        }
    }
    HandOver::of(&attempt, &play, Sharing::default())
}

/// A choice among those that are open, and what is answered besides.
fn answer(scenario: &Scenario, session: &Session, lots: &mut Lots) -> Option<Answer> {
    let open: Vec<_> = session.offers().filter(|offer| offer.open).map(|offer| offer.choice).collect();
    let choice = *open.get(lots.below(open.len()))?;
    let scene = session.state().scene();
    let mut answer = Answer::bare(&scenario.scene(scene).id, &scenario.choice(choice).id);
    let ask = scenario.decision(scene)?.ask.as_ref();
    if ask.is_some_and(|ask| ask.hesitation) {
        let other = open.get(lots.below(open.len())).filter(|other| **other != choice);
        answer.hesitation = Some(other.map_or(Hesitation::None, |other| Hesitation::With(scenario.choice(*other).id.to_string())));
    }
    answer.motive = ask.and_then(|ask| ask.motives.get(lots.below(ask.motives.len()))).map(|motive| motive.id.to_string());
    Some(answer)
}

/// Lots that are always the same (xorshift, 32 bits).
struct Lots(u32);

impl Lots {
    fn draw(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.draw() >> 8).unwrap_or(0) % bound.max(1)
    }
}
