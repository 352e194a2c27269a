//! QR codes as pictures. What they say is not its concern: [`crate::record::Packet`] for a path, an address for a session.

mod draw;
#[cfg(feature = "qr-reader")]
mod read;

pub use draw::{Drawing, QUIET, draw};
#[cfg(feature = "qr-reader")]
pub use read::read;

#[cfg(test)]
#[cfg(feature = "qr-reader")]
mod tests;
