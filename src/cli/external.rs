//! `check --external`: addresses outside are asked, and their answers kept beside the site.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::failure::Failure;
use super::progress::Progress;
use super::site::SiteFolder;
use crate::external::{Manner, Questions, store};
use crate::model::{Date, External, Portal};
use crate::publish;
use crate::say;

/// The answers of earlier runs. A file that is not there or cannot be read is a run that was not made.
pub fn stored(root: &Path) -> Arc<External> {
    Arc::new(std::fs::read(root.join(store::PATH)).map(|bytes| store::parse(&bytes)).unwrap_or_default())
}

/// Asks every address outside that is not known well enough, and keeps the answers.
pub fn ask(site: &SiteFolder, portal: &Portal, today: Date) -> Result<Arc<External>, Failure> {
    let known = stored(&site.root);
    let questions = Questions::of(portal.outside().into_iter().map(|link| link.url), &known, today);
    let (asked, hosts) = (questions.len(), questions.hosts());
    if asked > 0 {
        site.say(&say!(
            "Antal adresser, der spørges: {asked}, hos {hosts} forskellige værter; én ad gangen hos hver.",
            "Addresses to be asked: {asked}, of {hosts} different hosts; one at a time of each."
        ));
    }
    let progress = Progress::new(asked, Instant::now());
    let external = questions.ask(Manner::default(), today, || progress.step());
    progress.finish();
    if asked > 0 && external.out_of_reach == 0 {
        keep(&site.root, &external)?;
    }
    Ok(Arc::new(external))
}

/// Answers are for this machine; the folder says so to Git.
fn keep(root: &Path, external: &External) -> Result<(), Failure> {
    let path = root.join(store::PATH);
    if !path.exists() {
        let ignored = path.with_file_name(".gitignore");
        if !ignored.exists() {
            publish::write_new(&ignored, b"*\n")?;
        }
    }
    publish::rewrite(&path, store::print(external).as_bytes())?;
    Ok(())
}
