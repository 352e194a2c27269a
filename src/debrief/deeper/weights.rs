//! What the map of paths shows of each choice: the cells of the published tables, and nothing else.

use crate::debrief::{DecisionTable, Shown};
use crate::map::Weight;
use crate::scenario::Scenario;
use crate::scenario::program::ExitCode;

/// What may be seen of each choice, in the order of the program. Where a table shows nothing, its choices have no weight.
#[must_use]
pub fn weights(scenario: &Scenario, tables: &[DecisionTable]) -> Vec<Weight> {
    let mut weights = vec![Weight::Hidden; scenario.program.choices.len()];
    for table in tables {
        let ExitCode::Decision(choices) = scenario.program.scenes[table.scene.at()].exit else { continue };
        for (option, weight) in weights[choices.range()].iter_mut().enumerate() {
            *weight = match &table.choices {
                Shown::Nothing => Weight::Hidden,
                Shown::Taken(taken) => taken.get(option).map_or(Weight::Hidden, |taken| Weight::Taken(*taken)),
                Shown::Counts(counts) => counts.get(option).map_or(Weight::Hidden, |count| Weight::Count(*count)),
            };
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::weights;
    use crate::debrief::{DecisionTable, Shown};
    use crate::map::Weight::{Count, Hidden, Taken};
    use crate::scenario::Scenario;
    use crate::scenario::program::SceneIndex;

    #[test]
    fn the_map_shows_what_the_tables_do() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/premiers-pas/scenario.json");
        let scenario = Scenario::load(&std::fs::read(path).unwrap(), None).unwrap();
        let table = |scene, choices| DecisionTable { scene: SceneIndex(scene), choices, stopped: None, hesitations: Vec::new(), motives: Vec::new() };
        let shown = |first, second| weights(&scenario, &[table(0, first), table(1, second)]);
        let counted = shown(Shown::Counts(vec![3, 5]), Shown::Taken(vec![true, false, true]));
        assert_eq!(counted, [Count(3), Count(5), Taken(true), Taken(false), Taken(true)]);
        assert_eq!(shown(Shown::Nothing, Shown::Nothing), [Hidden; 5]);
    }
}
