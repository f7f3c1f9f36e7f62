//! How many slips of the pen lie between two terms.

/// Damerau-Levenshtein distance without overlapping swaps, to all of `b` and to the nearest beginning
/// of `b`; `most + 1` as soon as it is more.
pub fn distances(a: &[u16], b: &[u16], most: usize) -> (usize, usize) {
    let over = most + 1;
    let width = b.len().min(a.len() + most);
    let at = |row: &[usize], n: usize| row.get(n).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=width).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(width + 1);
        row.push(i + 1);
        for (j, other) in b.iter().take(width).enumerate() {
            let mut best = (at(&last, j) + usize::from(letter != other)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(other) && b.get(j - 1) == Some(letter) {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().all(|value| *value > most) {
            return (over, over);
        }
        before = std::mem::replace(&mut last, row);
    }
    let start = last.iter().copied().min().unwrap_or(over).min(over);
    (if b.len() > width { over } else { at(&last, width).min(over) }, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str, most: usize) -> (usize, usize) {
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        distances(&units(a), &units(b), most)
    }

    #[test]
    fn counts_slips_and_gives_up() {
        assert_eq!(between("sygedagpeng", "sygdagpeng", 2), (1, 1));
        assert_eq!(between("tirgger", "trigger", 2), (1, 1));
        assert_eq!(between("", "ab", 2), (2, 0));
        assert_eq!(between("abcd", "wxyz", 2), (3, 3));
        assert_eq!(between("rehablitering", "rehabiliteringsplan", 2), (3, 1));
    }
}
