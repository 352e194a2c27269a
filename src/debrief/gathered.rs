//! A parcours as a group session keeps it.

use serde::{Serialize, Serializer};

use crate::record::HandOver;
use crate::scenario::decode::{record, words};

record! {
    /// A parcours that was handed over.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Gathered {
        /// Its number in the session, from 1, in the order of arrival. Never used again, even after a withdrawal.
        pub number: u32,
        /// How it came.
        pub carrier: Carrier,
        /// Whether its owner offered to have it shown.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub offered: bool = default,
        /// What was handed over. Of what came by code, the attempt's id has its first ten bits only, the rest is zero.
        pub hand_over: HandOver,
    }
}

words! {
    /// How a parcours came to the trainer.
    pub enum Carrier {
        /// A file.
        File = "file",
        /// A code of twelve characters, copied or typed.
        Code = "code",
        /// A QR code, scanned.
        Qr = "qr",
        /// Played by the whole room, on the projector.
        Room = "room",
    }
}

impl Serialize for Carrier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
