//! All integration tests, in one binary: linking once is what keeps them quick.

mod markdown;
mod publish;
mod svg;
mod theme;
