//! What is asked for on the command line.

use std::path::{Path, PathBuf};

use super::run::Program;

pub struct Options {
    pub pages: usize,
    /// Counted rounds.
    pub runs: usize,
    /// Only write the sites, there.
    pub write: Option<PathBuf>,
    ours: PathBuf,
    zola: Option<PathBuf>,
    hugo: Option<PathBuf>,
}

impl Options {
    pub fn of(mut words: impl Iterator<Item = String>) -> Self {
        let ours = PathBuf::from(env!("CARGO_BIN_EXE_vejviser"));
        let mut options = Self { pages: 1000, runs: 7, write: None, ours, zola: None, hugo: None };
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| panic!("{word} needs a value"));
            match word.as_str() {
                "--pages" => options.pages = value().parse().expect("--pages is a number"),
                "--runs" => options.runs = value().parse().expect("--runs is a number"),
                "--write" => options.write = Some(value().into()),
                // What cargo says to every benchmark.
                "--bench" => {}
                word => options.program(word),
            }
        }
        assert!(options.runs > 0, "one run at least");
        options
    }

    fn program(&mut self, word: &str) {
        let (name, path) = word.split_once('=').unwrap_or_else(|| panic!("»{word}« is neither option nor name=path"));
        let path = PathBuf::from(path);
        assert!(path.is_file(), "{} is no file", path.display());
        match name {
            "ours" => self.ours = path,
            "zola" => self.zola = Some(path),
            "hugo" => self.hugo = Some(path),
            _ => panic!("»{name}« is none of ours, zola, hugo"),
        }
    }

    /// The programs, in the order of their turns; the first is what others are compared with.
    pub fn programs(&self, work: &Path) -> Vec<Program> {
        let mut programs = vec![ours(&self.ours, "vejviser", work), ours(&self.ours, "vejviser-all", work)];
        programs.extend(self.zola.as_ref().map(|path| zola(path, work)));
        programs.extend(self.hugo.as_ref().map(|path| hugo(path, work)));
        programs
    }
}

fn program(path: &Path, name: &'static str, work: &Path, words: impl Fn(&str, &str) -> Vec<String>) -> Program {
    let output = work.join("output").join(name);
    let (site, to) = (work.join(name).display().to_string(), output.display().to_string());
    Program { name, path: path.to_owned(), words: words(&site, &to), output }
}

fn ours(path: &Path, name: &'static str, work: &Path) -> Program {
    // The day only says what is overdue; no program asks a version control.
    program(path, name, work, |site, to| split(&["build", "--root", site, "--output", to, "--no-history"]))
}

fn zola(path: &Path, work: &Path) -> Program {
    program(path, "zola", work, |site, to| split(&["--root", site, "build", "--output-dir", to, "--force"]))
}

fn hugo(path: &Path, work: &Path) -> Program {
    program(path, "hugo", work, |site, to| {
        let cache = format!("{to}.cache");
        split(&["build", "--source", site, "--destination", to, "--cacheDir", &cache, "--noBuildLock", "--quiet"])
    })
}

fn split(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
