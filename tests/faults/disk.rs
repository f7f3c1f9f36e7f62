//! A disk that is full, wherever that happens.

use std::path::PathBuf;

use super::site::{Release, Run, SUBJECTS, Site, Size, Subject, tree};
use super::{figure, soaking, space};

/// Between the sizes that are tried with `SOAK`, and in one run of the tests.
const STEP: u64 = 64 << 10;
const STRIDE: u64 = 5 * STEP;

#[test]
fn a_full_disk_leaves_the_old_portal() {
    if space::is_inside("faults::disk::a_full_disk_leaves_the_old_portal") {
        for subject in SUBJECTS {
            fill(subject, "beside the old portal", Some(Release::First), |site| site.around());
            fill(subject, "with no portal yet", None, |site| site.around());
            fill(subject, "as a mount point", Some(Release::First), |site| site.output());
        }
    }
}

/// Publishes on disks with more and more room until there is enough.
fn fill(subject: Subject, what: &str, old: Option<Release>, disk: impl Fn(&Site) -> PathBuf) {
    let site = Site::new(subject, Size::Whole, &std::env::temp_dir());
    let disk = disk(&site);
    let (mut failed, mut free) = (0, 0);
    loop {
        space::mount(&disk, None);
        if let Some(old) = old {
            site.publish(old);
        }
        space::resize(&disk, Some(space::used(&disk).max(4096) + free));
        let fits = publish_with_little_room(&site, old, free);
        space::resize(&disk, None);
        site.publish(Release::Second);
        space::unmount(&disk);
        if fits {
            break;
        }
        failed += 1;
        free += if soaking() { STEP } else { STRIDE };
    }
    assert!(failed > 1, "{what}: {free} bytes were enough");
    figure(
        &format!("{} on a full disk, {what}", subject.name),
        &format!("{failed} sizes too small, by 64 kB up to {} kB; 0 violations", free >> 10),
    );
}

/// Whether it succeeded; if not, nothing has changed, and the reason is told.
fn publish_with_little_room(site: &Site, old: Option<Release>, free: u64) -> bool {
    let before = old.map(|_| tree(&site.output()));
    site.turn_to(Release::Second);
    let run: Run = site.command().output().unwrap().into();
    if run.code == Some(0) {
        site.assert_tidy(Release::Second);
        return true;
    }
    let what = format!("{free} bytes free: {:?} {}", run.code, run.said);
    assert_eq!(run.code, Some(3), "{what}");
    let place = site.around().canonicalize().unwrap();
    assert!(run.said.contains(place.to_str().unwrap()) && run.said.contains("Disken er fuld"), "{what}");
    match before {
        // The note on a release comes when it stands.
        Some(_) if site.subject.archives && site.stands() == Ok(Release::Second) => {}
        Some(before) => {
            assert_eq!(site.stands(), Ok(Release::First), "{what}");
            assert!(tree(&site.output()) == before, "{what}");
        }
        None if site.subject.archives && site.output().exists() => {
            assert_eq!(site.stands(), Ok(Release::Second), "{what}")
        }
        None => assert!(!site.output().exists(), "{what}"),
    }
    assert_eq!(site.leftovers(), Vec::<String>::new(), "{what}");
    false
}
