//! From the program to paragraphs.

use std::collections::BTreeMap;

use super::condition::Test;
use super::dice::Draw;
use super::number::{Lots, order, position};
use super::sheet::{self, Change, Line, box_of_choice, box_of_scene};
use super::{Book, Content, End, Inset, Look, Number, Offer, Paragraph, Part, Proposal, Reading, Way};
use crate::scenario::Scenario;
use crate::scenario::place::Place;
use crate::scenario::program::{ChoiceIndex, ConditionIndex, ExitCode, Operation, Program, RouteCode, RouteIndex, SceneIndex};
use crate::scenario::reading::parts;
use crate::scenario::{deepest_detour, source};

/// A case as a book.
pub fn build(scenario: &Scenario, seed: u64) -> Book<'_> {
    let program = &scenario.program;
    let sheet = sheet::lines(scenario, seed);
    let places = places(program, &sheet);
    let links = links(program, &places);
    let numbers = order(places.len(), 1, &links, &mut Lots::new(seed, 1));
    let numbers: BTreeMap<Place, Number> = places.iter().copied().zip(numbers.into_iter().map(|place| position(place) + 1)).collect();
    let builder = Builder { scenario, program, sheet: &sheet, numbers: &numbers, insets: Vec::new(), order: None };
    // Once to know the insets, and once more when they have their numbers.
    let (_, found, _) = builder.clone().all(&places);
    let order = order(found.len(), 0, &together(&found), &mut Lots::new(seed, 2));
    let (mut paragraphs, mut insets, annexes) = Builder { order: Some(&order), ..builder }.all(&places);
    paragraphs.sort_by_key(|paragraph| numbers.get(&paragraph.place).copied());
    let mut numbered: Vec<(usize, Inset<'_>)> = order.into_iter().zip(insets.drain(..)).collect();
    numbered.sort_by_key(|(place, _)| *place);
    Book {
        scenario,
        seed,
        paragraphs,
        insets: numbered.into_iter().map(|(_, inset)| inset).collect(),
        annexes,
        skip: program.skip.and_then(|scene| numbers.get(&Place::Scene(scene)).copied()),
        returns: deepest_detour(program),
        sheet,
    }
}

/// What has a paragraph of its own: every scene, the first one first, and every choice that is more than a way to another scene.
fn places(program: &Program, sheet: &[Line]) -> Vec<Place> {
    let mut places = vec![Place::Scene(program.start)];
    places.extend((0..program.scenes.len()).map(|at| SceneIndex(position(at))).filter(|scene| *scene != program.start).map(Place::Scene));
    let choices = (0..program.choices.len()).map(|at| ChoiceIndex(position(at)));
    places.extend(choices.filter(|choice| !leads_straight(program, sheet, *choice)).map(Place::Outcome));
    places
}

/// Whether nothing is read or done between a choice and the next scene.
fn leads_straight(program: &Program, sheet: &[Line], choice: ChoiceIndex) -> bool {
    let code = &program.choices[choice.at()];
    code.outcome.is_empty()
        && matches!(program.routes[code.route.at()], RouteCode::To(_))
        && box_of_choice(sheet, choice).is_none()
        && box_of_scene(sheet, code.scene).is_none()
        && program.effects[code.effects.range()].iter().all(|effect| sheet::change(program, sheet, *effect).is_none())
}

/// The places of what should not be seen together: what leads to what, and what follows from the choices of one decision.
fn links(program: &Program, places: &[Place]) -> Vec<(usize, usize)> {
    let at: BTreeMap<Place, usize> = places.iter().copied().zip(0..).collect();
    let mut links = Vec::new();
    for (&place, &from) in &at {
        let (routes, outcomes) = match place {
            Place::Scene(scene) => match program.scenes[scene.at()].exit {
                ExitCode::Passage(route) => (vec![route], Vec::new()),
                ExitCode::Decision(choices) => {
                    let straight = program.choices[choices.range()].iter().map(|choice| choice.route).collect();
                    (straight, choices.range().filter_map(|choice| at.get(&Place::Outcome(ChoiceIndex(position(choice))))).copied().collect())
                }
                ExitCode::Return | ExitCode::Ending => continue,
            },
            Place::Outcome(choice) => (vec![program.choices[choice.at()].route], Vec::new()),
            Place::Resource(_) => continue,
        };
        let ends = scenes_of(program, routes).into_iter().filter_map(|scene| at.get(&Place::Scene(scene))).copied();
        links.extend(ends.map(|to| (from, to)));
        for (rank, &outcome) in outcomes.iter().enumerate() {
            links.push((from, outcome));
            links.extend(outcomes[..rank].iter().map(|&other| (other, outcome)));
        }
    }
    links
}

/// The scenes that routes may lead to.
fn scenes_of(program: &Program, mut routes: Vec<RouteIndex>) -> Vec<SceneIndex> {
    let mut scenes = Vec::new();
    while let Some(route) = routes.pop() {
        match program.routes[route.at()] {
            RouteCode::To(scene) => scenes.push(scene),
            RouteCode::Detour { detour, then } => scenes.extend([detour, then]),
            RouteCode::Branches(branches) => routes.extend(program.branches[branches.range()].iter().map(|branch| branch.route)),
            RouteCode::Chance(arms) => routes.extend(program.arms[arms.range()].iter().map(|arm| arm.route)),
        }
    }
    scenes
}

/// The places of insets of one paragraph, each linked to those just before it.
fn together(insets: &[Inset<'_>]) -> Vec<(usize, usize)> {
    const NEIGHBOURS: usize = 6;
    let mut links = Vec::new();
    for (at, inset) in insets.iter().enumerate() {
        links.extend((at.saturating_sub(NEIGHBOURS)..at).filter(|&other| insets[other].of == inset.of).map(|other| (other, at)));
    }
    links
}

type All<'a> = (Vec<Paragraph<'a>>, Vec<Inset<'a>>, Vec<Vec<Reading<'a>>>);

#[derive(Clone)]
struct Builder<'a, 'b> {
    scenario: &'a Scenario,
    program: &'a Program,
    sheet: &'b [Line],
    numbers: &'b BTreeMap<Place, Number>,
    insets: Vec<Inset<'a>>,
    /// The place of each inset, in the order they are met; not known at first.
    order: Option<&'b [usize]>,
}

impl<'a> Builder<'a, '_> {
    fn all(mut self, places: &[Place]) -> All<'a> {
        let paragraphs = places.iter().map(|place| self.paragraph(*place)).collect();
        let annexes = (0..self.scenario.source.resources.len()).map(|at| self.readings(Place::Resource(at))).collect();
        (paragraphs, self.insets, annexes)
    }

    fn number(&self, scene: SceneIndex) -> Number {
        self.numbers.get(&Place::Scene(scene)).copied().unwrap_or(1)
    }

    fn test(&self, condition: Option<ConditionIndex>) -> Test {
        Test::of(self.program, self.sheet, condition)
    }

    fn paragraph(&mut self, place: Place) -> Paragraph<'a> {
        let program = self.program;
        let (scene, on_arrival) = match place {
            Place::Outcome(choice) => {
                let code = &program.choices[choice.at()];
                let effects = program.effects[code.effects.range()].iter().filter_map(|effect| sheet::change(program, self.sheet, *effect));
                (code.scene, box_of_choice(self.sheet, choice).map(Change::Tick).into_iter().chain(effects).collect())
            }
            Place::Scene(scene) => (scene, Vec::new()),
            Place::Resource(_) => (program.start, Vec::new()),
        };
        let left = box_of_scene(self.sheet, scene).map(Change::Tick);
        let readings = self.readings(place);
        let end = match (place, program.scenes[scene.at()].exit) {
            (Place::Outcome(choice), _) => self.onward(scene, left, program.choices[choice.at()].route),
            (_, ExitCode::Decision(choices)) => {
                End::Decision(choices.range().filter_map(|choice| self.proposal(place, ChoiceIndex(position(choice)))).collect())
            }
            (_, ExitCode::Passage(route)) => self.onward(scene, left, route),
            (_, ExitCode::Return) => End::Onward { first: left, way: Way::Back },
            (_, ExitCode::Ending) => End::Ending,
        };
        let before_skipping = left.filter(|_| program.skip.is_some() && !matches!(end, End::Ending));
        Paragraph { place, on_arrival, readings, before_skipping, end }
    }

    /// On by a route. That the scene is left is ticked before, unless the route asks about it: then once the way is known.
    fn onward(&self, scene: SceneIndex, left: Option<Change>, route: RouteIndex) -> End {
        let asks = left.is_some() && self.asks(scene, route);
        End::Onward { first: left.filter(|_| !asks), way: self.way(left.filter(|_| asks), route) }
    }

    /// Whether a route asks if a scene was left.
    fn asks(&self, scene: SceneIndex, route: RouteIndex) -> bool {
        let program = self.program;
        match program.routes[route.at()] {
            RouteCode::To(_) | RouteCode::Detour { .. } => false,
            RouteCode::Branches(branches) => program.branches[branches.range()].iter().any(|branch| {
                let read = branch.when.map_or(&[] as &[Operation], |when| &program.operations[program.conditions[when.at()].range()]);
                read.contains(&Operation::Visited(scene)) || self.asks(scene, branch.route)
            }),
            RouteCode::Chance(arms) => program.arms[arms.range()].iter().any(|arm| self.asks(scene, arm.route)),
        }
    }

    fn way(&self, first: Option<Change>, route: RouteIndex) -> Way {
        let program = self.program;
        match program.routes[route.at()] {
            RouteCode::To(scene) => Way::Go { first, note: None, to: self.number(scene) },
            RouteCode::Detour { detour, then } => Way::Go { first, note: Some(self.number(then)), to: self.number(detour) },
            RouteCode::Branches(branches) => {
                let mut ways = Vec::new();
                for branch in &program.branches[branches.range()] {
                    let when = self.test(branch.when);
                    let last = when.is_always();
                    if !when.is_never() {
                        ways.push((when, self.way(first, branch.route)));
                    }
                    if last {
                        break;
                    }
                }
                if ways.len() == 1 { ways.remove(0).1 } else { Way::Fork(ways) }
            }
            RouteCode::Chance(arms) => {
                let mut ways: Vec<(u32, Way)> = program.arms[arms.range()].iter().map(|arm| (arm.weight, self.way(first, arm.route))).collect();
                if ways.len() == 1 { ways.remove(0).1 } else { Way::Draw(Draw::of(ways)) }
            }
        }
    }

    fn proposal(&mut self, of: Place, choice: ChoiceIndex) -> Option<Proposal> {
        let code = &self.program.choices[choice.at()];
        let to = match (self.numbers.get(&Place::Outcome(choice)), self.program.routes[code.route.at()]) {
            (Some(number), _) => *number,
            (None, RouteCode::To(scene)) => self.number(scene),
            (None, _) => 1,
        };
        let when = self.test(code.when);
        if when.is_always() || self.scenario.choice(choice).locked.is_some() {
            return Some(Proposal::Here(Offer { choice, when, to }));
        }
        (!when.is_never()).then(|| Proposal::Inset(self.inset(of, when, Content::Offer(Offer { choice, when: Test::always(), to }))))
    }

    fn inset(&mut self, of: Place, when: Test, content: Content<'a>) -> Look {
        let met = self.insets.len();
        self.insets.push(Inset { of, content });
        let place = self.order.and_then(|order| order.get(met)).copied().unwrap_or(met);
        Look { when, inset: position(self.numbers.len() + place) + 1 }
    }

    /// The blocks of a place. Those that have the same condition are one inset, where nothing that could be read as well stands between them.
    fn readings(&mut self, of: Place) -> Vec<Reading<'a>> {
        let mut readings = Vec::new();
        let mut waiting: Vec<(Test, Vec<Reading<'a>>)> = Vec::new();
        let mut item = of.items(self.scenario).range().start;
        for block in of.blocks(self.scenario) {
            let own = item;
            item += 1 + parts(block);
            let when = self.test(self.program.items[own].when);
            if when.is_never() {
                continue;
            }
            let reading = self.block(of, block, own);
            if when.is_always() {
                self.flush(of, &mut waiting, &mut readings);
                readings.push(reading);
                continue;
            }
            let same = waiting.iter().rposition(|(other, _)| !other.excludes(&when, self.sheet));
            match same.and_then(|at| waiting.get_mut(at)).filter(|(other, _)| *other == when) {
                Some((_, blocks)) => blocks.push(reading),
                None => waiting.push((when, vec![reading])),
            }
        }
        self.flush(of, &mut waiting, &mut readings);
        readings
    }

    fn flush(&mut self, of: Place, waiting: &mut Vec<(Test, Vec<Reading<'a>>)>, readings: &mut Vec<Reading<'a>>) {
        for (when, blocks) in waiting.drain(..) {
            let look = self.inset(of, when, Content::Blocks(blocks));
            readings.push(Reading::Inset(look));
        }
    }

    fn block(&mut self, of: Place, block: &'a source::Block, item: usize) -> Reading<'a> {
        let mut inner = Vec::with_capacity(parts(block));
        for part in 0..parts(block) {
            let at = item + 1 + part;
            let when = self.test(self.program.items[at].when);
            inner.push(if when.is_never() {
                Part::Never
            } else if when.is_always() {
                Part::Here
            } else {
                Part::Inset(self.inset(of, when, Content::Part { block, part, item: at }))
            });
        }
        Reading::Block { block, item, parts: inner }
    }
}
