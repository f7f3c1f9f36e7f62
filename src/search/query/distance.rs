//! How many slips of the pen lie between two terms.

/// Damerau-Levenshtein distance without overlapping swaps; `most + 1` as soon as it is more.
pub fn distance(a: &[u16], b: &[u16], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let at = |row: &[usize], n: usize| row.get(n).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, other) in b.iter().enumerate() {
            let mut best = (at(&last, j) + usize::from(letter != other)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(other) && b.get(j - 1) == Some(letter) {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().all(|value| *value > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, b.len()).min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str, most: usize) -> usize {
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        distance(&units(a), &units(b), most)
    }

    #[test]
    fn counts_slips_and_gives_up() {
        assert_eq!(between("sygedagpeng", "sygdagpeng", 2), 1);
        assert_eq!(between("tirgger", "trigger", 2), 1);
        assert_eq!(between("", "ab", 2), 2);
        assert_eq!(between("abcd", "wxyz", 2), 3);
        assert_eq!(between("a", "abcd", 2), 3);
    }
}
