//! One run at a time on a bucket.
//!
//! The lock is an object that only one can create. Its holder writes it anew every half minute. A lock that is
//! older than two minutes by the store's own clock, or that nobody wrote anew while we waited so long, is one
//! whose holder is gone; the next may take it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::super::error::{Holder, PublishError};
use super::super::lock;
use super::bucket::{Bucket, Fetched, Put, When};
use super::store::Key;
use super::trouble::Trouble;
use super::{LOOK_AGAIN, Terms};

const RENEW: Duration = Duration::from_secs(30);
const LIFE: Duration = Duration::from_secs(120);

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    pid: u32,
    host: String,
    /// Tells two runs of one process number apart.
    begun: String,
    /// Counts the times it was written, so that each differs from the one before.
    beat: u32,
}

/// Held until given up.
pub(super) struct Lease<'a> {
    bucket: &'a Bucket,
    held: Mutex<Held>,
    lost: AtomicBool,
    done: (Mutex<bool>, Condvar),
}

/// The lock as we wrote it last. Its tag is how it is known to be ours.
struct Held {
    note: Note,
    tag: Option<String>,
}

/// Runs `work` while nobody else works on the bucket.
pub(super) fn hold<T>(
    bucket: &Bucket,
    terms: &Terms<'_>,
    work: impl FnOnce(&Lease<'_>) -> Result<T, PublishError>,
) -> Result<T, PublishError> {
    let lease = Lease::take(bucket, terms)?;
    std::thread::scope(|scope| {
        // However `work` ends: the thread beside it would go on for ever.
        let _end = GiveUp(&lease);
        scope.spawn(|| lease.keep());
        work(&lease)
    })
}

struct GiveUp<'a>(&'a Lease<'a>);

impl Drop for GiveUp<'_> {
    fn drop(&mut self) {
        self.0.give_up();
    }
}

impl<'a> Lease<'a> {
    fn take(bucket: &'a Bucket, terms: &Terms<'_>) -> Result<Self, PublishError> {
        let note = Note { pid: std::process::id(), host: lock::host(), begun: terms.at.clone(), beat: 0 };
        let bytes = written(&note, bucket)?;
        let mut waiting = Waiting { begun: Instant::now(), tag: None };
        loop {
            let when = match bucket.fetch(&key())? {
                None => Some(When::New),
                Some(found) if is_over(&found, &note.host) || waiting.is_silent(&found) => {
                    Some(When::Tagged(found.tag))
                }
                Some(found) if !terms.wait => {
                    return Err(PublishError::Locked { output: bucket.name().into(), holder: holder(&found) });
                }
                Some(found) => {
                    waiting.tell(&found, terms);
                    None
                }
            };
            if let Some(when) = when
                && let Put::Written(tag) = bucket.put(&key(), &bytes, &when)?
            {
                let held = Mutex::new(Held { note, tag });
                return Ok(Self { bucket, held, lost: AtomicBool::new(false), done: Default::default() });
            }
            std::thread::sleep(LOOK_AGAIN);
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
        let mut over = guarded(done);
        while !*over {
            let waited = signal.wait_timeout(over, RENEW).unwrap_or_else(PoisonError::into_inner);
            over = waited.0;
            if !*over && waited.1.timed_out() {
                self.renew();
            }
        }
    }

    fn renew(&self) {
        let mut held = guarded(&self.held);
        let note = Note { beat: held.note.beat.wrapping_add(1), ..held.note.clone() };
        let when = held.tag.clone().map_or(When::Always, |tag| When::Tagged(Some(tag)));
        match written(&note, self.bucket).and_then(|bytes| self.bucket.put(&key(), &bytes, &when)) {
            Ok(Put::Written(tag)) => *held = Held { note, tag },
            Ok(Put::Refused) => self.lost.store(true, Ordering::Release),
            // No connection: the work meets the same and reports it.
            Err(_) => {}
        }
    }

    fn give_up(&self) {
        *guarded(&self.done.0) = true;
        self.done.1.notify_all();
        if !self.lost.load(Ordering::Acquire) {
            // A lock that cannot be removed now runs out.
            let _ = self.bucket.delete(&key());
        }
    }
}

/// Waiting for somebody else's lock.
struct Waiting {
    /// When the lock was last seen to be another than before.
    begun: Instant,
    tag: Option<String>,
}

impl Waiting {
    /// Whether nobody wrote the lock anew for as long as it lives.
    fn is_silent(&mut self, found: &Fetched) -> bool {
        if self.tag.is_some() && self.tag == found.tag {
            return self.begun.elapsed() > LIFE;
        }
        self.begun = Instant::now();
        false
    }

    /// Tells whom we wait for, once, and remembers the lock as it is now.
    fn tell(&mut self, found: &Fetched, terms: &Terms<'_>) {
        if self.tag.is_none() {
            (terms.waiting)(&holder(found).map_or_else(String::new, |holder| holder.host));
        }
        self.tag.clone_from(&found.tag);
    }
}

fn guarded<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn written(note: &Note, bucket: &Bucket) -> Result<Vec<u8>, PublishError> {
    serde_json::to_vec(note).map_err(|error| Trouble::Internal(error.to_string()).at(bucket.name()))
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
