//! What addresses outside the portal answer, asked politely.
//!
//! One request at a time for each host, with a pause after it, over several hosts at once ([`gate`]). [`ask`] knows
//! HTTP, [`follow`] what a chain of answers means, [`store`] how answers are kept from one run to the next. Like
//! the history this is a reader of the world beside the flow: the rest of the program sees a `model::External`, and
//! only `check --external` asks at all.

mod ask;
mod follow;
mod gate;
pub mod store;

pub use ask::agent;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use crate::model::{Answer, Answered, Date, External, Trouble};

/// Days for which an answer that can be relied on is not asked for again; others are the next day.
const GOOD: i32 = 7;

/// How addresses are asked.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Between two requests to one host.
    pub pause: Duration,
    /// For one request.
    pub timeout: Duration,
    /// A host that wants to be left alone for longer is left alone until the next run.
    pub patience: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
    /// Hosts that are asked at once.
    pub hosts: usize,
}

impl Default for Manner {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { pause: Duration::from_millis(500), timeout: seconds(20), patience: seconds(60), redirects: 5, hosts: 8 }
    }
}

/// Whether an answer still stands on `today`. One of a day to come was given by a clock that was wrong.
fn is_fresh(answered: &Answered, today: Date) -> bool {
    let days = (today - answered.date).get_days();
    let limit = if answered.answer.is_sure() { GOOD } else { 1 };
    (0..limit).contains(&days)
}

/// The addresses that must be asked again, by host.
pub struct Questions {
    by_host: Vec<Vec<String>>,
    fresh: BTreeMap<String, Answered>,
}

impl Questions {
    /// What is not known of `urls` on `today`.
    pub fn of(urls: impl IntoIterator<Item = String>, known: &External, today: Date) -> Self {
        let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut fresh = BTreeMap::new();
        for url in urls.into_iter().collect::<BTreeSet<_>>() {
            match known.answers.get(&url).filter(|answered| is_fresh(answered, today)) {
                Some(answered) => {
                    fresh.insert(url, answered.clone());
                }
                None => hosts.entry(host(&url)).or_default().push(url),
            }
        }
        let mut by_host: Vec<Vec<String>> = hosts.into_values().collect();
        // The host with most addresses takes longest, so it is begun first: the last is taken.
        by_host.sort_by_key(Vec::len);
        Self { by_host, fresh }
    }

    pub fn len(&self) -> usize {
        self.by_host.iter().map(Vec::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.by_host.is_empty()
    }

    /// How many hosts there are to be asked.
    pub fn hosts(&self) -> usize {
        self.by_host.len()
    }

    /// Asks them; `step` is told of each answer. What is known already is among the answers.
    pub fn ask(self, manner: Manner, today: Date, step: impl Fn() + Sync) -> External {
        let asked = self.len();
        let asker = ask::Asker::new(manner);
        let (queue, answers) = (Mutex::new(self.by_host), Mutex::new(BTreeMap::new()));
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let work = || {
            while let Some(urls) = next() {
                for url in urls {
                    let answer = follow::ask(&asker, &url, manner.redirects);
                    step();
                    answers.lock().unwrap_or_else(PoisonError::into_inner).insert(url, answer);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..manner.hosts {
                scope.spawn(work);
            }
        });
        let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Where nobody answers at all it is this machine that is cut off, which says nothing of the addresses.
        let cut_off = asked > 0 && answers.values().all(is_out_of_reach);
        let mut all = self.fresh;
        if !cut_off {
            all.extend(answers.into_iter().map(|(url, answer)| (url, Answered { date: today, answer })));
        }
        External { answers: all, told: true, out_of_reach: if cut_off { asked } else { 0 } }
    }
}

fn is_out_of_reach(answer: &Answer) -> bool {
    matches!(answer, Answer::Unsure(Trouble::NoHost | Trouble::Refused | Trouble::Timeout))
}

/// Who is asked. An address without a host is a question that [`follow`] answers without asking.
fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_good_for_a_week_and_failures_for_a_day() {
        let today = Date::constant(2026, 11, 23);
        let fresh = |day: i8, answer: &Answer| {
            is_fresh(&Answered { date: Date::constant(2026, 11, day), answer: answer.clone() }, today)
        };
        let days = |answer: Answer| (14..=25).filter(|day| fresh(*day, &answer)).collect::<Vec<i8>>();
        assert_eq!(days(Answer::There), [17, 18, 19, 20, 21, 22, 23]);
        assert_eq!(days(Answer::Moved { to: "https://b.example/".into() }), [17, 18, 19, 20, 21, 22, 23]);
        assert_eq!(days(Answer::Gone { status: 404 }), [23]);
        assert_eq!(days(Answer::Unsure(Trouble::Timeout)), [23]);
    }
}
