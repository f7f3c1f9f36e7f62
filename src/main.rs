//! Thin: arguments to a command, a command to an exit code.

use std::process::ExitCode;

// A build is millions of small strings on all threads: with glibc's allocator a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vejviser::cli::main(std::env::args_os())
}
