//! Telling the browser that there is a new portal, or what is wrong with the content.
//!
//! One stream of server-sent events carries the whole state each time: which portal there is, and
//! the problems. A browser that missed some events needs only the last one.

use std::convert::Infallible;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::json;
use tokio::sync::watch as signal;

use super::{Problem, Site};
use crate::diag::Severity;

pub(super) const EVENTS: &str = "/.vejviser/events";
/// Where a page asks for its file to be opened.
pub(super) const OPEN: &str = "/.vejviser/open";
pub(super) const SCRIPT_URL: &str = "/.vejviser/live.js";
pub(super) const STYLE_URL: &str = "/.vejviser/live.css";
pub(super) const SCRIPT: &str = include_str!("live.js");
pub(super) const STYLE: &str = include_str!("live.css");

/// More than anybody reads at once; the numbers tell how many there are.
const SHOWN: usize = 50;

/// The state that browsers are told of.
#[derive(Debug)]
pub(super) struct Live {
    /// Tells this run from an earlier one, whose versions counted from the start as well.
    session: String,
    state: signal::Sender<String>,
    stop: signal::Receiver<bool>,
}

impl Live {
    pub fn new(site: &dyn Site, stop: signal::Receiver<bool>) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let session = format!("{:x}", now.as_micros());
        let state = signal::Sender::new(state(&session, site));
        Self { session, state, stop }
    }

    /// Which portal a page comes from.
    pub fn stamp(&self, site: &dyn Site) -> String {
        format!("{}.{}", self.session, site.version())
    }

    /// Tells every browser about the site as it is now, if there is news.
    pub fn publish(&self, site: &dyn Site) {
        let new = state(&self.session, site);
        self.state.send_if_modified(|old| {
            let changed = *old != new;
            *old = new;
            changed
        });
    }

    /// The state as it is, and again each time it changes, until the server stops.
    pub fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let mut state = self.state.subscribe();
        state.mark_changed();
        let events = unfold((state, self.stop.clone()), |(mut state, mut stop)| async move {
            tokio::select! {
                changed = state.changed() => changed.ok()?,
                _ = stop.wait_for(|stop| *stop) => return None,
            }
            let data = state.borrow_and_update().clone();
            Some((Ok(Event::default().event("state").data(data)), (state, stop)))
        });
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
    }
}

fn state(session: &str, site: &dyn Site) -> String {
    let version = site.version();
    let mut problems = site.problems();
    problems.retain(|problem| problem.severity != Severity::Notice);
    problems.sort_by_key(|problem| problem.severity);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    let shown: Vec<_> = problems.iter().take(SHOWN).map(to_json).collect();
    json!({"session": session, "version": version, "errors": errors, "warnings": warnings, "problems": shown})
        .to_string()
}

fn to_json(problem: &Problem) -> serde_json::Value {
    json!({
        "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "help": problem.help,
    })
}
