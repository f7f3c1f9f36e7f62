//! A portal that is kept from save to save is the one that would be made anew.
//!
//! Random edits of a small site, as editors make them and as they go wrong. After each one every URL, every byte and
//! every problem is compared with a compilation that knows nothing of what was before. `EDITS=1000` makes more.

#[path = "../benches/corpus/dice.rs"]
#[allow(dead_code, reason = "made for the benchmarks, which use all of it")]
pub mod dice;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dice::Dice;
use vejviser::diag::Lang;
use vejviser::pipeline::{self, Compilation, Compiler, Options};
use vejviser::render::Output;
use vejviser::source::{Changes, Loader};

use crate::support::{TODAY, concise, files, root};

/// In one run of the tests; the bytes of some 200 URLs are compared after each.
const EDITS: usize = 80;

#[test]
fn what_is_kept_from_save_to_save_is_what_would_be_made_anew() {
    let edits = std::env::var("EDITS").map_or(EDITS, |count| count.parse().unwrap());
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut site = Site::new(seed);
    let (mut loader, mut compiler) = (Loader::default(), Compiler::default());
    let mut changes = Changes::All;
    let mut shown = 0;
    let mut done: Vec<String> = Vec::new();
    for _ in 0..=edits {
        let kept = compile(&site, &mut loader, &mut compiler, &changes);
        let anew = compile(&site, &mut Loader::default(), &mut Compiler::default(), &Changes::All);
        let last: Vec<&String> = done.iter().rev().take(12).rev().collect();
        let problems = |portal: &Compilation| concise(&portal.written, Lang::Danish, portal.diagnostics());
        let (told, right) = (problems(&kept), problems(&anew));
        assert!(told == right, "after {last:#?}\nproblems differ: {}", first_difference(&right, &told));
        shown += same(&kept, &anew).unwrap_or_else(|what| panic!("after {last:#?}\n{what}"));
        let (what, touched) = site.edit();
        done.push(what);
        changes = Changes::At(touched);
    }
    assert!(shown > edits * 50, "too little was compared: {shown} documents");
}

#[test]
fn one_page_more_shares_the_search_index_among_more_files() {
    let site = Site::new(1);
    let page = site.read(Path::new("content/nyt/ny-frist.md"));
    let add = |n: usize| site.write(Path::new(&format!("content/nyt/side-{n}.md")), &page);
    let (mut loader, mut compiler) = (Loader::default(), Compiler::default());
    let mut kept = compile(&site, &mut loader, &mut compiler, &Changes::All);
    let missing = 400 - kept.portal.pages.len();
    let many = (0..missing).flat_map(add).collect();
    kept = compile(&site, &mut loader, &mut compiler, &Changes::At(many));
    let shares = |portal: &Compilation| vejviser::routes::search_shards(&portal.portal);
    assert_eq!((kept.portal.pages.len(), shares(&kept)), (400, 0));
    for n in missing..missing + 2 {
        kept = compile(&site, &mut loader, &mut compiler, &Changes::At(add(n)));
        let anew = compile(&site, &mut Loader::default(), &mut Compiler::default(), &Changes::All);
        assert_eq!(shares(&kept), 2);
        assert_eq!(urls(&kept), urls(&anew));
    }
}

fn compile(site: &Site, loader: &mut Loader, compiler: &mut Compiler, changes: &Changes) -> Compilation {
    let sources = loader.load(site.root(), changes).unwrap();
    pipeline::compile(sources, compiler, &Options::on(TODAY))
}

fn urls(portal: &Compilation) -> String {
    portal.routes.iter().map(|route| format!("{}\n", route.url)).collect()
}

fn first_difference(wants: &str, has: &str) -> String {
    let at = wants.lines().zip(has.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    format!("line {}\nanew: {}\nkept: {}", at + 1, line(wants), line(has))
}

/// How many documents are the same in both; else the first that is not.
fn same(kept: &Compilation, anew: &Compilation) -> Result<usize, String> {
    let (has, wants) = (urls(kept), urls(anew));
    if has != wants {
        return Err(format!("URLs differ: {}", first_difference(&wants, &has)));
    }
    let (a, b) = (kept.renderer(), anew.renderer());
    let mut count = 0;
    for (has, wants) in kept.routes.iter().zip(anew.routes.iter()) {
        let text = |renderer: &vejviser::render::Renderer, route| match renderer.render(route) {
            Ok(Output::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
            Ok(Output::Copy(path)) => path.display().to_string(),
            Err(problem) => problem.message.da,
        };
        let (has, wants, url) = (text(&a, has), text(&b, wants), &has.url);
        if has != wants {
            return Err(format!("/{url} differs: {}", first_difference(&wants, &has)));
        }
        count += 1;
    }
    Ok(count)
}

/// A copy of the tests' portal that is edited at random.
struct Site {
    folder: tempfile::TempDir,
    originals: BTreeMap<PathBuf, Vec<u8>>,
    dice: Dice,
    count: usize,
}

impl Site {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = root().join("tests/portal");
        let mut originals = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let below = entry.path().strip_prefix(&from).unwrap().to_owned();
                originals.insert(below, fs::read(entry.path()).unwrap());
            }
        }
        let site = Self { folder, originals, dice: Dice::new(seed), count: 0 };
        for (path, bytes) in &site.originals {
            let to = site.root().join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        site
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Files that are there now and have this ending, in order.
    fn now(&self, ending: &str) -> Vec<PathBuf> {
        let all = files(self.root().to_str().unwrap(), ending);
        all.into_iter().map(|path| path.strip_prefix(self.root()).unwrap().to_owned()).collect()
    }

    fn any(&mut self, ending: &str) -> PathBuf {
        let all = self.now(ending);
        all[self.dice.roll(all.len())].clone()
    }

    /// One edit: what it was, and the files it touched.
    fn edit(&mut self) -> (String, BTreeSet<PathBuf>) {
        self.count += 1;
        let page = self.any("md");
        match self.dice.roll(16) {
            0..=1 => self.append(&page),
            2 => self.set(&page, "title", &format!("Titel {}", self.count)),
            3..=4 => self.create(&page),
            5 => self.delete(&page),
            6..=7 => self.rename(&page),
            8 => self.draft(&page),
            9 => self.alias(&page),
            10 => self.cut_line(&page),
            11 => self.add_heading(&page),
            12 => self.registry(),
            13 => self.theme(),
            14 => self.rename_folder(&page),
            _ => self.restore(),
        }
    }

    fn write(&self, path: &Path, text: &str) -> BTreeSet<PathBuf> {
        let whole = self.root().join(path);
        fs::create_dir_all(whole.parent().unwrap()).unwrap();
        fs::write(&whole, text).unwrap();
        [whole].into()
    }

    fn read(&self, path: &Path) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// A paragraph that names other pages, some of which are there.
    fn append(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let other = self.any("md");
        let stem = other.file_stem().unwrap().to_str().unwrap().to_owned();
        let up = "../".repeat(page.components().count() - 2);
        let link = other.strip_prefix("content").unwrap_or(&other).display().to_string();
        let text = match self.dice.roll(5) {
            0 => format!("Se [[{stem}]]."),
            1 => format!("Se [[{stem}#regler]] og [[ny-{}]].", self.dice.roll(20)),
            2 => format!("Se [siden]({up}{link})."),
            3 => format!("Se [siden]({up}{link}#hvornaar) efter RSL § {}.", self.dice.between(1, 90)),
            _ => format!("Almindelig tekst nr. {} om partshøring.", self.count),
        };
        let all = format!("{}\n{text}\n", self.read(page));
        (format!("append to {}: {text}", page.display()), self.write(page, &all))
    }

    fn set(&mut self, page: &Path, key: &str, value: &str) -> (String, BTreeSet<PathBuf>) {
        let text = self.read(page);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        match lines.iter().position(|line| line.starts_with(&format!("{key}:"))) {
            Some(at) => lines[at] = format!("{key}: {value}"),
            None => lines.insert(1.min(lines.len()), format!("{key}: {value}")),
        }
        (format!("{key}: {value} in {}", page.display()), self.write(page, &(lines.join("\n") + "\n")))
    }

    fn create(&mut self, like: &Path) -> (String, BTreeSet<PathBuf>) {
        let name = match self.dice.roll(8) {
            // Sometimes a name that another page has.
            0 => self.any("md").file_name().unwrap().to_str().unwrap().to_owned(),
            _ => format!("ny-{}.md", self.dice.roll(20)),
        };
        let path = like.with_file_name(name);
        (format!("create {} like {}", path.display(), like.display()), self.write(&path, &self.read(like)))
    }

    fn delete(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let whole = self.root().join(page);
        fs::remove_file(&whole).unwrap();
        (format!("delete {}", page.display()), [whole].into())
    }

    fn rename(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let to = match self.dice.roll(2) {
            0 => page.with_file_name(format!("ny-{}.md", self.dice.roll(20))),
            _ => self.any("md").with_file_name(page.file_name().unwrap()),
        };
        self.moved(page, &to)
    }

    /// A page's folder under another name, or its contents in one that is there.
    fn rename_folder(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let folder = page.parent().unwrap();
        let below = folder.components().count();
        if below < 2 {
            return self.restore();
        }
        let to = folder.with_file_name(format!("mappe-{}", self.dice.roll(4)));
        if self.root().join(&to).exists() {
            return self.restore();
        }
        self.moved(folder, &to)
    }

    fn moved(&self, from: &Path, to: &Path) -> (String, BTreeSet<PathBuf>) {
        let (old, new) = (self.root().join(from), self.root().join(to));
        fs::rename(&old, &new).unwrap();
        (format!("rename {} to {}", from.display(), to.display()), [old, new].into())
    }

    fn draft(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let value = ["draft", "current", "under_review"][self.dice.roll(3)];
        self.set(page, "status", value)
    }

    fn alias(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let value = format!("[gammel-{}/]", self.dice.roll(6));
        self.set(page, "aliases", &value)
    }

    /// What somebody deletes by mistake.
    fn cut_line(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let text = self.read(page);
        let mut lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return self.restore();
        }
        let cut = lines.remove(self.dice.roll(lines.len()));
        (format!("cut »{cut}« from {}", page.display()), self.write(page, &(lines.join("\n") + "\n")))
    }

    fn add_heading(&mut self, page: &Path) -> (String, BTreeSet<PathBuf>) {
        let heading = ["Regler", "Hvornår", "Frist"][self.dice.roll(3)];
        let text = format!("{}\n## {heading}\n\nTekst.\n", self.read(page));
        (format!("heading »{heading}« in {}", page.display()), self.write(page, &text))
    }

    fn registry(&mut self) -> (String, BTreeSet<PathBuf>) {
        let path = self.any("yaml");
        let text = match self.dice.roll(3) {
            0 => self.read(&path).replacen("name: ", "name: Ny ", 1),
            1 => format!("# {}\n{}", self.count, self.read(&path)),
            _ => return self.cut_line(&path),
        };
        (format!("registry {}", path.display()), self.write(&path, &text))
    }

    fn theme(&mut self) -> (String, BTreeSet<PathBuf>) {
        let (path, text) = match self.dice.roll(4) {
            0 => ("static/egen.css", format!(".egen {{ order: {} }}", self.count)),
            1 => ("templates/page.html", format!("<!doctype html>\n<title>{}</title>\n", self.count)),
            2 => ("templates/page.html", "{% hov".to_owned()),
            _ => ("site.toml", self.read(Path::new("site.toml")).replacen("title = \"", "title = \"Ny ", 1)),
        };
        (format!("theme {path}"), self.write(Path::new(path), &text))
    }

    /// A file as it was at first, so that the site does not fall apart; and a template of its own goes.
    fn restore(&mut self) -> (String, BTreeSet<PathBuf>) {
        let own = self.root().join("templates/page.html");
        if own.exists() {
            fs::remove_file(&own).unwrap();
            return ("remove templates/page.html".to_owned(), [own].into());
        }
        let missing: Vec<PathBuf> =
            self.originals.keys().filter(|path| !self.root().join(path).exists()).cloned().collect();
        let all: Vec<PathBuf> = self.originals.keys().cloned().collect();
        let from = if missing.is_empty() || self.dice.chance(30) { &all } else { &missing };
        let path = from[self.dice.roll(from.len())].clone();
        let whole = self.root().join(&path);
        fs::create_dir_all(whole.parent().unwrap()).unwrap();
        fs::write(&whole, &self.originals[&path]).unwrap();
        (format!("restore {}", path.display()), [whole].into())
    }
}
