//! Which problem is the one an earlier run told of, though lines came and went above it.

use std::collections::HashMap;

use super::{Diagnostics, Printer};
use crate::text::sha256_hex;

/// One for each problem, in their order: of its rule, its file, what is marked, and the line that stands in.
/// Of several that are equal in all this, the first, the second and so on.
pub fn fingerprints(printer: &Printer, diagnostics: &Diagnostics) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let mut what = vec![diagnostic.rule.id];
            if let Some((file, range)) =
                diagnostic.span.and_then(|span| Some((printer.sources.file(span.file)?, span.range())))
            {
                let text = file.text();
                let line = text.get(..range.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
                let line = text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                what.extend([file.path.as_str(), text.get(range).unwrap_or_default(), line.trim()]);
            }
            let what = what.join("\n");
            let count = seen.entry(what.clone()).or_default();
            *count += 1;
            sha256_hex(format!("{what}\n{count}").as_bytes()).chars().take(32).collect()
        })
        .collect()
}
