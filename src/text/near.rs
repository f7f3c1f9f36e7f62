//! "Mente du …": the nearest of the names that exist.

/// The candidate nearest to `name`, if it is near enough to be a slip of the pen: at most a third
/// of the letters changed, case and Danish letters aside.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = super::slug(name);
    let limit = (wanted.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &super::slug(candidate), limit + 1), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// The one candidate that `name` can be a slip of the pen for: a single letter is wrong, missing, too
/// much or swapped, and no other candidate is as near. Words of three letters are too like each other.
pub fn slip<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = super::slug(name);
    let near = |candidate: &&str| distance(&wanted, &super::slug(candidate), 2) <= 1;
    let mut found = candidates.into_iter().filter(near);
    let first = found.next().filter(|_| wanted.len() > 3)?;
    found.next().is_none().then_some(first)
}

/// Optimal string alignment distance (Damerau-Levenshtein without overlapping swaps), given up
/// as soon as a whole row lies above `limit`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let at = |row: &[usize], n: usize| row.get(n).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(ca != cb)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return limit + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let names = ["summary", "trigger", "deadline", "lanes"];
        assert_eq!(nearest("sumary", names), Some("summary"));
        assert_eq!(nearest("tirgger", names), Some("trigger"));
        assert_eq!(nearest("Deadline", names), Some("deadline"));
        assert_eq!(nearest("owner", names), None);
        assert_eq!(slip("tirgger", names), Some("trigger"));
        assert_eq!(slip("sumry", names), None);
        assert_eq!(slip("lane", ["lanes", "lan"]), None);
        assert_eq!(slip("yb", ["by"]), None);
        assert_eq!(nearest("ydelsesagsbehandler", ["ydelsessagsbehandler"]), Some("ydelsessagsbehandler"));
    }
}
