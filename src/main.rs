//! Thin: arguments to a command, a command to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    vejviser::cli::main(std::env::args_os())
}
