//! The story as a scenario of ours.

use serde_json::{Value, json};

use super::{BOUND, Choice, Condition, Effect, FLAGS, LEVELS, Scene, Story};

/// The bytes of its `scenario.json`.
pub fn write(story: &Story) -> Vec<u8> {
    let levels = (0..LEVELS).map(|level| json!({ "id": format!("level-{level}"), "level": { "min": -BOUND, "max": BOUND, "initial": 0 } }));
    let flags = (0..FLAGS).map(|flag| json!({ "id": format!("flag-{flag}"), "flag": false }));
    let scenario = json!({
        "format": 1,
        "id": "banc",
        "version": "1.0.0",
        "language": "fr",
        "title": "Banc d’essai",
        "summary": "Un récit engendré.",
        "family": "prise-en-main",
        "duration": { "min": 1, "max": 1 },
        "licence": "CC-BY-4.0",
        "introduction": { "role": "Vous mesurez.", "text": "Le temps passe." },
        "note": { "works-on": "La vitesse." },
        "variables": levels.chain(flags).collect::<Vec<_>>(),
        "start": "scene-0",
        "scenes": story.scenes.iter().enumerate().map(|(index, scene)| write_scene(index, scene)).collect::<Vec<_>>(),
    });
    scenario.to_string().into_bytes()
}

fn write_scene(index: usize, scene: &Scene) -> Value {
    let mut written = json!({ "id": format!("scene-{index}"), "title": format!("Scène {index}"), "blocks": [{ "narration": scene.text }] });
    if scene.choices.is_empty() {
        let moved = "Rien n’a bougé.";
        written["ending"] =
            json!({ "id": format!("fin-{index}"), "title": "Fin", "person": moved, "professional": moved, "team": moved, "question": "Et puis ?" });
    } else {
        let choices: Vec<Value> = scene.choices.iter().enumerate().map(|(place, choice)| write_choice(index, place, choice)).collect();
        written["decision"] = json!({ "prompt": "Que faites-vous ?", "choices": choices });
    }
    written
}

fn write_choice(scene: usize, place: usize, choice: &Choice) -> Value {
    let effect = match &choice.effect {
        Effect::Add { level, value: value @ ..0 } => format!("level-{level} -= {}", value.abs()),
        Effect::Add { level, value } => format!("level-{level} += {value}"),
        Effect::Set { flag, value } => format!("flag-{flag} = {value}"),
    };
    let mut written = json!({ "id": format!("choix-{scene}-{place}"), "text": choice.text, "effects": [effect], "to": format!("scene-{}", choice.to) });
    if !choice.conditions.is_empty() {
        written["when"] = choice.conditions.iter().map(write_condition).collect::<Vec<_>>().join(" and ").into();
    }
    written
}

fn write_condition(condition: &Condition) -> String {
    match condition {
        Condition::AtLeast { level, value } => format!("level-{level} >= {value}"),
        Condition::Less { level, value } => format!("level-{level} < {value}"),
        Condition::Flag { flag, value: true } => format!("flag-{flag}"),
        Condition::Flag { flag, value: false } => format!("not flag-{flag}"),
        Condition::Visited { scene } => format!("visited(scene-{scene})"),
    }
}
