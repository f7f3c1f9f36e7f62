//! Small file systems of a test's own: the test is run again in a process that may mount them.

use std::path::Path;
use std::process::{Command, Stdio};

/// Set in the process that may mount.
const INSIDE: &str = "VEJVISER_TEST_MOUNTS";

/// Whether this system lets us mount a small file system of our own.
pub fn can_mount() -> bool {
    let mut probe = Command::new("unshare");
    probe.args(["-rm", "sh", "-ec", "mount -t tmpfs -o size=1M none /mnt"]).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// Runs a test where it can mount. `false` in the process that was asked, once the other has succeeded.
pub fn is_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    if !can_mount() {
        super::skipped(test, "this system does not let us mount (unshare -rm)");
        return false;
    }
    let exe = std::env::current_exe().unwrap();
    let mut command = Command::new("unshare");
    command.arg("-rm").arg(exe).args([test, "--exact", "--nocapture", "--test-threads=1"]).env(INSIDE, "1");
    let output = command.stdout(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    said.lines().filter(|line| line.starts_with("figure: ")).for_each(|line| eprintln!("{line}"));
    false
}

/// Makes `folder` the top of a file system in memory, of so many bytes; `None` is plenty.
pub fn mount(folder: &Path, size: Option<u64>) {
    std::fs::create_dir_all(folder).unwrap();
    let folder = folder.to_str().unwrap();
    call("mount", &["-t", "tmpfs", "-o", &option(size), "none", folder]);
}

/// Makes `folder` the top of what lies in `real`, on the same file system.
pub fn bind(real: &Path, folder: &Path) {
    std::fs::create_dir_all(real).unwrap();
    std::fs::create_dir_all(folder).unwrap();
    call("mount", &["--bind", real.to_str().unwrap(), folder.to_str().unwrap()]);
}

pub fn resize(folder: &Path, size: Option<u64>) {
    call("mount", &["-o", &format!("remount,{}", option(size)), folder.to_str().unwrap()]);
}

pub fn unmount(folder: &Path) {
    call("umount", &[folder.to_str().unwrap()]);
}

/// How many bytes of a file system are taken.
pub fn used(folder: &Path) -> u64 {
    let found = rustix::fs::statvfs(folder).unwrap();
    (found.f_blocks - found.f_bfree) * found.f_frsize
}

fn option(size: Option<u64>) -> String {
    format!("size={}", size.unwrap_or(256 << 20))
}

fn call(program: &str, args: &[&str]) {
    let output = Command::new(program).args(args).output().unwrap();
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}
