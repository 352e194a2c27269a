//! Where in a scenario a list of blocks stands.

use super::Scenario;
use super::program::{ChoiceIndex, SceneIndex, Stretch};
use super::source::Block;

/// A list of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// Their items in the program.
    #[must_use]
    pub fn items(self, scenario: &Scenario) -> Stretch {
        let program = &scenario.program;
        match self {
            Self::Scene(scene) => program.scenes[scene.at()].items,
            Self::Outcome(choice) => program.choices[choice.at()].outcome,
            Self::Resource(at) => program.resources.get(at).copied().unwrap_or_default(),
        }
    }
}
