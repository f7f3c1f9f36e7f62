//! How long each stage takes on portals of a thousand and ten thousand pages, on all cores.
//!
//! `cargo bench --bench stages [-- <filter>]`. Every stage starts from what the one before it made, which is made
//! once and not measured. `PAGES="900 3000"` in the environment takes other sizes; the shipped portal is the least.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads and writes files")]

mod corpus;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use rayon::prelude::*;
use tempfile::TempDir;
use vejviser::assemble::{self, assemble};
use vejviser::chart;
use vejviser::model::{Date, External, Kind};
use vejviser::parse::{self, Documents};
use vejviser::pipeline::{Compilation, Compiler, Options, compile};
use vejviser::publish::{self, Item, Payload};
use vejviser::render::{Memory, Output, Renderer};
use vejviser::routes::{Route, Routes, Target};
use vejviser::source::{self, SourceFile, SourcePath, Sources};
use vejviser::{check, diag};

// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: Date = jiff::civil::date(2026, 11, 22);
/// A page that an edit changes.
const EDITED: &str = "content/samarbejde/dannet-2.md";

fn main() {
    divan::main();
    // Nothing static is dropped, and its folders lie in memory.
    lock().clear();
}

fn sizes() -> Vec<usize> {
    let words = std::env::var("PAGES").unwrap_or_else(|_| "1000 10000".to_owned());
    words.split_whitespace().map(|word| word.parse().expect("PAGES holds numbers")).collect()
}

/// A portal and what each stage makes of it.
struct Portal {
    folder: TempDir,
    sources: Sources,
    documents: Documents,
    compilation: Compilation,
}

impl Portal {
    fn new(pages: usize) -> Self {
        let folder = tempfile::tempdir_in(memory()).unwrap();
        corpus::write_site(folder.path(), pages);
        let sources = source::load(folder.path()).unwrap();
        let documents = parse::parse(&sources).value;
        let compilation = compile(sources.clone(), &mut Compiler::default(), &Options::on(TODAY));
        // A page that shows problems finds them worked out.
        assert!(!compilation.diagnostics().has_errors(), "the corpus has no errors");
        Self { folder, sources, documents, compilation }
    }

    fn renderer<'a>(&'a self, memory: &'a Memory) -> Renderer<'a> {
        let Compilation { portal, sources, theme, routes, inputs, .. } = &self.compilation;
        Renderer::new(portal, sources, theme, routes, inputs, memory, &self.compilation)
    }

    fn nothing_known(&self) -> Memory {
        Memory::new(&self.compilation.portal)
    }
}

static PORTALS: LazyLock<Mutex<BTreeMap<usize, Arc<Portal>>>> = LazyLock::new(Mutex::default);

fn lock() -> std::sync::MutexGuard<'static, BTreeMap<usize, Arc<Portal>>> {
    PORTALS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The portal of a size, made when it is first asked for.
fn portal(pages: usize) -> Arc<Portal> {
    Arc::clone(lock().entry(pages).or_insert_with(|| Arc::new(Portal::new(pages))))
}

/// A file system in memory where there is one, so that no disk is measured.
fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn a_load(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| source::load(portal.folder.path()).unwrap());
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn b_parse(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| parse::parse(black_box(&portal.sources)));
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn c_assemble(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let options = assemble::Options { today: TODAY, drafts: false };
    let site = || portal.compilation.portal.site.clone();
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(site);
    bencher.bench_values(|site| assemble(site, &portal.documents, options));
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn d_check(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| check::check(&portal.compilation.portal, TODAY, &External::default()));
}

/// Counted are charts, of which every third page has one.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn e_layout(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let portal = &portal.compilation.portal;
    let graphs: Vec<_> = portal.of_kind(Kind::Workflow).map(|page| chart::graph(portal, page)).collect();
    let counter = ItemsCount::new(graphs.len());
    bencher.counter(counter).bench(|| graphs.par_iter().map(chart::layout).collect::<Vec<_>>());
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn f_routes(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let Compilation { portal, theme, .. } = &portal.compilation;
    bencher.counter(ItemsCount::new(pages)).bench(|| Routes::collect(portal, theme));
}

/// Charts are laid out with their pages.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn g_render(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let rest: Vec<&Route> = portal.compilation.routes.iter().filter(|route| !is_search(route)).collect();
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(|| portal.nothing_known());
    bencher.bench_refs(|memory| render(&portal.renderer(memory), &rest));
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn h_search_index(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let index: Vec<&Route> = portal.compilation.routes.iter().filter(|route| is_search(route)).collect();
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(|| portal.nothing_known());
    bencher.bench_refs(|memory| {
        let renderer = portal.renderer(memory);
        renderer.search();
        render(&renderer, &index)
    });
}

/// From texts to all bytes, and what is wrong with them; nothing is read or written.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn i_in_memory(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(|| portal.sources.clone());
    bencher.bench_values(|sources| {
        let compilation = compile(sources, &mut Compiler::default(), &Options::on(TODAY));
        compilation.diagnostics();
        all(&compilation)
    });
}

/// As `vejviser build` does it, into a new folder in memory.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn j_build(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let outputs = tempfile::tempdir_in(memory()).unwrap();
    let mut count = 0;
    let new_folder = || {
        // The one before, which is not measured going.
        let _ = std::fs::remove_dir_all(outputs.path().join(format!("{count}")));
        count += 1;
        outputs.path().join(format!("{count}"))
    };
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(new_folder);
    bencher.bench_local_values(|output| {
        let root = portal.folder.path();
        let compilation = compile(source::load(root).unwrap(), &mut Compiler::default(), &Options::on(TODAY));
        assert!(!compilation.diagnostics().has_errors());
        let renderer = compilation.renderer();
        renderer.search();
        let routes = compilation.routes.iter();
        let items: Vec<Item<&Route>> =
            routes.map(|route| Item { path: route.url.output_path(), source: route }).collect();
        let target = publish::Target { output: &output, root };
        publish::publish(target, &items, |item| payload(&renderer, item.source)).unwrap()
    });
}

/// The portal again after a page's text changed, as `serve` makes it before a page is shown.
#[divan::bench(args = sizes(), sample_count = 20, sample_size = 1)]
fn k_after_an_edit(bencher: Bencher, pages: usize) {
    let portal = portal(pages);
    let mut compiler = Compiler::default();
    compile(portal.sources.clone(), &mut compiler, &Options::on(TODAY));
    let mut round = 0;
    let edited = || {
        round += 1;
        let file = portal.sources.get(&SourcePath::new(EDITED)).expect("the corpus has the page");
        let text = format!("{}\nRettet {round}.\n", file.text());
        let mut sources = portal.sources.clone();
        sources.insert(Arc::new(SourceFile::of_text(file.id, file.path.clone(), &text)));
        sources
    };
    let bencher = bencher.counter(ItemsCount::new(pages)).with_inputs(edited);
    bencher.bench_local_values(|sources| compile(sources, &mut compiler, &Options::on(TODAY)));
}

fn is_search(route: &Route) -> bool {
    matches!(route.target, Target::SearchIndex | Target::SearchShard(_))
}

fn all(compilation: &Compilation) -> usize {
    let renderer = compilation.renderer();
    renderer.search();
    let routes: Vec<&Route> = compilation.routes.iter().collect();
    render(&renderer, &routes)
}

/// The bytes of these routes together, each thrown away when it is counted.
fn render(renderer: &Renderer, routes: &[&Route]) -> usize {
    let size = |route: &&Route| match payload(renderer, route).unwrap() {
        Payload::Bytes(bytes) => black_box(bytes).len(),
        Payload::Copy(_) => 0,
    };
    routes.par_iter().map(size).sum()
}

fn payload(renderer: &Renderer, route: &Route) -> Result<Payload, diag::Diagnostic> {
    Ok(match renderer.render(route)? {
        Output::Bytes(bytes) => Payload::Bytes(bytes),
        Output::Copy(path) => Payload::Copy(path),
    })
}
