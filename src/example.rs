//! The smallest whole scenario: for documentation, and for tests that need any scenario at all.

/// One decision, two choices, one ending.
pub const SCENARIO: &str = r#"{
  "format": 1,
  "id": "exemple",
  "version": "1.0.0",
  "language": "fr",
  "title": "Un exemple",
  "summary": "Le plus petit scénario entier.",
  "family": "prise-en-main",
  "duration": { "min": 1, "max": 1 },
  "licence": "CC-BY-4.0",
  "introduction": { "role": "Vous êtes à l’accueil.", "text": "Il est neuf heures." },
  "note": { "works-on": "Rien : c’est un exemple." },
  "start": "accueil",
  "scenes": [
    {
      "id": "accueil",
      "title": "L’accueil",
      "blocks": [{ "narration": "Quelqu’un entre." }],
      "decision": {
        "prompt": "Que faites-vous ?",
        "choices": [
          { "id": "saluer", "text": "Vous saluez.", "to": "fin" },
          { "id": "attendre", "text": "Vous attendez.", "to": "fin" }
        ]
      }
    },
    {
      "id": "fin",
      "title": "La suite",
      "blocks": [{ "narration": "La porte se referme." }],
      "ending": {
        "id": "fin-exemple",
        "title": "Quelqu’un est entré",
        "person": "Elle est là.",
        "professional": "Vous aussi.",
        "team": "Elle arrive.",
        "question": "Et maintenant ?"
      }
    }
  ]
}"#;
