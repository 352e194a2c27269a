//! A hand-over read where it stands: the words stay in the buffer.
//!
//! Reads only what [`crate::record::read`] reads as well, and to the same values; whatever else a record may hold (keys that begin with `x-`, another format) is
//! left to that. A test compares the two.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::record::{AttemptId, FORMAT_CURRENT, Given, GivenSkip, HandOver, HandOverKind, Hesitation, Players, PlayersMode};

/// A [`HandOver`], borrowed.
#[derive(Debug)]
pub struct Brief<'b>(Fields<'b>);

impl<'b> Deref for Brief<'b> {
    type Target = Fields<'b>;

    fn deref(&self) -> &Fields<'b> {
        &self.0
    }
}

/// What a hand-over says. The keys are those of [`HandOver`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "they are said there")]
pub struct Fields<'b> {
    format: u32,
    #[serde(borrow)]
    kind: Text<'b>,
    #[serde(deserialize_with = "attempt_id")]
    pub attempt: AttemptId,
    pub scenario: Text<'b>,
    pub title: Text<'b>,
    pub version: Text<'b>,
    pub digest: Text<'b>,
    pub shape: u32,
    pub seed: u32,
    pub engine: u32,
    #[serde(deserialize_with = "object")]
    pub players: PlayersFields<'b>,
    pub path: Vec<Step<'b>>,
    #[serde(default, deserialize_with = "present")]
    pub ending: Option<Text<'b>>,
    #[serde(default)]
    pub skips: Vec<Skip>,
    #[serde(default, deserialize_with = "present")]
    pub rereadings: Option<u32>,
    #[serde(default, deserialize_with = "present")]
    pub opened: Option<Vec<Text<'b>>>,
}

impl Brief<'_> {
    /// Whether it is what it must be: a hand-over in the format of this version.
    pub(super) fn is_current(&self) -> bool {
        self.format == FORMAT_CURRENT && &*self.kind == "bifurque-parcours" && PlayersMode::WORDS.contains(&&*self.players.mode)
    }

    /// How many people played, as it says.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.players.people
    }

    /// The same on its own.
    #[must_use]
    pub fn to_hand_over(&self) -> HandOver {
        let mode = [PlayersMode::Alone, PlayersMode::Pair, PlayersMode::Group].into_iter().find(|mode| *mode.word() == *self.players.mode);
        HandOver {
            format: self.format,
            kind: HandOverKind::Path,
            attempt: self.attempt,
            scenario: self.scenario.to_string(),
            title: self.title.to_string(),
            version: self.version.to_string(),
            digest: self.digest.to_string(),
            shape: self.shape,
            seed: self.seed,
            engine: self.engine,
            players: Players { mode: mode.unwrap_or_default(), people: self.players.people },
            path: self.path.iter().map(Step::to_given).collect(),
            ending: self.ending.as_ref().map(ToString::to_string),
            skips: self.skips.iter().map(|skip| GivenSkip { decisions: skip.0.decisions, passages: skip.0.passages }).collect(),
            rereadings: self.rereadings,
            opened: self.opened.as_ref().map(|opened| opened.iter().map(ToString::to_string).collect()),
        }
    }
}

/// Who played.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayersFields<'b> {
    #[serde(borrow)]
    mode: Text<'b>,
    people: u32,
}

/// One decision.
#[derive(Debug)]
pub struct Step<'b>(StepFields<'b>);

impl<'b> Deref for Step<'b> {
    type Target = StepFields<'b>;

    fn deref(&self) -> &StepFields<'b> {
        &self.0
    }
}

/// What a decision says. The keys are those of [`Given`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "they are said there")]
pub struct StepFields<'b> {
    #[serde(borrow)]
    pub scene: Text<'b>,
    pub choice: Text<'b>,
    #[serde(default, deserialize_with = "present")]
    pub hesitation: Option<Doubt<'b>>,
    #[serde(default, deserialize_with = "present")]
    pub motive: Option<Text<'b>>,
    #[serde(default, deserialize_with = "present")]
    pub reason: Option<Text<'b>>,
    #[serde(default, deserialize_with = "present")]
    pub elapsed: Option<u64>,
}

impl Step<'_> {
    fn to_given(&self) -> Given {
        Given {
            scene: self.scene.to_string(),
            choice: self.choice.to_string(),
            hesitation: self.hesitation.as_ref().map(|doubt| match doubt {
                Doubt::None => Hesitation::None,
                Doubt::With(choice) => Hesitation::With(choice.to_string()),
            }),
            motive: self.motive.as_ref().map(ToString::to_string),
            reason: self.reason.as_ref().map(ToString::to_string),
            elapsed: self.elapsed,
        }
    }
}

/// What was answered to « Avez-vous hésité ? »
#[derive(Debug)]
pub enum Doubt<'b> {
    /// No.
    None,
    /// Yes, with this other choice.
    With(Text<'b>),
}

/// A place from which sensitive scenes were skipped.
#[derive(Debug)]
pub struct Skip(SkipFields);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SkipFields {
    decisions: u32,
    passages: u32,
}

/// Words, of the buffer itself where they stand there without an escape.
#[derive(Debug)]
pub struct Text<'b>(Cow<'b, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Text<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Text<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a string")
            }
            fn visit_borrowed_str<E: Error>(self, words: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(words)))
            }
            fn visit_str<E: Error>(self, words: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(words.to_owned())))
            }
        }
        deserializer.deserialize_str(Words)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Doubt<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Answer;
        impl<'de> Visitor<'de> for Answer {
            type Value = Doubt<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("\"none\" or an object")
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<Doubt<'de>, E> {
                if word == "none" { Ok(Doubt::None) } else { Err(E::custom("neither none nor with")) }
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Doubt<'de>, A::Error> {
                let Some((key, choice)) = map.next_entry::<Text<'de>, Text<'de>>()? else { return Err(A::Error::custom("empty")) };
                let more = map.next_key::<Text<'de>>()?;
                if &*key == "with" && more.is_none() { Ok(Doubt::With(choice)) } else { Err(A::Error::custom("not with alone")) }
            }
        }
        deserializer.deserialize_any(Answer)
    }
}

/// Reads an object and nothing else: left to itself, serde takes a list of values for one as well.
fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = T;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_map(Object(PhantomData))
}

impl<'de: 'b, 'b> Deserialize<'de> for Brief<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Brief)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Step<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Step)
    }
}

impl<'de> Deserialize<'de> for Skip {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Skip)
    }
}

/// A key that is there has a value: `null` is none.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn attempt_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AttemptId, D::Error> {
    let digits = Text::deserialize(deserializer)?;
    let fault = || D::Error::custom("an attempt id is 32 hexadecimal digits");
    let digits: &[u8; 32] = digits.as_bytes().try_into().map_err(|_| fault())?;
    let mut bytes = [0; 16];
    let mut sound = true;
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |letter: u8| match letter {
            b'0'..=b'9' => letter - b'0',
            b'a'..=b'f' => letter - b'a' + 10,
            b'A'..=b'F' => letter - b'A' + 10,
            _ => 0xff,
        };
        let (high, low) = (digit(pair[0]), digit(pair[1]));
        sound &= high < 16 && low < 16;
        *byte = high << 4 | low & 15;
    }
    if sound { Ok(AttemptId(bytes)) } else { Err(fault()) }
}
