//! What an author says is meant, of what the editorial checks would tell.

use super::decode::{Decode, Fields, Located};
use super::diagnostic::{Report, Rule};
use super::json::{Node, Value};

/// The codes of the editorial rules that an author may set aside.
const CODES: [&str; 12] = ["B110", "B111", "B112", "B113", "B114", "B115", "B116", "B117", "B118", "B119", "B120", "B122"];

/// Editorial rules that are broken on purpose: `{ "B112": "La réponse courte est tout l’enjeu." }`.
///
/// Nothing of it is read where diagnostics have no sentences: the trainees' app lets the key through and keeps nothing of it.
#[derive(Clone, Debug, Default)]
pub struct Meant(pub Vec<Exception>);

/// One rule that is broken on purpose.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The rule's code, and where it stands.
    pub code: Located,
    /// Why: for those who read the case again.
    pub why: Located,
}

impl Decode for Meant {
    const OPTIONAL: bool = true;

    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        if !cfg!(feature = "sentences") {
            return Self::default();
        }
        Fields::open(node, &CODES, report);
        let Value::Object(members) = &node.value else { return Self::default() };
        let mut exceptions = Vec::new();
        for member in members.iter().filter(|member| CODES.contains(&&*member.key)) {
            let why = Located::decode(&member.value, report);
            if matches!(member.value.value, Value::String(_)) && crate::text::words(&why) == 0 {
                report.push(
                    Rule::Value,
                    why.span,
                    "Une exception dit pourquoi elle est voulue.",
                    "Écrivez la raison en une phrase : elle est lue à la relecture.",
                );
            }
            exceptions.push(Exception { code: Located { text: member.key.clone().into_owned(), span: member.key_span }, why });
        }
        Self(exceptions)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Meant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Meant".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: serde_json::Map<String, serde_json::Value> =
            CODES.iter().map(|code| ((*code).to_owned(), serde_json::json!({ "type": "string" }))).collect();
        schemars::json_schema!({
            "type": "object",
            "description": "Editorial rules that are broken on purpose, by their codes, each with the reason.",
            "properties": codes,
            "additionalProperties": false,
        })
    }
}
