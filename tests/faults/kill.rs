//! Killed at random moments, with somebody reading all the time.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::reader::{Promise, judge, watch};
use super::site::{Release, SUBJECTS, Site, Size, Subject};
use super::{figure, soaking, space};
use crate::edits::dice::Dice;

/// Kills in one run of the tests, and with `SOAK`.
const SAMPLE: usize = 5;
const FULL: usize = 500;

/// Nobody waits longer for a run to come so far that it writes.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn killed_in_memory() {
    SUBJECTS.into_iter().for_each(|subject| kill(subject, Path::new("/dev/shm"), Promise::AtOnce));
}

#[test]
fn killed_on_disk() {
    SUBJECTS.into_iter().for_each(|subject| kill(subject, &std::env::temp_dir(), Promise::AtOnce));
}

#[test]
fn killed_where_files_are_replaced_one_by_one() {
    if space::is_inside("faults::kill::killed_where_files_are_replaced_one_by_one") {
        SUBJECTS.into_iter().for_each(|subject| kill(subject, &std::env::temp_dir(), Promise::FileByFile));
    }
}

fn kill(subject: Subject, folder: &Path, promise: Promise) {
    let folder = if folder.is_dir() { folder.to_owned() } else { std::env::temp_dir() };
    let site = Site::new(subject, Size::Whole, &folder);
    if promise == Promise::FileByFile {
        space::mount(&site.output(), None);
    }
    site.publish(Release::First);
    let (mut dice, mut stood) = (Dice::new(7), Release::First);
    let (mut changed, mut looks, mut within) = (0, 0, 0);
    let rounds = if soaking() { FULL } else { SAMPLE };
    for round in 0..rounds {
        let (seen, early) = run_and_kill(&site, stood.other(), promise, &mut dice, round);
        looks += seen.unwrap_or_else(|what| panic!("round {round}, {stood:?} stood: {what}"));
        within += usize::from(early);
        let stands = judge(&site, promise).unwrap_or_else(|what| panic!("round {round}, {stood:?} stood: {what}"));
        changed += usize::from(stands != Some(stood));
        // The next run succeeds, somebody reading all the while, and leaves nothing behind.
        stood = stands.unwrap_or(stood).other();
        looks += publish_watched(&site, stood, promise).unwrap_or_else(|what| panic!("after round {round}: {what}"));
    }
    let (name, place) = (subject.name, folder.display());
    figure(
        &format!("{name} killed, {place}, {}", promise.way()),
        &format!(
            "{rounds} kills ({within} while it ran, {changed} after the change began), {looks} files read, 0 violations"
        ),
    );
}

/// Tells the reader to stop when it goes, also where a test fails.
struct Reading<'a>(&'a AtomicBool);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Publishes a release, which must succeed; what the reader saw.
fn publish_watched(site: &Site, new: Release, promise: Promise) -> Result<usize, String> {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| watch(site, new, promise, &stop));
        let reading = Reading(&stop);
        site.publish(new);
        drop(reading);
        reader.join().unwrap()
    })
}

/// What the reader saw, and whether the run was still at work when it was killed.
fn run_and_kill(
    site: &Site,
    new: Release,
    promise: Promise,
    dice: &mut Dice,
    round: usize,
) -> (Result<usize, String>, bool) {
    site.turn_to(new);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| watch(site, new, promise, &stop));
        let reading = Reading(&stop);
        let mut child = site.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        // Half of the kills fall anywhere, half where the disk is written.
        if round % 2 == 1 {
            while site.leftovers().is_empty() && began.elapsed() < PATIENCE && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
        }
        let whole = if round % 2 == 1 { site.time / 2 } else { site.time + site.time / 4 };
        std::thread::sleep(whole.mul_f64(dice.roll(10_000) as f64 / 10_000.0));
        child.kill().unwrap();
        let killed = child.wait().unwrap().code().is_none();
        drop(reading);
        (reader.join().unwrap(), killed)
    })
}
