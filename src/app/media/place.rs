//! Where in a scenario a list of blocks stands.

use crate::scenario::Scenario;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::source::Block;

/// Which blocks are to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Those of a scene.
    Scene(SceneIndex),
    /// What follows at once from a choice.
    Outcome(ChoiceIndex),
    /// Those of a resource, by its place in the file.
    Resource(usize),
}

impl Place {
    /// The blocks that stand there.
    #[must_use]
    pub fn blocks(self, scenario: &Scenario) -> &[Block] {
        match self {
            Self::Scene(scene) => &scenario.scene(scene).blocks,
            Self::Outcome(choice) => &scenario.choice(choice).outcome,
            Self::Resource(at) => scenario.source.resources.get(at).map_or(&[], |resource| &resource.blocks),
        }
    }
}
