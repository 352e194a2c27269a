//! How much of a path code the longest path of a case takes, for its author.

use super::code::{PATH_BITS, PLAYERS_RADIX};
use crate::scenario::Scenario;
use crate::scenario::program::{ExitCode, Program, RouteCode, RouteIndex, SceneIndex};

/// The room that the longest path of a case takes in a code, of one person who skips nothing.
///
/// Counted on the scenes and where they lead, whatever the conditions say: no path takes more, and where conditions exclude each other none may take as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongestPath {
    /// So many bits at most.
    Bits(u32),
    /// Play may come back to a scene: some path is longer than any code.
    Unbounded,
}

impl LongestPath {
    /// The bits of a code that are for the path.
    pub const ROOM: u32 = PATH_BITS;

    /// Measures a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let start = scenario.program.start;
        let mut weights = Weights::new(&scenario.program);
        let Some(()) = weights.measure(start) else { return Self::Unbounded };
        let longest = weights.known(start).map_or(1, |known| known.ending.max(known.back));
        let skips = 1 + u64::from(scenario.program.skip.is_some());
        let numbers = longest.saturating_mul(u64::from(PLAYERS_RADIX) * skips);
        Self::Bits(numbers.saturating_sub(1).checked_ilog2().map_or(0, |highest| highest + 1))
    }

    /// Whether every path fits.
    #[must_use]
    pub fn fits(self) -> bool {
        matches!(self, Self::Bits(bits) if bits <= Self::ROOM)
    }

    /// What an author reads, in French.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Bits(bits) if self.fits() => format!("code-parcours : le parcours le plus long prend {bits} bits sur {}.", Self::ROOM),
            Self::Bits(bits) => format!(
                "code-parcours : le parcours le plus long prend {bits} bits, un code en porte {} ; il passera par le QR code ou le fichier. Moins de décisions ou moins de choix le feraient tenir.",
                Self::ROOM
            ),
            Self::Unbounded => {
                "code-parcours : l’histoire peut revenir sur ses pas ; un parcours qui le fait plusieurs fois passera par le QR code ou le fichier.".to_owned()
            }
        }
    }
}

/// From a scene on: the product of the radices of the longest way to an ending, and of the longest way to the end of the detour. 0 where there is none.
#[derive(Clone, Copy, Default)]
struct Weight {
    ending: u64,
    back: u64,
}

#[derive(Clone, Copy)]
enum Mark {
    Unseen,
    /// Its successors are being measured.
    Under,
    Known(Weight),
}

struct Weights<'a> {
    program: &'a Program,
    marks: Vec<Mark>,
}

impl<'a> Weights<'a> {
    fn new(program: &'a Program) -> Self {
        Self { program, marks: vec![Mark::Unseen; program.scenes.len()] }
    }

    fn known(&self, scene: SceneIndex) -> Option<Weight> {
        match self.marks[scene.at()] {
            Mark::Known(weight) => Some(weight),
            _ => None,
        }
    }

    /// Measures a scene after all that it leads to, without recursion: a case may be thousands of scenes long. `None` if it leads back to itself.
    fn measure(&mut self, start: SceneIndex) -> Option<()> {
        let mut pending = vec![start];
        while let Some(&scene) = pending.last() {
            match self.marks[scene.at()] {
                Mark::Known(_) => {
                    pending.pop();
                }
                Mark::Under => {
                    self.marks[scene.at()] = Mark::Known(self.weight(scene));
                    pending.pop();
                }
                Mark::Unseen => {
                    self.marks[scene.at()] = Mark::Under;
                    for next in self.ahead(scene) {
                        match self.marks[next.at()] {
                            Mark::Unseen => pending.push(next),
                            Mark::Under => return None,
                            Mark::Known(_) => {}
                        }
                    }
                }
            }
        }
        Some(())
    }

    /// The routes out of a scene.
    fn routes(&self, scene: SceneIndex) -> Vec<RouteIndex> {
        match self.program.scenes[scene.at()].exit {
            ExitCode::Decision(choices) => self.program.choices[choices.range()].iter().map(|choice| choice.route).collect(),
            ExitCode::Passage(route) => vec![route],
            ExitCode::Return | ExitCode::Ending => Vec::new(),
        }
    }

    /// What a scene leads to: a scene, or a detour and the scene after it.
    fn ways(&self, scene: SceneIndex) -> Vec<(SceneIndex, Option<SceneIndex>)> {
        let mut pending = self.routes(scene);
        let mut ways = Vec::new();
        while let Some(route) = pending.pop() {
            match self.program.routes[route.0 as usize] {
                RouteCode::To(to) => ways.push((to, None)),
                RouteCode::Detour { detour, then } => ways.push((detour, Some(then))),
                RouteCode::Branches(branches) => pending.extend(self.program.branches[branches.range()].iter().map(|branch| branch.route)),
                RouteCode::Chance(arms) => pending.extend(self.program.arms[arms.range()].iter().map(|arm| arm.route)),
            }
        }
        ways
    }

    fn ahead(&self, scene: SceneIndex) -> Vec<SceneIndex> {
        self.ways(scene).into_iter().flat_map(|(to, then)| [Some(to), then]).flatten().collect()
    }

    fn weight(&self, scene: SceneIndex) -> Weight {
        let radix = match self.program.scenes[scene.at()].exit {
            ExitCode::Ending => return Weight { ending: 1, back: 0 },
            ExitCode::Return => return Weight { ending: 0, back: 1 },
            ExitCode::Decision(choices) => choices.len() as u64 + 1,
            ExitCode::Passage(_) => 1,
        };
        let mut longest = Weight::default();
        for (to, then) in self.ways(scene) {
            let (to, then) = (self.known(to).unwrap_or_default(), then.map(|then| self.known(then).unwrap_or_default()));
            let way = match then {
                None => to,
                Some(then) => Weight { ending: to.ending.max(to.back.saturating_mul(then.ending)), back: to.back.saturating_mul(then.back) },
            };
            longest = Weight { ending: longest.ending.max(way.ending), back: longest.back.max(way.back) };
        }
        Weight { ending: longest.ending.saturating_mul(radix), back: longest.back.saturating_mul(radix) }
    }
}
