//! A QR code as one path of a vector drawing.

use qrcodegen::{QrCode, QrCodeEcc};

/// The empty border that a reader needs, in modules.
pub const QUIET: u32 = 4;

/// A QR code ready to be drawn: black, on a white square.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The side of the square, in modules, with the border on both sides.
    pub side: u32,
    /// The black modules as the data of an SVG path, one unit a module.
    pub path: String,
    /// From 1 to 40: how large a code it took.
    pub version: u8,
}

/// Draws a text as a QR code of error correction M or better: a seventh of it may be hidden by a thumb or a reflection. `None` if no QR code can hold it.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|&x| code.get_module(x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                let [left, top] = [x, y].map(|at| at.unsigned_abs().saturating_add(QUIET).to_string());
                path.extend(["M", &left, " ", &top, "h", &run.to_string(), "v1h-", &run.to_string(), "z"]);
            }
            x += run.max(1);
        }
    }
    Some(Drawing { side: u32::try_from(size).unwrap_or(0) + 2 * QUIET, path, version: code.version().value() })
}
