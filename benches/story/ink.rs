//! The story as an ink story.

use super::{Choice, Condition, Effect, FLAGS, LEVELS, Story};

/// Its source.
pub fn write(story: &Story) -> String {
    let mut ink = String::new();
    for level in 0..LEVELS {
        ink.push_str(&format!("VAR level_{level} = 0\n"));
    }
    for flag in 0..FLAGS {
        ink.push_str(&format!("VAR flag_{flag} = false\n"));
    }
    ink.push_str("-> scene_0\n");
    for (index, scene) in story.scenes.iter().enumerate() {
        ink.push_str(&format!("\n=== scene_{index} ===\n{}\n", scene.text));
        scene.choices.iter().for_each(|choice| write_choice(choice, &mut ink));
        if scene.choices.is_empty() {
            ink.push_str("-> END\n");
        }
    }
    ink
}

fn write_choice(choice: &Choice, ink: &mut String) {
    ink.push_str("+ ");
    if !choice.conditions.is_empty() {
        ink.push_str(&format!("{{{}}} ", choice.conditions.iter().map(write_condition).collect::<Vec<_>>().join(" and ")));
    }
    let effect = match &choice.effect {
        Effect::Add { level, value } => format!("level_{level} += {value}"),
        Effect::Set { flag, value } => format!("flag_{flag} = {value}"),
    };
    ink.push_str(&format!("[{}]\n  ~ {effect}\n  -> scene_{}\n", choice.text, choice.to));
}

fn write_condition(condition: &Condition) -> String {
    match condition {
        Condition::AtLeast { level, value } => format!("level_{level} >= {value}"),
        Condition::Less { level, value } => format!("level_{level} < {value}"),
        Condition::Flag { flag, value: true } => format!("flag_{flag}"),
        Condition::Flag { flag, value: false } => format!("not flag_{flag}"),
        Condition::Visited { scene } => format!("scene_{scene}"),
    }
}
