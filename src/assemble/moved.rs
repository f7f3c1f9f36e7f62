//! Where a link that leads nowhere was meant to lead: the same page in another folder, written as on
//! the web or on one's own computer, or misspelt.

use super::bind::Meant;
use super::index::Index;
use crate::model::PageId;
use crate::source::SourcePath;
use crate::text::{nearest, percent_decoded};

/// The file a link names. One that begins with a slash is read from the content folder.
pub fn resolve(from: &SourcePath, path: &str) -> Option<SourcePath> {
    match path.strip_prefix('/') {
        Some(below) => Some(SourcePath::new(&format!("content/{below}"))),
        None => from.join(path),
    }
}

/// Whether a link may have been meant for a page: it names one as the web does, or has no extension.
pub fn may_be_page(path: &str) -> bool {
    let path = path.replace('\\', "/");
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let web = name.ends_with(".md") || name.ends_with(".html") || name.ends_with(".htm");
    path.ends_with('/') || web || !name.contains('.')
}

/// The page a link was meant for.
pub fn page(from: &SourcePath, written: &str, index: &Index) -> Meant {
    let plain = percent_decoded(&written.replace('\\', "/"));
    let forms = forms(&plain);
    let there = forms.iter().filter_map(|form| index.path(&resolve(from, form)?)).next();
    if let Some(page) = there {
        return sure(from, index, &[page]);
    }
    let stem = stem(&plain);
    match index.named(stem).as_slice() {
        [] => nearly(from, stem, index),
        [one] => sure(from, index, &[*one]),
        several => Meant { sure: false, ..sure(from, index, several) },
    }
}

/// The last part of a path that names a page: of a section it is its folder.
fn stem(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let path = ["/_index.md", "/index.md", "/index.html"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    [".md", ".html", ".htm"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// The paths of files that an address may stand for.
fn forms(path: &str) -> Vec<String> {
    let bare = path.trim_end_matches('/');
    let bare = bare.strip_suffix("/index.html").unwrap_or(bare);
    let bare = [".html", ".htm"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    vec![path.to_owned(), format!("{bare}.md"), format!("{bare}/_index.md")]
}

fn nearly(from: &SourcePath, stem: &str, index: &Index) -> Meant {
    let slug = crate::text::slug(stem);
    let alike = index.named(&slug);
    if let [one] = alike.as_slice() {
        return sure(from, index, &[*one]);
    }
    let found = nearest(stem, index.names()).map_or_else(Vec::new, |near| index.named(near));
    Meant { sure: false, ..sure(from, index, &found) }
}

fn sure(from: &SourcePath, index: &Index, pages: &[PageId]) -> Meant {
    let paths = pages.iter().filter_map(|id| index.document(*id)).map(|document| &document.path);
    Meant { near: paths.map(|to| relative_path(from, to)).collect(), sure: true, hidden: false }
}

/// The file beside a page that a link or an image was meant for.
pub fn file(from: &SourcePath, written: &str, index: &Index) -> Meant {
    let plain = percent_decoded(&written.replace('\\', "/"));
    if let Some(better) = elsewhere(&plain) {
        return Meant { near: vec![better], sure: true, hidden: false };
    }
    if let Some(path) = resolve(from, &plain).filter(|path| index.has_asset(path)) {
        return Meant { near: vec![relative_path(from, &path)], sure: true, hidden: false };
    }
    let name = plain.rsplit('/').next().unwrap_or(&plain);
    let same: Vec<&SourcePath> = index.assets().filter(|path| path.file_name() == name).collect();
    if !same.is_empty() {
        let near = same.iter().map(|path| relative_path(from, path)).collect();
        return Meant { near, sure: same.len() == 1, hidden: false };
    }
    let near = nearest(name, index.assets().map(SourcePath::file_name));
    let path = index.assets().find(|path| Some(path.file_name()) == near);
    Meant { near: path.map(|path| relative_path(from, path)).into_iter().collect(), ..Meant::default() }
}

/// An address that is none of the portal's, without its beginning: `www.kk.dk`, `team@kk.dk`.
fn elsewhere(path: &str) -> Option<String> {
    if path.starts_with("www.") {
        return Some(format!("https://{path}"));
    }
    let (user, host) = path.split_once('@')?;
    let is_mail = !user.is_empty() && host.contains('.') && !path.contains('/');
    is_mail.then(|| format!("mailto:{path}"))
}

/// Whether an address leads to the writer's own computer.
pub fn is_own_computer(dest: &str) -> bool {
    let lower = dest.to_lowercase();
    let drive = lower.as_bytes().first().is_some_and(u8::is_ascii_lowercase) && lower.get(1..2) == Some(":");
    let here = ["http://127.0.0.1", "http://localhost", "https://localhost", "file:"];
    drive || here.iter().any(|start| lower.starts_with(start))
}

/// What an address of the writer's own computer stands for in the portal.
pub fn from_own_computer(from: &SourcePath, dest: &str, index: &Index) -> Meant {
    let plain = percent_decoded(&dest.replace('\\', "/"));
    let Some((_, served)) = plain.strip_prefix("http").and_then(|rest| rest.split_once("://")) else {
        return Meant { sure: false, ..file(from, &plain, index) };
    };
    let (path, anchor) = served.split_once('#').map_or((served, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split_once('/').map_or("/", |(_, path)| path);
    let below = format!("/{}", path.trim_start_matches('/'));
    if !may_be_page(&below) {
        return file(from, &below, index);
    }
    let mut meant = page(from, &below, index);
    if let (Some(anchor), Some(near)) = (anchor, meant.near.first_mut()) {
        near.push_str(&format!("#{anchor}"));
    }
    meant
}

/// The link from one file to another.
pub fn relative_path(from: &SourcePath, to: &SourcePath) -> String {
    let here: Vec<&str> = from.folder().split('/').collect();
    let there: Vec<&str> = to.folder().split('/').collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(here.len() - common);
    for part in there.iter().skip(common) {
        link.push_str(part);
        link.push('/');
    }
    link.push_str(to.file_name());
    link
}
