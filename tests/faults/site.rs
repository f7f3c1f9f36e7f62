//! A portal with two releases in which no page is the same, and what its output must hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vejviser::publish::{MANIFEST, verify};

use super::reader;
use crate::commands::NOW;
use crate::support;

/// A command that publishes. `{output}` stands for the folder that people read.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    pub name: &'static str,
    pub args: &'static [&'static str],
    /// What site.toml must say for it.
    pub settings: &'static str,
    /// Keeps earlier releases beside the output, and notes the new one when it stands: who is stopped in between has
    /// the new portal.
    pub archives: bool,
}

pub const BUILD: Subject =
    Subject { name: "build", args: &["build", "--output", "{output}"], settings: "", archives: false };

pub const PUBLISH: Subject = Subject {
    name: "publish",
    args: &["publish", "mappe"],
    settings: "[output]\ngone = [\"/zz/aa-foerste/\", \"/zz/zz-anden/\"]\n\
               [[target]]\nname = \"mappe\"\nfolder = \"{output}\"\n",
    archives: true,
};

/// Everything that publishes into a folder.
pub const SUBJECTS: [Subject; 2] = [BUILD, PUBLISH];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    First,
    Second,
}

impl Release {
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// Files by path below the output.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// How large the portal is: time is spent on how often a fault comes, or on how much it can hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Two pages: every single call to the system can be made to fail.
    Small,
    /// The portal of the tests, with a page of every kind.
    Whole,
}

/// What happened in a run.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub said: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let said = [output.stdout, output.stderr].concat();
        Self { code: output.status.code(), said: String::from_utf8_lossy(&said).into_owned() }
    }
}

pub struct Site {
    pub subject: Subject,
    dir: TempDir,
    /// The settings that both releases share.
    settings: String,
    /// What each release is when it is built where there is nothing.
    releases: [Tree; 2],
    /// How long a whole run takes.
    pub time: Duration,
}

impl Site {
    /// A site below `folder`, and its two releases.
    pub fn new(subject: Subject, size: Size, folder: &Path) -> Self {
        let dir = tempfile::tempdir_in(folder).unwrap();
        fs::create_dir(dir.path().join("out")).unwrap();
        let output = dir.path().join("out/portal");
        let settings = subject.settings.replace("{output}", output.to_str().unwrap());
        let mut site = Self { subject, dir, settings, releases: Default::default(), time: Duration::ZERO };
        match size {
            Size::Whole => site.fill_whole(),
            Size::Small => site.fill_small(),
        }
        site.settle();
        site
    }

    fn fill_whole(&mut self) {
        let portal = support::root().join("tests/portal");
        support::copy(&portal, &self.root());
        let settings = fs::read_to_string(portal.join("site.toml")).unwrap();
        let settings = settings.lines().filter(|line| !line.starts_with("title = ")).collect::<Vec<_>>().join("\n");
        self.settings = format!("{settings}\n{}", self.settings);
    }

    fn fill_small(&self) {
        self.write("content/_index.md", "---\ntitle: Forside\n---\n");
        self.write("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n");
    }

    /// Builds both releases elsewhere, to have something to compare with.
    fn settle(&mut self) {
        for release in Release::BOTH {
            self.turn_to(release);
            let cold = self.dir.path().join("cold");
            let began = Instant::now();
            let run: Run = Self::call(&BUILD, &self.root(), &cold).output().unwrap().into();
            assert_eq!(run.code, Some(0), "{}", run.said);
            self.time = began.elapsed();
            self.releases[release as usize] = tree(&cold);
            fs::remove_dir_all(cold).unwrap();
        }
        let same = |(path, bytes): &(&String, &Vec<u8>)| self.releases[1].get(*path) == Some(*bytes);
        let alike: Vec<&String> = self.releases[0].iter().filter(same).map(|(path, _)| path).collect();
        assert!(!alike.iter().any(|path| path.ends_with(".html")), "every page changes: {alike:?}");
        assert!(reader::assets(&self.releases[0]) != reader::assets(&self.releases[1]), "assets change as well");
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// What lies here is the output and nothing else, between runs.
    pub fn around(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    pub fn output(&self) -> PathBuf {
        self.around().join("portal")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Makes the sources those of a release: every page has another name of the portal, one page is new and one
    /// is gone, and the style sheet has another name.
    pub fn turn_to(&self, release: Release) {
        let (title, new, old, color) = match release {
            Release::First => ("Portalen den første", "aa-foerste", "zz-anden", "#0A4D8F"),
            Release::Second => ("Portalen den anden", "zz-anden", "aa-foerste", "#0B3D7F"),
        };
        let settings = &self.settings;
        self.write("site.toml", &format!("title = \"{title}\"\n{settings}\n[tokens]\nprimary = \"{color}\"\n"));
        // The last of all by its name, so that order alone does not bring it before the page that links to it.
        self.write("content/zz/_index.md", "---\ntitle: Sidst\n---\n");
        self.write(&format!("content/zz/{new}.md"), &format!("---\ntitle: Ny side {new}\n---\nTekst.\n"));
        let _ = fs::remove_file(self.root().join(format!("content/zz/{old}.md")));
        self.write("content/abc/midt.md", &format!("---\ntitle: Midt\nshort: Midt i.\n---\nSe [[{new}]].\n"));
    }

    /// The command on this site.
    pub fn command(&self) -> Command {
        Self::call(&self.subject, &self.root(), &self.output())
    }

    fn call(subject: &Subject, root: &Path, output: &Path) -> Command {
        let mut command = Command::new(program());
        let output = output.to_str().unwrap();
        command.args(subject.args.iter().map(|arg| arg.replace("{output}", output)));
        command.arg("--root").arg(root).env("SOURCE_DATE_EPOCH", NOW);
        command.stdin(Stdio::null());
        command
    }

    /// Publishes a release, which must succeed.
    pub fn publish(&self, release: Release) {
        self.turn_to(release);
        let run: Run = self.command().output().unwrap().into();
        assert_eq!(run.code, Some(0), "{}", run.said);
        self.assert_tidy(release);
    }

    /// A run that had nothing in its way leaves a release and nothing else.
    pub fn assert_tidy(&self, release: Release) {
        assert_eq!(self.stands(), Ok(release));
        assert_eq!(self.leftovers(), Vec::<String>::new());
    }

    pub fn tree(&self, release: Release) -> &Tree {
        &self.releases[release as usize]
    }

    /// Which release stands, whole: by its bytes, by its manifest, and without anything else.
    pub fn stands(&self) -> Result<Release, String> {
        let files = tree(&self.output());
        let front = files.get("index.html").ok_or("there is no front page")?;
        let is_it = |release: &Release| self.tree(*release).get("index.html") == Some(front);
        let release = Release::BOTH.into_iter().find(is_it).ok_or("the front page is of no release")?;
        for (path, bytes) in self.tree(release) {
            match files.get(path) {
                None => return Err(format!("{release:?}: {path} is missing")),
                Some(found) if found != bytes => return Err(format!("{release:?}: {path} is another file")),
                Some(_) => {}
            }
        }
        // Assets of the release before stay for one release.
        let kept = self.tree(release.other());
        let others = files.iter().filter(|(path, _)| !self.tree(release).contains_key(*path));
        for (path, bytes) in others {
            if !path.starts_with("assets/") || kept.get(path) != Some(bytes) {
                return Err(format!("{release:?}: {path} is not of it"));
            }
        }
        match verify(&self.output()) {
            Ok(damages) if damages.is_empty() => Ok(release),
            Ok(damages) => Err(format!("{release:?} by its manifest: {damages:?}")),
            Err(error) => Err(format!("{release:?}: {error:?}")),
        }
    }

    /// Our own files, around the output and in it, that no portal consists of.
    pub fn leftovers(&self) -> Vec<String> {
        let names = |folder: &Path| -> Vec<String> {
            let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let around = names(&self.around()).into_iter().filter(|name| name != "portal");
        let within = names(&self.output()).into_iter();
        let found = around.chain(within.filter(|name| is_own(name) && name != MANIFEST));
        found.filter(|name| !(self.subject.archives && name.ends_with(".vejviser-archive"))).collect()
    }

    /// The weaker promise, where files are replaced one by one: each is whole and of one of the releases, and
    /// what can be reached from the front page has everything that it links to.
    pub fn is_consistent(&self) -> Result<(), String> {
        let files = tree(&self.output());
        for (path, bytes) in &files {
            if !Release::BOTH.iter().any(|release| self.tree(*release).get(path) == Some(bytes)) {
                return Err(format!("{path} is of no release"));
            }
        }
        let mut open = vec!["index.html".to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(path) = open.pop() {
            let Some(bytes) = files.get(&path) else { return Err(format!("{path} is linked to, and missing")) };
            if path.ends_with(".html") && seen.insert(path.clone()) {
                open.extend(reader::links(&path, bytes));
            }
        }
        if seen.len() < 3 { Err(format!("only {} pages are linked", seen.len())) } else { Ok(()) }
    }
}

/// `VEJVISER` in the environment names another program to try.
fn program() -> PathBuf {
    std::env::var_os("VEJVISER").map_or_else(|| env!("CARGO_BIN_EXE_vejviser").into(), PathBuf::from)
}

fn is_own(name: &str) -> bool {
    name.starts_with(".vejviser-")
}

/// The files of a portal; those that only we need are left out.
pub fn tree(folder: &Path) -> Tree {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter();
    let walk = walk.filter_entry(|entry| entry.depth() > 1 || !is_own(&entry.file_name().to_string_lossy()));
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let path = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (path(entry.path()), fs::read(entry.path()).unwrap())).collect()
}
