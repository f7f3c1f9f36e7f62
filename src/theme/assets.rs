//! Static files under names that carry a hash of their content, so that a browser may keep them.
//!
//! `static/css/*.css` become one `style.css`, in the order of their names and without comments;
//! the site's own colours follow. A `static/style.css` takes the place of all of them.
//!
//! Scripts are joined in the same way, so that a page asks for one: `static/js/*.js` become
//! `portal.js`, and with the files of `static/js/<name>/` they become `portal-<name>.js`, which pages
//! of that sort load in its place. `static/search/*.js` become `search.js`, loaded when somebody
//! searches.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::layers::{Layers, ThemeFile};
use crate::source::{SourceData, Url};
use crate::text::sha256_hex;

/// The style sheet made of `static/css/`.
pub const STYLE: &str = "style.css";

/// The script made of `static/js/`.
pub const SCRIPT: &str = "portal.js";

/// The script made of `static/search/`.
pub const SEARCH_SCRIPT: &str = "search.js";

const FOLDER: &str = "static/";

/// The bytes of a static file, or where publishing copies them from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssetData {
    Bytes(Vec<u8>),
    Copy(PathBuf),
}

/// Static files by name below `static/`, and by URL.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    urls: BTreeMap<String, Url>,
    data: BTreeMap<Url, AssetData>,
}

impl Assets {
    pub fn collect(layers: &Layers, tokens: &str) -> Self {
        let mut assets = Self::default();
        let files = layers.winners(FOLDER);
        let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name.ends_with(".css"));
        let mut scripts = Scripts::default();
        for (name, file) in others {
            if !scripts.take(name, file) {
                let (hash, data) = data(file);
                assets.add(name, &hash, data);
            }
        }
        for (name, script) in scripts.joined() {
            if assets.url(&name).is_none() {
                assets.add_text(&name, script);
            }
        }
        // Style sheets come last: they name the other files.
        let mut style = String::new();
        let mut whole = None;
        for (name, file) in sheets {
            if name == STYLE {
                whole = Some(file.text());
            } else if is_part(name, "css/", ".css") {
                style.push_str(&shorten(file.text()));
            } else {
                let css = assets.link(&shorten(file.text()));
                assets.add_text(name, css);
            }
        }
        let mut style = assets.link(whole.unwrap_or(&style));
        style.push_str(tokens);
        assets.add_text(STYLE, style);
        assets
    }

    pub fn url(&self, name: &str) -> Option<&Url> {
        self.urls.get(name)
    }

    pub fn names(&self) -> impl Iterator<Item = (&str, &Url)> {
        self.urls.iter().map(|(name, url)| (name.as_str(), url))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Url, &AssetData)> {
        self.data.iter()
    }

    pub fn get(&self, url: &Url) -> Option<&AssetData> {
        self.data.get(url)
    }

    fn add_text(&mut self, name: &str, text: String) {
        self.add(name, &sha256_hex(text.as_bytes()), AssetData::Bytes(text.into_bytes()));
    }

    fn add(&mut self, name: &str, hash: &str, data: AssetData) {
        let file = name.rsplit('/').next().unwrap_or(name);
        let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
        let hash = hash.get(..8).unwrap_or_default();
        let url = Url::new(format!("assets/{}-{hash}.{}", crate::text::slug(stem), extension.to_ascii_lowercase()));
        self.urls.insert(name.to_owned(), url.clone());
        self.data.insert(url, data);
    }

    /// Puts hashed names into `url(…)` of a style sheet; style sheets and what they name lie in one folder.
    fn link(&self, css: &str) -> String {
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some((before, after)) = rest.split_once("url(") {
            out.push_str(before);
            out.push_str("url(");
            let (inside, tail) = after.split_once(')').unwrap_or((after, ""));
            let bare = inside.trim().trim_matches(['"', '\'']);
            let name = bare.trim_start_matches("../").trim_start_matches("./");
            match self.urls.get(name).and_then(|url| url.as_str().rsplit('/').next()) {
                Some(file) => out.push_str(file),
                None => out.push_str(inside),
            }
            out.push(')');
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// Parts of scripts, joined by where they lie.
#[derive(Default)]
struct Scripts {
    /// On every page.
    common: String,
    /// By the sort of page that wants more.
    more: BTreeMap<String, String>,
    search: String,
}

impl Scripts {
    /// Takes a file that is part of a script; in the order of names.
    fn take(&mut self, name: &str, file: &ThemeFile) -> bool {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let script = match folder.strip_prefix("js") {
            _ if !name.ends_with(".js") => return false,
            Some("") => &mut self.common,
            Some(below) => match below.strip_prefix('/').filter(|sort| !sort.contains('/')) {
                Some(sort) => self.more.entry(sort.to_owned()).or_default(),
                None => return false,
            },
            None if folder == "search" => &mut self.search,
            None => return false,
        };
        script.push_str(&shorten_script(file.text()));
        true
    }

    fn joined(self) -> impl Iterator<Item = (String, String)> {
        let Self { common, more, search } = self;
        let sorts = more.into_iter().map({
            let common = common.clone();
            move |(sort, parts)| (format!("portal-{sort}.js"), format!("{common}{parts}"))
        });
        let named = [(SCRIPT.to_owned(), common), (SEARCH_SCRIPT.to_owned(), search)];
        sorts.chain(named).filter(|(_, script)| !script.is_empty())
    }
}

/// Whether a file lies directly in the folder whose files become one.
fn is_part(name: &str, folder: &str, extension: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|name| name.ends_with(extension) && !name.contains('/'))
}

/// A file's hash and bytes. A site's text has the hash of what is handed on, not of what was read.
fn data(file: &ThemeFile) -> (String, AssetData) {
    match file {
        ThemeFile::Embedded(bytes) => (sha256_hex(bytes), AssetData::Bytes(bytes.to_vec())),
        ThemeFile::Site(source) => match &source.data {
            SourceData::Text(text) => (sha256_hex(text.as_bytes()), AssetData::Bytes(text.clone().into_bytes())),
            SourceData::Opaque { disk, .. } => (source.hash.clone(), AssetData::Copy(disk.clone())),
        },
    }
}

/// Drops comments and the white space that only people need.
fn shorten(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    for line in bare_lines(&without_comments(css), |_| true).lines() {
        if line == "}" && out.ends_with(';') {
            out.pop();
        }
        push_declaration(&mut out, line.strip_suffix(" {").unwrap_or(line));
        if line.ends_with(" {") {
            out.push('{');
        }
        // What ends otherwise goes on in the next line, and the break is its white space.
        if !line.ends_with([';', '{', '}', ',']) {
            out.push('\n');
        }
    }
    out
}

/// `color: red;` without its blank; everything else as it is.
fn push_declaration(out: &mut String, line: &str) {
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match line.split_once(':').filter(|(name, _)| line.ends_with(';') && is_name(name)) {
        Some((name, value)) => {
            out.push_str(name);
            out.push(':');
            out.push_str(value.trim_start());
        }
        None => out.push_str(line),
    }
}

/// Drops indentation, empty lines and lines that are only a comment. Ends of lines stay, as they may
/// end a statement. Between backticks a line may be text, so a script with any stays as it is.
fn shorten_script(script: &str) -> String {
    if script.contains('`') {
        return format!("{script}\n");
    }
    bare_lines(script, |line| !line.starts_with("//"))
}

fn bare_lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && keep(line)) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = if from.starts_with("/*") {
            from.find("*/").map_or(from.len(), |end| end + 2)
        } else {
            let end = text_end(from);
            out.push_str(from.get(..end).unwrap_or_default());
            end
        };
        rest = from.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Where the quoted text that `css` begins with ends; 1 for a lone slash.
fn text_end(css: &str) -> usize {
    let quote = css.chars().next().filter(|c| *c != '/');
    let Some(quote) = quote else { return 1 };
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_without_touching_texts() {
        let css = "a { /* x */\n  content: \"/*: ' */\";\n\n}\nb{margin:1px/2px}/* open";
        assert_eq!(shorten(css), "a{content:\"/*: ' */\"}b{margin:1px/2px}");
        let css = "@media (a: 1) {\n  b:hover,\n  c d {\n    margin: 0\n      1px;\n    --x:\"; : \";\n  }\n}\n";
        assert_eq!(shorten(css), "@media (a: 1){b:hover,c d{margin: 0\n1px;--x:\"; : \"}}");
    }

    #[test]
    fn shortens_scripts_by_whole_lines_only() {
        assert_eq!(shorten_script("// x\n\n  a = 'b' // c\n  // d\n  e"), "a = 'b' // c\ne\n");
        assert_eq!(shorten_script("a = `\n  // text\n`"), "a = `\n  // text\n`\n");
    }
}
