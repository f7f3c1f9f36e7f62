//! Publishing: from items and a renderer to a portal in a folder, or in a [`target`] that keeps earlier
//! releases. The only writer of the disk.
//!
//! The portal in a folder is never half new. In order:
//!
//! 1. [`guard`]: the output is a folder that may be replaced, and nobody else is at it ([`lock`]).
//! 2. [`inventory`]: everything in it is ours by its [`manifest`]; foreign files are never deleted.
//! 3. [`stage`]: every item is rendered, in parallel, straight into a fresh folder beside the output.
//! 4. [`swap`]: the two folders change places in one step; or, where the system cannot do that,
//!    [`switch`]: file by file in a fixed order, with a journal.
//!
//! Killed at any moment before the swap, the old portal stands; after it, the new one. What a killed
//! run leaves behind is collected by the next.

mod durable;
mod error;
mod guard;
mod inventory;
mod kept;
mod lock;
mod manifest;
mod order;
mod place;
mod prepared;
mod stage;
mod swap;
mod switch;
pub mod target;
mod verify;
mod write;

pub use error::{Action, ErrorKind, Failure, Holder, PublishError, Refusal};
pub use manifest::{Entry, MANIFEST, Manifest};
pub use verify::{Damage, DamageKind, verify};
pub use write::{Renewed, Revised, renew, revise, rewrite, write_new};

use std::path::{Path, PathBuf};

use prepared::prepare;

/// Where to publish, and what must not be overwritten on the way.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The folder of the portal; made when it is not there.
    pub output: &'a Path,
    /// The site's root, whose sources the output must not touch.
    pub root: &'a Path,
}

/// One file of the portal.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// Where it goes below the output: `abc/kontanthjaelp/index.html`.
    pub path: String,
    /// What the renderer makes it from.
    pub source: T,
}

/// The content of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    Bytes(Vec<u8>),
    /// The bytes of this file, copied without holding them in memory.
    Copy(PathBuf),
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The folder, links resolved.
    pub output: PathBuf,
    pub method: Method,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that are as they were, with their times.
    pub unchanged: usize,
    /// Files of the previous portal that are gone.
    pub removed: usize,
    /// Assets of the previous release, kept for those who still look at its pages.
    pub kept: usize,
    /// Size of the whole portal.
    pub bytes: u64,
}

/// How the new portal took the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// In one step.
    Swap,
    /// File by file, since the system could not do it in one step.
    FileByFile,
    /// Not at all: the portal already was as it should be.
    Unchanged,
}

/// Renders every item and publishes the portal they make.
///
/// `render` is called from many threads at once. When it fails for any item nothing is published,
/// and every failure is handed back in the order of the items.
///
/// # Errors
/// The failures of `render`, or why the output could not be written. The old portal stands.
pub fn publish<T, E>(
    target: Target<'_>,
    items: &[Item<T>],
    render: impl Fn(&Item<T>) -> Result<Payload, E> + Sync,
) -> Result<Published, Failure<E>>
where
    T: Sync,
    E: Send,
{
    let mut prepared = prepare(target, items, render)?;
    Ok(prepared.commit()?)
}
