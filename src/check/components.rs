//! A walk in depth over the states met, circle by circle.
//!
//! It finds the strongly connected components of their graph (Gabow's path-based search, 2000). A component is finished after all that it leads to, so that
//! what is known of those gives what is known of it. Ways are not stored but made again from each state, once.
//!
//! Cost: time linear in states and ways. Memory: 4 bytes a state, and the walk's stacks, which hold the ways not yet taken of the states on the path.

/// What is gathered on the walk.
pub trait Fold {
    /// What is kept of a way until it is taken.
    type Way: Copy;

    /// A state is met: notes what it is by itself, and lists the ways out of it.
    fn begin(&mut self, state: u32, ways: &mut Vec<(u32, Self::Way)>);

    /// A way leads from a state to another whose component is finished. Ways inside a component are not told.
    fn leave(&mut self, state: u32, way: Self::Way, to: u32);

    /// A component is complete, and all that it leads to. `circular` if its states can come back to themselves.
    fn finish(&mut self, members: &[u32], circular: bool);
}

/// Walks from the first state over all that it leads to. `states` is how many there are.
pub fn walk<F: Fold>(states: usize, fold: &mut F) {
    let mut walk = Walk::new(states);
    while walk.advance(fold, usize::MAX) {}
}

const UNREACHED: u32 = 0;
const FINISHED: u32 = u32::MAX;

/// A state on the path of the walk.
struct Step<W> {
    state: u32,
    /// How the walk came here; not for the first.
    way: Option<W>,
    /// Where its ways begin among those not yet taken.
    ways: usize,
    /// Whether it leads to itself.
    again: bool,
}

/// A walk that goes on bit by bit.
pub struct Walk<W> {
    /// When each state was reached, from 1.
    order: Vec<u32>,
    reached: u32,
    path: Vec<Step<W>>,
    ways: Vec<(u32, W)>,
    /// States reached whose component is not finished, and when the first of each that may be one was reached.
    open: Vec<u32>,
    firsts: Vec<u32>,
}

impl<W: Copy> Walk<W> {
    /// Before the first step. `states` is how many there are.
    pub fn new(states: usize) -> Self {
        Self { order: vec![UNREACHED; states], reached: 0, path: Vec::new(), ways: Vec::new(), open: Vec::new(), firsts: Vec::new() }
    }

    /// Takes so many steps, one for each state and one for each way; says whether there is more to do.
    pub fn advance<F: Fold<Way = W>>(&mut self, fold: &mut F, steps: usize) -> bool {
        if self.reached == 0 && !self.order.is_empty() {
            self.begin(fold, 0, None);
        }
        (0..steps).all(|_| self.step(fold))
    }

    fn begin<F: Fold<Way = W>>(&mut self, fold: &mut F, state: u32, way: Option<W>) {
        self.reached += 1;
        self.order[state as usize] = self.reached;
        self.open.push(state);
        self.firsts.push(self.reached);
        self.path.push(Step { state, way, ways: self.ways.len(), again: false });
        fold.begin(state, &mut self.ways);
    }

    /// Takes the next way; false once the walk is over.
    fn step<F: Fold<Way = W>>(&mut self, fold: &mut F) -> bool {
        let Some(step) = self.path.last_mut() else { return false };
        let next = if self.ways.len() == step.ways { None } else { self.ways.pop() };
        let Some((next, way)) = next else {
            self.end(fold);
            return true;
        };
        match self.order[next as usize] {
            UNREACHED => self.begin(fold, next, Some(way)),
            FINISHED => fold.leave(step.state, way, next),
            order => {
                step.again |= step.state == next;
                while self.firsts.last().is_some_and(|&first| first > order) {
                    self.firsts.pop();
                }
            }
        }
        true
    }

    /// All ways of the last state of the path are taken.
    fn end<F: Fold<Way = W>>(&mut self, fold: &mut F) {
        let Some(step) = self.path.pop() else { return };
        if self.firsts.last() != Some(&self.order[step.state as usize]) {
            return;
        }
        self.firsts.pop();
        // The state by which the walk came into the component, and those reached since that are still open.
        let from = self.open.iter().rposition(|&member| member == step.state).unwrap_or(0);
        let members = &self.open[from..];
        fold.finish(members, members.len() > 1 || step.again);
        for &member in members {
            self.order[member as usize] = FINISHED;
        }
        self.open.truncate(from);
        if let (Some(before), Some(way)) = (self.path.last(), step.way) {
            fold.leave(before.state, way, step.state);
        }
    }
}
