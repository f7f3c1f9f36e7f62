//! One request at a time for each host, with a pause after it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::model::Trouble;

/// Timeouts after which a host is not waited for again in this run.
const TIMEOUTS: u8 = 2;

/// The gates of all hosts.
#[derive(Debug, Default)]
pub struct Gates(Mutex<BTreeMap<String, Arc<Mutex<Gate>>>>);

/// What is known of a host. Whoever holds it may ask the host.
#[derive(Debug, Default)]
pub struct Gate {
    /// When it may be asked again.
    next: Option<Instant>,
    /// Why it is not asked any more in this run.
    closed: Option<Trouble>,
    timeouts: u8,
}

impl Gates {
    pub fn of(&self, host: &str) -> Arc<Mutex<Gate>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(host.to_owned()).or_default())
    }
}

/// Waits until nobody else asks the host, and for its pause.
///
/// # Errors
/// Why the host is not asked any more.
pub fn pass(gate: &Mutex<Gate>) -> Result<MutexGuard<'_, Gate>, Trouble> {
    let gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(trouble) = gate.closed {
        return Err(trouble);
    }
    let wait = gate.next.map(|next| next.saturating_duration_since(Instant::now())).unwrap_or_default();
    std::thread::sleep(wait);
    Ok(gate)
}

impl Gate {
    /// Nobody asks for so long.
    pub fn rest(&mut self, time: Duration) {
        self.next = Instant::now().checked_add(time);
    }

    /// Nobody asks any more in this run.
    pub fn close(&mut self, trouble: Trouble) {
        self.closed = Some(trouble);
    }

    /// Remembers what went wrong where it will go wrong again.
    pub fn note(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::NoHost | Trouble::Refused | Trouble::Certificate => self.close(trouble),
            Trouble::Timeout => {
                self.timeouts += 1;
                if self.timeouts >= TIMEOUTS {
                    self.close(trouble);
                }
            }
            _ => {}
        }
    }
}
