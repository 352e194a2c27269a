//! A WebAssembly of its own: checks what an author opens, in a worker or in slices (web/checker.js), so that the page stays alive meanwhile.

use bifurque::check::review::{self, Files};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// See [`review::Review`].
#[wasm_bindgen]
pub struct Review(review::Review);

#[wasm_bindgen]
impl Review {
    /// Reads the files: see [`Files`].
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(scenario: Vec<u8>, plays: Option<Vec<u8>>, references: Option<Vec<u8>>, vocabulary: Option<Vec<u8>>, themes: Option<Vec<u8>>) -> Self {
        Self(review::Review::open(Files { scenario, plays, references, vocabulary, themes }))
    }

    /// What is known so far, as the JSON of [`bifurque::check::told::Told`].
    #[must_use]
    pub fn told(&self) -> String {
        serde_json::to_string(self.0.told()).unwrap_or_default()
    }

    /// How many states were met so far.
    #[must_use]
    pub fn states(&self) -> u32 {
        u32::try_from(self.0.states()).unwrap_or(u32::MAX)
    }

    /// Takes so many steps; says whether there is more to do.
    pub fn advance(&mut self, steps: u32) -> bool {
        self.0.advance(steps as usize)
    }

    /// Goes no further.
    pub fn stop(&mut self) {
        self.0.stop();
    }
}
