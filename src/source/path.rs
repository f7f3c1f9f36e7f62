//! A path of a file is never a URL and a URL never a path.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A file's path below the site's root: NFC, `/` between parts, no `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Normalises to NFC (macOS hands out `å` as two characters) and to `/`.
    pub fn new(path: &str) -> Self {
        if path.is_ascii() && !path.contains('\\') {
            return Self(Arc::from(path));
        }
        Self(Arc::from(path.replace('\\', "/").nfc().collect::<String>()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file's name without folder and last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension, without its dot.
    pub fn extension(&self) -> Option<&str> {
        self.file_name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// The folder, without a slash at its end; `""` at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Resolves a relative link written in this file. `None` when it climbs out of the site, or is written with
    /// backslashes: browsers and Git hosts would not follow it.
    pub fn join(&self, relative: &str) -> Option<Self> {
        if relative.contains('\\') {
            return None;
        }
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A URL of the portal relative to its front page: lower-case ASCII, no leading slash.
/// A page ends in `/` (the front page is `""`); everything else names a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    pub fn new(url: impl AsRef<str>) -> Self {
        Self(Arc::from(url.as_ref().trim_start_matches('/')))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file that answers this URL: `…/index.html` for a page.
    pub fn output_path(&self) -> String {
        if self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() }
    }

    /// How many folders below the front page a document at this URL lies.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The link from the document at `self` to `target`, so that the portal works from any folder.
    pub fn relative_to(&self, target: &Url) -> String {
        let (here, there) = (folder(&self.0), folder(&target.0));
        let same = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
        // The folders they share: up to the last slash of what is the same.
        let common = here.as_bytes().iter().take(same).rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let up = here.bytes().skip(common).filter(|byte| *byte == b'/').count();
        let down = target.0.get(common..).unwrap_or_default();
        if up == 0 && down.is_empty() {
            return "./".to_owned();
        }
        let mut link = "../".repeat(up);
        link.push_str(down);
        link
    }
}

/// The part of a URL up to its last slash, with it.
fn folder(url: &str) -> &str {
    url.rfind('/').and_then(|at| url.get(..=at)).unwrap_or_default()
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SourcePath;

    #[test]
    fn a_link_never_leads_out_of_the_site() {
        let page = SourcePath::new("content/abc/a.md");
        let join = |link: &str| page.join(link).map(|path| path.to_string());
        assert_eq!(join("../b/c.md").as_deref(), Some("content/b/c.md"));
        for out in ["../../../x", "..\\b\\c.md", "..\\..\\..\\x"] {
            assert_eq!(join(out), None, "{out}");
        }
    }
}
