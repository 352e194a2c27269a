//! The scenario as the engine runs it: flat tables of numbers.
//!
//! Names are resolved, conditions are postfix code, every range points into one table. The words stay in [`super::source::Source`]; a step of play reads
//! only this, allocates nothing and depends on nothing but the size of the scene.

use std::ops::Range;

macro_rules! index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an array index.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// A scene, by its place in the file.
    SceneIndex
}
index! {
    /// A choice, by its place in the whole scenario.
    ChoiceIndex
}
index! {
    /// A variable, by its place in the file.
    VariableIndex
}
index! {
    /// A route, by its place in the program.
    RouteIndex
}
index! {
    /// A condition, by its place in the program.
    ConditionIndex
}

/// A stretch of one of the program's tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    pub(super) fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The stretch as an array range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its first entry, and the one just past its last.
    #[must_use]
    pub fn bounds(self) -> (u32, u32) {
        (self.start, self.end)
    }

    /// How many entries it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// All that the engine needs to know of a scenario.
#[derive(Clone, Debug)]
pub struct Program {
    /// The first scene.
    pub start: SceneIndex,
    /// Where a person goes on who skips the sensitive scenes.
    pub skip: Option<SceneIndex>,
    /// The scenes.
    pub scenes: Vec<SceneCode>,
    /// The choices of all scenes, one scene after the other.
    pub choices: Vec<ChoiceCode>,
    /// The variables.
    pub variables: Vec<VariableCode>,
    /// The routes.
    pub routes: Vec<RouteCode>,
    /// The branches of conditional routes.
    pub branches: Vec<BranchCode>,
    /// The arms of draws.
    pub arms: Vec<ArmCode>,
    /// The effects of all choices.
    pub effects: Vec<EffectCode>,
    /// The conditions: stretches of `operations`.
    pub conditions: Vec<Stretch>,
    /// The code of all conditions.
    pub operations: Vec<Operation>,
    /// One entry for each block, message and comment, in reading order.
    pub items: Vec<ItemCode>,
    /// The items of each resource.
    pub resources: Vec<Stretch>,
}

/// A scene.
#[derive(Clone, Debug)]
pub struct SceneCode {
    /// Its blocks, messages and comments: a stretch of [`Program::items`].
    pub items: Stretch,
    /// What follows.
    pub exit: ExitCode,
}

/// A block, a message or a comment: it is shown where its conditions hold, as far as it has any.
#[derive(Clone, Copy, Debug, Default)]
pub struct ItemCode {
    /// Its own.
    pub when: Option<ConditionIndex>,
    /// That of the thread or the post that it is a part of.
    pub within: Option<ConditionIndex>,
}

impl ItemCode {
    /// Its conditions, the outer one first.
    pub fn conditions(self) -> impl Iterator<Item = ConditionIndex> {
        self.within.into_iter().chain(self.when)
    }
}

/// What ends a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// A stretch of [`Program::choices`].
    Decision(Stretch),
    /// On by a route.
    Passage(RouteIndex),
    /// Back from a detour.
    Return,
    /// The end.
    Ending,
}

/// A choice.
#[derive(Clone, Debug)]
pub struct ChoiceCode {
    /// The scene that offers it.
    pub scene: SceneIndex,
    /// Its items: a stretch of [`Program::items`].
    pub outcome: Stretch,
    /// A stretch of [`Program::effects`].
    pub effects: Stretch,
    /// Where it leads.
    pub route: RouteIndex,
    /// When it is offered.
    pub when: Option<ConditionIndex>,
}

/// A variable. A flag is 0 or 1; a `one-of` is the number of its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariableCode {
    /// The least value.
    pub min: i32,
    /// The greatest value.
    pub max: i32,
    /// The value it starts with.
    pub initial: i32,
}

/// Where a passage or a choice leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteCode {
    /// A scene.
    To(SceneIndex),
    /// The first branch whose condition holds: a stretch of [`Program::branches`].
    Branches(Stretch),
    /// One arm drawn by lot: a stretch of [`Program::arms`].
    Chance(Stretch),
    /// Into a detour, then on.
    Detour {
        /// The detour's first scene.
        detour: SceneIndex,
        /// The scene after its return.
        then: SceneIndex,
    },
}

/// A branch of a conditional route; the last one has no condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchCode {
    /// Its condition.
    pub when: Option<ConditionIndex>,
    /// Where it leads.
    pub route: RouteIndex,
}

/// An arm of a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArmCode {
    /// How much it weighs.
    pub weight: u32,
    /// Where it leads.
    pub route: RouteIndex,
}

/// A change of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectCode {
    /// The variable.
    pub variable: VariableIndex,
    /// What is done to it.
    pub change: Change,
}

/// What an effect does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Gives a value.
    Set(i32),
    /// Adds to the value it has.
    Add(i32),
}

/// One step of a condition's postfix code, over a stack of truth values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Pushes whether a variable compares so with a number.
    Compare(VariableIndex, Relation, i32),
    /// Pushes whether a scene was left on this path.
    Visited(SceneIndex),
    /// Pushes whether a choice was made on this path.
    Chose(ChoiceIndex),
    /// Pushes a truth value.
    Constant(bool),
    /// Negates the top.
    Not,
    /// Joins the two on top: both.
    And,
    /// Joins the two on top: either.
    Or,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// Whether `left` stands in this relation to `right`.
    #[must_use]
    pub fn holds(self, left: i32, right: i32) -> bool {
        match self {
            Relation::Equal => left == right,
            Relation::NotEqual => left != right,
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::Greater => left > right,
            Relation::AtLeast => left >= right,
        }
    }
}
