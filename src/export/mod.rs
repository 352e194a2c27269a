//! What leaves for other tools. Pure: texts are made here, and written by whoever asks.

pub mod xapi;
