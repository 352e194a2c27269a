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
        Value::Object(members) => members.iter().find(|member| member.key == "plays").map(|member| &member.value),
        _ => None,
    });
    let written = serde_json::to_string_pretty(play).unwrap_or_default().replace('\n', "\n    ");
    // What is read has a list: an unread file was refused above.
    let (start, end) = list.map_or((0, 0), |list| (mark + list.span.start as usize, mark + list.span.end as usize));
    let (before, after) = (text.get(..end.saturating_sub(1)).unwrap_or_default().trim_end(), text.get(end..).unwrap_or_default());
    let before = if plays.plays.is_empty() { text.get(..=start).unwrap_or_default() } else { before };
    let comma = if plays.plays.is_empty() { "" } else { "," };
    let mut added = [comma, "\n    ", &written, "\n  ]"].concat();
    if text.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    Ok([before, &added, after].concat())
}
