//! What several fuzz targets need.

use std::rc::Rc;

use bifurque::scenario::Scenario;
use bifurque::scenario::diagnostic::Diagnostic;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../../tests/support/generator.rs"]
#[allow(dead_code, reason = "the calls of the tests are others than ours")]
mod generator;

const SHIPPED: [&[u8]; 4] = [
    include_bytes!("../../scenarios/premiers-pas/scenario.json"),
    include_bytes!("../../scenarios/equipe-du-soir/scenario.json"),
    include_bytes!("../../scenarios/le-carnet-de-mme-aubry/scenario.json"),
    include_bytes!("../../scenarios/vous-connaissez-peut-etre/scenario.json"),
];

/// The shipped scenarios, read once.
pub fn shipped() -> &'static [Rc<Scenario>] {
    thread_local!(static READ: &'static [Rc<Scenario>] = Vec::leak(SHIPPED.map(|bytes| Scenario::load(bytes, None).expect("it is shipped")).into()));
    READ.with(|read| *read)
}

/// A scenario drawn as the tests draw them. The bytes are a seed and not the lots themselves: proptest shares lots out by halves, soon there are none, and a
/// draw from nothing never ends.
pub fn generated(seed: [u8; 32]) -> Vec<u8> {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let tree = generator::scenario().new_tree(&mut runner).expect("a plan that rejects nothing");
    tree.current().to_string().into_bytes()
}

/// Every diagnostic says something of a place that is in the file.
///
/// # Panics
/// If one does not: that is a finding.
pub fn in_bounds(diagnostics: &[Diagnostic], bytes: &[u8]) {
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for diagnostic in diagnostics {
        let line = text.split('\n').nth(diagnostic.line.checked_sub(1).expect("lines count from 1") as usize);
        let length = line.unwrap_or_else(|| panic!("no such line: {diagnostic}")).chars().count();
        assert!((1..=length + 1).contains(&(diagnostic.column as usize)), "no such column: {diagnostic}");
        assert!(diagnostic.path.starts_with('$') && !diagnostic.message.is_empty(), "{diagnostic:?}");
    }
}
