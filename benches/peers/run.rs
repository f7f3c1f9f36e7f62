//! One run of a program: the clock, the system's own account of it, and what others did meanwhile.
//!
//! Processor time and peak memory come from GNU time, which asks the system when its child has ended (`wait4`);
//! it costs about a millisecond, the same for everybody. The wall clock is ours and runs around both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

pub struct Program {
    pub name: &'static str,
    pub path: PathBuf,
    pub words: Vec<String>,
    pub output: PathBuf,
}

#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Seconds.
    pub wall: f64,
    /// Seconds on all cores.
    pub cpu: f64,
    /// MiB.
    pub memory: f64,
    /// Cores that other processes used meanwhile.
    pub noise: f64,
}

/// A file system in memory where there is one, so that no disk is measured.
pub fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

const TIME: &str = "/usr/bin/time";

impl Program {
    /// Runs it into a folder that is not there yet.
    pub fn run(&self) -> Run {
        self.clean();
        let account = self.beside("account");
        let log = fs::File::create(self.beside("log")).unwrap();
        let mut command = Command::new(TIME);
        command.args(["--format", "%U %S %M", "--output"]).arg(&account).arg(&self.path).args(&self.words);
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let (busy, begun) = (busy(), Instant::now());
        let status = command.status().unwrap_or_else(|error| panic!("{TIME}: {error}; GNU time is needed"));
        let (wall, busy) = (begun.elapsed().as_secs_f64(), self::busy() - busy);
        assert!(status.success(), "{} failed: {}", self.name, self.log());
        let account = fs::read_to_string(account).unwrap();
        let numbers: Vec<f64> = account.split_whitespace().map(|word| word.parse().expect("GNU time")).collect();
        let cpu = numbers[0] + numbers[1];
        Run { wall, cpu, memory: numbers[2] / 1024.0, noise: (busy - cpu).max(0.0) / wall }
    }

    fn clean(&self) {
        for folder in [self.output.clone(), self.beside("cache")] {
            let _ = fs::remove_dir_all(folder);
        }
        fs::create_dir_all(self.output.parent().expect("it lies in the work folder")).unwrap();
    }

    /// A file of ours or of the program's beside the output.
    fn beside(&self, end: &str) -> PathBuf {
        self.output.with_extension(end)
    }

    /// The end of what it said.
    fn log(&self) -> String {
        let log = fs::read_to_string(self.beside("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

/// Seconds that all cores were busy since the machine began; 0 where there is no `/proc`.
fn busy() -> f64 {
    let stat = fs::read_to_string(Path::new("/proc/stat")).unwrap_or_default();
    let first = stat.lines().next().unwrap_or_default();
    let ticks: Vec<f64> = first.split_whitespace().skip(1).take(8).filter_map(|word| word.parse().ok()).collect();
    // user nice system idle iowait irq softirq steal, in hundredths of a second on every Linux that we know.
    let idle = ticks.get(3).unwrap_or(&0.0) + ticks.get(4).unwrap_or(&0.0);
    (ticks.iter().sum::<f64>() - idle) / 100.0
}
