//! An exploration that owes nothing to `bifurque::check`: the real engine is put down at each state, and every call it allows is made.
//!
//! The engine draws lots; to see every arm, all the others are given no weight. It begins without memory; to stand where a path has led, the variables begin
//! with that path's values, `visited` and `chose` of what lies behind are replaced by `true`, which they stay for ever, and the detours under way are begun
//! by scenes added for that.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use bifurque::engine::{Event, Misuse, Session};
use bifurque::scenario::Scenario;
use bifurque::scenario::program::{ChoiceIndex, ExitCode, Operation, Program, RouteCode, RouteIndex, SceneCode, SceneIndex, Stretch};
use bifurque::scenario::source::Source;

/// Where play can stand when a scene is entered.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Place {
    pub scene: SceneIndex,
    stack: Vec<SceneIndex>,
    values: Vec<i32>,
    visited: BTreeSet<SceneIndex>,
    chosen: BTreeSet<ChoiceIndex>,
}

/// How one place leads to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Kind {
    Flow,
    Decision,
    Skip,
}

/// What was met.
#[derive(Default)]
pub struct Naive {
    /// Every place, with the ways out of it.
    pub places: Vec<(Place, BTreeSet<(usize, Kind)>)>,
    pub scenes: BTreeSet<usize>,
    pub choices: BTreeSet<usize>,
    pub branches: BTreeSet<usize>,
    pub arms: BTreeSet<usize>,
    pub saturated: BTreeSet<usize>,
    pub truths: Vec<[bool; 2]>,
    pub stuck: BTreeSet<usize>,
}

struct Walker<'a> {
    scenario: &'a Scenario,
    asked: (BTreeSet<SceneIndex>, BTreeSet<ChoiceIndex>),
    skipping: bool,
    known: HashMap<Place, usize>,
    naive: Naive,
}

type Lots = BTreeMap<u32, usize>;

/// Every state of a scenario.
pub fn explore(scenario: &Scenario, skipping: bool) -> Naive {
    let program = &scenario.program;
    let mut asked = (BTreeSet::new(), BTreeSet::new());
    for operation in &program.operations {
        match *operation {
            Operation::Visited(scene) => _ = asked.0.insert(scene),
            Operation::Chose(choice) => _ = asked.1.insert(choice),
            _ => {}
        }
    }
    asked.0.extend(program.skip.filter(|_| skipping));
    let naive = Naive { truths: vec![[false; 2]; program.conditions.len()], ..Naive::default() };
    let mut walker = Walker { scenario, asked, skipping, known: HashMap::new(), naive };
    let start = Place {
        scene: program.start,
        stack: Vec::new(),
        values: program.variables.iter().map(|variable| variable.initial).collect(),
        visited: BTreeSet::new(),
        chosen: BTreeSet::new(),
    };
    walker.number(start);
    let mut next = 0;
    while next < walker.naive.places.len() {
        let place = walker.naive.places[next].0.clone();
        walker.naive.places[next].1 = walker.ways(&place);
        next += 1;
    }
    walker.naive
}

impl Naive {
    /// For each place, whether an ending can be reached from it without skipping.
    pub fn hope(&self, program: &Program) -> Vec<bool> {
        let mut hope: Vec<bool> = self.places.iter().map(|(place, _)| program.scenes[place.scene.at()].exit == ExitCode::Ending).collect();
        loop {
            let more: Vec<usize> =
                (0..hope.len()).filter(|&at| !hope[at] && self.places[at].1.iter().any(|&(next, kind)| kind != Kind::Skip && hope[next])).collect();
            if more.is_empty() {
                return hope;
            }
            more.into_iter().for_each(|at| hope[at] = true);
        }
    }

    /// The least number of gestures to each place.
    pub fn distances(&self) -> Vec<usize> {
        let mut distances = vec![usize::MAX; self.places.len()];
        let mut pending = VecDeque::from([(0, 0)]);
        while let Some((at, distance)) = pending.pop_front() {
            if distances[at] <= distance {
                continue;
            }
            distances[at] = distance;
            for &(next, kind) in &self.places[at].1 {
                match kind {
                    Kind::Flow => pending.push_front((next, distance)),
                    _ => pending.push_back((next, distance + 1)),
                }
            }
        }
        distances
    }

    /// The most decisions from the first place to an ending, without skipping, found by trying every path; none if there is none, an error if paths turn in
    /// circles.
    pub fn longest(&self, program: &Program) -> Result<Option<u32>, ()> {
        let mut known: Vec<Option<Option<u32>>> = vec![None; self.places.len()];
        // A place is finished when all that follow are: as many rounds as the longest chain of ways.
        for _ in 0..=self.places.len() {
            for at in (0..self.places.len()).rev() {
                let (place, ways) = &self.places[at];
                if known[at].is_some() || !ways.iter().all(|&(next, _)| known[next].is_some()) {
                    continue;
                }
                let ending = (program.scenes[place.scene.at()].exit == ExitCode::Ending).then_some(0);
                let after = ways.iter().filter_map(|&(next, kind)| match kind {
                    Kind::Skip => None,
                    kind => known[next].flatten().map(|more| more + u32::from(kind == Kind::Decision)),
                });
                known[at] = Some(after.chain(ending).max());
            }
            if known.iter().all(Option::is_some) {
                return Ok(known[0].flatten());
            }
        }
        Err(())
    }
}

impl Walker<'_> {
    fn number(&mut self, place: Place) -> usize {
        let next = self.naive.places.len();
        let number = *self.known.entry(place.clone()).or_insert(next);
        if number == next {
            self.naive.places.push((place, BTreeSet::new()));
        }
        number
    }

    /// The engine, standing at a place, with lots that come out as told.
    fn stand(&self, place: &Place, lots: &Lots) -> Session {
        let mut program = self.scenario.program.clone();
        for operation in &mut program.operations {
            let behind = match operation {
                Operation::Visited(scene) => place.visited.contains(scene),
                Operation::Chose(choice) => place.chosen.contains(choice),
                _ => false,
            };
            if behind {
                *operation = Operation::Constant(true);
            }
        }
        for (&route, &arm) in lots {
            let RouteCode::Chance(arms) = program.routes[route as usize] else { panic!("a lot on a route without") };
            program.arms[arms.range()].iter_mut().enumerate().for_each(|(at, code)| code.weight = u32::from(at == arm));
        }
        for (variable, value) in program.variables.iter_mut().zip(&place.values) {
            variable.initial = *value;
        }
        program.start = place.scene;
        for &then in place.stack.iter().rev() {
            program.routes.push(RouteCode::Detour { detour: program.start, then });
            let route = RouteIndex(u32::try_from(program.routes.len() - 1).unwrap());
            program.scenes.push(SceneCode { items: Stretch::default(), exit: ExitCode::Passage(route) });
            program.start = SceneIndex(u32::try_from(program.scenes.len() - 1).unwrap());
        }
        let scenario = Scenario { source: Source::default(), program, digest: self.scenario.digest, shape: 0 };
        let mut session = Session::start(Rc::new(scenario), 0, &mut Vec::new());
        for _ in &place.stack {
            session.proceed(&mut Vec::new()).unwrap();
        }
        assert_eq!((session.state().scene(), session.state().stack(), session.state().values()), (place.scene, &place.stack[..], &place.values[..]));
        session
    }

    fn ways(&mut self, place: &Place) -> BTreeSet<(usize, Kind)> {
        let session = self.stand(place, &Lots::new());
        let program = &self.scenario.program;
        let code = &program.scenes[place.scene.at()];
        self.naive.scenes.insert(place.scene.at());
        self.items(code.items, session.items());
        self.resources(&session);
        let mut ways = BTreeSet::new();
        for offer in session.offers() {
            let choice = &program.choices[offer.choice.at()];
            if let Some(when) = choice.when {
                self.naive.truths[when.0 as usize][usize::from(offer.open)] = true;
            }
            if !offer.open {
                continue;
            }
            self.naive.choices.insert(offer.choice.at());
            let (mut after, mut events) = (session.clone(), Vec::new());
            after.choose(offer.choice, &mut events).unwrap();
            let written = events.iter().filter_map(|event| if let Event::Wrote { saturated, .. } = event { Some(*saturated) } else { None });
            self.naive.saturated.extend(choice.effects.range().zip(written).filter(|(_, saturated)| *saturated).map(|(effect, _)| effect));
            self.items(choice.outcome, after.outcome_items());
            self.resources(&after);
            self.proceed(place, Some(offer.choice), choice.route, &mut ways);
            self.skip(place, &after, Some(offer.choice), &mut ways);
        }
        match code.exit {
            ExitCode::Ending => return ways,
            ExitCode::Decision(_) if session.offers().all(|offer| !offer.open) => _ = self.naive.stuck.insert(place.scene.at()),
            ExitCode::Decision(_) => {}
            ExitCode::Passage(route) => self.proceed(place, None, route, &mut ways),
            ExitCode::Return => match session.clone().proceed(&mut Vec::new()) {
                Err(Misuse::NoWayOn) => _ = self.naive.stuck.insert(place.scene.at()),
                _ => {
                    let mut after = session.clone();
                    after.proceed(&mut Vec::new()).unwrap();
                    let to = self.reached(place, &after, None);
                    ways.insert((to, Kind::Flow));
                }
            },
        }
        self.skip(place, &session, None, &mut ways);
        ways
    }

    /// Goes on with every lot there is.
    fn proceed(&mut self, place: &Place, choice: Option<ChoiceIndex>, route: RouteIndex, ways: &mut BTreeSet<(usize, Kind)>) {
        let mut pending = vec![Lots::new()];
        while let Some(lots) = pending.pop() {
            let mut session = self.stand(place, &lots);
            let mut events = Vec::new();
            if let Some(choice) = choice {
                session.choose(choice, &mut events).unwrap();
            }
            let before = session.clone();
            session.proceed(&mut events).unwrap();
            let drawn = events.iter().find_map(|event| match event {
                Event::Drew { route, .. } if !lots.contains_key(&route.0) => Some(*route),
                _ => None,
            });
            if let Some(drawn) = drawn {
                let RouteCode::Chance(arms) = self.scenario.program.routes[drawn.0 as usize] else { panic!("a lot on a route without") };
                pending.extend((0..arms.len()).map(|arm| lots.clone().into_iter().chain([(drawn.0, arm)]).collect()));
                continue;
            }
            self.read(&before, route, &lots);
            let to = self.reached(place, &session, choice);
            ways.insert((to, if choice.is_some() { Kind::Decision } else { Kind::Flow }));
        }
    }

    /// What was read and taken on a route.
    fn read(&mut self, session: &Session, mut route: RouteIndex, lots: &Lots) {
        let program = &session.scenario().program;
        loop {
            match program.routes[route.0 as usize] {
                RouteCode::To(_) | RouteCode::Detour { .. } => return,
                RouteCode::Branches(branches) => {
                    for at in branches.range() {
                        let truth = program.branches[at].when.map(|when| {
                            let truth = session.state().holds(program, when);
                            self.naive.truths[when.0 as usize][usize::from(truth)] = true;
                            truth
                        });
                        if truth.unwrap_or(true) {
                            self.naive.branches.insert(at);
                            route = program.branches[at].route;
                            break;
                        }
                    }
                }
                RouteCode::Chance(arms) => {
                    let arm = arms.range().start + lots[&route.0];
                    self.naive.arms.insert(arm);
                    route = program.arms[arm].route;
                }
            }
        }
    }

    fn skip(&mut self, place: &Place, session: &Session, choice: Option<ChoiceIndex>, ways: &mut BTreeSet<(usize, Kind)>) {
        let behind = self.scenario.program.skip.is_some_and(|to| place.visited.contains(&to));
        if self.skipping && session.can_skip() && !behind {
            let mut session = session.clone();
            session.skip(&mut Vec::new()).unwrap();
            let to = self.reached(place, &session, choice);
            ways.insert((to, Kind::Skip));
        }
    }

    /// The place where a session stands that was put down at another.
    fn reached(&mut self, from: &Place, session: &Session, choice: Option<ChoiceIndex>) -> usize {
        let state = session.state();
        let left = self.asked.0.iter().filter(|scene| from.visited.contains(scene) || state.visits(**scene) > 0);
        let made = self.asked.1.iter().filter(|made| from.chosen.contains(made) || choice == Some(**made));
        let place = Place {
            scene: state.scene(),
            stack: state.stack().to_vec(),
            values: state.values().to_vec(),
            visited: left.copied().collect(),
            chosen: made.copied().collect(),
        };
        self.number(place)
    }

    fn items(&mut self, stretch: Stretch, shown: &[bool]) {
        let items = &self.scenario.program.items[stretch.range()];
        assert_eq!(items.len(), shown.len());
        let mut block = true;
        for (item, shown) in items.iter().zip(shown) {
            if item.within.is_none() {
                block = *shown;
            }
            // A message is read with its thread, or not at all.
            if let Some(when) = item.when.filter(|_| block || item.within.is_none()) {
                self.naive.truths[when.0 as usize][usize::from(*shown)] = true;
            }
        }
    }

    fn resources(&mut self, session: &Session) {
        for (at, stretch) in self.scenario.program.resources.iter().enumerate() {
            self.items(*stretch, &session.resource_items(at));
        }
    }
}
