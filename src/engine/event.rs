//! What happens during play, as the engine tells it.

use crate::scenario::program::{ChoiceIndex, RouteIndex, SceneIndex, VariableIndex};

/// Something that happened. Small and without words: the scenario has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A scene was entered.
    Entered(SceneIndex),
    /// A choice was made.
    Chose(ChoiceIndex),
    /// A variable was written.
    Wrote {
        /// The variable.
        variable: VariableIndex,
        /// The value it has now.
        value: i32,
        /// Whether the value was held back at a bound.
        saturated: bool,
    },
    /// A lot was drawn.
    Drew {
        /// The route drawn on.
        route: RouteIndex,
        /// The arm that came out, from 0.
        arm: u32,
    },
    /// A scene was left.
    Left(SceneIndex),
    /// A detour began; it will come back to this scene.
    Detoured(SceneIndex),
    /// A detour came back.
    Returned,
    /// An ending was reached.
    Ended(SceneIndex),
}
