//! The only test binary.

mod publish;
