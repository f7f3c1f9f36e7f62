//! While somebody writes: what cannot be read is shown as it last could be, and told.

use std::fs;
use std::path::PathBuf;

use vejviser::diag::Lang;
use vejviser::pipeline::{Compilation, Options};
use vejviser::render::Output;
use vejviser::source::{Changes, Url};
use vejviser::workspace::Workspace;

use crate::support::{TODAY, concise, root};

const PAGE: &str = "content/arbejdsgange/ydelser/kontanthjaelp.md";
const URL: &str = "arbejdsgange/ydelser/kontanthjaelp/";

/// A copy of the tests' portal, looked at again after every save.
struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

impl Desk {
    fn new() -> (Self, Compilation) {
        let folder = tempfile::tempdir().unwrap();
        let from = root().join("tests/portal");
        for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
            let to = folder.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        let mut workspace = Workspace::new(folder.path().to_owned(), None);
        let first = workspace.compile(&Changes::All, Options::on(TODAY)).unwrap();
        (Self { folder, workspace }, first)
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Replaces a text in a file and looks at the site again.
    fn edit(&mut self, file: &str, from: &str, to: &str) -> Compilation {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "»{from}« is not in {file}");
        self.save(file, &text.replacen(from, to, 1))
    }

    fn save(&mut self, file: &str, text: &str) -> Compilation {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        self.workspace.compile(&Changes::At([path].into()), Options::on(TODAY)).unwrap()
    }
}

fn page(portal: &Compilation, url: &str) -> String {
    let route = portal.routes.get(&Url::new(url)).unwrap();
    let Ok(Output::Bytes(bytes)) = portal.renderer().render(route) else { panic!("/{url} is not rendered") };
    String::from_utf8(bytes).unwrap()
}

fn problems(portal: &Compilation) -> String {
    concise(&portal.written, Lang::Danish, portal.diagnostics())
}

#[test]
fn a_page_that_cannot_be_read_stays_as_it_was_until_it_can() {
    let (mut desk, first) = Desk::new();
    let before = page(&first, URL);
    let title = first.portal.pages.iter().find(|page| page.url == Url::new(URL)).unwrap().title.clone();
    let broken = desk.edit(PAGE, "title: ", "title: [");
    assert_eq!(page(&broken, URL), before);
    assert!(problems(&broken).starts_with(&format!("{PAGE}:2:")), "{}", problems(&broken));
    // What is written into it meanwhile is not lost, only not shown yet.
    let more = desk.edit(PAGE, "title: [", "# midt i noget\ntitle: [Ny ");
    assert_eq!(page(&more, URL), before);
    let mended = desk.edit(PAGE, "title: [Ny ", "title: Ny ");
    assert_eq!(problems(&mended), problems(&first));
    assert!(page(&mended, URL).contains(&format!("Ny {title}")));
}

#[test]
fn other_pages_follow_while_one_cannot_be_read() {
    let (mut desk, _) = Desk::new();
    desk.edit(PAGE, "---\n", "");
    let other = "content/samarbejde/om-portalen.md";
    let text = fs::read_to_string(desk.path(other)).unwrap();
    let portal = desk.save(other, &format!("{text}\nEn sætning mere.\n"));
    assert!(page(&portal, "samarbejde/om-portalen/").contains("En sætning mere."));
    assert!(problems(&portal).contains(PAGE));
}

#[test]
fn a_new_page_that_cannot_be_read_takes_nothing_with_it() {
    let (mut desk, first) = Desk::new();
    let portal = desk.save("content/nyt/halv.md", "---\ntitle: [Halv\n");
    assert!(problems(&portal).contains("content/nyt/halv.md:"), "{}", problems(&portal));
    assert_eq!(page(&portal, URL), page(&first, URL));
}

#[test]
fn settings_that_cannot_be_read_stay_as_they_were() {
    let (mut desk, first) = Desk::new();
    let broken = desk.edit("site.toml", "title", "title title");
    assert_eq!(broken.portal.site, first.portal.site);
    assert_eq!(page(&broken, ""), page(&first, ""));
    assert!(problems(&broken).contains("site.toml:"), "{}", problems(&broken));
    let mended = desk.edit("site.toml", "title title = \"", "title = \"Ny ");
    assert_eq!(mended.portal.site.title, format!("Ny {}", first.portal.site.title));
    assert_eq!(problems(&mended), problems(&first));
}

#[test]
fn a_registry_that_cannot_be_read_stays_as_it_was() {
    let (mut desk, first) = Desk::new();
    let broken = desk.edit("content/_data/actors.yaml", "name: ", "name: [");
    assert_eq!(page(&broken, URL), page(&first, URL));
    let told = problems(&broken);
    assert!(told.contains("content/_data/actors.yaml:"), "{told}");
    assert!(!told.contains("unknown-actor"), "names of the registry are known still: {told}");
    let mended = desk.edit("content/_data/actors.yaml", "name: [", "name: Ny ");
    assert_eq!(problems(&mended), problems(&first));
    let named = &first.portal.actors[0].name;
    assert_eq!(mended.portal.actors[0].name, format!("Ny {named}"));
}

#[test]
fn a_template_that_cannot_be_read_stays_as_it_was() {
    let (mut desk, first) = Desk::new();
    let own = "templates/page.html";
    let before = page(&desk.save(own, "<!doctype html>\n<title>Egen</title>\n"), "samarbejde/om-portalen/");
    assert_ne!(before, page(&first, "samarbejde/om-portalen/"));
    let broken = desk.save(own, "<!doctype html>\n{% hov");
    assert_eq!(page(&broken, "samarbejde/om-portalen/"), before);
    assert!(problems(&broken).contains("templates/page.html:"), "{}", problems(&broken));
    fs::remove_file(desk.path(own)).unwrap();
    let gone = desk.workspace.compile(&Changes::At([desk.path(own)].into()), Options::on(TODAY)).unwrap();
    assert_eq!(page(&gone, "samarbejde/om-portalen/"), page(&first, "samarbejde/om-portalen/"));
}
