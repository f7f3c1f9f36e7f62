//! `--against`: the addresses of a portal that is published, read from its manifest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::Exit;
use super::args::AgainstArgs;
use super::failure::Failure;
use crate::diag::Text;
use crate::external;
use crate::promises;
use crate::publish::{MANIFEST, Manifest};
use crate::say;
use crate::source::Url;

/// A manifest of a hundred thousand files is a tenth of this.
const LARGEST: u64 = 256 * 1024 * 1024;
/// A web server that has not answered by then is told of rather than waited for.
const PATIENCE: Duration = Duration::from_secs(30);
const REDIRECTS: u32 = 5;

/// Addresses that the published portal promised; none when nobody asks.
pub fn published(args: &AgainstArgs) -> Result<Arc<BTreeSet<Url>>, Failure> {
    let Some(from) = &args.against else { return Ok(Arc::default()) };
    let web = from.starts_with("http://") || from.starts_with("https://");
    let (name, bytes) = if web { fetch(from)? } else { read(Path::new(from))? };
    let manifest = Manifest::parse(&bytes).map_err(|error| no_manifest(&name, &error))?;
    Ok(promises(&manifest))
}

/// Addresses that a portal promised.
pub fn promises(manifest: &Manifest) -> Arc<BTreeSet<Url>> {
    let files = manifest.files().iter().filter(|entry| !entry.kept);
    Arc::new(files.filter_map(|entry| promises::promised(&entry.path)).collect())
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let file: PathBuf = if path.is_dir() { path.join(MANIFEST) } else { path.to_owned() };
    let name = file.display().to_string();
    match std::fs::read(&file) {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => {
            Err(failure(Exit::Usage, say!("»{name}« kan ikke læses: {error}.", "“{name}” cannot be read: {error}.")))
        }
    }
}

fn fetch(address: &str) -> Result<(String, Vec<u8>), Failure> {
    let url = match address.ends_with(".json") {
        true => address.to_owned(),
        false => format!("{}/{MANIFEST}", address.trim_end_matches('/')),
    };
    let answer = external::agent(PATIENCE, REDIRECTS).get(&url).call();
    let body = answer.and_then(|mut answer| answer.body_mut().with_config().limit(LARGEST).read_to_vec());
    match body {
        Ok(bytes) => Ok((url, bytes)),
        Err(error) => Err(failure(
            Exit::Environment,
            say!("{url} kan ikke hentes: {error}.", "{url} cannot be fetched: {error}."),
        )),
    }
}

fn no_manifest(name: &str, error: &str) -> Failure {
    failure(
        Exit::Usage,
        say!(
            "»{name}« er ikke en liste over en portals filer: {error}.",
            "“{name}” is no list of a portal's files: {error}."
        ),
    )
}

fn failure(exit: Exit, message: Text) -> Failure {
    let help = say!(
        "skriv portalens mappe, dens adresse, eller dens {MANIFEST}; første gang, der udgives, er der intet at holde op imod: udelad --against",
        "name the portal's folder, its address, or its {MANIFEST}; when nothing was published yet, leave out --against"
    );
    Failure::new(exit, message, help)
}
