//! Front matter of every kind, and registries: any bytes give a portal and problems that can be told, and
//! every page of a portal without errors can be rendered.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser_fuzz::{compile, documents, has_errors, tell};

const PLACES: [&str; 6] = [
    "content/side.md",
    "content/gange/prove.md",
    "content/abc/ord.md",
    "content/lovgivning/lov.md",
    "content/_data/synonyms.yaml",
    "content/_data/finder.yaml",
];

fuzz_target!(|input: &[u8]| {
    let Some((kind, bytes)) = input.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let place = PLACES[usize::from(*kind) % PLACES.len()];
    let page = if place.ends_with(".md") { format!("---\n{text}") } else { text.to_owned() };
    let portal = compile(&[(place, &page)]);
    tell(&portal);
    if !has_errors(&portal) {
        documents(&portal, place);
    }
});
