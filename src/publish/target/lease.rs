//! One run at a time on a bucket.
//!
//! The lock is an object that only one can create. Its holder writes it anew every half minute; once it is
//! older than two minutes, by the store's own clock, its holder is gone and the next may take it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::super::error::{Holder, PublishError};
use super::super::lock;
use super::Terms;
use super::bucket::{Bucket, Fetched, When};
use super::store::Key;
use super::trouble::Trouble;

const RENEW: Duration = Duration::from_secs(30);
const LIFE: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// Who holds the lock. `id` tells two runs of one process number apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    pid: u32,
    host: String,
    id: String,
}

/// Held until dropped.
pub(super) struct Lease<'a> {
    bucket: &'a Bucket,
    note: Vec<u8>,
    /// The tag of our object, since that is how it is known to be ours.
    tag: Mutex<Option<String>>,
    lost: AtomicBool,
    done: (Mutex<bool>, Condvar),
}

/// Runs `work` while nobody else works on the bucket.
pub(super) fn hold<T>(
    bucket: &Bucket,
    terms: &Terms<'_>,
    work: impl FnOnce(&Lease<'_>) -> Result<T, PublishError>,
) -> Result<T, PublishError> {
    let lease = Lease::take(bucket, terms)?;
    std::thread::scope(|scope| {
        scope.spawn(|| lease.keep());
        let result = work(&lease);
        lease.give_up();
        result
    })
}

impl<'a> Lease<'a> {
    fn take(bucket: &'a Bucket, terms: &Terms<'_>) -> Result<Self, PublishError> {
        let (pid, host) = (std::process::id(), lock::host());
        let mine = Note { pid, host: host.clone(), id: format!("{pid} {}", terms.at) };
        let note = serde_json::to_vec(&mine).map_err(|error| Trouble::Internal(error.to_string()).at(bucket.name()))?;
        let begun = Instant::now();
        let mut told = false;
        loop {
            let when = match bucket.fetch(&key())? {
                None => When::New,
                Some(found) if is_over(&found, &host) => When::Tagged(found.tag),
                Some(found) => {
                    let holder = holder(&found);
                    if !terms.wait || begun.elapsed() > LIFE + RENEW {
                        return Err(PublishError::Locked { output: bucket.name().into(), holder });
                    }
                    if !told {
                        (terms.waiting)(&holder.map_or_else(String::new, |holder| holder.host));
                        told = true;
                    }
                    std::thread::sleep(LOOK_AGAIN);
                    continue;
                }
            };
            if let Some(tag) = bucket.put(&key(), &note, &when)? {
                let (tag, lost, done) = (Mutex::new(tag), AtomicBool::new(false), Default::default());
                return Ok(Self { bucket, note, tag, lost, done });
            }
        }
    }

    /// # Errors
    /// The lock is somebody else's by now: what they do must not be undone.
    pub fn check(&self) -> Result<(), PublishError> {
        match self.lost.load(Ordering::Acquire) {
            true => Err(Trouble::LockLost.at(self.bucket.name())),
            false => Ok(()),
        }
    }

    /// Renews the lock until it is given up.
    fn keep(&self) {
        let (done, signal) = &self.done;
        let mut over = done.lock().unwrap_or_else(PoisonError::into_inner);
        while !*over {
            let waited = signal.wait_timeout(over, RENEW).unwrap_or_else(PoisonError::into_inner);
            over = waited.0;
            if !*over && waited.1.timed_out() {
                self.renew();
            }
        }
    }

    fn renew(&self) {
        let mut tag = self.tag.lock().unwrap_or_else(PoisonError::into_inner);
        let when = tag.clone().map_or(When::Always, |tag| When::Tagged(Some(tag)));
        match self.bucket.put(&key(), &self.note, &when) {
            Ok(Some(renewed)) => *tag = renewed,
            Ok(None) => self.lost.store(true, Ordering::Release),
            // No connection: the work meets the same and reports it.
            Err(_) => {}
        }
    }

    fn give_up(&self) {
        *self.done.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.done.1.notify_all();
        if !self.lost.load(Ordering::Acquire) {
            // A lock that cannot be removed now runs out.
            let _ = self.bucket.delete(&key());
        }
    }
}

fn key() -> Key {
    Key::Own("lock.json".to_owned())
}

/// Whether the holder is gone: too old, or a process of this machine that is no more.
fn is_over(found: &Fetched, host: &str) -> bool {
    let dead = |note: &Note| note.host == host && !host.is_empty() && !is_running(note.pid);
    found.age.is_some_and(|age| age > LIFE) || note(found).as_ref().is_some_and(dead)
}

fn note(found: &Fetched) -> Option<Note> {
    serde_json::from_slice(&found.bytes).ok()
}

fn holder(found: &Fetched) -> Option<Holder> {
    note(found).map(|note| Holder { pid: note.pid, host: note.host })
}

/// Only a sure "no" counts.
#[cfg(unix)]
fn is_running(pid: u32) -> bool {
    let Some(pid) = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw) else { return false };
    !matches!(rustix::process::test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(_pid: u32) -> bool {
    true
}
