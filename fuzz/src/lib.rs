//! What the targets share: a small portal around the input, compiled as the program does it.

pub mod html;
pub mod workflow;

use std::cell::RefCell;
use std::sync::Arc;

use vejviser::diag::{Format, Lang, Printer, Severity};
use vejviser::pipeline::{self, Compilation, Compiler, Options};
use vejviser::render::Output;
use vejviser::source::{FileId, SourceFile, SourcePath, Sources};

const AROUND: [(&str, &str); 8] = [
    ("content/_index.md", "---\ntitle: Forside\n---\n"),
    (
        "content/_data/actors.yaml",
        "- id: borger\n  name: Borger\n  external: true\n- id: sagsbehandler\n  name: Sagsbehandler\n  external: true\n",
    ),
    ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
    (
        "content/abc/jobplan.md",
        "---\ntitle: Jobplan\nshort: En aftale om \"job\".\nsynonyms: [min plan]\n---\nEn jobplan.\n",
    ),
    ("content/gange/_index.md", "---\ntitle: Gange\nkind: workflow\n---\n"),
    ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
    ("content/lovgivning/lab.md", "---\ntitle: LAB\nabbr: LAB\nfull_title: Lov om aktiv indsats\n---\n"),
    ("site.toml", "title = \"Prøve\"\nbase_url = \"https://portal.example/\"\n"),
];

thread_local! {
    /// The files around and what is kept of them: the theme is compiled once, not for every input.
    static KEPT: RefCell<(Sources, Compiler)> = RefCell::new((Sources::from_texts(AROUND), Compiler::default()));
}

/// A portal with these files beside its own, on one day, drafts and all.
pub fn compile(files: &[(&str, &str)]) -> Compilation {
    let options = Options { drafts: true, ..Options::on(jiff::civil::date(2026, 11, 22)) };
    KEPT.with_borrow_mut(|(around, compiler)| {
        let mut sources = around.clone();
        for (n, (path, text)) in files.iter().enumerate() {
            let id = FileId::new((AROUND.len() + n) as u32);
            sources.insert(Arc::new(SourceFile::of_text(id, SourcePath::new(*path), text)));
        }
        pipeline::compile(sources, compiler, &options)
    })
}

/// What is wrong with it, in every form in which it can be told: places lie within their files.
pub fn tell(portal: &Compilation) {
    for format in [Format::Human, Format::Concise, Format::Json, Format::Sarif, Format::Github] {
        let _ = Printer::new(&portal.written, Lang::Danish, format).print(portal.diagnostics());
    }
}

pub fn has_errors(portal: &Compilation) -> bool {
    portal.diagnostics().iter().any(|problem| problem.severity == Severity::Error)
}

/// Every document written in this file, as text.
pub fn documents(portal: &Compilation, file: &str) -> Vec<String> {
    let renderer = portal.renderer();
    let Some(page) = portal.portal.pages.iter().find(|page| page.source.as_str() == file) else { return Vec::new() };
    let below = |url: &str| url.starts_with(page.url.as_str()) && !page.url.as_str().is_empty();
    let routes = portal.routes.iter().filter(|route| below(route.url.as_str()));
    routes
        .filter_map(|route| match renderer.render(route) {
            Ok(Output::Bytes(bytes)) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Ok(Output::Copy(_)) => None,
            Err(problem) => panic!("/{} cannot be rendered: {}", route.url.as_str(), problem.message.en),
        })
        .collect()
}
