//! The texts of the QR codes in a picture.

use rqrr::PreparedImage;

/// The largest picture that is read, in pixels: past it a hostile size would take all memory.
const MOST_PIXELS: usize = 4096 * 4096;

/// The texts of the QR codes in a picture given as red, green, blue and opacity, a byte each, row after row. What cannot be read is left out: the next picture
/// of a camera comes soon.
#[must_use]
pub fn read(width: u32, height: u32, pixels: &[u8]) -> Vec<String> {
    let (width, height) = (width as usize, height as usize);
    let count = width.checked_mul(height).filter(|count| (1..=MOST_PIXELS).contains(count));
    if count.and_then(|count| count.checked_mul(4)) != Some(pixels.len()) {
        return Vec::new();
    }
    let grey = |x: usize, y: usize| match pixels.get((y * width + x) * 4..) {
        // Red, green and blue as the eye weighs them, in 256ths.
        Some([red, green, blue, ..]) => u8::try_from((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 8).unwrap_or(u8::MAX),
        _ => 0,
    };
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, grey);
    picture.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
