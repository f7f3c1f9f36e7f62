//! Calls to the system that fail, one after the other: `strace` makes the n-th of a kind fail.
//!
//! It counts for each thread, so the n-th call may fail once on the thread that publishes and once on the one
//! that renders; with one thread of each kind that is as good as once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use super::reader::{Promise, judge};
use super::site::{Release, Run, SUBJECTS, Site, Size, Subject};
use super::{figure, skipped, soaking, space};

/// All that changes the disk, and the reads on which it depends what is changed.
const CALLS: &str = "openat,write,writev,pwrite64,copy_file_range,sendfile,fsync,fdatasync,syncfs,rename,renameat,\
                     renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat,rmdir,ftruncate,chmod,fchmod,fchmodat,\
                     utimensat,flock,read,getdents64,statx";

/// What a run may end with where a file of the site could not be read, which is told as a problem of that file.
const READS: [&str; 4] = ["openat", "read", "getdents64", "statx"];

#[test]
fn every_call_may_fail() {
    if can_trace() {
        SUBJECTS.into_iter().for_each(|subject| fail_each(subject, Promise::AtOnce));
    }
}

#[test]
fn every_call_may_fail_where_files_are_replaced_one_by_one() {
    let name = "faults::inject::every_call_may_fail_where_files_are_replaced_one_by_one";
    if can_trace() && space::is_inside(name) {
        SUBJECTS.into_iter().for_each(|subject| fail_each(subject, Promise::FileByFile));
    }
}

fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).status();
    let can = traced.is_ok_and(|status| status.success());
    if !can {
        skipped("calls that fail", "strace is not installed, or may not trace here");
    }
    can
}

/// Where a run is made to fail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    call: String,
    number: usize,
}

fn fail_each(subject: Subject, promise: Promise) {
    let site = Site::new(subject, Size::Small, &std::env::temp_dir());
    if promise == Promise::FileByFile {
        space::mount(&site.output(), None);
    }
    site.publish(Release::First);
    // One error on the way to the second release, the other on the way back: then both are whole again.
    let ways = [(Release::Second, "EIO"), (Release::First, "ENOSPC")];
    let mut points: Vec<Vec<Point>> = Vec::new();
    for (new, _) in ways {
        site.turn_to(new);
        points.push(some(calls(&site), promise));
        site.assert_tidy(new);
    }
    let (mut tried, mut refused, mut harmless) = (0, 0, 0);
    for n in 0..points[0].len().max(points[1].len()) {
        for (way, ((new, error), points)) in ways.into_iter().zip(&points).enumerate() {
            // In a sample each point fails in one way.
            let now = soaking() || n % 2 == way;
            if let Some(point) = points.get(n).filter(|_| now) {
                tried += 1;
                *(if fail(&site, new, point, error, promise) { &mut refused } else { &mut harmless }) += 1;
            }
            site.publish(new);
        }
    }
    assert!(refused > 0, "nothing was made to fail");
    figure(
        &format!("{} with failing calls, {}", subject.name, promise.way()),
        &format!(
            "{tried} failures (EIO, ENOSPC): {refused} told with exit code 1 or 3, {harmless} without harm; 0 violations"
        ),
    );
}

/// All points, or a few of them: of every call one, or of the calls that replace files.
fn some(points: BTreeSet<Point>, promise: Promise) -> Vec<Point> {
    let points: Vec<Point> = points.into_iter().collect();
    if soaking() {
        return points;
    }
    if promise == Promise::FileByFile {
        let moves: Vec<Point> = points.into_iter().filter(|point| point.call == "rename").collect();
        return moves.iter().step_by(moves.len() / 4).cloned().collect();
    }
    let mut by_call: BTreeMap<&str, Vec<&Point>> = BTreeMap::new();
    points.iter().for_each(|point| by_call.entry(&point.call).or_default().push(point));
    let writes = by_call.iter().filter(|(call, _)| !READS.contains(call));
    writes.map(|(_, points)| points[points.len() / 2].clone()).collect()
}

/// Every call of a run that concerns a file of the site or of the output, by kind and number.
fn calls(site: &Site) -> BTreeSet<Point> {
    let log = site.around().with_extension("trace");
    let run: Run = traced(site, &["-y", "-o", log.to_str().unwrap(), "-e", &format!("trace={CALLS}")]);
    assert_eq!(run.code, Some(0), "{}", run.said);
    let place = site.root().canonicalize().unwrap();
    let place = place.parent().and_then(Path::to_str).unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let text = std::fs::read_to_string(&log).unwrap();
    for line in text.lines() {
        // `123 write(4</tmp/…>, …`; the second half of a call that was interrupted begins with `<...`.
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        if call.starts_with(['<', '+', '-']) {
            continue;
        }
        let number = counts.entry((thread, call)).or_default();
        *number += 1;
        if rest.contains(place) {
            found.insert(Point { call: call.to_owned(), number: *number });
        }
    }
    std::fs::remove_file(log).unwrap();
    found
}

fn traced(site: &Site, options: &[&str]) -> Run {
    let command = site.command();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "--seccomp-bpf"]).args(options).arg(command.get_program()).args(command.get_args());
    let variables = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    strace.envs(variables).env("RAYON_NUM_THREADS", "1").output().unwrap().into()
}

/// Whether the run failed; if so it says why, and the old portal or the new one stands whole.
fn fail(site: &Site, new: Release, point: &Point, error: &str, promise: Promise) -> bool {
    site.turn_to(new);
    let Point { call, number } = point;
    let inject = format!("inject={call}:error={error}:when={number}");
    let run = traced(site, &["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
    let what = format!("{inject}: {:?} {}", run.code, run.said);
    assert!(!run.said.contains("panicked"), "{what}");
    let stands = judge(site, promise).unwrap_or_else(|wrong| panic!("{wrong}; {what}"));
    // Every thread's first read is struck, the loader's too: then the program never began.
    if run.code == Some(127) && run.said.contains("loading shared libraries") {
        return true;
    }
    match run.code {
        Some(0) => {
            assert_eq!(stands, Some(new), "{what}");
            false
        }
        code => {
            let fine: &[i32] = if READS.contains(&call.as_str()) { &[1, 3] } else { &[3] };
            assert!(code.is_some_and(|code| fine.contains(&code)), "{what}");
            let names = ["out/", "site/", "/out", "content", "site.toml"];
            assert!(names.iter().any(|name| run.said.contains(name)), "names no file; {what}");
            true
        }
    }
}
