//! All integration tests in one binary.

mod markdown;
mod svg;
mod theme;
