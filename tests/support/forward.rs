//! What a player can meet, found by playing: the real engine goes on from every state by every call it allows. It owes nothing to `bifurque::check`.
//!
//! Lots are not drawn by all their arms here: `naive.rs` does that, at a far greater cost a state.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use bifurque::engine::{Session, Step};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::{ChoiceIndex, Operation, SceneIndex};

/// Every state, and what is seen on the way.
pub struct Forward {
    pub states: Vec<Seen>,
    /// Scenes where nothing leads on.
    pub stuck: BTreeSet<SceneIndex>,
    pub scenes: BTreeSet<SceneIndex>,
    pub choices: BTreeSet<ChoiceIndex>,
}

/// A state, for who plays.
#[derive(Default)]
pub struct Seen {
    /// All that is shown, and offered.
    shows: u64,
    ends: bool,
    /// What is done and shown on the way, whether it skips, and to which state it leads.
    ways: Vec<(u64, bool, usize)>,
}

type Key = (SceneIndex, Vec<SceneIndex>, Vec<i32>, Vec<bool>, Vec<bool>);

struct Player<'a> {
    scenario: &'a Rc<Scenario>,
    scenes_asked: BTreeSet<SceneIndex>,
    choices_asked: BTreeSet<ChoiceIndex>,
    known: HashMap<Key, usize>,
    pending: VecDeque<(usize, Session)>,
    forward: Forward,
}

/// Plays a scenario in every way; nothing if there are lots to draw, or more states than these.
pub fn forward(scenario: &Rc<Scenario>, most: usize) -> Option<Forward> {
    let program = &scenario.program;
    if !program.arms.is_empty() {
        return None;
    }
    let (mut scenes_asked, mut choices_asked) = (BTreeSet::from_iter(program.skip), BTreeSet::new());
    for operation in &program.operations {
        match *operation {
            Operation::Visited(scene) => _ = scenes_asked.insert(scene),
            Operation::Chose(choice) => _ = choices_asked.insert(choice),
            _ => {}
        }
    }
    let forward = Forward { states: Vec::new(), stuck: BTreeSet::new(), scenes: BTreeSet::new(), choices: BTreeSet::new() };
    let mut player = Player { scenario, scenes_asked, choices_asked, known: HashMap::new(), pending: VecDeque::new(), forward };
    player.number(Session::start(Rc::clone(scenario), 0, &mut Vec::new()));
    while let Some((at, session)) = player.pending.pop_front() {
        if player.forward.states.len() > most {
            return None;
        }
        player.forward.states[at] = player.see(&session);
    }
    Some(player.forward)
}

impl Forward {
    /// How many states lead to no ending unless something is skipped.
    pub fn hopeless(&self) -> usize {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.states.len()];
        for (from, state) in self.states.iter().enumerate() {
            state.ways.iter().filter(|(_, skips, _)| !skips).for_each(|&(_, _, to)| before[to].push(from));
        }
        let mut pending: Vec<usize> = (0..self.states.len()).filter(|&at| self.states[at].ends).collect();
        let mut saved = vec![false; self.states.len()];
        while let Some(at) = pending.pop() {
            if !std::mem::replace(&mut saved[at], true) {
                pending.extend(&before[at]);
            }
        }
        saved.into_iter().filter(|saved| !saved).count()
    }

    /// Whether nobody who plays can tell one from the other, whatever is done: states are told apart by what they show and by where their ways lead, until no
    /// more are.
    pub fn is_same_story(&self, other: &Self) -> bool {
        let states: Vec<(&Seen, usize)> =
            self.states.iter().map(|state| (state, 0)).chain(other.states.iter().map(|state| (state, self.states.len()))).collect();
        let mut classes: Vec<u64> = states.iter().map(|(state, _)| hash(&(state.shows, state.ends))).collect();
        let mut count = 0;
        loop {
            let found = classes.iter().collect::<HashSet<_>>().len();
            if classes[0] != classes[self.states.len()] {
                return false;
            }
            if found == count {
                return true;
            }
            count = found;
            let led = |(state, from): &(&Seen, usize)| state.ways.iter().map(|(done, _, to)| (*done, classes[to + from])).collect::<Vec<_>>();
            classes = states.iter().zip(&classes).map(|(state, class)| hash(&(class, led(state)))).collect();
        }
    }
}

impl Player<'_> {
    fn number(&mut self, session: Session) -> usize {
        let state = session.state();
        let made: BTreeSet<ChoiceIndex> = session.path().collect();
        let key = (
            state.scene(),
            state.stack().to_vec(),
            state.values().to_vec(),
            self.scenes_asked.iter().map(|scene| state.visits(*scene) > 0).collect(),
            self.choices_asked.iter().map(|choice| made.contains(choice)).collect(),
        );
        let next = self.known.len();
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.forward.states.push(Seen::default());
            self.pending.push_back((number, session));
        }
        number
    }

    fn after(&mut self, session: &Session, step: Step) -> Option<usize> {
        let mut after = session.clone();
        after.take(step, &mut Vec::new()).ok()?;
        Some(self.number(after))
    }

    fn see(&mut self, session: &Session) -> Seen {
        let scenario = Rc::clone(self.scenario);
        let scene = session.state().scene();
        self.forward.scenes.insert(scene);
        let offers: Vec<_> = session.offers().map(|offer| (scenario.choice(offer.choice), offer)).collect();
        let shown = offers.iter().filter(|(choice, offer)| offer.open || choice.locked.is_some()).map(|(choice, offer)| (&*choice.id, offer.open));
        let ends = session.is_over();
        let shows = hash(&(&*scenario.scene(scene).id, session.items(), documents(session), shown.collect::<Vec<_>>(), session.can_skip()));
        let mut ways = Vec::new();
        for (choice, offer) in &offers {
            let mut outcome = session.clone();
            if outcome.choose(offer.choice, &mut Vec::new()).is_err() {
                continue;
            }
            self.forward.choices.insert(offer.choice);
            let done = hash(&(&*choice.id, outcome.outcome_items(), documents(&outcome)));
            ways.extend(self.after(&outcome, Step::Proceed).map(|to| (done, false, to)));
            if outcome.can_skip() {
                ways.extend(self.after(&outcome, Step::Skip).map(|to| (hash(&(done, "skip")), true, to)));
            }
        }
        if offers.is_empty() {
            ways.extend(self.after(session, Step::Proceed).map(|to| (0, false, to)));
        }
        if !ends && ways.is_empty() {
            self.forward.stuck.insert(scene);
        }
        if session.can_skip() {
            ways.extend(self.after(session, Step::Skip).map(|to| (1, true, to)));
        }
        Seen { shows, ends, ways }
    }
}

/// What the documents that can be opened from here show.
fn documents(session: &Session) -> Vec<Vec<bool>> {
    (0..session.scenario().program.resources.len()).map(|at| session.resource_items(at)).collect()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
