//! The list of the scenarios, generated from them when the app is built, so that the first page need not read them all.

use super::decode::record;
use super::library::Shared;
use super::source::Minutes;

record! {
    /// `catalogue.json`
    pub struct Catalogue {
        /// The version of the format: 1.
        pub format: u32,
        /// The scenarios, in the order they are shown.
        pub scenarios: Vec<Entry>,
    }
}

record! {
    /// A scenario of the catalogue.
    pub struct Entry {
        /// The scenario's id.
        pub id: String,
        /// Its number in the dossier.
        pub code: Option<String>,
        /// Its title.
        pub title: String,
        /// One or two sentences.
        pub summary: String,
        /// The id of its family.
        pub family: String,
        /// The ids of its audiences.
        pub audiences: Vec<String>,
        /// The ids of its modules.
        pub modules: Vec<String>,
        /// How long it takes.
        pub duration: Minutes,
        /// Whether something in it is sensitive.
        pub warning: bool,
        /// Its version.
        pub version: String,
        /// Its digest, 64 hexadecimal digits.
        pub digest: String,
        /// Its shape tag, by which a path code says whose it is; absent from a catalogue of an older build.
        pub shape: Option<u32>,
    }
}

impl Shared for Catalogue {}
