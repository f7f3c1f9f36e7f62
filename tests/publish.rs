//! Publishing: the portal is whole at every moment, and nothing of anybody else's is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use vejviser::diag::Lang;
use vejviser::publish::{
    DamageKind, ErrorKind, Failure, Item, MANIFEST, Manifest, Method, Payload, PublishError, Published, Refusal,
    Target, publish, verify, write_new,
};

use crate::faults::space;

/// A site with an output folder beside its sources.
struct Site {
    dir: TempDir,
}

type Files<'a> = &'a [(&'a str, &'a str)];

impl Site {
    fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    fn at(dir: TempDir) -> Self {
        fs::create_dir_all(dir.path().join("content")).unwrap();
        Self { dir }
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn path(&self, below: &str) -> PathBuf {
        self.output().join(below)
    }

    fn publish(&self, files: Files<'_>) -> Result<Published, PublishError> {
        publish_to(self.root(), &self.output(), files)
    }

    fn refuse(&self, output: &Path) -> PublishError {
        publish_to(self.root(), output, &[("index.html", "x")]).unwrap_err()
    }

    /// Everything in the output but the manifest.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.output());
        files.remove(MANIFEST);
        files
    }

    /// What stands beside the sources.
    fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.root()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn publish_to(root: &Path, output: &Path, files: Files<'_>) -> Result<Published, PublishError> {
    match publish(Target { output, root }, &items(files), bytes) {
        Ok(published) => Ok(published),
        Err(Failure::Publish(error)) => Err(error),
        Err(Failure::Render(_)) => panic!("the renderer of these tests does not fail"),
    }
}

fn items<'a>(files: Files<'a>) -> Vec<Item<&'a str>> {
    files.iter().map(|(path, text)| Item { path: (*path).to_owned(), source: *text }).collect()
}

fn bytes(item: &Item<&str>) -> Result<Payload, String> {
    Ok(Payload::Bytes(item.source.as_bytes().to_vec()))
}

pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

fn texts(files: Files<'_>) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn modified(path: &Path) -> SystemTime {
    path.metadata().unwrap().modified().unwrap()
}

/// Sets a file's time back, so that "unchanged" can be told from "written again just now".
fn age(path: &Path) -> SystemTime {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(time).unwrap();
    time
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&path.metadata().unwrap())
}

const FIRST: Files<'static> = &[
    ("index.html", "forside"),
    ("abc/kontanthjaelp/index.html", "kontanthjælp"),
    ("abc/fleksjob/index.html", "fleksjob"),
    ("assets/style-11111111.css", "body{}"),
    ("sitemap.xml", "<urlset/>"),
];

const SECOND: Files<'static> = &[
    ("index.html", "ny forside"),
    ("abc/kontanthjaelp/index.html", "kontanthjælp"),
    ("assets/style-22222222.css", "body{color:red}"),
    ("sitemap.xml", "<urlset/>"),
];

#[test]
fn the_first_portal_makes_its_folder() {
    let site = Site::new();
    let output = site.root().join("ud/www");
    let published = publish_to(site.root(), &output, FIRST).unwrap();
    assert_eq!((published.method, published.written, published.unchanged), (Method::Swap, 5, 0));
    let mut files = tree(&output);
    let manifest = files.remove(MANIFEST).unwrap();
    assert_eq!(files, texts(FIRST));
    assert!(manifest.contains(r#"{"path":"sitemap.xml","sha256":""#));
    assert_eq!(fs::read_dir(output.parent().unwrap()).unwrap().count(), 1, "nothing stays beside the output");
}

#[test]
fn the_second_portal_takes_the_place_of_the_first() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let published = site.publish(SECOND).unwrap();
    assert_eq!(published.method, Method::Swap);
    assert_eq!((published.written, published.unchanged, published.removed, published.kept), (2, 3, 1, 1));
    let mut expected = texts(SECOND);
    expected.insert("assets/style-11111111.css".into(), "body{}".into());
    assert_eq!(site.files(), expected);
    assert!(!site.path("abc/fleksjob").exists(), "the folder of a page that is gone is gone too");
    assert_eq!(site.beside(), ["content", "public"]);
    assert_eq!(verify(&site.output()).unwrap(), []);
}

#[test]
fn assets_stay_for_one_release() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    site.publish(SECOND).unwrap();
    let manifest = Manifest::read(&site.output()).unwrap().unwrap();
    assert!(manifest.get("assets/style-11111111.css").unwrap().kept);
    assert!(!manifest.get("assets/style-22222222.css").unwrap().kept);

    let again = site.publish(SECOND).unwrap();
    assert_eq!((again.method, again.kept), (Method::Unchanged, 1), "building the same again is no release");

    let third: Files<'_> = &[("index.html", "3"), ("assets/style-33333333.css", "x")];
    site.publish(third).unwrap();
    let assets: Vec<String> = site.files().into_keys().filter(|path| path.starts_with("assets/")).collect();
    assert_eq!(assets, ["assets/style-22222222.css", "assets/style-33333333.css"]);
    let back = site.publish(SECOND).unwrap();
    assert_eq!(back.kept, 1);
    assert!(!Manifest::read(&site.output()).unwrap().unwrap().get("assets/style-22222222.css").unwrap().kept);
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_the_same_files_and_keep_their_times() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let page = site.path("abc/kontanthjaelp/index.html");
    let (time, node) = (age(&page), inode(&page));
    site.publish(SECOND).unwrap();
    assert_eq!((modified(&page), inode(&page)), (time, node));
    assert_ne!(modified(&site.path("index.html")), time);
}

#[test]
fn the_same_portal_again_touches_nothing() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let time = age(&site.path(MANIFEST));
    let published = site.publish(FIRST).unwrap();
    assert_eq!((published.method, published.written, published.removed), (Method::Unchanged, 0, 0));
    assert_eq!(modified(&site.path(MANIFEST)), time);
    assert_eq!(site.beside(), ["content", "public"]);
}

#[test]
fn a_file_changed_where_it_stands_is_repaired() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let page = site.path("abc/fleksjob/index.html");
    let time = modified(&page);
    // Same size and same time: only the bytes tell.
    fs::write(&page, "fleksjoB").unwrap();
    fs::OpenOptions::new().write(true).open(&page).unwrap().set_modified(time).unwrap();
    fs::remove_file(site.path("sitemap.xml")).unwrap();
    let damages = verify(&site.output()).unwrap();
    let kinds: Vec<_> = damages.iter().map(|d| (d.path.as_str(), d.kind)).collect();
    assert_eq!(kinds, [("abc/fleksjob/index.html", DamageKind::Changed), ("sitemap.xml", DamageKind::Missing)]);
    assert_eq!(site.publish(FIRST).unwrap().written, 2);
    assert_eq!(site.files(), texts(FIRST));
}

#[test]
fn the_same_items_give_the_same_bytes_anywhere() {
    let (one, other) = (Site::new(), Site::new());
    one.publish(FIRST).unwrap();
    let mut reversed = FIRST.to_vec();
    reversed.reverse();
    other.publish(&reversed).unwrap();
    assert_eq!(tree(&one.output()), tree(&other.output()));
}

#[test]
fn files_are_copied_and_compared_by_content() {
    let site = Site::new();
    let source = site.root().join("content/skema.pdf");
    fs::write(&source, "a".repeat(200_000)).unwrap();
    let items = [Item { path: "skema.pdf".to_owned(), source: source.clone() }];
    let copy = |item: &Item<PathBuf>| Ok::<_, ()>(Payload::Copy(item.source.clone()));
    let output = site.output();
    let target = Target { output: &output, root: site.root() };
    assert_eq!(publish(target, &items, copy).unwrap().written, 1);
    fs::write(&source, "a".repeat(200_000)).unwrap();
    assert_eq!(publish(target, &items, copy).unwrap().method, Method::Unchanged);
    fs::write(&source, "b".repeat(200_000)).unwrap();
    assert_eq!(publish(target, &items, copy).unwrap().written, 1);
    assert_eq!(fs::read_to_string(site.path("skema.pdf")).unwrap(), "b".repeat(200_000));
    fs::remove_file(&source).unwrap();
    let Err(Failure::Publish(error)) = publish(target, &items, copy) else { panic!("a source that is gone") };
    assert_eq!(error.kind(), ErrorKind::Environment);
    assert!(site.path("skema.pdf").exists());
}

#[test]
fn a_failing_renderer_leaves_the_old_portal_and_names_every_failure() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let before = tree(&site.output());
    let render = |item: &Item<&str>| match item.path.as_str() {
        "index.html" | "abc/fleksjob/index.html" => Err(item.path.clone()),
        _ => Ok(Payload::Bytes(b"nyt".to_vec())),
    };
    let failure = publish(Target { output: &site.output(), root: site.root() }, &items(FIRST), render).unwrap_err();
    let Failure::Render(failures) = failure else { panic!("a failure of the renderer") };
    assert_eq!(failures, ["index.html", "abc/fleksjob/index.html"]);
    assert_eq!(tree(&site.output()), before);
    assert_eq!(site.beside(), ["content", "public"]);
}

#[test]
fn foreign_files_are_listed_and_left_alone() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    fs::write(site.path("web.config"), "<configuration/>").unwrap();
    fs::write(site.path("abc/noter.txt"), "mine").unwrap();
    fs::create_dir_all(site.path(".git/objects/ab")).unwrap();
    fs::write(site.path(".git/objects/ab/cd"), "blob").unwrap();
    fs::create_dir_all(site.path("tom/mappe")).unwrap();
    let before = tree(&site.output());
    let error = site.publish(SECOND).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    let message = error.message();
    assert!(
        message.get(Lang::Danish).ends_with("3 ting, som vejviser ikke har lavet: .git/, abc/noter.txt, web.config.")
    );
    assert!(error.help().get(Lang::Danish).contains("Intet er slettet"));
    assert_eq!(tree(&site.output()), before);
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = Site::new();
    let output = site.root().join("dokumenter");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("brev.odt"), "kære").unwrap();
    assert!(matches!(site.refuse(&output), PublishError::NotOurs { .. }));
    assert_eq!(tree(&output).len(), 1);
    fs::remove_file(output.join("brev.odt")).unwrap();
    publish_to(site.root(), &output, FIRST).unwrap();
}

#[test]
fn the_site_and_what_holds_it_are_refused() {
    let site = Site::new();
    fs::create_dir_all(site.root().join("themes/egen")).unwrap();
    let why = |output: &Path| match site.refuse(output) {
        PublishError::Refused { why, .. } => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(site.root()), Refusal::Site);
    assert_eq!(why(&site.root().join("content/..")), Refusal::Site);
    assert_eq!(why(site.root().parent().unwrap()), Refusal::Site);
    assert_eq!(why(Path::new("/")), Refusal::SystemRoot);
    assert_eq!(why(&site.root().join("content")), Refusal::Source("content".into()));
    assert_eq!(why(&site.root().join("content/ny/mappe")), Refusal::Source("content".into()));
    assert_eq!(why(&site.root().join("themes/egen")), Refusal::Source("themes".into()));
    if let Some(home) = std::env::home_dir().filter(|home| home.is_dir() && home.parent().is_some()) {
        assert_eq!(why(&home), Refusal::Home);
    }
    fs::write(site.root().join("fil"), "").unwrap();
    assert!(matches!(site.refuse(&site.root().join("fil")), PublishError::NotAFolder { .. }));
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_where_the_output_is() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    symlink(site.root().join("content"), site.root().join("ud")).unwrap();
    assert!(matches!(site.refuse(&site.root().join("ud")), PublishError::Refused { .. }));
    symlink(site.root().join("ingen"), site.root().join("ud2")).unwrap();
    assert!(matches!(site.refuse(&site.root().join("ud2")), PublishError::Io { .. }));

    // A link to a proper output stays a link; the folder behind it is what changes.
    fs::create_dir(site.root().join("rigtig")).unwrap();
    symlink(site.root().join("rigtig"), site.output()).unwrap();
    site.publish(FIRST).unwrap();
    site.publish(SECOND).unwrap();
    assert!(site.output().is_symlink());
    assert_eq!(fs::read_to_string(site.root().join("rigtig/index.html")).unwrap(), "ny forside");

    // A link in place of one of our files is not ours.
    fs::remove_file(site.path("sitemap.xml")).unwrap();
    symlink("/etc/hostname", site.path("sitemap.xml")).unwrap();
    assert!(matches!(site.publish(SECOND).unwrap_err(), PublishError::Foreign { .. }));
}

#[test]
fn paths_out_of_the_output_are_refused() {
    let site = Site::new();
    for path in ["../x", "/etc/x", "a/../../x", "a\\..\\x", "", "a//b", ".vejviser-manifest.json"] {
        assert!(matches!(site.publish(&[(path, "x")]), Err(PublishError::BadPath { .. })), "{path}");
    }
    assert!(matches!(site.publish(&[("a", "x"), ("a", "y")]), Err(PublishError::Clash { .. })));
    assert!(matches!(site.publish(&[("a", "x"), ("a/b", "y")]), Err(PublishError::Clash { .. })));
    assert_eq!(site.beside(), ["content"]);
}

#[test]
fn a_manifest_that_names_files_elsewhere_is_not_believed() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let victim = site.root().join("content/side.md");
    fs::write(&victim, "vigtig").unwrap();
    let forged = r#"{"format":1,"files":[{"path":"../content/side.md","sha256":"00","size":6}]}"#;
    for manifest in [forged, "{", "{\"format\":2,\"files\":[]}"] {
        fs::write(site.path(MANIFEST), manifest).unwrap();
        assert!(matches!(site.publish(SECOND).unwrap_err(), PublishError::BadManifest { .. }));
    }
    assert_eq!(fs::read_to_string(victim).unwrap(), "vigtig");
}

#[test]
fn two_runs_at_once_are_told_apart() {
    let site = Site::new();
    let output = site.output();
    let target = Target { output: &output, root: site.root() };
    let render = |item: &Item<&str>| {
        let error = site.publish(SECOND).unwrap_err();
        let PublishError::Locked { holder, .. } = &error else { panic!("{error:?}") };
        assert_eq!(holder.as_ref().unwrap().pid, std::process::id());
        assert!(error.message().get(Lang::Danish).contains("(proces "));
        assert_eq!(error.kind(), ErrorKind::Conflict);
        bytes(item)
    };
    publish(target, &items(&FIRST[..1]), render).unwrap();
    assert_eq!(site.files(), texts(&FIRST[..1]));
    site.publish(SECOND).unwrap();
}

#[test]
fn what_a_killed_run_left_is_collected() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let staging = site.root().join(".public.vejviser-staging");
    fs::create_dir_all(staging.join("abc/halv")).unwrap();
    fs::write(staging.join("abc/halv/index.html"), "halv").unwrap();
    fs::write(site.root().join(".public.vejviser-lock"), "1 maskine").unwrap();
    fs::create_dir(site.root().join(".public2.vejviser-staging")).unwrap();
    site.publish(SECOND).unwrap();
    assert_eq!(site.beside(), [".public2.vejviser-staging", "content", "public"], "only what belongs to this output");

    // The old portal, swapped out but not yet deleted, with a file that somebody just put there.
    fs::rename(site.output(), &staging).unwrap();
    site.publish(FIRST).unwrap();
    assert!(!staging.exists());
    let old = publish_to(site.root(), &staging, FIRST).unwrap();
    assert_eq!(old.written, 5);
    fs::write(staging.join("mine.txt"), "mine").unwrap();
    assert!(matches!(site.publish(SECOND).unwrap_err(), PublishError::Foreign { .. }));
    assert_eq!(fs::read_to_string(staging.join("mine.txt")).unwrap(), "mine");
}

#[test]
fn a_file_that_comes_while_we_work_brings_the_old_portal_back() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let output = site.output();
    let render = |item: &Item<&str>| {
        fs::write(output.join("sent.txt"), "kom lige").unwrap();
        bytes(item)
    };
    let failure = publish(Target { output: &output, root: site.root() }, &items(SECOND), render).unwrap_err();
    assert!(matches!(failure, Failure::Publish(PublishError::Foreign { .. })));
    let mut expected = texts(FIRST);
    expected.insert("sent.txt".into(), "kom lige".into());
    assert_eq!(site.files(), expected);
    assert_eq!(site.beside(), ["content", "public"]);
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.publish(FIRST).unwrap();
    fs::set_permissions(site.output(), fs::Permissions::from_mode(0o2750)).unwrap();
    site.publish(SECOND).unwrap();
    assert_eq!(site.output().metadata().unwrap().permissions().mode() & 0o7777, 0o2750);
}

#[test]
fn a_new_file_never_replaces_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/b.md");
    write_new(&path, b"ny").unwrap();
    assert!(write_new(&path, b"anden").is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "ny");
}

#[test]
fn a_mount_point_is_published_file_by_file() {
    if !space::is_inside("publish::a_mount_point_is_published_file_by_file") {
        return;
    }
    let tmpfs = Site::new();
    space::mount(&tmpfs.output(), None);
    fs::create_dir(tmpfs.path("lost+found")).unwrap();
    publish_on_a_mount(&tmpfs);
    let bound = Site::new();
    space::bind(&bound.root().join("real"), &bound.output());
    publish_on_a_mount(&bound);
}

fn publish_on_a_mount(site: &Site) {
    let (root, output) = (site.root(), site.output());
    assert_eq!(publish_to(root, &output, FIRST).unwrap().method, Method::FileByFile);
    let page = output.join("abc/kontanthjaelp/index.html");
    let time = age(&page);
    let published = publish_to(root, &output, SECOND).unwrap();
    assert_eq!((published.method, published.written), (Method::FileByFile, 2));
    assert_eq!(modified(&page), time);
    assert_eq!(verify(&output).unwrap(), []);
    assert!(!output.join("abc/fleksjob").exists());
    assert_eq!(publish_to(root, &output, SECOND).unwrap().method, Method::Unchanged);

    // Files become folders and the other way round.
    let turned: Files<'_> = &[("index.html/a", "1"), ("abc", "2")];
    publish_to(root, &output, turned).unwrap();
    assert_eq!(verify(&output).unwrap(), []);
    publish_to(root, &output, FIRST).unwrap();
    assert_eq!(verify(&output).unwrap(), []);

    // A run that was killed half-way: its new files are in place, the manifest is the old one.
    fs::write(output.join("ny-side.html"), "ny").unwrap();
    assert!(matches!(publish_to(root, &output, FIRST).unwrap_err(), PublishError::Foreign { .. }));
    fs::write(output.join(".vejviser-journal"), r#"["ny-side.html","index.html"]"#).unwrap();
    publish_to(root, &output, FIRST).unwrap();
    assert!(!output.join("ny-side.html").exists());
    assert!(!output.join(".vejviser-journal").exists());
    assert_eq!(verify(&output).unwrap(), []);
    fs::write(output.join("min.txt"), "min").unwrap();
    assert!(matches!(publish_to(root, &output, SECOND).unwrap_err(), PublishError::Foreign { .. }));
}
