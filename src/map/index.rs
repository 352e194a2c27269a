//! What lies where on a large map, so that drawing a tile looks only at what is near it.

use std::collections::BTreeMap;

use super::layout::Area;

/// The side of a cell.
const CELL: i32 = 512;
/// A part that covers more cells than this is compared with everything instead.
const MOST_CELLS: i32 = 64;

/// Areas by the cells they meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    areas: Vec<Area>,
    cells: BTreeMap<(i32, i32), Vec<usize>>,
}

impl Index {
    /// Files areas, each under its place.
    pub fn of(areas: Vec<Area>) -> Self {
        let mut cells: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
        for (place, area) in areas.iter().enumerate() {
            for cell in cells_of(area) {
                cells.entry(cell).or_default().push(place);
            }
        }
        Self { areas, cells }
    }

    /// The places of the areas that meet a part of the map, in order.
    pub fn meeting(&self, part: &Area) -> Vec<usize> {
        let wide = (part.width / CELL + 1).saturating_mul(part.height / CELL + 1) > MOST_CELLS;
        let mut found: Vec<usize> =
            if wide { (0..self.areas.len()).collect() } else { cells_of(part).filter_map(|cell| self.cells.get(&cell)).flatten().copied().collect() };
        found.sort_unstable();
        found.dedup();
        found.retain(|&place| self.areas[place].meets(part));
        found
    }
}

fn cells_of(area: &Area) -> impl Iterator<Item = (i32, i32)> + use<> {
    let range = |from: i32, size: i32| from.div_euclid(CELL)..=(from + size).div_euclid(CELL);
    let (columns, rows) = (range(area.x, area.width), range(area.y, area.height));
    rows.flat_map(move |row| columns.clone().map(move |column| (row, column)))
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::map::layout::Area;

    #[test]
    fn finds_what_looking_at_everything_finds() {
        let areas: Vec<Area> = (0..300).map(|at| Area { x: at * 97 % 5_000, y: at * 389 % 7_000, width: at % 700, height: at * 3 % 900 }).collect();
        let index = Index::of(areas.clone());
        for side in [0, 511, 512, 2_000, 9_000] {
            for at in 0..40 {
                let part = Area { x: at * 211 % 5_500 - 200, y: at * 457 % 7_500 - 200, width: side, height: side };
                let expected: Vec<usize> = (0..areas.len()).filter(|&place| areas[place].meets(&part)).collect();
                assert_eq!(index.meeting(&part), expected, "{part:?}");
            }
        }
    }
}
