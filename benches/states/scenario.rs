//! The story as a scenario of ours.

use serde_json::{Value, json};

use super::{Choice, Scene, Story};
use crate::random::Random;
use crate::words;

impl Story {
    /// The bytes of its `scenario.json`.
    pub fn scenario(&self) -> Vec<u8> {
        let mut random = Random::new(1);
        let variables: Vec<Value> = (0..self.flags).map(|flag| json!({ "id": format!("flag-{flag}"), "flag": false })).collect();
        let scenes: Vec<Value> = self.scenes.iter().enumerate().map(|(at, scene)| self.write_scene(at, scene, &mut random)).collect();
        let mut scenario: Value = serde_json::from_str(bifurque::example::SCENARIO).expect("the example is JSON");
        scenario["variables"] = variables.into();
        scenario["start"] = "scene-0".into();
        scenario["scenes"] = scenes.into();
        scenario.to_string().into_bytes()
    }

    fn write_scene(&self, at: usize, scene: &Scene, random: &mut Random) -> Value {
        let narration = words::sentences(self.words, random);
        let mut blocks = vec![json!({ "narration": narration }), json!({ "narration": "On s’en souvient.", "when": format!("flag-{}", scene.asks) })];
        if scene.choices.is_empty() {
            let visited = |mark: usize| format!("visited(scene-{})", self.scenes.len() - 2 - mark);
            blocks.extend((0..self.marks).map(|mark| json!({ "narration": "On y était.", "when": visited(mark) })));
        }
        let mut written = json!({ "id": format!("scene-{at}"), "title": format!("Scène {at}"), "blocks": blocks });
        if scene.choices.is_empty() {
            let moved = "Rien n’a bougé.";
            written["ending"] = json!({ "id": "fin", "title": "Fin", "person": moved, "professional": moved, "team": moved, "question": "Et puis ?" });
        } else {
            let choices: Vec<Value> = scene.choices.iter().enumerate().map(|(place, choice)| write_choice(at, place, choice)).collect();
            written["decision"] = json!({ "prompt": "Que faites-vous ?", "choices": choices });
        }
        written
    }
}

fn write_choice(at: usize, place: usize, choice: &Choice) -> Value {
    let (flag, value) = choice.effect;
    let effect = format!("flag-{flag} = {value}");
    let mut written = json!({ "id": format!("choix-{at}-{place}"), "text": "Vous agissez.", "effects": [effect], "to": format!("scene-{}", choice.to) });
    if let Some((up, down)) = choice.when {
        written["when"] = format!("flag-{up} or not flag-{down}").into();
    }
    written
}
