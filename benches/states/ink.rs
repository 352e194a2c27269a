//! The story as an ink story.

use std::fmt::Write as _;

use super::{Choice, Story};

impl Story {
    /// Its source. A scene says its number: that, with the flags, is a state.
    pub fn ink(&self) -> String {
        let mut ink: String = (0..self.flags).map(|flag| format!("VAR flag_{flag} = false\n")).collect();
        ink.push_str("-> scene_0\n");
        for (at, scene) in self.scenes.iter().enumerate() {
            _ = write!(ink, "\n=== scene_{at} ===\n{at}\n{{flag_{}: On s’en souvient.}}\n", scene.asks);
            scene.choices.iter().for_each(|choice| write_choice(choice, &mut ink));
            if scene.choices.is_empty() {
                ink.push_str("-> END\n");
            }
        }
        ink
    }
}

fn write_choice(choice: &Choice, ink: &mut String) {
    let when = choice.when.map_or_else(String::new, |(up, down)| format!("{{flag_{up} or not flag_{down}}} "));
    let (flag, value) = choice.effect;
    _ = write!(ink, "+ {when}[Vous agissez.]\n  ~ flag_{flag} = {value}\n  -> scene_{}\n", choice.to);
}
