//! One play-through by one person, a pair or a group: what it plays and how.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{ENGINE_VERSION, FORMAT_CURRENT};
use crate::scenario::Scenario;
use crate::scenario::decode::{Decode, record, words};
use crate::scenario::diagnostic::{Report, Rule};
use crate::scenario::json::Node;

record! {
    /// What an attempt plays, pinned so that it means the same next year. Written once, when it begins.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Attempt {
        /// The format of this record: 1.
        pub format: u32,
        /// The attempt's id.
        pub id: AttemptId,
        /// The scenario's id.
        pub scenario: String,
        /// The scenario's title when the attempt began, for when the scenario is gone.
        pub title: String,
        /// The scenario's version.
        pub version: String,
        /// The scenario's digest, 64 hexadecimal digits.
        pub digest: String,
        /// The scenario's shape tag.
        pub shape: u32,
        /// The seed of its chances: 0 unless a session link says otherwise.
        pub seed: u32,
        /// The version of the engine's rules.
        pub engine: u32,
        /// Who plays.
        pub players: Players,
        /// When it began, in milliseconds since 1970 by the device's clock. Stays on the device.
        pub started: u64,
        /// How it is played.
        pub settings: Settings = default,
    }
}

impl Attempt {
    /// A new attempt at a scenario. `random` comes from the platform's cryptographic source, `started` from its clock, in milliseconds since 1970.
    #[must_use]
    pub fn new(scenario: &Scenario, random: [u8; 16], started: u64, seed: u32, players: Players, settings: Settings) -> Self {
        Self {
            format: FORMAT_CURRENT,
            id: AttemptId(random),
            scenario: scenario.id().to_owned(),
            title: scenario.source.title.text.clone(),
            version: scenario.source.version.text.clone(),
            digest: scenario.digest.to_string(),
            shape: scenario.shape,
            seed,
            engine: ENGINE_VERSION,
            players,
            started,
            settings,
        }
    }
}

/// 128 random bits, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttemptId(pub [u8; 16]);

impl Serialize for AttemptId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl Decode for AttemptId {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let text = String::decode(node, report);
        text.parse().unwrap_or_else(|expected: &str| {
            report.spoil(Rule::Value, node.span, expected, "");
            Self::default()
        })
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for AttemptId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for AttemptId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "an attempt id is 32 hexadecimal digits";
        let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>().ok_or(EXPECTED)?;
        let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        if digits.len() == 32 { bytes.try_into().map(Self).map_err(|_| EXPECTED) } else { Err(EXPECTED) }
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for AttemptId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AttemptId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
    }
}

record! {
    /// Who plays an attempt.
    #[derive(Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Players {
        /// Alone, in a pair or as a group.
        pub mode: PlayersMode,
        /// How many people, 1 or more.
        pub people: u32,
    }
}

impl Players {
    /// One person.
    pub const ALONE: Self = Self { mode: PlayersMode::Alone, people: 1 };
}

words! {
    /// How people sit at the screen.
    pub enum PlayersMode {
        /// One person.
        Alone = "alone",
        /// Two people.
        Pair = "pair",
        /// Three or more.
        Group = "group",
    }
}

impl Serialize for PlayersMode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// How an attempt is played: what a session link or the introduction sets.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Settings {
        /// Scenes at whose decision play stops until the trainer says so.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub stops: Vec<String> = default,
        /// Whether the device is shared: the attempt is not offered again, and erased after the hand-over or four hours.
        #[serde(skip_serializing_if = "is_false")]
        pub shared_device: bool = default,
        /// Whether the trainer turned time limits on.
        #[serde(skip_serializing_if = "is_false")]
        pub time_limits: bool = default,
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
