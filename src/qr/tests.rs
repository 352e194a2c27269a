//! What is drawn is read again, as a camera would see it.

use super::{Drawing, QUIET, draw, read};

/// A path as the app writes it, for 12 decisions.
const TEXT: &str = "BIFURQUE1:08000G40R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFG82081H0CK4WA1J5NM2SBHF0AZKYVZ0TQDCX6F4T2GHMEQFNQ";

/// A picture of a drawing, `scale` pixels a module, seen through `see`, which gives the place in the drawing (in modules) of a pixel.
fn picture(drawing: &Drawing, width: u32, height: u32, see: impl Fn(f64, f64) -> (f64, f64)) -> Vec<u8> {
    let black = modules(drawing);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (column, row) = see(f64::from(x) + 0.5, f64::from(y) + 0.5);
            let side = f64::from(drawing.side);
            let inside = (0.0..side).contains(&column) && (0.0..side).contains(&row);
            let at = if inside { black[row as usize * drawing.side as usize + column as usize] } else { false };
            // A screen is never quite white nor quite black, and the wall behind is grey.
            let grey = if at {
                35
            } else if inside {
                225
            } else {
                150
            };
            pixels.extend([grey, grey, grey, 255]);
        }
    }
    pixels
}

/// The modules of a path, read as the runs it is made of.
fn modules(drawing: &Drawing) -> Vec<bool> {
    let side = drawing.side as usize;
    let mut black = vec![false; side * side];
    for run in drawing.path.split('M').skip(1) {
        let (place, length) = run.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let length: usize = length.split_once('v').unwrap().0.parse().unwrap();
        let start = y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap();
        black[start..start + length].fill(true);
    }
    black
}

#[test]
fn twelve_decisions_make_a_small_code() {
    let drawing = draw(TEXT).unwrap();
    assert!(drawing.version <= 6, "version {}", drawing.version);
    assert_eq!(drawing.side, 17 + 4 * u32::from(drawing.version) + 2 * QUIET);
    let black = modules(&drawing);
    assert!(black[..(drawing.side * QUIET) as usize].iter().all(|black| !black));
    assert!(draw(&"A".repeat(600)).unwrap().version <= 15);
    assert_eq!(draw(&"é".repeat(5000)), None);
}

#[test]
fn what_is_drawn_is_read() {
    let drawing = draw(TEXT).unwrap();
    let side = f64::from(drawing.side);
    for scale in [3.0, 4.5, 8.0] {
        let pixels = (side * scale) as u32;
        assert_eq!(read(pixels, pixels, &picture(&drawing, pixels, pixels, |x, y| (x / scale, y / scale))), [TEXT]);
    }
}

/// Held by hand before a webcam: turned, leaning back, off the middle. Of the pictures that come one after the other nearly all are read, and none is misread.
#[test]
fn what_a_hand_holds_is_read() {
    let drawing = draw(TEXT).unwrap();
    let side = f64::from(drawing.side);
    let (mut tried, mut found) = (0, 0);
    for scale in [3.0, 5.0, 7.0] {
        for lean in [0.0, 0.0008] {
            for degrees in (-44..=44).step_by(8) {
                let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
                let see = |x: f64, y: f64| {
                    let near = scale * (1.0 + (y - 230.0) * lean);
                    let (x, y) = ((x - 340.0) / near, (y - 230.0) / near);
                    (side / 2.0 + x * cosine - y * sine, side / 2.0 + x * sine + y * cosine)
                };
                let read = read(640, 480, &picture(&drawing, 640, 480, see));
                tried += 1;
                found += read.len();
                assert!(read.iter().all(|read| read == TEXT));
            }
        }
    }
    println!("{found} of {tried}");
    assert!(found * 10 >= tried * 8, "{found} of {tried}");
}

#[test]
fn two_phones_at_once_are_two_texts() {
    let (left, right) = (draw(TEXT).unwrap(), draw("K7PQ-2M4X-9RTA").unwrap());
    let (one, other) = (picture(&left, 300, 300, |x, y| (x / 5.5, y / 5.5)), picture(&right, 300, 300, |x, y| (x / 9.0, y / 9.0)));
    let both: Vec<u8> = one.chunks(1200).zip(other.chunks(1200)).flat_map(|(one, other)| [one, other].concat()).collect();
    let mut read = read(600, 300, &both);
    read.sort();
    assert_eq!(read, [TEXT, "K7PQ-2M4X-9RTA"]);
}

#[test]
fn a_picture_of_nothing_or_of_a_wrong_size_has_no_text() {
    assert!(read(640, 480, &vec![128; 640 * 480 * 4]).is_empty());
    assert!(read(0, 0, &[]).is_empty());
    assert!(read(u32::MAX, u32::MAX, &[0; 16]).is_empty());
    assert!(read(2, 2, &[0; 15]).is_empty());
    // Noise, as of a dark room.
    let mut seed = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(320 * 240 * 4)
    .collect();
    assert!(read(320, 240, &noise).is_empty());
}
