//! The lines of the map as SVG path data.

use super::layout::{Direction, Point};

/// How long an arrow's head is.
const HEAD: i32 = 9;
/// How much further than its line the head goes out on each side, in tenths of a unit.
const WINGS: u32 = 36;

/// A straight part for each pair of points, and a curve from one part to the next. With a head, the line stops where the head begins.
pub fn through(points: &[Point], direction: Direction, head: bool) -> String {
    let mut path = Path::default();
    let mut points = points.to_vec();
    if let (true, [.., before, last]) = (head, points.as_mut_slice()) {
        let whole = length(*before, *last);
        let (x, y) = unit(*before, *last, direction);
        *last = Point { x: last.x - x * HEAD, y: last.y - y * HEAD };
        if whole < HEAD {
            *before = *last;
        }
    }
    for (place, pair) in points.chunks(2).enumerate() {
        let [from, to] = [pair[0], pair[pair.len() - 1]];
        match place.checked_sub(1).map(|before| points[2 * before + 1]) {
            None => path.command("M", &[from.x, from.y]),
            Some(last) => {
                let (x, y) = ((last.x + from.x) / 2, (last.y + from.y) / 2);
                match direction {
                    Direction::Down => path.command("C", &[last.x, y, from.x, y, from.x, from.y]),
                    Direction::Right => path.command("C", &[x, last.y, x, from.y, from.x, from.y]),
                }
            }
        }
        if from != to {
            path.command("L", &[to.x, to.y]);
        }
    }
    path.0
}

/// One curve through four points: out of a box and into it again.
pub fn around(points: &[Point]) -> String {
    let mut path = Path::default();
    if let [from, out, back, to] = points {
        path.command("M", &[from.x, from.y]);
        path.command("C", &[out.x, out.y, back.x, back.y, to.x, to.y]);
    }
    path.0
}

/// The head of an arrow that goes from one point towards another, where its line is so wide (in tenths of a unit).
pub fn head(from: Point, to: Point, direction: Direction, width: u32) -> String {
    let (x, y) = unit(from, to, direction);
    let half = i32::try_from((width / 2 + WINGS).div_ceil(10)).unwrap_or(HEAD);
    let foot = Point { x: to.x - x * HEAD, y: to.y - y * HEAD };
    let mut path = Path::default();
    path.command("M", &[to.x, to.y]);
    path.command("L", &[foot.x + y * half, foot.y + x * half]);
    path.command("L", &[foot.x - y * half, foot.y - x * half]);
    path.0.push('Z');
    path.0
}

/// Boxes and straight threads, in one path each.
#[derive(Default)]
pub struct Path(pub String);

impl Path {
    /// Adds a command with its numbers.
    pub fn command(&mut self, letter: &str, numbers: &[i32]) {
        self.0.push_str(letter);
        for (place, number) in numbers.iter().enumerate() {
            if place > 0 {
                self.0.push(' ');
            }
            push_number(*number, &mut self.0);
        }
    }
}

/// Writes a whole number: a tile of the map has thousands of them, and the standard library's way can also pad and align.
pub fn push_number(number: i32, text: &mut String) {
    if number < 0 {
        text.push('-');
    }
    let mut left = number.unsigned_abs();
    let mut digits = [b'0'; 10];
    let mut first = digits.len() - 1;
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        first = place;
        *digit = b'0' + u8::try_from(left % 10).unwrap_or_default();
        left /= 10;
        if left == 0 {
            break;
        }
    }
    text.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

fn length(from: Point, to: Point) -> i32 {
    (to.x - from.x).abs().max((to.y - from.y).abs())
}

/// The direction from one point to another, along one axis; that of the story where they are the same.
fn unit(from: Point, to: Point, direction: Direction) -> (i32, i32) {
    let (x, y) = (to.x - from.x, to.y - from.y);
    match direction {
        Direction::Down if y == 0 && x == 0 => (0, 1),
        Direction::Right if y == 0 && x == 0 => (1, 0),
        _ if x.abs() > y.abs() => (x.signum(), 0),
        _ => (0, y.signum()),
    }
}

#[cfg(test)]
mod tests {
    use super::push_number;

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        for number in [0, 1, -1, 9, 10, -10, 123_456, i32::MAX, i32::MIN] {
            let mut text = String::new();
            push_number(number, &mut text);
            assert_eq!(text, number.to_string());
        }
    }
}
