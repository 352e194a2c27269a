//! The JSON Schemas of the format, made from the Rust types so that they cannot drift. Native only.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::decode::{Id, Located};
use super::library::{References, Themes, Vocabulary};
use super::source::Source;

/// The schema of a `scenario.json`.
#[must_use]
pub fn scenario() -> Schema {
    of::<Source>("Bifurque scenario")
}

/// The schemas of the shared files, each with its name.
#[must_use]
pub fn shared() -> [(&'static str, Schema); 3] {
    [
        ("references", of::<References>("Bifurque references")),
        ("vocabulary", of::<Vocabulary>("Bifurque vocabulary")),
        ("themes", of::<Themes>("Bifurque themes")),
    ]
}

/// The schema of one type, in JSON Schema 2020-12.
pub(crate) fn of<T: JsonSchema>(title: &str) -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    LetToolsIn.transform(&mut schema);
    NoNull.transform(&mut schema);
    // Where a test's or a bench's dependency asks serde_json to keep the order of insertion, keys would come in another order than in the command.
    let members = schema.ensure_object();
    members.values_mut().for_each(Value::sort_all_objects);
    members.sort_keys();
    schema
}

/// An absent key is absent: `null` never stands for it.
#[derive(Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::Array(kinds)) = schema.get_mut("type") {
            kinds.retain(|kind| kind != "null");
            if let [only] = kinds.as_slice() {
                let only = only.clone();
                schema.insert("type".into(), only);
            }
        }
        if let Some(Value::Array(options)) = schema.get_mut("anyOf") {
            options.retain(|option| option.get("type") != Some(&json!("null")));
            if let [Value::Object(only)] = options.as_slice() {
                let only = only.clone();
                schema.remove("anyOf");
                for (key, value) in only {
                    schema.insert(key, value);
                }
            }
        }
        transform_subschemas(self, schema);
    }
}

/// Lets `$schema` and keys that begin with `x-` stand in every closed object, as the decoder does.
#[derive(Clone)]
struct LetToolsIn;

impl Transform for LetToolsIn {
    fn transform(&mut self, schema: &mut Schema) {
        let closed = |key: &str| schema.get(key).and_then(Value::as_bool) == Some(false);
        if closed("additionalProperties") || closed("unevaluatedProperties") {
            schema.insert("patternProperties".into(), json!({ "^(x-|\\$schema$)": {} }));
        }
        transform_subschemas(self, schema);
    }
}

impl JsonSchema for Located {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "maxLength": 64,
            "pattern": "^[a-z][a-z0-9-]*$",
            "description": "Lowercase ASCII letters, digits and hyphens, a letter first.",
        })
    }
}
