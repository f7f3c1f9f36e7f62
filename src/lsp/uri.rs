//! URIs of files to paths below the site and back: Windows drives, spaces, æøå.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;

use crate::source::SourcePath;
use crate::text::percent_encoded;

/// The path of a `file:` URI.
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = decode(path)?;
    // "/c:/sti" is a drive of Windows; a host is a share.
    let drive = path.strip_prefix('/').filter(|path| is_drive(path));
    Some(match (host, drive) {
        ("" | "localhost", Some(drive)) => PathBuf::from(drive),
        ("" | "localhost", None) => PathBuf::from(path),
        (host, _) => PathBuf::from(format!("//{host}{path}")),
    })
}

/// The URI of a path.
pub fn from_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace('\\', "/");
    // What Windows puts before a path it has looked up.
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    let written = match path.strip_prefix("//") {
        Some(share) => format!("file://{}", percent_encoded(share)),
        None if is_drive(path) => format!("file:///{}", percent_encoded(path)),
        None => format!("file://{}", percent_encoded(path)),
    };
    Uri::from_str(&written).ok()
}

/// "c:/" or "C:".
fn is_drive(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The site's root, as the client calls it.
#[derive(Debug, Clone)]
pub struct Root {
    path: PathBuf,
}

impl Root {
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file of a URI, when it lies below the root.
    pub fn source_path(&self, uri: &Uri) -> Option<SourcePath> {
        let path = to_path(uri.as_str())?;
        let below = match path.strip_prefix(&self.path) {
            Ok(below) => below.to_str()?.to_owned(),
            // Clients write the letter of a drive in either case.
            Err(_) => below_drive(path.to_str()?, self.path.to_str()?)?,
        };
        Some(SourcePath::new(&below))
    }

    pub fn uri(&self, path: &SourcePath) -> Option<Uri> {
        from_path(&self.path.join(path.as_str()))
    }
}

fn below_drive(path: &str, root: &str) -> Option<String> {
    if !is_drive(path) || !is_drive(root) {
        return None;
    }
    let (path, root) = (path.replace('\\', "/"), root.replace('\\', "/"));
    if !path.get(..1)?.eq_ignore_ascii_case(root.get(..1)?) {
        return None;
    }
    let below = path.get(1..)?.strip_prefix(root.get(1..)?.trim_end_matches('/'))?;
    below.strip_prefix('/').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_danish_letters_come_back() {
        let path = Path::new("/tmp/Mine sider/æøå/x.md");
        let uri = from_path(path).unwrap();
        assert_eq!(uri.as_str(), "file:///tmp/Mine%20sider/%C3%A6%C3%B8%C3%A5/x.md");
        assert_eq!(to_path(uri.as_str()).unwrap(), path);
        let root = Root::new(PathBuf::from("/tmp/Mine sider"));
        assert_eq!(root.source_path(&uri).unwrap().as_str(), "æøå/x.md");
    }

    #[test]
    fn drives_of_windows_are_the_same_in_either_case() {
        let uri = Uri::from_str("file:///c%3A/Brugere/s%C3%B8ren/site.toml").unwrap();
        assert_eq!(to_path(uri.as_str()).unwrap(), Path::new("c:/Brugere/søren/site.toml"));
        let root = Root::new(PathBuf::from("C:\\Brugere\\søren"));
        assert_eq!(root.source_path(&uri).unwrap().as_str(), "site.toml");
        let shown = from_path(Path::new("\\\\?\\C:\\Brugere\\søren")).unwrap();
        assert_eq!(shown.as_str(), "file:///C%3A/Brugere/s%C3%B8ren");
    }

    #[test]
    fn other_schemes_are_no_files() {
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file:///%zz"), None);
    }
}
