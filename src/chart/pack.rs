//! Lines of one channel as close together as they may be, and evenly spread in what room there is.

use super::port::PITCH;

/// A line in a channel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Least distance from the beginning and from the end of the channel.
    pub lead: i32,
    pub trail: i32,
    /// From where to where it runs along the channel.
    pub low: i32,
    pub high: i32,
}

/// Where the lines of a channel lie, measured from its beginning.
pub(super) struct Packed {
    pub at: Vec<i32>,
    pub size: i32,
}

/// Packs lines that are in order; those that come within `margin` of one another keep their
/// distance. All numbers are multiples of 4.
pub(super) fn pack(items: &[Item], least: i32, margin: i32) -> Packed {
    let beside = |a: &Item, b: &Item| a.low <= b.high + margin && b.low <= a.high + margin;
    let mut early: Vec<i32> = Vec::with_capacity(items.len());
    for item in items {
        let after = items.iter().zip(&early).filter(|(other, _)| beside(item, other)).map(|(_, at)| at + PITCH).max();
        early.push(item.lead.max(after.unwrap_or(0)));
    }
    let need = items.iter().zip(&early).map(|(item, at)| at + item.trail).max().unwrap_or(0);
    let size = need.max(least);
    let mut late = vec![0; items.len()];
    for n in (0..items.len()).rev() {
        let item = &items[n];
        let after =
            (n + 1..items.len()).filter(|&other| beside(item, &items[other])).map(|other| late[other] - PITCH).min();
        late[n] = (size - item.trail).min(after.unwrap_or(size));
    }
    // The middle between the earliest and the latest place keeps all distances, and so does
    // rounding down to the grid, since the distances are on it.
    let at = early.iter().zip(&late).map(|(early, late)| (early + late).div_euclid(8) * 4).collect();
    Packed { at, size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_in_the_middle_and_apart() {
        let item = |low, high| Item { lead: 12, trail: 16, low, high };
        let packed = pack(&[item(0, 10), item(5, 20), item(40, 50)], 60, 12);
        assert_eq!((packed.at, packed.size), (vec![20, 32, 28], 60));
    }
}
