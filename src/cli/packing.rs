//! The files of a portal, with packed copies of its texts beside them where the site wants them.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::publish::{Item, Payload};
use crate::render::{Output, Renderer, packed, packed_path};
use crate::routes::{Route, Routes};
use crate::source::Url;

/// Which file to make of a route.
pub enum Part<'a> {
    File(&'a Route),
    Copy(&'a Url),
}

/// Knows which texts are worth a copy, which cannot be told before they are rendered.
pub struct Packing<'a> {
    renderer: &'a Renderer<'a>,
    routes: &'a Routes,
    /// Small enough to be held for a portal of any size; the files themselves are unpacked from them, so that
    /// nothing is rendered twice.
    copies: BTreeMap<Url, Vec<u8>>,
}

impl<'a> Packing<'a> {
    pub fn new(renderer: &'a Renderer<'a>, routes: &'a Routes, wanted: bool) -> Self {
        let all: Vec<&Route> = routes.iter().filter(|_| wanted).collect();
        // What cannot be rendered is told when its file is to be written.
        let copy = |route: &Route| match renderer.render(route) {
            Ok(Output::Bytes(bytes)) => packed(&route.url, &bytes).map(|copy| (route.url.clone(), copy)),
            Ok(Output::Copy(_)) | Err(_) => None,
        };
        let copies = all.into_par_iter().filter_map(copy).collect();
        Self { renderer, routes, copies }
    }

    pub fn items(&self) -> Vec<Item<Part<'_>>> {
        let files = self.routes.iter().map(|route| Item { path: route.url.output_path(), source: Part::File(route) });
        let copies = self.copies.keys();
        let copies = copies.map(|url| Item { path: packed_path(&url.output_path()), source: Part::Copy(url) });
        files.chain(copies).collect()
    }

    pub fn render(&self, part: &Part) -> Result<Payload, Diagnostic> {
        let route = match part {
            Part::File(route) => route,
            Part::Copy(url) => return Ok(Payload::Bytes(self.copies.get(url).cloned().unwrap_or_default())),
        };
        if let Some(bytes) = self.copies.get(&route.url).and_then(|copy| unpacked(copy)) {
            return Ok(Payload::Bytes(bytes));
        }
        Ok(match self.renderer.render(route)? {
            Output::Bytes(bytes) => Payload::Bytes(bytes),
            Output::Copy(path) => Payload::Copy(path),
        })
    }
}

fn unpacked(copy: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(copy).read_to_end(&mut bytes).ok().map(|_| bytes)
}
