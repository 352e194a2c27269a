//! Names that are the same each time the same path is exported.

use std::fmt;

use serde::{Serialize, Serializer};
use sha1_smol::Sha1;

use crate::record::{AttemptId, HandOver};

/// Under what the names of this exporter stand. Never changes: a statement exported again next year has the id it has today.
const NAMESPACE: [u8; 16] = *b"bifurque/xapi/v1";

/// A UUID ([RFC 9562]), written in lower case with hyphens.
///
/// [RFC 9562]: https://www.rfc-editor.org/rfc/rfc9562
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uuid(pub [u8; 16]);

impl Uuid {
    /// Version 5: the same name under the same namespace gives the same UUID.
    #[must_use]
    pub fn of_name(namespace: [u8; 16], name: &[u8]) -> Self {
        let mut hash = Sha1::new();
        hash.update(&namespace);
        hash.update(name);
        let digest = hash.digest().bytes();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(bytes).marked(5)
    }

    /// Sixteen random bytes as a UUID of version 4: six of its bits say so, whatever they were.
    #[must_use]
    pub fn of_random(bytes: [u8; 16]) -> Self {
        Self(bytes).marked(4)
    }

    fn marked(mut self, version: u8) -> Self {
        self.0[6] = self.0[6] & 0x0f | version << 4;
        self.0[8] = self.0[8] & 0x3f | 0x80;
        self
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl Serialize for Uuid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Who made a path, without a name: what all its statements share.
pub(super) struct Identity {
    attempt: [u8; 16],
    /// The name of the pseudonymous account.
    pub account: String,
    /// The attempt as a registration.
    pub registration: Uuid,
}

impl Identity {
    pub fn of(hand_over: &HandOver, session: Option<&str>) -> Self {
        let attempt = if is_short(hand_over.attempt) { spread(hand_over, session) } else { hand_over.attempt };
        Self { attempt: attempt.0, account: attempt.to_string(), registration: Uuid::of_random(attempt.0) }
    }

    /// The id of the statement for an event of the attempt: `initialized`, `answered/1`.
    pub fn statement(&self, event: &str) -> Uuid {
        Uuid::of_name(NAMESPACE, &[self.attempt.as_slice(), event.as_bytes()].concat())
    }
}

/// Whether only the first ten bits of an id are known: the path came by a code of twelve characters.
fn is_short(attempt: AttemptId) -> bool {
    let [_, second, rest @ ..] = attempt.0;
    second & 0x3f == 0 && rest == [0; 14]
}

/// Ten bits are the same for two people too often: the workshop and the path itself make the difference.
fn spread(hand_over: &HandOver, session: Option<&str>) -> AttemptId {
    let mut name = [session.unwrap_or(""), &hand_over.attempt.to_string(), &hand_over.scenario, &hand_over.seed.to_string()].join("\n");
    for given in &hand_over.path {
        name.extend(["\n", &given.scene, "\t", &given.choice]);
    }
    AttemptId(Uuid::of_name(NAMESPACE, name.as_bytes()).0)
}

#[cfg(test)]
mod tests {
    use super::Uuid;

    /// RFC 9562, appendix A.4: the name `www.example.com` under the namespace of domain names.
    #[test]
    fn version_five_is_that_of_the_rfc() {
        let domain_names = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
        assert_eq!(Uuid::of_name(domain_names, b"www.example.com").to_string(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn random_bytes_say_that_they_are() {
        assert_eq!(Uuid::of_random([0xff; 16]).to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(Uuid::of_random([0; 16]).to_string(), "00000000-0000-4000-8000-000000000000");
    }
}
