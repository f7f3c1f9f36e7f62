//! Faults of the machine: a process killed at any moment, a full disk, a call to the system that fails.
//! Whatever happens, the output holds the old portal or the new one, and the next run finishes the work.
//!
//! The program itself is run, on a whole small portal of which every page changes with every release. What is
//! tried is a [`site::Subject`], so that each command that publishes can be held to the same. A sample runs with
//! all tests; with `SOAK=1` the full counts do, and print their figures (tests/soak).

mod disk;
mod inject;
mod kill;
mod reader;
pub mod site;
pub mod space;

/// Whether the full counts are asked for.
pub fn soaking() -> bool {
    std::env::var_os("SOAK").is_some()
}

/// A line of the table that tests/soak prints at its end.
pub fn figure(what: &str, found: &str) {
    if soaking() {
        // On a line of its own: the name of the test may stand there already.
        eprintln!("\nfigure: {what}: {found}");
    }
}

/// A check that cannot be made here must not look like one that held.
pub fn skipped(what: &str, why: &str) {
    eprintln!("\nSKIPPED {what}: {why}\n");
}
