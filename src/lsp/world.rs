//! The little the server asks of the machine: where the site's folder is, and whether `serve` runs for it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A server on this machine answers at once or not at all.
const PATIENCE: Duration = Duration::from_millis(300);
/// More than the answer ever is.
const MOST: u64 = 16 * 1024;

/// The folder with `site.toml` that is, or lies above, this one.
pub fn site_folder(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned)
}

/// The path without links and dots, by which one site is told from another.
pub fn canonical(root: &Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| root.to_owned())
}

/// What a server at `http://host:port/` says to `GET path`; `None` when there is none.
pub fn ask(base: &str, path: &str) -> Option<String> {
    let authority = base.strip_prefix("http://")?.trim_end_matches('/');
    let address: SocketAddr = authority.replace("localhost", "127.0.0.1").parse().ok()?;
    // Only ever this machine: a setting must not make us call elsewhere.
    if !address.ip().is_loopback() {
        return None;
    }
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.take(MOST).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200").then(|| body.to_owned())
}

/// The bytes of a file that is passed on.
///
/// # Errors
/// The file cannot be read.
pub fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}
