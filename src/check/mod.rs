//! What can be proved of a scenario: it is a finite machine, so that looking at every state is proof and not sampling.

pub mod condition;
pub mod explore;
pub mod layout;
pub mod machine;
pub mod proof;
pub mod states;
