//! The part of the map that is looked at, and the tiles it is drawn in.
//!
//! A large map is drawn tile by tile, as the window comes near them: moving the window changes one transformation, and nothing that is drawn.

use super::layout::Area;

/// The window through which the map is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The point of the map in its upper left corner.
    pub x: f64,
    /// The same, from the top.
    pub y: f64,
    /// How many pixels a unit of the map takes.
    pub scale: f64,
    /// Its own width in pixels.
    pub width: f64,
    /// Its own height in pixels.
    pub height: f64,
    map: Area,
}

/// How much is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Everything.
    Near,
    /// Boxes and threads without words.
    Afar,
}

/// A square of the map, drawn at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// How much is drawn of it.
    pub level: Level,
    /// Its column.
    pub column: i32,
    /// Its row.
    pub row: i32,
}

/// The largest scale, and the largest at which a map that fits is shown whole.
const LARGEST: f64 = 2.0;
const LARGEST_FIT: f64 = 1.25;
/// The largest at which a part is shown to a room.
const LARGEST_SHOWN: f64 = 6.0;
/// Below this scale no word can be read.
const READABLE: f64 = 0.25;
const NEAR_SIDE: i32 = 512;
const AFAR_SIDE: i32 = 16_384;
/// A map that is no larger is always drawn with its words.
const SMALL: i32 = 4_000;

impl Tile {
    /// The part of the map that it covers.
    #[must_use]
    pub fn area(self) -> Area {
        let side = if self.level == Level::Near { NEAR_SIDE } else { AFAR_SIDE };
        Area { x: self.column * side, y: self.row * side, width: side - 1, height: side - 1 }
    }
}

impl Window {
    /// A window of this size in pixels, in which the whole map is seen.
    #[must_use]
    pub fn new(map: Area, width: f64, height: f64) -> Self {
        let mut window = Self { x: 0.0, y: 0.0, scale: 1.0, width: width.max(1.0), height: height.max(1.0), map };
        window.fit();
        window
    }

    /// Shows the whole map.
    pub fn fit(&mut self) {
        self.scale = self.whole().min(LARGEST_FIT);
        self.settle();
    }

    /// The part of the map that is seen.
    #[must_use]
    pub fn part(&self) -> Area {
        #[expect(clippy::cast_possible_truncation, reason = "`as` saturates: a map is far smaller")]
        let units = |pixels: f64| (pixels / self.scale).round() as i32;
        Area { x: units(self.x * self.scale), y: units(self.y * self.scale), width: units(self.width), height: units(self.height) }
    }

    /// Shows a part of the map, as large as it fits and in the middle: on a projector, larger than a hand would make it.
    pub fn look_at(&mut self, part: Area) {
        let (width, height) = (f64::from(part.width.max(1)), f64::from(part.height.max(1)));
        self.scale = (self.width / width).min(self.height / height).min(LARGEST_SHOWN);
        self.x = f64::from(part.x) - (self.width / self.scale - width) / 2.0;
        self.y = f64::from(part.y) - (self.height / self.scale - height) / 2.0;
    }

    /// Takes another size in pixels; what is in the middle stays there.
    pub fn resize(&mut self, width: f64, height: f64) {
        let (width, height) = (width.max(1.0), height.max(1.0));
        self.x += (self.width - width) / 2.0 / self.scale;
        self.y += (self.height - height) / 2.0 / self.scale;
        (self.width, self.height) = (width, height);
        self.settle();
    }

    /// Moves by so many pixels: what is seen goes the same way as the hand.
    pub fn pan(&mut self, across: f64, down: f64) {
        self.x -= across / self.scale;
        self.y -= down / self.scale;
        self.settle();
    }

    /// Enlarges by a factor; the point under these pixels stays there.
    pub fn zoom(&mut self, factor: f64, across: f64, down: f64) {
        let before = self.scale;
        self.scale = (before * factor).clamp(self.whole().min(1.0), LARGEST);
        self.x += across / before - across / self.scale;
        self.y += down / before - down / self.scale;
        self.settle();
    }

    /// What a pixel of the window shows.
    fn seen(&self) -> (f64, f64) {
        (self.width / self.scale, self.height / self.scale)
    }

    /// The scale at which the whole map is seen.
    fn whole(&self) -> f64 {
        (self.width / f64::from(self.map.width.max(1))).min(self.height / f64::from(self.map.height.max(1)))
    }

    /// A map smaller than the window stands in its middle; a larger one covers at least half of it.
    fn settle(&mut self) {
        let (width, height) = self.seen();
        let hold = |at: f64, seen: f64, whole: f64| if whole <= seen { (whole - seen) / 2.0 } else { at.clamp(-seen / 2.0, whole - seen / 2.0) };
        self.x = hold(self.x, width, f64::from(self.map.width));
        self.y = hold(self.y, height, f64::from(self.map.height));
    }

    /// How much is drawn at this scale.
    #[must_use]
    pub fn level(&self) -> Level {
        let small = self.map.width.max(self.map.height) <= SMALL;
        if small || self.scale >= READABLE { Level::Near } else { Level::Afar }
    }

    /// The tiles in sight and a little around, the nearest to the middle first.
    #[must_use]
    pub fn tiles(&self) -> Vec<Tile> {
        let level = self.level();
        let side = f64::from(if level == Level::Near { NEAR_SIDE } else { AFAR_SIDE });
        let (width, height) = self.seen();
        #[expect(clippy::cast_possible_truncation, reason = "a saturated tile is still a tile")]
        let range = |from: f64, seen: f64, whole: i32| {
            let last = (f64::from(whole) / side) as i32;
            let around = (seen / 3.0).max(side / 2.0);
            let first = ((from - around) / side).floor() as i32;
            first.clamp(0, last)..=(((from + seen + around) / side) as i32).clamp(0, last)
        };
        let (columns, rows) = (range(self.x, width, self.map.width), range(self.y, height, self.map.height));
        let mut tiles: Vec<Tile> = rows.flat_map(|row| columns.clone().map(move |column| Tile { level, column, row })).collect();
        let middle = (self.x + width / 2.0, self.y + height / 2.0);
        let distance = |tile: &Tile| {
            let of = |place: i32, middle: f64| (f64::from(place) + 0.5) * side - middle;
            of(tile.column, middle.0).hypot(of(tile.row, middle.1))
        };
        tiles.sort_by(|one, other| distance(one).total_cmp(&distance(other)));
        tiles
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Window};
    use crate::map::layout::Area;

    const SMALL: Area = Area { x: 0, y: 0, width: 1_200, height: 1_600 };
    const LARGE: Area = Area { x: 0, y: 0, width: 100_000, height: 400_000 };

    #[test]
    fn the_whole_map_fits_in_the_middle() {
        let window = Window::new(SMALL, 1_000.0, 800.0);
        assert_eq!((window.scale, window.y, window.x), (0.5, 0.0, -400.0));
        assert_eq!(window.level(), Level::Near);
        assert_eq!(Window::new(LARGE, 1_000.0, 800.0).level(), Level::Afar);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut window = Window::new(LARGE, 1_000.0, 800.0);
        window.zoom(400.0, 500.0, 400.0);
        let under = |window: &Window| (window.x + 300.0 / window.scale, window.y + 200.0 / window.scale);
        let before = under(&window);
        window.zoom(1.5, 300.0, 200.0);
        let after = under(&window);
        assert!((before.0 - after.0).abs() < 1e-6 && (before.1 - after.1).abs() < 1e-6, "{before:?} {after:?}");
        let (x, scale) = (window.x, window.scale);
        window.pan(60.0, 0.0);
        assert!((window.x - (x - 60.0 / scale)).abs() < 1e-9);
    }

    #[test]
    fn the_map_cannot_be_lost() {
        let mut window = Window::new(LARGE, 1_000.0, 800.0);
        window.zoom(1e9, 0.0, 0.0);
        assert_eq!(window.scale, 2.0);
        window.pan(1e12, -1e12);
        assert!(window.x >= -1_000.0 && window.y <= 400_000.0);
        assert!(!window.tiles().is_empty());
        window.zoom(1e-9, 0.0, 0.0);
        assert_eq!(window.scale, Window::new(LARGE, 1_000.0, 800.0).scale);
        window.resize(0.0, 0.0);
        assert!(window.scale > 0.0 && window.x.is_finite());
    }

    #[test]
    fn tiles_cover_what_is_seen_and_not_much_more() {
        for scale in [0.002, 0.02, 0.24, 0.26, 0.5, 1.0, 2.0] {
            let mut window = Window::new(LARGE, 1_920.0, 1_080.0);
            window.zoom(scale / window.scale, 0.0, 0.0);
            window.pan(-20_000.0 * window.scale, -100_000.0 * window.scale);
            let tiles = window.tiles();
            assert!(tiles.len() <= 400, "{} at {scale}", tiles.len());
            let inside = |x: f64, y: f64| {
                tiles.iter().map(|tile| tile.area()).any(|area| {
                    let within = |at: f64, from: i32, size: i32| at >= f64::from(from) && at <= f64::from(from + size + 1);
                    within(x, area.x, area.width) && within(y, area.y, area.height)
                })
            };
            for (across, down) in [(0.0, 0.0), (1_919.0, 0.0), (960.0, 540.0), (1_919.0, 1_079.0)] {
                let (x, y) = (window.x + across / window.scale, window.y + down / window.scale);
                let on_map = x >= 0.0 && y >= 0.0 && x <= 100_000.0 && y <= 400_000.0;
                assert!(!on_map || inside(x, y), "{x} {y} at {scale}");
            }
        }
    }
}
