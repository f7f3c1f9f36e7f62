//! The only test binary.

mod publish;
mod serve;
