//! All integration tests in one binary.

mod svg;
mod theme;
