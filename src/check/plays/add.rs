//! Adding a play to `plays.json` and leaving the rest of the file as its author wrote it.

use serde::Serialize;

use super::read;
use crate::scenario::diagnostic::{Diagnostic, Report};
use crate::scenario::json::{self, Value};

/// A file of plays without any.
pub const EMPTY: &str = "{\n  \"format\": 1,\n  \"plays\": []\n}\n";

/// A play to be added: what was chosen, and where it led.
#[derive(Clone, Debug, Serialize)]
pub struct NewPlay<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The choices made, by their ids, in order.
    pub choices: Vec<&'a str>,
    /// What draws were made with; not written when it is 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub seed: u32,
    /// The ending reached, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<&'a str>,
    /// The scenes entered, by their ids.
    pub visits: Vec<&'a str>,
}

fn is_zero(seed: &u32) -> bool {
    *seed == 0
}

/// The file with the play after those that it holds. Everything else stays to the byte.
///
/// # Errors
/// What is wrong with the file as it is.
pub fn add(file: &[u8], play: &NewPlay<'_>) -> Result<String, Vec<Diagnostic>> {
    let plays = read(file)?;
    let text = String::from_utf8_lossy(file);
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let root = json::parse(&text[mark..], &mut Report::default());
    let list = root.as_ref().and_then(|root| match &root.value {
        Value::Object(members) => members.iter().find(|member| member.key == "plays").map(|member| member.value.span),
        _ => None,
    });
    // A file without a list was refused above.
    let Some((Some(upto), Some(after))) = list.map(|list| {
        let (first, end) = (mark + list.start as usize + 1, mark + list.end as usize);
        let upto = if plays.plays.is_empty() { text.get(..first) } else { text.get(..end - 1).map(str::trim_end) };
        (upto, text.get(end..))
    }) else {
        return Err(Vec::new());
    };
    let written = serde_json::to_string_pretty(play).unwrap_or_default().replace('\n', "\n    ");
    let comma = if plays.plays.is_empty() { "" } else { "," };
    let mut added = [comma, "\n    ", &written, "\n  ]"].concat();
    if text.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    Ok([upto, &added, after].concat())
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, NewPlay, add};

    fn play() -> NewPlay<'static> {
        NewPlay { name: "p", choices: vec!["a"], seed: 3, ending: None, visits: Vec::new() }
    }

    const WRITTEN: &str =
        "\n    {\n      \"name\": \"p\",\n      \"choices\": [\n        \"a\"\n      ],\n      \"seed\": 3,\n      \"visits\": []\n    }\n  ]";

    #[test]
    fn all_that_is_there_stays_as_it_is_written() {
        let one = r#"{"name":"é","choices":[]}"#;
        for (before, expected) in [
            (EMPTY.to_owned(), format!("{{\n  \"format\": 1,\n  \"plays\": [{WRITTEN}\n}}\n")),
            ("{ \"plays\": [\n\n], \"format\": 1 }".to_owned(), format!("{{ \"plays\": [{WRITTEN}, \"format\": 1 }}")),
            (format!("{{\"format\":1,\"plays\":[{one}]}}"), format!("{{\"format\":1,\"plays\":[{one},{WRITTEN}}}")),
            (
                format!("\u{feff}{{ \"x-plays\": [], \"plays\" : [ {one}\n ] ,\t\"format\":1}}\n\n"),
                format!("\u{feff}{{ \"x-plays\": [], \"plays\" : [ {one},{WRITTEN} ,\t\"format\":1}}\n\n"),
            ),
            (format!("{{\r\n\"format\":1,\r\n\"plays\":[{one}]}}"), format!("{{\r\n\"format\":1,\r\n\"plays\":[{one},{}}}", WRITTEN.replace('\n', "\r\n"))),
        ] {
            let after = add(before.as_bytes(), &play()).unwrap_or_else(|errors| panic!("{before}\n{errors:#?}"));
            assert_eq!(after, expected);
            assert!(add(after.as_bytes(), &play()).is_ok(), "{after}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_not_written() {
        for (before, code) in [("", "B003"), ("{ \"format\": 2, \"plays\": [] }", "B004"), ("{ \"format\": 1 }", "B013"), ("[]", "B010")] {
            let errors = add(before.as_bytes(), &play()).expect_err(before);
            assert_eq!(errors[0].rule.code(), code, "{before}");
        }
        assert!(add(b"{ \"format\": 1, \"plays\": [], \"x-\xff\": 1 }", &play()).is_err());
    }
}
