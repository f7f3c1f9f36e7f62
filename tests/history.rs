//! When pages last changed: every shape of history, and repositories that are not whole.
//!
//! The repositories are written here, object by object; no program is run.

use std::collections::BTreeMap;
use std::path::Path;

use gix_hash::{Kind as Hash, ObjectId};
use gix_object::{Kind, Write};
use tempfile::TempDir;
use vejviser::diag::{Checked, Lang, Severity};
use vejviser::history::{self, Reader};
use vejviser::model::History;
use vejviser::pipeline::{Options, compile};
use vejviser::render::Output;
use vejviser::source::{SourcePath, Sources, Url};

use crate::support::TODAY;

/// Days since 1970-01-01, as the tests count them.
const DAY: i64 = 24 * 60 * 60;

/// A repository in the making; files of a commit are those of its tree, all of them.
pub struct Repository {
    folder: TempDir,
    objects: gix_odb::Handle,
}

pub type Files<'a> = &'a [(&'a str, &'a str)];

impl Repository {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join(".git");
        for name in ["objects", "refs/heads"] {
            std::fs::create_dir_all(git.join(name)).unwrap();
        }
        std::fs::write(git.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        let objects = gix_odb::at(git.join("objects"), Hash::Sha1).unwrap();
        Self { folder, objects }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn git(&self, name: &str, text: &str) {
        std::fs::write(self.root().join(".git").join(name), text).unwrap();
    }

    fn write(&self, kind: Kind, bytes: &[u8]) -> ObjectId {
        self.objects.write_buf(kind, bytes).unwrap()
    }

    fn tree(&self, files: &BTreeMap<String, &str>) -> ObjectId {
        let mut entries: BTreeMap<String, (&str, ObjectId)> = BTreeMap::new();
        let mut folders: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
        for (path, text) in files {
            match path.split_once('/') {
                Some((folder, rest)) => {
                    folders.entry(folder).or_default().insert(rest.to_owned(), text);
                }
                None => {
                    entries.insert(path.clone(), ("100644", self.write(Kind::Blob, text.as_bytes())));
                }
            }
        }
        for (name, below) in folders {
            // Sorted as if its name ended in a slash.
            entries.insert(format!("{name}/"), ("40000", self.tree(&below)));
        }
        let mut bytes = Vec::new();
        for (name, (mode, id)) in entries {
            bytes.extend(format!("{mode} {}\0", name.trim_end_matches('/')).bytes());
            bytes.extend(id.as_slice());
        }
        self.write(Kind::Tree, &bytes)
    }

    /// A commit made on a day; it becomes the newest.
    pub fn commit(&self, day: i64, parents: &[ObjectId], files: Files) -> ObjectId {
        self.commit_at(day * DAY, "+0000", parents, files)
    }

    fn commit_at(&self, seconds: i64, zone: &str, parents: &[ObjectId], files: Files) -> ObjectId {
        let tree = self.tree(&files.iter().map(|(path, text)| ((*path).to_owned(), *text)).collect());
        let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
        // The author wrote it long ago; what counts is when it came into this line of history.
        let who = format!("author A <a@b.example> 0 +0000\ncommitter B <b@b.example> {seconds} {zone}\n");
        let id = self.write(Kind::Commit, format!("tree {tree}\n{parents}{who}\nA change\n").as_bytes());
        self.git("refs/heads/main", &format!("{id}\n"));
        id
    }

    fn read(&self) -> Checked<History> {
        history::read(self.root())
    }

    /// Pages with the day they changed on, as this file counts.
    fn days(&self) -> Vec<(String, i64)> {
        days(&self.read())
    }

    pub fn lose(&self, id: ObjectId) {
        let hex = id.to_string();
        std::fs::remove_file(self.root().join(".git/objects").join(&hex[..2]).join(&hex[2..])).unwrap();
    }
}

fn days(read: &Checked<History>) -> Vec<(String, i64)> {
    let epoch = jiff::civil::date(1970, 1, 1);
    let day = |date: jiff::civil::Date| i64::from(date.since(epoch).unwrap().get_days());
    let name = |path: &SourcePath| path.as_str().trim_start_matches("content/").trim_end_matches(".md").to_owned();
    read.value.last_changes.iter().map(|(path, date)| (name(path), day(*date))).collect()
}

fn found(read: &Checked<History>) -> Vec<String> {
    let notices = read.diagnostics.iter().inspect(|problem| assert_eq!(problem.severity, Severity::Notice));
    notices.map(|problem| format!("{}: {}", problem.rule.id, problem.message.get(Lang::English))).collect()
}

fn is(days: &[(String, i64)], expected: &[(&str, i64)]) {
    let expected: Vec<(String, i64)> = expected.iter().map(|(name, day)| ((*name).to_owned(), *day)).collect();
    assert_eq!(days, expected);
}

#[test]
fn a_page_changed_when_its_bytes_did() {
    let repository = Repository::new();
    let first = repository.commit(10, &[], &[("content/a.md", "1"), ("content/x/b.md", "1"), ("other.txt", "1")]);
    let second = repository.commit(20, &[first], &[("content/a.md", "2"), ("content/x/b.md", "1")]);
    let third = repository.commit(30, &[second], &[("content/a.md", "2"), ("content/x/b.md", "1"), ("other.txt", "2")]);
    // Back to what it was before: that is a change too.
    let files = [("content/a.md", "1"), ("content/x/b.md", "1"), ("content/c.png", "…")];
    let head = repository.commit(40, &[third], &files);
    is(&repository.days(), &[("a", 40), ("x/b", 10)]);
    let read = repository.read();
    assert_eq!(read.value.revision.unwrap(), head.to_string()[..7]);
    assert!(read.diagnostics.is_empty());
}

#[test]
fn a_renamed_page_has_changed() {
    let repository = Repository::new();
    let first = repository.commit(10, &[], &[("content/a.md", "1"), ("content/x/b.md", "1")]);
    // A folder takes a file's name, which sorts elsewhere.
    repository.commit(20, &[first], &[("content/a.md/c.md", "1"), ("content/y/b.md", "1")]);
    is(&repository.days(), &[("a.md/c", 20), ("y/b", 20)]);
}

/// Both lines of a merge are followed, and the merge itself changed only what is new in it.
#[test]
fn a_merge_changes_what_is_in_neither_line() {
    let repository = Repository::new();
    let all = |a: &'static str, b: &'static str, c: &'static str| {
        [("content/a.md", a), ("content/b.md", b), ("content/c.md", c), ("content/d.md", "1")]
    };
    let root = repository.commit(10, &[], &all("1", "1", "1"));
    let left = repository.commit(20, &[root], &all("2", "1", "2"));
    let right = repository.commit(30, &[root], &all("1", "2", "3"));
    let merge = repository.commit(40, &[left, right], &all("2", "2", "4"));
    repository.commit(50, &[merge], &all("2", "2", "4"));
    is(&repository.days(), &[("a", 20), ("b", 30), ("c", 40), ("d", 10)]);
}

/// A clock that was wrong changes which commit is looked at first, not what is found.
#[test]
fn clocks_that_were_wrong_do_no_harm() {
    let repository = Repository::new();
    let all = |a: &'static str, b: &'static str| [("content/a.md", a), ("content/b.md", b), ("content/c.md", "1")];
    let root = repository.commit(500, &[], &all("1", "1"));
    let left = repository.commit(5, &[root], &all("2", "1"));
    let left = repository.commit(400, &[left], &all("2", "1"));
    let right = repository.commit(300, &[root], &all("1", "2"));
    repository.commit(1, &[left, right], &all("2", "2"));
    is(&repository.days(), &[("a", 5), ("b", 300), ("c", 500)]);
}

#[test]
fn days_are_counted_in_utc() {
    let repository = Repository::new();
    // Half past one in the night of the 11th, in Copenhagen.
    repository.commit_at(10 * DAY + 23 * 3600 + 1800, "+0200", &[], &[("content/a.md", "1")]);
    is(&repository.days(), &[("a", 10)]);
}

#[test]
fn a_site_in_a_folder_of_a_repository() {
    let repository = Repository::new();
    let first = repository.commit(10, &[], &[("content/a.md", "1"), ("sites/one/content/a.md", "1")]);
    repository.commit(20, &[first], &[("content/a.md", "2"), ("sites/one/content/a.md", "1")]);
    let site = repository.root().join("sites/one");
    std::fs::create_dir_all(&site).unwrap();
    is(&days(&history::read(&site)), &[("a", 10)]);
    // A folder that the repository does not know is none of its business.
    let stranger = repository.root().join("sites/two");
    std::fs::create_dir_all(&stranger).unwrap();
    let read = history::read(&stranger);
    assert_eq!(read.value, History::default());
    assert!(read.diagnostics.is_empty());
}

/// A second work tree has its own newest commit and shares everything else.
#[test]
fn a_linked_work_tree() {
    let repository = Repository::new();
    let first = repository.commit(10, &[], &[("content/a.md", "1")]);
    repository.commit(20, &[first], &[("content/a.md", "2")]);
    let linked = tempfile::tempdir().unwrap();
    let private = repository.root().join(".git/worktrees/linked");
    std::fs::create_dir_all(&private).unwrap();
    std::fs::write(private.join("HEAD"), format!("{first}\n")).unwrap();
    std::fs::write(private.join("commondir"), "../..\n").unwrap();
    std::fs::write(private.join("gitdir"), format!("{}\n", linked.path().join(".git").display())).unwrap();
    std::fs::write(linked.path().join(".git"), format!("gitdir: {}\n", private.display())).unwrap();
    is(&days(&history::read(linked.path())), &[("a", 10)]);
    is(&repository.days(), &[("a", 20)]);
}

#[test]
fn no_repository_and_no_commit_are_no_history() {
    let folder = tempfile::tempdir().unwrap();
    for read in [history::read(folder.path()), Repository::new().read()] {
        assert_eq!(read.value, History::default());
        assert!(read.diagnostics.is_empty(), "{:?}", found(&read));
    }
}

/// What changed before the oldest commit that was fetched is not known, and said so.
#[test]
fn a_shallow_clone_is_noticed() {
    let repository = Repository::new();
    let gone = repository.commit(10, &[], &[("content/a.md", "1"), ("content/b.md", "1")]);
    let oldest = repository.commit(20, &[gone], &[("content/a.md", "1"), ("content/b.md", "2")]);
    repository.commit(30, &[oldest], &[("content/a.md", "3"), ("content/b.md", "2")]);
    repository.lose(gone);
    repository.git("shallow", &format!("{oldest}\n"));
    let read = repository.read();
    is(&days(&read), &[("a", 30)]);
    let expected = "history-cut-short: No date of change for 1 of the pages: only the newest commits were fetched.";
    assert_eq!(found(&read), [expected]);
    // Nothing is missing when everything changed since.
    let newest = repository.commit(40, &[oldest], &[("content/a.md", "4"), ("content/b.md", "4")]);
    repository.git("shallow", &format!("{oldest}\n"));
    assert_ne!(newest, oldest);
    assert!(repository.read().diagnostics.is_empty());
}

#[test]
fn a_long_history_is_looked_at_so_far_and_no_further() {
    let repository = Repository::new();
    let mut last = repository.commit(1, &[], &[("content/a.md", "0"), ("content/b.md", "0")]);
    for day in 2..=9 {
        let text = day.to_string();
        last = repository.commit(day, &[last], &[("content/a.md", &text), ("content/b.md", "0")]);
    }
    let read = history::read_at_most(repository.root(), 3);
    is(&days(&read), &[("a", 9)]);
    assert_eq!(found(&read).len(), 1);
    is(&days(&history::read_at_most(repository.root(), 9)), &[("a", 9), ("b", 1)]);
}

/// Whatever is missing or broken: a notice, no dates, no panic.
#[test]
fn a_broken_repository_is_a_notice() {
    let files: Files = &[("content/x/a.md", "1"), ("content/b.md", "1")];
    let unreadable = |break_it: &dyn Fn(&Repository, ObjectId)| {
        let repository = Repository::new();
        let first = repository.commit(10, &[], &[("content/x/a.md", "0")]);
        repository.commit(20, &[first], files);
        break_it(&repository, first);
        let read = repository.read();
        let found = found(&read);
        assert_eq!(read.value, History::default());
        assert!(found.len() == 1 && found[0].starts_with("history-unreadable: "), "{found:?}");
        assert!(!found[0].contains('\n'), "{found:?}");
    };
    unreadable(&|repository, first| repository.lose(first));
    unreadable(&|repository, _| {
        let tree = repository.tree(&BTreeMap::from([("a.md".to_owned(), "0")]));
        repository.lose(tree);
    });
    unreadable(&|repository, first| {
        let hex = first.to_string();
        let path = repository.root().join(".git/objects").join(&hex[..2]).join(&hex[2..]);
        std::fs::remove_file(&path).unwrap();
        std::fs::write(path, b"no zlib").unwrap();
    });
    unreadable(&|repository, _| repository.git("refs/heads/main", "not a name of an object\n"));
    unreadable(&|repository, _| repository.git("refs/heads/main", &format!("{}\n", "7".repeat(40))));
    unreadable(&|repository, _| repository.git("HEAD", "?"));
    unreadable(&|repository, _| repository.git("shallow", "?\n"));
    // A commit that is a tree, a tree that is a blob, a blob where a tree should be.
    unreadable(&|repository, _| {
        let tree = repository.tree(&BTreeMap::from([("a".to_owned(), "0")]));
        repository.git("refs/heads/main", &format!("{tree}\n"));
    });
    unreadable(&|repository, _| {
        let blob = repository.write(Kind::Blob, b"0");
        let commit = format!("tree {blob}\nauthor A <a> 0 +0000\ncommitter A <a> 0 +0000\n\n");
        let commit = repository.write(Kind::Commit, commit.as_bytes());
        repository.git("refs/heads/main", &format!("{commit}\n"));
    });
    unreadable(&|repository, _| std::fs::create_dir(repository.root().join(".git/reftable")).unwrap());
}

/// A server reads the history again after a commit, and not before.
#[test]
fn a_reader_looks_again_after_a_commit() {
    let repository = Repository::new();
    let mut reader = Reader::default();
    let first = repository.commit(10, &[], &[("content/a.md", "1")]);
    is(&days(&reader.read(repository.root())), &[("a", 10)]);
    let tree = repository.tree(&BTreeMap::from([("a.md".to_owned(), "1")]));
    repository.lose(tree);
    is(&days(&reader.read(repository.root())), &[("a", 10)]);
    repository.commit(20, &[first], &[("content/b.md", "2")]);
    repository.tree(&BTreeMap::from([("a.md".to_owned(), "1")]));
    is(&days(&reader.read(repository.root())), &[("b", 20)]);
}

/// The editor's word before the history's, a newer entry of the list of changes before both, and reviews only
/// where things are put in order.
#[test]
fn pages_show_the_day_of_their_last_change() {
    let page = |title: &str, fields: &str| {
        format!("---\ntitle: {title}\n{fields}steps:\n- {{id: a, do: A, by: rolle}}\n---\n")
    };
    let pages = [
        ("a", page("Aa", "")),
        ("b", page("Bb", "updated: 2026-01-02\n")),
        ("c", page("Cc", "updated: 2026-01-02\nchanges: [{date: 2026-04-05, text: Ny}]\n")),
        ("d", page("Dd", "reviewed: 2026-06-07\n")),
    ];
    let paths: Vec<String> = pages.iter().map(|(name, _)| format!("content/arbejdsgange/{name}.md")).collect();
    let mut files = vec![
        ("site.toml", "title = \"Portal\"\nlanguage = \"da\"\nbase_url = \"https://portal.example/\"\n"),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/_data/actors.yaml", "- {id: rolle, name: Rolle, external: true}\n"),
        ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
    ];
    files.extend(paths.iter().zip(&pages).map(|(path, (_, text))| (path.as_str(), text.as_str())));
    let mut history = Checked::<History>::default();
    history.value.revision = Some("a1b2c3d".to_owned());
    let march = jiff::civil::date(2026, 3, 4);
    history.value.last_changes = paths[..3].iter().map(|path| (SourcePath::new(path), march)).collect();
    let options = Options { history, ..Options::on(TODAY) };
    let compilation = compile(Sources::from_texts(files), &mut Default::default(), &options);
    let html = |url: &str| match compilation.renderer().render(compilation.routes.get(&Url::new(url)).unwrap()) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        _ => panic!("/{url}"),
    };
    let shown = |name: &str| {
        let html = html(&format!("arbejdsgange/{name}/"));
        assert!(html.contains("a1b2c3d"));
        let after = html.split("<dt>Senest ændret</dt><dd><time datetime=\"").nth(1).map(|rest| rest[..10].to_owned());
        after.unwrap_or_default()
    };
    assert_eq!(["a", "b", "c", "d"].map(shown), ["2026-03-04", "2026-01-02", "2026-04-05", ""]);
    let list = html("arbejdsgange/efter/senest-aendret/");
    let mut order: Vec<(usize, &str)> = ["Aa", "Bb", "Cc", "Dd"]
        .into_iter()
        .map(|title| (list.find(&format!(">{title}</a>")).unwrap(), title))
        .collect();
    order.sort();
    assert_eq!(order.iter().map(|(_, title)| *title).collect::<Vec<_>>(), ["Dd", "Cc", "Aa", "Bb"]);
    let map = html("sitemap.xml");
    for (name, day) in [("a", "2026-03-04"), ("b", "2026-01-02"), ("c", "2026-04-05"), ("d", "2026-06-07")] {
        assert!(map.contains(&format!("/{name}/</loc><lastmod>{day}<")), "{name}: {map}");
    }
    let changed = html("nyt/");
    assert!(changed.contains("Senest ændrede sider") && changed.contains("datetime=\"2026-03-04\""));
}
