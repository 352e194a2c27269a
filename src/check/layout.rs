//! What a state is, and how it is packed.
//!
//! A state is where play stands when a scene is entered: the scene, where each detour under way comes back to, the value of every variable, and of the scenes
//! left and the choices made those that some condition asks about. Each of these is a field of as many bits as its bounds need, and no field lies across two
//! words, so that reading one is a shift and a mask.
//!
//! Memory: `words` × 8 bytes a state, which is one word for 20 scenes, two levels of eight values and thirty flags or marks.

use crate::scenario::program::{Operation, Program, RouteCode, SceneIndex, VariableCode};

/// Some bits of one word of a state. Small, since a step reads many of them. One without bits holds 0, whatever it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    word: u32,
    shift: u8,
    bits: u8,
}

impl Field {
    /// Its bits, before they are shifted.
    #[inline]
    fn mask(self) -> u64 {
        // 64 bits are never asked for: a value has 32 at most.
        (1 << self.bits) - 1
    }

    /// The number it holds.
    #[inline]
    #[must_use]
    pub fn get(self, words: &[u64]) -> u64 {
        (words[self.word as usize] >> self.shift) & self.mask()
    }

    /// Gives it a number, which must fit.
    #[inline]
    pub fn set(self, words: &mut [u64], number: u64) {
        let mask = self.mask();
        let word = &mut words[self.word as usize];
        *word = (*word & !(mask << self.shift)) | ((number & mask) << self.shift);
    }
}

/// Copies a state. Most are of one or two words, and then this is no call.
#[inline]
pub fn copy(to: &mut [u64], from: &[u64]) {
    match (to, from) {
        ([to], [from]) => *to = *from,
        ([to, more], [from, rest]) => (*to, *more) = (*from, *rest),
        (to, from) => to.copy_from_slice(from),
    }
}

/// Whether two states are the same.
#[inline]
#[must_use]
pub fn same(one: &[u64], other: &[u64]) -> bool {
    match (one, other) {
        ([one], [other]) => one == other,
        ([one, more], [other, rest]) => one == other && more == rest,
        (one, other) => one == other,
    }
}

/// Where the parts of a scenario's states lie.
#[derive(Clone, Debug)]
pub struct Layout {
    words: usize,
    /// The scene's number.
    pub scene: Field,
    /// How many detours are under way.
    depth: Field,
    /// Where each comes back to: its place in `thens`, the outermost first.
    slots: Vec<Field>,
    /// The scenes that follow some detour, in order.
    thens: Vec<SceneIndex>,
    /// The variables, counted from their least value.
    variables: Vec<Field>,
    /// For each scene, whether it was left: without bits where no condition asks.
    visited: Vec<Field>,
    /// For each choice, whether it was made: without bits where no condition asks.
    chosen: Vec<Field>,
}

impl Layout {
    /// The layout of a scenario's states. With `skipping`, they also know whether the scene after the sensitive ones was left: then nothing is left to skip.
    #[must_use]
    pub fn of(program: &Program, skipping: bool) -> Self {
        let mut packer = Packer::default();
        let mut thens: Vec<SceneIndex> =
            program.routes.iter().filter_map(|route| if let RouteCode::Detour { then, .. } = *route { Some(then) } else { None }).collect();
        thens.sort_unstable();
        thens.dedup();
        let deepest = crate::scenario::deepest_detour(program);
        let scene = packer.field(last(program.scenes.len()));
        let depth = packer.field(deepest as u64);
        let slots = (0..deepest).map(|_| packer.field(last(thens.len()))).collect();
        let variables = program.variables.iter().map(|variable| packer.field(span(*variable))).collect();
        let (mut visited, mut chosen) = (vec![false; program.scenes.len()], vec![false; program.choices.len()]);
        for operation in &program.operations {
            match *operation {
                Operation::Visited(scene) => visited[scene.at()] = true,
                Operation::Chose(choice) => chosen[choice.at()] = true,
                _ => {}
            }
        }
        if let Some(skip) = program.skip.filter(|_| skipping) {
            visited[skip.at()] = true;
        }
        let mut marks = |asked: Vec<bool>| asked.into_iter().map(|asked| if asked { packer.field(1) } else { Field::default() }).collect();
        let (visited, chosen) = (marks(visited), marks(chosen));
        Self { words: packer.used.len(), scene, depth, slots, thens, variables, visited, chosen }
    }

    /// How many words a state takes.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// The state in which play begins.
    #[must_use]
    pub fn start(&self, program: &Program) -> Vec<u64> {
        let mut words = vec![0; self.words];
        self.scene.set(&mut words, u64::from(program.start.0));
        for (field, variable) in self.variables.iter().zip(&program.variables) {
            field.set(&mut words, from_least(*variable, variable.initial));
        }
        words
    }

    /// The scene of a state.
    #[inline]
    #[must_use]
    pub fn scene_of(&self, words: &[u64]) -> SceneIndex {
        // A scene's number was given 32 bits at most.
        SceneIndex((self.scene.get(words) & u64::from(u32::MAX)) as u32)
    }

    /// Where a variable lies, counted from its least value.
    #[must_use]
    pub fn variable(&self, at: usize) -> Field {
        self.variables[at]
    }

    /// The mark of a scene that was left; without bits if no condition asks for it.
    #[inline]
    #[must_use]
    pub fn visited(&self, scene: SceneIndex) -> Field {
        self.visited[scene.at()]
    }

    /// The mark of a choice that was made; without bits if no condition asks for it.
    #[inline]
    #[must_use]
    pub fn chosen(&self, at: usize) -> Field {
        self.chosen[at]
    }

    /// Begins a detour that comes back to `then`. The loader has seen to it that there is room.
    pub fn push(&self, words: &mut [u64], then: SceneIndex) {
        let depth = self.depth.get(words);
        let place = self.thens.binary_search(&then).unwrap_or(0);
        if let Some(slot) = usize::try_from(depth).ok().and_then(|at| self.slots.get(at)) {
            slot.set(words, place as u64);
            self.depth.set(words, depth + 1);
        }
    }

    /// Ends the innermost detour: the scene it comes back to, or none outside detours. Slots not in use hold 0, so that equal states have equal words.
    pub fn pop(&self, words: &mut [u64]) -> Option<SceneIndex> {
        let depth = self.depth.get(words).checked_sub(1)?;
        let slot = self.slots.get(usize::try_from(depth).ok()?)?;
        let then = self.thens.get(usize::try_from(slot.get(words)).ok()?).copied();
        slot.set(words, 0);
        self.depth.set(words, depth);
        then
    }

    /// Gives up all detours under way.
    pub fn clear_stack(&self, words: &mut [u64]) {
        while self.pop(words).is_some() {}
    }
}

/// A value as the number its field holds.
#[must_use]
pub fn from_least(variable: VariableCode, value: i32) -> u64 {
    u64::try_from(i64::from(value) - i64::from(variable.min)).unwrap_or(0)
}

/// The greatest number the field of a variable holds.
fn span(variable: VariableCode) -> u64 {
    from_least(variable, variable.max)
}

/// The greatest index of a list of this length.
fn last(length: usize) -> u64 {
    length.saturating_sub(1) as u64
}

/// Gives out bits: in the first word that has enough of them left.
#[derive(Default)]
struct Packer {
    used: Vec<u32>,
    /// All words before this one are full.
    full: usize,
}

impl Packer {
    fn field(&mut self, greatest: u64) -> Field {
        let bits = u64::BITS - greatest.leading_zeros();
        while self.used.get(self.full) == Some(&u64::BITS) {
            self.full += 1;
        }
        let fits = |used: &u32| used + bits <= u64::BITS;
        let word = self.used.iter().skip(self.full).position(fits).map_or(self.used.len(), |at| self.full + at);
        if word == self.used.len() {
            self.used.push(0);
        }
        let used = &mut self.used[word];
        // A field of no bits may come after a full word: it is read as 0 wherever it lies.
        let shift = (*used).min(u64::BITS - 1);
        *used += bits;
        let narrow = |bits: u32| u8::try_from(bits).unwrap_or(u8::MAX);
        Field { word: u32::try_from(word).unwrap_or(u32::MAX), shift: narrow(shift), bits: narrow(bits) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_numbers_beside_each_other() {
        let mut packer = Packer::default();
        let greatest = [1, 0, u64::from(u32::MAX), 7, 200, 1, 1_000_000, 3, u64::from(u32::MAX), 1, 0, 65_535];
        let fields: Vec<Field> = greatest.iter().map(|&greatest| packer.field(greatest)).collect();
        assert_eq!(packer.used.len(), 2, "{:?}", packer.used);
        let mut words = vec![0; packer.used.len()];
        for (field, &number) in fields.iter().zip(&greatest) {
            field.set(&mut words, number);
        }
        for (at, field) in fields.iter().enumerate() {
            field.set(&mut words, 0);
            let expected: Vec<u64> = greatest.iter().enumerate().map(|(other, &number)| if other <= at { 0 } else { number }).collect();
            assert_eq!(fields.iter().map(|field| field.get(&words)).collect::<Vec<_>>(), expected);
        }
    }
}
